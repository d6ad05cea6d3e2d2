"""Lines of a rule text, each with what it opens (行的种类). One pass, no look-ahead."""

from __future__ import annotations

import re
from typing import NamedTuple

from rulebook.markup.numerals import NUMERAL, to_int
from rulebook.model.provision import Kind

BLANKS = " \t\u3000\u00a0\u200b\ufeff"
INVISIBLE = re.compile(  # characters that are not seen and that break searches and citations
    r"[\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]"
)
_SPACE = r"[^\S\r\n\u200b]|\u200b"
_SPACE = f"(?:{_SPACE})"
_NUM = rf"(?:[{NUMERAL}]+|[0-9０-９]+)"
# 第十二条之一; a blank inside the number (第一百二十八 条) is a slip of the source that still opens an article.
_ARTICLE = re.compile(
    rf"(?P<label>[第笫]{_SPACE}?(?P<n>{_NUM}){_SPACE}?条(?:{_SPACE}?之{_SPACE}?(?P<z>{_NUM}))?)(?P<gap>{_SPACE}*)(?:【(?P<heading>[^】\n]*)】)?"
)
_NOT_ARTICLE = re.compile(r"(?:第[^条]{0,12}[款项]|规定|的规定|所列|至第|、第|和第|或者第|以及第|款)")
_DIVISION = re.compile(
    rf"(?P<label>第{_SPACE}?(?P<n>{_NUM}){_SPACE}?(?P<unit>分编|编|章|节)(?:之(?P<z>{_NUM}))?)(?P<gap>{_SPACE}*)(?P<name>.*)"
)
# Without #, as it comes out of a word processor: alone on its line, with a blank and a heading without punctuation.
_PLAIN_DIVISION = re.compile(
    rf"(?P<label>第{_SPACE}?(?P<n>{_NUM}){_SPACE}?(?P<unit>分编|编|章|节)(?:之(?P<z>{_NUM}))?)(?P<gap>{_SPACE}+)(?P<name>[^。；，、：:;,.|《》“”]{{1,30}})$"
)
_ITEM = re.compile(rf"(?P<label>[（(]{_SPACE}?(?P<n>[{NUMERAL}]{{1,4}}){_SPACE}?[）)]|[㈠-㈩])")
_POINT = re.compile(r"(?P<label>(?P<n>[0-9０-９]{1,3})[.．、])(?![0-9])")
_CLAUSE = re.compile(rf"(?P<label>(?P<n>[{NUMERAL}]{{1,4}})[、.．])")
_ANNEX = re.compile(
    rf"(?P<label>附{_SPACE}*(?:件|录|表)?{_SPACE}*(?:[0-9０-９{NUMERAL}]{{1,3}})?){_SPACE}*(?P<rest>[:：].*)?$"
    rf"|附(?:件|录|表)[0-9０-９{NUMERAL}]{{1,3}}{_SPACE}+[^。；，、：]{{1,30}}$"
)
UNITS = {"编": Kind.PART, "分编": Kind.SUBPART, "章": Kind.CHAPTER, "节": Kind.SECTION}


class Line(NamedTuple):
    """A line with its end, split into prefix, label, gap, heading and rest.

    opens: the kind of provision the line opens; Kind.TEXT where it opens none.
    level: number of # of a Markdown heading, 0 for a plain line.
    """

    opens: Kind
    number: tuple[int, ...]
    prefix: str
    label: str
    gap: str
    heading: str
    rest: str
    end: str
    level: int = 0
    bracketed: bool = False


def _number(match: re.Match[str]) -> tuple[int, ...]:
    label = match["label"][0]
    if label in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩":
        return (ord(label) - ord("㈠") + 1,)
    value = to_int(match["n"])
    if value is None:
        return ()
    sub = match["z"] if "z" in match.re.groupindex else None
    tail = to_int(sub) if sub else None
    return (value,) if tail is None else (value, tail)


def read_line(raw: str, end: str) -> Line:
    """Classify one line (without its line end)."""
    stripped = raw.lstrip(BLANKS)
    prefix = raw[: len(raw) - len(stripped)]
    if stripped.startswith("#"):
        return _heading(stripped, prefix, end)
    first = stripped[:1]
    if first in "第笫":
        line = _ordinal(stripped, prefix, end)
        if line:
            return line
    elif first in "（(㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩":
        match = _ITEM.match(stripped)
        number = _number(match) if match else ()
        if match and number:
            return _opened(Kind.SUBPARAGRAPH, number, match, prefix, end)
    elif first in NUMERAL:
        match = _CLAUSE.match(stripped)
        number = _number(match) if match else ()
        if match and number:
            return _opened(Kind.CLAUSE, number, match, prefix, end)
    elif first.isdigit():
        match = _POINT.match(stripped)
        number = _number(match) if match else ()
        if match and number:
            return _opened(Kind.POINT, number, match, prefix, end)
    elif first == "附":
        match = _ANNEX.match(stripped.rstrip())
        if match:
            return Line(Kind.ANNEX, (), prefix, "", "", "", stripped, end)
    return Line(Kind.TEXT, (), prefix, "", "", "", stripped, end)


def _ordinal(stripped: str, prefix: str, end: str) -> Line | None:
    """An article, or a division without #; None where the line only begins with such words."""
    match = _ARTICLE.match(stripped)
    number = _number(match) if match else ()
    if match and number:
        label, gap, heading = match.group("label", "gap", "heading")
        if gap or heading is not None or not _NOT_ARTICLE.match(stripped, match.end()):
            rest = stripped[match.end() :]
            return Line(Kind.ARTICLE, number, prefix, label, gap, heading or "", rest, end, 0, heading is not None)
    division = _PLAIN_DIVISION.match(stripped)
    if division and (number := _number(division)):
        return Line(UNITS[division["unit"]], number, prefix, division["label"], division["gap"], division["name"], "", end)
    return None


def _opened(kind: Kind, number: tuple[int, ...], match: re.Match[str], prefix: str, end: str) -> Line:
    rest = match.string[match.end() :]
    body = rest.lstrip(BLANKS)
    return Line(kind, number, prefix, match["label"], rest[: len(rest) - len(body)], "", body, end)


def _heading(stripped: str, before: str, end: str) -> Line:
    """A line that begins with # after ``before``, which holds blanks of any kind."""
    level = len(stripped) - len(stripped.lstrip("#"))
    rest = stripped[level:].lstrip(" \t\u3000\u00a0")
    prefix = before + stripped[: len(stripped) - len(rest)]
    article = read_line(rest, end) if rest[:1] == "第" else None
    if article and article.opens is Kind.ARTICLE:
        return article._replace(prefix=prefix + article.prefix)
    division = _DIVISION.match(rest)
    if division and _number(division):
        return Line(
            UNITS[division["unit"]],
            _number(division),
            prefix,
            division["label"],
            division["gap"],
            division["name"],
            "",
            end,
            level,
        )
    if _ANNEX.match(rest.strip()):
        return Line(Kind.ANNEX, (), prefix, "", "", "", rest, end, level)
    return Line(Kind.HEADING, (), prefix, "", "", rest, "", end, level)
