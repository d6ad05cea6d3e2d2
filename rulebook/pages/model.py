"""What the site is drawn from: the selected corpus with its citations resolved, once per build."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import posixpath
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rulebook.corpus.editions import Edition
from rulebook.corpus.library import Library, build_library
from rulebook.corpus.links import CitationLink, Target, link_all
from rulebook.corpus.load import Corpus
from rulebook.corpus.select import Existing
from rulebook.history.article_history import moved
from rulebook.history.decisions import Decision, Effect, decisions
from rulebook.history.redline import Row, compare
from rulebook.history.status import Span, Status, act_spans
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.finding import Finding
from rulebook.model.provision import Document, Provision
from rulebook.pages.views import Link, StatusView
from rulebook.pages.words import AS_OF, status_view


class _Texts(NamedTuple):
    """Two texts, known again as the same objects: a rebuild reads only changed files anew."""

    old: Document
    new: Document

    def __hash__(self) -> int:
        return hash((id(self.old), id(self.new)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Texts) and self.old is other.old and self.new is other.new


_PAPERS = {"docx": "Word", "pdf": "PDF"}


@functools.lru_cache(maxsize=4096)
def _compared(texts: _Texts) -> list[Row]:
    return compare(texts.old, texts.new)


@dataclass(slots=True)
class Site:
    """The corpus of one audience on one day, with everything pages need to look up.

    links: resolved citations by source file. backlinks: by (act id, article eid or ""). citing: by act id.
    decisions: oldest first. effects: what they did, by act.
    edition: the one this site is, None for the living site. editions: all there are.
    living: of an edition the site it was frozen from, for the same readers; None in the living site.
    whole: whether the frozen sites of the editions are built into this one.
    draft: the branch that a preview shows, "" for what is published. change: what it brings about, as HTML.
    drafts: texts that are not adopted, in a preview.
    commit, committed: what is published, and its time; "" in a preview. findings: on the whole rulebook.
    notes: what the bureau says of a collection, by its key. examples: questions on the home page.
    url: the site's absolute address, ending in "/", "" where it is not set.
    existing: acts that these readers may not read, where their existence may be told.
    papers: formats in which texts can be taken away (docx, pdf).
    """

    corpus: Corpus
    day: dt.date
    name: str
    library: Library
    links: dict[str, list[CitationLink]] = field(default_factory=dict)
    backlinks: dict[tuple[str, str], list[CitationLink]] = field(default_factory=dict)
    citing: dict[str, list[CitationLink]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    effects: dict[str, list[tuple[Decision, Effect]]] = field(default_factory=dict)
    edition: Edition | None = None
    living: Callable[[], Site] | None = None
    editions: tuple[Edition, ...] = ()
    whole: bool = False
    draft: str = ""
    change: str = ""
    drafts: tuple[Expression, ...] = ()
    commit: str = ""
    committed: str = ""
    findings: tuple[Finding, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    existing: tuple[Existing, ...] = ()
    examples: tuple[str, ...] = ()
    url: str = ""
    bodies: dict[str, str] = field(default_factory=dict)  # words of a text as HTML, by source file, filled by its first page
    _moved: dict[str, dict[str, Provision | None]] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)

    def status(self, spans: tuple[Span, ...]) -> StatusView:
        """A status on the site's day; in a frozen edition it is 当日有效, never 现行."""
        found = status_view(spans, self.day)
        frozen = self.edition and found.key == Status.IN_FORCE.value
        return dataclasses.replace(found, word=AS_OF) if frozen else found

    def compared(self, old: Expression, new: Expression) -> list[Row]:
        """Comparison of two texts, made once."""
        return _compared(_Texts(old.document, new.document))

    def follow(self, link: CitationLink) -> CitationLink:
        """A citation of an older or coming text of another act, carried on to the text shown today.

        It keeps its own text where an article it names is gone today.
        """
        if (
            link.kind is not Target.ACT
            or link.expression is None
            or link.id == link.source.act
            or link.id not in self.corpus.acts
        ):
            return link
        act = self.corpus.acts[link.id]
        shown = act.shown(self.day)
        if link.expression.file == shown.file:
            return link
        elsewhere = self.moved(act, link.expression)
        known = shown.document.provisions()
        eids = []
        for eid in link.eids:
            article, mark, below = eid.partition("__")
            target = elsewhere.get(article, known.get(article))
            if target is None:
                return link
            inner = f"{target.eid}{mark}{below}"
            eids.append(inner if inner in known else target.eid)
        return dataclasses.replace(link, expression=shown, eids=tuple(eids))

    def moved(self, act: Act, expression: Expression) -> dict[str, Provision | None]:
        """Where the articles of ``expression`` stand today, made once; only those that stand elsewhere or are gone."""
        if expression.file not in self._moved:
            self._moved[expression.file] = moved(act, expression, act.shown(self.day), self.compared)
        return self._moved[expression.file]

    def paper_links(self, stem: str) -> tuple[Link, ...]:
        """下载Word, 下载PDF of the files whose addresses begin with ``stem``."""
        return tuple(Link(f"下载{_PAPERS[form]}", f"{stem}.{form}") for form in self.papers)

    def act_path(self, act_id: str) -> str:
        """Address of an act's undated page, relative to the site's root."""
        if act_id not in self._paths:
            self._paths[act_id] = self._act_path(self.corpus.acts[act_id])
        return self._paths[act_id]

    def _act_path(self, act: Act) -> str:
        file, docs = act.newest.file, self.corpus.docs_name
        inside = file.removeprefix(f"{docs}/") if file.startswith(f"{docs}/") else posixpath.relpath(file, docs)
        return f"{posixpath.splitext(inside)[0] if act.newest.newest else posixpath.dirname(inside)}/"

    def expression_path(self, expression: Expression) -> str:
        """Permanent dated address of one expression."""
        return f"{self.act_path(expression.act)}{expression.key}/"

    def form_path(self, act: str, name: str) -> str:
        """Address of an act's form, "" where it is not entered."""
        placed = self.corpus.registries.forms.get(act, name) if self.corpus.registries.forms else None
        return placed.path if placed and act in self.corpus.acts else ""

    def office(self, slug: str, until: dt.date | None = None) -> str:
        """Name of an office on the site's day, or on the last day of a text that ended before; its slug where it is not registered."""
        day = min(self.day, until) if until else self.day
        return self.corpus.registries.office_name(slug, day)

    def office_ended(self, slug: str) -> str:
        """2022年3月18日撤销，由机关纪委承继; "" while the office exists on the site's day."""
        row = (self.corpus.registries.offices or {}).get(slug)
        ended = row.get("ended") if row else ""
        if not row or not ended or ended > self.day.isoformat():
            return ""
        successor = row.get("successor")
        return f"{day_words(dt.date.fromisoformat(ended))}撤销" + (f"，由{self.office(successor)}承继" if successor else "")

    def office_words(self, slug: str) -> str:
        """Name of an office, with a note where it is abolished."""
        note = self.office_ended(slug)
        return self.office(slug) + (f"（{note}）" if note else "")

    def office_in_charge(self, slug: str) -> str:
        """Name of who answers for an office's affairs on the site's day: the office, or the one that took over from an abolished one."""
        rows = self.corpus.registries.offices or {}
        for _ in rows:
            row = rows.get(slug)
            if row is None or not self.office_ended(slug) or not row.get("successor"):
                break
            slug = row.get("successor")
        return self.office(slug)

    def ended(self, link: CitationLink) -> tuple[str, str, bool] | None:
        """From which day what a citation leads to is dead, 失效 or 废止, and whether it is so on the site's day; None while it lives."""
        act = self.corpus.acts.get(link.id) if link.kind is Target.ACT and link.id != link.source.act else None
        if act is None:
            return None
        days = [(span.start, _DEAD[span.status]) for span in act_spans(act) if span.start and span.status in _DEAD]
        status = act.shown(self.day).header.article_status
        days += [(status[eid].repealed, "失效") for eid in (e.partition("__")[0] for e in link.eids) if eid in status]
        if not days:
            return None
        day, word = min(days)
        return day.isoformat(), word, day <= self.day

    def link_path(self, link: CitationLink) -> str:
        """Where a citation leads, "" where there is nothing to open."""
        anchor = f"#{link.eids[0]}" if link.eids else ""
        if link.kind is Target.ACT and link.id in self.corpus.acts:
            shown = self.corpus.acts[link.id].shown(self.day)
            if link.id == link.source.act:
                return anchor or self.act_path(link.id)
            dated = link.expression is not None and link.expression.key != shown.key and bool(anchor)
            path = self.expression_path(link.expression) if dated and link.expression else self.act_path(link.id)
            return path + anchor
        if link.kind is Target.BASIS:
            return f"basis/#{link.id}"
        if link.kind is Target.REGISTER:
            return f"registers/{link.id}/"
        return ""


