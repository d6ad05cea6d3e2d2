"""What Python and the browser must say alike, written once as a script (``rulebook contract``)."""

from __future__ import annotations

import json

from rulebook.duty.workdays import WEEK
from rulebook.history.status import WORDS, Status
from rulebook.markup.numerals import DIGITS, NUMERAL
from rulebook.markup.numerals import UNITS as NUMERAL_UNITS
from rulebook.model.units import UNITS
from rulebook.pages.now import THAT_DAY, TODAY
from rulebook.pages.words import AS_OF, TONES

PATH = "overrides/assets/js/shared/contract.js"
_HEAD = "// @ts-check\n/** 两种程序都要用的词：由 `rulebook contract` 从 Python 写出，不在这里改。 */\n"


def contract() -> str:
    """The script's text."""
    tables = {
        "STATUS_WORDS": ("Record<string, string>", {**{s.value: w for s, w in WORDS.items()}, "as_of": AS_OF}),
        "STATUS_TONES": ("Record<string, string>", {**{s.value: t for s, t in TONES.items()}, "as_of": TONES[Status.IN_FORCE]}),
        "NOW": ("Record<string, string>", TODAY._asdict()),
        "THEN": ("Record<string, string>", THAT_DAY._asdict()),
        "UNITS": ("Record<string, string>", {kind.value: word for kind, word in UNITS.items()}),
        "DIGITS": ("Record<string, number>", DIGITS),
        "NUMERAL_UNITS": ("Record<string, number>", NUMERAL_UNITS),
        "NUMERAL": ("string", NUMERAL),
        "WEEK": ("string", WEEK),
    }
    lines = (
        f"\n/** @type {{{kind}}} */\nexport const {name} = {json.dumps(value, ensure_ascii=False)};\n"
        for name, (kind, value) in tables.items()
    )
    return _HEAD + "".join(lines)
