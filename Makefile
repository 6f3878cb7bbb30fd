# Every command of the house. `make demo` is the one to begin with.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.locked

.PHONY: setup
setup: $(STAMP)

# The virtual environment with exactly the locked packages, and the project itself, editable
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: apt install python3-venv"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@test -x $(VENV)/bin/uv || $(PY) -m pip install -q --disable-pip-version-check uv
	@$(VENV)/bin/uv pip install -q -p $(PY) -r requirements.lock
	@$(VENV)/bin/uv pip install -q -p $(PY) --no-deps -e .
	@touch $(STAMP)

.PHONY: demo demo-call demo-reset
demo: setup
	@$(PY) -m hotline.main.launch demo

# one real SIP call to 12345; CALLS=n FROM=number TO=number SECONDS=n
demo-call: setup
	@CALLS="$(CALLS)" FROM="$(FROM)" TO="$(TO)" SECONDS="$(SECONDS)" $(PY) -m hotline.main.launch call

demo-reset: setup
	@$(PY) -m hotline.main.launch reset

.PHONY: backup restore
# a backup of database, objects, journal and program into BACKUP_FOLDER; the house may be running
backup: setup
	@$(PY) -m hotline.main.launch backup

# FROM=folder of a backup; the house must be stopped. REPLACE=1 puts one aside that is there
restore: setup
	@FROM="$(FROM)" REPLACE="$(REPLACE)" OTHER_KEY="$(OTHER_KEY)" $(PY) -m hotline.main.launch restore

.PHONY: test test-tools check format bench bench-faults bench-soak bench-consoles bench-recorded schema
# what the tests drive for real: browser, media gateway, prompts, built console
test-tools: setup
	@$(PY) -m hotline.main.launch test-tools

# every test, some files side by side; the last line is pytest's own count
test: setup test-tools
	@$(PY) -m hotline.main.launch npm run --silent test
	@$(PY) -m pytest -n 3 --dist loadgroup --no-loadscope-reorder

# formatting, lint, types, import rules, migrations, schema, the console, fast tests: side by side
check: setup
	@$(MAKE) --no-print-directory -j 4 --output-sync=target check-style check-types check-console check-tests

.PHONY: check-style check-types check-console check-tests
check-style:
	@$(VENV)/bin/ruff format --check -q .
	@$(VENV)/bin/ruff check -q .
	@$(VENV)/bin/lint-imports
	@$(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@$(PY) manage.py export_schema --check

check-types:
	@$(VENV)/bin/mypy platform/hotline tenants telephony graphql/hotline_api

check-console:
	@$(PY) -m hotline.main.launch npm run --silent check

check-tests:
	@$(PY) -m pytest -q -n 3 --dist loadgroup -m "not engine and not e2e and not walk"

format: setup
	@$(VENV)/bin/ruff format -q .
	@$(VENV)/bin/ruff check -q --fix .
	@$(PY) -m hotline.main.launch npm run --silent format

schema: setup
	@$(PY) manage.py export_schema

# every fault of the telephone twenty times: calls lost, double offers, legs missing; written to docs/benchmarks.md
bench-faults: setup test-tools
	@$(PY) -m tests.load.faults

# from a change to 2,000 consoles; written to docs/benchmarks.md
bench-consoles: setup test-tools
	@$(PY) -m tests.load.consoles

# an hour of recorded calls, five a second: memory and descriptors; written to docs/benchmarks.md
bench-soak: setup test-tools
	@$(PY) -m tests.load.soak

# 300 conversations at a time, both sides recorded: what is missing from the files; written to docs/benchmarks.md
bench-recorded: setup test-tools
	@$(PY) -m tests.load.recorded_calls

# side by side in one run, written to docs/benchmarks.md
bench: setup test-tools
	@$(PY) -m tests.load
