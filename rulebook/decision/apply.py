"""A 修改决定 applied to a text: its instructions name places of the old text, the new numbers follow, what does not fit is refused."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from rulebook.decision.edit import Editor, entry_of
from rulebook.decision.inner import miscounted
from rulebook.decision.order import renumbered
from rulebook.decision.points import closed_up
from rulebook.decision.read import ReadDecision, Verb, read_decision
from rulebook.decision.state import EntryState, ItemState, MisfitError, ParagraphState, TextState
from rulebook.decision.units import Parts, key, parts, rendered
from rulebook.markup.lexer import BLANKS, read_line
from rulebook.markup.numerals import to_chinese
from rulebook.model.provision import Document, Kind

_ANNEX_LABEL = re.compile(r"附[件录表]?[\d一二三四五六七八九十]*")
_HEADING = re.compile(r"【([^】\n]*)】")


@dataclass(frozen=True, slots=True)
class Misfit:
    """An instruction that does not fit. line: of the decision. reason: a Chinese sentence with a way out."""

    line: int
    said: str
    reason: str


def apply_decision(decision: str, act: Document) -> tuple[str, tuple[Misfit, ...]]:
    """The new text of the act, without front matter; "" and the reasons where an instruction does not fit.

    The order of the numbers is adjusted where the decision says so. Line ends are those of the act.
    """
    read = read_decision(decision, act.title)
    misfits = [
        Misfit(u.line, u.said, f"{u.why}。请照“将第×条修改为：“……””“增加一条，作为第×条：“……””“删去第×条”这样写")
        for u in read.unread
    ]
    if read.titles and not any(_plain(name) == _plain(act.title) for name in read.titles):
        names = "、".join(f"《{name}》" for name in read.titles[:3])
        misfits.insert(0, Misfit(1, names, f"这份决定修改的是{names}，不是《{act.title}》。请核对文件"))
    if not read.edits and not misfits:
        misfits.append(Misfit(1, "", f"没有读出对《{act.title}》的任何修改指令。请核对是不是修改它的决定"))
    if misfits:
        return "", tuple(misfits)
    whole = next((edit for edit in read.edits if edit.verb is Verb.WHOLE), None)
    if whole:
        return _with_ends("\n\n".join(whole.quotes[0]) + "\n", act), ()
    old = parts(act)
    text = TextState(
        old.title,
        list(old.notes),
        list(old.preamble),
        [entry_of(u) for u in old.units],
        [entry_of(u) for u in old.annexes],
        adjusts=read.adjusts,
    )
    chapter = 0
    for entry in text.entries:
        chapter = entry.unit.number[0] if entry.unit.kind is Kind.CHAPTER else chapter
        entry.parent = chapter if entry.unit.kind is Kind.SECTION else 0
    for edit in read.edits:
        try:
            Editor(text).do(edit)
        except MisfitError as misfit:
            misfits.append(Misfit(edit.line, edit.said, misfit.reason))
    if misfits:
        return "", tuple(misfits)
    out, wrong = _written(text, old, read)
    return ("", tuple(wrong)) if wrong else (_with_ends(out, act), ())


def _plain(title: str) -> str:
    return key(re.sub(r"[《》〈〉]|中华人民共和国|[（(](?:试行|暂行)[）)]", "", title))


def _with_ends(text: str, act: Document) -> str:
    return ("\ufeff" if act.bom else "") + (text.replace("\n", "\r\n") if act.newline == "\r\n" else text)


def _relabelled(paragraph: ParagraphState) -> None:
    """项 numbers follow each other again where one was added or taken out."""
    for item in paragraph.items:
        item.lines = closed_up(item.lines)
    if not any(item.gone or item.fixed for item in paragraph.items):
        return
    old = [item for item in paragraph.items if item.number and not item.added]
    if sum(item.number == (1,) for item in old) <= 1:
        paragraph.items = _ordered_items(paragraph.items)
    number, begun = (old[0].number[0] if old else 1) - 1, False
    for item in paragraph.items:
        if not item.added:
            number = 0 if begun and item.number == (1,) else number  # another list
            begun = begun or bool(item.number)
        if item.gone or not item.number:
            continue
        read = read_line(item.lines[0], "")
        if read.opens is not Kind.SUBPARAGRAPH:
            continue
        number += 1
        if read.number != (number,):
            left, right = read.label[0], read.label[-1]
            item.lines[0] = f"{left}{to_chinese(number)}{right}" + item.lines[0][len(read.label) :]


def _ordered_items(items: list[ItemState]) -> list[ItemState]:
    """Added 项 get the place that their number has in the new text."""
    out = [item for item in items if not item.added or item.placed]
    first = next((item.number[0] for item in out if item.number), 1)
    for item in sorted((item for item in items if item.added and not item.placed), key=lambda item: item.number):
        live = [at for at, other in enumerate(out) if other.number and not other.gone]
        before = item.number[0] - first
        out.insert(live[before] if 0 <= before < len(live) else len(out), item)
    return out


def _ordered_paragraphs(entry: EntryState) -> list[ParagraphState]:
    """款 in their new order: added ones get the place they ask for."""
    kept = [p for p in entry.paragraphs if not p.gone and not p.asked]
    for paragraph in sorted((p for p in entry.paragraphs if p.asked > 0), key=lambda p: p.asked):
        if paragraph.asked > len(kept) + 1:
            raise MisfitError(
                f"增加的款写作为第{to_chinese(paragraph.asked)}款，{entry.unit.label}改后只有{len(kept) + 1}款。请核对款的顺序"
            )
        kept.insert(paragraph.asked - 1, paragraph)
    return kept + [p for p in entry.paragraphs if p.asked < 0]


def _written(text: TextState, old: Parts, read: ReadDecision) -> tuple[str, list[Misfit]]:
    """The whole new text, or what does not fit together."""
    misfits: list[Misfit] = []
    entries, wrong = renumbered(text.entries, text.added, adjusts=read.adjusts)
    misfits.extend(Misfit(entry.line or 1, entry.unit.label, reason) for entry, reason in wrong)
    pieces = [f"# {text.title}", *text.notes, *old.comments, *text.preamble]
    blocks = ["\n\n".join(pieces) + "\n\n"]
    for entry in [*entries, *(e for e in text.annexes if not e.gone)]:
        try:
            blocks.append(_block(entry))
        except MisfitError as misfit:
            misfits.append(Misfit(entry.line or 1, entry.unit.label, misfit.reason))
    return "".join(blocks).rstrip("\n" + BLANKS) + old.end, misfits


def _block(entry: EntryState) -> str:
    label = entry.label or entry.unit.label
    if not entry.changed:
        raw = entry.unit.raw
        if label != entry.unit.label:
            at = raw.index(entry.unit.label)
            raw = raw[:at] + label + raw[at + len(entry.unit.label) :]
        return raw if raw.endswith("\n\n") else raw.rstrip("\n") + "\n\n"
    unit = dataclasses.replace(
        entry.unit, label=label if entry.unit.kind is not Kind.ANNEX else entry.unit.label, heading=entry.heading
    )
    lines: list[str] = []
    paragraphs = _ordered_paragraphs(entry)
    for paragraph in paragraphs:
        _relabelled(paragraph)
        lines.extend(paragraph.lines())
    if wrong := miscounted(entry, paragraphs):
        raise MisfitError(wrong)
    return rendered(unit, tuple(lines)) + "\n\n"
