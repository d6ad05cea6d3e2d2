"""Lists of acts: what a line says is of the text it stands for, and lines stand in the order of the 汇编."""

import datetime as dt
from pathlib import Path

from rulebook.corpus.load import load
from rulebook.pages.list_pages import by_number, citations_page, ended, upcoming
from rulebook.pages.model import Site, build_site
from rulebook.pages.tables import cell_words, registers_index
from tests.rulebooks import ARCHIVES, SEALS, small_rulebook

NEW = SEALS.replace("effective: 2020-02-01\n", "effective: 2021-07-01\n").replace(
    "doc_no: 甲〔2020〕1号\n", "doc_no: 甲〔2021〕9号\n"
)


def _site(root: Path, day: str = "2021-01-01") -> Site:
    return build_site(load(root), dt.date.fromisoformat(day), "x")


def test_a_coming_text_is_listed_with_its_own_number_day_and_status(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/rules/seals").mkdir()
    (root / "docs/rules/seals/2020-02-01.md").write_text(SEALS, encoding="utf-8")
    (root / "docs/rules/seals.md").write_text(NEW, encoding="utf-8")
    (row,) = upcoming(_site(root), "upcoming/").groups[0].rows
    assert (row.doc_no, row.effective, row.status.word) == ("甲〔2021〕9号", "2021年7月1日", "尚未施行")
    assert row.link.url == "../rules/seals/2021-07-01/"
    assert row.note == "此前适用2020年2月1日起施行的文本"
    numbers = [row.doc_no for row in by_number(_site(root), "numbers/").groups[0].rows]
    assert numbers == sorted(numbers)  # by the number that is shown, not by that of the coming text


def test_what_ended_says_since_when(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    text = SEALS.replace("state: adopted", "repealed: {on: 2021-01-01, by: archives}\nstate: adopted", 1)
    (root / "docs/rules/seals.md").write_text(text, encoding="utf-8")
    notes = [row.note for group in ended(_site(root, "2022-05-01"), "ended/").groups for row in group.rows]
    assert notes == ["2021年1月1日起废止，由《甲局档案管理办法》替代", "2022年3月31日后不再适用，暂无替代规定"]


def test_citations_stand_in_the_order_of_the_articles_they_lead_to(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    many = "".join(f"第{n}条　甲。\n\n" for n in ("六", "七", "八", "九", "十", "十一"))
    (root / "docs/rules/seals.md").write_text(SEALS.rstrip() + "\n\n" + many, encoding="utf-8")
    cited = "依照《甲局印章管理办法》第十一条、第三条、第九条办理。"
    (root / "docs/rules/archives.md").write_text(ARCHIVES.replace("第二条　", f"第二条　{cited}"), encoding="utf-8")
    rows = [cell_words(row.cells[0]) for row in citations_page(_site(root), "citations/").rows]
    assert [words.partition("》")[2] for words in rows if "印章" in words][-3:] == ["第三条", "第九条", "第十一条"]


def test_registers_stand_as_they_say_and_then_by_name(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/registers").mkdir(exist_ok=True)
    for slug, order in (("aa", ""), ("bb", "order: 10\n"), ("cc", "order: 2\n")):
        head = f"slug: {slug}\n{order}title: 清单{slug}\ncolumns:\n  - {{key: no, name: 序号}}\n"
        (root / f"docs/registers/{slug}.yml").write_text(head, encoding="utf-8")
        (root / f"docs/registers/{slug}.csv").write_text("no\n1\n", encoding="utf-8")
    rows = [cell_words(row.cells[0]) for row in registers_index(_site(root), "registers/").rows]
    assert [row for row in rows if row.startswith("清单")] == ["清单cc", "清单bb", "清单aa"]
