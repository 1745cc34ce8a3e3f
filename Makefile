# make help tells what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?= samples/halden_tools.txt

.DEFAULT_GOAL := help
.PHONY: help extract test lint format types check docs lexicon docs-outputs pictures fuzz audit package test-matrix compiled coverage mutation train crossval accuracy constraints clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.runtime: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt "pip>=25.1"
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e '.[all]' --group dev
	@touch $@ $(VENV)/.runtime

extract: $(VENV)/.runtime ## set up and print the table of a sample call (SAMPLE=file)
	$(BIN)/ocx extract $(SAMPLE) --format table

test: $(VENV)/.dev ## set up with the test tools and run the tests
	$(BIN)/python -m pytest -q $(ARGS)

lint: $(VENV)/.dev ## ruff check
	$(BIN)/ruff check .

format: $(VENV)/.dev ## ruff format
	$(BIN)/ruff format .

types: $(VENV)/.dev ## mypy --strict
	$(BIN)/mypy

check: lint types ## lint, types and the form of the code
	$(BIN)/ruff format --check .

COMPILED := build/compiled
compiled: $(VENV)/.dev ## compile the steps from text to rows into .venv-compiled (minutes), compare its rows
	rm -rf $(COMPILED) && mkdir -p $(COMPILED)
	OCX_COMPILE=1 $(BIN)/pip wheel -q --disable-pip-version-check --no-deps -w $(COMPILED) .
	test -x .venv-compiled/bin/python || $(PYTHON) -m venv .venv-compiled
	.venv-compiled/bin/pip install -q --disable-pip-version-check -c constraints.txt "pip>=25.1"
	.venv-compiled/bin/pip install -q --disable-pip-version-check -c constraints.txt --group dev \
	    "oce-cli[all] @ file://$$(ls $(CURDIR)/$(COMPILED)/*.whl)"
	.venv-compiled/bin/pip install -q --disable-pip-version-check --no-deps --force-reinstall $(COMPILED)/*.whl
	cd $(COMPILED) && ln -s ../../pyproject.toml ../../benchmarks ../../tests ../../training ../../scripts ../../samples ../../docs .
	$(BIN)/python -m scripts.compare_compiled

lexicon: $(VENV)/.dev ## renew what is made from oce_cli/lexicon/*.toml: compact twins, page of metrics
	$(BIN)/python -m scripts.compact_lexicon
	$(BIN)/python -m scripts.make_docs

docs-outputs: $(VENV)/.dev ## renew generated pages and the output of the commands that pages show
	$(BIN)/python -m scripts.make_help
	$(BIN)/python -m scripts.make_docs
	$(BIN)/python -m scripts.docs_console

train: $(VENV)/.dev ## fit all weights on the labelled texts, with their cross-validated figures
	$(BIN)/python -m training

crossval: $(VENV)/.dev ## rows of the labelled texts by weights that have not seen them, scored
	$(BIN)/python -m training --keep

accuracy: $(VENV)/.dev ## write docs/accuracy.md from the rows of make crossval
	$(BIN)/python -m scripts.document_accuracy

pictures: $(VENV)/.dev ## draw the pictures of the README from a sample
	$(BIN)/python -m scripts.make_pictures

$(VENV)/.docs: $(VENV)/.dev
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt --group docs
	@touch $@

docs: $(VENV)/.docs ## build the site of docs/ into site/; warnings are errors
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

SECONDS ?= 15
fuzz: $(VENV)/.dev ## fuzz each target from its corpus (SECONDS=15, SEED=1)
	for target in read quantities extract lexicon; do \
	    PYTHONHASHSEED=0 $(BIN)/python -m fuzz $$target $(SECONDS) || exit 1; done

$(VENV)/.audit: $(VENV)/.dev
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt --group audit
	@touch $@

audit: $(VENV)/.audit ## known holes of dependencies (pip-audit, asks the network) and risky code (bandit)
	$(BIN)/bandit -q -c pyproject.toml -r oce_cli
	$(BIN)/pip-audit --skip-editable --progress-spinner off -r constraints.txt --no-deps --disable-pip

package: $(VENV)/.audit ## build wheel and sdist, install each in a clean environment, extract a sample
	$(BIN)/python -m scripts.check_package

test-matrix: ## the tests on each Python from 3.11 that is here, with the newest and the oldest dependencies
	sh scripts/test_matrix.sh

coverage: $(VENV)/.audit ## what share of the branches the tests take, into docs/testing.md; fails under 95%
	@mkdir -p build
	$(BIN)/python -m pytest -q --cov --cov-report=term-missing --cov-report=json:build/coverage.json $(ARGS)
	$(BIN)/python -m scripts.document_coverage build/coverage.json

CHANGES ?= 60
mutation: $(VENV)/.dev ## which wrong changes of number reader and checks the tests notice (a sample, CHANGES=60)
	$(BIN)/python -m scripts.mutate $(CHANGES)

constraints: $(VENV)/.dev ## write down the versions that are installed now
	(echo "# What was tested together; made by: make constraints"; \
	 $(BIN)/pip freeze --exclude-editable | grep == | sort -f) > constraints.txt

clean: ## remove the environment and what was built
	rm -rf $(VENV) .venv-compiled build dist *.egg-info
