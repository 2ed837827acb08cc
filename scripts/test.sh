#!/bin/sh
# Every test, in three parts. A part that fails does not keep the next from running; the exit code tells of all.
set -u
cd "$(dirname "$0")/.."
PYTEST=".venv/bin/python -m pytest"
SPREAD="-n ${TEST_PROCESSES:-auto}"
SUMMARY= FAILED=0

part() { # title, command…
    title=$1
    shift
    printf '\n== %s\n' "$title"
    began=$(date +%s)
    if "$@"; then word=passed; else word=FAILED FAILED=1; fi
    SUMMARY="$SUMMARY$(printf '%-34s %s in %d s' "$title" $word $(($(date +%s) - began)))
"
}

skip() {
    SUMMARY="$SUMMARY$(printf '%-34s skipped: %s' "$1" "$2")
"
}

on_sqlite() { env -u DATABASE_URL "$@"; }

part "On SQLite" on_sqlite $PYTEST -m "not journey" $SPREAD
part "Journeys in a browser" on_sqlite $PYTEST -m journey
if [ -n "${DATABASE_URL:-}" ]; then
    part "On PostgreSQL (DATABASE_URL)" $PYTEST tests/workflow -m "not journey" $SPREAD
elif ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1; then
    part "On PostgreSQL (a private server)" .venv/bin/python -m tests.postgres $PYTEST tests/workflow -m "not journey" $SPREAD
else
    skip "On PostgreSQL" "no server programs here and no DATABASE_URL."
fi
printf '\n%s\n' "$SUMMARY"
exit $FAILED
