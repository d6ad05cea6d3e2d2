"""Papers: Word and PDF of a text and of a comparison."""

import dataclasses
import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from rulebook.corpus.load import Corpus, load
from rulebook.export.fonts import has_fonts
from rulebook.export.grids import Grid, Span, grid
from rulebook.export.paper import Block, Paper, Run, act_paper
from rulebook.export.papers import act_papers
from rulebook.export.pdf import pdf
from rulebook.export.word import word
from tests.rulebooks import small_rulebook

DAY = dt.date(2024, 1, 1)
NEEDS_FONTS = pytest.mark.skipif(not has_fonts(), reason="the faces that make setup fetches are not here")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    root = small_rulebook(tmp_path_factory.mktemp("papers"))
    new = (root / "docs/rules/seals.md").read_text().replace("2020-02-01", "2022-02-01").replace("5个工作日", "3个工作日")
    (root / "docs/rules/seals").mkdir()
    (root / "docs/rules/seals/2020-02-01.md").write_bytes((root / "docs/rules/seals.md").read_bytes())
    (root / "docs/rules/seals.md").write_text(new)
    return load(root)


def test_every_word_of_a_text_in_order(corpus: Corpus) -> None:
    act = corpus.acts["seals"]
    paper = act_paper(act, act.newest, DAY)
    words = "".join(block.text for block in paper.blocks if block.kind in {"article", "words", "chapter"})
    body = act.newest.raw.split("---\n")[2].split("\n", 3)[3]
    assert words.replace("　", "") == "".join(body.split()).replace("　", "")
    assert paper.blocks[0] == Block("title", (Run("甲局印章管理办法"),), anchor="seals")


def test_the_foot_says_model_status_and_code(corpus: Corpus) -> None:
    act = corpus.acts["seals"]
    old, new = act.expressions
    assert act_paper(act, new, DAY).foot.startswith("示范文本，以正式印发文本为准　2024年1月1日：现行有效　核验码 ")
    assert "适用至2022年1月31日" in act_paper(act, old, DAY).foot
    archives = corpus.acts["archives"]
    assert "失效（期满）" in act_paper(archives, archives.newest, DAY).foot


def test_word_has_headings_and_no_trace_of_its_maker(corpus: Corpus) -> None:
    for name, paper in act_papers(corpus.acts["seals"], DAY):
        data = word(paper)
        assert data == word(paper), name
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            properties = archive.read("docProps/core.xml").decode() + archive.read("docProps/app.xml").decode()
            assert not any("thumbnail" in entry for entry in archive.namelist())
        assert "python" not in properties
        assert "2013" not in properties
        assert paper.title in properties
    document = docx.Document(io.BytesIO(word(act_paper(corpus.acts["seals"], corpus.acts["seals"].newest, DAY))))
    assert document.paragraphs[0].style.name == "Title"
    assert any(p.text.startswith("第三条　【登记】") for p in document.paragraphs)


def test_lines_of_the_issue_note_end_between_two_facts() -> None:
    facts = ("（2021年10月11日通过", "2021年10月13日x司办〔2021〕10号印发", "自2021年10月13日起施行", "有效期至2029年1月1日）")
    paper = Paper("题", "", "", (Block("issue", (Run("　".join(facts)),)),), None)
    (paragraph,) = docx.Document(io.BytesIO(word(paper))).paragraphs
    lines = paragraph.text.split("\n")
    assert len(lines) > 1
    assert lines[0] == facts[0]  # with the next one it would be a line but for the room between Chinese and figures
    assert [fact for line in lines for fact in line.split("　")] == list(facts)


