"""What names an article by a number that a coming text gave to another one (条号变动).

Read off the two texts by their words, whether or not the header says ``renumbered``. R117: in the act's own header, which
is wrong as soon as it is published; in forms, tables, matters and pages, which may be right until the new text applies.
C107: in words, of the act itself and of others: what was decided so stays so, therefore a warning.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rulebook.corpus import kept
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.links import CitationLink, Target, words
from rulebook.corpus.load import Corpus, is_published
from rulebook.history.renumber import Renumbering, followed, renumbering
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Header

SURE = 0.8  # likeness from which an article is the same in both texts beyond doubt


@dataclass(frozen=True, slots=True)
class Step:
    """A text of an act and the one it follows, with what became of the numbers."""

    act: Act
    old: Expression
    new: Expression
    found: Renumbering
    recorded: bool

    @property
    def starts(self) -> str:
        """Its first day in words."""
        return day_words(self.new.valid_from) if self.new.valid_from else "新文本施行"

    def says(self, eid: str) -> str:
        """What is to be said of an article of the old text that is called otherwise in the new one."""
        now = self.found.became(eid)
        return f"原{words(eid)}自{self.starts}起" + (f"是{words(now)}" if now else "已经删去")

    def moves(self, eid: str) -> bool:
        """Whether the number means something else in the new text."""
        article = eid.partition("__")[0]
        return article in self.found.moved or article in self.found.gone


def steps(corpus: Corpus) -> list[Step]:
    """Each text of our own acts that moves numbers of the one before; published ones too, they may not apply yet."""
    recorded = {(entry.act, entry.expression) for entry in kept.recorded(corpus.docs.parent)}
    out = []
    for act in corpus.acts.values():
        held = [e for e in act.expressions if e.header.text != "pending" and e.valid_from]
        if is_published(act.newest) or len(held) < 2:
            continue
        for old, new in itertools.pairwise(held):
            done = (act.id, new.key) in recorded
            found = renumbering(old.document, new.document) if not done or new is held[-1] else Renumbering({}, frozenset())
            if found.moved or found.gone:
                out.append(Step(act, old, new, found, done))
    return out


def check_moved(corpus: Corpus, links: Sequence[CitationLink], moving: Sequence[Step]) -> Iterator[Finding]:
    """Findings on headers and words. links: of the whole corpus."""
    coming = [step for step in moving if not step.recorded]
    for step in coming:
        yield from _header(step)
    yield from _within(corpus, links, {step.act.id for step in coming})
    for step in coming:
        if step.new is step.act.newest:
            yield from _from_others(corpus, links, step)


def _header(step: Step) -> Iterator[Finding]:
    """Items of the header that stayed with a number whose article went elsewhere."""
    before = set(_items(step.old.header))
    likeness = {pair.old.eid: pair.likeness for pair in step.found.aligned if pair.old}
    for key, eid, name in _items(step.new.header):
        if not step.moves(eid) or (key, eid, name) not in before:
            continue
        now, article = step.found.became(eid), eid.partition("__")[0]
        sure = now is not None and likeness.get(article, 0) >= SURE
        way = f"请把这里的 {eid} 改成 {now}" if now else "请核对这一项还要不要，要的指到哪一条"
        message = f"{_NAMES[key]}“{name}”还指着{words(eid)}（{eid}），{step.says(eid)}。{way}。"
        yield Finding(
            step.new.file,
            _line(step.new, key, eid, name),
            1,
            "R117",
            Level.ERROR if sure else Level.WARNING,
            message,
            eid,
            now or "",
        )


_NAMES = {
    "duties": "职责",
    "no_duty": "不登记职责的理由",
    "see_also": "编者链接",
    "article_status": "条款状态",
    "basis_checked": "依据的逐条核对",
}


def _items(header: Header) -> Iterator[tuple[str, str, str]]:
    """Every item that names an article: key, id of the article, the item in words."""
    yield from (("duties", duty.article, f"{duty.id} {duty.what}") for duty in header.duties)
    yield from (("no_duty", item.article, item.reason) for item in header.no_duty)
    yield from (("see_also", see.article, see.target) for see in header.see_also)
    yield from (("basis_checked", item.article, item.id) for item in header.basis_checked)
    yield from (("article_status", eid, f"自{status.repealed}起不再适用") for eid, status in header.article_status.items())


def _line(text: Expression, key: str, eid: str, name: str) -> int:
    """The line on which the item names its article."""
    start = line_of(text, key)
    lines = text.raw.split("\n")[: text.document.front_matter_lines]
    mark = name.partition(" ")[0] if key == "duties" else name
    item = next((n for n, line in enumerate(lines, start=1) if n >= start and mark in line), start)
    for number in sorted(range(start, len(lines) + 1), key=lambda n: abs(n - item)):  # before it or after, as items are written
        if eid in lines[number - 1]:
            return number
    return item


def _within(corpus: Corpus, links: Sequence[CitationLink], moving: Collection[str]) -> Iterator[Finding]:
    """Words that a coming text took over from the one before it, and that now lead to another article than before."""
    by_text: dict[str, list[CitationLink]] = {}
    for link in links:
        if link.kind is Target.ACT and not link.citation.heading and link.id in moving:
            by_text.setdefault(f"{link.source.act} {link.source.key}", []).append(link)
    recorded = {(entry.act, entry.expression) for entry in kept.recorded(corpus.docs.parent)}
    for act in corpus.acts.values() if moving else ():
        for old, new in itertools.pairwise(act.expressions):
            there = [by_text.get(f"{act.id} {text.key}", []) for text in (old, new)]
            if all(there) and (act.id, new.key) not in recorded and not is_published(new):
                yield from _taken_over(corpus, renumbering(old.document, new.document), *there)


def _taken_over(
    corpus: Corpus, found: Renumbering, before: Sequence[CitationLink], now: Sequence[CitationLink]
) -> Iterator[Finding]:
    for pair in found.aligned:
        if not pair.old or not pair.new:
            continue
        waiting = [link for link in before if link.citation.holder.partition("__")[0] == pair.old.eid]
        for link in now:
            if link.citation.holder.partition("__")[0] != pair.new.eid:
                continue
            was = next((w for w in waiting if (w.citation.text, w.id) == (link.citation.text, link.id)), None)
            if was is None:
                continue
            waiting.remove(was)
            meant = _meant(corpus, was, link)
            if meant != link.eids and meant:
                yield _words_moved(link, was, meant)


def _meant(corpus: Corpus, was: CitationLink, now: CitationLink) -> tuple[str, ...]:
    """The ids in the text that ``now`` cites of what ``was`` cites; those that were taken out are ""."""
    if was.expression is None or now.expression is None or not was.eids:
        return ()
    act, since, until = corpus.acts[was.id], was.expression.key, now.expression.key
    return tuple(followed(act, eid, since, until) or "" for eid in was.eids)


def _words_moved(link: CitationLink, was: CitationLink, meant: tuple[str, ...]) -> Finding:
    pairs = zip(was.eids, meant, strict=True)
    told = "，".join(f"原{words(a)}是现在的{words(b)}" if b else f"原{words(a)}已经删去" for a, b in pairs if a != b)
    points = "、".join(words(eid) for eid in link.eids)
    told = told or f"原来指{words(meant[0])}，现在读成{points}"
    message = f"第{link.citation.line}行“{link.citation.text}”照抄旧文本，条号却变了：{told}。请照新条号改；决定里就是这样写的，不用改。"
    right = "、".join(words(eid) for eid in meant if eid)
    return Finding(
        link.source.file, link.citation.line, link.citation.start + 1, "C107", Level.WARNING, message, link.citation.text, right
    )


def _from_others(corpus: Corpus, links: Sequence[CitationLink], step: Step) -> Iterator[Finding]:
    """Other acts, in force when the new text begins, that cite an old number."""
    for link in links:
        source, cited = link.source, link.expression
        if link.kind is not Target.ACT or link.id != step.act.id or source.act == step.act.id or link.citation.heading:
            continue
        if cited is None or cited.key >= step.new.key or is_published(source) or source is not corpus.acts[source.act].newest:
            continue
        if source.valid_to and step.new.valid_from and source.valid_to < step.new.valid_from:
            continue
        for eid in link.eids:
            now = followed(step.act, eid, cited.key, step.new.key)
            if now == eid:
                continue
            became = f"自{step.starts}起" + (f"是{words(now)}" if now else "已经删去")
            message = (
                f"第{link.citation.line}行引用的“{link.citation.text}”，{words(eid)}{became}。"
                "站点按新旧条号对照指路；字句要跟着改的，用同一份决定一并修改这一件。"
            )
            yield Finding(
                source.file, link.citation.line, link.citation.start + 1, "C107", Level.WARNING, message,
                link.citation.text, words(now) if now else "",
            )  # fmt: skip
