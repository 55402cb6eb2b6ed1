#!/bin/bash
# Run by the PostgreSQL image at its first start. The server works as the owner of one database and
# not as a superuser, which the vault's own role would not keep out.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$POSTGRES_USER" -d postgres \
  -v password="$(< /run/secrets/database-password)" <<'SQL'
create role amelie_app login createrole nosuperuser password :'password';
create database amelie owner amelie_app;
SQL
