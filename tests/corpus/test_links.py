"""Links of texts are kept until they could mean another place: after any change they are what a first reading gives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rulebook.corpus import library as names
from rulebook.corpus import links
from rulebook.corpus.load import load
from tests.rulebooks import ARCHIVES, SEALS, small_rulebook

BASIS = "- id: law-a\n  title: 中华人民共和国甲法\n"
CITING = """---
id: keys
title: 甲局钥匙管理办法
document_type: 办法
collection: rule
order: 4
doc_no: 甲〔2020〕4号
issuer: 甲局
issued: 2020-06-01
effective: 2020-06-01
---

# 甲局钥匙管理办法

第一条　依照《甲法》和《甲局印章管理办法》（登记），制定本办法。

第二条　甲〔2020〕2号第二条和《甲局用具管理办法》照办，不照《甲局印章管理细则》。
"""


def _seen(root: Path) -> list[object]:
    """Everything a link says, the places it leads to in full."""
    corpus = load(root)
    found = links.link_all(corpus, names.build_library(corpus))
    return [(k.citation, k.source, k.kind, k.id, k.expression, k.eids, k.finding) for k in found]


def _edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(root: Path) -> None:
        path = root / "docs" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _write(name: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / "docs" / name).write_text(text, encoding="utf-8")


CHANGES = {
    "words that are cited": _edit("rules/seals.md", "不得外借", "不得借出"),
    "the number that is cited": _edit("rules/seals.md", "第三条　", "第三条之一　"),
    "the heading that is cited": _edit("rules/seals.md", "【登记】", "【用印】"),
    "the title that is cited": _edit("rules/seals.md", "title: 甲局印章管理办法", "title: 甲局公章管理办法"),
    "a name besides": _edit("rules/seals.md", "order: 1", "order: 1\naliases: [甲局用具管理办法]"),
    "a day": _edit("rules/archives.md", "issued: 2020-03-03", "issued: 2020-06-03"),
    "a number": _edit("rules/archives.md", "甲〔2020〕2号", "甲〔2020〕7号"),
    "order": _edit("rules/archives.md", "order: 2", "order: 0"),
    "a text that cites": _edit("rules/archives.md", "第三条归档", "第九条归档"),
    "a later text": lambda root: [
        _write("rules/seals/2020-02-01.md", SEALS.replace("第三条　", "第七条　"))(root),
        _write("rules/seals.md", SEALS.replace("2020-0", "2021-0"))(root),
    ],
    "not held any more": _edit("rules/seals.md", "text: held", "text: pending"),
    "a second of the name": _write("rules/two.md", ARCHIVES.replace("id: archives", "id: two").replace("档案", "印章")),
    "a new act": _write("rules/tools.md", ARCHIVES.replace("id: archives", "id: tools").replace("档案", "用具")),
    "act gone": lambda root: (root / "docs/rules/archives.md").unlink(),
    "basis": _edit("basis/instruments.yml", "甲法", "乙法"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    small_rulebook(tmp_path)
    for name, text in (("basis/instruments.yml", BASIS), ("rules/keys.md", CITING)):
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        _write(name, text)(tmp_path)
    (tmp_path / "docs/rules/seals").mkdir()
    return tmp_path


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_links_are_as_at_first(root: Path, change: str) -> None:
    before = _seen(root)
    CHANGES[change](root)
    after = _seen(root)
    assert after != before
    for library in names._KNOWN:  # as in a process that has seen nothing
        library.linked.clear()
    assert after == _seen(root)


def test_only_texts_that_could_mean_another_place_are_resolved_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _seen(root)
    resolved: list[str] = []
    link = links.link

    def counted(citation: Any, source: Any, *rest: Any) -> links.CitationLink:
        resolved.append(source.act)
        return link(citation, source, *rest)

    monkeypatch.setattr(links, "link", counted)
    CHANGES["a text that cites"](root)
    _seen(root)
    assert set(resolved) == {"archives", "keys"}  # keys names the number of archives
    resolved.clear()
    CHANGES["words that are cited"](root)
    _seen(root)
    assert set(resolved) <= {"seals", "archives", "keys"}
    resolved.clear()
    _seen(root)
    assert not resolved


@pytest.mark.parametrize(
    ("words", "ours"),
    [
        ("市局《印章办法》第二条", False),
        ("按照上级印发的《印章办法》第二条", False),
        ("参照某县财政局《印章办法》第九十条", False),
        ("《印章办法》（征求意见稿）第二条", False),
        ("本局《印章办法》第二条", True),
        ("按照局《印章办法》第二条", True),
        ("市局《甲局印章管理办法》第二条", True),
        ("依照《印章办法》第二条", True),
    ],
)
def test_a_short_title_behind_another_bodys_name_leads_nowhere(root: Path, words: str, ours: bool) -> None:
    _edit("rules/seals.md", "order: 1", "order: 1\nshort_title: 印章办法")(root)
    _edit("rules/keys.md", "甲〔2020〕2号第二条和", f"{words}、")(root)
    corpus = load(root)
    found = [k for k in links.link_all(corpus, names.build_library(corpus)) if k.source.act == "keys" and k.citation.line == 17]
    assert [k.id for k in found][:1] == (["seals"] if ours else [""])
    told = found[0].finding
    assert ours or (told is not None and told.code == "C103" and "没有链接到本汇编的《甲局印章管理办法》" in told.message)
