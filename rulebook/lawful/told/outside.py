"""Changes beside the texts that decide what readers see and what is checked (L321): templates, settings, the gate itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rulebook.corpus import kept
from rulebook.corpus.load import Corpus
from rulebook.lawful.compared import few
from rulebook.model.finding import Finding, Level

_LOOKS = ("overrides/", "macros/", "mkdocs.yml")
_FREE = frozenset({"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"})
_FEW = 4  # files shown


def changed(corpus: Corpus, files: Sequence[str]) -> Iterator[Finding]:
    """One warning each for what shows the texts, and for what checks and publishes them.

    files: not as on the main branch, or new there; relative to the root. Where texts change too, it says so: they do not belong together.
    """
    ledger = f"{kept.FILE.partition('/')[0]}/"
    others = [name for name in files if not name.startswith((f"{corpus.docs_name}/", ledger)) and name not in _FREE]
    looks = [name for name in others if name.startswith(_LOOKS)]
    rest = [name for name in others if name not in looks]
    mixed = any(name.startswith(f"{corpus.docs_name}/") for name in files)
    for names, what in ((looks, "页面怎样显示制度"), (rest, "检查、发布和程序")):
        if names:
            shown = few(names, _FEW, "个", "、")
            way = "制度的改动请另提一次，不和它混在一起；" if mixed else ""
            message = f"这次改了{what}（{shown}）：制度的字不动，读者看到的、查出来的也会变。{way}请信息管理员逐行看过。"
            yield Finding(names[0], 1, 1, "L321", Level.WARNING, message, names[0])
