"""What pages may call. Each macro is a function of the page it stands on; it returns HTML or plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from rulebook.corpus.count import COUNTED, counted
from rulebook.corpus.links import words
from rulebook.corpus.registry import term_anchor
from rulebook.history.status import act_spans
from rulebook.model.act import Act, Expression
from rulebook.model.provision import Provision
from rulebook.pages.draw import pictures
from rulebook.pages.draw.pictures import collections, register_figure
from rulebook.pages.list_pages import changes
from rulebook.pages.model import Site, relative
from rulebook.pages.model import cited_by as citing
from rulebook.pages.reference import codes_table, header_table
from rulebook.pages.rule_page import snippet

_LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Place:
    """The page a macro is called on: the site and the page's address."""

    site: Site
    url: str

    def to(self, path: str) -> str:
        """A path of the site as seen from this page."""
        return relative(path, self.url)


class MacroError(ValueError):
    """A call that cannot be answered; its message is for editors."""


def answered(function: Callable[..., str], place: Place, *args: object, **kwargs: object) -> str:
    """What ``function`` gives on this page; raises :class:`MacroError` where it cannot be answered.

    A page of today stands in a frozen edition too: what came later is named there in today's words, without a link.
    """
    try:
        return str(function(place, *args, **kwargs))
    except MacroError:
        if place.site.living is None:
            raise
        return _LINK.sub("", str(function(Place(place.site.living(), place.url), *args, **kwargs)))


def article(place: Place, target: str, text: str = "") -> str:
    """A link to an article: ``article("three-provisions#如实填报")`` by 条标 or ``#art_6`` by id."""
    act, expression, provision = locate(place.site, target)
    words_shown = text or f"《{expression.header.name}》{words(provision.eid)}"
    return _link(place, place.site.act_path(act.id) + f"#{provision.eid}", words_shown, act.id, provision.eid)


def rule(place: Place, act: str, text: str = "") -> str:
    """A link to an act by its id."""
    found = find_act(place.site, act)
    return _link(place, place.site.act_path(act), text or f"《{found.shown(place.site.day).header.title}》", act)


def basis(place: Place, instrument: str, text: str = "") -> str:
    """A link to a registered instrument (上位依据) by its id."""
    row = (place.site.corpus.registries.basis or {}).get(instrument)
    if row is None:
        raise MacroError(f"上位依据里没有“{instrument}”。请核对 id。")
    return _link(place, f"basis/#{instrument}", text or f"《{row.get('title')}》")


def term(place: Place, name: str) -> str:
    """A term with its meaning as a tooltip and a link to the glossary."""
    terms = place.site.corpus.registries.terms or {}
    if name not in terms:
        raise MacroError(f"术语里没有“{name}”。请核对，或者先登记。")
    meaning = escape(terms[name].get("definition"))
    return f'<a class="rb-term" href="{place.to(f"glossary/#{term_anchor(name)}")}" title="{meaning}">{escape(name)}</a>'


def register(place: Place, slug: str, text: str = "") -> str:
    """A link to a register (清单) with the number of its rows."""
    found = place.site.corpus.registries.registers.get(slug)
    if found is None:
        raise MacroError(f"没有“{slug}”这件清单。请核对 id。")
    count_words = f"（{len(found.rows)}行）" if found.rows else ""
    return _link(place, f"registers/{slug}/", text or f"《{found.meta.get('title')}》{count_words}")


def rules_table(place: Place, collection: str = "", category: str = "", office: str = "", status: str = "") -> str:
    """A table of acts, narrowed by collection, category, office id and status word."""
    site = place.site
    rows = []
    for act in site.corpus.acts.values():
        header = act.shown(site.day).header
        state = site.status(act_spans(act))
        wanted = ((collection, header.collection), (category, header.category), (office, header.office), (status, state.word))
        if any(asked and asked != has for asked, has in wanted):
            continue
        rows.append(
            f"<tr><td>{_link(place, site.act_path(act.id), header.title, act.id)}</td><td>{escape(header.doc_no)}</td>"
            f"<td>{escape(site.office(header.office))}</td><td><span data-spans='{escape(state.spans)}'>{state.word}</span></td></tr>"
        )
    if not rows:
        return "<p>没有符合条件的制度。</p>"
    head = "<tr><th>题名</th><th>文号</th><th>责任科室</th><th>状态</th></tr>"
    return f'<table class="rb-tbl"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'


