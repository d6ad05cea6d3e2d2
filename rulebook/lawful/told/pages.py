"""What written pages say anew of our acts, or otherwise than they did (L320): nobody keeps a page in step with a rule.

A reviewer is shown each place once, a page in one finding; whether it is true only who reads the rule can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rulebook.corpus.library import own_names
from rulebook.corpus.load import Corpus, Page
from rulebook.lawful.compared import clauses, few, gone_and_new, paired, reasons_told, short
from rulebook.markup.code import without_fences
from rulebook.markup.over import OVER
from rulebook.markup.source import split_header
from rulebook.model.act import Act
from rulebook.model.finding import Finding, Level

_FEW = 3  # places shown
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]*)\]\([^()\n]*\)|\{\{.*?\}\}")  # where it leads is looked at elsewhere
_TARGET = re.compile(r"\[([^\[\]\n]+)\]\(([^()\n]*)\)")
_CALL = re.compile(r"\{\{.*?\}\}")
_WEIGHS = re.compile(  # words of what a text is worth and how it comes about
    f"{OVER}|正式|示范|为准|效力|约束|有效|适用|现行|生效|[施实]行|参考|批准|审核|审批|公开|保密|期限|依据|勘误|修正|修订|延期|更正|撤回|顺延"
)
_Named = tuple[re.Pattern[str] | None, Mapping[str, Act]]


def changed(corpus: Corpus, before: Mapping[str, str]) -> Iterator[Finding]:
    """Warnings on pages. before: each that is not as it was, relative to the root, with the text it had; "" for a new one."""
    pages = [page for page in corpus.pages if page.file in before]
    named, offices = own_names(corpus) if pages else (None, {}), tuple(corpus.registries.office_names()) if pages else ()
    for page in pages:
        if not before[page.file]:
            message = "这一页是新加的，读者会照它办。它说到制度的地方，请对照条文核对。"
            yield Finding(page.file, 1, 1, "L320", Level.WARNING, message, page.file)
        told = dict(_said(page, before[page.file], named, offices))
        if told:
            shown = few([f"第{line}行{words}" for line, words in sorted(told.items())], _FEW)
            message = f"这一页改了怎么说制度：{shown}。请对照条文核对；写错了的请改回去。"
            yield Finding(page.file, min(told), 1, "L320", Level.WARNING, message, str(len(told)))


def _said(page: Page, before: str, named: _Named, offices: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each line with what it says otherwise."""
    old = _clauses(split_header(before, page.file).body) if before else []
    new = _clauses(page.source.body)
    lost, gained = gone_and_new(old, new)
    pairs = {now: was for was, now in paired(lost, gained)}
    names, acts = named
    issued = "/registers/" in page.file  # a letter that was sent, a plan: each word of it
    for clause in gained:
        was = pairs.get(clause, "")
        reasons = reasons_told(was, clause, offices) if was or before else []
        weighs = bool(before) and any(_WEIGHS.search(words) for words in (was, clause))
        found = names.search(clause) if names else None
        if reasons or weighs or issued:
            said = f"由“{short(was)}”改成“{short(clause)}”" if was else f"多了“{short(clause)}”"
            why = "；".join(reasons) or ("这一份已经印发" if issued else "")
            yield _line(page, clause), f"{said}，{why}" if was and why else said
        elif found and len(clause) > len(found.group()) and found.group() not in was:
            yield _line(page, clause), f"写了“{short(clause)}”（《{acts[found['name']].header.name}》）"
    for clause in lost:
        if clause not in pairs.values() and (issued or _WEIGHS.search(clause) or reasons_told(clause, "", ())):
            yield page.source.header_lines + 1, f"少了“{short(clause)}”"
    led: dict[str, str] = dict(_TARGET.findall(before))
    leads: dict[str, str] = dict(_TARGET.findall(page.source.body))
    for words in [words for words, target in leads.items() if led.get(words, target) != target]:
        yield _line(page, words), f"“{short(words)}”的链接由 {led[words]} 改成 {leads[words]}"
    calls = Counter(_CALL.findall(before)) - Counter(_CALL.findall(page.source.body))
    if calls:
        yield page.source.header_lines + 1, f"少了“{short('、'.join(calls))}”，那里写的是程序里的话"


def _clauses(body: str) -> list[str]:
    return [clause.strip() for clause in clauses(_plain(without_fences(body)))]


def _plain(words: str) -> str:
    return _LINK.sub(lambda found: found["words"] or "", words)


def _line(page: Page, clause: str) -> int:
    """The line on which the clause stands, as near as links within it let tell."""
    lines = page.source.body.split("\n")
    start = next((n for n, line in enumerate(lines) if clause in _plain(line).replace("**", "")), 0)
    return page.source.header_lines + start + 1
