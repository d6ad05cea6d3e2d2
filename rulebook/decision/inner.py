"""款, 项 and words inside a 条 under change: put in beside others, moved, replaced, and held against the number that the decision gives them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rulebook.decision.added import from_quote, without_label
from rulebook.decision.places import Ref
from rulebook.decision.points import point_at, replace_point
from rulebook.decision.read import Edit, Verb
from rulebook.decision.state import EntryState, ItemState, MisfitError, ParagraphState
from rulebook.markup.lexer import read_line
from rulebook.markup.numerals import to_chinese
from rulebook.model.provision import Kind


def put_paragraphs(entry: EntryState, edit: Edit, beside: ParagraphState | None) -> None:
    """Quoted 款, with the number that is said, else beside the one named, else at the end."""
    new = from_quote(edit.quotes[0])
    entry.changed = True
    if beside is not None and edit.target.paragraph < 0:
        at = entry.paragraphs.index(beside) + (not edit.before)
        entry.paragraphs[at:at] = new
        return
    for offset, paragraph in enumerate(new):
        paragraph.asked = edit.target.paragraph + offset if edit.target.paragraph > 0 else -1
    entry.paragraphs.extend(new)


def put_item(items: list[ItemState], edit: Edit, beside: ItemState | None) -> None:
    """A quoted 项, with the number that is said, else beside the one named, else at the end."""
    if beside is not None and edit.target.item < 0:
        number = beside.number[0] + (not edit.before)
        items.insert(
            items.index(beside) + (not edit.before),
            ItemState(labelled(edit.quotes[0], number), (number,), fixed=True, added=True, placed=True),
        )
        return
    number = edit.target.item if edit.target.item > 0 else (items[-1].number[0] + 1 if items else 1)
    _insert(items, ItemState(labelled(edit.quotes[0], number), (number,), fixed=True, added=True))


def _insert(items: list[ItemState], new: ItemState) -> None:
    number = new.number[0]
    at = next((n for n, i in enumerate(items) if not i.fixed and i.number and i.number[0] >= number), len(items))
    while at and items[at - 1].fixed and items[at - 1].number[0] > number:
        at -= 1
    items.insert(at, new)


def labelled(lines: Sequence[str], number: int) -> list[str]:
    """The lines of a 项 with this number before them, where they bring none."""
    own = read_line(lines[0], "").opens is Kind.SUBPARAGRAPH
    return list(lines) if own else [f"（{to_chinese(number)}）{lines[0]}", *lines[1:]]


def move_paragraph(source: ParagraphState, target: EntryState, number: int) -> None:
    """A 款 goes to another 条, or to another place of its own."""
    source.gone, target.changed = True, True
    items = [ItemState(list(i.lines), i.number) for i in source.items if not i.gone]
    target.paragraphs.append(ParagraphState(list(source.lead), items, 0, asked=number))


def move_item(source: ItemState, items: list[ItemState], number: int) -> None:
    """A 项 goes to another list."""
    source.gone = True
    label = read_line(source.lines[0], "").label
    lines = labelled([source.lines[0][len(label) :], *source.lines[1:]], number)
    _insert(items, ItemState(lines, (number,), fixed=True, added=True))


def miscounted(entry: EntryState, paragraphs: Sequence[ParagraphState]) -> str:
    """What is wrong where a 款 or 项 does not come to the number that the decision gives it; "" where all do."""
    where = entry.label or entry.unit.label
    for at, paragraph in enumerate(paragraphs, start=1):
        if paragraph.claimed not in {0, at}:
            return _wrong(
                where, f"第{to_chinese(paragraph.number)}款", f"第{to_chinese(paragraph.claimed)}款", f"第{to_chinese(at)}款"
            )
        for item in paragraph.items:
            now = () if item.gone or not item.claimed else read_line(item.lines[0], "").number
            if now and now[0] != item.claimed:
                old, said, is_now = (f"第（{to_chinese(n)}）项" for n in (item.number[0], item.claimed, now[0]))
                return _wrong(where, old, said, is_now)
    return ""


def _wrong(where: str, old: str, said: str, now: str) -> str:
    return f"{where}原{old}写着改为{said}，照全部修改排下来是{now}。请核对；要换次序的，请写删去和增加"


def replace_item(ref: Ref, item: ItemState, lines: tuple[str, ...]) -> None:
    """Other words for a 项, or for one 目 of it; its number stays where they bring none."""
    if ref.point:
        replace_point(item, point_of(ref, item), lines)
        return
    label = read_line(item.lines[0], "").label or f"（{to_chinese(item.number[0])}）"
    own = read_line(lines[0], "").opens is Kind.SUBPARAGRAPH
    below = item.lines[1:] if len(lines) == 1 and lines[0].endswith("：") else lines[1:]  # what it announces stays
    item.lines, item.fixed = [lines[0] if own else label + lines[0], *below], True


def replace_paragraph(entry: EntryState, paragraph: ParagraphState, lines: tuple[str, ...]) -> None:
    """Other words for a 款; its 项 stay where the words only announce them."""
    new = from_quote(lines)
    if _announces(new):
        new[0].items = paragraph.items
    new[0].number = paragraph.number
    at = entry.paragraphs.index(paragraph)
    entry.paragraphs[at : at + 1] = new


def replace_whole(entry: EntryState, lines: tuple[str, ...]) -> None:
    """Other words for a 条, an annex or a clause. Raises ``MisfitError`` where they end before the 项 that it has."""
    kind = entry.unit.kind
    if kind is Kind.ANNEX:
        entry.unit = dataclasses.replace(entry.unit, label=lines[0])
        entry.paragraphs = [ParagraphState(list(lines[1:]), [], 1)]
        return
    heading, lines = without_label(lines, entry)
    if kind is not Kind.ARTICLE:
        entry.paragraphs = [ParagraphState(list(lines), [], 1)]
        return
    new = from_quote(lines)
    if _announces(new) and any(i for p in entry.paragraphs for i in p.items if not i.gone):
        raise MisfitError(f"引文到“：”为止，没有写{entry.unit.label}的各项。各项不变的请写修改第几款，要删去、修改的请全部写出")
    entry.heading, entry.paragraphs = heading, new
    for number, paragraph in enumerate(new, start=1):
        paragraph.number = number


def _announces(paragraphs: list[ParagraphState]) -> bool:
    """Whether words end with a colon and what they announce is not among them."""
    lines = [line for paragraph in paragraphs for line in paragraph.lines()]
    return len(lines) == 1 and lines[0].endswith("：")


def replace_items(refs: Sequence[Ref], items: Sequence[ItemState | None], lines: tuple[str, ...]) -> None:
    """Other words for several 项, each quoted with its number; raises where the quotation is not one of each."""
    starts = [at for at, line in enumerate(lines) if read_line(line, "").opens is Kind.SUBPARAGRAPH]
    numbers = [read_line(lines[at], "").number for at in starts]
    if starts[:1] != [0] or any(ref.point for ref in refs) or numbers != [(ref.item,) for ref in refs]:
        raise MisfitError("几个项一起修改，引文里不是每一项一段、写明项号，不知道哪一项改成哪一段。请一项一项写")
    for ref, item, at, end in zip(refs, items, starts, [*starts[1:], len(lines)], strict=True):
        if item is None:
            raise MisfitError(f"{ref.text}：款和项一起修改，不知道哪一处改成哪一段。请分开写")
        replace_item(ref, item, lines[at:end])


def point_of(ref: Ref, item: ItemState) -> range:
    """The lines of the 目 that ``ref`` names; raises where there is not just one."""
    where = point_at(item, ref.point)
    if where is None:
        raise MisfitError(f"{ref.text}：原文没有（或者不止一个）第{to_chinese(ref.point)}目。请核对项和目")
    return where


def swap(edit: Edit, holders: list[list[str]], where: str) -> None:
    """Words in some lines; raises where they do not stand there."""
    for old, new in pairs(edit):
        hits = 0
        for holder in holders:
            for n, line in enumerate(holder):
                hits += line.count(old)
                holder[n] = line.replace(old, new)
        if not hits:
            raise MisfitError(f"{where}里没有“{old[:30]}”这几个字。请对照原文核对")


def pairs(edit: Edit) -> list[tuple[str, str]]:
    """Words and what takes their place."""
    texts = ["".join(quote) for quote in edit.quotes]
    if edit.verb is Verb.CUT:
        return [(text, "") for text in texts]
    if edit.verb in {Verb.AFTER, Verb.BEFORE}:
        return [(texts[0], texts[0] + texts[1] if edit.verb is Verb.AFTER else texts[1] + texts[0])]
    return list(zip(texts[::2], texts[1::2], strict=True))
