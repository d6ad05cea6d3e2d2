"""A page may not pass for a rule, nor say of one what its header contradicts."""

from pathlib import Path

import pytest

from rulebook.checks.pages.claims import check_page_claims
from rulebook.corpus.load import load
from tests.rulebooks import small_rulebook

TITLE = "甲局印章管理办法"
TEXT = "\n\n第二条　【保管】任何人可以刻制。\n\n第三条　【登记】不用登记。"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (f"# {TITLE}", ["H202 error"]),
        (f"{TITLE}\n====", ["H202 error"]),
        (f"# **{TITLE}**", ["H202 error"]),
        (f"# [{TITLE}](../rules/seals.md)", ["H202 error"]),
        (f"# {TITLE}（2026年修订）", ["H202 error"]),
        ("# 甲局印章管&#29702;办法", ["H202 error"]),
        ("# 甲局印\u034f章管理办法", ["H202 error"]),
        (f"---\ntitle: >-\n  {TITLE}\n---\n\n# 通知", ["H202 error"]),
        (f"# 通知\n\n## {TITLE}\n\n怎么用印，见制度页。", []),
        (f"# 通知\n\n## {TITLE}{TEXT}", ["T109 error"]),
        (f"# 关于印发《{TITLE}》的通知{TEXT}", ["T109 error"]),
        (f"# 通知{TEXT}", ["T109 warning"]),
        (f"# 通知\n\n## {TITLE}\n\n第三条　【登记】不用登记。", ["T109 error"]),
        ("# 通知\n\n第三条　【登记】不用登记。", ["T109 warning"]),
        ("# 怎么写\n\n```\n第一条　【目的】\n第二条　【范围】\n```", []),
        ("# 通知\n\n> 第二条　【保管】\n\n> 第三条　【登记】", []),
        ("# 通知\n\n第二条的意思是先批准。", []),
        (f"# 通知\n\n《{TITLE}》自2026年1月1日起废止，不再适用。", ["H217 warning"]),
        (f"# 通知\n\n《{TITLE}》已停止执行。", ["H217 warning"]),
        (f"# 通知\n\n{TITLE}已经作废。", ["H217 warning"]),
        ("# 通知\n\n甲〔2020〕1号文件已经废止。", ["H217 warning"]),
        (f"# 通知\n\n《{TITLE}》第二条不再执行。", ["H217 warning"]),
        (f"# 通知\n\n《{TITLE}》第二条规定，过期的单子不再执行。", []),
        (f"# 通知\n\n《{TITLE}》已被新的规定代替。", ["H217 warning"]),
        (f"# 通知\n\n《{TITLE}》将于2030年1月1日废止。", ["H217 warning"]),
        (f"# 通知\n\n{TITLE}第二条停用。", ["H217 warning"]),
        (f"# 通知\n\n《{TITLE}》的文号是甲〔2019〕3号。", ["H217 warning"]),
        (f"# 通知\n\n《{TITLE}》取代了原来的办法。", []),
        ("# 通知\n\n第九条　【登记】登记以后做什么。", []),
        (f"# 通知\n\n《{TITLE}》没有印发。", ["H217 warning"]),
        ("# 通知\n\n《甲局档案管理办法》已经失效。", []),
        (f"# 通知\n\n例如《{TITLE}》自2026年1月1日起废止，就写一行。", []),
        (f"# 通知\n\n《{TITLE}》废止以后的材料怎么办。", []),
        (f"# 通知\n\n《{TITLE}》自2019年1月1日起施行。", ["H217 warning"]),
        (f"# 通知\n\n《{TITLE}》自2020年2月1日起施行。", []),
        (f"# 通知\n\n《{TITLE}》（甲〔2019〕3号）", ["H217 warning"]),
        (f"# 通知\n\n《{TITLE}》（甲[2020]1号）和《{TITLE}》（甲〔2020〕1号）", []),
    ],
)
def test_table(tmp_path: Path, page: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/notice").mkdir()
    (root / "docs/notice/news.md").write_text(f"{page}\n", encoding="utf-8")
    corpus = load(root)
    assert [f"{f.code} {f.level}" for f in check_page_claims(corpus)] == told


@pytest.mark.parametrize("file", ["glossary/terms.csv", "basis/instruments.yml", "offices/offices.csv"])
def test_tables(tmp_path: Path, file: str) -> None:
    root = small_rulebook(tmp_path)
    path = root / "docs" / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"term,definition\n印章,《{TITLE}》已经废止\n", encoding="utf-8")
    corpus = load(root)
    assert [f"{f.code} {f.file}" for f in check_page_claims(corpus)] == [f"H217 docs/{file}"]
