"""What leads readers to an article, compared with what it was (L320): words said to mean the same, questions, other names of terms.

Readers see what a word is taken for, and where a question leads; what is moved, taken away or turned round is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.matters import MATTERS, load_matters
from rulebook.corpus.registry import Row, several
from rulebook.lawful.compared import few
from rulebook.lawful.told.tables import read_as, table
from rulebook.model.finding import Finding, Level

SYNONYMS, QUESTIONS, TERMS = "search/synonyms.csv", "search/questions.csv", "glossary/terms.csv"
_LONG = 5  # characters: shorter ones are words, not statements
_BINDS = re.compile("不得|不准|禁止|应当|必须|可以")  # says what is to be done, as no word does
_OFTEN = 3  # times that the texts use a word, from which it is one of theirs
_MOST = 0.5  # share of the questions of an article that are gone
_FEW = 4  # shown
_Place = tuple[str, str]  # act, 条标


def changed(corpus: Corpus, before: Mapping[str, str]) -> Iterator[Finding]:
    """Warnings on the files ``before``: name below docs to the text that it had, each of them not the same any more."""
    for name, tell in ((SYNONYMS, _means), (QUESTIONS, _questions), (TERMS, _terms)):
        if name in before and read_as(corpus.docs / name) is not None:
            yield from tell(corpus, f"{corpus.docs_name}/{name}", table(before[name]))


def _means(corpus: Corpus, file: str, before: Iterable[Mapping[str, str]]) -> Iterator[Finding]:
    was = {row.get("word", ""): row.get("means", "") for row in before}
    rows = corpus.registries.synonyms or ()
    texts = [text.raw for text in corpus.expressions() if not is_published(text)]
    words = "\n".join([*texts, *(placed.form.name for placed in corpus.registries.forms or ()), *(corpus.registries.terms or {})])
    for row in rows:
        word, means, old = row.get("word"), row.get("means"), was.get(row.get("word"))
        if means == old:
            continue
        missing = [one for one in means.split() if len(one) >= _LONG and (one not in words or _BINDS.search(one))]
        if missing:
            message = f"检索时会告诉读者“{word}”就是“{'、'.join(missing)}”，这不是制度里的词。means 写制度里的词，不写规定；请照条文核对。"
        elif old is not None and not set(old.split()) & set(means.split()):
            message = f"检索时告诉读者“{word}”就是“{old}”，改成了“{means}”。请照条文核对；写错了的请改回去。"
        elif not set(word) & set(means) and sum(text.count(word) for text in texts) >= _OFTEN:
            message = f"“{word}”是制度里的词，检索时会告诉读者它就是“{means}”。请照条文核对；意思不同的请删去。"
        else:
            continue
        yield Finding(row.file, row.line, 1, "L320", Level.WARNING, message, word)
    yield from _gone(file, "同义词", [word for word in was if word and word not in {row.get("word") for row in rows}])


def _gone(file: str, what: str, lost: list[str]) -> Iterator[Finding]:
    if lost:
        message = f"{what}少了“{few(lost, _FEW, '个', '、')}”，这样问的人会查不到。误删的请补回；确实不要的，请在说明里写明。"
        yield Finding(file, 1, 1, "L320", Level.WARNING, message, lost[0])


def _questions(corpus: Corpus, file: str, before: Iterable[Mapping[str, str]]) -> Iterator[Finding]:
    """Questions that lead elsewhere, and places that keep less than half of theirs, where the place is still there."""
    was = _places((row.get("act", ""), row.get("heading", ""), row.get("asked", "")) for row in before)
    now = _places((row.get("act"), row.get("heading"), row.get("asked")) for row in corpus.registries.questions)
    there = _there(corpus)
    moved = [
        f"“{asked}”由{_said(old - new)}改指{_said(new - old)}"
        for asked, old in was.items()
        if (new := now.get(asked)) and new - old and any(there(place) for place in old - new)
    ]
    if moved:
        message = f"问法改指别的条：{few(moved, _FEW, '个')}。请照条文核对，指错的改回去。"
        yield Finding(file, 1, 1, "L320", Level.WARNING, message, moved[0])
    had: dict[_Place, list[str]] = {}
    for asked, places in was.items():
        for place in places:
            had.setdefault(place, []).append(asked)
    lost: list[str] = []
    for place, every in had.items():
        gone = [asked for asked in every if asked not in now]
        if there(place) and len(gone) >= _MOST * len(every):
            lost += gone
    yield from _gone(file, "问法", lost)


def _places(rows: Iterable[tuple[str, str, str]]) -> dict[str, set[_Place]]:
    """Where each question leads."""
    out: dict[str, set[_Place]] = {}
    for act, heading, asked in rows:
        for one in several(asked):
            out.setdefault(one, set()).add((act, heading))
    return out


def _there(corpus: Corpus) -> Callable[[_Place], bool]:
    """Whether an article, or a matter, is there under the same name."""
    matters = {placed.matter.id for placed in load_matters(corpus.root, corpus.docs).placed}

    def there(place: _Place) -> bool:
        name, heading = place
        if name == MATTERS:
            return heading in matters
        act = corpus.acts.get(name)
        return bool(act and (not heading or any(text.article_by_heading(heading) for text in act.expressions)))

    return there


def _said(places: Iterable[_Place]) -> str:
    return "、".join(f"{act}#{heading}" for act, heading in sorted(places))


def _terms(corpus: Corpus, file: str, before: Iterable[Mapping[str, str]]) -> Iterator[Finding]:
    """Other names of a term that was there: the glossary shows them, the search takes them for the term."""
    was = {row.get("term", ""): row for row in before}
    told: list[tuple[Row, str]] = []
    for term, row in (corpus.registries.terms or {}).items():
        old = was.get(term)
        for key in ("aliases", "initials") if old else ():
            if old and (old.get(key) or "") != row.get(key):
                told.append((row, f"“{term}”的 {key} 由“{old.get(key) or '无'}”改成“{row.get(key) or '无'}”"))
    if told:
        message = f"名词的别名改了：{few([words for _, words in told], _FEW)}。名词表和检索照着说，请照条文核对。"
        yield Finding(file, told[0][0].line, 1, "L320", Level.WARNING, message, str(len(told)))
