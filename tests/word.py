"""Word files for tests, written as raw XML: paragraphs, lists, styles and parts in a few words."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = (
    f'xmlns:w="{MAIN}" xmlns:r="{REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def r(text: str, *, hidden: bool = False, deleted: bool = False, bold: bool = False, size: int = 0) -> str:
    """A run."""
    marks = ("<w:b/>" if bold else "") + ("<w:vanish/>" if hidden else "") + (f'<w:sz w:val="{size}"/>' if size else "")
    tag = "delText" if deleted else "t"
    return f'<w:r><w:rPr>{marks}</w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def p(
    *runs: str, num: tuple[int, int] | None = None, style: str = "", centre: bool = False, mark: str = "", page: bool = False
) -> str:
    """A paragraph. Plain words become a run. num: (numId, level). mark: content of the paragraph mark's rPr."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:pageBreakBefore/>" if page else "")
        + (f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else "")
        + ('<w:jc w:val="center"/>' if centre else "")
        + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def title(text: str, *, page: bool = False) -> str:
    """A centred line in large letters."""
    return p(r(text, size=44), centre=True, page=page)


BR = "<w:r><w:br/></w:r>"
PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def level(ilvl: int, text: str, form: str = "chineseCountingThousand", *, start: int | None = 1, more: str = "") -> str:
    """A level of a list. more: further children, as lvlRestart or pStyle."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'<w:lvl w:ilvl="{ilvl}">{begins}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(key: int, *levels: str) -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, **starts: int) -> str:
    """A list; ``s0=3`` is a startOverride of level 0."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{name[1:]}"><w:startOverride w:val="{value}"/></w:lvlOverride>' for name, value in starts.items()
    )
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def style(key: str, name: str, *, based: str = "", properties: str = "", kind: str = "paragraph") -> str:
    """A style. properties: content of its pPr."""
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{on}<w:pPr>{properties}</w:pPr></w:style>'


def numbered(key: int) -> str:
    """numPr for a style."""
    return f'<w:numPr><w:numId w:val="{key}"/></w:numPr>'


def table(*rows: list[str]) -> str:
    """A table of cells: each a string of words, or ready XML of a whole ``w:tc``."""
    cells = ("".join(c if c.startswith("<w:tc>") else f"<w:tc>{p(c)}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def cell(words: str, *, span: int = 1, merge: str = "") -> str:
    """A merged cell. merge: ``restart`` or ``continue``."""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{down}</w:tcPr>{p(words)}</w:tc>'


def field(instruction: str, result: str) -> str:
    """A field with its result."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def docx(
    path: Path,
    *body: str,
    numbering: str = "",
    styles: str = "",
    parts: dict[str, str] | None = None,
    relations: str = "",
    raw: dict[str, str | bytes | None] | None = None,
) -> Path:
    """Write a file. parts: kind to the inside of a part (``comments``, ``footnotes``, ``header`` …). raw: whole members, None leaves one out."""
    known = {"numbering": numbering, "styles": styles, **(parts or {})}
    roots = {"header": "hdr", "footer": "ftr"}
    rows = "".join(
        f'<Relationship Id="r{kind}" Type="{REL}/{kind}" Target="{kind}.xml"/>' for kind, inside in known.items() if inside
    )
    members: dict[str, str | bytes | None] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_CONTENT}.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_NS}><w:body>{"".join(body)}</w:body></w:document>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}{relations}</Relationships>",
    }
    for kind, inside in known.items():
        if inside:
            members[f"word/{kind}.xml"] = f"<w:{roots.get(kind, kind)} {_NS}>{inside}</w:{roots.get(kind, kind)}>"
    members.update(raw or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            if data is not None:
                archive.writestr(name, data)
    return path
