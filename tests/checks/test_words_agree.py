"""Numbers in the tables beside the texts stand in the articles they name: duties, forms, situations, registers."""

import re
from collections.abc import Iterator

import pytest

from rulebook.corpus.load import load
from rulebook.corpus.matters import load_matters
from rulebook.model.act import Expression
from tests.sites import ROOT

CORPUS = load(ROOT)
_PERIOD = re.compile(r"\d+(?:个工作日|日|个月|小时|分钟|年|学时|人|家|万元|元|月\d+日)")
_ARTICLE = re.compile(r"（本[\u4e00-\u9fff]{2}第([一二三四五六七八九十]+)条）")
_ENDS = {
    "1月底": "1月31日",
    "2月底": "2月28日",
    "3月底": "3月31日",
    "4月底": "4月30日",
    "6月底": "6月30日",
    "11月底": "11月30日",
    "12月底": "12月31日",
}


def _words(expression: Expression, eid: str) -> str:
    provision = expression.document.provisions()[eid.partition("__")[0]]
    return provision.own_words + "".join(day for end, day in _ENDS.items() if end in provision.own_words)


def _missing(said: str, words: str) -> list[str]:
    return [number for number in _PERIOD.findall(said) if number not in words]


def _duties() -> Iterator[tuple[str, str, str]]:
    for expression in CORPUS.expressions():
        for duty in expression.header.duties:
            yield f"{expression.file} {duty.id}", duty.deadline, _words(expression, duty.article)


def _forms() -> Iterator[tuple[str, str, str]]:
    """A note that names its article; the time a form is filled in."""
    for placed in CORPUS.registries.forms or ():
        newest = CORPUS.acts[placed.act].newest
        articles = {a.label: a for a in newest.document.articles()}
        whole = "".join(_words(newest, article.eid) for article in newest.document.articles())
        yield f"{placed.act} {placed.form.name} when", placed.form.when, whole
        for note in placed.form.notes:
            for sentence in note.split("；"):
                found = _ARTICLE.search(sentence)
                if found and (named := articles.get(f"第{found.group(1)}条")):
                    yield f"{placed.act} {placed.form.name} {sentence}", sentence, _words(newest, named.eid)


def _situations() -> Iterator[tuple[str, str, str]]:
    for matter in load_matters(ROOT, ROOT / "docs").all:
        for step in matter.steps:
            act, _, heading = step.target.partition("#")
            newest = CORPUS.acts[act].newest
            if (article := newest.article_by_heading(heading)) and not CORPUS.acts[act].header.expires:
                yield f"{matter.id} {step.what}", step.within, _words(newest, article.eid)


def _registers() -> Iterator[tuple[str, str, str]]:
    for slug in ("responsibility-list", "measures"):
        for row in CORPUS.registries.registers[slug].rows:
            newest = CORPUS.acts[row.get("act")].newest
            if article := newest.article_by_heading(row.get("heading")):
                yield f"{slug} {row.get('no')}", row.get("deadline"), _words(newest, article.eid)


@pytest.mark.parametrize("table", [_duties, _forms, _situations, _registers])
def test_numbers_stand_in_the_article(table: object) -> None:
    assert callable(table)
    wrong = {where: missing for where, said, words in table() if (missing := _missing(said, words))}
    assert wrong == {}
