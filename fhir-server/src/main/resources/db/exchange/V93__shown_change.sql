-- When a Task last changed for all who see it, and when the transaction that changed it was through: a
-- change bears the time at which it was stored and can be read a little later. Whoever asks for what
-- has changed since a moment in between is given it as well. Empty as long as that is not known.
create table exchange.shown_change (
  task      uuid primary key references exchange.case_task (id) on delete cascade,
  custodian text not null,
  changed   timestamptz not null,
  finished  timestamptz
);
create index shown_change_time on exchange.shown_change (custodian, changed);
