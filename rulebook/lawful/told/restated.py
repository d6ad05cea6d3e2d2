"""What matters, forms, registers and the glossary say again of our acts, compared with what they said before (L320).

Whoever changes a word there while the article that it rests on stays as it was is told: what was read over once is not to be
turned round in silence. With its article it may change where the act bears that out.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import several
from rulebook.lawful.compared import ENDED, clauses, few, gone_and_new, paired, reasons_told, short
from rulebook.lawful.told.borne_out import Acts, additions
from rulebook.lawful.told.tables import read_as, table
from rulebook.markup import yamlmap
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level

FOLDERS = ("tasks/", "forms/", "registers/", "glossary/")
_FACTS = frozenset(  # told at any change
    ["act", "mechanism", "heading", "article", "target", "form", "who", "office", "demo", "doc_no", "issued", "lead"]
)
_WORDS = frozenset(
    ["within", "what", "to", "only", "answer", "limits", "when", "keep", "notes", "text", "opinion", "title", "lead", "roles",
     "name", "choices", "sign", "head", "columns", "group"]
)  # fmt: skip
_LISTS = frozenset(
    {"group", "roles", "name", "choices", "sign", "head", "columns", "opinion"}
)  # each is one thing that is there or not
_NO_WORDS = frozenset({"no", "slug", "id", "quote", "aliases", "initials", "provenance"})
_NO_CONTENT = re.compile(r"[\W_]")
_FEW = 8  # changes of one thing, or new things, that are shown
_GRANTS = re.compile("(?:不用|不必|不需|免|不)(?:报|批|审|填|签)|可以|也[能可行]")  # is said to be so, not asked
_MARKS = re.compile(r"[，。、；：,.;:\s*]+")  # may be put in without a word
_HALF = 0.5  # share of the situations of a matter


@dataclass(slots=True)
class _Item:
    """One matter, form, row or term. rests: ids of the acts it speaks of, with the 条标 where it names one.

    together: what stands together, and in which order: steps, parts. met: how people say what has happened.
    steps: those that are done once.
    """

    called: str
    line: int
    facts: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)  # by key: its clauses
    rests: set[tuple[str, str]] = field(default_factory=set)
    together: list[str] = field(default_factory=list)
    met: list[str] = field(default_factory=list)
    steps: dict[str, Mapping[str, object]] = field(default_factory=dict)  # by what is done


@dataclass(frozen=True, slots=True)
class Changes:
    """Acts whose newest text is not the one of before: with its articles, by 条标, that read otherwise."""

    articles: Mapping[str, Collection[str]]

    def of(self, item: _Item) -> bool:
        """Whether something that the item rests on was changed with it: then the other checks compare it with the words."""
        return any(act in self.articles and (not heading or heading in self.articles[act]) for act, heading in item.rests)

    def bring(self, item: _Item) -> bool:
        """Whether the item came with its acts."""
        return bool(item.rests) and all(act in self.articles for act, _ in item.rests)


def changes(pairs: Iterable[tuple[Expression, Expression]], fresh: Iterable[Expression] = ()) -> Changes:
    """pairs: the newest text of an act before, and now. fresh: texts of acts that are new."""
    out: dict[str, Collection[str]] = {now.act: {article.heading for article in now.document.articles()} for now in fresh}
    for before, now in pairs:
        old = {(a.heading, a.own_words) for a in before.document.articles()}
        other = {a.heading for a in now.document.articles() if (a.heading, a.own_words) not in old}
        gone = {heading for heading, _ in old} - {a.heading for a in now.document.articles()}
        if other or gone:
            out[now.act] = other | gone
    return Changes(out)


def changed(corpus: Corpus, before: Mapping[str, str], with_them: Changes) -> Iterator[Finding]:
    """Warnings on the files ``before``: name below docs to the text that it had, each of them not the same any more."""
    names, acts = tuple(corpus.registries.office_names()), Acts(corpus)
    for name, text in before.items():
        path = corpus.docs / name
        if not name.startswith(FOLDERS) or not path.is_file():
            continue
        now = read_as(path)
        if now is None:
            continue
        old, new = _items(name, text), _items(name, now)
        yield from _lost(f"{corpus.docs_name}/{name}", old, new)
        register = corpus.registries.registers.get(name.removeprefix("registers/").removesuffix(".csv"))
        number = register.meta.get("doc_no") if register and name.endswith(".csv") else ""
        gone = {item.called for key, item in old.items() if key not in new}  # the same under another id
        added = {k: item for k, item in new.items() if not (k in old or item.called in gone or with_them.bring(item))}
        yield from _added(f"{corpus.docs_name}/{name}", added, number) if number else _new(corpus, name, added, acts)
        for key in [key for key in old if key in new]:
            was, item = old[key], new[key]
            touched = with_them.of(was) or with_them.of(item)
            told = list(_otherwise(was, item, names, number)) if not touched else []
            told += list(_beyond(was, item, acts, touched=touched)) if not number else []
            told = list(dict.fromkeys([*told, *_of_steps(was, item), *_led(key, was, new)]))
            if not told and _said(was) == _said(item) and was.together != item.together:
                told = ["的各步、各栏字都在，次序或者搭配变了"]
            if told:
                same = "，它所依据的条里没有这样的话" if touched else "，它所依据的条没有变"
                rests = f"{same}。请照条文核对" if item.rests else "。请核对"
                message = f"{item.called}{few(told, _FEW)}{rests}；写错了的请改回去。"
                yield Finding(f"{corpus.docs_name}/{name}", item.line, 1, "L320", Level.WARNING, message, key)


def _said(item: _Item) -> tuple[Mapping[str, Counter[str]], ...]:
    """Every fact and clause, in whatever order."""
    return tuple({key: Counter(values) for key, values in kind.items()} for kind in (item.facts, item.words))


def _lost(file: str, old: Mapping[str, _Item], new: Mapping[str, _Item]) -> Iterator[Finding]:
    """Matters, forms and terms whose address is gone; of rows of registers, ``registered`` tells."""
    for key, item in old.items() if "/registers/" not in file else ():
        if key not in new:
            message = f"{item.called}（{key}）不见了，指着它的地址会打不开。改了 id 的请改回去；不再用的，在说明里写明。"
            yield Finding(file, 1, 1, "L320", Level.WARNING, message, key)


def _added(file: str, added: Mapping[str, _Item], number: str) -> Iterator[Finding]:
    """Rows that a register has more than when it was issued under ``number``."""
    for key, item in added.items():
        message = f"{item.called}这一行是新加的，清单已经印发（{number}）。请对照印发文件核对。"
        yield Finding(file, item.line, 1, "L320", Level.WARNING, message, key)


def _new(corpus: Corpus, name: str, added: Mapping[str, _Item], acts: Acts) -> Iterator[Finding]:
    """Matters, forms, terms and whole registers that are new; of rows of registers those that their act does not bear out."""
    rows = name.startswith("registers/") and name.endswith(".csv")
    if rows and not corpus.registries.registers.get(name.removeprefix("registers/").removesuffix(".csv")):
        return
    found = [item for item in added.values() if not (rows and _borne(item, acts))]
    if found:
        shown = few([item.called for item in found], _FEW, "项", "、")
        beyond = "，它依据的制度里没有这样的话" if rows else ""
        message = f"{shown}是新加的{beyond}，读者会照它办。请对照条文核对。"
        yield Finding(f"{corpus.docs_name}/{name}", found[0].line, 1, "L320", Level.WARNING, message, str(len(found)))


def _borne(item: _Item, acts: Acts) -> bool:
    said = [words for clauses in item.words.values() for words in clauses]
    return all(acts.bear(words, {act for act, _ in item.rests}) for words in said)


def _otherwise(was: _Item, now: _Item, names: tuple[str, ...], number: str) -> Iterator[str]:
    """number: under which the register was issued; of such a one every word that changes is told."""
    for key, values in was.facts.items():
        for old, new in _replaced(values, now.facts.get(key, [])):
            yield f"的 {key} 由“{old}”改成“{new}”"
    for key in dict.fromkeys([*was.words, *now.words]):
        lost, gained = gone_and_new(was.words.get(key, []), now.words.get(key, []))
        pairs = paired(lost, gained)
        if number and (lost or gained):
            yield f"的 {key} 由“{short('；'.join(was.words.get(key, ['无'])))}”改成“{short('；'.join(now.words.get(key, [])))}”，清单已经印发（{number}）"
            continue
        for old, new in pairs:
            if reasons := reasons_told(old, new, names):
                yield f"的 {key} 由“{short(old)}”改成“{short(new)}”，{'；'.join(reasons)}"
            elif not _only_more(old, new):
                yield f"的 {key} 由“{short(old)}”改成“{short(new)}”"
        for old in lost:
            if all(old != one for one, _ in pairs):
                yield f"的 {key} 少了“{short(old)}”"
        for new in gained:
            if ENDED.search(new) and all(new != one for _, one in pairs):
                yield f"的 {key} 多了“{short(new)}”"


def _beyond(was: _Item, now: _Item, acts: Acts, *, touched: bool) -> Iterator[str]:
    """What an item says more, or, where its article was changed with it, otherwise, that its acts do not bear out."""
    rests = {act for act, _ in now.rests}
    yield from (f"的 situations 多了“{short(one)}”" for one in now.met if one not in was.met and _GRANTS.search(one))
    for key, words in now.words.items():
        lost, gained = gone_and_new(was.words.get(key, []), words)
        pairs = paired(lost, gained)
        for old, new in pairs:
            if touched and not acts.bear(new, rests):
                yield f"的 {key} 由“{short(old)}”改成“{short(new)}”"
            elif not touched and _only_more(old, new) and not reasons_told(old, new, ()):
                yield from (f"的 {key} 多了“{short(run)}”" for run in additions(old, new) if _MARKS.sub("", run))
        for new in gained:
            if all(new != one for _, one in pairs) and not ENDED.search(new) and not (touched and acts.bear(new, rests)):
                yield f"的 {key} 多了“{short(new)}”"


def _of_steps(was: _Item, now: _Item) -> Iterator[str]:
    """Facts that a step has no more, or newly: a form, where it is sent. Facts that others stand for are told by themselves."""
    for what, old in was.steps.items():
        new = now.steps.get(what, old)
        for key in sorted(_FACTS & {*old, *new}):
            if bool(old.get(key)) != bool(new.get(key)):
                yield f"的“{short(what)}”{'少了' if old.get(key) else '多了'} {key}“{old.get(key) or new.get(key)}”"


def _led(key: str, was: _Item, items: Mapping[str, _Item]) -> Iterator[str]:
    """Situations that lead to another matter now, or by which nobody finds it any more."""
    gone = [one for one in was.met if one not in items[key].met]
    lost = []
    for one in gone:
        other = next((item for name, item in items.items() if name != key and one in item.met), None)
        if other:
            yield f"的 situations 里“{short(one)}”移到了{other.called}"
        else:
            lost.append(one)
    if len(lost) > 1 and len(lost) >= _HALF * len(was.met):
        yield f"的 situations 少了“{short('、'.join(lost))}”"


def _only_more(old: str, new: str) -> bool:
    """Whether nothing of ``old`` is gone: words were put in, marks changed."""
    left = iter(_NO_CONTENT.sub("", new))
    return all(character in left for character in _NO_CONTENT.sub("", old))


def _replaced(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    """Values that others stand for; what is put in or taken out goes with its step."""
    if len(old) == len(new):
        return [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    opcodes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [("、".join(old[i:k]), "、".join(new[j:m])) for tag, i, k, j, m in opcodes if tag == "replace"]


def _items(name: str, text: str) -> dict[str, _Item]:
    """What a file holds, by what each thing is known by."""
    folder, _, file = name.partition("/")
    if name.endswith(".csv"):
        key = "term" if folder == "glossary" else "no"
        return {row[key]: _row(row, key, line) for line, row in enumerate(table(text), start=2) if row.get(key)}
    located = yamlmap.load(text)
    value = located.value
    act, listed, path = "", value, list[str]()
    if folder == "forms" and isinstance(value, dict):
        act, listed, path = str(value.get("act") or ""), value.get("forms"), ["forms"]
    elif folder == "registers" and isinstance(value, dict):
        columns = [one for one in value.get("columns") or [] if isinstance(one, dict)]
        called = [f"{one.get('key')}：{one.get('name')}" for one in columns]  # what stands above which cells
        listed = [{**value, "columns": called, "id": file}]
    out: dict[str, _Item] = {}
    for index, one in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(one, dict) and one.get("id"):
            item = _Item(f"“{one.get('name') or one.get('title') or one['id']}”", located.place((*path, index))[0])
            _collect(one, item, "")
            item.met = [str(words) for words in one.get("situations") or ()]
            item.together = [str(_bare(step)) for step in (*(one.get("steps") or ()), *(one.get("parts") or ()))]
            item.steps = _once(one.get("steps"))
            item.rests |= {(act, str(one.get("article") or ""))} if act else set()
            out[str(one["id"])] = item
    return out


def _once(steps: object) -> dict[str, Mapping[str, object]]:
    """Steps by what is done, but for those of which there are two."""
    listed = [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    count = Counter(str(step.get("what")) for step in listed)
    return {str(step.get("what")): step for step in listed if count[str(step.get("what"))] == 1}


def _bare(value: object) -> object:
    """A step or part without how wide and high its fields are."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in sorted(value.items()) if key in _FACTS | _WORDS | {"fields", "table"}}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _row(row: Mapping[str, str], key: str, line: int) -> _Item:
    item = _Item(f"“{row[key]}”", line)
    item.facts = {k: [v] for k, v in row.items() if k in _FACTS and v}
    item.words = {k: clauses(v) for k, v in row.items() if k not in _FACTS | _NO_WORDS and k != key}
    item.rests = {(row.get("act") or row.get("mechanism") or "", row.get("heading") or "")} - {("", "")}
    item.rests |= {(act, "") for act in several(row.get("related") or "") if "#" not in act}
    return item


def _collect(value: object, item: _Item, key: str) -> None:
    """Facts and words below a value of YAML, those of steps and parts each under one key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            _collect(inner, item, name)
        target = str(value.get("target") or "")
        if target:
            act, _, heading = target.partition("#")
            item.rests.add((act, heading))
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, item, key)
    elif key in _FACTS and value is not None:
        item.facts.setdefault(key, []).append(str(value))
    elif key in _WORDS and isinstance(value, str):
        item.words.setdefault(key, []).extend([value] if key in _LISTS else clauses(value))
