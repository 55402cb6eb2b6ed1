-- Whether a receiver has ever taken a handshake at the address that is in force: until it has, nothing
-- else is sent there. Of one in error it is not known, so it is asked again.
alter table exchange.subscription add column handshaken boolean not null default false;
update exchange.subscription set handshaken = true where status = 'active';
insert into exchange.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
select 'subscription-notice', id::text, clock_timestamp(), false, 1
  from exchange.subscription where status in ('requested', 'error')
on conflict do nothing;
