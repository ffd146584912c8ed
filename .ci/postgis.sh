#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL on a PostGIS server of its own, in a temporary folder, gone afterwards:
#   .ci/postgis.sh npm test
# Debian 12's packages are installed where they are missing (as root). FSYNC=on for measurements: off, since the data is thrown away.
set -euo pipefail

newest_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }
has_postgis() { [ -n "$(newest_bin)" ] && ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; }

if ! has_postgis; then
  echo 'installing PostGIS …' >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -q && apt-get install -y -q --no-install-recommends postgresql-15 postgresql-15-postgis-3; } >&2
fi

bin=$(newest_bin)
folder=$(mktemp -d)
port=$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi

stop() {
  (cd / && as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop) >/dev/null 2>&1 || echo 'PostGIS was not running any more' >&2
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 143' TERM INT HUP

(
  cd / # a folder that the owner may read
  as_owner "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
    -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=${FSYNC:-off} -c synchronous_commit=${FSYNC:-off} -c full_page_writes=${FSYNC:-off} -c shared_buffers=256MB -c max_connections=200" \
    start >/dev/null
) || { cat "$folder/log" >&2; exit 1; }

export TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres"
"$@"
