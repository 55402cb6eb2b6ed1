-- What the exchange itself must know of a case to decide, kept in the transaction that writes it.
-- Ids are internal; no identity and no free text ever stands here.
create table exchange.case_item (
  id         uuid primary key,
  type       text not null,
  person     uuid not null,
  custodian  text not null,
  revision   uuid not null,
  version    bigint not null,
  written    timestamptz not null default clock_timestamp()
);
create index case_item_person on exchange.case_item (person);

create table exchange.case_consent (
  id         uuid primary key references exchange.case_item (id),
  version    bigint not null,
  body       text not null
);

create table exchange.case_task (
  id         uuid primary key references exchange.case_item (id),
  focus      uuid not null,
  requester  text not null,
  owner      text not null,
  status     text not null,
  reference  text not null unique,
  ended      timestamptz
);
create index case_task_owner on exchange.case_task (owner);

create table exchange.safe_contact (
  person     uuid primary key,
  rule       text not null
);

-- One row for each placer key that an organisation has used. Only keyed hashes are kept.
create table exchange.submission (
  organisation text not null,
  placer       bytea not null,
  content      bytea not null,
  answer       text not null,
  written      timestamptz not null default clock_timestamp(),
  primary key (organisation, placer)
);
