"""Published law into a folder: every text has its place, whatever came before, and the result is without errors."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.cli.main import main
from rulebook.corpus.imported import LIST
from rulebook.corpus.load import load
from rulebook.model.finding import Level


def law(date: str = "", words: str = "为了示范，制定本法。", title: str = "中华人民共和国示范法") -> str:
    passed = f"{date[:4]}年{int(date[5:7])}月{int(date[8:])}日 某某会议通过\n\n" if date else ""
    return f"# {title}\n\n{passed}<!-- INFO END -->\n\n第一条　{words}\n"


def bring(capsys: pytest.CaptureFixture[str], root: Path, files: dict[str, str | bytes], code: int = 0) -> list[dict[str, str]]:
    for name, text in files.items():
        path = root / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    given = [str(root / "in" / name) for name in files]
    assert main(["import", *given, "--to", str(root / "docs"), "--root", str(root)]) == code
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert not [f for f in check(load(root)) if f.level is Level.ERROR]
    return rows


def words(root: Path) -> dict[str, str]:
    """Path → last line of every text."""
    docs = root / "docs"
    return {p.relative_to(docs).as_posix(): p.read_text("utf-8").split("　")[-1].strip() for p in sorted(docs.rglob("*.md"))}


def test_older_after_newer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (first,) = bring(capsys, tmp_path, {"b.md": law("2020-01-01", "新。")})
    act = first["id"]
    bring(capsys, tmp_path, {"a.md": law("2010-01-01", "旧。")})
    assert words(tmp_path) == {f"{act}.md": "新。", f"{act}/2010-01-01.md": "旧。"}
    bring(capsys, tmp_path, {"c.md": law("2022-01-01", "最新。"), "a.md": law("2010-01-01", "旧。")})
    assert words(tmp_path) == {f"{act}.md": "最新。", f"{act}/2010-01-01.md": "旧。", f"{act}/2020-01-01.md": "新。"}


def test_undated_texts_are_acts_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"a.md": law("", "甲。"), "b.md": law("", "乙。"), "c.md": law("2020-01-01", "丙。"), "d.md": law("", "甲。")}
    rows = bring(capsys, tmp_path, files)
    assert sorted(words(tmp_path).values()) == sorted(["甲。", "乙。", "丙。"])
    assert len({row["id"] for row in rows}) == 3
    before = words(tmp_path)
    bring(capsys, tmp_path, files)
    assert words(tmp_path) == before


def test_dated_after_undated_and_a_second_text_of_one_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(capsys, tmp_path, {"a.md": law("", "甲。")})
    bring(capsys, tmp_path, {"b.md": law("2020-01-01", "乙。"), "c.md": law("2020-01-01", "丙。")})
    assert sorted(words(tmp_path).values()) == ["丙。", "乙。", "甲。"]


def test_one_by_one_in_any_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [(f"{n}.md", law(f"20{n:02}-03-01", f"第{n}件。")) for n in range(10, 16)]
    seen = []
    for seed in range(3):
        root = tmp_path / str(seed)
        random.Random(seed).shuffle(texts)  # noqa: S311  # an order, no secret
        for name, text in texts:
            bring(capsys, root, {name: text})
        seen.append(words(root))
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0]) == 6


@pytest.mark.parametrize(
    "text",
    [
        law(title='"引号"\\与: {括号} *星'),
        law("2020-01-01").replace("2020年1月1日", "2020年13月41日"),
        law("2020-01-01").replace("2020年", "9999年"),
        law("2020-01-01").replace("2020年", "0001年"),
        law(title="\u200b\x07\ufeff"),
        "",
        "# \n",
        "正文没有题名。\n",
        "---\nid: x\ntitle: [\n---\n\n" + law(),
        "---\n没有结束的文件头\n",
        law(words="<table><tr><td>甲</td></tr></table>"),
        law("2020-01-01") + "\n第三条　缺第二条。依照本法第九十九条。\n\n第三条　重复。\u200b{{ x }} {% y %}\n\n<!-- 注 -->\n",
        "\ufeff" + law().replace("\n", "\r\n"),
        law().replace("\n", "\r"),
        law(title="题\u2028名\x85乙"),
    ],
)
def test_what_is_written_has_no_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    bring(capsys, tmp_path, {"a(2020-02-30).md": text})


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", b"PK\x03\x04", "WPS"),
        ("a.doc", b"\xd0\xcf", "另存为 .docx"),
        ("a.wps", b"\xd0\xcf", "另存为 .docx"),
        ("a.PDF", b"%PDF-1.7", "另存为 .docx"),
        ("a.ofd", b"PK", "另存为 .docx"),
        ("a.png", b"\x89PNG", ".md"),
        ("a.md", "制度".encode("gbk"), "UTF-8"),
    ],
)
def test_other_files(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, told: str) -> None:
    (tmp_path / "docs").mkdir()
    row, good = bring(capsys, tmp_path, {name: content, "good.md": law()}, code=1)[::-1][:2]
    if row["file"] != f"in/{name}":
        row, good = good, row
    assert told in json.dumps(row["findings"], ensure_ascii=False)
    assert good["path"]


def test_only_unchanged_imports_are_published_law(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = bring(capsys, tmp_path, {"a.md": law(words="依照本法第九条。")})
    path = tmp_path / "docs" / row["path"]
    path.write_text(path.read_text("utf-8") + "\n第三条　加一条。\n", "utf-8")
    assert [f.code for f in check(load(tmp_path)) if f.level is Level.ERROR] == ["H211"]
    (tmp_path / "docs" / LIST).unlink()
    assert "H211" in {f.code for f in check(load(tmp_path)) if f.level is Level.ERROR}


def test_hostile_markup_is_never_lowered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = law(words="见表。\n\n<table><tr><td><img src=x onerror=x()><script>x</script></td></tr></table>")
    (tmp_path / "a.md").write_text(text, "utf-8")
    assert main(["import", str(tmp_path / "a.md"), "--to", str(tmp_path / "docs")]) == 0
    assert {f.text for f in check(load(tmp_path)) if f.level is Level.ERROR} == {"onerror", "<script>"}


def test_not_among_our_own_acts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text(law(), "utf-8")
    assert main(["import", str(tmp_path / "a.md"), "--to", str(tmp_path / "docs" / "rules" / "laws")]) == 2
    assert not (tmp_path / "docs").exists()


def test_an_unknown_option_is_named_without_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "a.md", "--to", "x", "--rot", *[f"{n}.md" for n in range(400)]])
    told = capsys.readouterr().err
    assert "--rot" in told
    assert "399.md" not in told
