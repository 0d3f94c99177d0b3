# Two commands do everything: `make run` and `make test`. `make help` lists the others.
# The first that really runs: a version manager may offer names that lead nowhere.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
  $$p -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PORT ?= 8000
ARGS ?=
PO := $(wildcard locale/*/LC_MESSAGES/django.po)
MO := $(PO:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help run test check bench elasticsearch messages lock format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/runtime $(MO) ## the site, with its demonstration content, on http://localhost:8000
	@$(BIN)/python manage.py setup --demo
	@$(BIN)/python manage.py runserver $(PORT)

test: .venv/dev $(MO) ## every test this machine can run; says what it skipped and why
	$(BIN)/python -m pytest -n auto --dist loadgroup -q -rs $(ARGS)

check: .venv/dev $(MO) ## style, types, import order, migrations, messages, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python tools/messages.py check
	$(BIN)/python tools/check_deploy.py

bench: .venv/dev $(MO) ## measured ratios; see docs/bench.md
	$(BIN)/python tools/bench.py $(ARGS)

elasticsearch: ## a real Elasticsearch node to try the site with; Ctrl-C stops it (docs/growing.md)
	@$(PYTHON) tools/elasticsearch_node.py

messages: .venv/dev ## gather the strings of the interface into locale/ (needs GNU gettext)
	$(BIN)/python tools/messages.py gather

lock: $(BIN)/python ## renew the locked dependencies from pyproject.toml
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --upgrade --no-header --no-annotate \
	  pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --upgrade --no-header --no-annotate \
	  pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt

format: .venv/dev ## put the code in form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove the virtual environment (var/ holds your data and stays)
	rm -rf .venv

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, with venv (Debian: apt install python3-venv)."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | $(BIN)/python
	@echo "Installing what the site needs (about a minute, once)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing what the tests need (about a minute, once)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/runtime

# Compiled in Python, so that a newcomer needs no GNU gettext.
%.mo: %.po | .venv/runtime
	@$(BIN)/python tools/messages.py compile $<
