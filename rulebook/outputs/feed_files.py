"""What changed, for programs: ``changes.json`` and an Atom feed (RFC 4287), with names of entries that never change."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from rulebook.history.article_history import neighbours
from rulebook.history.decisions import TEXTS, Effect
from rulebook.model.day import day_words, last_day_words
from rulebook.pages.mine_page import DATA as JSON
from rulebook.pages.mine_page import FEED as ATOM
from rulebook.pages.model import Site
from rulebook.pages.redline_pages import path as redline_path

__all__ = ["ATOM", "JSON", "ChangeEntry", "changes", "feed_files"]
FORMAT = 1  # of changes.json; rises when a key changes its meaning
_FROM = {"废止": "起废止", "部分失效": "起部分条款不再适用"}
MOST = 100  # entries of the feed, newest first; the JSON has all
_NS = "http://www.w3.org/2005/Atom"
_BEIJING = "+08:00"
_NAMES = uuid.UUID("6f1f3a0e-6f0c-5b8f-9a55-0d1c8a2f7e11")  # of the names of entries: must stay as it is


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change of one act.

    id: made of act, event and day, the same in every build. known: day it was decided or issued. effective: from when it
    holds, for 期满 the first day without the act; None where not known. path: of the text, or of the act; compared: of the
    comparison with the text before, "" where there is none. Both from the site's root.
    """

    id: str
    act: str
    title: str
    event: str
    known: dt.date
    effective: dt.date | None
    doc_no: str
    note: str
    path: str
    compared: str


def feed_files(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Both files; none in a frozen edition, where nothing changes."""
    if site.edition is None:
        yield JSON, lambda: _json(site)
        yield ATOM, lambda: _atom(site)


def changes(site: Site) -> list[ChangeEntry]:
    """Every change of the bureau's acts known on the site's day, newest first; what was only entered anew is none."""
    used: Counter[str] = Counter()
    found = []
    for decision in site.decisions:
        for effect in decision.effects:
            entry = _entry(site, effect, decision.issued, used)
            if entry and entry.known <= site.day:
                found.append(entry)
    return sorted(found, key=lambda entry: (entry.known, entry.effective or entry.known, entry.id), reverse=True)


def _entry(site: Site, effect: Effect, issued: dt.date | None, used: Counter[str]) -> ChangeEntry | None:
    if effect.event == "登记更正":
        return None
    act = site.corpus.acts[effect.act]
    effective, known = effect.effective, max(effect.on, issued or effect.on)
    if effect.event == "期满" and effective:
        effective = known = effective + dt.timedelta(days=1)
    kind = "text" if effect.event in TEXTS else effect.event
    name = f"{effect.act}/{kind}/{effective or effect.on}"
    used[name] += 1
    text = next((e for e in act.expressions if e.key == effect.expression and e.valid_from), None)
    made = text if effect.event in TEXTS else None
    pair = next((pair for pair in neighbours(act) if made and pair[1].key == made.key), None)
    return ChangeEntry(
        name if used[name] == 1 else f"{name}/{used[name]}",
        effect.act,
        (text or act.newest).header.title,
        effect.event,
        known,
        effective,
        effect.doc_no,
        effect.note,
        site.expression_path(made) if made else site.act_path(act.id),
        redline_path(act, *pair) if pair else "",
    )


def _json(site: Site) -> bytes:
    rows = [
        {
            "id": entry.id,
            "act": entry.act,
            "title": entry.title,
            "event": entry.event,
            "known": entry.known.isoformat(),
            "effective": entry.effective.isoformat() if entry.effective else "",
            "when": _when(entry),
            "doc_no": entry.doc_no,
            "note": entry.note,
            "path": entry.path,
            "compared": entry.compared,
        }
        for entry in changes(site)
    ]
    value = {"format": FORMAT, "name": site.name, "day": site.day.isoformat(), "changes": rows}
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _atom(site: Site) -> bytes:
    """Addresses are relative to the feed, absolute where the site knows its own."""
    entries = changes(site)[:MOST]
    ET.register_namespace("", _NS)
    feed = ET.Element(f"{{{_NS}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(feed, "title", f"{site.name}　变动")
    _add(feed, "id", _urn("feed"))
    _add(feed, "updated", _time(max((entry.known for entry in entries), default=site.day)))
    _add(_add(feed, "author"), "name", site.name)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{site.url}{ATOM}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{site.url}changes/")
    for entry in entries:
        element = _add(feed, "entry")
        _add(element, "title", f"《{entry.title}》{entry.event}")
        _add(element, "id", _urn(entry.id))
        _add(element, "updated", _time(entry.known))
        _add(element, "link", rel="alternate", type="text/html", href=f"{site.url}{entry.path}")
        _add(element, "summary", "　".join(word for word in (entry.doc_no, _when(entry), entry.note) if word))
    ET.indent(feed, " ")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _when(entry: ChangeEntry) -> str:
    """From when it holds, in the words of the pages; "" where not known."""
    if not entry.effective:
        return ""
    if entry.event == "期满":
        return last_day_words(entry.effective - dt.timedelta(days=1))
    return f"{day_words(entry.effective)}{_FROM.get(entry.event, '起施行')}"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_NS}}}{name}", attributes)
    element.text = text or None
    return element


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_NAMES, name)}"


def _time(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00{_BEIJING}"
