"""Registries beside the texts, compared with what they said before: published texts rest on them.

Instruments (上位依据) that are called otherwise or of another day, registers for other readers. What is right is explained in
the file itself, what is doubtful is told. Of offices and roles, ``offices`` tells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from rulebook.corpus.library import title_key
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.registry import Row
from rulebook.corpus.select import AUDIENCES
from rulebook.lawful.compared import few, short
from rulebook.lawful.told import offices
from rulebook.lawful.told.tables import read_as, table
from rulebook.markup import yamlmap
from rulebook.markup.over import OVER
from rulebook.model.finding import Finding, Level

BASIS = "basis/instruments.yml"
STYLE = "style/words.csv"
_STATED = {"title": "题名", "doc_no": "文号", "issuer": "制定机关", "history": "版本沿革", "in_2021": "2021年底的版本"}
_OPEN = "待核"  # words of an entry that is not sure yet: what replaces them needs no reason
_SURE = {"confidence": "版本", "later_confidence": "后来的修改"}
_UNSURE = ("待人工核对", "待核", "推定", "示范")
_FEW = 5  # numbers shown
_ENTRY = 160  # characters of a new entry
_QUOTE = "quote"  # the column of a register that holds words of its source


def changed(corpus: Corpus, before: Mapping[str, str], today: dt.date) -> Iterator[Finding]:
    """Findings on the files ``before``: name below docs to the text that it had, each of them not the same any more."""
    for name, text in before.items():
        file = f"{corpus.docs_name}/{name}"
        if not (corpus.docs / name).exists():
            if name not in {offices.OFFICES, BASIS}:  # told where they are read
                message = "这份文件不见了，用到它的页面和检索也会少掉。误删的请恢复（git restore --source=main 文件名）；确实不要的，请在说明里写明。"
                yield Finding(file, 1, 1, "L317", Level.WARNING, message)
        elif read_as(corpus.docs / name) is None:
            continue
        elif name == BASIS:
            yield from _instruments(corpus, _list(text), today)
        elif name == STYLE:
            yield from _unasked(corpus, file, text)
        elif name.startswith("registers/"):
            slug = name.removeprefix("registers/").partition(".")[0]
            if register := corpus.registries.registers.get(slug):
                yield from _readers(register.meta, text) if name.endswith(".yml") else _rows(file, register.rows, table(text))


def laws(corpus: Corpus, files: Collection[str]) -> Iterator[Finding]:
    """Published laws that are new or others than on the main branch: the list beside them proves only what it was made of.

    files: whatever is not as it is there, relative to the root.
    """
    fresh = [text for text in corpus.expressions() if is_published(text) and text.file in files]
    cited = {title_key(row.get("title")) for row in (corpus.registries.basis or {}).values()}
    named = [text for text in fresh if title_key(text.header.title) in cited]
    for text in named:
        message = f"新收进或者换了《{text.header.title}》，它是登记的上位依据，引用它的条都会指到这里。请对照官方文本逐条核对，写明由谁核对。"
        yield Finding(text.file, 1, 1, "L318", Level.WARNING, message, text.header.title)
    others = [text for text in fresh if text not in named]
    if others:
        rest = "" if len(others) == 1 else f"等{len(others)}件"
        message = (
            f"新收进或者换了公开法律法规《{others[0].header.title}》{rest}，导入清单只证明导入以后没有改过。请对照官方文本核对。"
        )
        yield Finding(others[0].file, 1, 1, "L318", Level.WARNING, message, others[0].header.title)


def _list(text: str) -> list[dict[str, Any]]:
    value = yamlmap.load(text).value
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def _instruments(corpus: Corpus, before: Collection[Mapping[str, Any]], today: dt.date) -> Iterator[Finding]:
    now = corpus.registries.basis or {}
    texts = [text for text in corpus.expressions() if not is_published(text)]
    used = {reference.id for text in texts for reference in text.header.basis}
    others: list[tuple[Row, str]] = []
    for old in before:
        slug, title = str(old.get("id") or ""), str(old.get("title") or "")
        row = now.get(slug)
        if slug not in used and not any(f"《{title}》" in text.raw for text in texts):
            continue
        if row is None:
            file = f"{corpus.docs_name}/{BASIS}"
            message = f"已发布的制度写到的上位依据《{title}》（{slug}）不见了。请放回去；有了新法的，另加一项，旧的写 later 和 changed。"
            yield Finding(file, 1, 1, "L318", Level.ERROR, message, slug)
            continue
        judged = list(_stated(row, old, title, today))
        yield from (finding for _, finding in judged)
        told = {key for key, _ in judged} | {"corrected"}
        rest = [key for key in dict.fromkeys([*old, *row.values]) if key not in told]
        moved = [f"{key} {change}" for key in rest if (change := _change(old, row, key))]
        if moved:
            others.append((row, f"《{title}》的 {'；'.join(moved)}"))
    was = {str(old.get("id") or "") for old in before}
    others += [(row, f"新加了《{row.get('title')}》（{_said(row)}）") for slug, row in now.items() if slug not in was]
    if others:
        shown = few([words for _, words in others], _FEW, "项")
        message = f"登记的上位依据{shown}。“依据待核”、引用和依据页会跟着变，请对照公布的文本核对。"
        yield Finding(others[0][0].file, others[0][0].line, 1, "L318", Level.WARNING, message, others[0][0].get("id"))


def _said(row: Row) -> str:
    """What an entry says, but for its title."""
    parts = (f"{key}：{_text(row.values, key)}" for key in row.values if key not in {"id", "title"})
    return short("，".join(parts), _ENTRY)


def _text(old: Mapping[str, Any], key: str) -> str:
    value = old.get(key)
    return "；".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _change(old: Mapping[str, Any], row: Row, key: str) -> str:
    was, is_now = _text(old, key), _text(row.values, key)
    return f"由“{was or '无'}”改成“{is_now or '无'}”" if was != is_now else ""


def _stated(row: Row, old: Mapping[str, Any], title: str, today: dt.date) -> Iterator[tuple[str, Finding]]:
    """What an entry says otherwise of a text that was published: key and finding."""
    for key, what in _STATED.items():
        was, is_now = _text(old, key), row.get(key)
        added = key == "history" and is_now.startswith(was)
        if was and was != is_now and not added and _OPEN not in was and not _corrected(row, key, was):
            yield key, _wrongly(row, key, was, f"上位依据《{title}》的{what}由“{was}”改成“{is_now or '无'}”", today)
    yield from _later(row, old, title)
    was, is_now, same = _text(old, "changed"), row.get("changed"), _text(old, "later") == row.get("later")
    if was and was != is_now and (is_now < was or same) and not _corrected(row, "changed", was):
        lead = f"上位依据《{title}》的 changed 由{was}改成{is_now or '无'}，" + (
            "“依据待核”会少掉制度" if is_now < was else "later 没有写又改了"
        )
        yield "changed", _wrongly(row, "changed", was, lead, today)
    elif was and was <= str(today) < is_now:
        message = f"上位依据《{title}》的 changed 由{was}改成还没有到的{is_now}，到那天以前“依据待核”会少掉制度。请核对。"
        yield "changed", Finding(row.file, row.line, 1, "L318", Level.WARNING, message, is_now)


def _later(row: Row, old: Mapping[str, Any], title: str) -> Iterator[tuple[str, Finding]]:
    """What is said of later editions without a new day, and doubts that are gone."""
    was, is_now, same = _text(old, "later"), row.get("later"), _text(old, "changed") == row.get("changed")
    over = re.search(OVER, is_now) and not re.search(OVER, was)
    if was != is_now and same and (over or (was and was not in is_now and _OPEN not in was and "待" not in was)):
        message = f"上位依据《{title}》的 later 由“{was}”改成“{is_now or '无'}”，changed 没有动。请对照公布的文本核对。"
        yield "later", Finding(row.file, row.line, 1, "L318", Level.WARNING, message, is_now)
    for key, what in _SURE.items():
        if _text(old, key) not in {"", "sure"} and row.get(key) == "sure" and was == is_now:
            message = f"上位依据《{title}》的{what}由待核改成已核（{key}），写的没有变。请确认已经对照官方文本。"
            yield key, Finding(row.file, row.line, 1, "L318", Level.WARNING, message, key)


def _corrected(row: Row, key: str, was: str) -> bool:
    """Whether the entry itself says that ``key`` was wrong before, and why."""
    listed = row.values.get("corrected")
    rows = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    return any(item.get("key") == key and str(item.get("was")) == was and item.get("on") and item.get("note") for item in rows)


def _wrongly(row: Row, key: str, was: str, lead: str, today: dt.date) -> Finding:
    message = (
        f"{lead}，已发布的制度依据它。没有抄错的请改回去（又修改了的写 later 和 changed）；原来抄错了的，在这一项加：\n"
        f'  corrected:\n    - {{on: {today}, key: {key}, was: "{was}", note: 怎么错了}}\n'
    )
    return Finding(row.file, row.line, 1, "L318", Level.ERROR, message, row.get(key))


def _unasked(corpus: Corpus, file: str, text: str) -> Iterator[Finding]:
    """Words that drafts are not asked about any more."""
    now = {row.get("find") for row in corpus.registries.style or ()}
    lost = [row["find"] for row in table(text) if row.get("find") and row["find"] not in now]
    if lost:
        message = f"用词表少了{few(lost, _FEW, '个', '、')}，以后写了这样的话不再提醒。确实不要的，请在说明里写明。"
        yield Finding(file, 1, 1, "L317", Level.WARNING, message, lost[0])


def _readers(meta: Row, text: str) -> Iterator[Finding]:
    before = (_list(text) or [{}])[0]
    was, is_now = (before.get("audience") or AUDIENCES[0]), meta.get("audience") or AUDIENCES[0]
    if was != is_now and was in AUDIENCES and is_now in AUDIENCES:
        wider = AUDIENCES.index(is_now) < AUDIENCES.index(was)
        what = "原来看不到的人都能看到" if wider else "别的读者再也看不到"
        message = f"清单《{meta.get('title')}》的读者范围由{was}改成{is_now}，{what}。请经定密、审核的人核对。"
        yield Finding(meta.file, meta.line, 1, "L317", Level.WARNING, message, is_now)
    source, now = (
        (value if isinstance(value, dict) else {}) for value in (before.get("provenance"), meta.values.get("provenance"))
    )
    for key, what in (("quote", "来源的原话"), ("kind", "来源的标注")):
        if source.get(key) and source.get(key) != now.get(key):
            message = f"清单《{meta.get('title')}》的{what}由“{source[key]}”改成“{now.get(key) or '无'}”。请对照来源核对。"
            yield Finding(meta.file, meta.line, 1, "L317", Level.WARNING, message, str(now.get(key) or ""))


def _rows(file: str, rows: Sequence[Row], before: Iterable[Mapping[str, str]]) -> Iterator[Finding]:
    """Rows that are gone, quotations that read otherwise, and marks of doubt that are gone."""
    before = [*before]
    old, quoted = {row.get("no", ""): row for row in before}, {row.get(_QUOTE) for row in before}
    lost = [number for number in old if number and number not in {row.get("no") for row in rows}]
    if lost:
        message = f"清单少了{len(lost)}行（{'、'.join(lost[:_FEW])}{'……' if len(lost) > _FEW else ''}）。误删的请补回；确实不要的，请在说明里写明。"
        yield Finding(file, 1, 1, "L317", Level.WARNING, message, lost[0])
    fresh = [row for row in rows if row.get(_QUOTE) and row.get("no") not in old and row.get(_QUOTE) not in quoted]
    if fresh:
        shown = few([f"“{row.get(_QUOTE)}”" for row in fresh], _FEW, "句", "、")
        message = f"多了来源的原话{shown}，页面会当作来源说的话。请对照来源核对。"
        yield Finding(fresh[0].file, fresh[0].line, 1, "L317", Level.WARNING, message, fresh[0].get(_QUOTE))
    for row in rows:
        was = old.get(row.get("no")) if row.get("no") else None
        for key, value in was.items() if was else ():
            mark = next((mark for mark in _UNSURE if mark in value and mark not in row.get(key)), "")
            if key == _QUOTE and value != row.get(key):
                message = f"来源的原话由“{value}”改成“{row.get(key)}”。请对照来源核对。"
            elif mark:
                message = f"“{value}”的“{mark}”去掉了，改成“{row.get(key)}”。请确认已经核对。"
            else:
                continue
            yield Finding(row.file, row.line, 1, "L317", Level.WARNING, message, row.get(key))
