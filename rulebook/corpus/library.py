"""Finding an act or an instrument by the name somebody gives it (题名、简称、别名、文号).

A library equal to one of before is that one, with all that was found in it: an edit most often changes no name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

from rulebook.corpus.load import Corpus, is_published
from rulebook.markup.lexer import INVISIBLE
from rulebook.markup.numerals import to_int
from rulebook.model.act import Act
from rulebook.model.header import doc_no_key

_DROP = re.compile(r"[《》〈〉「」“”‘’\"'\s\u200b\u3000]|中华人民共和国")


@lru_cache(maxsize=1 << 15)  # checks and links ask of the same titles again and again
def title_key(title: str) -> str:
    """A title as compared: without marks, blanks and 中华人民共和国."""
    return _DROP.sub("", title).replace("(", "（").replace(")", "）")


_ORDER = re.compile(r"(?:中华人民共和国)?(?P<issuer>[^\d〔〕]+)令[（(]?第(?P<number>[^\d〔〕（）()]{1,8}|\d{1,5})号[）)]?")
_ORDER_BEHIND = re.compile(r"(?:中华人民共和国)?(?P<issuer>[^\d〔〕]+?)第(?P<number>\d{1,5})号令")  # 国务院第513号令


def number_key(doc_no: str) -> str:
    """A 文号 as compared: 中华人民共和国国务院令第5号, 国务院令（第五号） and 国务院第5号令 are one."""
    key = doc_no_key(doc_no)
    match = _ORDER.fullmatch(key) or _ORDER_BEHIND.fullmatch(key)
    number = to_int(match["number"]) if match else None
    return f"{match['issuer']}令第{number}号" if match and number else key


_LOOKS_LATIN = str.maketrans("×✕АВЕКМНОРСТУХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "xxABEKMHOPCTYXaeopcyxijsABEZHIKMNOPTYXo")


@lru_cache(maxsize=1 << 15)  # as above
def skeleton(name: str) -> str:
    """A name as the eye takes it: letters and digits alone, width folded, what looks like a Latin letter as that letter."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", name)).translate(_LOOKS_LATIN).casefold()
    return "".join(character for character in plain if character.isalnum())


def doc_no_order(doc_no: str) -> tuple[str, str, int]:
    """The order of 文号: issuing word, year, number."""
    word, _, rest = doc_no.partition("〔")
    year, _, number = rest.partition("〕")
    digits = "".join(ch for ch in number if ch.isdigit())
    return word, year, int(digits or 0)


@dataclass(slots=True)
class Library:
    """Names to ids. ``acts`` and ``basis`` map a compared name to the ids that bear it."""

    acts: dict[str, set[str]] = field(default_factory=dict)
    basis: dict[str, set[str]] = field(default_factory=dict)
    numbers: dict[str, tuple[str, str]] = field(default_factory=dict)  # 文号 → (act id, expression key)
    issuers: tuple[str, ...] = ()  # who issues the bureau's own acts
    _near: dict[str, str] = field(default_factory=dict, compare=False)  # what ``nearest`` was asked: many texts cite the same law
    linked: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # by file, what ``links`` resolved with it

    def find_act(self, title: str) -> frozenset[str]:
        """Ids of acts called so."""
        return frozenset(self.acts.get(title_key(title), ()))

    def find_basis(self, title: str) -> frozenset[str]:
        """Ids of registered instruments called so."""
        return frozenset(self.basis.get(title_key(title), ()))

    def nearest(self, title: str) -> str:
        """The known title most like ``title``, "" where none is near."""
        key = title_key(title)
        if key not in self._near:
            self._near[key] = nearest_title(title, _order(self))
        return self._near[key]


def nearest_title(title: str, known: Sequence[str]) -> str:
    """The compared name among ``known`` most like ``title``, "" where none is near."""
    best = process.extractOne(title_key(title), known, scorer=fuzz.ratio, score_cutoff=72)
    return str(best[0]) if best else ""


def known_names(corpus: Corpus) -> frozenset[str]:
    """What a text may name: offices and roles by any name; in 《》 the titles of acts and registered instruments."""
    texts = (name for e in corpus.expressions() for name in (e.header.title, e.header.short_title) if name)
    return corpus.registries.office_names() | corpus.registries.basis_titles() | {f"《{name}》" for name in texts}


def own_names(corpus: Corpus) -> tuple[re.Pattern[str] | None, dict[str, Act]]:
    """How acts of our own are called, also by another name and by number, as they stand before what is said of them.

    The pattern (None without acts) has a group ``name``, a key of the map; 《》 and what a pair of brackets adds may stand around it.
    """
    acts: dict[str, Act] = {}
    for act in corpus.acts.values():
        if is_published(act.newest) or act.header.state != "adopted":
            continue
        for text in act.expressions:
            header = text.header
            called = (*header.names, doc_no_key(header.doc_no))
            acts |= {name: act for name in called if name}
    names = "|".join(map(re.escape, sorted(acts, key=len, reverse=True)))
    return (re.compile(rf"《?(?P<name>{names})(?:》|文件)?(?:（[^（）]{{0,20}}）)?") if acts else None), acts


def words_elsewhere(acts: Iterable[Act], but: str) -> str:
    """The newest texts of our own acts but one: what the house writes."""
    return "\n".join(act.newest.raw for act in acts if act.id != but and not is_published(act.newest))


_KNOWN: deque[Library] = deque(maxlen=4)  # of the whole rulebook, of what one audience sees of it, of editions


def build_library(corpus: Corpus) -> Library:
    """Every name in the corpus. Nobody changes it."""
    library = _collected(corpus)
    known = next((held for held in _KNOWN if held == library and _order(held) == _order(library)), None)
    if known is None:
        _KNOWN.append(library)
    return known or library


def _order(library: Library) -> list[str]:
    """The names in their order: of two that are equally near to a misspelt one, the first is offered."""
    return [*library.acts, *library.basis]


def _collected(corpus: Corpus) -> Library:
    library = Library()
    shared: set[str] = set()  # one instrument that amended several acts: its number names none of them
    for act in corpus.acts.values():
        for expression in act.expressions:
            header = expression.header
            for name in header.names:
                library.acts.setdefault(title_key(name), set()).add(act.id)
            number = number_key(header.doc_no)
            if number and library.numbers.setdefault(number, (act.id, expression.key))[0] != act.id:
                shared.add(number)
    for row in (corpus.registries.basis or {}).values():
        for name in filter(None, dict.fromkeys((row.get("title"), *row.many("short_titles")))):
            library.basis.setdefault(title_key(name), set()).add(row.get("id"))
    for register in corpus.registries.registers.values():
        number = register.meta.get("doc_no")
        if number:
            library.numbers.setdefault(number_key(number), (register.slug, ""))
        library.acts.setdefault(title_key(register.meta.get("title")), set()).add(register.slug)
    own = (e.header.issuer for e in corpus.expressions() if not is_published(e))
    library.issuers = tuple(sorted({issuer for issuer in own if issuer}))
    for number in shared:
        del library.numbers[number]
    return library
