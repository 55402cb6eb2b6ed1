-- Until when a Task is to be answered, and when it closes by itself; by the clock that decides. A
-- time is gone once it no longer matters.
create table exchange.task_deadline (
  task       uuid primary key,
  person     uuid not null,
  answer_due timestamptz,
  closes     timestamptz,
  escalated  timestamptz
);
create index task_deadline_answer on exchange.task_deadline (answer_due) where answer_due is not null;
create index task_deadline_closes on exchange.task_deadline (closes) where closes is not null;
