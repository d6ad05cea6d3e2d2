"""Eight lawful changes of a rulebook, made together as an office would make them in one pull request.

What is changed is chosen from the rulebook itself, so that it may grow without these being written anew.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from rulebook.cli.main import main
from rulebook.corpus.library import build_library
from rulebook.corpus.links import Target, link_all
from rulebook.corpus.load import Corpus, load
from rulebook.model.act import Act

RULE = """---
id: visitor-register
title: x区司法局来访人员登记办法
short_title: 来访人员登记办法
document_type: 办法
collection: rule
category: 机关运转
order: 99
doc_no: x司办〔{year}〕901号
issuer: x区司法局办公室
adopted: {today}
issued: {today}
effective: {today}
office: visitor-office
audience: 全体
provenance: {{kind: inferred, quote: 修订三方比价、政务公开等多项内控制度, note: 报告没有直接提及}}
demonstration: true
duties:
  - id: visitor-1
    article: art_2
    who: 来访接待室
    office: visitor-office
    what: 检查来访登记
    recurrence: FREQ=MONTHLY;BYMONTHDAY=5
    deadline: 每月5日前
forms: [来访登记表]
approved: {{body: party-committee, on: {today}}}
state: adopted
text: held
---

# x区司法局来访人员登记办法

第一条　【目的】为规范来访人员登记，制定本办法。

第二条　【登记】来访人员应当填写《来访登记表》。来访接待室每月5日前检查上月的登记。

第三条　【施行】本办法自{words}起施行。
"""
FORM = """act: visitor-register
forms:
  - id: visitor-sheet
    name: 来访登记表
    article: 登记
    who: 来访人员
    when: 来访时填写
    to: 来访接待室
    parts: [{fields: [{name: 事由, width: full, lines: 3}]}]
"""
MISPRINT = "，结合本局实际"
PAGE = """# 来访须知

来访人员先登记，见 {{ rule("visitor-register") }}。
"""


def new_rule(root: Path, today: dt.date) -> None:
    """A rule with a duty and a form."""
    words = f"{today.year}年{today.month}月{today.day}日"
    _write(root / "docs/rules/visitor-register.md", RULE.format(today=today, year=today.year, words=words))
    _write(root / "docs/forms/visitor-register.yml", FORM)


def register_row(root: Path, _: dt.date) -> None:
    """One more row in every register that names articles."""
    for path in sorted((root / "docs/registers").glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        if rows and {"no", "act", "heading"} <= set(rows[0]):
            _append(path, {**rows[-1], "no": str(len(rows) + 1)})


def term(root: Path, _: dt.date) -> None:
    """A word of the glossary."""
    _append(root / "docs/glossary/terms.csv", {"term": "来访登记", "definition": "来访人员进局先行登记", "related": ""})


def office(root: Path, _: dt.date) -> None:
    """An office."""
    row = {"slug": "visitor-office", "name": "来访接待室", "kind": "内设机构", "source": "inferred"}
    _append(root / "docs/offices/offices.csv", row)


def amend(root: Path, today: dt.date) -> None:
    """One article in other words, in force in a month."""
    act = next(_plain_rules(root))
    day = today.isoformat()
    ways = ["--doc-no", f"x司办〔{today.year}〕902号", "--adopted", day, "--issued", day]
    effective = (today + dt.timedelta(days=30)).isoformat()
    _run("amend", act.id, "--effective", effective, *ways, "--root", str(root))
    path = root / act.newest.file
    first = next(a for a in act.newest.document.articles() if "科室" in a.own_words)
    line = path.read_text(encoding="utf-8").split("\n")
    at = next(n for n, text in enumerate(line) if text.startswith(f"{first.label}　"))
    at = next(n for n in range(at, len(line)) if "科室" in line[n])
    line[at] = line[at].replace("科室", "有关科室", 1)
    _write(path, "\n".join(line))


def erratum(root: Path, today: dt.date) -> None:
    """A mark between two clauses is put right."""
    act = list(_plain_rules(root))[1]
    first = next(a for a in act.newest.document.articles() if MISPRINT in a.own_words)
    ways = ["--from", MISPRINT, "--to", MISPRINT.replace("，", "；"), "--note", "排印错误", "--meaning-unchanged"]
    _run("erratum", act.id, "--on", today.isoformat(), "--article", first.label, *ways, "--root", str(root))


def repeal(root: Path, today: dt.date) -> None:
    """An act that the others do not need."""
    cited = {link.id for link in _links(load(root))}
    act = next((a for a in reversed(list(_plain_rules(root))) if a.id not in cited), list(_plain_rules(root))[-1])
    ways = ["--by", f"x司办〔{today.year}〕903号", "--decided", today.isoformat(), "--cited-anyway"]
    _run("repeal", act.id, "--on", (today + dt.timedelta(days=30)).isoformat(), *ways, "--root", str(root))


def guide_page(root: Path, _: dt.date) -> None:
    """A page of help."""
    _write(root / "docs/guide/visitors.md", PAGE)


CHANGES: tuple[Callable[[Path, dt.date], None], ...] = (
    amend,
    erratum,
    repeal,
    office,
    new_rule,
    register_row,
    term,
    guide_page,
)


def change_all(root: Path, today: dt.date) -> None:
    """All eight in the rulebook at ``root``, decided on ``today``; what it holds has been published before."""
    _run("record", "--root", str(root))
    for change in CHANGES:
        change(root, today)


def _plain_rules(root: Path) -> Iterator[Act]:
    """Rules in force with one text and nothing done to it since."""
    for act in load(root).acts.values():
        header = act.newest.header
        untouched = len(act.expressions) == 1 and not (header.repealed or header.expires) and len(header.history) <= 1
        if header.collection == "rule" and header.text == "held" and untouched:
            yield act


def _links(corpus: Corpus) -> Iterator[object]:
    yield from (k for k in link_all(corpus, build_library(corpus)) if k.kind is Target.ACT and k.id != k.source.act)


def _run(*arguments: str) -> None:
    assert main(list(arguments)) == 0, arguments


def _append(path: Path, row: dict[str, str]) -> None:
    """Add a row to a table, in the order of its columns."""
    text = path.read_text(encoding="utf-8")
    columns = next(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([row.get(name, "") for name in columns])
    _write(path, text.rstrip("\n") + "\n" + out.getvalue())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
