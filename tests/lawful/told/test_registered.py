"""Registries that published texts rest on, compared with what they said before: what is told, what is explained."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.told.registered import changed, laws
from tests.rulebooks import SEALS, small_rulebook

LAW = """- id: seal-law
  title: 乙印章条例
  short_titles: [印章条例]
  issuer: 乙机关
  doc_no: 乙令第1号
  history: 2001年公布
  in_2021: 2019年修订版
  changed: 2022-01-01
  later: 2021年12月修订
"""
UNSURE = LAW.replace("2001年公布", "版本沿革待核")
META = "slug: list\ntitle: 清单\naudience: 中层以上\nprovenance: {kind: described, quote: 修订两项}\ncolumns:\n  - {key: no, name: 序号}\n  - {key: quote, name: 原话}\n"
ROWS = "no,quote,basis\n1,修订印章制度,第4条（待人工核对）\n"
WRONG = '  corrected:\n    - {on: 2026-11-30, key: title, was: "乙印章条例", note: 抄错}\n'
DATE = '  corrected:\n    - {on: 2026-11-30, key: changed, was: "2022-01-01", note: 看错了公报}\n'
TABLES = {"basis/instruments.yml": LAW, "registers/list.yml": META, "registers/list.csv": ROWS, "search/synonyms.csv": "word,means\n章,印章\n",
          "style/words.csv": "find,instead,kind,reason\n严禁,不得,词,规范\n"}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("basis/instruments.yml", "title: 乙印章条例", "title: 乙印章办法", ["L318 error"]),
        ("basis/instruments.yml", "title: 乙印章条例", f"title: 乙印章管理条例\n{WRONG.rstrip()}", ["L318 warning"]),
        ("basis/instruments.yml", "乙令第1号", "乙令第7号", ["L318 error"]),
        ("basis/instruments.yml", "2019年修订版", "1997年版", ["L318 error"]),
        ("basis/instruments.yml", "  changed: 2022-01-01\n", "", ["L318 error"]),
        ("basis/instruments.yml", "  changed: 2022-01-01\n", DATE, ["L318 warning"]),
        ("basis/instruments.yml", "changed: 2022-01-01", "changed: 2022-02-01", ["L318 error"]),  # nothing is said that changed it
        ("basis/instruments.yml", "changed: 2022-01-01", f"changed: 2022-02-01\n{DATE.rstrip()}", ["L318 warning"]),
        ("basis/instruments.yml", "changed: 2022-01-01\n  later: 2021年12月修订", "changed: 2031-01-01\n  later: 2030年修订", ["L318 warning"] * 2),
        ("basis/instruments.yml", "short_titles: [印章条例]", "short_titles: []", ["L318 warning"]),
        ("basis/instruments.yml", "- id: seal-law", "- {id: stamp-law, title: 乙用印法, history: 空白用印不再禁止}\n- id: seal-law", ["L318 warning"]),
        ("basis/instruments.yml", "  doc_no", "  note: 以本件为准\n  doc_no", ["L318 warning"]),
        ("basis/instruments.yml", "changed: 2022-01-01\n  later: 2021年12月修订", "changed: 2025-01-01\n  later: 2024年再次修订", ["L318 warning"]),
        ("basis/instruments.yml", "2021年12月修订", "2020年已经废止", ["L318 warning"]),
        ("basis/instruments.yml", "2021年12月修订", "2021年12月修订，2024年再次修订", ["L318 warning"]),
        ("basis/instruments.yml", "2021年12月修订", "2021年12月修订，2024年废止", ["L318 warning"]),
        ("style/words.csv", "严禁,不得,词,规范\n", "", ["L317 warning"]),
        ("style/words.csv", "严禁,不得,词,规范", "严禁,不得,词,禁止用不得", []),
        ("basis/instruments.yml", "2001年公布", "2001年公布；2019年修订", ["L318 warning"]),
        ("basis/instruments.yml", "2001年公布", "1990年公布", ["L318 error"]),
        ("basis/instruments.yml", "id: seal-law", "id: other-law", ["L318 error", "L318 warning"]),
        ("basis/instruments.yml", "short_titles: [印章条例]", "short_titles: [印章条例, 用印条例]", ["L318 warning"]),
        ("registers/list.yml", "audience: 中层以上", "audience: 全体", ["L317 warning"]),
        ("registers/list.yml", "title: 清单", "title: 大清单", []),
        ("registers/list.csv", "修订印章制度", "印章制度已经停用", ["L317 warning"]),
        ("registers/list.csv", "第4条（待人工核对）", "第4条", ["L317 warning"]),
        ("registers/list.csv", "1,修订", "0,新的,第1条\n1,修订", ["L317 warning"]),  # words that the source is said to have
        ("registers/list.csv", "1,修订", "0,,第1条\n1,修订", []),
        ("registers/list.csv", "1,修订", "2,修订", ["L317 warning"]),
        ("registers/list.yml", "修订两项", "修订全部", ["L317 warning"]),
        ("registers/list.yml", "kind: described", "kind: named", ["L317 warning"]),
        ("search/synonyms.csv", "", None, ["L317 warning"]),
    ],
)  # fmt: skip
def test_table(tmp_path: Path, name: str, old: str, new: str | None, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/rules/seals.md").write_text(SEALS.replace("document_type", "basis: [{id: seal-law}]\ndocument_type", 1))
    for file, text in TABLES.items():
        path = root / "docs" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text if file != name else text.replace(old, new or "", 1))
    if new is None:
        (root / "docs" / name).unlink()
    found = changed(load(root), {name: TABLES[name]}, dt.date(2026, 11, 30))
    assert [f"{f.code} {f.level}" for f in found] == told


def test_what_was_not_sure_is_put_in_without_a_reason(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/rules/seals.md").write_text(SEALS.replace("document_type", "basis: [{id: seal-law}]\ndocument_type", 1))
    (root / "docs/basis").mkdir()
    (root / "docs/basis/instruments.yml").write_text(LAW)
    found = changed(load(root), {"basis/instruments.yml": UNSURE}, dt.date(2026, 11, 30))
    assert [f"{f.code} {f.level}" for f in found] == ["L318 warning"]


@pytest.mark.parametrize(("title", "words"), [("乙印章条例", "登记的上位依据"), ("乙档案法", "导入清单只证明")])
def test_a_law_that_is_new_is_told(tmp_path: Path, title: str, words: str) -> None:
    root = small_rulebook(tmp_path)
    text = f"---\nid: law\ntitle: {title}\ncollection: law\neffective: 2001-01-01\nprovenance: {{kind: published}}\n---\n\n# {title}\n\n第一条　甲。\n"
    for name, said in {
        "basis/instruments.yml": LAW,
        "laws/law.md": text,
        "laws/published.sha256": f"{hashlib.sha256(text.encode()).hexdigest()}  law.md\n",
    }.items():
        (root / "docs" / name).parent.mkdir(exist_ok=True)
        (root / "docs" / name).write_text(said)
    corpus = load(root)
    assert [(f.code, words in f.message) for f in laws(corpus, {"docs/laws/law.md"})] == [("L318", True)]
    assert not list(laws(corpus, {"docs/rules/seals.md"}))


def test_what_is_told_of_many_instruments_is_one_finding(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    basis = ", ".join(f"{{id: law-{n}}}" for n in range(8))
    (root / "docs/rules/seals.md").write_text(SEALS.replace("document_type", f"basis: [{basis}]\ndocument_type", 1))
    (root / "docs/basis").mkdir()
    laws_of = "".join(f'- {{id: law-{n}, title: 乙条例{n}, later: "待核"}}\n' for n in range(8))
    (root / "docs/basis/instruments.yml").write_text(laws_of.replace("待核", "没有修改"))
    (found,) = changed(load(root), {"basis/instruments.yml": laws_of}, dt.date(2026, 11, 30))
    assert "《乙条例0》" in found.message
    assert "等8项" in found.message


def test_a_doubt_that_is_gone_is_told(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/rules/seals.md").write_text(SEALS.replace("document_type", "basis: [{id: seal-law}]\ndocument_type", 1))
    (root / "docs/basis").mkdir(exist_ok=True)
    (root / "docs/basis/instruments.yml").write_text(LAW + "  later_confidence: sure\n")
    before = {"basis/instruments.yml": LAW + "  later_confidence: check\n"}
    assert [f.code for f in changed(load(root), before, dt.date(2026, 11, 30))] == ["L318"]
