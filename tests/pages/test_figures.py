"""数字一览."""

import datetime as dt
from pathlib import Path

from rulebook.corpus.load import load
from rulebook.pages.figure_pages import figure_files, view
from rulebook.pages.model import build_site
from rulebook.pages.tables import cell_words
from tests.rulebooks import small_rulebook


def test_every_figure_with_its_article_and_sentence(tmp_path: Path) -> None:
    site = build_site(load(small_rulebook(tmp_path)), dt.date(2021, 1, 1), "甲局")
    rows = [[cell_words(cell) for cell in row.cells] for row in view(site).rows]
    assert ["5个工作日", "期限", "甲局印章管理办法", "第三条　登记", "用印应当在5个工作日内登记，登记薄保存三年"] in rows
    assert ["一次", "频次"] in [row[:2] for row in rows]
    assert len({row.anchor for row in view(site).rows}) == len(rows)
    ((path, make),) = figure_files(site)
    assert path == "registers/figures/figures.csv"
    assert make().decode("utf-8-sig").startswith("数字,种类,制度,条,原句")
