# What one runs by hand. `make` alone lists the targets. Paths are relative and every tool is called
# as a module of .venv, so the folder may have any name, spaces included.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
# Compiled modules start the processes twice as fast.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
PYTHON ?= python3
RUN := .venv/bin/python
READY := .venv/.ready
# `check --deploy` and the schema need settings as in production, and no database of their own.
AS_DEPLOYED := DEBUG=false PULANG_HTTPS=true ALLOWED_HOSTS=pulang.example \
	SECRET_KEY=$$($(RUN) -c "import secrets; print(secrets.token_urlsafe(50))")
# The type checker imports the settings but connects to nothing.
NOWHERE := DATABASE_URL=postgres://none/none REDIS_URL=redis://none
COMPILE := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: help setup browser demo test check bench lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(READY) browser ## Install what Pulang needs into .venv, and Chromium for the browser tests

$(READY): requirements.lock
	@if command -v uv >/dev/null; then \
		uv venv --quiet --allow-existing --python '>=3.11' .venv; \
		uv pip sync --quiet --python .venv --compile-bytecode --require-hashes requirements.lock; \
	else \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
			echo "Pulang needs Python 3.11 or newer: install it, or name one, as in" \
				"make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }; \
		$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
			echo "This Python has no venv module: install it (on Debian: apt-get install" \
				"python3-venv) and try again." >&2; exit 1; }; \
		$(PYTHON) -m venv .venv; \
		$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes \
			-r requirements.lock; \
	fi
	@touch $@

browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true

demo: $(READY) ## Start Pulang with sample data on this machine (PORT=8000)
	@exec $(RUN) -m config.supervisor --port $(PORT)

test: $(READY) ## Run the tests on services of their own
	@$(RUN) -m pytest -n auto --no-loadscope-reorder -q

check: $(READY) ## Style, types, imports, templates, migrations, deployment, API schema
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	@echo "$(RUN) -m mypy ."; $(AS_DEPLOYED) $(NOWHERE) $(RUN) -m mypy .
	.venv/bin/lint-imports
	$(RUN) -m djlint --lint --quiet templates
	$(RUN) manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy"; $(AS_DEPLOYED) $(RUN) manage.py check --deploy --fail-level WARNING
	@schema=$$(mktemp) && trap 'rm -f "$$schema"' EXIT && \
	$(AS_DEPLOYED) $(RUN) manage.py spectacular --validate --fail-on-warn --file "$$schema" && \
	diff -u docs/openapi.yaml "$$schema" || { \
		echo "The API changed: run '$(RUN) manage.py spectacular --file docs/openapi.yaml'" \
			"and commit the difference." >&2; exit 1; }

bench: $(READY) ## Measure what grows with the number of records
	@$(RUN) -m benchmarks
	@$(RUN) -m benchmarks.lists
	@$(RUN) -m benchmarks.names

lock: ## Pin the newest allowed versions, with hashes
	$(COMPILE) --upgrade --group dev --group embedded --group worker \
		--output-file requirements.lock
	$(COMPILE) --constraints requirements.lock --output-file requirements-server.lock
	$(COMPILE) --constraints requirements.lock --group worker --output-file requirements-worker.lock

clean: ## Remove .venv, caches and the data of the demo
	@if [ -x $(RUN) ]; then $(RUN) -m config.supervisor --stop; fi
	rm -rf .venv var .*_cache .hypothesis
	find . -name __pycache__ -not -path './node_modules/*' -prune -exec rm -rf {} +
