-- Since when an item is released to whom it is not the own one of, and with which elements of identity; with
-- more of these it is released anew. An organisation finds by it what has come to it in a while; by when others
-- were given the same, or by when it was stored, it does not find. Of what is released already the elements are
-- not known yet: with the next write about the person it counts as released anew.
create table exchange.released_item (
  item   uuid not null references exchange.case_item (id) on delete cascade,
  tag    text not null,
  type   text not null,
  labels text[] not null default '{}',
  since  timestamptz not null default clock_timestamp(),
  primary key (item, tag)
);
create index released_item_since on exchange.released_item (tag, type, since);

insert into exchange.released_item (item, tag, type, since)
select i.id, t.tag, i.type, i.created
  from exchange.case_item i cross join unnest(i.released_to) as t (tag)
 where split_part(t.tag, '|', 2) <> i.custodian;
