"""The one allow-list of HTML that may stand on a page, applied by nh3 where a template draws a value.

It knows the elements of Markdown, of tables in rule texts and of our own drawings (tables, SVG). Whatever is
not on it is dropped; what runs or embeds (script, style, iframe …) is dropped with its content.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from html.parser import HTMLParser

import nh3

_TEXT = (
    "a abbr article b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr "
    "i ins kbd li mark ol p pre s section small span strong sub summary sup table tbody td tfoot th thead tr u ul wbr"
)
_DRAWN = "svg g defs pattern title desc path rect line circle polyline polygon text tspan"
_EVERYWHERE = (
    "id class title lang role tabindex aria-label aria-labelledby aria-hidden data-act data-target data-words data-spans data-k"
)
_LENGTHS = "x y x1 y1 x2 y2 cx cy r rx ry d dx dy width height points transform text-anchor"
_OF_ONE = {
    "a": "href data-ended data-ended-word data-gone",  # what is cited and no longer applies, told beside the citation
    **dict.fromkeys(
        ["i", "span", "div"], "data-box data-label data-kind data-asked"
    ),  # what a sheet tells of the boxes that are filled
    "table": "data-grid",
    "td": "colspan rowspan align",
    "th": "colspan rowspan align scope",
    "col": "width span",
    "ol": "start",
    "details": "open",
    "svg": "viewBox width height",
    "pattern": "width height patternUnits patternTransform",
    **dict.fromkeys(["g", "path", "rect", "line", "circle", "polyline", "polygon", "text", "tspan"], _LENGTHS),
}
_RUNS = "script style iframe object embed applet noscript template textarea select xmp noembed noframes math form frame frameset"
_BLANK = r"[\s\u0000-\u001f\u200b]*"
_HOST = re.compile(rf"{_BLANK}[/\\]{_BLANK}[/\\]")
_PROVISION = re.compile(r"(?:part|chp|sec|art|para|subpara|point|annex)_\d", re.IGNORECASE)

Part = tuple[str, str, str]  # element, attribute, value; "" where there is none


class Clean(str):
    """HTML that has been through the allow-list."""

    __slots__ = ()


def _inside(address: str) -> str | None:
    """A relative address, None for one that names another host."""
    return None if _HOST.match(address) else address


_CLEANER = nh3.Cleaner(
    tags={*_TEXT.split(), *_DRAWN.split()},
    clean_content_tags=set(_RUNS.split()),
    attributes={"*": set(_EVERYWHERE.split()), **{name: set(words.split()) for name, words in _OF_ONE.items()}},
    url_schemes={"mailto"},
    url_relative=_inside,
    link_rel=None,
)


_BLANKS = r"\u0000-\u0009\u000b-\u001f\u00a0\ud800-\udfff\ufeff"  # and what nh3 writes otherwise than it stands, or not at all
_WORDS = re.compile(rf"[^&<>{_BLANKS}]*+")  # no element, nothing to be written otherwise


@functools.lru_cache(maxsize=2048)  # forms, tables and pages stand alike in the sites of all editions
def clean_html(html: str) -> Clean:
    """``html`` with nothing in it that is not on the allow-list. Never raises on content."""
    return Clean(html if _WORDS.fullmatch(html) else _CLEANER.clean(html))


_VALUE = rf'"[^"&<>{_BLANKS}]*"'
_WAY = rf'"[\w.#\u001a][^"&<>:\\\s{_BLANKS}]*"'  # to a place in this site
_PLAIN = "|".join(f"{_EVERYWHERE} {_OF_ONE['a']}".replace("href", "").split())
_DRAWN_PLAINLY = re.compile(
    rf"(?:[^&<>{_BLANKS}]++|&(?:amp|lt|gt);|</?(?:a|b|br|div|h2|h3|h4|i|p|section|span)(?: (?:(?:{_PLAIN})={_VALUE}|href={_WAY}))*>)*"
)


def drawn_html(html: str) -> Clean:
    """The same for what this program drew itself, each element closed and every word escaped.

    Most of it holds nothing but plain elements with attributes of the allow-list and ways within the site, as nh3 would write
    them; to see that takes a tenth of the time in which nh3 reads it.
    """
    return Clean(html) if _DRAWN_PLAINLY.fullmatch(html) else clean_html(html)


class _Parts(HTMLParser):
    """Counts elements, attributes and comments."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[Part] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element, then each of its attributes."""
        self.found[tag, "", ""] += 1
        for name, value in attrs:
            self.found[tag, name, value or ""] += 1

    def handle_comment(self, data: str) -> None:
        """A comment is published with the page."""
        self.found["!--", "", data[:20]] += 1


def dropped(html: str) -> list[Part]:
    """What :func:`clean_html` takes from ``html``, each kind once, in order."""
    return list(_parts(html) - _parts(clean_html(html)))


def posing(html: str) -> list[Part]:
    """What in a page of one's own would pass for our drawing of a text: its classes, its ids of provisions, what our scripts read."""
    found = []
    for tag, name, value in _parts(html):
        ours = [
            word
            for word in value.split()
            if (name == "class" and word.startswith("rb-")) or (name == "id" and _PROVISION.match(word))
        ]
        found += [(tag, name, word) for word in ours] or ([(tag, name, "")] if name.startswith("data-") else [])
    return found


def _parts(html: str) -> Counter[Part]:
    parser = _Parts()
    parser.feed(html)
    parser.close()
    return parser.found
