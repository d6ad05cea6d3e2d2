"""Pages under /calendar/: the month, by office, by role with a sheet for each, the year, counting days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rulebook.duty.duty import EVERY_OFFICE
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.duty_book import DATA, WORKDAYS, DutyBook, Record, short
from rulebook.pages.duty_rows import ended_duties, month_groups, paper_fit, plain_row, quarter_groups
from rulebook.pages.duty_views import (
    BreakRow,
    CalendarView,
    DeadlineView,
    DutyRow,
    HolidayYear,
    OfficeDuties,
    OfficesView,
    SheetView,
)
from rulebook.pages.duty_year import year_view
from rulebook.pages.model import relative
from rulebook.pages.views import Link

WAYS = (
    ("calendar/", ""),  # the month, as the day is called
    ("calendar/offices/", "按科室"),
    ("calendar/roles/", "按角色"),
    ("calendar/year/", "全年"),
    ("calendar/deadline/", "期限计算"),
)
_OUTSIDE = frozenset({"行业组织", "外部机关"})


def duty_pages(book: DutyBook) -> Iterator[DrawnPage]:
    """The calendar, nothing where no act has duties."""
    if book.empty:
        return
    yield DrawnPage("calendar/", f"{book.now.month}职责", "calendar.html", lambda: calendar_view(book))
    yield DrawnPage("calendar/offices/", "按科室看职责", "duty_offices.html", lambda: offices_view(book))
    yield DrawnPage("calendar/roles/", "按角色看职责", "duty_offices.html", lambda: roles_view(book))
    for role in book.roles:
        name = book.site.office(role.slug)
        path = f"calendar/roles/{role.slug}/"
        yield DrawnPage(path, f"{name}的职责", "duty_sheet.html", lambda s=role.slug, p=path: sheet_view(book, s, p))  # type: ignore[misc]
    yield DrawnPage(
        "calendar/year/", "全年职责", "duty_year.html", lambda: year_view(book, ways(book, "calendar/year/"), "calendar/year/")
    )
    yield DrawnPage("calendar/deadline/", "期限计算", "deadline.html", lambda: deadline_view(book))


def ways(book: DutyBook, url: str, current: str = "") -> tuple[Link, ...]:
    """The five ways to see duties; the current one has no address."""
    return tuple(Link(name or book.now.month, "" if path == (current or url) else relative(path, url)) for path, name in WAYS)


def named_offices(book: DutyBook) -> tuple[tuple[str, str], ...]:
    """(slug, name) for a reader's own office; firms and other authorities do not read here, abolished offices are left out."""
    rows = book.site.corpus.registries.offices or {}
    here = [slug for slug in book.offices() if rows[slug].get("kind") not in _OUTSIDE and not book.site.office_ended(slug)]
    return tuple((slug, book.site.office(slug)) for slug in here)


def named_roles(book: DutyBook) -> tuple[tuple[str, str], ...]:
    """(slug, name) for a reader's own role."""
    return tuple((role.slug, book.site.office(role.slug)) for role in book.roles)


def my_duties(book: DutyBook) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], str]:
    """What the home page needs for 我的本月职责: offices, roles, the address of the data ("" where there are no duties)."""
    return named_offices(book), named_roles(book), "" if book.empty else DATA


def calendar_view(book: DutyBook) -> CalendarView:
    """The month of the build's day."""
    url, day = "calendar/", book.site.day
    records = list(book.records)
    ended = ended_duties([r for r in records if not r.duty.step], day, url)
    return CalendarView(
        title=f"{day.year}年{day.month}月",
        ways=ways(book, url),
        month=f"{day:%Y-%m}",
        groups=month_groups(records, day, day, url, book.now),
        ended=ended,
        offices=named_offices(book),
        roles=named_roles(book),
        data_url=relative(DATA, url),
        file=Link("下载日历", relative("calendar/all.ics", url)),
        lead=f"职责出自各件制度，遇事才办的事项见{'' if book.site.edition else '“遇事查办”和'}“按科室”。",
        none_ended=all(e.off for e in ended),
    )


def offices_view(book: DutyBook) -> OfficesView:
    """Every office with all its duties; first what every office has to do."""
    url = "calendar/offices/"
    site = book.site
    common = book.of((EVERY_OFFICE,))
    sections = [
        _section(book, url, ("every-office", "各科室"), common, note="各科室都要办的；只由承办、业务科室办的，以“谁”一栏为准。")
    ]
    for slug in book.offices():
        records = [r for r in book.of((slug,)) if EVERY_OFFICE not in r.duty.offices]
        file = Link("下载日历", relative(f"calendar/{slug}.ics", url)) if _has_dates(records) else None
        sections.append(_section(book, url, (slug, site.office(slug)), records, note=site.office_ended(slug), file=file))
    lead = "每个科室、组织定期要办的和遇事要办的。科室另外还要办“各科室”一栏的事。"
    return OfficesView("按科室看职责", lead, ways(book, url), tuple(s for s in sections if s.rows))


