"""Words by which one act ends another: 《××办法》同时废止."""

from __future__ import annotations

import re

from rulebook.model.act import Expression

_SENTENCE = re.compile(r"[。；！？\n]")
_NOT = re.compile(r"[不没未无非勿暂]|继续|除外|的$|是否|如果|可以")


def abolishes(text: Expression, title: str) -> bool:
    """Whether the words of ``text`` (not its header) say that the act of this title is repealed."""
    said = re.compile(f"《{re.escape(title)}》(?P<between>[^。；！？]*?)废止(?=[。；，、）]|$)")
    for node in text.document.walk():
        for sentence in _SENTENCE.split(node.text):
            found = said.search(sentence)
            if found and not _NOT.search(found["between"]):
                return True
    return False
