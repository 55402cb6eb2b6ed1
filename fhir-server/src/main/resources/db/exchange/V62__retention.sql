-- Which parts of cases are announced to be erased, since when; by the clock that decides. The
-- erasure itself is a recall.
create table exchange.retention (
  person    uuid not null,
  custodian text not null,
  announced timestamptz not null,
  primary key (person, custodian)
);