def roles_view(book: DutyBook) -> OfficesView:
    """Every role with its own duties and the way to its sheet."""
    url = "calendar/roles/"
    sections = []
    for role in book.roles:
        others = "、".join(book.site.office(slug) for slug in role.includes[1:])
        note = f"另有作为{others}的职责，见一页纸。" if others else ""
        file = Link(f"看{book.now.quarter}、打印一页纸", relative(f"calendar/roles/{role.slug}/", url))
        records = book.of((role.slug,))
        sections.append(_section(book, url, (role.slug, book.site.office(role.slug)), records, note=note, file=file))
    lead = "每个角色自己的职责，包括程序里的每一步。“一页纸”把兼有的职责合在一起，按季度打印，程序里的步骤不印。"
    return OfficesView("按角色看职责", lead, ways(book, url), tuple(sections))


def _has_dates(records: list[Record]) -> bool:
    return any(r.due for r in records)


def _section(
    book: DutyBook, url: str, whose: tuple[str, str], records: list[Record], *, note: str = "", file: Link | None = None
) -> OfficeDuties:
    """Periodic duties by 汇编 order, then what events call up; rows of every expression, each with its span. whose: id and name."""
    day, (slug, name) = book.site.day, whose
    ordered = sorted(records, key=lambda r: (r.duty.triggered, r.rank))
    rows: list[DutyRow] = [plain_row(r, url, day) for r in ordered]
    rows += [dead_row(r, url, day) for r in ordered if r.ended]
    return OfficeDuties(
        slug, name, note, tuple(rows), file, sum(not row.off and not row.dead for row in rows), all(r.off for r in rows)
    )


def dead_row(record: Record, url: str, day: dt.date) -> DutyRow:
    """The same duty after its carrier's end: 承载条款已失效."""
    row, ended = plain_row(record, url, day), record.ended
    note = f"承载条款已失效，{ended.note}" if ended else ""
    since = ended.since.isoformat() if ended else ""
    return DutyRow(
        row.when, "", row.what, row.act, row.place, note, row.who, row.form, "", False, since, "", since > day.isoformat(), True
    )


def sheet_view(book: DutyBook, slug: str, url: str) -> SheetView:
    """A role's quarter."""
    day = book.site.day
    quarter = (day.month + 2) // 3
    slugs = book.role(slug)
    groups = quarter_groups(book.on_paper(slug), day.year, quarter, day, url)
    name = book.site.office(slug)
    others = "、".join(book.site.office(s) for s in slugs[1:])
    return SheetView(
        title=f"{name}的职责",
        role=name,
        slug=slug,
        quarter=f"{day.year}-{quarter}",
        quarter_words=f"{day.year}年第{'一二三四'[quarter - 1]}季度",
        span_words=f"{quarter * 3 - 2}月1日至{quarter * 3}月{31 if quarter in {1, 4} else 30}日",
        includes=f"含作为{others}定期的职责，遇事即办的见各自的一页纸" if others else "",
        ways=ways(book, url, "calendar/roles/"),
        roles=tuple(Link(n, "" if s == slug else relative(f"calendar/roles/{s}/", url)) for s, n in named_roles(book)),
        groups=groups,
        fit=paper_fit(groups),
        data_url=relative(DATA, url),
        file=Link("下载日历", relative(f"calendar/{slug}.ics", url)),
        day_words=day_words(day),
        papers=book.site.paper_links(slug),
    )


def deadline_view(book: DutyBook) -> DeadlineView:
    """Counting days; without scripts the tables of holidays remain."""
    url, day = "calendar/deadline/", book.site.day
    return DeadlineView(
        title="期限计算",
        ways=ways(book, url),
        data_url=relative(WORKDAYS, url),
        day=day.isoformat(),
        years=tuple(_holidays(book, year) for year in (day.year, day.year + 1)),
        note="期间开始的当日不计入，从下一日起算。最后一日逢休息日怎样办，看所依据的条款；条款没有规定的，本站不代为顺延。",
    )


def _holidays(book: DutyBook, year: int) -> HolidayYear:
    if not book.workdays.announced(year):
        note = f"{year}年放假安排未公布，或者本站还没有收录。这一年的工作日暂按法定节日和周一至周五推算，公布后以公布的为准。"
        return HolidayYear(f"{year}年放假安排未公布", (), note)
    rows = tuple(
        BreakRow(
            "、".join(found.names),
            f"{short(found.first)}至{short(found.last)}",
            "、".join(short(day) for day in found.made_up),
        )
        for found in book.workdays.breaks
        if found.last.year == year
    )
    return HolidayYear(f"{year}年放假和调休", rows, "")
