"""Checks on duties: recurrences that cannot be read (R113), roles that are not registered (R110, R201)."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process

from rulebook.checks.headers import line_of
from rulebook.corpus.load import Corpus
from rulebook.duty.recurrence import Malformed, parse
from rulebook.duty.roles import load_roles
from rulebook.model.finding import Finding, Level


def check_duties(corpus: Corpus) -> Iterator[Finding]:
    """Findings on every duty of every header, and on the table of roles."""
    for expression in corpus.expressions():
        for duty in expression.header.duties:
            found = parse(duty.recurrence)
            if isinstance(found, Malformed):
                line = line_of(expression, "recurrence", duty.recurrence)
                message = f"职责 {duty.id} 的周期“{duty.recurrence}”读不懂：“{found.part}”{found.message}。"
                yield Finding(expression.file, line, 1, "R113", Level.ERROR, message, duty.recurrence)
    yield from _roles(corpus)


def _roles(corpus: Corpus) -> Iterator[Finding]:
    try:
        file = (corpus.docs / "offices" / "roles.yml").relative_to(corpus.root).as_posix()
    except ValueError:
        file = (corpus.docs / "offices" / "roles.yml").as_posix()
    roles, findings = load_roles(corpus.docs, file)
    yield from findings
    offices = corpus.registries.offices
    for role in roles if offices is not None else ():
        for slug in role.includes:
            if offices is not None and slug not in offices:
                near = process.extractOne(slug, list(offices), score_cutoff=60)
                hint = f"是否想写“{near[0]}”？" if near else "请先登记，或者改正。"
                yield Finding(
                    file, role.line, 1, "R201", Level.ERROR, f"科室登记里没有“{slug}”。{hint}", slug, str(near[0]) if near else ""
                )
