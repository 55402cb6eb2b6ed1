-- Work that is due, done by one node at a time: the table of db-scheduler, as it ships it.
create table exchange.scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on exchange.scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on exchange.scheduled_tasks (last_heartbeat);

-- Who wants to be told what, where. What a subscriber may see is decided for its organisation, role
-- and purposes each time something is told.
create table exchange.subscription (
  id           uuid primary key,
  version      bigint not null,
  organisation text not null,
  client       text not null,
  role         text not null,
  country      text,
  purposes     text not null,
  base         text not null,
  topic        text not null,
  endpoint     text not null,
  id_only      boolean not null,
  heartbeat    int,
  ends         timestamptz,
  status       text not null check (status in ('requested', 'active', 'error', 'off')),
  events       bigint not null default 0,
  failures     int not null default 0,
  last_sent    timestamptz not null default clock_timestamp(),
  written      timestamptz not null default clock_timestamp()
);
create index subscription_topic on exchange.subscription (topic, organisation);

-- The outbox: written with the change it tells of, or not at all. Ids are internal; nothing else of
-- a case stands here. A number is given when an event is first told, so that those which are never
-- told leave no gap.
create table exchange.notification (
  id           bigint generated always as identity primary key,
  subscription uuid not null references exchange.subscription (id) on delete cascade,
  task         uuid not null,
  person       uuid not null,
  created      timestamptz not null default clock_timestamp(),
  state        text not null default 'pending'
               check (state in ('pending', 'delivered', 'dropped', 'dead')),
  number       bigint,
  named        boolean not null default false,
  attempts     int not null default 0,
  trying_since timestamptz,
  due          timestamptz,
  settled      timestamptz
);
create index notification_pending on exchange.notification (subscription, task, id)
  where state = 'pending';
create index notification_number on exchange.notification (subscription, number);
create index notification_dead on exchange.notification (id) where state = 'dead';
create index notification_task on exchange.notification (task);

-- For the operator: what was given up, and how to try it again.
create view exchange.dead_letter as
  select n.id, s.organisation, s.topic, n.created, n.attempts, n.settled as given_up
    from exchange.notification n join exchange.subscription s on s.id = n.subscription
   where n.state = 'dead';

create function exchange.replay_dead_letter(letter bigint) returns boolean language plpgsql as $$
begin
  update exchange.notification
     set state = 'pending', attempts = 0, trying_since = null, due = null, settled = null
   where id = letter and state = 'dead';
  if not found then
    return false;
  end if;
  insert into exchange.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
  values ('notification', letter::text, clock_timestamp(), false, 1)
  on conflict do nothing;
  return true;
end $$;
