#!/usr/bin/env bash
# Runs a command with DATABASE_URL naming a PostgreSQL server of its own, which ends with it.
#   tools/with_postgres.sh make test
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "No PostgreSQL server here (Debian: apt install postgresql)." >&2; exit 1; }

folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
as_server=()
if [ "$(id -u)" = 0 ]; then  # PostgreSQL refuses to run as root
  chown postgres "$folder"
  as_server=(runuser -u postgres --)
fi
trap '"${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT

cd /
"${as_server[@]}" "$bin/initdb" -D "$folder/data" -U cass --auth=trust -E UTF8 --locale=C.UTF-8 >/dev/null
"${as_server[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off" start >/dev/null
"${as_server[@]}" "$bin/createdb" -h 127.0.0.1 -p "$port" -U cass cass
cd - >/dev/null
DATABASE_URL="postgres://cass@127.0.0.1:$port/cass" "$@"
