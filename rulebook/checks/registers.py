"""Rows of registers and of the table of questions: the acts, articles and offices they name exist."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process

from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import Row
from rulebook.corpus.select import AUDIENCES
from rulebook.model.finding import Finding, Level


def check_registers(corpus: Corpus) -> Iterator[Finding]:
    """Every row of every register; an article must stand in some text of its act (which one is drawn for the day)."""
    offices = corpus.registries.offices
    for row in corpus.registries.questions:
        yield from _act(corpus, row)
    for register in corpus.registries.registers.values():
        audience = register.meta.get("audience")
        if audience and audience not in AUDIENCES:
            yield _finding(
                register.meta, "R133", f"读者范围没有“{audience}”，只有{'、'.join(AUDIENCES)}。", audience, list(AUDIENCES)
            )
        for row in register.rows:
            yield from _act(corpus, row)
            slug = row.get("office")
            if offices is not None and slug and slug not in offices:
                yield _finding(row, "R201", f"科室登记里没有“{slug}”。", slug, list(offices))


def _act(corpus: Corpus, row: Row) -> Iterator[Finding]:
    key = "act" if row.get("act") else "mechanism"
    act_id, heading = row.get(key), row.get("heading")
    act = corpus.acts.get(act_id)
    if act_id and act is None:
        yield _finding(row, "R131", f"没有“{act_id}”这件制度。", act_id, list(corpus.acts))
    elif act and heading:
        held = [e for e in act.expressions if e.header.text != "pending"]
        if held and not any(e.article_by_heading(heading) for e in held):
            known = [a.heading for e in held for a in e.document.articles() if a.heading]
            yield _finding(row, "R132", f"《{act.header.name}》的各个文本都没有条标“{heading}”。", heading, known)


def _finding(row: Row, code: str, message: str, word: str, known: list[str]) -> Finding:
    near = process.extractOne(word, known, score_cutoff=50)
    hint = f"是否想写“{near[0]}”？" if near else "请核对。"
    return Finding(row.file, row.line, 1, code, Level.ERROR, message + hint, word, str(near[0]) if near else "")
