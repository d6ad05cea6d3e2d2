"""Registers say truly how many rows they have; no word is led to its contrary."""

from pathlib import Path

import pytest

from rulebook.checks.data.registers import check_registers
from rulebook.checks.words.text import check_table
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("举措2项", []),
        ("风险点2×举措90矩阵", []),
        ("举措3项", ["R137"]),
        ("违反纪律的152种情形汇编", ["R137"]),
        ("2021年任务", []),
        ("2021年版清单（甲〔2021〕3号）", []),
        ("举措清单", []),
    ],
)
def test_how_many(tmp_path: Path, title: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/registers").mkdir()
    (root / "docs/registers/list.yml").write_text(f"slug: list\ntitle: {title}\ncolumns:\n  - {{key: no, name: 序号}}\n")
    (root / "docs/registers/list.csv").write_text("no\n1\n2\n")
    assert [f.code for f in check_registers(load(root))] == told


def test_its_address_is_that_of_its_file(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/registers").mkdir()
    (root / "docs/registers/list.yml").write_text("slug: lists\ntitle: 清单\ncolumns:\n  - {key: no, name: 序号}\n")
    (root / "docs/registers/list.csv").write_text("no\n1\n")
    assert [f.code for f in check_registers(load(root))] == ["R105"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("=HYPERLINK(1)", ["T221"]),
        ('"=1+1"', ["T221"]),
        ("@SUM(1)", ["T221"]),
        ("+cmd", ["T221"]),
        ("-", []),
        ("+86", []),
        ("甲=乙", []),
    ],
)
def test_no_cell_is_computed(row: str, told: list[str]) -> None:
    assert [f.code for f in check_table(f"no,item\n1,{row}\n", "docs/registers/list.csv")] == told


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("offices/offices.csv", "ended,successor\n", "ended,successor,former\n", []),
        ("offices/offices.csv", "seed,,,\npolitical", "seed,,,,总务科 2199-01-01\npolitical", ["R135"]),
        ("offices/offices.csv", "seed,,,\npolitical", "seed,,,,总务科 2019-01-01\npolitical", []),
        ("basis/instruments.yml", "title: 乙法", "title: 乙法\n  repealed: 2020-01-01", ["R101"]),
        ("basis/instruments.yml", "title: 乙法", "title: 乙法\n  later: 待核", []),
        (
            "basis/instruments.yml",
            "title: 乙法",
            "title: 乙法\n  later: 2023-12 修订，2024-01-01 施行\n  changed: 2024-02-01",
            ["R138"],
        ),
        (
            "basis/instruments.yml",
            "title: 乙法",
            "title: 乙法\n  later: 2023年修订，2024年1月1日起施行\n  changed: 2024-01-01",
            [],
        ),
        (
            "basis/instruments.yml",
            "title: 乙法",
            "title: 乙法\n  later: 2023年12月修订\n  changed: 2024-01-01",
            [],
        ),  # names no day
        (
            "basis/instruments.yml",
            "title: 乙法",
            "title: 乙法\n  later: 2023-12-25 修正，自2024年6月起施行\n  changed: 2024-06-01",
            [],
        ),
    ],
)
def test_registries(tmp_path: Path, file: str, old: str, new: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/basis").mkdir()
    (root / "docs/basis/instruments.yml").write_text("- id: law\n  title: 乙法\n")
    offices = root / "docs/offices/offices.csv"
    offices.write_text(offices.read_text().replace("ended,successor\n", "ended,successor,former\n", 1))
    path = root / "docs" / file
    text = path.read_text()
    path.write_text(text.replace(old, new, 1))
    assert [f.code for f in check_registers(load(root))] == told


def test_one_alias_of_two_terms(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/glossary").mkdir()
    rows = "用印,盖章,在文书上加盖印章,seals\n清点,用印；点数,逐枚核对,seals\n登记,点数,记在簿上,seals\n"
    (root / "docs/glossary/terms.csv").write_text(f"term,aliases,definition,related\n{rows}")
    assert [(f.code, f.level.value, f.text) for f in check_registers(load(root))] == [
        ("R102", "warning", "用印"),
        ("R102", "warning", "点数"),
    ]


def test_one_alias_of_two_offices(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    path = root / "docs/offices/offices.csv"
    path.write_text(path.read_text().replace("政治部,", "政治部；局办,", 1))
    assert [(f.code, f.level.value, f.text) for f in check_registers(load(root))] == [("R102", "warning", "局办")]


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        ("search/synonyms.csv", "不得,可以", ["R102"]),
        ("search/synonyms.csv", "公章,印章", []),
        ("search/synonyms.csv", "公开,不予公开", ["R102"]),
        ("search/synonyms.csv", "公开,保密", ["R102"]),
        ("search/synonyms.csv", "依申请,依申请公开", []),
        ("style/words.csv", "不得,可以,词,规范", ["R102"]),
        ("style/words.csv", "严禁,不得,词,规范", []),
        ("style/words.csv", "必须,应当,词,规范", []),
        ("style/words.csv", "现行,废止,词,规范", ["R102"]),
    ],
)
def test_contrary_words(tmp_path: Path, file: str, row: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    path = root / "docs" / file
    path.parent.mkdir()
    path.write_text(("word,means\n" if "synonyms" in file else "find,instead,kind,reason\n") + row + "\n")
    assert [f.code for f in check_registers(load(root))] == told


@pytest.mark.parametrize(
    ("title", "short", "told"),
    [
        ("乙印章条例", "印章条例", []),
        ("甲局印章管理办法", "印章条例", ["R102"]),
        ("乙印章条例", "甲局印章管理办法", ["R102"]),
        ("乙印章条例", "本规定", ["R102"]),
        ("本市印章条例", "本市条例", []),
    ],
)
def test_an_instrument_is_not_called_like_an_act_of_ours(tmp_path: Path, title: str, short: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/basis").mkdir()
    (root / "docs/basis/instruments.yml").write_text(f"- id: law\n  title: {title}\n  short_titles: [{short}]\n  issuer: 乙\n")
    assert [f.code for f in check_registers(load(root))] == told
