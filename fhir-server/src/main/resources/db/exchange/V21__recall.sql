-- What was taken back for good: erasures, restrictions and changes of Consents. A copy of each row
-- stands in a journal outside the database, so that a restored backup takes them back again before it
-- serves. Ids are internal.
create table exchange.recall (
  id         uuid primary key,
  kind       text not null check (kind in ('erasure', 'restriction', 'lifting', 'consent')),
  subject    uuid not null,
  custodian  text not null,
  version    bigint not null,
  reason     text not null,
  recorded   timestamptz not null
);
create index recall_subject on exchange.recall (subject, custodian);

-- Whose part of a person's case is kept and not used (GDPR art. 18).
create table exchange.restriction (
  person     uuid not null,
  custodian  text not null,
  reason     text not null,
  since      timestamptz not null default clock_timestamp(),
  primary key (person, custodian)
);