def cited_by(place: Place, target: str) -> str:
    """A list of the citations of an act, or of one of its articles."""
    act_id, _, wanted = target.partition("#")
    act = find_act(place.site, act_id)
    eid = locate(place.site, target)[2].eid if wanted else ""
    items = []
    for link in citing(place.site, act):
        if eid and not any(e.partition("__")[0] == eid for e in link.eids):
            continue
        holder = link.citation.holder.partition("__")[0]
        path = place.site.act_path(link.source.act) + (f"#{holder}" if holder else "")
        name = f"《{link.source.header.name}》{words(holder)}"
        items.append(f"<li>{_link(place, path, name)}：{escape(snippet(link, 20))}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else "<p>没有别的制度引用。</p>"


def recent_changes(place: Place, most: int = 5) -> str:
    """The latest changes, newest first; at most 50."""
    rows = changes(place.site, place.url, max(1, min(int(most), 50)))
    items = "".join(
        f'<li>{c.date}　<a href="{c.act.url}">{escape(c.act.text)}</a>　{c.event}（{escape(c.note)}）</li>' for c in rows
    )
    return f"<ul>{items}</ul>"


def picture(place: Place, name: str) -> str:
    """A picture of the whole rulebook: collections, or of a register: its id."""
    if name == "collections":
        return collections(place.site, place.url)
    register = place.site.corpus.registries.registers.get(name)
    drawn = register_figure(place.site, register, place.url) if register else ""
    if not drawn:
        raise MacroError(f"没有“{name}”这张图。可以写 collections，或者有图的清单 id。")
    return drawn


def flow(place: Place, act: str, chapter: str) -> str:
    """The articles of a chapter as steps."""
    drawn = pictures.flow(place.site, find_act(place.site, act), chapter, place.url)
    if not drawn:
        raise MacroError(f"《{find_act(place.site, act).header.name}》没有“{chapter}”。")
    return drawn


def count(place: Place, what: str) -> str:
    """A figure counted from the data: mechanism, rule, law, act, forms, basis, terms, offices, or a register's id."""
    found = counted(place.site.corpus, what)
    if found is None:
        raise MacroError(f"不会数“{what}”。可以写 {COUNTED}。")
    return str(found)


def find_act(site: Site, act_id: str) -> Act:
    """The act with this id."""
    act = site.corpus.acts.get(act_id)
    if act is None:
        raise MacroError(f"没有 id 为“{act_id}”的制度。请核对。")
    return act


def locate(site: Site, target: str) -> tuple[Act, Expression, Provision]:
    """``act#条标`` or ``act#art_6`` to the provision it means today."""
    act_id, _, wanted = target.partition("#")
    act = find_act(site, act_id)
    expression = act.shown(site.day)
    provision = expression.document.provisions().get(wanted) or expression.article_by_heading(wanted)
    if provision is None:
        raise MacroError(f"《{expression.header.name}》没有“{wanted}”这一条。请核对条标或者条号。")
    return act, expression, provision


def _link(place: Place, path: str, text: str, act: str = "", eid: str = "") -> str:
    data = (f' data-act="{escape(act)}"' if act else "") + (f' data-target="{escape(eid)}"' if eid else "")
    return f'<a class="rb-cite" href="{escape(place.to(path))}"{data}>{escape(text)}</a>'


def header_keys(_: Place) -> str:
    """The keys of the front matter, drawn from the schema."""
    return header_table()


def finding_codes(_: Place) -> str:
    """The codes of findings with examples."""
    return codes_table()


MACROS: dict[str, Callable[..., str]] = {
    f.__name__: f
    for f in (
        article,
        rule,
        basis,
        term,
        register,
        rules_table,
        cited_by,
        recent_changes,
        picture,
        flow,
        header_keys,
        finding_codes,
        count,
    )
}
__all__ = ["MACROS", "MacroError", "Place", "answered"]
