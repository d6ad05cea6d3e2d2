"""Acts as JSON with a published schema (``schema()``), for other systems; JSON back to a text, byte for byte.

Names are those of Akoma Ntoso and schema.org/Legislation; ``MAPPING`` says what they are in GB/T 33480 and GB/T 42147.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from rulebook.corpus.library import build_library
from rulebook.corpus.links import CitationLink, Target, link_all
from rulebook.corpus.load import Corpus
from rulebook.history.fingerprint import fingerprint
from rulebook.history.status import act_spans, expression_spans
from rulebook.markup.unparse import unparse
from rulebook.model.act import Act, Expression
from rulebook.model.header import Duty
from rulebook.model.provision import Document, Kind, Provision

FORMAT = 1  # of the JSON; raised when a name changes its meaning

# our name, schema.org/Legislation, GB/T 33480-2016 (公文核心元素), GB/T 42147-2022 (网页归档)
MAPPING: tuple[tuple[str, str, str, str], ...] = (
    ("id", "legislationIdentifier", "公文标识", "唯一标识符"),
    ("title", "name", "标题", "题名"),
    ("document_type", "legislationType", "文种", "文种"),
    ("doc_no", "legislationIdentifier", "发文字号", "文号"),
    ("issuer", "legislationPassedBy", "发文机关", "责任者"),
    ("adopted", "legislationDate", "成文日期", "形成日期"),
    ("issued", "datePublished", "印发日期", "发布日期"),
    ("effective", "legislationDateVersion", "生效日期", "有效日期"),
    ("valid_to", "temporalCoverage", "失效日期", "失效日期"),
    ("status", "legislationLegalForce", "效力状态", "状态"),
    ("security", "", "密级", "密级"),
    ("disclosure", "conditionsOfAccess", "公开属性", "公开属性"),
    ("audience", "audience", "主送机关", "使用范围"),
    ("fingerprint", "", "数字摘要", "数字摘要"),
    ("text", "text", "正文", "正文"),
    ("citations", "citation", "附注", "相关信息"),
)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # most commands never read one


class ProvisionRecord(_Record):
    """A node of the text. prefix, gap, trail, around: the marks and blanks, so that the text can be written back."""

    kind: str
    eid: str = ""
    number: tuple[int, ...] = ()
    prefix: str = ""
    label: str = ""
    gap: str = ""
    heading: str = ""
    text: str = ""
    trail: str = ""
    around: tuple[str, str] = ("", "")
    children: tuple[ProvisionRecord, ...] = ()


class SpanRecord(_Record):
    """A status that holds from ``start`` (null: always) until the next one."""

    start: dt.date | None
    status: str


class CitationRecord(_Record):
    """One citation: where it stands and what it names. to_act: "" where the act is not known here."""

    in_provision: str
    words: str
    to_act: str
    to_title: str
    to_provisions: tuple[str, ...]


class CitedByRecord(_Record):
    """A place elsewhere that cites this act."""

    act: str
    expression: str
    in_provision: str
    to_provisions: tuple[str, ...]


class ExpressionRecord(_Record):
    """One text of an act. valid_to: last day in force. text: its tree from the title to the annexes; null where not held."""

    effective: dt.date | None
    valid_to: dt.date | None
    title: str
    doc_no: str
    adopted: dt.date | None
    issued: dt.date | None
    expires: dt.date | None
    office: str
    demonstration: bool
    fingerprint: str
    status: tuple[SpanRecord, ...]
    duties: tuple[Duty, ...]
    forms: tuple[str, ...]
    citations: tuple[CitationRecord, ...]
    text: tuple[ProvisionRecord, ...] | None


class ActRecord(_Record):
    """An act across all its texts, oldest first."""

    format: int = FORMAT
    id: str
    title: str
    short_title: str
    document_type: str
    collection: str
    category: str
    issuer: str
    audience: str
    security: str
    disclosure: str
    provenance: str
    basis: tuple[str, ...]
    status: tuple[SpanRecord, ...]
    cited_by: tuple[CitedByRecord, ...]
    expressions: tuple[ExpressionRecord, ...]


def schema() -> dict[str, object]:
    """JSON Schema of one act's file."""
    return ActRecord.model_json_schema()


def act_records(corpus: Corpus, ids: Iterable[str]) -> Iterable[ActRecord]:
    """The acts with these ids, their citations resolved within ``corpus`` (one audience's)."""
    links: dict[str, list[CitationLink]] = {}
    back: dict[str, list[CitationLink]] = {}
    for link in link_all(corpus, build_library(corpus)):
        links.setdefault(link.source.file, []).append(link)
        if link.kind is Target.ACT and link.id != link.source.act:
            back.setdefault(link.id, []).append(link)
    for act_id in ids:
        yield _act(corpus.acts[act_id], links, back.get(act_id, []))


def _act(act: Act, links: dict[str, list[CitationLink]], back: list[CitationLink]) -> ActRecord:
    header = act.header
    return ActRecord(
        id=act.id,
        title=header.title,
        short_title=header.short_title,
        document_type=header.document_type,
        collection=header.collection,
        category=header.category,
        issuer=header.issuer,
        audience=header.audience,
        security=header.security,
        disclosure=header.disclosure,
        provenance=header.provenance.kind if header.provenance else "",
        basis=tuple(b.id for b in header.basis),
        status=tuple(SpanRecord(start=s.start, status=s.status.value) for s in act_spans(act)),
        cited_by=tuple(
            CitedByRecord(act=c.source.act, expression=c.source.key, in_provision=c.citation.holder, to_provisions=c.eids)
            for c in back
        ),
        expressions=tuple(_expression(e, links.get(e.file, [])) for e in act.expressions),
    )


def _expression(text: Expression, links: list[CitationLink]) -> ExpressionRecord:
    header, document = text.header, text.document
    return ExpressionRecord(
        effective=text.valid_from,
        valid_to=text.valid_to,
        title=header.title,
        doc_no=header.doc_no,
        adopted=header.adopted,
        issued=header.issued,
        expires=header.expires,
        office=header.office,
        demonstration=header.demonstration,
        fingerprint=fingerprint(text),
        status=tuple(SpanRecord(start=s.start, status=s.status.value) for s in expression_spans(text)),
        duties=header.duties,
        forms=header.forms,
        citations=tuple(
            CitationRecord(
                in_provision=link.citation.holder,
                words=link.citation.text,
                to_act=link.id,
                to_title=link.citation.title,
                to_provisions=link.eids or link.citation.targets,
            )
            for link in links
        ),
        text=None if header.text == "pending" else tuple(_node(n) for n in (*document.head, *document.body, *document.annexes)),
    )


def _node(node: Provision) -> ProvisionRecord:
    return ProvisionRecord(
        kind=node.kind.value,
        eid=node.eid,
        number=node.number,
        prefix=node.prefix,
        label=node.label,
        gap=node.gap,
        heading=node.heading,
        text=node.text,
        trail=node.trail,
        around=node.around,
        children=tuple(_node(child) for child in node.children),
    )


def markdown(record: ExpressionRecord) -> str:
    """The text of a record as it stands below its file's header, byte for byte; "" where it is not held."""
    return unparse(Document(body=tuple(_provision(node) for node in record.text or ())))


def _provision(record: ProvisionRecord) -> Provision:
    return Provision(
        Kind(record.kind),
        record.eid,
        record.number,
        prefix=record.prefix,
        label=record.label,
        gap=record.gap,
        heading=record.heading,
        text=record.text,
        trail=record.trail,
        around=record.around,
        children=tuple(_provision(child) for child in record.children),
    )
