"""Names of laws (题名、简称): what stands before a reference, and which title it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from rulebook.citation.grammar import OWN, TITLE
from rulebook.citation.statutes import ABBREVIATED, STATUTES

_TAIL = re.compile(r"(?:法典|宪法|法|条例|细则|通则|总则|分则|章程|公约|规定|办法|规则|解释|决定)$")
_SURE_TAIL = ("法", "法典", "条例", "细则", "公约", "通则")
_STRONG = re.compile(
    r"依照|根据|按照|违反|适用|依据|符合|执行|参照|触犯|构成|属于|修改|关于|以及|或者|不服|规定的|所指的|分别|按|犯|(?<![国所私享])有|和|及|与|或|由|将|在|除|经|依|的|是|为|即|因|按|并|对|以|据|照|至|把|同|增加|删去"
)
_ASIDE = re.compile(r"称|〔|号|^(?:试行|暂行|(?:19|20)\d\d年?(?:修正|修订|公布|本))$")
_RUN = re.compile(r"[\u4e00-\u9fff]{2,30}$")
_MARKS = re.compile(r"[《》〈〉“”\s\u200b\u3000]")
_GAP = re.compile(r"(?<=》)[ \t\u3000\u00a0\u200b]+（")
_DEFINED = re.compile(
    r"(?:《(?P<full>(?:[^《》]|《[^《》]*》)*)》|(?P<bare>中华人民共和国[\u4e00-\u9fff]{1,28}?))（[^（）]{0,40}?以下(?:简|统|合)?称(?:为)?[“《]?(?P<short>[^”》）、，；《“]{1,24})"
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
        if key in self.seen:
            return self.seen[key]
        if key in ABBREVIATED:
            return f"中华人民共和国{ABBREVIATED[key]}"
        return self._longer(key, name)

    def _longer(self, key: str, name: str) -> str:
        """A title of the text that ``key`` abbreviates (民诉法), else the name itself with its country."""
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
    if "以下" in text and "称" in text:
        for match in _DEFINED.finditer(_GAP.sub("（", text.replace("(", "（").replace(")", "）"))):
            short = plain(match["short"])
            if short and not short.startswith("本"):
                names.short.setdefault(short, match["full"] or match["bare"])
    return names


class Named(NamedTuple):
    """The name before a reference. start: where it begins (the reference's start where it is apart)."""

    start: int
    title: str
    own: bool = False


def name_before(text: str, end: int, names: Names) -> Named | None:
    """The name that stands immediately before ``end``, None where there is none."""
    if not end:
        return None
    last = text[end - 1]
    if last == "》":
        for match in TITLE.finditer(text, max(0, end - 120), end):
            if match.end() == end:
                title = names.full(match["title"])
                return Named(match.start(), title, own=not title)
        return None
    if last == "）":
        return _apart(text, end, names)
    if last == "的" and text[end - 2 : end - 1] == "》":
        before = name_before(text, end - 1, names)
        return Named(end, before.title, before.own) if before else None
    if not _TAIL.search(text, max(0, end - 4), end) and not OWN.search(text, max(0, end - 12), end):
        return None
    own = OWN.search(text, max(0, end - 12), end)
    if own:
        return Named(own.start(), "", own=True)
    return _bare(text, end, names)


def _apart(text: str, end: int, names: Names) -> Named | None:
    """《某法》（以下简称…）第九条: the brackets part name and number."""
    open_ = text.rfind("（", max(0, end - 60), end)
    inner = text[open_ + 1 : end - 1]
    if open_ <= 0 or not _ASIDE.search(inner):
        return None
    before = name_before(text, open_, names) if text[open_ - 1] == "》" else None
    return Named(end, before.title, before.own) if before else None


def _bare(text: str, end: int, names: Names) -> Named | None:
    run = _RUN.search(text, max(0, end - 30), end)
    if not run:
        return None
    base, words = run.start(), run.group()
    for start in range(len(words) - 1):
        if names.knows(words[start:]) and len(words) - start >= 2:
            return Named(base + start, names.full(words[start:]))
    cut = 0
    for stop in _STRONG.finditer(words, 0, len(words) - 1):
        if stop.group() in {"对", "以", "同"} and stop.start() - cut > 0 and stop.start() != cut:
            continue
        cut = stop.end()
    name = words[cut:]
    if len(name) < 3 or not name.endswith(_SURE_TAIL) or name.startswith(("该", "本", "其", "上述", "前述", "有关", "相关")):
        return None
    return Named(base + cut, names.full(name))
