"""学习回执: the sentence that a reader hands in, and which offices have read what (for those who may see it).

Nothing is collected on the site: a reader copies or prints the sentence, the office's clerk counts and commits a row.
A receipt is for the words that were read: a new text has another 核验码, and counting begins again.
"""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.checks.data.receipts import check_receipts
from rulebook.corpus.registry import Row
from rulebook.corpus.registry_days import days_in_words
from rulebook.history.fingerprint import code, fingerprint
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView

PATH = "receipts/"
_COLUMNS = (
    Column("act", "制度"),
    Column("office", "科室", facet=True),
    Column("state", "情况", facet=True),
    Column("read", "已阅 / 应阅"),
    Column("on", "登记日期"),
)


def receipt_for(site: Site, act: Act, text: Expression) -> str:
    """What a reader signs, of the text that is shown today; "" elsewhere and where the rulebook keeps no receipts."""
    header = text.header
    kept = site.corpus.registries.receipts is not None and not site.edition and text is act.shown(site.day)
    if not kept or header.text == "pending" or header.collection == "law":
        return ""
    return (
        f"本人已阅《{header.title}》（{day_words(text.valid_from)}文本，核验码 {code(fingerprint(text))}）。"
        "科室：＿＿＿＿＿＿　姓名：＿＿＿＿＿＿　　　　年　　月　　日"
    )


def receipt_pages(site: Site) -> Iterator[DrawnPage]:
    """The coverage, where these readers may see it and rows have been filed."""
    if site.corpus.registries.receipts and not site.edition:
        yield DrawnPage(PATH, "学习回执情况", "table.html", lambda: coverage(site, PATH))


def coverage(site: Site, url: str) -> TableView:
    """A line an act and office: the newest row for the text of today, or that its text has changed since."""
    broken = {(finding.file, finding.line) for finding in check_receipts(site.corpus)}
    filed: dict[tuple[str, str], list[Row]] = {}
    for row in site.corpus.registries.receipts or ():
        if (row.file, row.line) not in broken:
            filed.setdefault((row.get("act"), row.get("office")), []).append(row)
    order = list(site.corpus.acts)
    rows = [
        _line(site, site.corpus.acts[act], office, found, url)
        for (act, office), found in sorted(filed.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    ]
    whole = sum(row.cells[2].parts[0].text == "全部已阅" for row in rows)
    lead = f"{len(rows)}项里{whole}项全部已阅。按现在的文本算：文本修改以后重新学习，原来的回执不再算数。只登记人数，不登记姓名。"
    return TableView("学习回执情况", lead, _COLUMNS, tuple(rows))


def _line(site: Site, act: Act, office: str, found: list[Row], url: str) -> TableRow:
    text = act.shown(site.day)
    now = [row for row in found if row.get("code") == code(fingerprint(text))]
    newest = max(now or found, key=lambda row: row.get("on"))
    read, staff = int(newest.get("read")), int(newest.get("staff"))
    state = ("全部已阅" if read == staff else "还有人未阅") if now else "文本已修改，待学习"
    numbers = f"{read} / {staff}" if now else f"0 / {staff}"
    return TableRow(
        f"{act.id}-{office}",
        (
            Cell((Link(f"《{text.header.name}》", relative(site.act_path(act.id), url)),), f"{day_words(text.valid_from)}文本"),
            Cell((Link(site.office(office)),)),
            Cell((Link(state),)),
            Cell((Link(numbers),)),
            Cell((Link(days_in_words(newest.get("on"))),)),
        ),
    )
