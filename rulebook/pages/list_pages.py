"""Lists of acts: by collection, category, office, document number and status; 变动; who cites whom."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from rulebook.corpus.library import doc_no_order
from rulebook.corpus.links import Target, words
from rulebook.history.status import WORDS, Status, act_spans, expression_spans
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words, last_day_words
from rulebook.pages.mine_page import DATA, FEED
from rulebook.pages.model import Site, relative
from rulebook.pages.rule_page import COLLECTIONS, snippet
from rulebook.pages.views import ActRow, Cell, Change, Column, Group, Link, ListView, TableRow, TableView

_SOON = dt.timedelta(days=183)  # six months
_ALL = "acts/"  # the landing page of the section, by category
LAW_NOTE = "公开法律法规文本，仅供查阅。"


def act_row(site: Site, act: Act, url: str, note: str = "", text: Expression | None = None) -> ActRow:
    """One act as a line of a list on the page at ``url``. text: which of its texts, not that of the day."""
    header = (text or act.shown(site.day)).header
    return ActRow(
        Link(header.title, relative(site.expression_path(text) if text else site.act_path(act.id), url)),
        header.doc_no,
        site.status(expression_spans(text) if text else act_spans(act)),
        Link(site.office_words(header.office)) if header.office else Link("未登记"),
        day_words(header.effective),
        note or ("正文待录入" if header.text == "pending" else ""),
        header.order,
    )


def _grouped(site: Site, acts: Iterable[Act], key: Callable[[Act], str], url: str) -> tuple[Group, ...]:
    groups: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        groups[key(act)].append(act)
    return tuple(
        Group(name or "未登记", name, tuple(act_row(site, act, url) for act in members)) for name, members in groups.items()
    )


def siblings(site: Site, url: str) -> tuple[Link, ...]:
    """The ways to list acts; the current one has no address."""
    used = {act.header.collection for act in site.corpus.acts.values()}
    ways = [(f"{name}（{_count(site, key)}）", f"{key}s/") for key, name in COLLECTIONS.items() if key in used]
    ways += [("按类别", "categories/"), ("按科室", "offices/acts/"), ("按文号", "numbers/")]
    ways += [("即将施行", "upcoming/"), ("试行将满", "expiring/"), ("已废止和失效", "ended/")]
    ways += [("只写题名的", "restricted/")] * bool(site.existing)
    here = "categories/" if url == _ALL else url
    return tuple(Link(name, "" if path == here else relative(path, url)) for name, path in ways)


def restricted(site: Site, url: str) -> TableView:
    """That there are acts which are not for these readers: their names and whom to ask, not a word of them."""
    known = site.corpus.registries.offices or {}
    rows = tuple(
        TableRow(
            f"restricted_{number}",
            (
                Cell((Link(f"《{act.title}》"),)),
                Cell((Link(act.doc_no),)),
                Cell((Link(act.audience),)),
                Cell((Link(site.office(act.office) if act.office in known else ""),)),
            ),
        )
        for number, act in enumerate(site.existing, start=1)
    )
    columns = (Column("title", "题名"), Column("doc_no", "文号"), Column("audience", "发给"), Column("office", "责任科室"))
    lead = "下面的制度只发给一部分人，本站不收正文。工作需要的，请向责任科室查阅。"
    return TableView("只写题名的制度", lead, columns, rows, crumbs=(Link("制度", relative("acts/", url)),))


def _count(site: Site, collection: str) -> int:
    return sum(1 for act in site.corpus.acts.values() if act.header.collection == collection)


def collection_page(site: Site, collection: str, url: str) -> ListView:
    """One collection in 汇编 order, by category."""
    acts = [act for act in site.corpus.acts.values() if act.header.collection == collection]
    return ListView(
        COLLECTIONS[collection],
        LAW_NOTE if collection == "law" else site.notes.get(collection, ""),
        _grouped(site, acts, lambda act: act.header.category, url),
        siblings=siblings(site, url),
    )


def by_category(site: Site, url: str) -> ListView:
    """All acts by category."""
    acts = site.corpus.acts.values()
    return ListView(
        "制度" if url == _ALL else "按类别",
        "",
        _grouped(site, acts, lambda a: a.header.category, url),
        siblings=siblings(site, url),
    )


def by_office(site: Site, url: str) -> ListView:
    """All acts by the office that answers for them."""
    groups = _grouped(site, site.corpus.acts.values(), lambda a: site.office(a.header.office) if a.header.office else "", url)
    slugs = {site.office(act.header.office): act.header.office for act in site.corpus.acts.values() if act.header.office}
    groups = tuple(dataclasses.replace(group, office=slugs.get(group.title, "")) for group in groups)
    return ListView("按科室", "科室名称有的系推定，见科室登记。", groups, siblings=siblings(site, url))


def by_number(site: Site, url: str) -> ListView:
    """All acts by 文号: issuing word, year, number."""

    def number(act: Act) -> str:
        return act.shown(site.day).header.doc_no

    acts = sorted(filter(number, site.corpus.acts.values()), key=lambda act: doc_no_order(number(act)))
    groups = _grouped(site, acts, lambda act: number(act).partition("〔")[0], url)
    return ListView("按文号", "文号均为示范。", groups, siblings=siblings(site, url))


def upcoming(site: Site, url: str) -> ListView:
    """Acts and texts that take effect after the build's day, each until the day before it does."""
    rows = []
    for act in site.corpus.acts.values():
        for e in act.expressions:
            if e.valid_from and e.valid_from > site.day:
                until = e.valid_from - dt.timedelta(days=1)
                now = act.on(until)
                note = f"此前适用{day_words(now.valid_from)}起施行的文本" if now and now.valid_from else "新制定"
                row = act_row(site, act, url, note, e)
                rows.append(dataclasses.replace(row, since=site.day.isoformat(), until=until.isoformat()))
    groups = (Group("即将施行", "upcoming", tuple(rows)),) if rows else ()
    return ListView("即将施行", "", groups, siblings=siblings(site, url), none="现在没有即将施行的制度。")


