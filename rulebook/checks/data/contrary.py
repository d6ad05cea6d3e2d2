"""What forms, matters and registers say again must not be the contrary of their articles.

R116: a note of a form names an article and a period, date or amount that this article does not, a row of a register one that
its act does not. R118: what an article forbids is allowed beside it, or the other way round. C102: 本规定第N条 that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from rulebook.checks.data.agreement import RESTATED, keys_of, shown, since, terms_of
from rulebook.checks.words.opposite import turned
from rulebook.corpus.forms import PlacedForm
from rulebook.corpus.load import Corpus
from rulebook.corpus.matters import load_matters
from rulebook.corpus.registry import Row
from rulebook.history.renumber import renumbering
from rulebook.markup.numerals import to_int
from rulebook.markup.quantities import quantities
from rulebook.model.act import Act
from rulebook.model.day import day_words
from rulebook.model.document_types import ITSELF
from rulebook.model.finding import Finding, Level
from rulebook.model.form import Form
from rulebook.model.provision import Provision

_ARTICLE = r"第[零一二三四五六七八九十百\d]+条"
OWN = re.compile(
    rf"{ITSELF}(?P<list>{_ARTICLE}(?:第[^、，。；）条]{{1,3}}[款项])*(?:[、和及至]{_ARTICLE}(?:第[^、，。；）条]{{1,3}}[款项])*)*)"
)
_NUMBER = re.compile(r"第(?P<number>[零一二三四五六七八九十百\d]+)条")
_CLAUSE = re.compile(r"[；。]")
_MODAL = re.compile(r"(?P<modal>不得|不准|禁止|不可以|可以|应当|必须)(?P<what>[\u4e00-\u9fff\d]{4})")
_BANS, _LEAVES = ("不得", "不准", "禁止", "不可以"), ("可以", "应当", "必须")
_ONE_YEAR = re.compile(r"(?:19|20)\d\d年")
_NOT_WORDS = frozenset({"no", "act", "mechanism", "heading", "related", "measures", "office", "provenance"})


def check_restated(corpus: Corpus) -> Iterator[Finding]:
    """Findings on forms, matters and registers; the newest text of an act counts, for forms and matters with its day."""
    for placed in corpus.registries.forms or ():
        act = corpus.acts.get(placed.act)
        if act and act.id not in corpus.unread and act.newest.header.text != "pending":
            yield from _form(placed, act)
    matters = load_matters(corpus.root, corpus.docs)
    for matter in matters.placed:
        named = [_article(corpus, step.target) for step in matter.matter.steps]
        there = [article for _, article in filter(None, named)]
        words = (matter.matter.answer.replace("**", ""), *matter.matter.limits, *(step.what for step in matter.matter.steps))
        yield from _contrary(words, there, f"事项“{matter.matter.title}”", matters.file, matter.line, Level.ERROR)
        yield from _turned(words, there, f"事项“{matter.matter.title}”", matters.file, matter.line)
    for register in corpus.registries.registers.values():
        for row in register.rows:
            yield from _row(corpus, row)


def _form(placed: PlacedForm, act: Act) -> Iterator[Finding]:
    known = act.newest.document.provisions()
    every = tuple(act.newest.document.articles())
    name = f"表格“{placed.form.name}”"
    for words in _words(placed.form):
        for clause in _CLAUSE.split(words):
            eids = list(_named(clause))
            articles = [known[eid] for _, eid in eids if eid in known]
            missing = _absent(clause, articles) if articles else []
            if missing or len(articles) < len(eids):
                moved = _moved(act)
                articles += [known[moved[eid]] for _, eid in eids if eid in moved]
                missing = _absent(clause, articles) if articles else []
                yield from (_gone(placed, act, text, eid) for text, eid in eids if eid not in known and eid not in moved)
            if missing:
                labels = "、".join(article.label for article in articles)
                message = (
                    f"{name}写的“{'、'.join(map(shown, missing))}”在它所说的{labels}里没有。{since(act, missing)}请照条文改。"
                )
                yield Finding(placed.file, placed.line, 1, "R116", Level.WARNING, message, clause)
            yield from _turned((clause,), articles or every, name, placed.file, placed.line)
            if any(_against(clause, articles or every)):
                before = tuple(act.expressions[-2].document.articles()) if len(act.expressions) > 1 else ()
                level = Level.WARNING if before and not any(_against(clause, before)) else Level.ERROR
                yield from _contrary((clause,), articles or every, name, placed.file, placed.line, level)


def _gone(placed: PlacedForm, act: Act, text: str, eid: str) -> Finding:
    """An article that the newest text has not: a form may name it until that day where the text before has it."""
    said = f"表格“{placed.form.name}”写了“{text}”"
    before = act.expressions[-2] if len(act.expressions) > 1 else None
    if before is not None and eid in before.document.provisions():
        message = f"{said}，《{act.header.name}》{day_words(act.newest.valid_from)}起没有这一条。到那天请照条文改。"
        return Finding(placed.file, placed.line, 1, "C102", Level.WARNING, message, text)
    message = f"{said}，《{act.header.name}》没有这一条。请核对条号。"
    return Finding(placed.file, placed.line, 1, "C102", Level.ERROR, message, text)


def _moved(act: Act) -> Mapping[str, str]:
    """Where the newest text took the articles of the one before: a form may name them as it did until that day (R117)."""
    if len(act.expressions) < 2:  # the one before and the newest
        return {}
    return renumbering(act.expressions[-2].document, act.newest.document).moved


def _words(form: Form) -> Iterator[str]:
    """Whatever a form says of the rule."""
    yield from (form.when, form.keep, form.to, *form.notes)
    for part in form.parts:
        yield from (part.title, part.text, *part.opinion)


def _named(words: str) -> Iterator[tuple[str, str]]:
    """Articles of its own act that are named by number: the words, the id."""
    for found in OWN.finditer(words):
        for number in _NUMBER.finditer(found["list"]):
            yield number.group(), f"art_{to_int(number['number'])}"


def _row(corpus: Corpus, row: Row) -> Iterator[Finding]:
    """A row with an article: its terms stand in some text of the act, unless they are days of one year's plan."""
    act = corpus.acts.get(row.get("act") or row.get("mechanism"))
    texts = [e for e in act.expressions if e.header.text != "pending"] if act and act.id not in corpus.unread else []
    there = [article for e in texts if (article := e.article_by_heading(row.get("heading")))]
    if not act or not there:
        return
    every = [article for e in texts for article in e.document.articles()]
    for column, value in row.values.items():
        words = str(value or "")
        if column in _NOT_WORDS or not words:
            continue
        if not _ONE_YEAR.search(words) and (missing := _absent(words, every)):
            message = f"这一行写的“{'、'.join(map(shown, missing))}”在《{act.header.name}》里没有。请照条文改，或者核对 act 和 heading。"
            yield Finding(row.file, row.line, 1, "R116", Level.WARNING, message, words)
        yield from _contrary((words,), there, "这一行", row.file, row.line, Level.ERROR)
        yield from _turned((words,), there[-1:], "这一行", row.file, row.line)


