"""A citation leads to the text that belongs to the one that cites: today's to today's, an old one to what applied with it."""

import datetime as dt
import shutil
from pathlib import Path

from rulebook.corpus.load import load
from rulebook.pages.model import build_site

BOOK = Path(__file__).parents[1] / "citing"
OLD = """---
id: archives
title: 乙局档案管理规定
document_type: 规定
collection: rule
doc_no: 乙办〔2018〕3号
issued: 2018-03-01
effective: 2018-03-01
---

# 乙局档案管理规定

第一条　根据《丙市档案条例》第六条，制定本规定；处罚依照该条例第五条。
"""


def test_old_and_present_texts_lead_to_their_own_day(tmp_path: Path) -> None:
    shutil.copytree(BOOK / "docs", tmp_path / "docs")
    old = tmp_path / "docs" / "rules" / "archives" / "2018-03-01.md"
    old.parent.mkdir()
    old.write_text(OLD, encoding="utf-8")
    site = build_site(load(tmp_path), dt.date(2024, 6, 1), "乙局制度")
    paths = {file: [site.link_path(link) for link in links if link.id == "archive-rules"] for file, links in site.links.items()}
    assert paths["docs/rules/archives/2018-03-01.md"] == [
        "laws/archive-rules/2015-06-01/#art_6",
        "laws/archive-rules/2015-06-01/#art_5",
    ]
    assert paths["docs/rules/archives.md"] == ["laws/archive-rules/#art_7"]
