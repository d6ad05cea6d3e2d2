"""Acts and articles that another act ends in its words: told with the row to write, until they bear it."""

import re
import time
from pathlib import Path

import pytest

from rulebook.checks.words.endings import check_endings
from rulebook.corpus.load import load
from rulebook.model.finding import Level
from tests.rulebooks import SEALS, small_rulebook

LATER = (
    ("2020-02-01", "2021-02-01"),
    ("2020-01-02", "2021-01-02"),
    ("2020-01-03", "2021-01-03"),
    ("甲〔2020〕1号", "甲〔2021〕1号"),
)
ENDING = "event: 废止, doc_no: 甲〔2021〕1号, effective: 2021-02-01, by: seals"


def _told(tmp_path: Path, words: str) -> list[tuple[Level, str]]:
    """Seals made a year later, with these words at its end."""
    root = small_rulebook(tmp_path)
    text = SEALS.replace("第五条　【施行】", f"第五条　【施行】{words}")
    for old, new in LATER:
        text = text.replace(old, new)
    (root / "docs/rules/seals.md").write_text(text, encoding="utf-8")
    found = list(check_endings(load(root)))
    assert {f.code for f in found} <= {"H216"}
    return [(f.level, f.message) for f in found]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("《甲局档案管理办法》同时废止。", ENDING),
        ("《甲局档案管理办法》（甲〔2020〕2号）停止执行。", ENDING),
        ("《甲局旧的办法》、《甲局档案管理办法》不再执行。", ENDING),
        ("《甲局档案管理办法》作废。", ENDING),
        ("甲局档案管理办法同时废止。", ENDING),
        ("自本办法施行之日起，甲局旧的办法和甲局档案管理办法停止执行。", ENDING),
        ("“甲局档案管理办法”同时废止。", ENDING),
        ("甲局档案管理办法第一条不再执行。", "item: 第一条, by: seals"),
        ("《甲局档案管理办法》已经失效。", ENDING),
        ("甲〔2020〕2号文件即行废止。", ENDING),
        ("同时废止《甲局档案管理办法》。", ENDING),
        ("自2019年5月1日起施行的《甲局档案管理办法》同时废止。", ENDING),
        ("《甲局档案管理办法》自2021年7月1日起停止施行。", "effective: 2021-07-01, by: seals"),
        ("自2021年7月1日起，《甲局档案管理办法》废止。", "effective: 2021-07-01, by: seals"),
        ("自2021年7月1日起废止《甲局档案管理办法》。", "effective: 2021-07-01, by: seals"),
        ("《甲局档案管理办法》第一条不再适用。", "event: 部分失效, doc_no: 甲〔2021〕1号, effective: 2021-02-01, item: 第一条, by: seals"),
        ("《甲局档案管理办法》第一条、第二条的规定同时废止。", "item: 第二条, by: seals"),
        ("废止《甲局旧的办法》和《甲局档案管理办法》第一条。", "item: 第一条, by: seals"),
    ],
)  # fmt: skip
def test_the_row_is_shown(tmp_path: Path, words: str, row: str) -> None:
    ((level, message),) = _told(tmp_path, words)
    assert level is Level.WARNING
    assert row in message
    assert ("repealed: {on: " in message) is ("event: 废止" in message)


@pytest.mark.parametrize(
    "words",
    [
        "《甲局档案管理办法》自2020年7月1日起停止执行。",
        "《甲局档案管理办法》第一条自2020年12月31日起废止。",
        "自2020年7月1日起，《甲局档案管理办法》作废。",
    ],
)
def test_a_day_before_the_decision_is_wrong(tmp_path: Path, words: str) -> None:
    ((level, message),) = _told(tmp_path, words)
    assert level is Level.ERROR
    assert "不能决定过去的事" in message


@pytest.mark.parametrize(
    "words",
    [
        "2018年印发的《甲局档案管理办法》（甲〔2018〕2号）同时废止。",
        "《甲局印章管理办法》同时废止。",
        "《甲局档案管理办法》没有废止。",
        "建议废止《甲局档案管理办法》。",
        "紧急情况下，《甲局档案管理办法》第一条不再适用。",
        "《甲局档案管理办法》第一条不再适用于借用人员。",
        "《甲局档案管理办法》的《档案移交清单》同时废止。",
        "《甲局档案管理办法》中与本办法抵触的规定停止执行。",
        "《甲局档案管理办法》（第一条至第二条）同时废止。",
        "依照《甲局档案管理办法》第一条停止执行的，报政治处。",
    ],
)
def test_nothing_is_ended(tmp_path: Path, words: str) -> None:
    assert _told(tmp_path, words) == []


