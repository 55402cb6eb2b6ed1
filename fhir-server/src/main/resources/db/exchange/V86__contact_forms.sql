-- Since when a person's Patient says otherwise how she may be reached; null: as it came.
alter table exchange.safe_contact add column changed timestamptz;

-- Forms about how she may be reached: which still count, and which of them forbid it. What they say
-- beyond that is sealed. A form that came before this table has no row, and lets nobody reach her.
create table exchange.contact_form (
  item    uuid primary key,
  person  uuid not null,
  keeper  text not null,
  said    timestamptz not null,
  -- The transaction's time: it tells of two that were said at once which came first, if one did.
  kept    timestamptz not null default now(),
  forbids boolean not null,
  counts  boolean not null
);
create index contact_form_person on exchange.contact_form (person);
