-- Whether all that is released to a party bears its tag: not before everybody has been settled who may
-- concern it.
alter table exchange.party add column ready boolean not null default true;
