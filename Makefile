# Everything happens inside this folder: .venv, node_modules, static_build, .data.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# Compiled modules are kept whatever the shell says: every process would compile the project again.
unexport PYTHONDONTWRITEBYTECODE

PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
DATA_DIR ?= .data
STAMPS := .stamps
# Processes beside the one that drives the browser.
TEST_WORKERS ?= 2

PAGE_SOURCES := $(shell find templates static komship/web komship/dashboard */web -type f \( -name '*.html' -o -name '*.py' -o -name '*.js' -o -name '*.css' -o -name '*.svg' \) 2>/dev/null)
STATIC_SOURCES := $(shell find static -type f 2>/dev/null)

.PHONY: help setup run worker migrate test check demo chaos contract fuzz bench clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

setup: $(STAMPS)/python $(STAMPS)/node $(STAMPS)/assets $(STAMPS)/messages ## install everything that is missing (done by run and test as well)

$(STAMPS)/venv:
	@mkdir -p $(STAMPS)
	@PYTHON="$(PYTHON)" python3 -m scripts.make_venv
	@touch $@

$(STAMPS)/python: requirements/base.txt requirements/dev.txt | $(STAMPS)/venv
	@echo "Installing Python packages ..."
	@$(PIP) install --quiet --require-hashes -r requirements/base.txt -r requirements/dev.txt
	@touch $@

$(STAMPS)/node: package.json package-lock.json .npmrc requirements/node.txt | $(STAMPS)/python
	@echo "Installing browser packages ..."
	@$(PY) scripts/install_node_packages.py
	@touch $@

$(STAMPS)/assets: scripts/build_assets.py scripts/trim_css.py $(STAMPS)/node $(PAGE_SOURCES)
	@$(PY) -m scripts.build_assets
	@touch $@

$(STAMPS)/messages: scripts/compile_messages.py $(wildcard locale/*/LC_MESSAGES/django.po) | $(STAMPS)/venv
	@$(PY) scripts/compile_messages.py
	@touch $@

# Only rewritten when an icon came or went, so that editing a page does not collect everything again.
static_build/icons.svg: $(STAMPS)/assets ;

# Hashed and compressed copies for `make run`.
$(STAMPS)/static: $(STAMPS)/node scripts/build_assets.py scripts/trim_css.py static_build/icons.svg $(STATIC_SOURCES)
	@echo "Collecting static files ..."
	@DATA_DIR=$(DATA_DIR) KOMSHIP_COLLECTING=1 $(PY) manage.py collectstatic --noinput --clear --verbosity=0 --ignore=redoc --ignore=django_htmx --ignore=rest_framework
	@touch $@

$(STAMPS)/chromium: | $(STAMPS)/venv
	@$(PY) -m scripts.ensure_chromium
	@touch $@

run: setup $(STAMPS)/static ## start everything on http://localhost:8000 (PORT=...); Ctrl-C stops it
	@DATA_DIR=$(DATA_DIR) exec $(PY) -m komship.embedded.run

worker: setup ## start one more worker for every queue, beside a running `make run`
	@DATA_DIR=$(DATA_DIR) exec $(PY) -m celery --app=komship.celery worker --hostname=extra@%h --queues=default,carriers,webhooks,notify,bulk --pool=threads --concurrency=4 --loglevel=INFO

migrate: setup ## bring the database's tables up to date
	@DATA_DIR=$(DATA_DIR) $(PY) manage.py migrate

test: setup $(STAMPS)/chromium ## run every test, browser included, with coverage
	@rm -rf .data/coverage
	@# The browser driver leaves an event loop in its process, so browser tests have one of their own.
	@mkdir -p .data; \
	$(PY) -m pytest -q tests/browser $(ARGS) > .data/browser-tests.log 2>&1 & browser=$$!; \
	COVERAGE_DIR=.data/coverage $(PY) -m pytest -p tests.measuring -n $(TEST_WORKERS) --dist=worksteal -q --ignore=tests/browser $(ARGS); rest=$$?; \
	wait $$browser; browser=$$?; cat .data/browser-tests.log; exit $$((rest + browser))
	@$(PY) -m tests.measuring .data/coverage --fail-under 95

check: setup ## linters, types, import contracts, missing migrations, architecture
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports --no-logo
	@$(PY) -m mypy .
	@DJANGO_SETTINGS_MODULE=komship.settings.test $(PY) manage.py makemigrations --check --dry-run
	@DJANGO_SETTINGS_MODULE=komship.settings.test $(PY) manage.py check --fail-level=WARNING
	@$(PY) -m pytest -q tests/architecture

demo: setup ## play a whole day over HTTP against a fresh database (CHAOS=1 kills workers meanwhile)
	@$(PY) -m komship.embedded stop .data/demo
	@rm -rf .data/demo
	@DATA_DIR=.data/demo CHAOS=$(CHAOS) $(PY) manage.py play_demo

chaos: setup ## 300 orders while courier, workers, Redis and PostgreSQL fail; then each order and rupiah is counted
	@$(PY) -m komship.embedded stop .data/chaos
	@rm -rf .data/chaos
	@DATA_DIR=.data/chaos $(PY) manage.py play_chaos

contract: setup ## run every operation of the contract catalogue through HTTP
	@$(PY) -m tests.contract

fuzz: setup ## send random calls that fit the API's schema (FUZZ_EXAMPLES=60 for each operation)
	@FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-60} $(PY) -m pytest -q -n $(TEST_WORKERS) tests/contract/test_fuzz.py $(ARGS)

bench: setup ## measure the operations the budgets are stated for (ORDERS=10000 is quick; ARGS="--only lists store")
	@$(PY) -m komship.embedded stop .data/bench
	@rm -rf .data/bench
	@DATA_DIR=.data/bench DJANGO_SETTINGS_MODULE=benchmarks.settings $(PY) manage.py bench --orders=$${ORDERS:-1000000} $(ARGS)

clean: ## stop the embedded servers; remove all data, packages and build results
	@if [ -x $(PY) ]; then for dir in $(DATA_DIR) .data/test .data/demo .data/chaos .data/bench; do $(PY) -m komship.embedded stop $$dir; done; fi
	rm -rf .venv node_modules static_build staticfiles $(DATA_DIR) .data $(STAMPS) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
