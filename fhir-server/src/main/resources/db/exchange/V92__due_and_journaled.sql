-- The day on which somebody last looked whether a person under 18 still is; empty for everybody else,
-- so that no time here tells a birthday.
alter table exchange.person_age add column looked date;

-- Whoever may come of age is looked at before the next call, so that what was given for a minor counts
-- on; and so is everybody with an open Task of whom nothing would be due any more.
insert into exchange.release_due (person, due)
select person, clock_timestamp() from exchange.person_age
 where standing = 'minor' and birth_year + 17 <= extract(year from clock_timestamp())
union
select i.person, clock_timestamp()
  from exchange.case_task t join exchange.case_item i on i.id = t.id
 where t.ended is null
   and not exists (select from exchange.release_due d where d.person = i.person)
on conflict (person) do update set due = least(release_due.due, excluded.due);

-- Whether it is known that a recall stands in the journal. What is there already is compared with the
-- journal at the start that follows.
alter table exchange.recall add column journaled boolean not null default false;
create index recall_unwritten on exchange.recall (subject, custodian) where not journaled;
