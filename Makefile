# Everything a newcomer or CI runs. Each target sets up what it needs by itself: Python 3.11 and PyPI are enough.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
PEERS := .venv-peers
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-all soak lint audit eval bench pictures reference chromium postgresql train teacher folds clean

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dateline needs Python 3.11 or newer; set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)  ## read the samples, keep them, and open the desk on them
	$(BIN)/dateline demo

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -c pyproject.toml -r src tools

audit: $(STAMP)  ## known holes in what is installed; asks pypi.org for its advisories
	$(BIN)/pip-audit --local --skip-editable

test: $(STAMP) lint  ## what a newcomer runs: under ten minutes on two cores
	$(BIN)/pytest -n 2 -m 'not soak and not cluster and not browser' -k 'not postgresql'

chromium:  ## Debian's Chromium, for the tests that look at the desk in a browser
	@command -v chromium >/dev/null || { apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-dejavu fonts-noto-core; }

postgresql:  ## Debian's PostgreSQL, for the tests of the second store; a run starts a server of its own
	@ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || { apt-get update -q && apt-get install -y -q --no-install-recommends postgresql; }

test-all: $(STAMP) chromium postgresql  ## the rest: browser tests, PostgreSQL, nothing skipped, and the quality gate
	DATELINE_NO_SKIP=1 $(BIN)/pytest -m '(browser or cluster) and not soak'
	DATELINE_NO_SKIP=1 $(BIN)/pytest -k postgresql -m 'not soak'
	$(MAKE) eval

soak: $(STAMP)  ## fuzzing, kills, load, and properties with new examples: takes long
	$(BIN)/pytest -m soak --timeout=3600
	$(BIN)/pytest -m 'hypothesis and not soak' --hypothesis-profile=new --timeout=3600

eval: $(STAMP)  ## the quality gate: every task against its floor
	$(BIN)/python -m eval.gate

$(PEERS)/.ready: eval/peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet -r eval/peers.txt
	@touch $@

bench: $(STAMP) $(PEERS)/.ready  ## speed and quality beside others, in one run
	$(BIN)/python -m eval.bench --peers $(PEERS)/bin/python
	$(BIN)/python -m eval.bench_stories

.venv-train/.ready: training/requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet -r $<
	@touch $@

work/train/data/.ready: $(STAMP) .venv-train/.ready
	PYTHONPATH=src:. .venv-train/bin/python -m training.base
	$(BIN)/python -m training.prepare
	@touch $@

SOFT = $(wildcard work/train/soft-labels.npz)

train: work/train/data/.ready  ## the weights again: the cutter's, then the reader's; resumable, some hours
	$(BIN)/python -m training.articles
	PYTHONPATH=src:. OMP_WAIT_POLICY=passive .venv-train/bin/python -m training.train
	$(if $(SOFT),PYTHONPATH=src:. OMP_WAIT_POLICY=passive .venv-train/bin/python -m training.train --name student --begin reader --steps 6200 --rate 2.6e-4 --soft $(SOFT))
	PYTHONPATH=src:. .venv-train/bin/python -m training.export $(if $(SOFT),--mean student) --out src/dateline/models
	$(BIN)/python -m training.chains
	$(BIN)/python -m training.calibrate
	$(BIN)/python -m training.evaluate --beside work/train/reader.full

teacher: work/train/data/.ready  ## soft labels by a larger model and the trained one; after train, before train again; resumable, hours
	PYTHONPATH=src:. .venv-train/bin/python -m training.base --large
	PYTHONPATH=src:. OMP_WAIT_POLICY=passive .venv-train/bin/python -m training.teacher --beside reader

FOLDS := 0 1 2 3 4

folds: work/train/data/.ready  ## relations cross-validated: five runs, each without a fifth of the pairs; resumable, hours
	PYTHONPATH=src:. OMP_WAIT_POLICY=passive .venv-train/bin/python -m training.train --name folds --steps 700 \
		--parts quotes-train names-train annotated-names coded-train annotated-events written-quotes written-events
	for f in $(FOLDS); do \
		PYTHONPATH=src:. OMP_WAIT_POLICY=passive .venv-train/bin/python -m training.train --name fold$$f --begin folds \
			--parts coded-train annotated-events relations --fold $$f --steps 2600 && \
		PYTHONPATH=src:. .venv-train/bin/python -m training.export --name fold$$f --out work/train/fold$$f || exit 1; \
	done
	$(BIN)/python -m training.folds

pictures: $(STAMP) chromium  ## the pictures in docs/pictures, taken of the demo
	$(BIN)/python -m tools.pictures

reference: $(STAMP)  ## docs/reference.md, docs/record.schema.json and the README's scores, made from the code and floors
	$(BIN)/python -m tools.reference

clean:
	rm -rf .venv $(PEERS) .cache work build src/*.egg-info