_DEAD = {Status.EXPIRED: "失效", Status.REPEALED: "废止"}


def relative(path: str, page: str) -> str:
    """``path`` as seen from the page at ``page`` (both relative to the site's root)."""
    if path.startswith("#") or not path:
        return path
    target, hash_mark, anchor = path.partition("#")
    folder = page if page.endswith("/") else posixpath.dirname(page)
    return _from_folder(target, folder) + hash_mark + anchor


@functools.lru_cache(maxsize=65536)  # every page leads to the same pages of the site
def _from_folder(target: str, folder: str) -> str:
    there, here = _names(target), _names(folder)
    if ".." in there or ".." in here:
        return posixpath.relpath("/" + target, "/" + folder) + ("/" if target.endswith("/") else "")
    shared = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        shared += 1
    way = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return f"{way}/" if target.endswith("/") else way


def _names(path: str) -> list[str]:
    return [name for name in path.split("/") if name not in {"", "."}]


def build_site(corpus: Corpus, day: dt.date, name: str) -> Site:
    """Resolve everything once."""
    library = build_library(corpus)
    site = Site(corpus, day, name, library)
    links: dict[str, list[CitationLink]] = defaultdict(list)
    back: dict[tuple[str, str], list[CitationLink]] = defaultdict(list)
    shown = {act.shown(day).file for act in corpus.acts.values()}
    for found in link_all(corpus, library):
        link = site.follow(found) if found.source.file in shown else found  # an old text leads to what applied with it
        links[link.source.file].append(link)
        if link.source.file not in shown or link.kind not in {Target.ACT, Target.BASIS}:
            continue
        articles = dict.fromkeys(eid.partition("__")[0] for eid in link.eids) or [""]  # in the text's order, at every run
        for article in articles:
            if link.kind is Target.BASIS or link.id != link.source.act:
                back[(link.id, "" if link.kind is Target.BASIS else article)].append(link)
    site.links, site.backlinks = dict(links), dict(back)
    for (cited, _), citing in back.items():
        site.citing.setdefault(cited, []).extend(citing)
    site.decisions = decisions(corpus)
    for decision in site.decisions:
        for effect in decision.effects:
            site.effects.setdefault(effect.act, []).append((decision, effect))
    return site


def cited_by(site: Site, act: Act) -> list[CitationLink]:
    """Citations of any place in ``act`` by other acts, in 汇编 order."""
    return site.citing.get(act.id, [])
