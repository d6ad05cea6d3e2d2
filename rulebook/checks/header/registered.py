"""What a header names must be registered: offices, instruments, forms, other acts (R201 to R206)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from rapidfuzz import process

from rulebook.checks.near import unknown_office
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import Corpus
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level


class _Table(NamedTuple):
    """What may be named. names: None where the rulebook has no such table; then nothing is asked."""

    names: Collection[str] | None
    code: str
    called: str


def unregistered(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """Whatever the header names and no table holds (R201 to R204)."""
    header, registries = expression.header, corpus.registries
    offices = _Table(registries.offices, "R201", "科室登记")
    acts = _Table(corpus.acts, "R204", "制度")
    for key, slug in (("office", header.office), ("interpreter", header.interpreter)):
        yield from _absent(expression, key, slug, offices)
    for duty in header.duties:
        yield from _absent(expression, "office", duty.office, offices)
    for reference in header.basis:
        yield from _absent(expression, "basis", reference.id, _Table(registries.basis, "R202", "上位依据"))
    yield from _forms(expression, corpus)
    if header.repealed and header.repealed.by:
        yield from _absent(expression, "repealed", header.repealed.by, acts)
    for see in header.see_also:
        yield from _absent(expression, "see_also", see.target.partition("#")[0], acts)
    for replaced in header.replaces:
        yield from _absent(expression, "replaces", replaced, acts)
    if header.approved:
        yield from _absent(expression, "approved", header.approved.body, offices)


def _forms(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """The forms of the newest text are registered; where their whole file is not there, that is told once."""
    header, forms = expression.header, corpus.registries.forms
    if not expression.newest:
        return
    if header.forms and forms and expression.act not in forms.by_act:
        file = f"{corpus.docs_name}/forms/{expression.act}.yml"
        if not (corpus.docs / "forms" / f"{expression.act}.yml").exists():  # one that cannot be read is told there
            message = (
                f"文件头 forms 写了{'、'.join(header.forms)}，放这些表格的文件 {file} 没有。"
                f"误删的请放回去；还没有写的，用 rulebook new form --act {expression.act}，或者照同类文件新建。"
            )
            yield Finding(expression.file, line_of(expression, "forms"), 1, "R203", Level.ERROR, message, header.forms[0])
        return
    known = _Table(forms.names(expression.act) if forms else None, "R203", "表格登记")
    for name in header.forms:
        yield from _absent(expression, "forms", name, known)
    for form in dict.fromkeys(duty.form for duty in header.duties) if forms else ():
        yield from _absent(expression, "form", form, known)


def _absent(expression: Expression, key: str, slug: str, table: _Table) -> Iterator[Finding]:
    """One finding where the key names what the table does not hold, with what was probably meant."""
    if not slug or table.names is None or slug in table.names:
        return
    if table.code == "R201" and isinstance(table.names, dict):
        message, meant = unknown_office(slug, table.names)
    else:
        near = process.extractOne(slug, list(table.names), score_cutoff=60)
        meant = str(near[0]) if near else ""
        message = f"{table.called}里没有“{slug}”。" + (f"是否想写“{meant}”？" if meant else "请先登记，或者改正。")
    yield Finding(expression.file, line_of(expression, key, slug), 1, table.code, Level.ERROR, message, slug, meant)


def of_abolished_office(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """An office that had already been abolished when the text was issued (R206)."""
    offices = corpus.registries.offices or {}
    row = offices.get(expression.header.office)
    day = expression.header.issued or expression.header.effective
    if row and row.get("ended") and day and day.isoformat() > row.get("ended"):
        successor = offices.get(row.get("successor"))
        message = f"责任科室“{row.get('name')}”已于{row.get('ended')}撤销。" + (
            f"请改为“{successor.get('name')}”。" if successor else ""
        )
        yield Finding(expression.file, line_of(expression, "office"), 1, "R206", Level.ERROR, message, expression.header.office)
