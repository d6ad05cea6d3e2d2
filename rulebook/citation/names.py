"""Names of laws (题名、简称): those that a text tells of, those that everybody uses, and the full title each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rulebook.citation.grammar import TITLE
from rulebook.citation.statutes import ABBREVIATED, PARTY, STATUTES

# 办法 and 方法 end in 法 and are no statutes.
NO_STATUTE = (
    "办法", "方法", "做法", "说法", "看法", "想法", "司法", "执法", "违法", "依法", "合法", "书法", "用法", "算法", "立法", "普法"
)  # fmt: skip
_MARKS = re.compile(r"[《》〈〉“”\s\u200b\u3000]")
# 《某法》（以下简称…）: what says that a short name follows, its rarest character first, and how far around it stands the rest
_SAYS = re.compile(r"称(?<=[下均律简统合]称)")
_BEFORE, _BEHIND = 200, 80
_CALLED = r"(?:(?:以下|下文|下)(?:均|一律)?(?:简|统|合)?称|简称|统称)(?:为|作)?"
_DEFINED = re.compile(
    r"(?:《(?P<full>(?:[^《》]|《[^《》]*》)*)》(?:[ \t\u3000\u00a0\u200b]+(?=[（(]))?|(?P<bare>中华人民共和国[\u4e00-\u9fff]{1,28}?))"
    rf"(?:[（(][^（）()]{{0,40}}?{_CALLED}[“《]?(?P<short>[^”》）)、，；《“]{{1,24}})|，?{_CALLED}[“《](?P<short2>[^”》）)、，；《“]{{1,24}})[”》])"
)


def plain(title: str) -> str:
    """A title as compared: without marks and 中华人民共和国."""
    return _MARKS.sub("", title).removeprefix("中华人民共和国")


@dataclass(slots=True)
class Names:
    """What one text tells about names: its own title, defined short names, titles in 《》."""

    own: str = ""
    short: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    _ending: dict[str, list[str]] = field(default_factory=dict)  # by their last words, once asked for

    def ending(self, kind: str) -> list[str]:
        """Other titles of the text that end in ``kind`` (办法)."""
        if kind not in self._ending:
            others = [(key, title) for key, title in self.seen.items() if key not in {kind, plain(self.own)}]
            self._ending[kind] = [title for key, title in others if key.split("（")[0].endswith(kind)]
        return self._ending[kind]

    def full(self, name: str) -> str:
        """The full title that ``name`` stands for; "" where it is the text itself."""
        key = plain(name)
        for tail in ("分则", "总则"):
            if key.endswith(tail) and key.removesuffix(tail) in STATUTES | set(self.short):
                key = key.removesuffix(tail)
        if key in self.short:
            key = plain(title := self.short[key])
            return "" if key == plain(self.own) else title
        if key == plain(self.own):
            return ""
        if key in ABBREVIATED:
            return f"中华人民共和国{ABBREVIATED[key]}"
        if key in PARTY:
            return PARTY[key]
        if key in self.seen:
            return f"中华人民共和国{key}" if key in STATUTES and self.seen[key] == key else self.seen[key]
        return self._longer(key, name)

    def _longer(self, key: str, name: str) -> str:
        """A title of the text that ``key`` abbreviates (民诉法), else the name itself with its country."""
        if key.endswith(NO_STATUTE) and key not in STATUTES:
            return name
        if name.startswith("中华人民共和国") or len(key) > 12 or not key.endswith("法"):
            return f"中华人民共和国{key}" if key in STATUTES or (key.endswith(("法", "法典")) and len(key) <= 12) else name
        if key not in STATUTES:
            for title_key, title in self.seen.items():
                if (
                    title_key.endswith(key[-1])
                    and title_key[:1] == key[:1]
                    and subsequence(key, title_key)
                    and len(title_key) <= 16
                ):
                    return title
        return f"中华人民共和国{key}"

    def knows(self, name: str) -> bool:
        """Whether the name is one that this text, or everybody, uses."""
        key = plain(name)
        return (
            key in self.short
            or key in self.seen
            or key in STATUTES
            or key in ABBREVIATED
            or key in PARTY
            or key.removesuffix("分则").removesuffix("总则") in STATUTES
        )


def subsequence(short: str, long: str) -> bool:
    """Whether the characters of ``short`` stand in ``long`` in this order."""
    rest = iter(long)
    return all(c in rest for c in short)


def read_names(own: str, text: str) -> Names:
    """Collect the names that ``text`` defines and uses."""
    names = Names(own)
    for match in TITLE.finditer(text):
        title = match["title"]
        if len(title) <= 60:
            names.seen.setdefault(plain(title), title)
    for match in _defined(text):
        short, full = plain(_wide(match["short"] or match["short2"])), _wide(match["full"] or match["bare"])
        if short and not (short.startswith("本") and plain(full) == plain(own)):
            names.short.setdefault(short, full)
    return names


def _defined(text: str) -> Iterator[re.Match[str]]:
    """Every place that gives a title a short name."""
    done = 0
    for says in _SAYS.finditer(text):
        at = says.start()
        match = _DEFINED.search(text, max(done, at - _BEFORE), at + _BEHIND) if at >= done else None
        if match is not None:
            done = match.end()
            yield match


def _wide(words: str) -> str:
    """With the brackets of cleaned text."""
    return words.replace("(", "（").replace(")", "）")
