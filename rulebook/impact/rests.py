"""What rests on an article: citations, duties, forms, registers and matters that name it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rulebook.corpus.library import build_library
from rulebook.corpus.links import CitationLink, Target, link_all, words
from rulebook.corpus.load import Corpus
from rulebook.corpus.matters import Matters, load_matters
from rulebook.history.redline import Row
from rulebook.history.upper import standing
from rulebook.impact.model import Touched, Upper
from rulebook.model.act import Act, Expression

_ACT_KEYS = ("act", "slug", "rule")  # columns of registers that name an act


class Rests:
    """Everything in one rulebook that names articles of its acts."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.matters: Matters = load_matters(corpus.root, corpus.docs)
        self.library = build_library(corpus)
        self.back: dict[str, list[CitationLink]] = {}
        self.of: dict[str, list[CitationLink]] = {}
        for link in link_all(corpus, self.library):
            self.of.setdefault(link.source.file, []).append(link)
            if link.kind is Target.ACT and link.id != link.source.act:
                self.back.setdefault(link.id, []).append(link)

    def upper(self, day: dt.date) -> dict[tuple[str, str, str], Upper]:
        """What is 依据待核 on ``day``, by act, article and upper article; only texts in force are looked at."""
        found = {}
        for act, rest in standing(self.corpus, self.library, self.of, day):
            place, basis = words(rest.holder), f"《{rest.title}》{'、'.join(words(eid) for eid in rest.eids)}"
            state = f"{rest.state.value}（{rest.change}）" if rest.change else rest.state.value
            found[act.id, place, basis] = Upper(act.id, act.header.title, place, basis, state, fresh=True)
        return found

    def on(self, act: Act, text: Expression, rows: Sequence[Row]) -> Iterator[Touched]:
        """What rests on the changed, moved or deleted articles of ``text``."""
        moved = [row for row in rows if row.label != "unchanged"]
        changed = {row.new.eid: row for row in moved if row.new} | {
            row.old.eid: row for row in moved if row.old
        }  # others cite old numbers
        headings = {p.heading: r for r in rows for p in (r.old, r.new) if p and p.heading}
        yield from self._citations(act.id, changed)
        for duty in text.header.duties:
            if any(row.new and row.new.eid == duty.article for row in moved):
                yield Touched("职责", f"{duty.id} {duty.what}", text.file, words(duty.article), duty.deadline)
        yield from self._forms(act.id, headings)
        yield from self._registers(act.id, headings)
        yield from self._matters(act.id, headings)

    def _citations(self, act_id: str, changed: Mapping[str, Row]) -> Iterator[Touched]:
        for link in self.back.get(act_id, ()):
            for eid in sorted({e.partition("__")[0] for e in link.eids} & changed.keys()):
                place = f"{link.source.file}:{link.citation.line}"
                name = f"《{link.source.header.name}》{words(link.citation.holder.partition('__')[0])}"
                yield Touched("引用", name, place, words(eid), _became(changed[eid], eid))

    def _forms(self, act_id: str, headings: Mapping[str, Row]) -> Iterator[Touched]:
        forms = self.corpus.registries.forms
        for placed in forms.by_act.get(act_id, ()) if forms else ():
            form = placed.form
            if form.article in headings:
                yield Touched("表格", form.name, f"{placed.file}:{placed.line}", label(headings[form.article]), form.when)

    def _registers(self, act_id: str, headings: Mapping[str, Row]) -> Iterator[Touched]:
        for slug, register in self.corpus.registries.registers.items():
            for index, row in enumerate(register.rows, start=1):
                named = any(row.get(key) == act_id for key in _ACT_KEYS)
                if named and row.get("heading") in headings:
                    name = f"{register.meta.get('title')}第{row.get('no') or index}行"
                    yield Touched(
                        "清单", name, f"{self.corpus.docs_name}/registers/{slug}.csv", label(headings[row.get("heading")])
                    )

    def _matters(self, act_id: str, headings: Mapping[str, Row]) -> Iterator[Touched]:
        for matter in self.matters.placed:
            for step, line in zip(matter.matter.steps, matter.steps, strict=True):
                target, _, heading = step.target.partition("#")
                if target == act_id and heading in headings:
                    yield Touched(
                        "事项", matter.matter.title, f"{self.matters.file}:{line}", label(headings[heading]), step.within
                    )


def label(row: Row) -> str:
    """第五条, or 第五条→第六条."""
    return "→".join(dict.fromkeys(p.label for p in (row.old, row.new) if p))


def _became(row: Row, eid: str) -> str:
    if row.new is None:
        return "这一条删去了"
    if row.old and row.old.eid == eid and row.new.eid != eid:
        return f"现在是{row.new.label}"
    return "文字有改动" if row.label != "renumbered" else ""
