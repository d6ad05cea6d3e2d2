"""Checks on 遇事查办: targets that do not exist (C121) or end (C122), ids used twice (R102), unknown roles (R201)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rapidfuzz import process

from rulebook.checks.data.resting import called_until, over
from rulebook.checks.near import unknown_office
from rulebook.corpus.load import Corpus
from rulebook.corpus.matters import MATTERS, NEW_STAFF, load_matters
from rulebook.lawful import ledger
from rulebook.model.finding import Finding, Level

_COMMON = 6


def check_matters(corpus: Corpus) -> Iterator[Finding]:
    """Findings on every matter, each on its line."""
    matters = load_matters(corpus.root, corpus.docs)
    yield from matters.findings
    seen: dict[str, int] = {}
    offices = corpus.registries.offices
    today = ledger.latest_day(())
    for placed in matters.placed:
        matter = placed.matter
        if matter.id in seen:
            message = f"事项“{matter.id}”写了两次（另一处在第{seen[matter.id]}行）。请合并。"
            yield Finding(matters.file, placed.line, 1, "R102", Level.ERROR, message, matter.id)
        seen.setdefault(matter.id, placed.line)
        for step, line in zip(matter.steps, placed.steps, strict=True):
            yield from _target(corpus, step.target, matters.file, line, today)
        for role in matter.roles if offices is not None else ():
            if role != NEW_STAFF and offices is not None and role not in offices:
                message, near = unknown_office(role, offices)
                yield Finding(matters.file, placed.roles, 1, "R201", Level.ERROR, message, role, near)
    for row in corpus.registries.questions if matters.placed else ():
        named = row.get("heading")
        if row.get("act") == MATTERS and named not in seen:
            near = _near(named, seen)
            hint = f"是否想写“{near}”？" if near else "请改正，或者删去这一行。"
            yield Finding(row.file, row.line, 1, "C121", Level.ERROR, f"遇事查办里没有“{named}”这一项。{hint}", named, near)
    common = sum(matter.common for matter in matters.all)
    if matters.placed and common != _COMMON:
        message = f"首页的常办事项应当是{_COMMON}件，现在标了{common}件（common: true）。"
        yield Finding(matters.file, 1, 1, "R112", Level.WARNING, message)


def _target(corpus: Corpus, target: str, file: str, line: int, today: dt.date) -> Iterator[Finding]:
    act_id, _, heading = target.partition("#")
    act = corpus.acts.get(act_id)
    if act is None:
        near = _near(act_id, corpus.acts)
        hint = f"是否想写“{near}”？" if near else "请核对。"
        yield Finding(file, line, 1, "C121", Level.ERROR, f"第{line}行：没有 id 为“{act_id}”的制度。{hint}", target, near)
        return
    if ended := over(act, heading, today):
        message = f"第{line}行：{ended}，到时还照这一步办就错了。请改成现行的依据，或者删去这一步。"
        yield Finding(file, line, 1, "C122", Level.WARNING, message, target)
    if act.header.text == "pending":
        return
    headings = {article.heading for article in act.newest.document.articles() if article.heading}
    if heading not in headings and (until := called_until(act, heading)):
        message = f"第{line}行：《{act.header.name}》{until}。到那天请改 target。"
        yield Finding(file, line, 1, "C121", Level.WARNING, message, target)
    elif heading not in headings:
        near = _near(heading, headings)
        hint = f"是否想写“{near}”？" if near else "请核对条标。"
        message = f"第{line}行：《{act.header.name}》没有条标为“{heading}”的条。{hint}"
        yield Finding(file, line, 1, "C121", Level.ERROR, message, target, near)


def _near(word: str, known: object) -> str:
    best = process.extractOne(word, [str(k) for k in known], score_cutoff=50)  # type: ignore[attr-defined]
    return str(best[0]) if best else ""
