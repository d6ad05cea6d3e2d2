"""What templates may see: plain values, every URL already relative to the page, nothing left to decide.

A page drawn by the plugin has a template ``overrides/<name>.html`` and gets one of these as ``view``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rulebook.pages.now import TODAY, NowWords

_SHORT = 6  # characters of a cell that looks broken on two lines


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead. ``url`` is relative to the page, "" where there is nothing to open."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status in words.

    key: in_force, upcoming, superseded, expired, repealed, partial or as_of (当日有效).
    tone: ok, soon or gone (colour and shape follow key and tone).
    word: 现行有效, 尚未施行, 已被修改, 失效（期满）, 废止, 部分失效.
    since: short sentence beside it, e.g. 2022年6月17日起施行.
    spans: JSON for the browser: [[from, to, key], …] so that it can choose for the reader's day.
    """

    key: str
    tone: str
    word: str
    since: str = ""
    spans: str = "[]"


@dataclass(frozen=True, slots=True)
class TocArticle:
    """One line of a rule's own contents."""

    number: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class TocChapter:
    """A chapter with the span of its articles (``4—9条``)."""

    name: str
    span: str
    url: str
    articles: tuple[TocArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyView:
    """谁 · 多久内 · 做什么 · 哪张表 · 第几条."""

    deadline: str
    what: str
    who: str
    form: Link | None
    article: Link
    office: Link | None = None
    act: Link | None = None
    office_slug: str = ""
    step: bool = False


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """What happened to a text besides being made: 勘误, 延期, 废止, 期满, with the decision it comes from."""

    date: str
    event: str
    note: str
    decision: Link


@dataclass(frozen=True, slots=True)
class ExpressionView:
    """One version in the switcher and the timeline."""

    label: str  # 2022年6月17日起 / 2021年4月2日—2022年6月16日
    effective: str  # ISO date
    event: str  # 制定, 修正, 修订 …
    doc_no: str
    note: str
    url: str
    status: StatusView
    current: bool
    until: str = ""  # last day in force, ISO
    redline: Link | None = None
    decision: Link | None = None
    events: tuple[LifeEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Banner:
    """The full-width bar on a text that is not in force. tone: gone or soon."""

    tone: str
    key: str
    title: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Somebody cites this act or article: who, where, in which words."""

    source: Link
    snippet: str
    target: Link


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the folded details: a name and a value."""

    name: str
    value: Link


@dataclass(frozen=True, slots=True)
class BasisArticle:
    """An article whose upper article is to be looked at again: where, what is known, the upper words then and now where held."""

    link: Link
    state: str
    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class BasisView:
    """上位依据: the instrument, the version meant, a note (e.g. 依据待核 with what changed), and the articles it concerns."""

    link: Link
    version: str
    note: str = ""
    articles: tuple[BasisArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class FormView:
    """A form of the act: its name, the article that requires it, when and to whom."""

    link: Link
    article: Link | None
    note: str = ""
    docx: Link | None = None


@dataclass(frozen=True, slots=True)
class RuleView:
    """Everything on a rule page (rule.html)."""

    act: str
    title: str
    title_html: str  # with <wbr> at sensible break points
    short_title: str
    doc_no: str
    collection: Link
    category: Link
    office: Link
    office_note: str
    status: StatusView
    banner: Banner | None
    notice: str  # 细框预告: a new text takes effect on …; may be ""
    notice_links: tuple[Link, ...]
    notice_from: str  # first day of the text to come, ISO
    provenance_tag: str  # 示范文本
    provenance_sentence: str
    provenance_link: Link
    demonstration: bool
    effective: str  # ISO date of this expression
    dated_url: str  # permanent address of this expression
    expressions: tuple[ExpressionView, ...]
    toc: tuple[TocChapter, ...]
    duties: tuple[DutyView, ...]
    duties_first: tuple[DutyView, ...]  # shown at once
    duties_more: tuple[DutyView, ...]  # folded
    body_html: str
    pending: bool  # text not held
    forms: tuple[FormView, ...]
    basis: tuple[BasisView, ...]
    cited_by: tuple[CitedBy, ...]
    facts: tuple[Fact, ...]
    fingerprint: str  # 核验码 in groups of four, "" until known
    sample: bool = True  # 示范文本, not public law
    effective_words: str = ""  # 2022年6月17日
    gone: bool = False  # the text no longer applies
    instead: Link | None = None  # what applies in its place
    timeline_svg: str = ""
    article_history: Link | None = None
    applied: Link | None = None  # 事发日适用
    graph: Link | None = None
    papers: tuple[Link, ...] = ()  # 下载Word, 下载PDF
    receipt: str = ""  # 学习回执, "" where the rulebook keeps none
    receipts: Link | None = None  # to which offices have read it, for those who may see it
    linked_data: str = ""  # JSON-LD, a data block that no browser executes
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act in a list."""

    link: Link
    doc_no: str
    status: StatusView
    office: Link
    effective: str
    note: str = ""
    order: int = 0
    since: str = ""  # days on which it belongs in the list, ISO; "" always
    until: str = ""
    off: bool = False  # not on the build's day


@dataclass(frozen=True, slots=True)
class Group:
    """A titled part of a list page."""

    title: str
    anchor: str
    rows: tuple[ActRow, ...]
    note: str = ""
    off: bool = False  # no row of it belongs to the build's day
    office: str = ""  # whose acts these are


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of acts (list.html)."""

    title: str
    lead: str
    groups: tuple[Group, ...]
    siblings: tuple[Link, ...] = ()  # the other ways to list; the current one has url ""
    none: str = ""  # what to say on a day on which no row belongs here


@dataclass(frozen=True, slots=True)
class Task:
    """A 常办事项 on the home page; answer_html marks the deadline with <em>."""

    name: str
    url: str
    answer_html: str


@dataclass(frozen=True, slots=True)
class Change:
    """A line of 变动."""

    date: str
    act: Link
    event: str
    note: str
    status: StatusView
    since: str = ""  # first day on which it is worth a line, ISO; "" always
    off: bool = False  # not on the build's day


@dataclass(frozen=True, slots=True)
class CollectionCount:
    """A collection with its figures and categories."""

    link: Link
    summary: str  # 28件，现行26件
    categories: tuple[tuple[Link, int], ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page (home.html)."""

    examples: tuple[str, ...]
    tasks: tuple[Task, ...]
    tasks_link: Link | None
    offices: tuple[tuple[str, str], ...]  # (slug, name) for the 我的科室 selector
    roles: tuple[tuple[str, str], ...]
    duties_url: str  # JSON of dated duties that the browser filters, "" until there is one
    duties_link: Link | None
    news_url: str  # what changed, as JSON
    changes: tuple[Change, ...]
    changes_link: Link | None
    collections: tuple[CollectionCount, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table page."""

    key: str
    name: str
    facet: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: one or more links or words; tone marks hatch (承载条款已失效)."""

    parts: tuple[Link, ...]
    note: str = ""
    dead: bool = False
    status: StatusView | None = None  # drawn instead of the parts, chosen again for the reader's day

    @property
    def only(self) -> Link | None:
        """The one part that most cells have."""
        return self.parts[0] if len(self.parts) == 1 else None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its own address."""

    anchor: str
    cells: tuple[Cell, ...]
    group: str = ""
    since: str = ""  # days on which it belongs in the table, ISO; "" always
    off: bool = False  # not on the build's day


@dataclass(frozen=True, slots=True)
class TableView:
    """A register or any other table (table.html): filterable in the page, cards on a phone."""

    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    crumbs: tuple[Link, ...] = ()
    provenance_sentence: str = ""
    downloads: tuple[Link, ...] = ()
    figure_html: str = ""
    after_html: str = ""

    def under(self, row: TableRow) -> Iterator[tuple[Column, Cell]]:
        """The cells of a row, each with its column."""
        return zip(self.columns, row.cells, strict=True)

    @property
    def narrow(self) -> frozenset[str]:
        """Keys of the columns whose words are all so short that no line should break within them."""
        cells = [(column.key, cell) for row in self.rows for column, cell in self.under(row)]
        long = {key for key, cell in cells if cell.note or sum(len(part.text) for part in cell.parts) > _SHORT}
        return frozenset(column.key for column in self.columns) - long


@dataclass(frozen=True, slots=True)
class NavSection:
    """One of the six tabs of the header."""

    link: Link
    current: bool
    children: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page gets as ``site``."""

    name: str
    day: str  # build day, ISO
    day_words: str  # 2026年11月23日
    tabs: tuple[NavSection, ...]
    home_url: str
    search_url: str
    provenance_url: str
    verify_url: str
    status_url: str
    mine_url: str
    feed_url: str
    root: str  # relative path to the site's root, e.g. "../../"; absolute on the page for addresses that lead nowhere
    siblings: tuple[Link, ...] = ()  # other pages of the section; the current one has url ""
    frozen: str = ""  # name of the edition this site is, "" for the living site
    editions: tuple[Link, ...] = ()  # the editions and the living site, the one being read with url ""
    crumbs: tuple[Link, ...] = field(default=())
    now: NowWords = TODAY  # what the day is called
    draft: str = ""  # branch that this preview shows, "" for what is published
    change_url: str = ""  # the page 本次修改 of a preview
    drafts_url: str = ""  # the page 草案 of a preview
