# From a bare machine with Python 3.11, git and make: `make demo`, or `make test`.
PYTHON = .venv/bin/python
HEADLESS ?= 0
.PHONY: setup demo demo-reset run test check bench

setup: ## Install what is missing: system packages as root, Python packages into .venv
	@sh scripts/setup.sh

demo: setup ## A running site with sample leaflets; HEADLESS=1 walks through it, prints one JSON summary and ends
	@DEBUG=1 $(PYTHON) manage.py demo $(if $(filter-out 0,$(HEADLESS)),--headless)

demo-reset: ## Forget what was clicked in the demo, and start over
	@test ! -e var/polyleaf.sqlite3 -o -e var/secret_key.txt || { echo "var/ holds a real site. Nothing was removed."; exit 1; }
	@rm -rf var
	@$(MAKE) --no-print-directory demo

run: setup ## The site for real: environment from .env, web server and worker on 127.0.0.1:8000
	@sh scripts/run.sh

test: setup ## Every test: on SQLite, in a browser, then the database tests on PostgreSQL
	@sh scripts/test.sh

check: setup ## Style, types, the direction of imports, migrations, generated pages
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	DEBUG=1 .venv/bin/mypy
	.venv/bin/lint-imports
	DEBUG=1 $(PYTHON) manage.py makemigrations --check --dry-run
	DEBUG=1 $(PYTHON) manage.py describe --check

bench: setup ## Figures, one line of JSON each
	@DEBUG=1 $(PYTHON) -m tests.bench
