# Everything runs in .venv, which these targets make and keep up to date by themselves.
# PYTHON chooses the interpreter (3.11 to 3.13), PORT the server's port.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -q -n 2

.PHONY: run test test-all check fix messages bench screenshots clean
.DEFAULT_GOAL := run

run: .venv/runtime.stamp  ## database, demo data, sign-ins and the server
	@PORT=$(PORT) $(BIN)/python manage.py demo --serve

# Compiled tests are kept, even where the machine is told to keep none: it halves the start.
test test-all: export PYTHONDONTWRITEBYTECODE =

test: .venv/development.stamp  ## on SQLite with short journeys, and what databases may see otherwise on PostgreSQL
	$(PYTEST) -m "not matrix" --no-migrations
	@.ci/with-postgresql $(PYTEST) -m "not browser and not matrix and not once" --database-only

test-all: .venv/development.stamp  ## everything on both databases, all journeys, the accessibility matrix
	$(PYTEST) --hypothesis-profile=thorough
	@.ci/with-postgresql $(PYTEST) --hypothesis-profile=thorough -m "not (browser and matrix)" --database-only

check: .venv/development.stamp  ## what a reviewer's machine would say
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy herbology products recommendations
	$(BIN)/mypy --strict --follow-imports=silent herbology/claims/finding products/comparison.py products/potency.py products/reading.py products/words.py recommendations/guideline recommendations/matching
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	@.ci/check-deploy $(BIN)/python

fix: .venv/development.stamp  ## what ruff can mend by itself, and the compiled Spanish
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tests.messages compile

messages: .venv/development.stamp  ## take new words into the Spanish catalog (needs gettext) and compile it
	$(BIN)/python -m tests.messages extract

bench: .venv/development.stamp  ## timings, each compared with another in the same run
	$(BIN)/python -m tests.bench

screenshots: .venv/development.stamp  ## the README's pictures, of a demo that is running
	$(BIN)/python -m tests.screenshots http://127.0.0.1:$(PORT)

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis staticfiles

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "Herbology needs Python 3.11, 3.12 or 3.13; $(PYTHON) is another. Try: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "The virtual environment could not be made. On Debian: apt-get install python3-venv"; exit 1; }

.venv/runtime.stamp: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/development.stamp: requirements.txt requirements-dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/runtime.stamp
