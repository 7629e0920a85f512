# The commands of the house. “make” alone lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
DATA_DIR ?= var
export PORT

# The first Python on the path that is new enough; PYTHON=… names another.
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c '$(ENOUGH)' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
CODE := cms sites media_library search tests manage.py

# What is installed carries the hash of its lock file: a second run installs nothing,
# and a changed lock is noticed whatever the file's date.
digest = $(shell cksum < $(1) | tr -s ' ' '-')
RUN_STAMP := .venv/installed-run-$(call digest,requirements.txt)
DEV_STAMP := .venv/installed-dev-$(call digest,requirements-dev.txt)

.PHONY: help run test test-embedded proof mutants bench journeys lint types contracts check
.PHONY: format messages lock demo-reset clean ci venv venv-dev

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: venv ## install, migrate, load the demonstration, start everything (PORT=8000)
	@exec $(BIN)/python manage.py serve

test: venv-dev ## every test this machine can run; says what it could not
	@$(BIN)/python -m pytest -n auto

test-embedded: venv-dev ## the subset that must hold on the embedded database
	@env -u DATABASE_URL $(BIN)/python -m pytest -n auto -m embedded

journeys: venv-dev ## the browser's tests, with screenshots in .artefacts
	@$(BIN)/python -m pytest -m browser

proof: venv-dev ## the long proofs in full size
	@PROOF_SCALE=1 $(BIN)/python -m pytest -m proof

mutants: venv-dev ## how many faults put into the rules of the desk its tests notice
	@$(BIN)/python -m tests.mutants

bench: venv-dev ## speed and memory beside nginx and a minimal Wagtail page
	@$(BIN)/python -m tests.bench

lint: venv-dev ## style of the code and of the templates
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/djlint --lint --quiet cms sites media_library search

types: venv-dev ## strict types
	@$(BIN)/mypy

contracts: venv-dev ## who may import whom
	@$(BIN)/lint-imports

check: venv-dev ## system checks, and no migration forgotten
	@$(BIN)/python manage.py check --fail-level WARNING
	@$(BIN)/python manage.py makemigrations --check --dry-run

format: venv-dev ## put the code in order
	@$(BIN)/ruff check --fix-only $(CODE)
	@$(BIN)/ruff format $(CODE)

messages: venv-dev ## bring the catalogues up to date
	@$(BIN)/python -m tests.catalogue
	@$(BIN)/python -m tests.overlay

lock: ## write the lock files anew (needs uv)
	uv pip compile pyproject.toml -o requirements.txt \
		--quiet --generate-hashes --universal --python-version 3.11 --no-header
	uv pip compile pyproject.toml -o requirements-dev.txt --extra dev -c requirements.txt \
		--quiet --generate-hashes --universal --python-version 3.11 --no-header

demo-reset: ## forget the demonstration's data; “make run” loads it anew
	rm -rf $(DATA_DIR)

clean: ## forget the virtual environment, caches and artefacts
	rm -rf .venv .artefacts .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage*

ci: ## what continuous integration runs, with real services (Debian)
	.ci/run

venv: $(RUN_STAMP)
venv-dev: $(DEV_STAMP)

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python has no venv module. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

# The development lock contains the other one, version for version.
$(RUN_STAMP): | .venv/bin/python
	@test -e $(DEV_STAMP) || { echo "Installing packages (once, about a minute)"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements.txt; }
	@rm -f .venv/installed-run-*
	@touch $@

$(DEV_STAMP): | .venv/bin/python
	@echo "Installing packages and the tools of development (once, about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements-dev.txt
	@rm -f .venv/installed-*
	@touch $@ $(RUN_STAMP)
