"""The script of 核对引用: the grammar and the verdicts, from their own source, behind the runtime that they need."""

from __future__ import annotations

import json
from pathlib import Path

from rulebook.script.names import Known, Part
from rulebook.script.patterns import ranges
from rulebook.script.statements import modules_script

_HERE = Path(__file__).parent
PARTS = tuple(
    Part(f"rulebook.{name}", only)
    for name, only in (
        ("model.provision", ()),
        ("model.units", ()),
        ("model.citation", ()),
        ("model.day", ()),
        ("model.finding", ()),
        ("model.header", ("doc_no_key", "_DOC_NO")),
        ("model.act", ()),
        ("markup.numerals", ()),
        ("markup.marks", ()),
        ("markup.lexer", ()),
        ("markup.quotes", ()),
        ("markup.contents", ()),
        ("markup.signed", ()),
        ("markup.forms", ()),
        ("markup.paging", ()),
        ("markup.reading", ()),
        ("markup.titles", ()),
        ("markup.article_headings", ()),
        ("markup.context", ()),
        ("markup.source", ("Source", "split_header")),
        ("markup.build", ()),
        ("markup.glued", ()),
        ("markup.problems", ()),
        ("markup.parse", ()),
        ("citation.clean", ()),
        ("citation.grammar", ()),
        ("citation.find", ()),
        ("citation.names", ()),
        ("citation.named", ()),
        ("citation.statutes", ()),
        ("citation.scopes", ()),
        ("citation.resolve", ()),
        ("citation.state", ()),
        ("citation.meaning", ()),
        ("citation.extract", ()),
        ("corpus.library", ("title_key", "_DROP", "nearest_title", "number_key", "_ORDER", "_ORDER_BEHIND")),
        ("corpus.inline", ()),
        ("corpus.others", ()),
        ("corpus.links", ("words", "_WORDS", "full_id", "_full_id", "_numbered_otherwise")),
        ("history.align", ("plain", "_plain", "_BLANK")),
        ("history.status", ()),
        ("verdict.quotation", ()),
        ("verdict.held", ("Held", "_LEADS", "_KINDS", "_SHORTEST")),
        ("verdict.standing", ()),
        ("verdict.editions", ()),
        ("verdict.verdicts", ()),
    )
)


def script() -> str:
    """One classic script, which leaves its functions on its own element. Raises UnknownError for what it has no words for."""
    tables = "".join(
        f"const {name} = {json.dumps(value)};\n"
        for name, value in (
            ("$DIGIT", ranges(str.isdecimal)),
            ("$DIGITS", f"^[{ranges(str.isdigit)}]+$"),
            ("$SPACE", ranges(str.isspace)),
        )
    )
    pieces = (
        tables,
        (_HERE / "runtime.js").read_text("utf-8"),
        modules_script(Known(PARTS)),
        (_HERE / "entry.js").read_text("utf-8"),
    )
    return f'(function () {{\n"use strict";\n{"".join(pieces)}}})();\n'
