-- When the time to answer began: as the Task was given, or as its owner said that it has arrived. A
-- referral that becomes more urgent is counted from there. Unknown for what was given before.
alter table exchange.task_deadline add column since timestamptz;
