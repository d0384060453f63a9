# Two commands: `make demo` plays the main job, `make test` runs every test. Each sets itself up; nothing outside this
# folder is touched, but for Debian's packages where the tests need them (tests/install-system-packages).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= build/demo

.PHONY: demo test check unit sample lock bench clean

demo: $(VENV)/runtime
	$(BIN)/publisher demo $(DEMO)

test: $(VENV)/dev
	tests/install-system-packages
	$(MAKE) --no-print-directory check unit

check: $(VENV)/dev
	$(BIN)/ruff format --check publisher tests
	$(BIN)/ruff check publisher tests
	$(BIN)/mypy

unit: $(VENV)/dev
	$(BIN)/pytest -n 2 --dist loadgroup

# The committed sample data are what the demo makes; tests/end_to_end/test_sample.py holds them against each other.
sample: $(VENV)/runtime
	$(BIN)/publisher demo --no-site build/sample
	rm -rf data keys
	cp -R build/sample/data build/sample/keys .

lock: $(VENV)/dev
	$(BIN)/pip install --quiet uv
	for extra in "" "--extra dev"; do \
	  $(BIN)/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes --no-emit-index-url \
	    --no-annotate --no-header pyproject.toml requirements-build.in $$extra \
	    --output-file requirements$${extra:+-dev}.lock; done

bench: $(VENV)/runtime
	$(BIN)/publisher bench

$(VENV)/runtime: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/runtime

clean:
	rm -rf build $(VENV) site .pytest_cache .mypy_cache .ruff_cache
