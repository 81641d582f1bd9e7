# GNU make 3.81 or later (what macOS has) is enough. `make help` lists the targets.

VENV ?= .venv
PYTHON ?=
PYTEST_FLAGS ?=

BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
FIND_PYTHON = python="$(PYTHON)"; [ -n "$$python" ] || python=$$(tools/pythons)

.DEFAULT_GOAL := help
.PHONY: help demo check test test-all suite lint types imports rules generated golden crosscheck bench coverage docs clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "make %-10s %s\n", $$1, $$2 }'

# The stamps make an environment as fresh as pyproject.toml. Moving to another Python takes `make clean` first.
$(VENV)/.installed: pyproject.toml tools/make-venv
	@$(FIND_PYTHON) && tools/make-venv "$$python" $(VENV)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml tools/make-venv
	@$(FIND_PYTHON) && tools/make-venv "$$python" $(VENV) --dev
	@touch $(VENV)/.installed $@

demo: $(VENV)/.installed ## Install caatsa into its own .venv and assess the example
	@echo '$$ caatsa assess examples/india-2021.yaml --as-of 2021-12-07' >&2
	@$(BIN)/caatsa assess examples/india-2021.yaml --as-of 2021-12-07

check: lint types imports rules generated ## Every gate but building and installing the distribution
	$(PYTEST) -m "not packaging" $(PYTEST_FLAGS)

test: lint types imports rules generated ## Every gate
	$(PYTEST) $(PYTEST_FLAGS)

suite: $(VENV)/.installed-dev ## The test suite alone
	$(PYTEST) $(PYTEST_FLAGS)

test-all: ## The test suite on every CPython from 3.11 to 3.13 that is found
	@pythons=$$(tools/pythons --all) && for python in $$pythons; do \
		minor=$$("$$python" -c 'import sys; print("3.%d" % sys.version_info[1])'); \
		echo "== CPython $$minor: $$python"; \
		$(MAKE) suite VENV=".venv-$$minor" PYTHON="$$python" || exit 1; \
	done

lint: $(VENV)/.installed-dev ## Style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.installed-dev ## Static types
	$(BIN)/mypy

imports: $(VENV)/.installed-dev ## The floors of the package
	$(BIN)/lint-imports --no-logo

rules: $(VENV)/.installed-dev ## The rule base checks itself, examples in rules included
	$(BIN)/caatsa rules check

generated: $(VENV)/.installed-dev ## Schemas and rule pages are those that the code and the rules give
	$(BIN)/python -m caatsa.cli.generate --check

golden: $(VENV)/.installed-dev ## Rewrite generated files, golden files and the output shown in the READMEs
	$(BIN)/python -m caatsa.cli.generate
	UPDATE_GOLDEN=1 $(PYTEST) -m golden $(PYTEST_FLAGS)

crosscheck: $(VENV)/.installed-dev ## The engines against clingo on 100,000 generated worlds
	$(BIN)/python -m tests.oracle

bench: $(VENV)/.installed-dev ## Measure, and print the table
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed-dev ## The documentation as a site in site/, every link checked
	$(BIN)/mkdocs build --strict --site-dir site

coverage: $(VENV)/.installed-dev ## Which lines the suite reaches
	$(PYTEST) -m "not packaging" --cov --cov-report=term-missing:skip-covered $(PYTEST_FLAGS)

clean: ## Remove environments, caches and build products
	rm -rf .venv .venv-3.* build dist htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
