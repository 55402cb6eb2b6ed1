-- What a Task's requester is shown of how far it is, and what its owner said; both are searched.
alter table exchange.case_task add column business_status text;
alter table exchange.case_task add column shown_status text;
create index case_task_requester on exchange.case_task (requester);
create index case_item_custodian on exchange.case_item (custodian);

-- For whom items have to be tagged: each set of purposes that an organisation has come with.
create table exchange.party (
  organisation text not null,
  role         text not null,
  purposes     text not null,
  first_seen   timestamptz not null default clock_timestamp(),
  primary key (organisation, role, purposes)
);

-- Who a person's Consents name: together with custodians and Task owners, all that could see anything.
create table exchange.consent_actor (
  consent      uuid not null references exchange.case_consent (id),
  organisation text not null,
  primary key (consent, organisation)
);
create index consent_actor_organisation on exchange.consent_actor (organisation);

-- When the passing of time alone next changes what is released of a person.
create table exchange.release_due (
  person uuid primary key,
  due    timestamptz not null
);
create index release_due_due on exchange.release_due (due);

-- Lets an organisation find what it submitted by an identifier that the record does not hold.
create table exchange.blind_identifier (
  organisation text not null,
  type         text not null,
  token        text not null,
  item         uuid not null references exchange.case_item (id),
  primary key (organisation, type, token, item)
);
create index blind_identifier_item on exchange.blind_identifier (item);

-- The sandbox's decision clock, where it was set. Empty in production, and without it the
-- database's own clock decides.
create table exchange.sandbox_clock (
  only_row boolean primary key default true check (only_row),
  instant  timestamptz not null
);
