# Two commands: `make run` shows the platform, `make test` proves it. Both make their own virtual environment.
#
#   make run PORT=9000 HOST=0.0.0.0    any variable of .env.example may be given like this
#   make lint | embedded | editors | alive | browsers | grown    the parts of `make test`
#   make faults                        kills its parts under load, for minutes
#   make night                         has three people work one post for ten minutes, each in a browser
#   make bench                         measures

PY ?= python3
PYTHON := .venv/bin/python
STORELESS := house markup outside images embeds test_services.py test_nginx.py
# What is not: whole stories in a browser, forms, how things look, what answers say and with which headers, who may do
# what, what a job finds at other sites, the form of messages, each verb by itself. They ask no other questions there.
# (Order, windows, counts, locks, limits of words, retries and whatever is delivered live are tried on both. Random
# histories too, over the socket: live/test_history_over_the_socket.py. That polls tell the same is found out once; and
# so is what a page shows when somebody writes in the middle of it, which a test does on the connection of the page.)
ONCE := flow accounts admin desk_page pages browser management desk/test_door.py \
	api/test_amending.py api/test_bodies.py api/test_entries.py api/test_token.py \
	feeds/test_answers.py feeds/test_embeds.py feeds/test_items.py feeds/test_parts.py feeds/test_pictures.py \
	feeds/test_words.py jobs/test_bad_input.py jobs/test_beside_a_server.py jobs/test_copying.py jobs/test_looking.py \
	live/test_delta_equals_page.py live/test_manners.py live/test_memory.py live/test_protocol.py \
	publishing/test_permissions.py reading/test_body.py reading/test_canary.py reading/test_cards.py \
	reading/test_parked_writer.py reading/test_pictures.py reading/test_player_page.py \
	reading/test_public_pages.py reading/test_social_cards.py
IN_BROWSERS := browser flow
ALIVE := live faults jobs
EDITORS := accounts admin api audit desk
WRITING := tests/admin/*_in_chromium.py tests/desk_page/*_in_chromium.py
# A machine may forbid it; then each of many processes would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
ON_SQLITE := env -u TEST_DATABASE_URL -u TEST_REDIS_URL
PIP := $(PYTHON) -m pip install -qq --disable-pip-version-check

.PHONY: run test lint embedded editors alive browsers grown faults night bench programs
.DELETE_ON_ERROR:

# The demonstration, where nobody has set the platform up: no second factor is asked for.
ifeq ($(wildcard .env),)
run: export DEMO ?= 1
endif
run: .venv/.run
	@exec $(PYTHON) manage.py serve

# All at once: each of them often waits, and two processors finish them in little more than the time of the longest.
test: programs .venv/.test
	@$(MAKE) --no-print-directory --output-sync=target -j6 lint grown embedded editors browsers alive

# As `make run` starts it: SQLite, and the bell in memory. (A server named for tests is for the other one.)
embedded: .venv/.test programs
	@echo "== tests: SQLite, one process"
	@$(ON_SQLITE) $(PYTHON) -m pytest $(IN_BROWSERS:%=--ignore=tests/%) $(ALIVE:%=--ignore=tests/%) \
		$(EDITORS:%=--ignore=tests/%) --ignore=tests/desk_page

# The same: the doors of editors and their tools.
editors: .venv/.test programs
	@echo "== tests: SQLite, the doors of editors"
	@$(ON_SQLITE) $(PYTHON) -m pytest $(EDITORS:%=tests/%) $(WRITING:%=--ignore-glob='%')

# The same: what goes on beside requests, and what happens to it.
alive: .venv/.test programs
	@echo "== tests: SQLite, connections, jobs and faults"
	@$(ON_SQLITE) $(PYTHON) -m pytest $(ALIVE:%=tests/%)

# The same, seen by readers and editors in Chromium.
browsers: .venv/.test programs
	@echo "== tests: SQLite, in browsers"
	@$(ON_SQLITE) $(PYTHON) -m pytest $(IN_BROWSERS:%=tests/%) $(WRITING)

# As it runs when it has grown. What stores nothing is not tried a second time, nor what an editor sees.
grown: .venv/.test programs
	@echo "== tests: PostgreSQL and Redis"
	@$(PYTHON) -m tests.services -- $(PYTHON) -m pytest $(STORELESS:%=--ignore=tests/%) \
		$(ONCE:%=--ignore=tests/%)

# Not the developer's data, nor what a `.env` says: linting reads the settings too.
lint: export DATA_DIR = $(CURDIR)/.venv/var
lint: export DATABASE_URL = sqlite://:memory:
lint: export DEBUG = 0
lint: .venv/.test
	@echo "== lint"
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy --no-error-summary manage.py liveblog columns
	@$(PYTHON) -m djlint --lint --quiet templates
	@$(PYTHON) manage.py makemigrations --check --dry-run --verbosity 0
	@HTTPS=1 $(PYTHON) manage.py check --deploy --fail-level WARNING

# The platform while its parts die, for minutes. (The short form is a part of `make test`.)
faults: .venv/.test programs
	@$(PYTHON) -m pytest tests/faults --full
	@$(PYTHON) -m tests.services -- $(PYTHON) -m pytest tests/faults --full

# A night at the desk, whole. (Its short form too.)
night: .venv/.test programs
	@$(PYTHON) -m tests.flow.night

bench: .venv/.test programs
	@$(PYTHON) -m tests.bench

# Stamps, so that what has not changed is not installed again.
$(PYTHON):
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PY=/path/to/python3.11" >&2; exit 1; }
	@$(PY) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PY) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.run: requirements.txt | $(PYTHON)
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.test: requirements.txt tests/requirements.txt | $(PYTHON)
	@$(PIP) -r tests/requirements.txt
	@touch $@ .venv/.run

programs: | $(PYTHON)
	@sh tests/ensure_programs.sh
