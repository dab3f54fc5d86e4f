# Everything a person needs is here: `make demo` to look, `make test` to check.
# uv is taken from PATH, or fetched into .venv from the package index when it is missing.
UV := $(shell command -v uv 2>/dev/null)
ifeq ($(UV),)
UV := .venv/bin/uv
endif
RUN := $(UV) run --frozen --no-sync
PYTHON ?= python3
SHARED ?= ../shared
export SHARED

.PHONY: help setup demo test lint format assets messages pictures bench-reading bench-indicators bench-tasks fuzz clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.venv/bin/uv:
	@echo "uv not found: fetching it into .venv"
	@$(PYTHON) -m venv .venv && .venv/bin/python -m pip install --quiet uv

.venv/.synced: pyproject.toml uv.lock $(filter .venv/bin/uv,$(UV))
	@$(UV) sync --frozen --quiet
	@touch $@

setup: .venv/.synced  ## install everything into .venv

demo: setup  ## load the demo zone and start the server on http://127.0.0.1:8000
	@$(RUN) guatu demo

test: setup  ## run every test: unit, property, database (SQLite and PostgreSQL), browser
	@$(RUN) python -m tests.run

lint: setup  ## ruff, mypy (strict on all but the web), import-linter
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports

format: setup  ## put the code into its standard form
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

assets:  ## build the front end (needs Node); the result is committed
	cd assets && npm ci --no-audit --no-fund && npm run build

messages: setup  ## extract and compile the three scripts' message catalogues
	@$(RUN) python -m tools.messages

pictures: setup  ## take the screenshots in docs/pictures (needs Chromium)
	@$(RUN) python -m tools.pictures

bench-reading: setup  ## precision, recall, F1, speed and memory of the reader, beside its peers
	@$(UV) sync --frozen --quiet --group bench
	@$(RUN) python -m bench.reading

bench-indicators: setup  ## the whole board beside SQL, Polars, pandas, PostgreSQL and Spark; time, memory, growth
	@$(UV) sync --frozen --quiet --group bench --extra spark
	@$(RUN) python -m bench.indicators $(BENCH)

bench-tasks: setup  ## pages over 2,000 tasks, the chase over 100,000, prints, the workbook's round trip
	@$(RUN) python -m bench.tasks

fuzz: setup  ## mutate kept documents for a minute (SECONDS=…): what breaks the reader is kept and told
	@$(RUN) python -m tests.reading.fuzz --seconds $(or $(SECONDS),60)

clean:  ## remove what the targets made (not your data in var/)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .cache
