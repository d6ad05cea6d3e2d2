"""Damaged Word files: read, or refused in words; never a fault of the program."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from rulebook.importer.docx.read import read_docx
from rulebook.markup.parse import parse
from tests.word import BR, MAIN, abstract, cell, docx, field, level, num, p, r, table, title

_W = f"{{{MAIN}}}"
_TAGS = [
    "p",
    "r",
    "t",
    "del",
    "ins",
    "tbl",
    "tr",
    "tc",
    "fldChar",
    "br",
    "numPr",
    "ilvl",
    "numId",
    "vMerge",
    "gridSpan",
    "pPr",
    "rPr",
    "vanish",
    "sectPr",
    "sdt",
    "sdtContent",
    "lvl",
    "num",
    "lvlOverride",
]
_VALUES = ["", "0", "-1", "99999999999", "１", "x" * 300, "%1%2%9", "restart", "continue", "begin", "end", "\u200b"]


def rich(path: Path) -> Path:
    """A file with something of everything."""
    numbering = abstract(0, level(0, "第%1条"), level(1, "（%2）"), level(2, "%3.", "decimal")) + num(1, 0) + num(2, 0, s0=5)
    inserted = f'<w:ins w:id="1">{r("新")}</w:ins><w:del w:id="2">{r("旧", deleted=True)}</w:del>'
    body = [
        title("甲局茶水管理办法"), p("第一章　总则", centre=True), p("为节水。", num=(1, 0)), p("甲；", num=(1, 1)), p("子目。", num=(1, 2)),
        p("依照", field("REF a", "第一条"), inserted, num=(1, 0)), p("每年", BR, "公布。", num=(2, 0)),
        table([cell("类", merge="restart"), cell("量", span=2)], [cell("", merge="continue"), "大", "小"]), p("附件1"), table(["甲", "乙"], ["1", "2"]),
    ]  # fmt: skip
    return docx(path, *body, numbering=numbering, parts={"comments": p("批")})


def mutant(source: Path, target: Path, seed: int) -> Path:
    """The file with some elements taken out, doubled, renamed or given other values; sometimes with bytes changed."""
    rnd = random.Random(seed)  # noqa: S311  # the same mutants each time
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(("document.xml", "numbering.xml")):
                data = _changed(data, rnd)
            new.writestr(name, data)
    if seed % 4 == 0:
        raw = bytearray(target.read_bytes())
        for _ in range(rnd.randint(1, 12)):
            raw[rnd.randrange(len(raw))] = rnd.randrange(256)
        target.write_bytes(bytes(raw[: rnd.randrange(len(raw))] if seed % 8 == 0 else raw))
    return target


def _changed(data: bytes, rnd: random.Random) -> bytes:
    root = etree.fromstring(data)
    for _ in range(rnd.randint(1, 10)):
        node = rnd.choice(list(root.iter()))
        parent = node.getparent()
        what = rnd.randrange(5)
        if what == 0 and parent is not None:
            parent.remove(node)
        elif what == 1 and parent is not None:
            parent.append(etree.fromstring(etree.tostring(node)))
        elif what == 2 and parent is not None:
            node.tag = _W + rnd.choice(_TAGS)
        elif what == 3:
            node.set(f"{_W}val", rnd.choice([v for v in _VALUES if v != "\u200b"]))
        else:
            node.text = rnd.choice([*_VALUES, "第一条", "（一）", "# x", "| x", "<b>", "附件1"])
    return bytes(etree.tostring(root))


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_read_or_refused_in_words(seed: int, tmp_path: Path) -> None:
    damaged = mutant(rich(tmp_path / "a.docx"), tmp_path / "b.docx", seed)
    for accept in (None, True, False):
        for draft in read_docx(damaged, accept=accept):
            assert draft.findings
            if draft.text:
                assert parse(draft.text)[0].title
            else:
                assert "\u4e00" <= draft.findings[0].message[0] <= "\u9fff" or draft.findings[0].message[0] in "“.w"
