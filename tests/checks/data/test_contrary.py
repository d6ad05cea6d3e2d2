"""Forms, matters and registers may not say the contrary of the articles they rest on."""

from pathlib import Path

import pytest

from rulebook.checks.data.contrary import check_restated
from rulebook.corpus.load import load
from rulebook.model.finding import Level
from tests.rulebooks import SEALS, small_rulebook

FORM = """act: seals
forms:
  - id: use
    name: 用印单
    article: 登记
    who: 经办人
    when: WHEN
    to: 局办公室
    pages: 1
    orientation: portrait
    parts:
      - sign: [经办人]
    notes: [NOTE]
    demo: false
"""
TASK = """- id: seal
  title: 用印
  group: 用印
  answer: 'ANSWER'
  steps:
    - {who: 保管人, within: 5个工作日内, what: 登记, target: seals#登记}
"""
REGISTER = (
    "slug: list\ntitle: 清单\ncolumns:\n  - {key: no, name: 序号}\n  - {key: item, name: 事项}\n  - {key: act, name: 依据}\n"
)


def found(root: Path) -> list[tuple[str, Level]]:
    return [(f.code, f.level) for f in check_restated(load(root))]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("保管人不得外借印章（本办法第二条）", []),
        ("保管人可以外借印章（本办法第二条）", [("R118", Level.WARNING)]),
        ("清点时不得核对登记薄（本办法第四条）", [("R118", Level.ERROR)]),
        ("清点时不得核对登记薄", [("R118", Level.ERROR)]),
        ("清点时应当核对登记薄（本办法第四条）", []),
        ("核对登记薄的，清点时不用核对（本办法第四条）", [("R118", Level.WARNING)]),
        ("允许保管人外借印章（本办法第二条）", [("R118", Level.WARNING)]),
        ("保管人经批准的也能外借（本办法第二条）", [("R118", Level.WARNING)]),
        ("印章由局办公室保管（本办法第二条）", []),
        ("登记不得超过5个工作日（本办法第三条）", []),
        ("登记在5个工作日内（本办法第三条）", []),
        ("登记在五个工作日内（本办法第二条、第三条第一款）", []),
        ("登记在15个工作日内（本办法第三条）", [("R116", Level.WARNING)]),
        ("登记在5个工作日内（本办法第四条）", [("R116", Level.WARNING)]),
        ("一式三份（本办法第三条）", []),
        ("见本办法第九条", [("C102", Level.ERROR)]),
        ("见本办法第二条和第十二条", [("C102", Level.ERROR)]),
        ("见《甲局档案管理办法》第九十条", []),
    ],
)
def test_notes_of_a_form(tmp_path: Path, note: str, expected: list[tuple[str, Level]]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/forms").mkdir()
    (root / "docs/forms/seals.yml").write_text(FORM.replace("NOTE", note).replace("WHEN", "用印前"))
    assert found(root) == expected


@pytest.mark.parametrize(
    ("note", "old", "new", "code"),
    [
        ("清点时应当核对登记薄", "清点时应当核对登记薄", "清点时不得核对登记薄", "R118"),
        ("见本办法第五条", "第五条　", "", "C102"),
    ],
)
def test_a_form_may_wait_for_the_text_that_is_coming(tmp_path: Path, note: str, old: str, new: str, code: str) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/forms").mkdir()
    (root / "docs/forms/seals.yml").write_text(FORM.replace("NOTE", note).replace("WHEN", "用印前"))
    (root / "docs/rules/seals").mkdir(exist_ok=True)
    (root / "docs/rules/seals/2020-02-01.md").write_text(SEALS)
    (root / "docs/rules/seals.md").write_text(SEALS.replace("2020-02-01", "2030-02-01").replace(old, new))
    assert found(root) == [(code, Level.WARNING)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("在**5个工作日**内登记", []),
        ("应当在**5个工作日**内登记", []),
        ("不得在**5个工作日内**登记", [("R118", Level.ERROR)]),
        ("不得在**登记薄**以外登记", []),
        ("用印不用在**5个工作日**内登记", [("R118", Level.WARNING)]),
    ],
)
def test_answers(tmp_path: Path, answer: str, expected: list[tuple[str, Level]]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/tasks").mkdir()
    (root / "docs/tasks/tasks.yml").write_text(TASK.replace("ANSWER", answer))
    assert found(root) == expected


@pytest.mark.parametrize(
    ("item", "heading", "expected"),
    [
        ("5个工作日内登记", "登记", []),
        ("保存三年", "登记", []),
        ("保存15年", "登记", [("R116", Level.WARNING)]),
        ("2021年4月22日至23日登记", "登记", []),
        ("清点时不得核对登记薄", "清点", [("R118", Level.ERROR)]),
        ("保存15年", "", []),
    ],
)
def test_rows_of_a_register(tmp_path: Path, item: str, heading: str, expected: list[tuple[str, Level]]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/registers").mkdir(exist_ok=True)
    (root / "docs/registers/list.yml").write_text(REGISTER)
    (root / "docs/registers/list.csv").write_text(f"no,item,act,heading\n1,{item},seals,{heading}\n")
    assert found(root) == expected


@pytest.mark.parametrize(
    ("note", "codes"), [("登记在5个工作日内（本办法第三条）", []), ("登记在9个工作日内（本办法第三条）", ["R116"])]
)
def test_an_article_that_moves_is_looked_at_in_its_new_place(tmp_path: Path, note: str, codes: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/forms").mkdir()
    (root / "docs/forms/seals.yml").write_text(FORM.replace("NOTE", note).replace("WHEN", "用印前"))
    (root / "docs/rules/seals").mkdir(exist_ok=True)
    (root / "docs/rules/seals/2020-02-01.md").write_text(SEALS)
    new = SEALS.replace("2020-02-01", "2030-02-01")
    for old, number in (
        ("第五条　", "第六条　"),
        ("第四条　", "第五条　"),
        ("第三条　", "第三条　【新设】电子印章照此办理。\n\n第四条　"),
    ):
        new = new.replace(old, number, 1)
    (root / "docs/rules/seals.md").write_text(new)
    assert [code for code, _ in found(root)] == codes
