"""What a text not yet recorded says of its decision: a 文号 that is one, a body that decides, a day before issue (H219).

What the ledger keeps is not asked: it may not be changed for it. Drafts have no decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rulebook.checks.header.decision_days import check_basis, check_days, check_organ, check_successor, decided_on
from rulebook.checks.header.headers import contradicted
from rulebook.checks.header.names import check_like
from rulebook.checks.header.own_words import CUSTOM, check_made, check_over, check_stated
from rulebook.checks.header.told_changes import check_beside
from rulebook.corpus import kept
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.library import title_key
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.read import read_expression
from rulebook.markup.source import split_header
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Approved, Header, doc_no_key

_NUMBER = re.compile(r"[^〔〕\s]{0,20}(?:〔(?:19|20)\d\d〕)?第?(?!0)[\d零〇一二三四五六七八九十百]{1,6}号?[令文]?")
_YEARLY = re.compile(r"[^〔〕]+〔\d{4}〕\d+号")
_ARTICLE = "第[零〇一二三四五六七八九十百千0-9]+条(?:之[一二三四五六七八九十0-9]+)?"
_PLACE = re.compile(f"art_[0-9_]+|(?:《(?P<title>[^《》]+)》)?(?:{_ARTICLE})?")
_LONG_BEFORE = 366  # days
_BEFORE = 62  # days
_NEVER = frozenset({"行业组织", "直属单位", "派驻机构"})  # kinds of the register of bodies that do not decide on rules


def check_decisions(corpus: Corpus) -> Iterator[Finding]:
    """Findings on own adopted texts that are not as the ledger keeps them, on what they do not say since it kept them."""
    root = corpus.docs.parent
    rows = kept.latest(kept.recorded(root))
    numbered = any(_YEARLY.fullmatch(doc_no_key(e.header.doc_no)) for e in corpus.expressions() if not is_published(e))
    numbers, known_acts = decided_on(corpus), {act for act, _ in rows}
    bodies = corpus.registries.names_by_office()
    for text in corpus.expressions():
        entry = rows.get((text.act, text.key))
        if is_published(text) or text.header.state != "adopted" or kept.unchanged(entry, text.raw):
            continue
        before = [e.header for e in corpus.acts[text.act].expressions if kept.unchanged(rows.get((e.act, e.key)), e.raw)]
        words = kept.kept_text(root, entry) if entry else None
        known = read_expression(split_header(words, text.file))[0] if words else None
        before += [known.header] if known else []
        if numbered:
            yield from _numbers(text, before)
        yield from check_days(text, before, numbers)
        yield from _successors(text, before, corpus)
        yield from check_successor(text, before, corpus)
        yield from check_organ(text, before, bodies)
        yield from check_stated(text, before, corpus)
        yield from check_beside(text, before, corpus)
        if (text.act, text.key) not in rows:
            yield from check_over(text, corpus)
        if rows and text.act not in known_acts and len(corpus.acts[text.act].expressions) == 1:
            yield from check_made(text, corpus)
            yield from check_like(text, corpus)
        yield from check_basis(text, corpus, known.header if known else None)
        if text.header.approved and text.header.approved not in [header.approved for header in before]:
            yield from _approved(text, text.header.approved, corpus)


def _numbers(text: Expression, before: Iterable[Header]) -> Iterator[Finding]:
    known = {number for header in before for number in (header.doc_no, *(row.doc_no for row in header.history))}
    for key, given in (("doc_no", text.header.doc_no), *(("history", row.doc_no) for row in text.header.history)):
        if given and given not in known and not _NUMBER.fullmatch(doc_no_key(given)):
            message = f"文号“{given}”不是文号。请照印发文件写，如 x司办〔2021〕5号；没有文号的不写这一项。"
            yield contradicted(text, key, message, given)
            known.add(given)


def _successors(text: Expression, before: Iterable[Header], corpus: Corpus) -> Iterator[Finding]:
    """What replaces an article is named so that it can be found."""
    for given in sorted(_replacing(text.header) - {name for header in before for name in _replacing(header)}):
        act, _, heading = given.partition("#")
        known = corpus.acts.get(act)
        found = known.newest.article_by_heading(heading) if known and heading else known
        if not found and not _is_place(given, corpus) and ("#" in given or not _NUMBER.fullmatch(doc_no_key(given))):
            message = (
                f"部分失效的 by 写“{given}”，不是条、制度 id，也不是文号。"
                "请写替代它的条（art_10）、制度的 id（可以加 #条标）或者决定的文号；要说明的写进这一行的 note。"
            )
            yield contradicted(text, "by", message, given)
        elif known and not _decided_by(text, given) and not _cites(known.newest, text):
            message = f"部分失效的 by 写《{known.header.title}》，它的字句里没有提到这件制度，也没有写决定的文号。请写 doc_no，或者核对 by。"
            yield Finding(text.file, line_of(text, "by", given), 1, "H219", Level.WARNING, message, given)


def _decided_by(text: Expression, given: str) -> bool:
    return any(row.doc_no for row in text.header.history if row.event == "部分失效" and row.by == given)


def _cites(successor: Expression, text: Expression) -> bool:
    """Whether what replaces an article names its act in 《》."""
    names = (text.header.title, text.header.short_title)
    return successor.act == text.act or any(f"《{name}》" in successor.raw for name in names if name)


def _replacing(header: Header) -> set[str]:
    named = {status.by for status in header.article_status.values()}
    return (named | {row.by for row in header.history if row.event == "部分失效"}) - {""}


def _is_place(given: str, corpus: Corpus) -> bool:
    """``art_10``, 第十条, or the title of an act of the rulebook, with or without an article."""
    read = _PLACE.fullmatch(given)
    wanted = title_key(read["title"]) if read and read["title"] else ""
    titles = (name for e in corpus.expressions() for name in (e.header.title, e.header.short_title)) if wanted else ()
    return bool(read) and (not wanted or wanted in map(title_key, titles))


def _approved(text: Expression, approved: Approved, corpus: Corpus) -> Iterator[Finding]:
    row = (corpus.registries.offices or {}).get(approved.body)
    if row and row.get("kind") in _NEVER:
        message = f"审议机关写“{row.get('name')}”（{row.get('kind')}），它不审议本局的制度。请照印发文件写决定的会议或者机关。"
        yield contradicted(text, "approved", message, approved.body)
    elif row and row.get("name").startswith("全体"):
        message = f"审议机关写“{row.get('name')}”，不是开会审议的机关。请照印发文件写决定的会议或者机关。"
        yield contradicted(text, "approved", message, approved.body)
    elif row and row.get("ended") and approved.on and row.get("ended") <= str(approved.on):
        message = f"审议机关写“{row.get('name')}”，它自{row.get('ended')}撤销。请照印发文件写。"
        yield contradicted(text, "approved", message, approved.body)
    yield from _other_body(text, approved, corpus)
    issued, adopted = text.header.issued, text.header.adopted
    if approved.on and adopted and (adopted - approved.on).days > _LONG_BEFORE:
        message = f"审议日期（{approved.on}）比通过日期（{adopted}）早一年以上。请照会议记录核对。"
        yield contradicted(text, "approved", message, str(approved.on))
    if approved.on and issued and approved.on > issued:
        message = f"审议日期（{approved.on}）晚于印发日期（{issued}）。先审议后印发，请核对。"
        yield contradicted(text, "approved", message, str(approved.on))


def _other_body(text: Expression, approved: Approved, corpus: Corpus) -> Iterator[Finding]:
    """A number of an organ whose texts another body has always agreed to; an agreement long before the text was passed."""
    word = doc_no_key(text.header.doc_no).partition("〔")[0]
    others = [
        e.header.approved.body
        for e in corpus.expressions()
        if e is not text and e.header.approved and doc_no_key(e.header.doc_no).partition("〔")[0] == word
    ]
    offices = corpus.registries.offices or {}
    adopted = text.header.adopted
    message = ""
    if word and len(others) >= CUSTOM and approved.body not in others:
        usual = "、".join(offices[slug].get("name") if slug in offices else slug for slug in sorted(set(others)))
        message = f"{word}的文一向由{usual}审议，这件写的是“{approved.body}”。请照印发文件核对 doc_no 和 approved。"
    elif approved.on and adopted and _BEFORE < (adopted - approved.on).days <= _LONG_BEFORE:
        message = f"审议日期（{approved.on}）比通过日期（{adopted}）早两个月以上。请照会议记录核对。"
    if message:
        yield Finding(text.file, line_of(text, "approved"), 1, "H219", Level.WARNING, message, approved.body)
