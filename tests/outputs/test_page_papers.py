"""Registers, decisions, sheets of a role and blank forms as papers."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from rulebook.corpus.load import load
from rulebook.export.fonts import has_fonts
from rulebook.export.pdf import pages, pdf
from rulebook.export.word import word
from rulebook.model.form import Form
from rulebook.outputs.page_papers import decision_paper, form_paper, sheet_paper, table_paper
from rulebook.outputs.paper_files import page_paper_files
from rulebook.pages.decision_pages import amended_by, decision_page, decision_path
from rulebook.pages.duty_book import DutyBook
from rulebook.pages.duty_pages import sheet_view
from rulebook.pages.form_pages import shown_forms
from rulebook.pages.model import Site, build_site
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView
from tests.rulebooks import small_rulebook

DAY = dt.date(2023, 5, 1)
NEEDS_FONTS = pytest.mark.skipif(not has_fonts(), reason="the faces that make setup fetches are not here")
FORM = """act: seals
forms:
  - id: use
    name: 用印审批表
    article: 保管
    who: 科室
    when: 用印前
    to: 局办公室
    head: [编号]
    parts:
      - {title: 一、申请, fields: [{name: 事由, width: full, lines: 3}, {name: 份数, width: half}, {name: 急件, width: half, choices: [是, 否]}]}
      - {table: {columns: [文件, 份数], widths: [70, 30], rows: 12}}
      - {opinion: [科室意见, 分管领导意见, 局长意见]}
      - {sign: [用印人]}
    notes: [一事一表。]
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = small_rulebook(tmp_path_factory.mktemp("page-papers"))
    rules = root / "docs/rules"
    old = (rules / "seals.md").read_text()
    (rules / "seals").mkdir()
    (rules / "seals/2020-02-01.md").write_text(old)
    row = "  - {on: 2022-01-05, event: 修正, doc_no: 甲〔2022〕1号, effective: 2022-02-01}\n"
    new = old.replace("effective: 2020-02-01\noffice", "effective: 2022-02-01\noffice").replace("5个工作日", "3个工作日")
    new = new.replace("   # 首次\n", f"   # 首次\n{row}").replace("doc_no: 甲〔2020〕1号\n", "doc_no: 甲〔2022〕1号\n")
    (rules / "seals.md").write_text(new.replace("state: adopted", "forms: [用印审批表]\nstate: adopted"))
    (root / "docs/forms").mkdir(exist_ok=True)
    (root / "docs/forms/seals.yml").write_text(FORM)
    made = build_site(load(root), DAY, "甲局制度")
    made.papers = ("docx", "pdf")
    return made


def cells(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in docx.Document(io.BytesIO(data)).tables for row in table.rows]


def test_a_table_page_prints_what_it_shows() -> None:
    rows = (TableRow("r1", (Cell((Link("1"),)), Cell((Link("=登记", "x/"), Link("归档")), note="已失效"))),)
    view = TableView("责任清单", "按年。", (Column("no", "序号"), Column("what", "事项")), rows)
    paper = table_paper(view, "甲〔2020〕3号")
    assert [b.text for b in paper.blocks[:3]] == ["责任清单", "（甲〔2020〕3号）", "按年。"]
    assert cells(word(paper)) == [["序号", "事项"], ["1", "=登记　归档（已失效）"]]
    assert not paper.landscape
    assert table_paper(TableView("空", "", view.columns, ())).blocks[-1].kind == "title"


def test_a_decision_gives_its_wording(site: Site) -> None:
    changed = [d for d in site.decisions if any(amended_by(site, d))]
    (decision,) = changed
    paper = decision_paper(site, decision)
    words = "\n".join(block.text for block in paper.blocks)
    assert "一、将第三条中的“5个工作日”修改为“3个工作日”。" in words
    assert [d.text for d in decision_page(site, decision, decision_path(decision)).downloads] == ["下载Word", "下载PDF"]
    made = next(d for d in site.decisions if d is not decision)
    assert not decision_page(site, made, decision_path(made)).downloads


@NEEDS_FONTS
def test_a_form_stays_on_its_pages_and_has_every_box(site: Site) -> None:
    (placed,) = shown_forms(site)
    paper = form_paper(site, placed)
    words = "".join(run.text for block in paper.blocks for row in block.rows for cell in row for run in cell)
    form: Form = placed.form
    assert all(blank.name in words for part in form.parts for blank in part.fields)
    assert all(name in words for part in form.parts for name in part.opinion)
    (output,) = [o for o in page_paper_files(site, DutyBook(site)) if o.path == "forms/seals/use/use.pdf"]
    assert pages(output.make()) == form.pages
    assert output.make() == output.make()


@NEEDS_FONTS
def test_every_paper_that_a_page_leads_to_is_there(site: Site) -> None:
    book = DutyBook(site)
    files = {output.path for output in page_paper_files(site, book)}
    for role in book.roles:
        path = f"calendar/roles/{role.slug}/"
        view = sheet_view(book, role.slug, path)
        assert {path + link.url for link in view.papers} <= files
        assert pdf(sheet_paper(view))
    for decision in site.decisions:
        page = decision_page(site, decision, decision_path(decision))
        assert {decision_path(decision) + link.url for link in page.downloads} <= files
    site.papers = ()
    assert not list(page_paper_files(site, book))
