"""What is told of a change, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rulebook.history.redline import Row


@dataclass(frozen=True, slots=True)
class Touched:
    """Something that rests on a changed article. kind: 引用, 职责, 表格, 清单, 事项, 术语. note: what to look at."""

    kind: str
    name: str
    place: str
    article: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Upper:
    """An article whose upper article has to be looked at again (依据待核). fresh: whether by this change, False where no longer."""

    act: str
    title: str
    article: str
    basis: str
    state: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount, period, share or date of an article that is not what it was; "" where there was or is none."""

    article: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Watch:
    """Words that the legal reviewer must look at."""

    article: str
    word: str
    words: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A provision elsewhere that says nearly the same. likeness: 0 to 1."""

    article: str
    act: str
    title: str
    other: str
    likeness: float


@dataclass(frozen=True, slots=True)
class ActChange:
    """One text that was added, changed or taken away.

    kind: 制定, 修正, 修订, 勘误, 废止, 延期, 登记更正 … or 文件头, 正文 where no event says it. rows: only changed articles.
    code_before, code_after: 核验码. seen: what a reader sees when, one sentence each. missing: 未登记 facts.
    """

    act: str
    title: str
    file: str
    kind: str
    expression: str
    code_before: str
    code_after: str
    status: str
    seen: tuple[str, ...]
    rows: tuple[Row, ...]
    facts: tuple[tuple[str, str, str], ...]
    touched: tuple[Touched, ...]
    missing: tuple[str, ...]
    figures: tuple[Figure, ...]
    watch: tuple[Watch, ...]
    similar: tuple[Similar, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """The whole change.

    others: paths of changed files that are no texts of acts. upper: what is 待核 by it, or no longer.
    errors, warnings: findings it has.
    """

    base: str
    day: dt.date
    acts: tuple[ActChange, ...]
    others: tuple[str, ...] = ()
    upper: tuple[Upper, ...] = ()
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
