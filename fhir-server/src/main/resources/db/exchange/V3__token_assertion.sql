-- Client assertions that were used: each jti once only, on every node and after a restart.
create table exchange.token_assertion (
  client  text not null,
  jti     text not null,
  expires timestamptz not null,
  primary key (client, jti)
);
create index token_assertion_expires on exchange.token_assertion (expires);
