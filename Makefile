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
