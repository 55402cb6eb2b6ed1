-- A wrapped data key names the key that wraps it by its keeper and the keeper's own version: the
-- keystore, as until now, or a key management service. What is to be wrapped anew after a rotation
-- is what names another than the current one.
set role amelie_vault;
alter table vault.data_key add column kek_keeper text not null default 'keystore';
alter table vault.data_key alter column kek_keeper drop default;
-- All labels that were kept with a row: one that is lost is missed. Null in rows from before.
alter table vault.element add column together text;
reset role;
-- By which a server knows that its keystore is the one this database was filled with. Under other
-- keys all ids would be others, and everything would seem to be gone.
create table exchange.key_fingerprint (
  purpose text primary key,
  digest  text not null
);
