#!/bin/sh
# The site for real, on this machine: migrate, collect static files, then web server and worker until Ctrl-C.
# Settings come from the environment, or from .env (see .env.example). Put a web server in front of it.
set -eu
cd "$(dirname "$0")/.."
if [ -f .env ]; then
    set -a
    . ./.env
    set +a
fi

MANAGE=".venv/bin/python manage.py"
$MANAGE migrate --verbosity 0
$MANAGE collectstatic --noinput --verbosity 0
$MANAGE check --database default >/dev/null

.venv/bin/gunicorn workflow.wsgi --workers "${WEB_WORKERS:-2}" --bind "${BIND:-127.0.0.1:8000}" --log-level warning &
WEB=$!
$MANAGE worker &
WORKER=$!

stop() {
    trap - INT TERM EXIT
    kill -TERM "$WEB" "$WORKER" 2>/dev/null || true
    wait "$WEB" "$WORKER" 2>/dev/null || true
}
trap 'stop; exit 0' INT TERM
trap stop EXIT
echo "Polyleaf answers on http://${BIND:-127.0.0.1:8000}/ . Ctrl-C stops it."

# Where one of the two ends, the other is stopped too, and whoever started this hears of it.
while kill -0 "$WEB" 2>/dev/null && kill -0 "$WORKER" 2>/dev/null; do sleep 1; done
echo "One of web server and worker has ended; stopping the other." >&2
exit 1
