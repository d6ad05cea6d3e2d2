"""The one gate before everything that is shown: which expressions an audience may see on a day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import deque
from collections.abc import Iterable
from functools import lru_cache

from rulebook.corpus.forms import Forms
from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import Register, Registries, Row
from rulebook.model.act import Act, Expression

AUDIENCES = ("全体", "中层以上", "党委")  # nested: each may read its own and all before it
SECURITY = ("", "公开", "内部", "秘密", "机密", "绝密")  # 密级, rising
COVERAGE = "中层以上"  # who may see which office has read what (学习回执)
_WORD = 4  # characters from which a name is looked for inside other words; shorter ones must be the whole value
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")


def may_read(audience: str, wanted: str) -> bool:
    """Whether readers ``audience`` may read what is marked ``wanted``."""
    return AUDIENCES.index(wanted) <= AUDIENCES.index(audience)


def select(corpus: Corpus, audience: str = "全体", day: dt.date | None = None) -> Corpus:
    """The corpus as ``audience`` may see it.

    Drafts are left out. With ``day`` only what had been adopted by then is left (an edition's view);
    the spans of validity stay as they are, so that every derived record can carry them.
    What others say of an act that is withheld goes too: rows of registries that name it, ids in headers.
    """
    for of, by, on, selected in _SELECTED:
        if of is corpus and (by, on) == (audience, day):
            return selected
    _SELECTED.append((corpus, audience, day, _select(corpus, audience, day)))
    return _SELECTED[-1][-1]


# A build asks for the same several times: for the ceiling, for what is shown, for its editions.
_SELECTED: deque[tuple[Corpus, str, dt.date | None, Corpus]] = deque(maxlen=2)


def _select(corpus: Corpus, audience: str, day: dt.date | None) -> Corpus:
    if corpus.registries.receipts and not may_read(audience, COVERAGE):
        corpus = dataclasses.replace(corpus, registries=dataclasses.replace(corpus.registries, receipts=()))
    acts: dict[str, Act] = {}
    for act in corpus.acts.values():
        kept = tuple(e for e in act.expressions if visible(e, audience, day))
        if kept:
            acts[act.id] = Act(act.id, kept)
    registers = {slug: r for slug, r in corpus.registries.registers.items() if _for(r.meta, audience)}
    withheld = withheld_names(corpus, audience) - names(acts.values(), registers.values())
    if not withheld:
        return dataclasses.replace(
            corpus,
            acts=acts,
            registries=dataclasses.replace(_registries(corpus.registries, audience, withheld), registers=registers),
        )
    acts = {key: Act(key, tuple(_silent(e, withheld) for e in act.expressions)) for key, act in acts.items()}
    registers = {slug: dataclasses.replace(r, rows=_rows(r.rows, audience, withheld)) for slug, r in registers.items()}
    registries = dataclasses.replace(_registries(corpus.registries, audience, withheld), registers=registers)
    return dataclasses.replace(corpus, acts=acts, registries=registries, withheld=withheld)


def drafts(corpus: Corpus, audience: str) -> tuple[Expression, ...]:
    """Texts that are not adopted, of those that ``audience`` may read; for previews alone."""
    return tuple(e for e in corpus.expressions() if e.header.state == "draft" and may_read(audience, e.header.audience))


def withheld_names(corpus: Corpus, audience: str) -> frozenset[str]:
    """Ids, titles and 文号 of the acts and registers that readers ``audience`` may not see."""
    acts = []
    for act in corpus.acts.values():
        hidden = tuple(e for e in act.expressions if not may_read(audience, e.header.audience))
        acts += [Act(act.id, hidden)] if hidden else []
    return names(acts, [r for r in corpus.registries.registers.values() if not _for(r.meta, audience)])


@dataclasses.dataclass(frozen=True, slots=True)
class Existing:
    """That there is an act which these readers may not read. office: slug of the one to ask, "" where it is unknown."""

    title: str
    doc_no: str
    audience: str
    office: str


def existing(corpus: Corpus, audience: str, day: dt.date | None = None) -> tuple[Existing, ...]:
    """Acts of which ``audience`` may read no text, where telling that they exist is allowed; never one with a 密级 above 内部."""
    found = []
    for act in corpus.acts.values():
        adopted = [e.header for e in act.expressions if e.header.state == "adopted"]
        readable = any(may_read(audience, header.audience) for header in adopted)
        known = [h for h in adopted if day is None or h.adopted is None or h.adopted <= day]
        if known and not readable and _rank(known[-1].security) <= SECURITY.index("内部"):
            header = known[-1]
            found.append(Existing(header.title, header.doc_no, header.audience, header.office))
    return tuple(found)


def names(acts: Iterable[Act], registers: Iterable[Register] = ()) -> frozenset[str]:
    """What acts and registers are called."""
    found = {name for register in registers for name in (register.slug, register.meta.get("title"))}
    for act in acts:
        for header in (expression.header for expression in act.expressions):
            found.update((act.id, header.title, header.short_title, header.doc_no, *header.aliases))
    return frozenset(found - {""})


@lru_cache(maxsize=1 << 15)  # a build asks of the same cells several times, a preview after every saved edit
def tells(text: str, withheld: frozenset[str]) -> str:
    """The first of these names that ``text`` tells, "" where there is none."""
    if not withheld:
        return ""
    words = {text.strip(), *_ID.findall(text)}
    return next((n for n in sorted(withheld) if n in words or (len(n) >= _WORD and not n.isascii() and n in text)), "")


def above(corpus: Corpus, ceiling: str) -> tuple[Expression, ...]:
    """Texts whose 密级 is above ``ceiling``; a word that is no 密级 counts as above."""
    highest = SECURITY.index(ceiling)
    return tuple(e for e in corpus.expressions() if _rank(e.header.security) > highest)


def _rank(security: str) -> int:
    """秘密★10年 ranks as 秘密."""
    if not security:
        return 0
    return next((n for n, word in enumerate(SECURITY) if word and security.startswith(word)), len(SECURITY))


def visible(expression: Expression, audience: str, day: dt.date | None = None) -> bool:
    """Whether a text is adopted, by ``day`` where one is given, and ``audience`` may read it."""
    header = expression.header
    if header.state != "adopted" or not may_read(audience, header.audience):
        return False
    return day is None or header.adopted is None or header.adopted <= day


def _for(row: Row, audience: str) -> bool:
    """A row may have an audience of its own; one that is misspelt is told by the checks and shown to nobody else."""
    wanted = row.get("audience") or AUDIENCES[0]
    return wanted in AUDIENCES and may_read(audience, wanted)


def _rows(rows: Iterable[Row], audience: str, withheld: frozenset[str]) -> tuple[Row, ...]:
    return tuple(r for r in rows if _for(r, audience) and not any(tells(str(value), withheld) for value in r.values.values()))


def _table(rows: dict[str, Row] | None, audience: str, withheld: frozenset[str]) -> dict[str, Row] | None:
    if rows is None:
        return None
    kept = set(map(id, _rows(rows.values(), audience, withheld)))
    return {key: row for key, row in rows.items() if id(row) in kept}


def _registries(registries: Registries, audience: str, withheld: frozenset[str]) -> Registries:
    forms = registries.forms
    return dataclasses.replace(
        registries,
        offices=_table(registries.offices, audience, withheld),
        terms=_table(registries.terms, audience, withheld),
        basis=_table(registries.basis, audience, withheld),
        forms=forms and Forms({act: placed for act, placed in forms.by_act.items() if act not in withheld}),
        receipts=None if registries.receipts is None else _rows(registries.receipts, audience, withheld),
        synonyms=None if registries.synonyms is None else _rows(registries.synonyms, audience, withheld),
        questions=_rows(registries.questions, audience, withheld),
        different=tuple(
            row for row in registries.different if not {row.get(k).partition("#")[0] for k in ("one", "other")} & withheld
        ),
    )


def _silent(expression: Expression, withheld: frozenset[str]) -> Expression:
    """The text with no word in its header of what is withheld; its own words say nothing of it, the checks see to that."""
    header = expression.header
    if not (header.replaces or header.see_also or header.repealed or header.article_status):
        return expression
    said: dict[str, object] = {
        "replaces": tuple(act for act in header.replaces if act not in withheld),
        "see_also": tuple(see for see in header.see_also if not tells(f"{see.target} {see.note}", withheld)),
    }
    if header.repealed and header.repealed.by in withheld:
        said["repealed"] = header.repealed.model_copy(update={"by": ""})
    said["article_status"] = {
        eid: status.model_copy(update={"by": ""}) if tells(status.by, withheld) else status
        for eid, status in header.article_status.items()
    }
    changed = {key: value for key, value in said.items() if getattr(header, key) != value}
    return dataclasses.replace(expression, header=header.model_copy(update=changed)) if changed else expression
