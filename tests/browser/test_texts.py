"""An act with three texts: any two side by side, what held on the day something happened, the sheets that are printed."""

import datetime as dt
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import material
import pypdf
import pytest
from playwright.sync_api import Page

from rulebook.markup.page_html import table_html
from rulebook.outputs.catalogue import Settings, build_catalogue, read_sources
from rulebook.outputs.write import write
from rulebook.store import Store
from tests.rulebooks import SEALS, small_rulebook
from tests.sites import ROOT, serve, until

pytestmark = pytest.mark.browser
DAYS = ("2020-02-01", "2021-03-01", "2022-04-01")
LONG = "按照规定登记并由保管人签字，" * 60


def _text(number: int, day: str, *, last: str) -> str:
    text = SEALS.replace("2020-02-01", day).replace("甲〔2020〕1号", f"甲〔{day[:4]}〕{number}号")
    text = text.replace("不得外借", f"不得外借，{'再' * number}次重申").replace("清点结果", f"第{number}种清点结果{LONG}")
    return text.replace("本办法自2020年2月1日起施行。", last)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site over a rulebook whose first act has three texts; the second ends, without a text after it."""
    root = small_rulebook(tmp_path_factory.mktemp("texts"))
    folder = root / "docs/rules/seals"
    folder.mkdir()
    lasts = ("本办法自施行之日起执行。", "本办法自2021年3月1日起施行。", "施行前已经登记的，按照原办法办理。")
    for number, (day, last) in enumerate(zip(DAYS, lasts, strict=True), start=1):
        path = root / "docs/rules/seals.md" if number == len(DAYS) else folder / f"{day}.md"
        path.write_text(_text(number, day, last=last), encoding="utf-8")
    store = Store(None)
    settings = Settings("甲局制度", dt.date(2026, 11, 23), (ROOT / "overrides", Path(material.__file__).parent / "templates"))
    out = root / "site"
    write(build_catalogue(read_sources(root, root / "docs", store), settings, table_html), out, store)
    with serve(out) as port:
        yield f"http://rulebook.test:{port}"


def test_any_two_texts_side_by_side(page: Page, base: str) -> None:
    page.goto(f"{base}/redline/seals/{DAYS[1]}..{DAYS[2]}/")
    page.locator("select[name=old]").select_option(DAYS[0])
    page.click("text=对照这两个文本")
    page.wait_for_url(f"{base}/redline/seals/{DAYS[0]}..{DAYS[2]}/")
    row = page.locator(".rb-rlr", has_text="保管").first
    assert row.locator("del").all_text_contents() == []
    assert row.locator("ins").all_text_contents() == ["再再"]
    page.locator("select[name=old]").select_option(DAYS[2])
    page.locator("select[name=new]").select_option(DAYS[1])
    page.click("text=对照这两个文本")
    page.wait_for_url(f"{base}/redline/seals/{DAYS[1]}..{DAYS[2]}/")
    page.locator("select[name=old]").select_option(DAYS[2])
    page.click("text=对照这两个文本")
    assert "同一个文本" in (page.locator("[data-redline-said]").text_content() or "")


def test_all_pairs_are_listed(page: Page, base: str) -> None:
    page.goto(f"{base}/redline/")
    assert page.locator("tbody tr").count() == 3


@pytest.mark.parametrize(
    ("act", "day", "told", "silent"),
    [
        ("seals", "2019-12-31", ["还没有施行", "2020年2月1日"], ["过渡条款"]),
        (
            "seals",
            "2020-02-01",
            ["适用《甲局印章管理办法》2020年2月1日文本", "2021年3月1日文本", "2022年4月1日文本", "按照原办法办理"],
            [],
        ),
        (
            "seals",
            "2021-03-01",
            ["适用《甲局印章管理办法》2021年3月1日文本", "和2022年4月1日文本对照", "过渡条款"],
            ["2020年2月1日"],
        ),
        ("seals", "2026-01-01", ["2022年4月1日文本", "此后没有改过"], ["过渡条款"]),
        ("archives", "2022-03-31", ["2020年4月1日文本", "试行期满，2022年3月31日后不再适用"], []),
        ("archives", "2022-04-01", ["没有适用的文本", "2022年3月31日后不再适用"], ["此后的文本"]),
    ],
)
def test_what_held_on_the_day(page: Page, base: str, act: str, day: str, told: list[str], silent: list[str]) -> None:
    page.goto(f"{base}/applied/")
    page.locator("select[name=act]").select_option(f"../rules/{act}/applied/")
    page.fill("input[name=day]", day)
    page.click("text=看当日适用什么")
    page.wait_for_url(f"{base}/rules/{act}/applied/?day={day}")
    page.locator("[data-applied-answer][data-ready]").wait_for()
    answer = page.locator("[data-applied-answer]").inner_text()
    assert [words for words in told if words not in answer] == []
    assert [words for words in silent if words in answer] == []


def test_the_text_of_the_day_opens_as_of_that_day(page: Page, base: str) -> None:
    page.goto(f"{base}/rules/seals/applied/?day=2020-06-01")
    page.click("[data-applied-answer] p a")
    page.wait_for_url(f"{base}/rules/seals/2020-02-01/?day=2020-06-01")


def test_sheets_of_a_comparison(page: Page, base: str) -> None:
    """The title is the first line, the first sheet is full, each names act, days and 核验码."""
    page.goto(f"{base}/redline/seals/{DAYS[0]}..{DAYS[2]}/")
    until(page, "document.querySelector('html[data-day]')")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    words = ["".join(unicodedata.normalize("NFKC", sheet.extract_text()).split()) for sheet in sheets]
    assert len(words) > 1
    for sheet in words:
        assert "甲局印章管理办法修改前后对照表" in sheet
        assert "2020年2月1日" in sheet
        assert "2022年4月1日" in sheet
        assert "核验码旧" in sheet
    first = words[0]
    assert "检索" not in first
    assert "时点查询" not in first
    assert len(first) > len(words[-1])
    assert "第四条" in first  # a long row begins on the first sheet instead of leaving it blank
