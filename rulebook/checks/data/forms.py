"""Forms and the articles that ask for them agree in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from rulebook.checks.data.resting import called_until
from rulebook.corpus.forms import PlacedForm
from rulebook.corpus.load import Corpus
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.finding import Finding, Level
from rulebook.model.provision import Provision

_TITLE = re.compile(r"《([^《》]+)》")


def check_forms(corpus: Corpus) -> Iterator[Finding]:
    """Entries of no act, named in no text, twice the same, or asked for by another article than they say."""
    forms = corpus.registries.forms
    for act_id, placed in (forms.by_act if forms else {}).items():
        act = corpus.acts.get(act_id)
        seen: set[str] = set()
        for entry in placed:
            form = entry.form
            if act is None:
                yield _finding(entry, "F202", f"没有“{act_id}”这件制度，表格没有出处。请核对文件名和 act。")
                break
            for value, key in ((form.id, "id"), (form.name, "name")):
                if (key + value) in seen:
                    yield _finding(entry, "F203", f"{key}“{value}”在本文件里用了两次，请改一个。")
                seen.add(key + value)
            yield from _asked(entry, act)


def _asked(entry: PlacedForm, act: Act) -> Iterator[Finding]:
    """A form of a text that is being followed may stay until the new one applies: then it is told, and no error."""
    form, text = entry.form, act.newest
    earlier = [e for e in act.expressions[:-1] if form.name in e.header.forms]
    start = day_words(text.valid_from)
    if form.name not in text.header.forms:
        if earlier:
            message = f"新文本（{text.file}）的 forms 没有《{form.name}》，{start}起不再用它。到那天请删去这张表。"
            yield _finding(entry, "F204", message, Level.WARNING)
            return
        message = f"《{form.name}》没有写进{text.file}文件头的 forms。请在文件头登记，或者删去这张表。"
        yield _finding(entry, "F204", message)
        return
    if text.header.text == "pending":
        return
    asking = _asking(text, form.name)
    if any(a.heading == form.article for a in asking):
        return
    there = "、".join(f"{a.label}（{a.heading}）" for a in asking)
    way = f"要求填它的是{there}，请改 article。" if there else f"正文里没有一条写到它，{_meant(text, form.name)}"
    if earlier and any(a.heading == form.article for a in _asking(earlier[-1], form.name)):
        until = called_until(act, form.article) or f"{start}起的文本，“{form.article}”这一条没有要求填它"
        yield _finding(entry, "F205", f"《{form.name}》：{until}。到那天{way}", Level.WARNING)
    else:
        yield _finding(entry, "F205", f"《{form.name}》：“{form.article}”这一条没有要求填这张表。{way}")


def _asking(text: Expression, name: str) -> list[Provision]:
    return [a for a in text.document.articles() if f"《{name}》" in a.own_words]


def _meant(text: Expression, name: str) -> str:
    """What the text may have meant by another name."""
    named = {title for a in text.document.articles() for title in _TITLE.findall(a.own_words)} - set(text.header.forms)
    near = process.extractOne(name, sorted(named), scorer=fuzz.ratio, score_cutoff=60)
    return f"写的是《{near[0]}》，是不是同一张？请改成一样。" if near else "请核对正文或者删去这张表。"


def _finding(entry: PlacedForm, code: str, message: str, level: Level = Level.ERROR) -> Finding:
    return Finding(entry.file, entry.line, 1, code, level, message, entry.form.name)
