"""``rulebook redline`` on texts that are not written as source files."""

import json
from pathlib import Path

import pytest

from rulebook.cli.main import main


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ("# 题\n\n**第一条** 茶水自备。\n", "# 题\n\n**第一条** 茶水公备。\n", [("art_1", "art_1", "modified")]),
        ("# 题\n\n<p>第一条 甲。</p>\n", "# 题\n\n第一条　甲。\n", [("art_1", "art_1", "unchanged")]),
        ("# 通知\n\n## 一、茶\n\n自备。\n", "# 通知\n\n一、茶\n\n公备。\n", [("clause_1", "clause_1", "modified")]),
        ("# 通知\n\n一、茶水自备。\n", "# 通知\n\n一、茶水自备。\n\n二、杯子。\n", [("clause_1", "clause_1", "unchanged"), (None, "clause_2", "inserted")]),
    ],
)  # fmt: skip
def test_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, rows: list[tuple[str | None, str | None, str]]
) -> None:
    (tmp_path / "a.md").write_text(old, encoding="utf-8")
    (tmp_path / "b.md").write_text(new, encoding="utf-8")
    assert main(["redline", str(tmp_path / "a.md"), str(tmp_path / "b.md"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["rows"]
    assert [(row["old"], row["new"], row["label"]) for row in found] == rows


@pytest.mark.parametrize(
    ("old", "new", "part", "inserted"),
    [
        (
            "# 题\n\n第一条　甲。\n\n附件1\n\n标准\n\n共2册。\n",
            "# 题\n\n第一条　甲。\n\n附件1\n\n标准\n\n共3册。\n",
            "附件",
            "3",
        ),
        ("# 题\n\n第一条　甲。\n", "# 新题\n\n第一条　甲。\n", "题名", "新"),
        ("# 题\n\n为了茶，制定。\n\n第一条　甲。\n", "# 题\n\n为了水，制定。\n\n第一条　甲。\n", "引言", "水"),
        ("# 题\n\n## 第一章　茶\n\n第一条　甲。\n", "# 题\n\n## 第一章　水\n\n第一条　甲。\n", "章节名", "水"),
    ],
)
def test_what_has_no_article_is_compared_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, part: str, inserted: str
) -> None:
    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    for path, text in zip(paths, (old, new), strict=True):
        path.write_text(text, encoding="utf-8")
    told = {}
    for form in ("json", "text", "html"):
        assert main(["redline", *map(str, paths), "--format", form]) == 0
        told[form] = capsys.readouterr().out
    (one,) = json.loads(told["json"])["elsewhere"]
    assert one["part"] == part
    assert [s["text"] for s in one["segments"] if s["kind"] == "insert"] == [inserted]
    assert f"改　{part}\n" in told["text"]
    assert f"｛+{inserted}+｝" in told["text"]
    assert f"<h3>改　{part}</h3>" in told["html"]
    assert f"<ins>{inserted}</ins>" in told["html"]


def test_nothing_to_compare_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("# 题\n\n茶水自备。\n", encoding="utf-8")
    assert main(["redline", str(tmp_path / "a.md"), str(tmp_path / "b.md"), "--format", "json"]) == 1
    assert "没有读出条" in capsys.readouterr().err
