-- For a vault that has a database of its own; else both are empty. What lies there is on record here, in
-- the transaction that writes the record: what is not, was never committed; what is and cannot be had
-- there, is lost and missed. No identity stands here, but the labels that were kept with it.
create table exchange.vault_entry (
  item      text not null,
  custodian text not null,
  revision  text not null,
  person    uuid not null,
  labels    text not null,
  primary key (item, custodian, revision)
);
create index vault_entry_person on exchange.vault_entry (person);
-- By this number the vault's database knows which record it belongs to. Once its own is true, identity
-- is looked for there and nowhere else.
create table exchange.vault_place (
  one   boolean primary key default true check (one),
  vault uuid not null default gen_random_uuid(),
  own   boolean not null default false
);
insert into exchange.vault_place default values;
