"""相近条文."""

import datetime as dt
from pathlib import Path

from rulebook.corpus.load import load
from rulebook.pages.model import build_site
from rulebook.pages.similar_pages import view
from rulebook.pages.tables import cell_words
from tests.checks.words.test_figures import ACT, FIRST
from tests.rulebooks import small_rulebook


def test_articles_and_sentences_with_the_reason_why_they_differ(tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    second = FIRST.replace("茶具", "茶壶").replace("5个", "3个")
    for id_, number, words in (("cups", 3, FIRST), ("pots", 4, second)):
        text = ACT.format(id=id_, name=id_, number=number, words=words, collection="rule")
        (tmp_path / "docs" / "rules" / f"{id_}.md").write_text(text, encoding="utf-8")
    (tmp_path / "docs" / "style").mkdir()
    (tmp_path / "docs" / "style" / "different.csv").write_text(
        "one,other,because\npots#art_1,cups#art_1,茶壶更贵重\n", encoding="utf-8"
    )
    page = view(build_site(load(tmp_path), dt.date(2022, 1, 1), "丙局"))
    rows = [[cell_words(cell) for cell in row.cells] for row in page.rows]
    assert [row[0] for row in rows] == ["数字不同（两者不同，因为茶壶更贵重）"]
    assert rows[0][3:] == [FIRST.rstrip("。"), second.rstrip("。")]
