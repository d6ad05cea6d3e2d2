"""Editions (汇编版本): what a frozen compilation holds, why, and the corpus as it stood on its day."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rulebook.corpus.load import Corpus, spanned
from rulebook.markup import yamlmap
from rulebook.markup.source import read_source
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Date, Identifier, Text


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # most commands never read one


class Member(_Value):
    """An act or a register in an edition and why it is there (收录理由)."""

    id: Identifier
    reason: Text


class Part(_Value):
    """上编, 下编."""

    title: Text
    members: tuple[Member, ...]


class Edition(_Value):
    """A compilation frozen on a day. appendices: registers."""

    slug: Identifier
    title: Text
    as_of: Date
    lead: str = ""
    parts: tuple[Part, ...]
    appendices: tuple[Member, ...] = Field(default=())

    @property
    def name(self) -> str:
        """2021年版."""
        return f"{self.slug}年版"

    @property
    def acts(self) -> tuple[str, ...]:
        """Ids of the acts, in the order of the edition."""
        return tuple(member.id for part in self.parts for member in part.members)


@dataclass(frozen=True, slots=True)
class Editions:
    """All editions of a rulebook, oldest first."""

    all: tuple[Edition, ...] = ()
    findings: tuple[Finding, ...] = ()

    def named(self, name: str) -> Edition | None:
        """By slug or by day (2021-12-31)."""
        return next((e for e in self.all if name in {e.slug, e.as_of.isoformat()}), None)


def load_editions(corpus: Corpus) -> Editions:
    """Read ``docs/editions/*.yml``; members are checked against the corpus. Never raises on content."""
    editions: list[Edition] = []
    findings: list[Finding] = []
    for path in sorted((corpus.docs / "editions").glob("*.yml")):
        file = f"{corpus.docs_name}/editions/{path.name}"
        source = read_source(path, file)
        located = yamlmap.load(source.text)
        findings += source.findings
        findings += [Finding(file, ln, col, code, Level.ERROR, message) for ln, col, code, message in located.problems]
        if source.findings or located.value is None:
            if not source.findings and not located.problems:
                findings.append(_broken(file, located, ()))
            continue
        try:
            edition = Edition.model_validate(located.value)
        except ValidationError as error:
            findings += [_broken(file, located, problem["loc"]) for problem in error.errors()]
            continue
        twin = next((e for e in editions if edition.slug == e.slug or edition.as_of == e.as_of), None)
        if twin:
            message = f"slug 或者 as_of 和另一版（{twin.slug}，{twin.as_of}）相同。一版汇编一个名字、一个日期，请改正。"
            findings.append(Finding(file, 1, 1, "E103", Level.ERROR, message, edition.slug))
            continue
        findings += _check(corpus, edition, file, located)
        editions.append(edition)
    editions.sort(key=lambda edition: edition.as_of)
    return Editions(tuple(editions), tuple(findings))


def read_edition(text: str) -> Edition | None:
    """The edition that a file of this content holds; None where it cannot be read."""
    try:
        return Edition.model_validate(yamlmap.load(text).value)
    except ValidationError:
        return None


def frozen(corpus: Corpus, edition: Edition) -> Corpus:
    """The members as they stood on the edition's day: later texts and what was decided later about these are left out."""
    acts = {}
    for act_id in edition.acts:
        act = corpus.acts.get(act_id)
        known = [_before(e, edition.as_of) for e in act.expressions if _issued(e) <= edition.as_of] if act else []
        if known:
            acts[act_id] = Act(act_id, spanned(known))
    return dataclasses.replace(corpus, acts=acts)


def _issued(expression: Expression) -> dt.date:
    header = expression.header
    return header.issued or header.adopted or header.effective or dt.date.min


def _before(expression: Expression, day: dt.date) -> Expression:
    """The text with only what was decided by ``day`` in its header."""
    header = expression.header
    history = tuple(event for event in header.history if event.on <= day)
    decided = any(event.event == "废止" for event in history)
    repealed = header.repealed if header.repealed and (decided or header.repealed.on <= day) else None
    return dataclasses.replace(expression, header=header.model_copy(update={"history": history, "repealed": repealed}))


def _check(corpus: Corpus, edition: Edition, file: str, located: yamlmap.Located) -> Iterator[Finding]:
    seen: set[str] = set()
    for p, part in enumerate(edition.parts):
        for m, member in enumerate(part.members):
            act = corpus.acts.get(member.id)
            if act is None:
                message = f"收录了“{member.id}”，没有这件制度。请核对 id，或者删去这一行。"
            elif all(_issued(e) > edition.as_of for e in act.expressions):
                message = f"收录了“{member.id}”，它在{edition.as_of}还没有印发，不能收进这一版。"
            elif member.id in seen:
                message = f"“{member.id}”收录了两次，请删去一行。"
            else:
                seen.add(member.id)
                continue
            line, column = located.place(("parts", p, "members", m))
            yield Finding(file, line, column, "E101", Level.ERROR, message, member.id)
    for n, appendix in enumerate(edition.appendices):
        if appendix.id not in corpus.registries.registers:
            message = f"附录“{appendix.id}”没有登记在 registers 里。请核对，或者删去这一行。"
            line, column = located.place(("appendices", n))
            yield Finding(file, line, column, "E102", Level.ERROR, message, appendix.id)


def _broken(file: str, located: yamlmap.Located, place: tuple[int | str, ...]) -> Finding:
    line, column = located.place(place)
    name = ".".join(str(part) for part in place) or "整个文件"
    message = f"“{name}”缺少、多余或者写法不对。一版要有 slug、title、as_of、parts，每个成员写 id 和 reason。"
    return Finding(file, line, column, "E100", Level.ERROR, message)
