-- Whether a Task's owner has added anything that lies in the vault. Where it has not, its reads need
-- not ask there.
alter table exchange.case_task add column owner_added boolean not null default true;
