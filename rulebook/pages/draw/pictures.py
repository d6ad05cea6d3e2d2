"""Pictures drawn at build time as SVG in the page's own colours, each with its words as a text alternative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby

from rulebook.corpus.registry import Register, Row
from rulebook.history.status import Status, act_status
from rulebook.model.act import Act
from rulebook.model.provision import Kind
from rulebook.pages.model import Site, relative

_CELL, _ROW = 30, 18


def svg(width: int, height: int, label: str, parts: Iterable[str]) -> str:
    """The frame of every picture, in a box that scrolls sideways on a narrow screen."""
    return (
        f'<div class="rb-pic" tabindex="0" role="group" aria-label="{escape(label)}"><svg viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="group" aria-label="{escape(label)}">{"".join(parts)}</svg></div>'
    )


def box(x: float, y: float, width: float, height: float, kind: str = "b") -> str:
    """A rectangle."""
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="2"/>'


def text(x: float, y: float, words: str, kind: str = "m") -> str:
    """One line. kind: m middle, s start, e end; b bold besides."""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(words)}</text>'


def link(url: str, inner: str) -> str:
    """Parts that lead somewhere."""
    return f'<a href="{escape(url)}">{inner}</a>'


def register_figure(site: Site, register: Register, url: str) -> str:
    """The picture above a register's table, "" where it has none."""
    drawn: dict[str, Callable[[Site, Register, str], str]] = {
        "risk-measure-matrix": risks,
        "responsibility-list": responsibilities,
    }
    draw = drawn.get(register.slug)
    return draw(site, register, url) if draw and register.rows else ""


def measures_of(site: Site, risk: Row) -> list[Row]:
    """The measures against a risk, as its row names them."""
    known = site.corpus.registries.registers.get("measures")
    by_number = {row.get("no"): row for row in known.rows} if known else {}
    return [by_number[number] for number in risk.get("measures").split("、") if number in by_number]


def is_dead(site: Site, row: Row) -> bool:
    """Whether the article that carries a row is no longer in force."""
    act = site.corpus.acts.get(row.get("act"))
    return act is not None and act_status(act, site.day) in {Status.REPEALED, Status.EXPIRED}