def _absent(words: str, articles: Sequence[Provision]) -> list[str]:
    """Terms of ``words`` that stand in none of the articles."""
    kinds = {q.key for q in quantities(words) if q.kind in RESTATED}
    named = [key for key in terms_of(words) if key in kinds]
    there = frozenset[str]().union(*(keys_of(article.own_words) for article in articles)) if named else frozenset[str]()
    return [key for key in named if key not in there]


def _contrary(
    words: Iterable[str], articles: Sequence[Provision], what: str, file: str, line: int, level: Level
) -> Iterator[Finding]:
    for text in words:
        for said_here, article, there in _against(text, articles):
            way = "到那天请照条文改" if level is Level.WARNING else "请照条文改"
            message = f"{what}写“{said_here}”，{article.label}写的是“{there}”，意思相反。{way}。"
            yield Finding(file, line, 1, "R118", level, message, said_here)


def _turned(words: Iterable[str], articles: Sequence[Provision], what: str, file: str, line: int) -> Iterator[Finding]:
    """Where the same thing is said in other words, and round: doubtful, so a warning."""
    for text in words:
        if (found := turned(text, articles)) and not any(_against(text, articles)):
            part, article, there = found
            message = f"{what}写“{part}”，{article.label}写的是“{there}”，意思好像相反。请照条文核对。"
            yield Finding(file, line, 1, "R118", Level.WARNING, message, part)


def _against(words: str, articles: Sequence[Provision]) -> Iterator[tuple[str, Provision, str]]:
    """What is said of the same thing with the contrary word: here, the article, there."""
    for found in _MODAL.finditer(words):
        modal, what = found["modal"], found["what"]
        same, other = (_BANS, _LEAVES) if modal in _BANS else (_LEAVES, _BANS)
        held = [_modals(article.own_words) for article in articles]
        if any((word, what) in pairs for pairs in held for word in same):
            continue
        for article, pairs in zip(articles, held, strict=True):
            if there := next((word for word in other if (word, what) in pairs), ""):
                yield modal + what, article, there + what
                break


@lru_cache(maxsize=8192)  # asked again for every line that is said of the article
def _modals(words: str) -> frozenset[tuple[str, str]]:
    return frozenset((found["modal"], found["what"]) for found in _MODAL.finditer(words))


def _article(corpus: Corpus, target: str) -> tuple[Act, Provision] | None:
    act_id, _, heading = target.partition("#")
    act = corpus.acts.get(act_id)
    article = act.newest.article_by_heading(heading) if act and act.newest.header.text != "pending" else None
    return (act, article) if act and article else None
