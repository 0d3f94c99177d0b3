#!/usr/bin/env bash
# A dated copy of what cannot be made again: the database and the uploads. The index is rebuilt.
#   BACKUP_DIR (default $VAR_DIR/backups) should be copied to another machine.
set -euo pipefail
umask 077
var=${VAR_DIR:-var}
to=${BACKUP_DIR:-$var/backups}/$(date +%Y-%m-%d)
keep=${BACKUP_KEEP_DAYS:-30}
mkdir -p "$to"

if [ -n "${DATABASE_URL:-}" ]; then
  pg_dump --format=custom --no-owner --file="$to/database.dump" "$DATABASE_URL"
else
  # The online backup of SQLite: right even while people write.
  python3 - "$var/db.sqlite3" "$to/database.sqlite3" <<'PY'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as source, sqlite3.connect(sys.argv[2]) as target:
    source.backup(target)
PY
fi
[ ! -d "$var/media" ] || tar -C "$var" -czf "$to/media.tar.gz" media
find "$(dirname "$to")" -mindepth 1 -maxdepth 1 -type d -name '20*' -mtime "+$keep" -exec rm -rf {} +
echo "Backup in $to"