def expiring(site: Site, url: str) -> ListView:
    """By office: texts with a term or due for review, each with the days on which it belongs here."""
    offices: dict[str, list[ActRow]] = defaultdict(list)
    for act in site.corpus.acts.values():
        for expression in act.expressions:
            for row in _ends(site, act, expression, url):
                offices[site.office(expression.header.office) if expression.header.office else "未登记"].append(row)
    groups = tuple(
        Group(name, name, tuple(rows), off=all(row.off for row in rows)) for name, rows in sorted(offices.items(), key=_soonest)
    )
    lead = "六个月内期满或者应当复审的制度，按科室列。"
    return ListView("试行将满", lead, groups, siblings=siblings(site, url), none="六个月内没有期满或者应当复审的制度。")


def _ends(site: Site, act: Act, expression: Expression, url: str) -> Iterable[ActRow]:
    header = expression.header
    ends: list[tuple[dt.date, dt.date | None, str]] = []
    if header.expires:
        last = min(header.expires, expression.valid_to or header.expires)
        ends.append((header.expires - _SOON, last, f"有效期至{day_words(header.expires)}"))
    if header.review_by:
        ends.append((header.review_by - _SOON, expression.valid_to, f"应当在{day_words(header.review_by)}前复审"))
    for since, until, note in ends:
        off = site.day < since or (until is not None and site.day > until)
        row = act_row(site, act, url, note)
        yield dataclasses.replace(row, since=since.isoformat(), until=until.isoformat() if until else "", off=off)


def _soonest(item: tuple[str, list[ActRow]]) -> str:
    return min(row.since for row in item[1])


def ended(site: Site, url: str) -> ListView:
    """Acts repealed or expired, kept apart; an end that is decided and lies ahead shows from its day."""
    groups = []
    for status in (Status.REPEALED, Status.EXPIRED):
        rows = []
        for act in site.corpus.acts.values():
            last = act_spans(act)[-1]
            if last.status is not status or last.start is None:
                continue
            row = act_row(site, act, url, end_words(site, act))
            rows.append(dataclasses.replace(row, since=last.start.isoformat(), off=last.start > site.day))
        if rows:
            groups.append(Group(WORDS[status], status.value, tuple(rows), off=all(row.off for row in rows)))
    lead = "废止是由决定停止适用，失效是有效期届满，两者不混用。"
    return ListView("已废止和失效", lead, tuple(groups), siblings=siblings(site, url), none="没有已经废止或者失效的制度。")


def end_words(site: Site, act: Act) -> str:
    """From when an act no longer applies and what stands in its place; "" where no end is set."""
    if act.header.repealed:
        return f"{day_words(act.header.repealed.on)}起废止，{_after(site, act)}"
    last = act.newest.valid_to
    return f"{last_day_words(last)}，{_after(site, act)}" if last else ""


