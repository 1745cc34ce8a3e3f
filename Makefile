# make help tells what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?= samples/halden_tools.txt

.DEFAULT_GOAL := help
.PHONY: help extract test lint format types check docs train crossval accuracy constraints clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

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

docs: $(VENV)/.dev ## renew generated pages and the output of the commands that pages show
	$(BIN)/python -m scripts.make_help
	$(BIN)/python -m scripts.make_docs
	$(BIN)/python -m scripts.docs_console

train: $(VENV)/.dev ## fit all weights on the labelled texts, with their cross-validated figures
	$(BIN)/python -m training

crossval: $(VENV)/.dev ## rows of the labelled texts by weights that have not seen them, scored
	$(BIN)/python -m training --keep

accuracy: $(VENV)/.dev ## write docs/accuracy.md from the rows of make crossval
	$(BIN)/python -m scripts.document_accuracy

constraints: $(VENV)/.dev ## write down the versions that are installed now
	(echo "# What was tested together; made by: make constraints"; \
	 $(BIN)/pip freeze --exclude-editable | grep == | sort -f) > constraints.txt

clean: ## remove the environment and what was built
	rm -rf $(VENV) build dist *.egg-info
