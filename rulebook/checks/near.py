"""What somebody probably meant by an office that is not registered: likeness of its id, its name, other and former names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rapidfuzz import fuzz, process

from rulebook.corpus.registry import Row, former_names

_TAIL = re.compile(r"-(?:office|group|committee|section|department|division|center|centre)s?$")  # says nothing of which one
_NAME, _SLUG = 62, 78  # likeness, 0 to 100, from which a name or an id is offered


def unknown_office(word: str, offices: Mapping[str, Row]) -> tuple[str, str]:
    """The whole sentence, and the id that is offered ("" where none is near)."""
    near = _near(word, offices)
    way = (
        f"是否想写“{near}”（{offices[near].get('name')}）？"
        if near
        else "id 看科室登记（offices/offices.csv）第一列；新科室先在那里加一行。"
    )
    return f"科室登记里没有“{word}”。{way}", near


def _near(word: str, offices: Mapping[str, Row]) -> str:
    names: dict[str, str] = {}
    for slug, row in offices.items():
        for name in (row.get("name"), *row.many("aliases"), *(former for former, _ in former_names(row))):
            names.setdefault(name, slug)
    if word in names:
        return names[word]
    if word.isascii():
        stems = {slug: _TAIL.sub("", slug) for slug in offices}
        best = process.extractOne(_TAIL.sub("", word.lower()), stems, scorer=fuzz.ratio, score_cutoff=_SLUG)
        return str(best[2]) if best else ""
    holding = [name for name in names if name and (word in name or name in word)]
    found = process.extractOne(word, holding or list(names), scorer=fuzz.ratio, score_cutoff=0 if holding else _NAME)
    return names[str(found[0])] if found else ""
