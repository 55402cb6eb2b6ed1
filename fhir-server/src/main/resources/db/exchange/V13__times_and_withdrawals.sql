-- When an item came, which no later change moves: the order and the time in which others than its
-- custodian find it.
alter table exchange.case_item add column created timestamptz not null default clock_timestamp();

-- Whom a person has taken a permission back from: an update of the Consent cannot give it again.
create table exchange.consent_withdrawn (
  consent      uuid not null references exchange.case_consent (id),
  organisation text not null,
  primary key (consent, organisation)
);
