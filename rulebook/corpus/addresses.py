"""Addresses that the site draws itself: a page written by hand at one of them would not be seen."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from pathlib import PurePosixPath

from rulebook.corpus.load import Corpus
from rulebook.corpus.matters import load_matters

_FIXED = frozenset(
    [
        "./",
        "acts/",
        "applied/",
        "as-of/",
        "basis/",
        "basis/review/",
        "categories/",
        "changes/",
        "citations/",
        "cite/",
        "ended/",
        "expiring/",
        "forms/",
        "glossary/",
        "laws/",
        "mechanisms/",
        "mine/",
        "numbers/",
        "offices/",
        "offices/acts/",
        "receipts/",
        "registers/",
        "registers/figures/",
        "registers/similar/",
        "restricted/",
        "rules/",
        "search/",
        "status/",
        "tasks/",
        "tasks/new-staff/",
        "tasks/roles/",
        "this-change/",
        "upcoming/",
        "verify/",
    ]
)
_ROOMS = (
    "calendar/",
    "decisions/",
    "drafts/",
    "editions/",
    "redline/",
)  # whatever stands there and below is drawn, as below an act


@lru_cache(maxsize=1 << 14)  # a preview asks of the same files after every saved edit; pathlib takes its time
def written_address(file: str, docs: str) -> str:
    """The address of a page with a source of its own: ``docs/guide/x.md`` is ``guide/x/``, an index that of its folder."""
    path = PurePosixPath(file).relative_to(docs)
    folder = path.parent if path.stem in {"index", "README"} else path.with_suffix("")
    return f"{folder}/"


class Drawn:
    """The addresses of the pages that the site draws from a rulebook."""

    def __init__(self, corpus: Corpus) -> None:
        acts = (written_address(e.file, corpus.docs_name) for e in corpus.expressions())
        forms = corpus.registries.forms.by_act if corpus.registries.forms else {}
        tasks = {f"tasks/{matter.id}/" for matter in load_matters(corpus.root, corpus.docs).all}
        self._pages = _FIXED | tasks | {f"registers/{slug}/" for slug in corpus.registries.registers}
        self._rooms = {*_ROOMS, *acts, *(f"forms/{act}/" for act in forms)}

    def __contains__(self, address: str) -> bool:
        above = accumulate(PurePosixPath(address).parts, "{}{}/".format, initial="")
        return address in self._pages or any(folder in self._rooms for folder in above)
