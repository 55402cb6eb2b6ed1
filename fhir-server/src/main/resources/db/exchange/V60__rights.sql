-- Which items a line of the audit trail names, so that a person can be told who saw hers without the
-- whole trail being read.
create function exchange.items_named(items text) returns uuid[]
language sql immutable parallel safe as $$
  select coalesce(array_agg(found[1]::uuid), '{}')
    from regexp_matches(
           items, '/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'g') as found
$$;
create index audit_event_items on exchange.audit_event using gin (exchange.items_named(items))
  where items is not null;

-- Keys that a file was sealed to: each once only. Digests; not whose file it was.
create table exchange.sealed_file (
  key_digest bytea primary key,
  sealed     timestamptz not null default clock_timestamp()
);
