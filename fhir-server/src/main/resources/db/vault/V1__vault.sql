-- The identity vault in a database of its own. The role that connects here owns it; the role of the
-- record's database has no way in.
create table vault.data_key (
  person      uuid not null,
  custodian   text not null,
  kek_keeper  text not null,
  kek_version int not null,
  wrapped     bytea not null,
  created     timestamptz not null default clock_timestamp(),
  primary key (person, custodian)
);
-- Never overwritten: each write of a resource has a revision of its own. What was committed here and
-- whose record was not is found by its revision and taken out, once it is older than any write.
create table vault.element (
  item      text not null,
  custodian text not null,
  revision  text not null,
  label     text not null,
  together  text,
  person    uuid not null,
  sealed    bytea not null,
  written   timestamptz not null default clock_timestamp(),
  primary key (item, custodian, revision, label)
);
create index element_person on vault.element (person);
-- Which record's database this vault belongs to: the same number stands there.
create table vault.place (
  one   boolean primary key default true check (one),
  vault uuid not null
);
