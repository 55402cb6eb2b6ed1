-- Who has told that a person takes a Consent back. It may say so again, and learns nothing new by it;
-- whoever has not is told what it would be told of a Consent that is not there.
create table exchange.withdrawal_told (
  consent      uuid not null references exchange.case_consent (id) on delete cascade,
  organisation text not null,
  primary key (consent, organisation)
);
