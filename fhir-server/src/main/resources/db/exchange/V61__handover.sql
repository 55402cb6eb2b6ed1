-- Which Task asks another country's coordinator to take over from which. Whether it is open is said
-- by the Task's own status; a row is concluded once the other side has accepted.
create table exchange.handover (
  offer         uuid primary key,
  original      uuid not null,
  country       text not null,
  recovery_days int not null,
  offered       timestamptz not null,
  concluded     timestamptz,
  recovery_ends date
);
create index handover_original on exchange.handover (original);
