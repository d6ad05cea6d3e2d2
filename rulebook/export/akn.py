"""A text as Akoma Ntoso 3.0 (OASIS, 2018), with our ids as eIds; and its words back as Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lxml import etree

from rulebook.model.act import Act, Expression
from rulebook.model.provision import Kind, Provision

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NS = {"a": NAMESPACE}
_ELEMENTS = {
    Kind.PART: "part",
    Kind.SUBPART: "subpart",
    Kind.CHAPTER: "chapter",
    Kind.SECTION: "section",
    Kind.ARTICLE: "article",
    Kind.PARAGRAPH: "paragraph",
    Kind.SUBPARAGRAPH: "subparagraph",
    Kind.POINT: "point",
    Kind.CLAUSE: "clause",
    Kind.HEADING: "hcontainer",
}
_COUNTRY, _LANGUAGE = "cn", "zho"


def akn(act: Act, text: Expression) -> bytes:
    """The XML file of one text."""
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the default namespace
    body = _add(root, "act", name=act.header.document_type or "制度")
    _meta(body, act, text, "main")
    preface = _add(body, "preface")
    _add(_add(preface, "p"), "docTitle").text = text.header.title
    words = [n.text.strip() for n in text.document.head if n.kind is Kind.TEXT and n.text.strip()]
    if words:
        preamble = _add(body, "preamble")
        for line in words:
            _lines(preamble, line)
    main = _add(body, "body")
    _children(main, text.document.body)
    if not len(main):
        _empty(main)
    if text.document.annexes:
        attachments = _add(body, "attachments")
        for number, annex in enumerate(text.document.annexes, start=1):
            _annex(attachments, act, text, annex, number)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _annex(parent: etree._Element, act: Act, text: Expression, annex: Provision, number: int) -> None:
    attachment = _add(parent, "attachment", eId=f"att_{number}")
    _add(attachment, "heading").text = f"{annex.label}{annex.gap}{annex.heading or annex.text}".strip()
    doc = _add(attachment, "doc", name="annex")
    _meta(doc, act, text, f"annex_{number}")
    main = _add(doc, "mainBody")
    _children(main, annex.children)
    if not len(main):
        _add(main, "p")


def _meta(parent: etree._Element, act: Act, text: Expression, component: str) -> None:
    """FRBR work, expression and manifestation of one component."""
    meta = _add(parent, "meta")
    own = "" if component == "main" else f"{component}__"  # ids are unique in the whole file
    identification = _add(meta, "identification", source=f"#{own}rulebook")
    made = (act.expressions[0].header.adopted or act.expressions[0].valid_from or dt.date(1900, 1, 1)).isoformat()
    from_day = text.key if text.valid_from else made
    work = f"/akn/{_COUNTRY}/act/{made}/{act.id}"
    expression = f"{work}/{_LANGUAGE}@{from_day}"
    for level, this, day, name in (
        ("FRBRWork", work, made, "adoption"),
        ("FRBRExpression", expression, from_day, "effective"),
        ("FRBRManifestation", f"{expression}.xml", from_day, "effective"),
    ):
        element = _add(identification, level)
        tail = f"/!{component}" if level != "FRBRManifestation" else ""
        _add(element, "FRBRthis", value=this.replace(".xml", "") + (tail or f"/!{component}.xml"))
        _add(element, "FRBRuri", value=this)
        _add(element, "FRBRdate", date=day, name=name)
        _add(element, "FRBRauthor", href=f"#{own}issuer")
        if level == "FRBRWork":
            _add(element, "FRBRcountry", value=_COUNTRY)
            if text.header.doc_no:
                _add(element, "FRBRnumber", value=text.header.doc_no)
            _add(element, "FRBRname", value=text.header.title)
        elif level == "FRBRExpression":
            _add(element, "FRBRlanguage", language=_LANGUAGE)
    references = _add(meta, "references", source=f"#{own}rulebook")
    issuer = text.header.issuer or "未登记"
    _add(references, "TLCOrganization", eId=f"{own}issuer", href="/ontology/organization/issuer", showAs=issuer)
    _add(references, "TLCOrganization", eId=f"{own}rulebook", href="/ontology/organization/rulebook", showAs="制度汇编站")


def _children(parent: etree._Element, nodes: tuple[Provision, ...]) -> None:
    """Provisions below ``parent``; text between them belongs to the one before."""
    for node in nodes:
        if node.kind is Kind.TEXT:
            if node.text.strip():
                _loose(parent, node)
        elif node.kind is Kind.HEADING and not node.heading.strip() and not node.text.strip() and not node.children:
            continue
        else:
            _provision(parent, node)


def _provision(parent: etree._Element, node: Provision) -> None:
    element = _add(parent, _ELEMENTS[node.kind])
    if node.eid:
        element.set("eId", node.eid)
    if node.kind is Kind.HEADING:
        element.set("name", "heading")
    if node.label:
        _add(element, "num").text = node.label
    heading = node.heading or (
        node.text if node.kind in {Kind.CHAPTER, Kind.SECTION, Kind.PART, Kind.SUBPART, Kind.HEADING} else ""
    )
    if heading.strip():
        _add(element, "heading").text = heading.strip()
    own = node.text.strip() if not (heading and heading == node.text) else ""
    below = [child for child in node.children if child.kind is not Kind.TEXT or child.text.strip()]
    if any(child.kind is not Kind.TEXT for child in below):
        if own:
            _lines(_add(element, "intro"), own)
        _children(element, tuple(below))
    else:
        content = _add(element, "content")
        for words in (own, *(child.text for child in below)):
            if words.strip():
                _lines(content, words.strip())
        if not len(content):
            _add(content, "p")


def _loose(parent: etree._Element, node: Provision) -> None:
    """Words between numbered ones: in the content of the provision before them, else a container of their own."""
    before = parent[-1] if len(parent) else None
    content = before.find("a:content", _NS) if before is not None else None
    if content is None:
        content = _add(_add(parent, "hcontainer", name="text"), "content")
    _lines(content, node.text.strip())


def _empty(parent: etree._Element) -> None:
    _add(_add(_add(parent, "hcontainer", name="text"), "content"), "p")


def _lines(parent: etree._Element, words: str) -> None:
    for line in words.split("\n"):
        if line.strip():
            _add(parent, "p").text = _clean(line.strip())


def _clean(words: str) -> str:
    """Without characters that XML forbids."""
    return "".join(c for c in words if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"))


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", {key: _clean(value) for key, value in attributes.items()})


def markdown(data: bytes) -> str:
    """The text of an Akoma Ntoso file of ours in the source form, without a header."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    title = root.findtext(".//a:docTitle", "", _NS)
    lines = [f"# {title}"]
    lines += [_plain(p) for p in root.iterfind(".//a:preamble/a:p", _NS)]
    body = root.find("a:act/a:body", _NS)
    lines += _written(body) if body is not None else []
    for attachment in root.iterfind(".//a:attachment", _NS):
        lines.append(attachment.findtext("a:heading", "", _NS))
        main = attachment.find(".//a:mainBody", _NS)
        lines += _written(main) if main is not None else []
    return "\n\n".join(line for line in lines if line) + "\n"


def _plain(element: etree._Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


_MARKS = {"part": "## ", "subpart": "## ", "chapter": "## ", "section": "### "}


def _written(element: etree._Element) -> Iterator[str]:
    """The blocks of ``element``: its own words behind its number, then what stands below it."""
    for child in element:
        tag = etree.QName(child).localname
        if tag in {"num", "heading"}:
            continue
        if tag == "p":
            yield _plain(child)
        elif tag in {"intro", "content", "wrapUp"}:
            yield from _written(child)
        else:
            yield from _numbered(child, tag)


def _numbered(child: etree._Element, tag: str) -> Iterator[str]:
    num, heading = child.findtext("a:num", "", _NS), child.findtext("a:heading", "", _NS)
    inner = list(_written(child))
    if tag in _MARKS:
        yield f"{_MARKS[tag]}{num}　{heading}".rstrip("　")
        yield from inner
    elif tag == "hcontainer":
        if heading:
            yield f"## {heading}"
        yield from inner
    elif tag == "article":
        lead = f"{num}　" + (f"【{heading}】" if heading else "")
        yield lead + (inner[0] if inner else "")
        yield from inner[1:]
    else:
        yield num + heading + (inner[0] if inner else "")
        yield from inner[1:]
