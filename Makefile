# Two commands do everything on a fresh machine: `make demo` and `make test`.
# They need Python 3.11 or newer and make; as root on Debian or Ubuntu the rest is installed.
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
# thousands of processes start from the same files
export PYTHONDONTWRITEBYTECODE =

.PHONY: help demo test soak bench docs clean

help:
	@echo "make demo   the whole job: new, check, pack, publish, status, preview"
	@echo "make test   every check and test"
	@echo "make soak   the long runs: every case, kill matrix, thousands of saves"
	@echo "make bench  measure against the peers"
	@echo "make docs   write the generated pages"

demo:
	@$(PYTHON) scripts/setup.py
	@$(BIN)/python scripts/demo.py

test:
	@$(PYTHON) scripts/setup.py --test
	$(BIN)/python scripts/lint.py
	MINIPROG_REQUIRE=all PYTHONWARNDEFAULTENCODING=1 $(BIN)/pytest -n auto --dist worksteal

soak:
	@$(PYTHON) scripts/setup.py --test
	MINIPROG_REQUIRE=all $(BIN)/pytest -n 2 -m "soak or hypothesis" --hypothesis-profile soak --durations=0 -o faulthandler_timeout=0

bench:
	@$(PYTHON) scripts/setup.py --test
	$(BIN)/python bench/run.py

docs:
	@$(PYTHON) scripts/setup.py --test
	$(BIN)/python scripts/docs.py

clean:
	rm -rf $(VENV) node_modules build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
