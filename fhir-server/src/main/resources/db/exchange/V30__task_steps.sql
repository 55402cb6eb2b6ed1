-- Which Provenance the exchange has made of which step of a Task, in the order of the steps. No
-- foreign keys: what becomes of a case's items is not this table's to hold up.
create table exchange.task_step (
  number     bigint generated always as identity primary key,
  task       uuid not null,
  provenance uuid not null unique
);
create index task_step_task on exchange.task_step (task, number);
