"""修改前后对照表: each text of an act against the one before it, article by article, and the list of all of them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from rulebook.history.align import numbered
from rulebook.history.article_history import held_texts, pairs
from rulebook.history.fingerprint import code, fingerprint
from rulebook.history.redline import Row, Segment, elsewhere
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView

MARKS = {"modified": "改", "renumbered": "移", "renumbered+modified": "改", "inserted": "增", "deleted": "删"}
_WIDE, _STEP = 60, 24  # of the picture: most articles drawn, pixels an article


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row: the article's number and name, its words with ins and del; empty where it has none."""

    label: str = ""
    heading: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the table. key: modified, inserted, deleted or renumbered; note: 条号未变, 旧五 → 新六."""

    key: str
    mark: str
    note: str
    old: Side
    new: Side


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive rows; folded where nothing but numbers changed, then ``summary`` says which."""

    rows: tuple[Change, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class RedlineView:
    """A comparison (redline.html)."""

    title: str
    crumbs: tuple[Link, ...]
    old: Link
    new: Link
    old_title: str
    new_title: str
    summary: str
    counts: tuple[tuple[str, int], ...]
    blocks: tuple[Block, ...]
    picture_html: str
    demonstration: bool
    provenance: bool
    act: str
    old_key: str
    new_key: str
    running: str  # what stands at the head of every printed sheet
    codes: str  # 核验码 of both texts
    unit: str  # what is counted: 条, or 项 where there are none
    elsewhere: str  # what else changed and stands in no row: 题名、引言、附件
    texts: tuple[tuple[str, str], ...] = ()  # all that can be compared: day of effect, and how it is called
    papers: tuple[Link, ...] = ()  # 下载Word, 下载PDF


def redline_pages(site: Site) -> Iterator[DrawnPage]:
    """A page for any two texts of an act; the list only where there is one."""
    found = [(act, *pair) for act in site.corpus.acts.values() for pair in pairs(act)]
    for act, old, new in found:
        title = f"{act.header.name}　修改前后对照表"
        yield DrawnPage(path(act, old, new), title, "redline.html", lambda a=act, o=old, n=new: view(site, a, o, n))  # type: ignore[misc]
    if found:
        yield DrawnPage("redline/", "修改对照", "table.html", lambda: _list(site, found))


def path(act: Act, old: Expression, new: Expression) -> str:
    """Address of a comparison."""
    return f"redline/{act.id}/{old.key}..{new.key}/"


def view(site: Site, act: Act, old: Expression, new: Expression) -> RedlineView:
    """The comparison of two texts."""
    url = path(act, old, new)
    rows = site.compared(old, new)
    labels: Counter[str] = Counter("modified" if "modified" in row.label else row.label for row in rows)
    names = (("增", "inserted"), ("改", "modified"), ("删", "deleted"), ("只变条号", "renumbered"), ("未改", "unchanged"))
    before, after = (len(numbered(e.document)) for e in (old, new))
    unit = "条" if any(new.document.articles()) else "项"
    return RedlineView(
        title=f"{act.header.name}　修改前后对照表",
        crumbs=(Link(act.header.name, relative(site.act_path(act.id), url)), Link("修改对照", relative("redline/", url))),
        old=Link(f"{day_words(old.valid_from)}文本　{old.header.doc_no}", relative(site.expression_path(old), url)),
        new=Link(f"{day_words(new.valid_from)}文本　{new.header.doc_no}", relative(site.expression_path(new), url)),
        old_title=f"{day_words(old.valid_from)}文本",
        new_title=f"{day_words(new.valid_from)}文本",
        summary=f"{before}{unit}变{after}{unit}" if before != after else f"{before}{unit}",
        counts=tuple((name, labels[key]) for name, key in names),
        blocks=tuple(_blocks(rows)),
        picture_html=picture(rows),
        demonstration=new.header.demonstration,
        provenance=new.header.collection != "law",
        act=act.id,
        old_key=old.key,
        new_key=new.key,
        running=f"{act.header.name}　修改前后对照表（{day_words(old.valid_from)}—{day_words(new.valid_from)}）",
        codes=f"核验码 旧 {code(fingerprint(old))}　新 {code(fingerprint(new))}",
        unit=unit,
        elsewhere="、".join(name for name, _, _ in elsewhere(old.document, new.document)),
        texts=tuple((e.key, f"{day_words(e.valid_from)}文本　{e.header.doc_no}") for e in held_texts(act)),
        papers=site.paper_links(act.id) if new.header.collection != "law" else (),
    )


def _blocks(rows: list[Row]) -> Iterator[Block]:
    for quiet, group in itertools.groupby(rows, lambda row: row.label in {"unchanged", "renumbered"}):
        members = list(group)
        changes = tuple(map(_change, members))
        yield Block(changes, _quiet_words(members)) if quiet else Block(changes)


def _quiet_words(rows: list[Row]) -> str:
    parts = []
    for label, group in itertools.groupby(rows, lambda row: row.label):
        members = list(group)
        old = _range(a.label for a in (r.old for r in members) if a)
        new = _range(a.label for a in (r.new for r in members) if a)
        parts.append(f"{new}　未修改" if label == "unchanged" else f"旧{old} → 新{new}　文字未改，条号顺延")
    return "；".join(parts)


def _range(labels: Iterable[str]) -> str:
    names = list(labels)
    return names[0] if len(names) == 1 else f"{names[0]}至{names[-1]}"


def _change(row: Row) -> Change:
    old, new = row.old, row.new
    if old is None or new is None:
        note = f"新{new.label}" if new else f"旧{old.label}" if old else ""
    elif old.number == new.number:
        note = "条号未变"
    else:
        note = f"旧{old.label} → 新{new.label}"
    if row.moved:
        note += "，换了位置"
    key = "modified" if "modified" in row.label else row.label
    left = Side(old.label, old.heading, marked(row.segments, "delete")) if old else Side()
    right = Side(new.label, new.heading, marked(row.segments, "insert")) if new else Side()
    return Change(key, MARKS.get(row.label, ""), note, left, right)


def marked(segments: tuple[Segment, ...], kind: str) -> str:
    """One side's words with its own changes marked, each piece as a paragraph."""
    tag = {"insert": "ins", "delete": "del"}[kind]
    out = ""
    for segment in segments:
        if segment.kind == "equal":
            out += escape(segment.text)
        elif segment.kind == kind:
            minor = ' class="minor"' if segment.minor else ""
            words = segment.text.split("\n")
            out += "\n".join(f"<{tag}{minor}>{escape(word)}</{tag}>" if word else "" for word in words)
    return "".join(f"<p>{line}</p>" for line in out.split("\n") if line)


def both_marked(segments: tuple[Segment, ...], words: str) -> str:
    """Words with what was deleted and inserted marked in one line of reading; plain where nothing is compared."""
    out = ""
    for segment in segments or (Segment("equal", words),):
        tag = {"insert": "ins", "delete": "del"}.get(segment.kind, "")
        pieces = [escape(piece) for piece in segment.text.split("\n")]
        out += "\n".join(f"<{tag}>{piece}</{tag}>" if tag and piece and not segment.minor else piece for piece in pieces)
    return "".join(f"<p>{line}</p>" for line in out.split("\n") if line)


def picture(rows: list[Row]) -> str:
    """Old numbers above, new below, lines between; nothing for long texts (their table of numbers says it)."""
    olds = [row.old for row in sorted((r for r in rows if r.old), key=lambda r: r.old.line if r.old else 0)]
    news = [row.new for row in rows if row.new]
    most = max(len(olds), len(news))
    if not olds or not news or most > _WIDE:
        return ""
    at_old = {a.eid: i for i, a in enumerate(olds) if a}
    at_new = {a.eid: i for i, a in enumerate(news) if a}
    step = max(_STEP, min(44, 1160 // most))
    parts = []
    for row in rows:
        x = at_old[row.old.eid] * step + step // 2 if row.old else 0
        y = at_new[row.new.eid] * step + step // 2 if row.new else 0
        strong = " c" if "modified" in row.label else ""
        if row.old and row.new:
            parts.append(f'<path class="l{strong}" d="M{x} 24L{y} 60"/>')
        for article, place, top in ((row.old, x, 4), (row.new, y, 60)):
            if article:
                kind = {"inserted": " i", "deleted": " d"}.get(row.label, strong)
                number = escape(article.eid.removeprefix("art_"))
                parts.append(f'<rect class="b{kind}" x="{place - 11}" y="{top}" width="22" height="20"/>')
                parts.append(f'<text x="{place}" y="{top + 14}">{number}</text>')
    width = most * step
    label = f"旧文本{len(olds)}条与新文本{len(news)}条的对应；文字见下表"
    return f'<svg class="rb-map" viewBox="0 0 {width} 84" width="{width}" height="84" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _anchor(act: Act, old: Expression, new: Expression) -> str:
    """A text against the one before it is named by the newer alone: that is the comparison that is cited."""
    texts = held_texts(act)
    follows = texts.index(new) == texts.index(old) + 1
    return f"{act.id}-{new.key}" if follows else f"{act.id}-{old.key}-{new.key}"


def _list(site: Site, found: list[tuple[Act, Expression, Expression]]) -> TableView:
    rows = []
    for act, old, new in sorted(found, key=lambda pair: (pair[2].key, pair[1].key), reverse=True):
        compared = Link(
            f"{day_words(old.valid_from)}文本 → {day_words(new.valid_from)}文本", relative(path(act, old, new), "redline/")
        )
        name = Link(act.header.name, relative(site.act_path(act.id), "redline/"))
        cells = (Cell((name,)), Cell((compared,)), Cell((Link(new.header.doc_no),)))
        rows.append(TableRow(_anchor(act, old, new), cells))
    columns = (Column("act", "制度"), Column("texts", "对照"), Column("doc_no", "修改文号"))
    return TableView(
        "修改对照",
        "每件制度的任意两个文本，逐条对照，可以打印。",
        columns,
        tuple(rows),
        (Link("沿革汇编", relative("changes/", "redline/")),),
    )
