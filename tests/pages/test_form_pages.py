"""The page of a form: which article sets each of its periods."""

import datetime as dt
import json
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.pages.form_pages import shown_forms, view
from rulebook.pages.model import build_site
from tests.rulebooks import SEALS, small_rulebook

FORM = """act: seals
forms:
  - id: seal-register
    name: 用印登记表
    article: 登记
    who: 经办人
    when: WHEN
    to: 保管人
    pages: 1
    parts:
      - title: 一、申请
        fields:
          - {name: 经办人, width: half}
"""
DUTY = "  - {id: D3, article: art_4, who: 甲, office: bureau-office, what: 乙, recurrence: TRIGGER=清点;WITHIN=P5WD, deadline: 清点后5个工作日内, form: 用印登记表}\n"


@pytest.mark.parametrize(
    ("when", "own", "duty", "found"),
    [
        ("用印后5个工作日内", "", "", ["第三条"]),
        ("用印后5个工作日内；移交后7个工作日内", "自移交起7个工作日内登记。", "", ["第三条", "第四条"]),
        ("移交后5个工作日内（本办法第四条）", "", "", ["第四条"]),
        ("用印后5个工作日内；移交后5个工作日内（本办法第四条第一款）", "", "", ["第三条", "第四条"]),
        ("清点后5个工作日内", "", DUTY, ["第四条"]),
        ("用印后8个工作日内", "", "", [""]),  # no article says so: the act alone
        ("用印后3个工作日内", "自移交起13个工作日内登记。", "", [""]),  # 13 is not 3
        ("用印后3日内", "12月3日清点。", "", [""]),  # nor is a date a period
    ],
)
def test_each_period_leads_to_the_article_that_sets_it(tmp_path: Path, when: str, own: str, duty: str, found: list[str]) -> None:
    root = small_rulebook(tmp_path)
    text = SEALS.replace("第四条　【清点】", f"第四条　【清点】{own}").replace(
        "renumbered:", f"{duty}forms: [用印登记表]\nrenumbered:"
    )
    (root / "docs/rules/seals.md").write_text(text, encoding="utf-8")
    (root / "docs/forms").mkdir(exist_ok=True)
    (root / "docs/forms/seals.yml").write_text(FORM.replace("WHEN", when), encoding="utf-8")
    site = build_site(load(root), dt.date(2021, 1, 1), "x")
    page = view(site, next(iter(shown_forms(site))))
    articles = [link.text.removeprefix("印章管理办法").removeprefix("甲局印章管理办法") for link in page.articles]
    assert [articles[number] for number in json.loads(page.set_by)] == found