def _after(site: Site, act: Act) -> str:
    repealed = act.header.repealed
    successor = site.corpus.acts.get(repealed.by) if repealed else None
    if successor:
        return f"由《{successor.header.name}》替代"
    return "暂无替代规定"


def changes(site: Site, url: str, most: int | None = None) -> tuple[Change, ...]:
    """What changed, newest first: new texts, corrections, extensions, repeals, expiries."""
    rows: list[tuple[dt.date, Change]] = []
    for act in site.corpus.acts.values():
        if act.header.collection == "law":
            continue
        link = Link(act.header.name, relative(site.act_path(act.id), url))
        for index, e in enumerate(act.expressions):
            if not e.valid_from:
                continue
            events = [ev.event for ev in e.header.history if ev.effective == e.valid_from and ev.event != "废止"]
            event = events[-1] if events else ("制定" if index == 0 else "修改")
            status = site.status(expression_spans(e))
            note = e.header.doc_no + ("　演示版本" if e.header.demonstration else "")
            rows.append((e.valid_from, Change(day_words(e.valid_from), link, event, note, status)))
        for _, effect in site.effects.get(act.id, ()):
            if effect.event in {"勘误", "延期"}:
                status = site.status(act_spans(act))
                rows.append((effect.on, Change(day_words(effect.on), link, effect.event, effect.note, status)))
        last = act.newest
        status = site.status(act_spans(act))
        if last.header.repealed:
            on = last.header.repealed.on
            rows.append((on, Change(day_words(on), link, "废止", _after(site, act), status)))
        elif last.header.expires:
            on, soon = last.header.expires, last.header.expires - _SOON
            note = _after(site, act)
            row = Change(day_words(on), link, "试行期满", note, status, soon.isoformat(), off=soon > site.day)
            rows.append((on, row))
    rows.sort(key=lambda row: row[0], reverse=True)
    shown = (change for _, change in rows if most is None or not change.off)
    return tuple(itertools.islice(shown, most))


def changes_page(site: Site, url: str) -> TableView:
    """All changes as a table."""
    rows = tuple(
        TableRow(
            f"c{index}",
            (Cell((Link(c.date),)), Cell((c.act,)), Cell((Link(c.event),), c.note), Cell((), status=c.status)),
            since=c.since,
            off=c.off,
        )
        for index, c in enumerate(changes(site, url), start=1)
    )
    columns = (Column("date", "日期"), Column("act", "制度"), Column("event", "事项", facet=True), Column("status", "现在的状态"))
    by_decision = f'<p><a href="{relative("decisions/", url)}">按决定看：一份文件改了哪些制度</a></p>' if site.decisions else ""
    feeds = () if site.edition else (Link("订阅（Atom）", relative(FEED, url)), Link("数据（JSON）", relative(DATA, url)))
    return TableView("最近变动", "按日期倒排，最新的在前。", columns, rows, downloads=feeds, after_html=by_decision)


def _place(places: dict[str, int], act_id: str, article: str) -> tuple[int, list[int]]:
    """Order of the 汇编, then of the articles. places: of the acts."""
    return places.get(act_id, len(places)), [int(number) for number in re.findall(r"\d+", article)]


def citations_page(site: Site, url: str) -> TableView:
    """谁引谁: every citation of one act of the bureau by another."""
    rows: list[TableRow] = []
    places = {act_id: number for number, act_id in enumerate(site.corpus.acts)}
    for (act_id, article), links in sorted(site.backlinks.items(), key=lambda item: _place(places, *item[0])):
        act = site.corpus.acts.get(act_id)
        if not act or act.header.collection == "law":
            continue
        target = Link(
            f"《{act.header.name}》{words(article)}", relative(site.act_path(act_id) + (f"#{article}" if article else ""), url)
        )
        for link in links:
            if link.kind is not Target.ACT or link.source.header.collection == "law":
                continue
            holder = link.citation.holder.partition("__")[0]
            source = Link(
                f"《{link.source.header.name}》{words(holder)}",
                relative(site.act_path(link.source.act) + (f"#{holder}" if holder else ""), url),
            )
            rows.append(TableRow(f"r{len(rows) + 1}", (Cell((target,)), Cell((source,)), Cell((Link(snippet(link)),)))))
    columns = (Column("target", "被引的条"), Column("source", "引用的条"), Column("words", "引用的话"))
    return TableView("谁引谁", f"各制度之间的引用共{len(rows)}处，由正文自动得出。", columns, tuple(rows))
