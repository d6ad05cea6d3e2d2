"""What an editor may write where a published text was changed: the exact lines, by place, to be copied."""

from __future__ import annotations

import datetime as dt

from rulebook.corpus.header_lines import line_of
from rulebook.lawful.events import NO_EVENT, Difference, Wrong
from rulebook.lawful.facts import OF_DUTY, apart, duty_said, said
from rulebook.markup import header_edit
from rulebook.model.act import Expression
from rulebook.model.header import Repealed

_NUMBER = "决定的文号"
_CODED = {  # facts entered as ids and codes: readers see the note, so it names the fact and not its value
    "office": "责任科室",
    "interpreter": "解释机关",
    "basis": "依据",
    "approved": "审议情况",
    "replaces": "替代的制度",
    "renumbered": "新旧条号对照",
}
_CODED_OF_DUTY = {"article": "所在的条", "office": "科室", "recurrence": "周期", "step": "是不是程序里的一步"}


def ways(now: Expression, wrong: list[Wrong], today: dt.date) -> str:
    """Indented lines, one way after another: the row for each difference that an event of its own may make, then a new text."""
    bare = [w.difference for w in wrong if w.difference and w.why == NO_EVENT]
    never = list(dict.fromkeys(filter(None, map(_never, bare))))
    ended = any(map(_unended, bare))  # its key and its row go the same way
    rows = [row for d in bare if not (ended and d.key in {"history", "repealed"}) and (row := _row(d, today))]
    refused = dict.fromkeys(w.why for w in wrong if w.why != NO_EVENT)
    words = any(w.difference and w.difference.key in {"words", "structure"} for w in wrong)
    out = [_back(now)]
    if rows:
        lead = "  只是错字、漏字（勘误）" if all("event: 勘误" in row for row in rows) else "  照实登记"
        out += [f"{lead}，{_place(now)}：", *(f"  - {row}" for row in dict.fromkeys(rows))]
    out += [f"  {why}。" for why in (*never, *refused)]
    if now.newest and words:
        out += _amending(now, today)
    return "\n".join(out)


def no_misprint(now: Expression, today: dt.date) -> str:
    """As ``ways``, where an erratum was written for what is none."""
    if not now.newest:
        return f"{_back(now)}\n  改内容要改现行文本，不改以前的文本。"
    return "\n".join([_back(now), "  改内容的，删去这一行勘误，再选下面一种：", *_amending(now, today)])


def _back(now: Expression) -> str:
    return f"  恢复原文：rulebook restore {now.act}，或者在网页上撤销这处改动。"


def _amending(now: Expression, today: dt.date) -> list[str]:
    later = max(today, now.header.effective or today) + dt.timedelta(days=31)
    return [
        f"  改部分条文（修正），文件头第{line_of(now, 'effective')}行前后这几行改成新的（日期、文号照决定写）：",
        *(f"doc_no: {_NUMBER}", f"adopted: {today}", f"issued: {today}", f"effective: {later}"),
        "  全面改（修订），再加一行：",
        "event: 修订",
    ]


def extensible(old: object, new: dt.date, today: dt.date) -> bool:
    """Whether an extension decided today could move the last day so."""
    return isinstance(old, dt.date) and new > old and today <= old


def _place(now: Expression) -> str:
    if now.header.history:
        return f"文件头第{line_of(now, 'history')}行 history 的最后加一行"
    return "文件头加一行 history:，下面加一行"


def _unended(difference: Difference) -> bool:
    """Whether a repeal that was registered is changed or taken back: its key, or its row of 沿革."""
    rows = difference.old if difference.key == "history" and isinstance(difference.old, tuple) else ()
    return (difference.key == "repealed" and bool(difference.old)) or "废止" in rows


def _never(difference: Difference) -> str:
    """Why no event makes a difference lawful, where the text can only be restored; "" where one may."""
    if _unended(difference):
        return "已经登记的废止不能改日期，也不能取消，只能恢复原文；以后还要用的，重新制定：新的 id，新的文件"
    if difference.key == "expires" and difference.old and not difference.new:
        return "有效期不能取消，只能恢复原文；要接着用的，期满以前写延期"
    return ""


def _note(difference: Difference) -> str:
    """What to say of a fact put right."""
    key, old, new = difference.key, difference.old, difference.new
    if key == "history":
        return "补登"
    if key.startswith("duties.") and not (old and new):
        return f"{'补登漏掉的' if new else '删去登记错的'}职责：{duty_said(new or old)}"
    if key.startswith("duties.") and isinstance(old, tuple) and isinstance(new, tuple):
        wrong = [part for part, a, b in zip(OF_DUTY, old, new, strict=True) if a != b]
        if coded := [_CODED_OF_DUTY[part] for part in wrong if part in _CODED_OF_DUTY]:
            return f"职责“{dict(zip(OF_DUTY, new, strict=True))['what']}”的{'、'.join(coded)}登记错了"
    if key in _CODED:
        return f"{_CODED[key]}登记错了"
    return "由“{}”更正为“{}”".format(*map(said, apart(old, new)))


def _row(difference: Difference, today: dt.date) -> str:
    """The row of 沿革 that would make it lawful; "" where none would."""
    key, new = difference.key, difference.new
    row = {"on": today.isoformat()}
    if key == "words":
        row |= {"event": "勘误", "note": f"{difference.what}，排印错误"}
    elif key == "repealed" and isinstance(new, Repealed):
        row |= {"event": "废止", "doc_no": f"废止{_NUMBER}", "effective": new.on.isoformat(), "by": new.by}
    elif key == "expires" and isinstance(new, dt.date) and extensible(difference.old, new, today):
        row |= {"event": "延期", "doc_no": f"延期{_NUMBER}", "until": new.isoformat()}
    elif key.startswith("article_status.") and isinstance(new, tuple) and not difference.old:
        row |= {"event": "部分失效", "doc_no": _NUMBER, "effective": str(new[0]), "item": key.partition(".")[2]}
    elif key.partition(".")[0] in {"structure", "title", "collection", "effective", "repealed", "expires", "article_status"}:
        return ""
    else:
        row |= {"event": "登记更正", "item": key, "note": _note(difference)}
    return header_edit.flow(row)
