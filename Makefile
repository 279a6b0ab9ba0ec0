# The portal's commands. Each works after a fresh clone: what it needs it installs
# first, and stamp files keep a second call fast. Windows: see README.md.

SHELL := /bin/sh
.DELETE_ON_ERROR:
# Targets write where the next ones read (site/, dist/): with -j they would meet.
.NOTPARALLEL:
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet --no-input

# Material's notice about MkDocs 2 is news, not a fault of this site.
export NO_MKDOCS_2_WARNING := 1
# Texts are UTF-8 whatever the machine's locale says.
export PYTHONUTF8 := 1
# Tests and checks start hundreds of processes, and each would compile the portal again.
unexport PYTHONDONTWRITEBYTECODE
# Where scripts/install_node.sh puts Node.js if the system's is missing or too old.
NODE_FOLDER := $(CURDIR)/$(VENV)/node
export PATH := $(NODE_FOLDER):$(PATH)

BUILD_READY := $(VENV)/.build-ready
EDITING_READY := $(VENV)/.editing-ready
DEV_READY := $(VENV)/.dev-ready
RELEASE_READY := $(VENV)/.release-ready
NODE_READY := node_modules/.ready
SCHEMAS_READY := .cache/scorm-schemas/.ready

# Five even on two cores, for a test that drives a browser waits half of its time; no more than five browsers on a large
# machine. Tests of one file stay together, because they share the site that the file builds.
PYTEST_WORKERS ?= --numprocesses=5 --dist=loadfile --no-loadscope-reorder
# The fast tests wait for nothing: one a core.
FAST_WORKERS ?= --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder
PYTEST_ARGS ?=

# `make offline OFFLINE_ARGS="--lang ky"` makes a part of the portal.
OFFLINE_ARGS ?=

# `make publish` makes what readers take home here.
DOWNLOADS := dist/downloads

# `make deploy HOST_ARGS="--host portal.example.kg"`: scripts/make_deploy.py has them all.
HOST_ARGS ?=

# `make serve LANG_ONLY=ky` builds one language, in half the time.
LANG_ONLY ?=
ADDRESS ?= 127.0.0.1:8000

.PHONY: help site offline publish release reproducible carry-over deploy retire-worker cms serve test check format content types lint-client setup setup-build setup-editing setup-release node browser fonts libraries lock clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 18

site: setup-build ## build the portal into site/, any warning is an error
	$(PY) -m mkdocs build --strict
	@$(PY) scripts/site_ready.py

offline: setup-build ## the edition for a stick, folder and zip in dist/; OFFLINE_ARGS="--lang ru" or "--topic ID …"
	$(PY) scripts/make_offline.py $(OFFLINE_ARGS)

publish: setup-build ## the site as it is deployed: the editions for a stick in site/downloads/, and a page that offers them
	$(PY) scripts/make_downloads.py --out $(DOWNLOADS)
	PORTAL_DOWNLOADS=$(DOWNLOADS)/downloads.json $(PY) -m mkdocs build --strict
	cp -R $(DOWNLOADS) site/downloads
	@$(PY) scripts/site_ready.py

release: publish setup-release ## publish, and what is kept with a release in dist/release/: sticks, bill of materials, hashes
	$(PY) scripts/make_release.py

reproducible: setup-build ## build twice in different folders and surroundings; site and stick must be equal byte by byte
	$(PY) scripts/build_twice.py

carry-over: setup-build ## add to site/, once for each edition that goes out, what pages of earlier editions load (kept in dist/earlier/)
	$(PY) scripts/carry_over.py

# HOST_ARGS="--host portal.example.kg --base /portal/ --root /srv/www"
deploy: publish carry-over setup-release ## for a web server of one's own: publish, compressed files, nginx.conf and Caddyfile in dist/deploy/; HOST_ARGS
	$(PY) scripts/make_deploy.py --site site $(HOST_ARGS)

retire-worker: ## a worker that removes itself and what is kept, in dist/worker.js: when a bad edition went out (deploy/README.md)
	@mkdir -p dist
	cp deploy/retire-worker.js dist/worker.js

cms: site $(NODE_READY) ## the editor program Sveltia CMS in site/admin/, for editors alone; never part of `make offline`
	$(PY) -m portal cms

serve: setup-build ## live preview on ADDRESS, drafts too; LANG_ONLY=ky or ru for one language
	PORTAL_DRAFTS=1 PORTAL_ONLY_LOCALE="$(LANG_ONLY)" $(PY) -m mkdocs serve --dev-addr "$(ADDRESS)"

# The status of pytest itself is kept for .ci/run: make answers 2 to any failure.
test: setup browser ## all tests, browser tests included; PYTEST_ARGS="-k word" for some
	@mkdir -p .cache; rm -f .cache/pytest-status; \
	status=0; $(PY) -m pytest $(PYTEST_WORKERS) $(PYTEST_ARGS) || status=$$?; \
	echo "$$status" > .cache/pytest-status; exit "$$status"

.PHONY: test-fast test-long coverage old-browsers
test-fast: setup ## the tests that need no browser, no built site and little time each, in a minute
	$(PY) -m pytest $(FAST_WORKERS) -m "not browser and not site and not slow and not long" $(PYTEST_ARGS)

