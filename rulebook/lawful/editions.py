"""Editions of years gone by are frozen: what a compilation held on its day is compared with the main branch (E104)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rulebook.corpus.editions import Edition
from rulebook.model.finding import Finding, Level


def changed(before: Edition, file: str, now: Sequence[Edition], today: dt.date) -> Iterator[Finding]:
    """What is not as it stood in ``before``: what it holds may not change, its words are told. now: all editions, with any file.

    An edition whose day is not over may still be worked on.
    """
    if before.as_of >= today:
        return
    same = next((edition for edition in now if edition.slug == before.slug), None)
    lead = f"{before.title}（{before.as_of}）已经定稿，"
    way = f"请恢复：git restore --source=main {file}。新的一版另写一个文件。"
    if same is None:
        yield Finding(
            file, 1, 1, "E104", Level.ERROR, f"{lead}不能删去，也不能改 slug，印好的书和旧地址指着它。{way}", before.slug
        )
    elif what := _held(before, same):
        yield Finding(file, 1, 1, "E104", Level.ERROR, f"{lead}{what}不能再变。{way}", before.slug)
    elif before != same:
        message = f"{lead}它的题名、说明或者收录理由改了，会和印好的书不一样。只能改正错字，请对照印好的书核对。"
        yield Finding(file, 1, 1, "E104", Level.WARNING, message, before.slug)


def new(edition: Edition, file: str, today: dt.date) -> Iterator[Finding]:
    """An edition that is put in: what it holds; of one whose day is over nobody has seen it, and its address will say what held then."""
    if edition.as_of < today:
        message = (
            f"新加了截止{edition.as_of}的一版（{edition.title}），那一天已经过去，收录什么只凭这个文件。请对照印好的书核对；"
            "没有印过的，截止日期写今天或者以后。"
        )
    else:
        lead = f"，说明写“{edition.lead}”" if edition.lead else ""
        message = f"新加了截止{edition.as_of}的一版（{edition.title}），收录{len(edition.acts)}件{lead}。请对照编印的决定核对。"
    yield Finding(file, 1, 1, "E104", Level.WARNING, message, edition.slug)


def _held(before: Edition, now: Edition) -> str:
    """What of the contents differs."""
    if before.as_of != now.as_of:
        return f"截止日期（{before.as_of}）"
    lost = [act for act in before.acts if act not in now.acts]
    fresh = [act for act in now.acts if act not in before.acts]
    if lost or fresh:
        return (
            "收录的制度（" + "，".join(f"{what}{'、'.join(ids)}" for what, ids in (("少了", lost), ("多了", fresh)) if ids) + "）"
        )
    if [[m.id for m in part.members] for part in before.parts] != [[m.id for m in part.members] for part in now.parts]:
        return "收录的顺序"
    if [a.id for a in before.appendices] != [a.id for a in now.appendices]:
        return "附录"
    return ""
