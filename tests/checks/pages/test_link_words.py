"""What a link on a page says is what it leads to, whichever way it is written."""

from pathlib import Path

import pytest

from rulebook.checks.pages.link_words import check_link_words
from rulebook.corpus.library import build_library
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook

SEAL = "《甲局印章管理办法》"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"[{SEAL}](../rules/seals.md)", []),
        (f"[{SEAL}](../rules/archives.md)", ["C125 error"]),
        ("[甲局印章管理办法](../rules/archives.md)", ["C125 warning"]),
        ("[甲局印章管理办法第一条](../rules/archives.md#art_1)", ["C125 warning"]),
        ("[甲局印章管理办法](../rules/seals.md)", []),
        (f"[{SEAL}][s]\n\n[s]: ../rules/archives.md", ["C125 error"]),
        (f"[{SEAL}][]\n\n[{SEAL}]: ../rules/archives.md", ["C125 error"]),
        (f"[{SEAL}]\n\n[{SEAL}]: ../rules/archives.md", ["C125 error"]),
        (f"[**{SEAL}**](../rules/archives.md#art_1)", ["C125 error"]),
        (f"[{SEAL}第二条](../rules/seals.md#art_3)", ["C125 error"]),
        ("[第二条（保管）](../rules/seals.md#art_2)", []),
        ("[第二条](../rules/seals.md#art_3)", ["C125 error"]),
        (f"[{SEAL}（保管）](../rules/seals.md#art_3)", ["C125 error"]),
        (f"[{SEAL}第九十条](../rules/seals.md)", ["C125 error"]),
        (f"[{SEAL}第二条](../rules/seals.md)", []),
        (f"[照{SEAL}办的档案](../rules/archives.md)", ["C125 warning"]),
        (f"[{SEAL}和《甲局档案管理办法》怎么接](../rules/archives.md)", []),
        ("[《用印单》](../rules/seals.md)", []),
        ("[第二条、第三条](../rules/seals.md#art_2)", []),
        ("[怎么保管](../rules/seals.md#art_2)", []),
        ("`[《甲局印章管理办法》](../rules/archives.md)`", []),
        ('{{ article("seals#保管", "第二条") }}', []),
        ('{{ article("seals#保管", "第三条") }}', ["C125 error"]),
        ('{{ article("seals#保管", "第二条：不用批准") }}', ["C125 warning"]),
        ('{{ article("seals#保管", "第二条：任何科室可以外借") }}', ["C125 warning"]),
        ('{{ article("seals#保管", "第二条：保管人不得外借") }}', []),
        ('{{ article("seals#保管", "第二条：谁来保管？") }}', []),
        ('{{ article("seals#art_2", "印章“任何科室和个人可以外借”") }}', ["C123 error"]),
        ('{{ article(target="seals#保管", text="《甲局档案管理办法》第二条") }}', ["C125 error"]),
        ('{{ rule("archives", "《甲局印章管理办法》") }}', ["C125 error"]),
        ('{{ rule("archives", "档案办法") }}', []),
    ],
)
def test_table(tmp_path: Path, line: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/notice").mkdir()
    (root / "docs/notice/news.md").write_text(f"# 通知\n\n{line}\n")
    corpus = load(root)
    assert [f"{f.code} {f.level}" for f in check_link_words(corpus, build_library(corpus))] == told
