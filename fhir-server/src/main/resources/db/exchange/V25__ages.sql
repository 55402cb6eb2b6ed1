-- As what a person counts by her age, and what that rests on: two codes and a year. The day of birth
-- stays in the vault, and no time here tells it before it has come.
create table exchange.person_age (
  person       uuid primary key,
  status       text,
  band         text,
  birth_year   int,
  closer       boolean not null,
  contradicted boolean not null,
  standing     text not null,
  -- the standing under which her Consents were last looked at
  settled      text not null
);
