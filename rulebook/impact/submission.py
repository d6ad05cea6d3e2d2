"""送审材料: what a committee reads on paper before it adopts a text."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from rulebook.corpus.load import Corpus
from rulebook.decision.write import Occasion, write_decision
from rulebook.export.paper import Block, Paper, Run, balanced, comparison_rows, text_blocks
from rulebook.history.fingerprint import code, fingerprint
from rulebook.history.redline import Row, compare
from rulebook.impact.assess import figures, watch
from rulebook.impact.model import Touched
from rulebook.impact.rests import Rests, label
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words

MARK = "送审稿"
SIZES = (12.0, 10.5, 9.0, 8.0)  # points of the letters of the statement, the first that leaves it on one page
_SHOWN = 3  # names of a kind in the statement
_SIGNED = ("责任科室", "会签科室", "合法性审核", "审议", "签发")
_LABELS = {
    "inserted": "新增",
    "deleted": "删去",
    "renumbered": "条号变动",
    "modified": "修改",
    "renumbered+modified": "修改，条号变动",
}


def submission(corpus: Corpus, act: Act, day: dt.date, reason: str = "") -> Paper:
    """The material for the newest text of ``act``.

    day: of printing, for the 核验码 line. reason: 为什么改; left open to be written by hand where empty.
    """
    text = act.newest
    before = earlier(act)
    rows = [row for row in compare(before.document, text.document) if row.label != "unchanged"] if before else []
    blocks = (
        *_statement(corpus, act, text, before, rows, reason),
        *(decision_blocks(before, text, "附　修改决定（代拟稿）") if before else ()),
        *(_comparison(rows) if rows else ()),
        Block("annex", (Run("附　送审文本"),)),
        Block("title", (Run(balanced(text.header.title)),)),
        *text_blocks(text),
    )
    foot = f"{MARK}　{day_words(day)}　核验码 {code(fingerprint(text))}"
    return Paper(f"{text.header.title}送审材料", text.header.issuer, foot, blocks, day, mark=MARK)


def statement(paper: Paper) -> Paper:
    """修改说明 with its boxes to be signed alone, without what is attached."""
    end = next(n for n, block in enumerate(paper.blocks) if block.kind == "annex")
    return dataclasses.replace(paper, blocks=paper.blocks[:end])


def in_letters(paper: Paper, size: float) -> Paper:
    """The material with the tables of its statement in letters of ``size`` points."""
    end = len(statement(paper).blocks)
    blocks = (dataclasses.replace(b, size=size) if n < end and b.kind == "table" else b for n, b in enumerate(paper.blocks))
    return dataclasses.replace(paper, blocks=tuple(blocks))


def earlier(act: Act) -> Expression | None:
    """The text that the newest one is to follow, None where it is a new act."""
    return act.expressions[-2] if len(act.expressions) > 1 else None


def _statement(
    corpus: Corpus, act: Act, text: Expression, before: Expression | None, rows: list[Row], reason: str
) -> Iterator[Block]:
    """修改说明, one page: what, why, whom it touches, from when; then the boxes to be signed."""
    yield Block("title", (Run(f"{balanced(text.header.title)}\n{'修改' if before else '制定'}说明"),))
    touched = list(Rests(corpus).on(act, text, rows))
    number = f"文号 {text.header.doc_no}" if text.header.doc_no else "文号未登记"
    office = (corpus.registries.offices or {}).get(text.header.office)
    name = office.get("name") if office else text.header.office or "未登记"
    body = [
        ("改什么", _what(before, text, rows)),
        ("为什么改", reason or "（请填写）"),
        ("数字变化", "；".join(f"{f.article}：{f.before or '无'}改为{f.after or '无'}" for f in figures(rows)) or "没有"),
        ("法制审核请看", "；".join(dict.fromkeys(f"{w.article}（{w.word}）" for w in watch(rows))) or "没有"),
        ("影响谁", _whom(touched)),
        ("何时施行", f"{day_words(text.valid_from) if text.valid_from else '施行日期未登记'}　{number}"),
        ("责任科室", name),
    ]
    yield Block("table", rows=tuple(((Run(k),), (Run(v),)) for k, v in body), widths=(1, 5))
    yield Block("label", (Run("审批"),))
    sign = tuple(((Run(who),), (Run("意见：　　　　　　　　　签名：　　　　年　　月　　日"),)) for who in _SIGNED)
    yield Block("table", rows=sign, widths=(1, 5))


def _what(before: Expression | None, text: Expression, rows: list[Row]) -> str:
    if before is None:
        return f"新制定，共{sum(1 for _ in text.document.articles())}条。"
    changed = "、".join(f"{label(row)}（{_LABELS.get(row.label, '')}）" for row in rows)
    return f"共改{len(rows)}条：{changed}。" if rows else "条文没有改动。"


def _whom(touched: list[Touched]) -> str:
    kinds: dict[str, list[str]] = {}
    for item in touched:
        kinds.setdefault(item.kind, []).append(item.name)
    return (
        "；".join(f"{kind}{len(names)}处：{_few(names)}" for kind, names in kinds.items())
        or "没有牵动的引用、职责、表格、清单和事项"
    )


def _few(names: list[str]) -> str:
    """The first of them: the statement stays on one page, the whole list stands in the impact."""
    distinct = list(dict.fromkeys(names))
    return "、".join(distinct[:_SHOWN]) + ("等" if len(distinct) > _SHOWN else "")


def decision_blocks(before: Expression, text: Expression, heading: str) -> Iterator[Block]:
    """修改决定 in the official wording on a page of its own, nothing where no word was changed."""
    effective = day_words(text.valid_from) if text.valid_from else ""
    decision = write_decision(before.document, text.document, Occasion(text.header.issuer, effective, "印发"))
    lines = [line.strip() for line in decision.text.split("\n") if line.strip()]
    if not lines:
        return
    yield Block("annex", (Run(heading),))
    for line in lines:
        yield Block("title", (Run(balanced(line.removeprefix("# "))),)) if line.startswith("# ") else Block("words", (Run(line),))


def _comparison(rows: list[Row]) -> Iterator[Block]:
    yield Block("annex", (Run("附　修改前后对照表"),))
    yield Block("table", rows=comparison_rows(rows, "现行文本", "送审文本"), head=1, widths=(1, 3, 3))
