"""Blank forms: data and articles agree, .docx open with everything on them, mistakes are located."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from rulebook.checks.data.forms import check_forms
from rulebook.corpus.load import load
from rulebook.model.form import Form, is_day, key
from rulebook.outputs.form_docx import form_docx
from tests.rulebooks import small_rulebook
from tests.sites import ROOT

CORPUS = load(ROOT)
FORMS = list(CORPUS.registries.forms or ())
GOOD = """act: seals
forms:
  - id: use
    name: 用印审批表
    article: 保管
    who: 科室
    when: 用印前
    to: 局办公室
    parts: [{fields: [{name: 事由, width: full, lines: 3}]}]
"""


def test_every_form_named_in_a_header_is_entered_and_no_other() -> None:
    named = {(act.id, name) for act in CORPUS.acts.values() for name in act.newest.header.forms}
    entered = {(placed.act, placed.form.name) for placed in FORMS}
    assert entered == named
    assert not list(check_forms(CORPUS))


@pytest.mark.parametrize("placed", FORMS, ids=lambda placed: f"{placed.act}/{placed.form.id}")
def test_docx_opens_with_everything(placed) -> None:
    form: Form = placed.form
    data = form_docx(form, "依据")
    assert data == form_docx(form, "依据")
    document = docx.Document(io.BytesIO(data))
    words = "\n".join([p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells])
    assert document.paragraphs[0].text == form.name
    for part in form.parts:
        for blank in part.fields:
            assert blank.name in words
        for name in (*part.sign, *part.opinion, *(part.table.columns if part.table else ())):
            assert name in words
    section = document.sections[0]
    assert (section.page_width > section.page_height) is (form.orientation == "landscape")


def test_docx_has_a_control_for_every_box() -> None:
    for placed in FORMS:
        form = placed.form
        document = docx.Document(io.BytesIO(form_docx(form, "依据")))
        controls = document.element.body.iter(qn("w:sdt"))
        tags = [sdt.find(qn("w:sdtPr")).find(qn("w:tag")).get(qn("w:val")) for sdt in controls]
        wanted = [key(0, n) for n, _ in enumerate(form.head, start=1)]
        for at, part in enumerate(form.parts, start=1):
            for n, blank in enumerate(part.fields, start=1):
                wanted += [f"{key(at, n)}.c{c}" for c, _ in enumerate(blank.choices, start=1)] + [key(at, n)]
            for row in range(1, part.table.rows + 1 if part.table else 1):
                wanted += [f"{key(at, row)}.{n}" for n, _ in enumerate(part.table.columns, start=1)]
            wanted += [key(at, n or None) for n in range(part.lines)] + [key(at, n) for n, _ in enumerate(part.opinion, start=1)]
        assert tags == wanted, (placed.act, form.id)
        assert len(set(tags)) == len(tags)


def test_no_control_is_for_plain_text() -> None:
    """LibreOffice saves the entry of such a one again for each stretch of Chinese or of digits in it."""
    for placed in FORMS:
        body = docx.Document(io.BytesIO(form_docx(placed.form, "依据"))).element.body
        assert not list(body.iter(qn("w:text"))), (placed.act, placed.form.id)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("填表日期", True),
        ("用印日期（补）", True),
        ("起止日期", False),
        ("会议和日期", False),
        ("日期、地点", False),
        ("事由", False),
    ],
)
def test_boxes_for_one_day(name: str, day: bool) -> None:
    assert is_day(name) is day


def test_what_the_filler_has_to_fill() -> None:
    """Boxes above the first signature, but for those whose name says when or by whom they are filled."""
    parts = [
        {"fields": [{"name": n, "width": "half"} for n in ("姓名", "凭证（超过期限的）", "附件", "紧急联系电话")]},
        {"sign": ["本人"]},
        {"fields": [{"name": "审核日期", "width": "half"}]},
    ]
    form = Form.model_validate(
        {"id": "x", "name": "表", "article": "甲", "who": "甲", "when": "甲", "to": "甲", "parts": parts}
        | {"head": ["编号（政治处填）", "填表日期"]}
    )
    assert form.asked == {key(0, 2), key(1, 1), key(1, 4)}


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("act: seals", "act: leave"), "F201", "文件名"),
        (("width: full", "width: wide"), "F201", "half"),
        (("lines: 3", "lines: 3, colour: red"), "F201", "colour"),
        (("    who: 科室\n", ""), "F201", "who"),
        (("[{fields:", "[{sign: [甲], fields:"), "F201", "一种"),
        (("article: 保管", "article: 目的"), "F204", "forms"),
        (("parts:", "parts: ["), "S", ""),
    ],
)
def test_mistakes_are_located(tmp_path: Path, change: tuple[str, str], code: str, words: str) -> None:
    folder = small_rulebook(tmp_path) / "docs" / "forms"
    folder.mkdir()
    (folder / "seals.yml").write_text(GOOD.replace(*change), encoding="utf-8")
    corpus = load(tmp_path)
    found = [*corpus.findings, *check_forms(corpus)]
    if code == "S":
        assert found
        return
    assert code in {f.code for f in found}
    assert any(words in f.message for f in found)
    assert all(f.file == "docs/forms/seals.yml" for f in found if f.code.startswith("F"))
