"""Whether words turn round what an article says: they speak of the same thing and let what it forbids, or the other way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rulebook.model.provision import Provision

_SAID = (  # of each stance the words, those of limits (不得超过) left out
    ("ban", re.compile("不得(?![超少低高晚早多大小])|不准|禁止|不可以|严禁|不能|不许")),
    ("leave", re.compile("(?<!不)可以|允许|准许|(?<![不可才只职性功])能(?![力够])")),
    ("must", re.compile("应当|必须")),
    ("need not", re.compile("无需|不用|不必|不需")),
)
_ANY = re.compile("不[得准可能许用必需]|禁止|可以|允许|准许|能|应当|必须|无需")
_CONTRARY = frozenset({("leave", "ban"), ("must", "ban"), ("ban", "leave"), ("ban", "must"), ("need not", "must")})
_NO_CONTENT = re.compile(
    "不得|不准|禁止|不可以|严禁|不能|不许|也?可以|允许|准许|应当|必须|无需|不用|不必|不需|也能|（[^（）]*）|[^\u4e00-\u9fff]"
)
_PARTS = re.compile(r"[。；，：\n]")
_FEW, _SHARE = 3, 0.4  # pairs of characters that both must have, and how much of the words these must be


def turned(words: str, articles: Iterable[Provision]) -> tuple[str, Provision, str] | None:
    """The part of ``words`` that turns round what one of ``articles`` says, that article, its words; None where none does."""
    if not _ANY.search(words):
        return None
    articles = tuple(articles)
    for part in _PARTS.split(words):
        stance, pairs = _stance(part), _pairs(part)
        if not stance or len(pairs) < _FEW:
            continue
        shared, text, article = max(
            ((len(pairs & own), text, article) for article in articles for text, own in _parts(article.own_words)),
            key=lambda found: found[0],
            default=(0, "", None),
        )
        if article and shared >= _FEW and shared >= _SHARE * len(pairs) and (stance, _stance(text)) in _CONTRARY:
            return part, article, text
    return None


def _stance(words: str) -> str:
    """What the words do, where they do one thing."""
    found = [stance for stance, said in _SAID if said.search(words)]
    return found[0] if len(found) == 1 else ""


def _pairs(words: str) -> frozenset[str]:
    """Pairs of characters of what is spoken of."""
    plain = _NO_CONTENT.sub(" ", words)
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1) if " " not in plain[n : n + 2])


@lru_cache(maxsize=4096)  # asked for every line that is said of the article
def _parts(words: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((part, _pairs(part)) for part in _PARTS.split(words) if part)