def risks(site: Site, register: Register, url: str) -> str:
    """A block a measure above each risk, hatched where its article is dead; offices below."""
    rows = [(row, measures_of(site, row)) for row in register.rows]
    most = max(len(measures) for _, measures in rows)
    base = most * _ROW + 6
    parts = ['<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">']
    parts.append('<path class="l" d="M0 0V5"/></pattern></defs>')
    x = 4.0
    for office, group in groupby(rows, key=lambda pair: pair[0].get("office")):
        members = list(group)
        start = x
        for row, measures in members:
            ordered = sorted(measures, key=lambda m: is_dead(site, m))
            for level, measure in enumerate(ordered):
                kind = "h" if is_dead(site, measure) else "f"
                parts.append(box(x, base - (level + 1) * _ROW, _CELL - 6, _ROW - 3, kind))
            number = row.get("no").lstrip("R").lstrip("0")
            parts.append(
                link(
                    relative(f"registers/{register.slug}/#row_{row.get('no')}", url),
                    text(x + 12, base + 16, number) + text(x + 12, base + 32, row.get("level")),
                )
            )
            x += _CELL
        parts.append(f'<path class="l" d="M{start:g} {base + 40:g}H{x - 6:g}"/>')
        name = site.office(office)
        fits = max(2, int((x - start) / 13))
        for n in range(0, len(name), fits):
            parts.append(text((start + x - 6) / 2, base + 56 + n // fits * 14, name[n : n + fits]))
        x += 12
    total = [m for _, measures in rows for m in measures]
    dead = [m for m in total if is_dead(site, m)]
    gone = sum(1 for _, measures in rows if measures and all(is_dead(site, m) for m in measures))
    words = f"{len(rows)}个风险点，{len(total)}项举措，其中{len(dead)}项的承载条款已失效；" + (
        f"{gone}个风险点失去全部举措。" if gone else "没有一个风险点失去全部举措。"
    )
    drawn = svg(int(x), base + 116, words, parts)
    return f'<p class="rb-sum">{escape(words)}</p>{drawn}<p class="mut">一格一项举措：实心为条款现行，斜纹为条款已失效。数字为风险点序号，下为等级和科室。</p>'


def responsibilities(_: Site, register: Register, url: str) -> str:
    """The four responsibilities side by side, each with its items."""
    groups = [(kind, list(rows)) for kind, rows in groupby(register.rows, key=lambda row: row.get("responsibility_kind"))]
    width, tall = 250, max(len(rows) for _, rows in groups) * 30 + 66
    parts = []
    for n, (kind, rows) in enumerate(groups):
        x = 4 + n * (width + 14)
        parts += [box(x, 4, width, 40, "c"), text(x + width / 2, 22, kind, "m b")]
        parts.append(text(x + width / 2, 38, _first(rows[0].get("duty_subject"), 18)))
        for at, row in enumerate(rows):
            y = 56 + at * 30
            parts.append(
                link(
                    relative(f"registers/{register.slug}/#row_{row.get('no')}", url),
                    box(x, y, width, 24) + text(x + 8, y + 16, _first(row.get("item"), 18), "s"),
                )
            )
            parts.append(f'<path class="l" d="M{x + width / 2:g} {y - 12 if at else 44:g}V{y:g}"/>' if at == 0 else "")
    words = "；".join(f"{kind}{len(rows)}项" for kind, rows in groups)
    return svg(4 + len(groups) * (width + 14), tall, f"四责协同的责任结构：{words}", parts)


def collections(site: Site, url: str) -> str:
    """How many acts each office answers for in each category."""
    acts = [a for a in site.corpus.acts.values() if a.header.collection in {"mechanism", "rule"}]
    categories = list(dict.fromkeys(a.header.category for a in acts))
    offices = [slug for slug, _ in Counter(a.header.office for a in acts).most_common()]
    counts = Counter((a.header.office, a.header.category) for a in acts)
    parts = []
    left, top, wide, high = 190, 64, 74, 28
    for n, category in enumerate(categories):
        parts.append(link(relative(f"categories/#{category}", url), text(left + n * wide + wide / 2, top - 10, category)))
    for row, office in enumerate(offices):
        y = top + row * high
        parts.append(
            link(relative(f"offices/acts/#{site.office(office)}", url), text(left - 12, y + 18, site.office(office), "e"))
        )
        for n, category in enumerate(categories):
            count = counts[office, category]
            if count:
                parts.append(box(left + n * wide + 2, y + 2, wide - 4, high - 4, f"f o{min(count, 4)}"))
                parts.append(text(left + n * wide + wide / 2, y + 18, str(count), "m i" if count > 1 else "m"))
            else:
                parts.append(text(left + n * wide + wide / 2, y + 18, "·"))
    words = "；".join(f"{site.office(o)}{sum(counts[o, c] for c in categories)}件" for o in offices)
    return svg(left + len(categories) * wide + 10, top + len(offices) * high + 10, f"各科室负责的制度，按类别：{words}", parts)


def flow(site: Site, act: Act, chapter: str, url: str) -> str:
    """The articles of a chapter as steps, with who does what by when from the duties."""
    shown = act.shown(site.day)
    division = next((n for n in shown.document.walk() if n.kind is Kind.CHAPTER and n.label == chapter), None)
    if division is None:
        return ""
    steps = [n for n in division.walk() if n.kind is Kind.ARTICLE]
    times = {duty.article: duty.deadline for duty in shown.header.duties}
    across, wide, high = 4, 200, 76
    parts = []
    for n, article in enumerate(steps):
        row, column = divmod(n, across)
        x, y = 4 + column * (wide + 36), 4 + row * (high + 26)
        inner = (
            box(x, y, wide, high, "c")
            + text(x + wide / 2, y + 24, article.label)
            + text(x + wide / 2, y + 44, article.heading, "m b")
        )
        inner += text(x + wide / 2, y + 64, _first(times.get(article.eid, ""), 15))
        parts.append(link(relative(f"{site.act_path(act.id)}#{article.eid}", url), inner))
        if n + 1 < len(steps):
            if column + 1 < across:
                parts.append(f'<path class="l" d="M{x + wide:g} {y + high / 2:g}h30m-7 -5l7 5l-7 5"/>')
            else:
                parts.append(f'<path class="l" d="M{x + wide / 2:g} {y + high:g}v13H{4 + wide / 2:g}v11m-5 -7l5 7l5 -7"/>')
    rows = (len(steps) + across - 1) // across
    words = "→".join(article.heading for article in steps)
    return svg(4 + across * (wide + 36), rows * (high + 26) + 10, f"《{shown.header.name}》{chapter}：{words}", parts)


def _first(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
