# 吹哨：make demo 看一次完整的联合抽查；make help 列出全部命令。
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCALITY ?= xinyang
SEED ?= 1
PORT ?= 8790

.PHONY: help demo test fuzz torture bench check gallery clauses run format clean

help:
	@echo "make demo            演练一次联合抽查（LOCALITY=xinyang|xinhua|xinxian|xinzhou|wolong），再打开模拟群聊"
	@echo "make demo ONCE=1     只演练，不打开模拟群聊"
	@echo "make test            运行全部测试"
	@echo "make fuzz            一万五千条恶意消息打入机器人（另有四分之一打在 PostgreSQL 上），核对无故障、无泄漏"
	@echo "make torture         整场演练中反复击杀进程（200 次以上），核对不丢不重，约一小时"
	@echo "make bench           逐项测速，与同类并排比较"
	@echo "make check           格式、静态检查、类型、模块边界"
	@echo "make gallery         全部文书按五地用语各排一份，连同 PDF 和图片，放在 gallery/"
	@echo "make clauses         逐条核对五份文件的落实情况，重写 docs/clauses.md"
	@echo "make run             用 CHUISHAO_TOKEN 连接 Telegram 运行机器人"

$(STAMP): pyproject.toml constraints.txt
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(STAMP)
	$(BIN)/chuishao rehearse --locality $(LOCALITY) --seed $(SEED) --out out/$(LOCALITY)
	@test -n "$(ONCE)" || $(BIN)/chuishao sandbox --port $(PORT)

test: $(STAMP)
	$(BIN)/python -m pytest

fuzz: $(STAMP)
	CHUISHAO_FUZZ=2500 $(BIN)/python -m pytest -s tests/hostile/test_fuzz.py

torture: $(STAMP)
	$(BIN)/python -m tests.torture.whole

bench: $(STAMP)
	@for file in benchmarks/*.py; do \
		grep -q __main__ $$file || continue; \
		echo "== $$file"; $(BIN)/python $$file || exit 1; \
	done

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.advisories

gallery: $(STAMP)
	$(BIN)/python -c "from pathlib import Path; from documents.gallery import write_gallery; write_gallery(Path('gallery'), pdf=True)"

clauses: $(STAMP)
	$(BIN)/python -m tests.clauses

run: $(STAMP)
	$(BIN)/chuishao run

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) out