@pytest.mark.parametrize("words", ["《甲局档案管理办法》停止执行。", "《甲局档案管理办法》第一条停止执行。"])
def test_nothing_more_is_told_once_the_row_is_written(tmp_path: Path, words: str) -> None:
    ((_, message),) = _told(tmp_path, words)
    row = re.findall(r"\{[^{}]*event[^{}]*\}", message)
    path = tmp_path / "docs/rules/archives.md"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n\n#", f"history:\n  - {row[0]}\n---\n\n#"), encoding="utf-8")
    assert list(check_endings(load(tmp_path))) == []


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("甲局关于废止《甲局档案管理办法》的决定", "event: 废止, doc_no: 甲〔2021〕1号, effective: 2021-02-01"),
        ("关于停止执行甲局档案管理办法的通知", "event: 废止, doc_no: 甲〔2021〕1号"),
        ("关于废止档案管理办法等制度的决定", "event: 废止"),
        ("甲局关于修改《甲局旧的办法》和《甲局档案管理办法》的决定", "文件头写这次的 doc_no（甲〔2021〕1号）"),
        ("关于修订甲局档案管理办法部分条文的通知", "文件头写这次的 doc_no"),
        ("甲局关于修改《甲局旧的办法》的决定", ""),
        ("甲局关于严格执行《甲局档案管理办法》的通知", ""),
    ],
)
def test_a_decision_that_stands_as_an_act_of_its_own(tmp_path: Path, title: str, shown: str) -> None:
    root = small_rulebook(tmp_path)
    text = SEALS.replace("甲局印章管理办法", title)
    for old, new in LATER:
        text = text.replace(old, new)
    (root / "docs/rules/seals.md").write_text(text, encoding="utf-8")
    found = [f.message for f in check_endings(load(root))]
    assert [shown in message for message in found] == ([True] if shown else [])
    path = root / "docs/rules/archives.md"
    row = "history:\n  - {on: 2021-01-02, event: 修正, doc_no: 甲〔2021〕1号, effective: 2021-02-01}\n---\n\n#"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n\n#", row), encoding="utf-8")
    assert list(check_endings(load(root))) == []


@pytest.mark.parametrize(
    "words", ["《甲局的办法》、" * 5000 + "废止。", "废止" + "《甲局的办法》、" * 5000, "第二条" * 8000 + "废止。"]
)
def test_a_very_long_sentence(tmp_path: Path, words: str) -> None:
    start = time.process_time()
    assert _told(tmp_path, words) == []
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("将《甲局档案管理办法》第一条中的“不得”修改为“可以”。", 1),
        ("甲局档案管理办法第一条改为：自愿归档。", 1),
        ("《甲局档案管理办法》第二条删去。", 1),
        ("《甲局档案管理办法》第二条暂停执行。", 1),
        ("《甲局档案管理办法》与本办法不一致的，以本办法为准。", 1),
        ("《甲局印章管理办法》第二条删去。", 0),  # itself
        ("《乙局档案管理办法》第一条删去。", 0),
        ("本办法与《甲局档案管理办法》不一致的，以该办法为准。", 0),
        ("甲局档案管理办法第一条规定的期限，自本办法施行之日起不再有效。", 0),
        ("2017年印发的甲局档案管理办法同时废止。", 0),  # another one of that name
        ("《甲局档案管理办法》要求归档的，一并归档。", 0),
    ],
)
def test_what_amends_another_act_in_words_of_its_own_is_told(tmp_path: Path, words: str, told: int) -> None:
    found = _told(tmp_path, words)
    assert [level for level, _ in found] == [Level.WARNING] * told
    assert all("《甲局档案管理办法》的文件 docs/rules/archives.md 没有登记" in message for _, message in found)


def test_whatever_was_issued_before_is_told(tmp_path: Path) -> None:
    ((level, message),) = _told(tmp_path, "本局此前印发的规定一律废止。")
    assert (level, "没有写是哪几件" in message) == (Level.WARNING, True)
    assert _told(tmp_path, "以前的规定与本办法不一致的，以本办法为准。") == []
