-- The versions of a Task that changed what its requester sees of it, as the requester counts them.
create table exchange.task_version (
  task    uuid not null references exchange.case_task (id) on delete cascade,
  counted bigint not null,
  stored  bigint not null,
  primary key (task, counted)
);
create unique index task_version_stored on exchange.task_version (task, stored);

-- Of what was written before, nobody noted what it changed: all of it counts.
insert into exchange.task_version (task, counted, stored)
select t.id, numbered.stored, numbered.stored
  from exchange.case_task t
  join exchange.case_item i on i.id = t.id
 cross join lateral generate_series(1, i.version) as numbered (stored);
