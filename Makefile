# 常用命令。make serve 安装并预览，make test 安装并跑全部测试。
SHELL := /bin/bash
PYTHON ?= $(shell command -v /usr/bin/python3 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
PORT ?= 8000
SITE ?= $(or $(RULEBOOK_SITE),site)
JOBS ?= 2
AS_OF ?= 2021-12-31
BOOK ?= build/汇编.pdf
BUNDLE ?= build/光盘
KIT ?= build/kit

export NO_MKDOCS_2_WARNING = 1
export BASE FORMAT
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: setup serve test build publish sbom check impact gate acceptance bench fuzz lint clean edition bundle kit

setup: $(STAMP)

$(STAMP): requirements.txt pyproject.toml deploy/setup.sh
	PYTHON="$(PYTHON)" VENV="$(VENV)" bash deploy/setup.sh
	@touch $@

serve: setup
	$(BIN)/rulebook serve --port $(PORT)

build: setup
	$(BIN)/rulebook build --site "$(SITE)"

edition: setup
	$(BIN)/rulebook build --edition "$(AS_OF)" --site "$(SITE)"
	$(BIN)/rulebook book "$(AS_OF)" --to "$(BOOK)"

bundle: build
	$(BIN)/rulebook bundle --site "$(SITE)" --to "$(BUNDLE)" $(if $(SINCE),--since "$(SINCE)")

kit: setup
	deploy/kit "$(KIT)"

publish: setup
	deploy/publish

sbom: setup
	mkdir -p build
	$(BIN)/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml -o build/sbom.json $(BIN)/python
	@echo "第三方部件的清单：build/sbom.json"

check: setup
	@$(BIN)/rulebook check --format "$${FORMAT:-$(if $(GITHUB_ACTIONS),github,text)}" $(if $(BASE),--base "$$BASE")

impact: setup
	@$(BIN)/rulebook impact "$${BASE:-origin/main}" --format "$${FORMAT:-markdown}" $(if $(POST),--post)

gate: setup
	@.ci/gate "$$BASE"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python .ci/unused.py
	.ci/types

test: setup lint
	$(BIN)/pytest -n $(JOBS) --dist loadfile

# 时间长的、要平台的执行程序的：每夜由流水线运行
acceptance: setup
	RULEBOOK_ACCEPTANCE=1 $(BIN)/pytest tests/acceptance

bench: setup
	-$(BIN)/pip install --quiet --require-hashes -r bench/requirements.txt
	$(BIN)/python bench/run.py

fuzz: setup
	HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest tests -m "not browser" -k "fuzz or properties or never"

clean:
	rm -rf site .cache
