"""Numbers that Word had made and that were not pasted (S111): the words of an article are there, its 第七条 is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulebook.corpus import kept
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.read import read_expression
from rulebook.markup.source import split_header
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level

_NUMBERED = re.compile(
    r"\s*(?:(?P<article>第[零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十\d]+)?)|(?P<clause>[一二三四五六七八九十]+、)"
    r"|(?P<item>[（(][一二三四五六七八九十\d]+[)）])|(?P<point>\d+[.．、]|[①-⑳]))?\s*(?P<words>.*)"
)
_SHORT = 3  # characters below which a line may stand twice by chance
_MANY = 3  # paragraphs from which a text without any number is not meant so


def numbers_lost(corpus: Corpus) -> Iterator[Finding]:
    """One finding on each text of our own that is new or changed."""
    rows = kept.latest(kept.recorded(corpus.docs.parent))
    for act in corpus.acts.values():
        text = act.newest
        if is_published(text) or text.header.text == "pending":
            continue
        entry = rows.get((act.id, text.key))
        if entry is None:
            before = act.expressions[-2] if len(act.expressions) > 1 else None
        else:
            words = kept.kept_text(corpus.docs.parent, entry)
            before = read_expression(split_header(words, text.file))[0] if words and words != text.raw else None
        if before is not None:
            yield from _compared(before, text)
        elif entry is None:
            yield from _none_at_all(act)


def _compared(before: Expression, text: Expression) -> Iterator[Finding]:
    was = {words: (kind, label) for _, kind, label, words in _lines(before) if kind and len(words) >= _SHORT}
    still = {(kind, words) for _, kind, _, words in _lines(text)}
    lost = [
        (number, *was[words])
        for number, kind, _, words in _lines(text)
        if words in was and was[words][0] != kind and (was[words][0], words) not in still
    ]
    if not lost:
        return
    articles = [place for place in lost if place[1] in {"article", "clause"}]
    number, _, label = (articles or lost)[0]
    shown = "、".join(place[2] for place in (articles or lost)[:4]) + ("……" if len(articles or lost) > 4 else "")
    message = (
        f"第{number}行起有{len(lost)}处编号不见了（原来是{shown}），字句还在。从 Word 粘来的自动编号不是文字，粘过来就丢了。"
        f"请照原件补上，例如在第{number}行前面补“{label}”。"
    )
    gaps = _numbers(before) - _numbers(text)
    level = Level.ERROR if articles and any(place[2] in gaps for place in articles) else Level.WARNING
    yield Finding(text.file, number, 1, "S111", level, message, label, label)


def _none_at_all(act: Act) -> Iterator[Finding]:
    lines = [line for line in _lines(act.newest) if not line[3].startswith(("#", "|", "<"))]
    if len(lines) >= _MANY and not any(kind for _, kind, *_ in lines):
        message = (
            "正文有好几段，一条也没有读出编号。从 Word 粘来的自动编号会丢，请照原件补上“第一条　”“（一）”；"
            "本来就不分条的，不用改。"
        )
        yield Finding(act.newest.file, lines[0][0], 1, "S111", Level.WARNING, message)


def _numbers(text: Expression) -> set[str]:
    return {label for _, _, label, _ in _lines(text) if label}


def _lines(text: Expression) -> Iterator[tuple[int, str, str, str]]:
    """Every line of the body: its number in the file, the kind of number it begins with, that number, the words after it."""
    source = split_header(text.raw, text.file)
    for number, line in enumerate(source.body.split("\n"), start=source.header_lines + 1):
        found = _NUMBERED.fullmatch(line.rstrip())
        if found and found["words"]:
            kind = next((name for name in ("article", "clause", "item", "point") if found[name]), "")
            yield number, kind, found[kind] if kind else "", found["words"].strip()
