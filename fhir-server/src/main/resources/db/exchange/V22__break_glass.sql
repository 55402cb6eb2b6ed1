-- Emergency access: whom, to whose case, for how long. The words that justify it are in the vault, with
-- the Task that asks the auditor to look into it.
create table exchange.break_glass (
  id           uuid primary key,
  person       uuid not null,
  organisation text not null,
  reason       text not null,
  starts       timestamptz not null,
  ends         timestamptz not null
);
create index break_glass_person on exchange.break_glass (person, organisation);
