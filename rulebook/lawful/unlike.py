"""What a new text (修正、修订) may not change of the one before without its words saying so: duties, ended articles, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rulebook.corpus.header_lines import line_of
from rulebook.history.align import plain
from rulebook.history.renumber import Renumbering, renumbering
from rulebook.lawful.correction import dropped, of_other_clause, out_of_words, same_thing, went_with
from rulebook.lawful.facts import OF_DUTY, begins
from rulebook.model.act import Expression
from rulebook.model.header import Duty, Event
from rulebook.model.provision import Provision

_SURE = 0.8  # likeness from which an article is the same in both texts beyond doubt
_KEPT = ("who", "office", "what", "recurrence", "deadline", "form", "step")  # of a duty whose article says the same

_WHEN = ("recurrence", "deadline")
_WHO = ("who", "office")
_HANDS = re.compile("[、；，和]")


def unlike(before: Expression, text: Expression, fresh: Iterable[Event]) -> Iterator[tuple[str, int]]:
    """What the header says otherwise than the words do, each with its line. fresh: the rows of 沿革 that are new."""
    corrected = {row.item for row in fresh if row.event == "登记更正"}
    found = renumbering(before.document, text.document)
    for key, told in (
        ("duties", _drifted(before, text, corrected, found)),
        ("article_status", _revived(before, text, found)),
        ("article_status", _struck_off(before, text, tuple(fresh), found)),
        ("provenance", _requoted(before, text, corrected)),
        ("renumbered", astray(text, found)),
        ("effective", _other_day(before, text)),
    ):
        if told:
            yield told, line_of(text, key)


def _drifted(before: Expression, text: Expression, corrected: set[str], found: Renumbering) -> str:
    """A duty that is not as it was though the words of its article are: the calendar is no way to amend."""
    paired = {pair.old.eid: (pair.old, pair.new) for pair in found.aligned if pair.old and pair.new}
    same = {eid: new.eid for eid, (old, new) in paired.items() if plain(old) == plain(new)}
    known = {duty.id: duty for duty in before.header.duties}
    now = {duty.id: duty for duty in text.header.duties}
    for duty in before.header.duties:
        other = now.get(duty.id)
        article = text.document.provisions().get(other.article) if other else None
        if f"duties.{duty.id}" in corrected or (other and article is None):  # an article that is not there is told (R205)
            continue
        place = paired.get(duty.article.partition("__")[0])
        anew = other is not None and place is not None and went_with(duty, other, *place)
        if other and article and not anew and (wrong := out_of_words(other.recurrence, duty.recurrence, article)):
            return f"职责 {duty.id}（{duty.what}）的周期由 {duty.recurrence} 改成 {other.recurrence}，可是{wrong}。请照条文改。"
        eid = duty.article.partition("__")[0]
        known_anew = (*(_WHEN if anew else ()), *(_WHO if other and place and _other_hands(duty, other, *place) else ()))
        if eid not in same and eid in paired and (wrong := _of_changed(duty, other, text, *paired[eid], known_anew)):
            return f"职责 {duty.id}（{duty.what}）：{wrong}。请照条文改。"
        if eid not in same:
            continue
        moved = other is not None and other.article.partition("__")[0] != same[eid]
        if other is None or moved or any(getattr(duty, key) != getattr(other, key) for key in _KEPT):
            return _by_correction(text, duty, "改了" if other else "不见了")
    for duty in text.header.duties:
        if duty.id not in known and f"duties.{duty.id}" not in corrected and duty.article.partition("__")[0] in same.values():
            return _by_correction(text, duty, "是新加的")
    return ""


def _of_changed(
    duty: Duty, other: Duty | None, text: Expression, old: Provision, new: Provision, anew: tuple[str, ...] = ()
) -> str:
    """What became of a duty whose article reads otherwise in part: the part that is its own may still say the same.

    anew: facts of the duty that are known to have changed with the words.
    """
    was = (new.eid, *(getattr(duty, key) for key in OF_DUTY[1:]))
    if other is None:
        return dropped(was, text)
    now = tuple(getattr(other, key) for key in OF_DUTY)
    if not (other.who == duty.who and _went_along(duty, other, old, text)) and (wrong := same_thing(was, now, text)):
        return wrong
    if clause := of_other_clause(duty, other, old, new):
        kept = duty.deadline == other.deadline
        return f"期限{'还是' if kept else '改成了'}“{other.deadline or other.recurrence}”，写它的那一处改成的是“{clause}”"
    kept = _says_still(duty, old, new)
    changed = next((key for key in _KEPT if kept and key not in anew and getattr(duty, key) != getattr(other, key)), "")
    return f"{changed} 由“{getattr(duty, changed)}”改成“{getattr(other, changed)}”，可是写它的那一句没有变" if changed else ""


def _went_along(duty: Duty, other: Duty, old: Provision, text: Expression) -> bool:
    """Whether the sentence that a duty is of went with it into another article, as when an article is split."""
    place = text.document.provisions().get(other.article)
    return place is not None and _says_still(duty, old, place)


def _says_still(duty: Duty, old: Provision, new: Provision) -> bool:
    """Whether the sentence of ``old`` that the duty is of stands in ``new`` word for word."""
    own = max(_sentences(old), key=lambda sentence: _likeness(duty.what, sentence), default="")
    return _likeness(duty.what, own) > 0 and own in _sentences(new)


def _other_hands(duty: Duty, other: Duty, old: Provision, new: Provision) -> bool:
    """Whether a new text took who has the duty out of a sentence of its article, and names there who has it now."""
    was, now = (set(_HANDS.split(one.who)) for one in (duty, other))
    before, after = (set(_sentences(one)) for one in (old, new))
    lost, gained, kept = "".join(before - after), "".join(after - before), "".join(before & after)
    return was != now and all(who in lost and who not in kept for who in was - now) and all(who in gained for who in now - was)


def _sentences(article: Provision) -> list[str]:
    return [sentence for sentence in re.split(r"[。；\n]", re.sub(r"[ \u3000]", "", article.own_words)) if sentence]


def _likeness(what: str, sentence: str) -> int:
    return sum(what[n : n + 2] in sentence for n in range(len(what) - 1))


def _by_correction(text: Expression, duty: Duty, changed: str) -> str:
    day = text.header.adopted or text.header.issued or text.valid_from
    way = "请删去" if changed == "是新加的" else "请改回去"
    return (
        f"职责 {duty.id}（{duty.what}）{changed}，可是它所在的条字句没有变。{way}；原来登记错了、漏了的，history 另加一行：\n"
        f"  - {{on: {day}, event: 登记更正, item: duties.{duty.id}, note: 怎么错了}}\n"
    )


def _revived(before: Expression, text: Expression, found: Renumbering) -> str:
    """An article that had ended, in the same words in the new text, which does not say so."""
    for pair in found.aligned if before.header.article_status else ():
        ended = before.header.article_status.get(pair.old.eid) if pair.old else None
        if ended and pair.old and pair.new and plain(pair.old) == plain(pair.new):
            if pair.new.eid in text.header.article_status:
                continue
            by = f", by: {ended.by}" if ended.by else ""
            return (
                f"{pair.old.label}自{ended.repealed}起不再适用，新文本里字句没有变（{pair.new.label}），却没有写。请在文件头写：\n"
                f"article_status: {{{pair.new.eid}: {{repealed: {ended.repealed}{by}}}}}\n"
            )
    return ""


def _struck_off(before: Expression, text: Expression, fresh: tuple[Event, ...], found: Renumbering) -> str:
    """An article that ends by the header alone: no row of 沿革 decides it, nor did it end in the text before."""
    ended = {(found.became(eid), status.repealed) for eid, status in before.header.article_status.items()}
    rows = [row for row in fresh if row.event == "部分失效"]
    for eid, status in text.header.article_status.items():
        decided = any(row.item in {"", eid} and (row.effective or row.on) == status.repealed for row in rows)
        if (eid, status.repealed) not in ended and not decided:
            return (
                f"article_status 写 {eid} 自{status.repealed}起不再适用，沿革没有这个决定。请删去；另有决定的，在 history 加一行：\n"
                f"  - {{on: 决定日期, event: 部分失效, item: {eid}, doc_no: 决定的文号, effective: {status.repealed}}}\n"
            )
    return ""


def _requoted(before: Expression, text: Expression, corrected: set[str]) -> str:
    """The words of the source on which the act rests: no decision of the bureau can change them."""
    old, new = before.header.provenance, text.header.provenance
    if old and new and old.kind != "named" and new.kind == "named" and "provenance.kind" not in corrected:
        return f"provenance 的 kind 由 {old.kind} 改成 named，修改决定不能让来源里有了题名。请改回 {old.kind}。"
    if old and new and new.quote and new.quote != old.quote and "provenance.quote" not in corrected:
        day = text.header.adopted or text.header.issued or text.valid_from
        return (
            f"provenance 的 quote 是来源的原话，修改决定改不了它，旧文本写的是“{old.quote or '无'}”。请照旧文本写；原来抄错了的，history 另加一行：\n"
            f"  - {{on: {day}, event: 登记更正, item: provenance.quote, note: 怎么错了}}\n"
        )
    return ""


def _other_day(before: Expression, text: Expression) -> str:
    """A day of effect that the words name, which is neither what they said before nor the day of this text."""
    was, now = begins(before), begins(text)
    if now is None or now in {was, text.header.effective}:
        return ""
    return (
        f"正文写自{now.year}年{now.month}月{now.day}日起施行，旧文本写的是另一天，这个文本的 effective 是{text.key}。请照决定改。"
    )


def astray(text: Expression, found: Renumbering) -> str:
    """Where ``renumbered`` leads an article to another place than where its words now stand, "" where it does not.

    found: from the text before to ``text``.
    """
    for pair in found.aligned if text.header.renumbered else ():
        said = text.header.renumbered.get(pair.old.eid) if pair.old else None
        if pair.old and pair.new and said and said != pair.new.eid and pair.likeness >= _SURE:
            return f"renumbered 写 {pair.old.eid} 成为 {said}，可是原条的字句现在在 {pair.new.eid}。请改正。"
    lost = next((eid for eid in text.header.renumbered if eid in found.gone), "")
    return f"renumbered 写 {lost} 成为 {text.header.renumbered[lost]}，可是原条已经删去。请删去这一项。" if lost else ""
