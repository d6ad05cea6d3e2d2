"""The printed book: contents, indexes, a second printing."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from rulebook.cli.main import main
from rulebook.export.book import by_sound
from rulebook.export.fonts import has_fonts
from rulebook.export.paper import balanced
from rulebook.export.reprint import Printed, changed_leaves, read_book
from tests.rulebooks import small_rulebook

NEEDS_FONTS = pytest.mark.skipif(not has_fonts(), reason="the faces that make setup fetches are not here")
EDITION = """slug: "2020"
title: 《甲局制度汇编2020年版》
as_of: 2020-12-31
parts:
  - title: 上编　规章
    members:
      - {id: seals, reason: 常用}
      - {id: archives, reason: 常用}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_rulebook(tmp_path_factory.mktemp("book"))
    (folder / "docs/editions").mkdir()
    (folder / "docs/editions/2020.yml").write_text(EDITION)
    return folder


@pytest.fixture(scope="module")
def first(root: Path) -> Path:
    path = root / "first.pdf"
    assert main(["book", "2020", "--to", str(path), "--root", str(root)]) == 0
    return path


@NEEDS_FONTS
def test_every_page_number_of_the_contents_is_right(first: Path) -> None:
    pages = [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(first).pages]
    printed = {int(m[1]): text for text in pages if (m := re.search(r"—(\d+)—", text))}
    contents = next(text for text in pages if "目录上编" in text)
    entries = re.findall(r"(甲局\w+?办法|[文条][号标]索引|废止、失效和已被修改的文本目录)·*(\d+)", contents)
    assert len(entries) == 5
    for title, number in entries:
        assert title in printed[int(number)], (title, number)
    index = next(text for text in pages if text.startswith("条标索引") or "条标索引条标" in text)
    for heading, number in re.findall(r"(目的|保管|登记|清点|施行)甲局印章管理办法第.条(\d)", index):
        assert f"【{heading}】" in printed[int(number)]


@NEEDS_FONTS
def test_every_part_begins_on_the_right_and_pages_left_out_for_it_are_blank(first: Path) -> None:
    pages = [re.sub(r"\s+", "", page.extract_text()) for page in PdfReader(first).pages]
    begins = [
        n for n, text in enumerate(pages) if text in {"上编规章", "附录"} or "编辑说明" in text[:6] or text.startswith("目录")
    ]
    assert len(begins) == 4
    assert all(n % 2 == 0 for n in begins)
    blank = [n for n, text in enumerate(pages) if not text]
    assert blank
    assert all(n % 2 == 1 and n + 1 in begins for n in blank)
    assert not [text for text in pages if text and len(text) < 12 and "—" in text]  # a page with its number alone


@NEEDS_FONTS
def test_the_book_is_the_same_at_every_run(root: Path, first: Path) -> None:
    again = root / "again.pdf"
    main(["book", "2020", "--to", str(again), "--root", str(root)])
    assert again.read_bytes() == first.read_bytes()


@NEEDS_FONTS
def test_a_second_printing_gives_the_leaves_that_changed(
    root: Path, first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    act = root / "docs/rules/seals.md"
    kept = act.read_text()
    try:
        act.write_text(kept.replace("局办公室每年清点一次", "局办公室每年清点两次"))
        capsys.readouterr()
        to = tmp_path / "second.pdf"
        assert main(["book", "2020", "--to", str(to), "--root", str(root), "--since", str(first)]) == 0
    finally:
        act.write_text(kept)
    assert "要换1张" in capsys.readouterr().out
    leaf = PdfReader(tmp_path / "second.替换页.pdf")
    assert len(leaf.pages) == 2
    assert "每年清点两次" in "".join(re.sub(r"\s", "", page.extract_text()) for page in leaf.pages)


def test_a_paragraph_that_goes_over_pages_stood_in_the_printing_before() -> None:
    """What stands at the foot of every page is no word of it."""
    book = Printed(("封面", *(f"第{n}条各科室领用人登记公物{n}甲局制度汇编示范文本" for n in range(9))))
    assert book.has("领用人登记公物3第4条各科室")
    assert not book.has("领用人归还公物")
    assert Printed(("甲", "乙")).has("甲乙")


def test_leaves() -> None:
    old = Printed(("a", "b", "c", "d", "e"))
    assert changed_leaves(old, Printed(("a", "b", "c", "x", "e"))) == [2]
    assert changed_leaves(old, Printed(("a", "b", "c", "d", "e", "f"))) == [3]
    assert changed_leaves(old, old) == []


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("甲局印章管理办法", ["甲局印章管理办法"]),
        ("中共甲市乙区委员会“三重一大”事项集体决策制度实施办法", ["中共甲市乙区委员会“三重一大”", "事项集体决策制度实施办法"]),
    ],
)
def test_titles_break_where_one_pauses(title: str, lines: list[str]) -> None:
    assert balanced(title).split("\n") == lines


def test_no_such_edition(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["book", "1999", "--to", str(root / "x.pdf"), "--root", str(root)]) == 2
    assert "没有“1999”这一版" in capsys.readouterr().err


def test_a_pdf_is_read_back(tmp_path: Path) -> None:
    assert read_book(_blank()).pages == ("",)


def _blank() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_headings_stand_by_their_sound() -> None:
    assert sorted(["“回头看”", "归档", "解释", "“三个规定”含义", "安全"], key=by_sound) == [
        "安全",
        "归档",
        "“回头看”",
        "解释",
        "“三个规定”含义",
    ]
