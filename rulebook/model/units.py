"""The units of a rule text in words (编章节条款项目), highest first; ids take theirs from ``Kind``."""

from __future__ import annotations

from rulebook.model.provision import Kind

UNITS = {
    Kind.PART: "编",
    Kind.SUBPART: "分编",
    Kind.CHAPTER: "章",
    Kind.SECTION: "节",
    Kind.ARTICLE: "条",
    Kind.PARAGRAPH: "款",
    Kind.SUBPARAGRAPH: "项",
    Kind.POINT: "目",
}
KINDS = {word: kind for kind, word in UNITS.items()}
