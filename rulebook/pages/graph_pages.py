"""引用和被引 of one act: a picture and the same in words, article by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.corpus.links import CitationLink, Target, words
from rulebook.model.act import Act, Expression
from rulebook.pages.draw.pictures import box, is_dead, link, svg, text
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, cited_by, relative
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView

_STEP, _LEFT, _MIDDLE, _WIDE, _RIGHT = 34, 330, 420, 230, 740


@dataclass(slots=True)
class _Side:
    """One end of a line: its words, where it leads, the articles it is tied to; soft for duties and measures."""

    name: str
    path: str
    articles: list[str]
    soft: bool = False


def graph_path(site: Site, act: Act) -> str:
    """Address of the page."""
    return f"{site.act_path(act.id)}citations/"


def graph_pages(site: Site) -> Iterator[DrawnPage]:
    """A page for every act of the bureau that cites or is cited."""
    for act in site.corpus.acts.values():
        text_ = act.shown(site.day)
        if act.header.collection != "law" and text_.header.text != "pending":
            title = f"{act.header.name}　引用和被引"
            yield DrawnPage(graph_path(site, act), title, "table.html", lambda a=act: view(site, a))  # type: ignore[misc]


def view(site: Site, act: Act) -> TableView:
    """Both sides of the act's articles."""
    shown = act.shown(site.day)
    url = graph_path(site, act)
    out, back = _out(site, shown), _back(site, act, shown)
    tied = {eid for side in (*out, *back) for eid in side.articles}
    used = {a.eid: (a.label, a.heading) for a in shown.document.articles() if a.eid in tied}
    rows = tuple(
        TableRow(
            eid,
            (
                Cell((Link(f"{label}　{heading}", relative(f"{site.act_path(act.id)}#{eid}", url)),)),
                Cell(tuple(Link(s.name, relative(s.path, url)) for s in out if eid in s.articles) or (Link("—"),)),
                Cell(tuple(Link(s.name, relative(s.path, url)) for s in back if eid in s.articles) or (Link("—"),)),
            ),
        )
        for eid, (label, heading) in used.items()
    )
    columns = (Column("article", "本件条文"), Column("cites", "引用"), Column("cited", "被引、职责、举措"))
    lead = "没有引用也没有被引的条不列。"
    key = '<p class="mut">实线是条文引用，虚线是写在该条的职责、举措。</p>'
    return TableView(
        f"{act.header.name}　引用和被引",
        lead,
        columns,
        rows,
        crumbs=(Link(act.header.name, relative(site.act_path(act.id), url)),),
        figure_html=f'<div class="not-phone">{key}{_picture(site, act, url, used=used, out=out, back=back)}</div>'
        if used
        else "",
    )


def _out(site: Site, shown: Expression) -> list[_Side]:
    sides: dict[str, _Side] = {}
    for cited in site.links.get(shown.file, ()):
        holder = cited.citation.holder.partition("__")[0]
        path = site.link_path(cited)
        if (cited.kind is Target.ACT and cited.id == shown.act) or not holder or not path:
            continue
        name = _title(site, cited)
        side = sides.setdefault(name, _Side(name, path.partition("#")[0] if cited.kind is Target.ACT else path, []))
        if holder not in side.articles:
            side.articles.append(holder)
    return list(sides.values())


def _title(site: Site, cited: CitationLink) -> str:
    if cited.kind is Target.ACT:
        return site.corpus.acts[cited.id].header.name
    if cited.kind is Target.BASIS:
        row = (site.corpus.registries.basis or {}).get(cited.id)
        return row.get("title") if row else cited.id
    register = site.corpus.registries.registers.get(cited.id)
    return register.meta.get("title") if register else cited.id


def _back(site: Site, act: Act, shown: Expression) -> list[_Side]:
    sides: dict[str, _Side] = {}
    for cited in cited_by(site, act):
        holder = cited.citation.holder.partition("__")[0]
        name = f"{cited.source.header.name}{words(holder)}"
        path = site.act_path(cited.source.act) + (f"#{holder}" if holder else "")
        side = sides.setdefault(name, _Side(name, path, []))
        side.articles += [eid for eid in dict.fromkeys(e.partition("__")[0] for e in cited.eids) if eid not in side.articles]
    found = [side for side in sides.values() if side.articles]
    for duty in shown.header.duties:
        name = f"职责　{site.office(duty.office) if duty.office else duty.who}，{duty.deadline}"
        found.append(_Side(name, f"{site.act_path(act.id)}#{duty.article}", [duty.article], soft=True))
    measures = site.corpus.registries.registers.get("measures")
    headings: dict[str, list[str]] = defaultdict(list)
    for article in shown.document.articles():
        headings[article.heading].append(article.eid)
    for row in measures.rows if measures else ():
        if row.get("act") == act.id and row.get("heading") in headings and not is_dead(site, row):
            path = f"registers/measures/#row_{row.get('no')}"
            found.append(_Side(f"举措　{row.get('measure')}", path, headings[row.get("heading")], soft=True))
    return found


def _picture(site: Site, act: Act, url: str, *, used: dict[str, tuple[str, str]], out: list[_Side], back: list[_Side]) -> str:
    """Three columns: what the act cites, its articles that cite or are cited, who cites it. used: number and heading of its articles."""
    height = max(len(used), len(out), len(back)) * _STEP + 36
    parts = [text(_LEFT, 18, f"引用（{len(out)}）", "e b"), text(_MIDDLE, 18, f"本件（{len(used)}条）", "s b")]
    parts.append(text(_RIGHT, 18, f"被引（{len(back)}）", "s b"))

    def place(index: int, count: int) -> float:
        return 36 + (index + 0.5) * (height - 36) / count

    at = {eid: place(n, len(used)) for n, eid in enumerate(used)}
    for n, side in enumerate(out):
        y = place(n, len(out))
        parts.append(link(relative(side.path, url), text(_LEFT, y + 4, _short(side.name), "e")))
        parts += [_line(_LEFT + 8, y, _MIDDLE, at[eid], soft=False) for eid in side.articles if eid in at]
    for n, side in enumerate(back):
        y = place(n, len(back))
        parts.append(link(relative(side.path, url), text(_RIGHT, y + 4, _short(side.name, 26), "s")))
        parts += [_line(_MIDDLE + _WIDE, at[eid], _RIGHT - 8, y, soft=side.soft) for eid in side.articles if eid in at]
    for eid, (label, heading) in used.items():
        words_ = text(_MIDDLE + 10, at[eid] + 4, label, "s b") + text(_MIDDLE + _WIDE - 10, at[eid] + 4, _short(heading, 10), "e")
        parts.append(link(relative(f"{site.act_path(act.id)}#{eid}", url), box(_MIDDLE, at[eid] - 13, _WIDE, 26) + words_))
    return svg(1130, int(height) + 8, f"引用{len(out)}处，被引、职责、举措{len(back)}处，文字见下表", parts)


def _line(x1: float, y1: float, x2: float, y2: float, *, soft: bool) -> str:
    half = (x1 + x2) / 2
    return f'<path class="{"l d" if soft else "l"}" d="M{x1:g} {y1:g}C{half:g} {y1:g} {half:g} {y2:g} {x2:g} {y2:g}"/>'


def _short(name: str, most: int = 22) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
