/* SPDX-License-Identifier: Apache-2.0 */
package eu.amelie.server.vault;

import eu.amelie.interceptors.pseudonym.vault.DataKeyOwner;
import eu.amelie.interceptors.pseudonym.vault.KeyVersion;
import eu.amelie.interceptors.pseudonym.vault.WrappedDataKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of wrapped data keys. Used in the vault's role only. */
class WrappedDataKeys {
  /** A row. */
  record Kept(DataKeyOwner owner, WrappedDataKey key) {}

  private final JdbcClient jdbc;

  WrappedDataKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** To seal with: nobody takes the key out before the transaction ends. */
  Optional<WrappedDataKey> hold(DataKeyOwner owner) {
    return owned(
            "select kek_keeper, kek_version, wrapped from vault.data_key where ",
            owner,
            " for key share")
        .query((row, n) -> wrapped(row))
        .optional();
  }

  void destroy(DataKeyOwner owner) {
    owned("delete from vault.data_key where ", owner).update();
  }

  /**
   * Keeps an owner's first key; whoever was first is kept. Nothing is kept where identity is there
   * that a key of this owner has sealed: the key was lost then, and a new one in its place would
   * keep it from being put back.
   */
  void insertFirst(DataKeyOwner owner, WrappedDataKey fresh) {
    jdbc.sql(
            """
            insert into vault.data_key (person, custodian, kek_keeper, kek_version, wrapped)
            select :person, :custodian, :keeper, :number, :wrapped
             where not exists (select from vault.element
                                where person = :person and custodian = :custodian)
            on conflict do nothing
            """)
        .param("person", UUID.fromString(owner.person()))
        .param("custodian", owner.custodian())
        .param("keeper", fresh.version().keeper())
        .param("number", fresh.version().number())
        .param("wrapped", fresh.bytes())
        .update();
  }

  /**
   * Puts one back that was lost, where identity is there that a key of this owner has sealed.
   * Another in its place stays.
   *
   * @return whether it is there now and was not before
   */
  boolean putBack(DataKeyOwner owner, WrappedDataKey kept) {
    return jdbc.sql(
                """
                insert into vault.data_key (person, custodian, kek_keeper, kek_version, wrapped)
                select :person, :custodian, :keeper, :number, :wrapped
                 where exists (select from vault.element
                                where person = :person and custodian = :custodian)
                on conflict do nothing
                """)
            .param("person", UUID.fromString(owner.person()))
            .param("custodian", owner.custodian())
            .param("keeper", kept.version().keeper())
            .param("number", kept.version().number())
            .param("wrapped", kept.bytes())
            .update()
        == 1;
  }

  /**
   * Puts a key wrapped anew in the place of the old one, if that still stands there. One that was
   * destroyed or changed meanwhile stays so: nothing is ever inserted.
   */
  boolean replace(Kept old, WrappedDataKey fresh) {
    return owned(
                """
                update vault.data_key
                   set kek_keeper = :newKeeper, kek_version = :newNumber, wrapped = :newWrapped
                 where wrapped = :wrapped and kek_keeper = :keeper and kek_version = :number and\s
                """,
                old.owner())
            .param("newKeeper", fresh.version().keeper())
            .param("newNumber", fresh.version().number())
            .param("newWrapped", fresh.bytes())
            .param("wrapped", old.key().bytes())
            .param("keeper", old.key().version().keeper())
            .param("number", old.key().version().number())
            .update()
        == 1;
  }

  /** The first rows in the order of their owners, or those after one; other than this version. */
  List<Kept> otherThan(KeyVersion current, Optional<DataKeyOwner> after, int most) {
    return page("(kek_keeper, kek_version) <> (:keeper, :number) and ", after, most)
        .param("keeper", current.keeper())
        .param("number", current.number())
        .query((row, n) -> kept(row))
        .list();
  }

  /** The first rows in the order of their owners, or those after one. */
  List<Kept> all(Optional<DataKeyOwner> after, int most) {
    return page("", after, most).query((row, n) -> kept(row)).list();
  }

  private JdbcClient.StatementSpec page(String which, Optional<DataKeyOwner> after, int most) {
    return jdbc.sql(
            """
            select person, custodian, kek_keeper, kek_version, wrapped from vault.data_key
             where %s (person, custodian) > (:person, :custodian)
             order by person, custodian limit :most
            """
                .formatted(which))
        .param("person", after.map(a -> UUID.fromString(a.person())).orElse(new UUID(0, 0)))
        .param("custodian", after.map(DataKeyOwner::custodian).orElse(""))
        .param("most", most);
  }

  private JdbcClient.StatementSpec owned(String statement, DataKeyOwner owner) {
    return owned(statement, owner, "");
  }

  private JdbcClient.StatementSpec owned(String statement, DataKeyOwner owner, String lock) {
    return jdbc.sql(statement + " person = :person and custodian = :custodian" + lock)
        .param("person", UUID.fromString(owner.person()))
        .param("custodian", owner.custodian());
  }

  private static Kept kept(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Kept(
        new DataKeyOwner(row.getString("person"), row.getString("custodian")), wrapped(row));
  }

  static WrappedDataKey wrapped(java.sql.ResultSet row) throws java.sql.SQLException {
    return new WrappedDataKey(
        new KeyVersion(row.getString("kek_keeper"), row.getInt("kek_version")),
        row.getBytes("wrapped"));
  }
}
