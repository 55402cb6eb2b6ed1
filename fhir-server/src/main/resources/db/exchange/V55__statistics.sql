-- Reports of closed quarters, as they were first worked out: numbers that were published, and nothing
-- of what was left out. A report that is there is never worked out again and never changed.
create table exchange.statistics_report (
  country  text not null,
  quarter  text not null,
  computed timestamptz not null,
  primary key (country, quarter)
);
create table exchange.statistics_count (
  country   text not null,
  quarter   text not null,
  dimension text not null,
  category  text not null,
  persons   bigint not null check (persons >= 11),
  primary key (country, quarter, dimension, category),
  foreign key (country, quarter) references exchange.statistics_report on delete cascade
);

create function exchange.statistics_do_not_change() returns trigger language plpgsql as $$
begin
  raise exception 'a report does not change';
end $$;
create trigger statistics_report_does_not_change before update on exchange.statistics_report
  for each statement execute function exchange.statistics_do_not_change();
create trigger statistics_count_does_not_change before update on exchange.statistics_count
  for each statement execute function exchange.statistics_do_not_change();
