# Every task of a developer; `make help` lists them. Each works on a fresh machine: it makes
# its own virtual environment first. PYTHON=... names the interpreter to make it with.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
BENCH := benchmarks/.venv
export PYTHON
unexport PYTHONPATH PYTHONHOME

.NOTPARALLEL:
.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(INSTALLED) ## Decide a sample township's ledger and explain four households
	@$(BIN)/povertyrules demo

.PHONY: test
test: lint types imports unit docs wheel-test plugins ## Everything that must pass before a change lands

.PHONY: lint
lint: $(INSTALLED) ## Style: ruff's rules and its formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(INSTALLED) ## Strict type checking
	$(BIN)/mypy

.PHONY: imports
imports: $(INSTALLED) ## Import directions between the floors, and a light package import
	$(BIN)/python -m pytest -q tests/architecture

.PHONY: unit
unit: $(INSTALLED) ## All other tests but those of the wheel
	$(BIN)/python -m pytest -q -n 2 -m "not wheel and not spark" --ignore=tests/architecture tests

.PHONY: docs
docs: $(INSTALLED) ## Build the documentation into site/, warnings are errors
	$(BIN)/mkdocs build --strict --quiet

.PHONY: wheel-test
wheel-test: $(INSTALLED) ## Build the wheel and use it from an empty environment
	$(BIN)/python -m pytest -q -m wheel tests/packaging

.PHONY: plugins
plugins: $(INSTALLED) ## The packages of plugins/, tested from their wheels beside our own
	@sh tools/make-plugins $(BIN)/python .venv-plugins
	.venv-plugins/bin/python -m pytest -q plugins

.PHONY: spark
spark: ## The columns engine on PySpark: needs Java 17 or later
	@command -v java >/dev/null || { echo "make spark needs Java: install openjdk-17-jre-headless"; exit 1; }
	@sh tools/make-venv .venv-spark all,dev,spark
	.venv-spark/bin/python -m pytest -q -m spark tests/spark

.PHONY: properties
properties: $(INSTALLED) ## Random rulesets and households, for much longer than in `make test`
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q -n 2 tests/property tests/columns/test_differential.py tests/columns/test_why.py tests/store/test_machine.py

.PHONY: bench
bench: $(BENCH)/installed ## Speed, beside hand-written Python and polars, zen-engine and OpenFisca
	$(BENCH)/bin/python -m benchmarks.peers
	$(BENCH)/bin/python -m benchmarks.columns

.PHONY: lowest
lowest: ## The tests with the lowest versions that pyproject.toml admits
	sh tools/make-venv .venv-lowest all,dev
	.venv-lowest/bin/python tools/lowest.py | .venv-lowest/bin/python -m pip install --quiet -r /dev/stdin
	.venv-lowest/bin/python -m pytest -q -n 2 -m "not wheel and not spark" tests

.PHONY: clean
clean: ## Remove the environments and everything that was built
	rm -rf .venv .venv-lowest .venv-plugins .venv-spark $(BENCH) build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(INSTALLED): pyproject.toml tools/make-venv
	@sh tools/make-venv $(VENV) all,docs,dev
	@touch $@

$(BENCH)/installed: pyproject.toml tools/make-venv benchmarks/peers/requirements.txt
	@sh tools/make-venv $(BENCH) all
	@$(BENCH)/bin/python -m pip install --quiet -r benchmarks/peers/requirements.txt
	@touch $@