def test_a_page_holds_22_lines_of_28_characters(corpus: Corpus) -> None:
    """By measures: what a grid of characters does differs between programs."""
    act = corpus.acts["seals"]
    document = docx.Document(io.BytesIO(word(act_paper(act, act.newest, DAY))))
    section, normal = document.sections[0], document.styles["Normal"]
    body = section.page_height - section.top_margin - section.bottom_margin
    across = section.page_width - section.left_margin - section.right_margin
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert Twips(int(grid.get(qn("w:linePitch")))) * 22 <= body < Twips(int(grid.get(qn("w:linePitch")))) * 23
    closer = int(normal.element.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert (normal.font.size + Twips(closer)) * 28 <= across < (normal.font.size + Twips(closer)) * 29
    assert normal.paragraph_format.line_spacing == 1.0
    assert document.settings.element.find(qn("w:mirrorMargins")) is not None
    for footer, first in ((section.footer, "示范文本"), (section.even_page_footer, "— ")):
        (line,) = footer.paragraphs
        assert line.text.startswith(first)
    foot = section.bottom_margin - section.footer_distance
    assert foot >= Pt(14 * 1.5)


def test_a_draft_says_so_on_every_page_and_has_no_status(corpus: Corpus) -> None:
    text = corpus.acts["seals"].newest
    draft = dataclasses.replace(text, header=text.header.model_copy(update={"state": "draft"}))
    paper = act_paper(corpus.acts["seals"], draft, DAY)
    assert paper.mark == "征求意见稿"
    sent = dataclasses.replace(draft, header=draft.header.model_copy(update={"stage": "送审稿"}))
    assert act_paper(corpus.acts["seals"], sent, DAY).mark == "送审稿"
    assert paper.foot.startswith("征求意见稿　核验码 ")
    section = docx.Document(io.BytesIO(word(paper))).sections[0]
    for header in (section.header, section.even_page_header):
        assert 'string="征求意见稿"' in header._element.xml
    assert word(paper) == word(paper)
    if has_fonts():
        assert pdf(paper) != pdf(dataclasses.replace(paper, mark=""))


def test_a_comparison_marks_both_sides(corpus: Corpus) -> None:
    name, paper = list(act_papers(corpus.acts["seals"], DAY))[-1]
    assert name == "seals.2020-02-01至2022-02-01对照"
    table = paper.blocks[-1]
    assert table.head == 1
    row = next(row for row in table.rows if row[0][0].text.startswith("第三条"))
    assert [r.text for r in row[1] if r.style == "del"] == ["5个"] or [r.text for r in row[1] if r.style == "del"] == ["5"]
    again = docx.Document(io.BytesIO(word(paper)))
    assert again.tables[0].rows[0].cells[0].text == "条号"
    assert "w:tblHeader" in again.tables[0].rows[0]._tr.xml


@NEEDS_FONTS
def test_pdf_is_the_same_at_every_run(corpus: Corpus) -> None:
    for name, paper in act_papers(corpus.acts["seals"], DAY):
        data = pdf(paper)
        assert data == pdf(paper), name
        assert b"Typst " not in data
        assert b"pdfaid" in data


@NEEDS_FONTS
def test_words_are_data_not_source() -> None:
    hostile = '#read("/etc/passwd") $x$ *a* <b> \\ @c [d] `e` //'
    blocks = (Block("title", (Run(hostile),)), Block("words", (Run(hostile),)), Block("table", rows=(((Run(hostile),),),)))
    assert pdf(Paper("t", "", hostile, blocks, DAY))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", Grid((("甲", "乙"), ("1", "2")), head=1)),
        ("|甲|乙|\n|:-:|-|\n|1|", Grid((("甲", "乙"), ("1", "")), head=1)),
        ("| 甲 | |\n|-|-|\n| a\\|b<br>c | |", Grid((("甲", ""), ("a|b\nc", "")), head=1)),
        (
            '<table><tr><td colspan="2">甲</td></tr><tr><td>1</td><td>2<br>3</td></tr></table>',
            Grid((("甲", ""), ("1", "2\n3")), (Span(0, 0, 2, 1),), head=1),
        ),
        (
            '<table><tr><td rowspan="2">类</td><td colspan="2">量</td></tr><tr><td>大</td><td>小</td></tr></table>',
            Grid((("类", "量", ""), ("", "大", "小")), (Span(0, 0, 1, 2), Span(0, 1, 2, 1)), head=1),
        ),
        ('<table><tr><td rowspan="99" colspan="x">甲</td></tr></table>', Grid((("甲",),), (), head=1)),
        ("没有表", Grid()),
    ],
)
def test_tables(words: str, expected: Grid) -> None:
    assert grid(words) == expected


@NEEDS_FONTS
def test_merged_cells_are_merged_on_paper() -> None:
    table = grid('<table><tr><td rowspan="2">类</td><td colspan="2">量</td></tr><tr><td>大</td><td>小</td></tr></table>')
    rows = tuple(tuple((Run(cell),) for cell in row) for row in table.rows)
    paper = Paper("t", "", "f", (Block("table", rows=rows, head=1, spans=table.spans),), DAY)
    (read,) = docx.Document(io.BytesIO(word(paper))).tables
    assert [[c.text for c in row.cells] for row in read.rows] == [["类", "量", "量"], ["类", "大", "小"]]
    assert pdf(paper)


def test_fonts_folder_of_the_bureau_goes_first(tmp_path: Path) -> None:
    assert has_fonts(tmp_path)
