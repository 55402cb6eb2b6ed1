-- A database serves either a sandbox or production, for ever.
create table exchange.stamp (
  only_row boolean primary key default true check (only_row),
  kind     text not null check (kind in ('sandbox', 'production')),
  stamped  timestamptz not null default clock_timestamp()
);