test-long: setup browser old-browsers ## what takes too long for every change: random sequences, hundreds of pages, long attacks
	PORTAL_FUZZ_MINUTES=10 $(PY) -m pytest $(PYTEST_WORKERS) -m "long or repeated" --times 20 $(PYTEST_ARGS)

# 84 MB, for tests/test_old_browsers.py alone.
OLD_BROWSERS_READY := tests/old_browsers/node_modules/.ready
old-browsers: $(OLD_BROWSERS_READY)

$(OLD_BROWSERS_READY): tests/old_browsers/package-lock.json tests/old_browsers/package.json tests/old_browsers/.npmrc | node
	cd tests/old_browsers && npm ci --no-progress
	@touch $@

coverage: setup browser ## all tests, and how much of portal/ and hooks/ they run; its floor stands in pyproject.toml
	$(PY) -m pytest $(PYTEST_WORKERS) --cov --cov-report=term:skip-covered $(PYTEST_ARGS)

check: setup ## style and types of the code, types of the client scripts, the oldest browsers, content
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(MAKE) --no-print-directory types lint-client
	$(PY) -m portal schemas --check
	$(PY) scripts/draw_architecture.py --check
	$(PY) scripts/check.py

types: $(NODE_READY)
	node node_modules/typescript/bin/tsc --project tsconfig.json

lint-client: $(NODE_READY) ## client scripts and styles against the oldest browsers served (package.json)
	node node_modules/eslint/bin/eslint.js overrides/assets/javascripts
	node node_modules/stylelint/bin/stylelint.mjs "overrides/assets/stylesheets/*.css" portal/publish/onefile/style.css

content: setup-build ## check the documents and data only
	$(PY) scripts/check.py

format: $(DEV_READY) ## bring Python code into the common form
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

setup: $(DEV_READY) $(NODE_READY) $(SCHEMAS_READY) ## install everything for tests and checks

setup-build: $(BUILD_READY)

setup-release: $(RELEASE_READY)

setup-editing: $(EDITING_READY) ## install what editors' commands need: import, spelling

$(PY):
	sh scripts/make_venv.sh "$(PYTHON)" "$(VENV)"

# No isolation and no dependencies: whatever enters the environment has its hash
# in the lock, the project itself excepted, which stays where it is.
$(BUILD_READY): requirements/build.txt pyproject.toml | $(PY)
	$(PIP) install --require-hashes --requirement requirements/build.txt
	PYTHONWARNINGS=ignore $(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(EDITING_READY): requirements/editing.txt pyproject.toml | $(PY)
	$(PIP) install --require-hashes --requirement requirements/editing.txt
	PYTHONWARNINGS=ignore $(PIP) install --no-build-isolation --no-deps --editable .
	@touch $(BUILD_READY) $@

$(RELEASE_READY): requirements/release.txt | $(BUILD_READY)
	$(PIP) install --require-hashes --requirement requirements/release.txt
	@touch $@

# The lock for development holds all of the build's, at the same versions.
$(DEV_READY): requirements/dev.txt requirements/build.txt pyproject.toml | $(PY)
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	PYTHONWARNINGS=ignore $(PIP) install --no-build-isolation --no-deps --editable .
	@touch $(BUILD_READY) $(EDITING_READY) $@

$(NODE_READY): package-lock.json package.json .npmrc | node
	npm ci --no-progress
	@touch $@

$(SCHEMAS_READY): scripts/scorm_schemas.py | $(NODE_READY)
	$(PY) scripts/scorm_schemas.py $(@D)
	@touch $@

node: | $(PY)
	@sh scripts/install_node.sh "$(CURDIR)/$(PY)" "$(NODE_FOLDER)"

browser: $(DEV_READY)
	@sh scripts/install_browser.sh "$(PY)"

fonts: setup ## make the web fonts again from the npm package
	$(PY) scripts/make_fonts.py node_modules/@fontsource/golos-text

libraries: $(NODE_READY) ## take the libraries that pages load from their npm packages again
	$(PY) scripts/make_libraries.py node_modules

# For maintainers; needs uv and npm. UPGRADE=--upgrade takes newer versions. 3.11.2 is what
# Debian 12 ships: without its patch number the lock takes packages it cannot run.
LOCK := pip compile --quiet --universal --python-version 3.11.2 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(UPGRADE)

lock: ## write requirements/*.txt and package-lock.json anew
	uv $(LOCK) requirements/build.in --output-file requirements/build.txt
	uv $(LOCK) requirements/editing.in --output-file requirements/editing.txt
	uv $(LOCK) requirements/release.in --output-file requirements/release.txt
	uv $(LOCK) requirements/dev.in --output-file requirements/dev.txt
	uv $(LOCK) requirements/node.in --output-file requirements/node.txt
	npm install --package-lock-only

clean: ## remove what was built; what was installed, imported (.cache/imported) and published before (dist/earlier) stays
	rm -rf site .pytest_cache .mypy_cache .ruff_cache
	test ! -d .cache || find .cache -mindepth 1 -maxdepth 1 ! -name imported -exec rm -rf {} +
	test ! -d dist || find dist -mindepth 1 -maxdepth 1 ! -name earlier -exec rm -rf {} +
