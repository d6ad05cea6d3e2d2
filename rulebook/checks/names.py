"""Names of an act beside its title: they lead readers and citations, so they may be nobody else's and may not mislead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulebook.checks.headers import line_of
from rulebook.corpus.library import skeleton, title_key
from rulebook.corpus.load import Corpus, is_published
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level

_SURELY = "废止|失效|作废|取代|不再(?:执行|适用)|(?:停止|暂停|暂缓|中止)(?:执行|适用|施行|使用)"
ENDED = re.compile(f"{_SURELY}|停用|撤销|过期|过时|无效|未生效|未施行|旧版|草案|仅供参考|征求意见|不再使用")
_HEADED = re.compile(r"(?:# |title:)(?P<title>.+)")


def check_names(corpus: Corpus) -> Iterator[Finding]:
    """H202: a short title or alias that names another act, instrument or register. H217: one that says the act is over."""
    taken = _taken(corpus)
    for act in corpus.acts.values():
        text, header = act.newest, act.header
        if is_published(text):
            continue
        for key, name in (("short_title", header.short_title), *(("aliases", alias) for alias in header.aliases)):
            owner = next((o for o in taken.get(skeleton(title_key(name)), ()) if o != f"《{header.title}》"), "") if name else ""
            if owner:
                message = f"{key} 写的“{name}”是{owner}的名字，别处引用它的会指到这里。请改掉。"
                yield Finding(text.file, line_of(text, key, name), 1, "H202", Level.ERROR, message, name)
        yield from _over(text)
    for page in corpus.pages:
        for number, line in enumerate(page.source.text.split("\n"), start=1):
            found = _HEADED.match(line)
            title = found["title"].strip(" \"'#") if found else ""
            owner = next((o for o in taken.get(skeleton(title_key(title)), ()) if o.startswith("《")), "") if title else ""
            if owner:
                message = f"这一页的题名“{title}”就是{owner}，读者会当成制度的文本。制度只有一份，请换一个题名，或者删去这一页。"
                yield Finding(page.file, number, 1, "H202", Level.ERROR, message, title)


def _taken(corpus: Corpus) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for act in corpus.acts.values():
        for name in {e.header.title for e in act.expressions} | {e.header.short_title for e in act.expressions} - {""}:
            out.setdefault(skeleton(title_key(name)), []).append(f"《{act.header.title}》")
    for row in (corpus.registries.basis or {}).values():
        for name in {row.get("title"), *row.many("short_titles")} - {""}:
            out.setdefault(skeleton(title_key(name)), []).append(f"上位依据《{row.get('title')}》")
    for register in corpus.registries.registers.values():
        out.setdefault(skeleton(title_key(register.meta.get("title"))), []).append(f"清单《{register.meta.get('title')}》")
    return out


def _over(text: Expression) -> Iterator[Finding]:
    header = text.header
    if header.repealed or header.expires:
        return
    named = [("short_title", header.short_title), ("category", header.category), *(("aliases", a) for a in header.aliases)]
    beside = [("see_also", s.note) for s in header.see_also] + [("no_duty", n.reason) for n in header.no_duty]
    for key, words in (*named, *beside):
        found = ENDED.search(words)
        if found and found.group() not in header.title:
            level = Level.ERROR if (key, words) in named and re.search(_SURELY, words) else Level.WARNING
            message = (
                f"{key} 写了“{words}”，可是这件制度没有废止，读者会以为它不算数了。停用要写废止（history 加一行），这里请改掉。"
            )
            yield Finding(text.file, line_of(text, key, words), 1, "H217", level, message, found.group())
