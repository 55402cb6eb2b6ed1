-- The identity vault. Only amelie_vault reads it; the application's role has to take that role on
-- in a transaction (SET LOCAL ROLE), so that nothing which reads the record reads identity by the way.
do $$ begin
  if not exists (select from pg_roles where rolname = 'amelie_vault') then
    create role amelie_vault nologin;
  end if;
end $$;
-- Membership without inheritance: the rights come only with SET ROLE. An administrator may have
-- granted it before, to a login that may not create roles.
do $$ begin
  if current_setting('server_version_num')::int >= 160000 then
    if not pg_has_role(current_user, 'amelie_vault', 'SET') then
      execute format('grant amelie_vault to %I with inherit false, set true', current_user);
    end if;
  else
    if not pg_has_role(current_user, 'amelie_vault', 'MEMBER') then
      execute format('grant amelie_vault to %I', current_user);
    end if;
    -- Before 16 a role inherits from all or none; what it has as the database's owner it would lose.
    if (select rolinherit and not rolsuper from pg_roles where rolname = current_user) then
      execute format('grant usage, create on schema public to %I', current_user);
      execute format('alter role %I noinherit', current_user);
    end if;
  end if;
end $$;
create schema vault authorization amelie_vault;
set role amelie_vault;
create table vault.data_key (
  person      uuid not null,
  custodian   text not null,
  kek_version int not null,
  wrapped     bytea not null,
  created     timestamptz not null default clock_timestamp(),
  primary key (person, custodian)
);
-- Never overwritten: each write of a resource has a revision of its own, and an old version of the
-- record finds the identity that belonged to it.
create table vault.element (
  item      text not null,
  custodian text not null,
  revision  text not null,
  label     text not null,
  person    uuid not null,
  sealed    bytea not null,
  primary key (item, custodian, revision, label)
);
create index element_person on vault.element (person);
reset role;
