-- To whom it was released, and when, that somebody's identity was corrected: whoever asks for what
-- has changed since finds the item by it, and nobody else does.
create table exchange.correction_told (
  organisation text not null,
  item         uuid not null,
  told         timestamptz not null default clock_timestamp(),
  primary key (organisation, item)
);
create index correction_told_time on exchange.correction_told (organisation, told);
create index correction_told_item on exchange.correction_told (item);
