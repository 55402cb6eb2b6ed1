-- Append-only: one row for each request, denials included. Pseudonymous: internal ids and organisations only.
create table exchange.audit_event (
  id           bigint generated always as identity primary key,
  recorded     timestamptz not null default clock_timestamp(),
  request_id   text not null,
  organisation text,
  client       text,
  role         text,
  purposes     text,
  method       text not null,
  interaction  text not null,
  status       int not null,
  outcome      text not null,
  items        text
);
create index audit_event_organisation on exchange.audit_event (organisation, recorded);

create function exchange.audit_event_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are append-only';
end $$;
create trigger audit_event_append_only before update or delete or truncate on exchange.audit_event
  for each statement execute function exchange.audit_event_is_append_only();
