-- Whether something is what a Task of the caller's own is about is asked for each id that it names. By
-- the Tasks of its requester the answer would cost more for each of them.
create index case_task_focus on exchange.case_task (focus);

-- A person has some twenty items, however many persons there are. Counted while there were few, she would
-- be taken for a large part of all, and plans would go through the items of the others.
alter table exchange.case_item alter column person set (n_distinct = -0.05);
analyze exchange.case_item;
