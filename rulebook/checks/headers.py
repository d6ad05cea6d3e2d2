"""Checks across headers: names used twice, references to what is not registered (H2xx, R2xx)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import process

from rulebook.corpus.library import doc_no_key, title_key
from rulebook.corpus.load import Corpus, is_published
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level


def check_headers(corpus: Corpus) -> Iterator[Finding]:
    """Findings on every header of the corpus."""
    yield from _twice(corpus)
    registries = corpus.registries
    for expression in corpus.expressions():
        header = expression.header
        level = Level.WARNING if is_published(expression) else Level.ERROR
        if expression.document.title and title_key(expression.document.title) != title_key(header.title):
            message = f"正文题名“{expression.document.title}”和文件头 title“{header.title}”不一致。请改成一样。"
            yield Finding(
                expression.file,
                expression.document.title_line,
                1,
                "H201",
                level,
                message,
                expression.document.title,
                header.title,
            )
        for key, slug in (("office", header.office), ("interpreter", header.interpreter)):
            yield from _known(expression, key, slug, registries.offices, "R201", "科室登记", level)
        for duty in header.duties:
            yield from _known(expression, "office", duty.office, registries.offices, "R201", "科室登记", level)
        for reference in header.basis:
            yield from _known(expression, "basis", reference.id, registries.basis, "R202", "上位依据", level)
        for name in header.forms if expression.newest else ():
            known = registries.forms.names(expression.act) if registries.forms else None
            yield from _known(expression, "forms", name, known, "R203", "表格登记", level)
        if header.repealed and header.repealed.by:
            yield from _known(expression, "repealed", header.repealed.by, corpus.acts, "R204", "制度", level)
        for see in header.see_also:
            yield from _known(expression, "see_also", see.target.partition("#")[0], corpus.acts, "R204", "制度", level)
        yield from _provisions(expression, level)
        yield from _abolished(expression, corpus)


def _twice(corpus: Corpus) -> Iterator[Finding]:
    titles: dict[str, Expression] = {}
    numbers: dict[str, Expression] = {}
    for expression in corpus.expressions():
        header = expression.header
        level = Level.WARNING if is_published(expression) else Level.ERROR
        for seen, key, code, what in (
            (titles, title_key(header.title), "H202", "题名"),
            (numbers, doc_no_key(header.doc_no) if not is_published(expression) else "", "H203", "文号"),
        ):
            if not key:
                continue
            other = seen.setdefault(key, expression)
            if code == "H203" and _package(other, expression):
                continue
            if other.act != expression.act or (code == "H203" and other is not expression):
                message = f"{what}“{header.title if code == 'H202' else header.doc_no}”已经用在 {other.file}。请核对。"
                yield Finding(
                    expression.file, line_of(expression, "title" if code == "H202" else "doc_no"), 1, code, level, message
                )


def _package(one: Expression, other: Expression) -> bool:
    """Whether one instrument amended both acts (打包修改): both histories say so, with the same number and day."""
    rows = [
        {(e.on, doc_no_key(e.doc_no)) for e in x.header.history if e.event in {"修正", "修订"} and e.effective == x.valid_from}
        for x in (one, other)
    ]
    return one.act != other.act and any(number == doc_no_key(one.header.doc_no) for _, number in rows[0] & rows[1])


def _known(
    expression: Expression, key: str, slug: str, registry: Iterable[str] | None, code: str, where: str, level: Level
) -> Iterator[Finding]:
    if not slug or registry is None:
        return
    names = registry if isinstance(registry, dict) else dict.fromkeys(registry)
    if slug in names:
        return
    near = process.extractOne(slug, list(names), score_cutoff=60)
    hint = f"是否想写“{near[0]}”？" if near else "请先登记，或者改正。"
    message = f"{where}里没有“{slug}”。{hint}"
    yield Finding(expression.file, line_of(expression, key, slug), 1, code, level, message, slug, str(near[0]) if near else "")


def _provisions(expression: Expression, level: Level) -> Iterator[Finding]:
    """Duties, editor's links and article statuses must point to articles that exist."""
    header = expression.header
    if header.text == "pending":
        return
    known = expression.document.provisions()
    for key, eid in (
        *(("duties", d.article) for d in header.duties),
        *(("see_also", s.article) for s in header.see_also),
        *(("article_status", eid) for eid in header.article_status),
    ):
        if eid not in known:
            message = f"文件头 {key} 指到 {eid}，正文没有这一条。请核对条号。"
            yield Finding(expression.file, line_of(expression, key, eid), 1, "R205", level, message, eid)


def _abolished(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """An office that had already been abolished when the text was issued."""
    offices = corpus.registries.offices or {}
    row = offices.get(expression.header.office)
    day = expression.header.issued or expression.header.effective
    if row and row.get("ended") and day and day.isoformat() > row.get("ended"):
        successor = offices.get(row.get("successor"))
        message = f"责任科室“{row.get('name')}”已于{row.get('ended')}撤销。" + (
            f"请改为“{successor.get('name')}”。" if successor else ""
        )
        yield Finding(expression.file, line_of(expression, "office"), 1, "R206", Level.ERROR, message, expression.header.office)


def line_of(expression: Expression, key: str, value: str = "") -> int:
    """The header line on which ``key`` (and ``value``) stands, 1 where it is not found."""
    lines = expression.raw.split("\n")[: expression.document.front_matter_lines or 200]
    start = next((n for n, line in enumerate(lines, start=1) if line.lstrip("- {").startswith(f"{key}:")), 1)
    if value:
        return next((n for n, line in enumerate(lines, start=1) if n >= start and value in line), start)
    return start
