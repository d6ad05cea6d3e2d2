"""Comparison of two texts: pairing, labels, words."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rulebook.history.redline import Row, compare, words
from rulebook.markup.numerals import to_chinese
from rulebook.markup.parse import parse


def text(*articles: str) -> str:
    return "# 题\n\n" + "\n\n".join(f"第{to_chinese(n)}条　{words}" for n, words in enumerate(articles, start=1)) + "\n"


def rows(old: str, new: str) -> list[Row]:
    return compare(parse(old)[0], parse(new)[0])


def brief(found: list[Row]) -> list[tuple[str | None, str | None, str]]:
    return [(r.old and r.old.eid, r.new and r.new.eid, r.label) for r in found]


ONE = "申请人应当在五日内填写登记表，交所在科室。"
TWO = "科室负责人应当在三日内审核，不同意的说明理由。"
THREE = "档案保存十年，由办公室统一保管。"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((ONE, TWO), (ONE, TWO), [("art_1", "art_1", "unchanged"), ("art_2", "art_2", "unchanged")]),
        ((ONE,), (ONE.replace("五日", "七日"),), [("art_1", "art_1", "modified")]),
        ((ONE, TWO), (ONE, THREE, TWO), [("art_1", "art_1", "unchanged"), (None, "art_2", "inserted"), ("art_2", "art_3", "renumbered")]),
        ((ONE, THREE, TWO), (ONE, TWO.replace("三日", "两日")),
         [("art_1", "art_1", "unchanged"), ("art_2", None, "deleted"), ("art_3", "art_2", "renumbered+modified")]),
        ((ONE, TWO, THREE), (THREE, ONE, TWO), [("art_3", "art_1", "renumbered"), ("art_1", "art_2", "renumbered"), ("art_2", "art_3", "renumbered")]),
        ((ONE,), (ONE.replace("，", ","),), [("art_1", "art_1", "unchanged")]),
    ],
)  # fmt: skip
def test_labels(old: tuple[str, ...], new: tuple[str, ...], expected: list[tuple[str | None, str | None, str]]) -> None:
    assert brief(rows(text(*old), text(*new))) == expected


def test_words_come_in_groups() -> None:
    segments = words("应当告知并书面答复。", "应当告知并以书面形式答复。")
    assert "".join(s.text for s in segments if s.kind != "insert") == "应当告知并书面答复。"
    assert "".join(s.text for s in segments if s.kind != "delete") == "应当告知并以书面形式答复。"
    assert len(segments) <= 6


@pytest.mark.parametrize(
    ("old", "new", "cut", "put"),
    [
        ("6月25日、12月25日前检查。", "6月20日、9月25日前检查。", "25日、12月", "20日、9月"),
        ("自2018年7月6日起施行。", "自2021年7月6日起施行。", "2018年", "2021年"),
        ("取得2家以上报价。", "取得3家以上报价。", "2家", "3家"),
        ("比例不低于5.5%。", "比例不低于5.8%。", "5.5%", "5.8%"),
    ],
)
def test_a_number_stays_with_its_unit(old: str, new: str, cut: str, put: str) -> None:
    segments = words(old, new)
    assert "".join(s.text for s in segments if s.kind != "insert") == old
    assert "".join(s.text for s in segments if s.kind != "delete") == new
    assert {s.text for s in segments if s.kind == "delete"} <= {cut, "25日", "12月"}
    assert {s.text for s in segments if s.kind == "insert"} <= {put, "20日", "9月"}


def test_a_long_code_is_quick() -> None:
    articles = [f"第{n}件事，{ONE}{TWO}编号{n * 7919}。" for n in range(1260)]
    changed = [a.replace("五日", "七日") if n % 9 == 0 else a for n, a in enumerate(articles) if n % 50]
    start = time.perf_counter()
    found = rows(text(*articles), text(*changed))
    assert sum(r.label == "deleted" for r in found) == 26
    assert time.perf_counter() - start < 10


def test_corpus(corpus: Path, tmp_path: Path) -> None:
    pairing, labels = [], []
    for path in sorted((corpus / "redline").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold["verified"] != "y":
            continue
        old, new = ((corpus / gold[side]).read_bytes().decode() for side in ("old_file", "new_file"))
        found = [{"old": a, "new": b, "label": label} for a, b, label in brief(rows(old, new))]
        (tmp_path / "p.json").write_text(json.dumps({"rows": found}))
        command = [sys.executable, str(corpus / "score.py"), "redline", str(path), str(tmp_path / "p.json")]
        score = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.rpartition("JSON ")[2])
        pairing.append(score["pairing"]["f1"])
        labels.append(score["label_accuracy"]["ALL"])
    assert sum(pairing) / len(pairing) >= 0.98
    assert sum(labels) / len(labels) >= 0.97
