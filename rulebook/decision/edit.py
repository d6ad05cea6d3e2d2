"""Edits of a 修改决定 carried out on a text under change, by the numbers of the old text."""

from __future__ import annotations

import dataclasses
import re

from rulebook.decision.added import from_quote, new_entry, paragraph_of
from rulebook.decision.inner import (
    move_item,
    move_paragraph,
    pairs,
    point_of,
    put_item,
    put_paragraphs,
    replace_item,
    replace_items,
    replace_paragraph,
    replace_whole,
    swap,
)
from rulebook.decision.order import inside, label_like
from rulebook.decision.places import Ref
from rulebook.decision.points import add_point, delete_point
from rulebook.decision.quotes import split_units
from rulebook.decision.read import Edit, Verb
from rulebook.decision.state import EntryState, ItemState, MisfitError, ParagraphState, TextState
from rulebook.decision.units import UNIT_NAMES, Paragraph, Unit, key
from rulebook.markup.lexer import BLANKS, read_line
from rulebook.markup.numerals import to_chinese
from rulebook.model.provision import DIVISIONS, Kind

_ANNEX_LABEL = re.compile(r"附[件录表]?[\d一二三四五六七八九十]*")


def entry_of(unit: Unit) -> EntryState:
    """An old unit under change."""
    paragraphs = [paragraph_of(p, n) for n, p in enumerate(unit.paragraphs, start=1)]
    return EntryState(unit, paragraphs, unit.heading)


class Editor:
    """Carries out edits on the old text, by its old numbers."""

    def __init__(self, text: TextState) -> None:
        self.text = text

    def do(self, edit: Edit) -> None:
        """One edit; raises where it does not fit."""
        if edit.verb is Verb.ADD:
            self._add(edit)
        elif edit.verb is Verb.DELETE:
            for ref in edit.refs:
                self._delete(ref, edit)
        elif edit.verb is Verb.RENUMBER:
            self._renumber(edit)
        elif edit.verb is Verb.COUNTS:
            self._counts(edit)
        elif edit.verb is Verb.MOVE:
            self._move(edit)
        elif edit.verb is Verb.NAME:
            self._name(edit)
        elif edit.verb is Verb.REPLACE:
            self._replace(edit)
        else:
            for ref in edit.refs:
                self._words(ref, edit)

    def _find(self, ref: Ref) -> EntryState:
        if ref.place == "附件":
            found = [e for e in self.text.annexes if key(_label(e.unit)) == key(ref.text) and not e.gone]
            name = ref.text
        else:
            found = [
                e
                for e in self.text.entries
                if (e.unit.kind, e.unit.number) == (ref.kind, ref.number) and ref.parent in {0, e.parent}
            ]
            name = _name_of(ref.kind, ref.number)
        if not found:
            last = [e.unit.label for e in self.text.entries if e.unit.kind is ref.kind]
            hint = f"，最后一{UNIT_NAMES.get(ref.kind, '个')}是{last[-1]}" if last and ref.kind else ""
            raise MisfitError(f"原文没有{name}{hint}。请核对条号（要写原文的条号）")
        if len(found) > 1:
            raise MisfitError(f"原文有{len(found)}个{name}，不知道改哪一个。请先改正原文的编号")
        if found[0].gone:
            raise MisfitError(f"{name}前面已经删去，不能再改。请核对")
        return found[0]

    def _part(self, ref: Ref) -> tuple[EntryState, ParagraphState | None, ItemState | None]:
        """The 条, 款 and 项 of a place."""
        entry = self._find(ref)
        paragraph = item = None
        if ref.paragraph:
            paragraph = next((p for p in entry.paragraphs if p.number == ref.paragraph and not p.gone), None)
            if paragraph is None:
                count = sum(1 for p in entry.paragraphs if p.number)
                raise MisfitError(f"{entry.unit.label}没有第{to_chinese(ref.paragraph)}款，原文共{count}款。请核对")
        if ref.point and not ref.item:
            raise MisfitError(f"{ref.text}：没有写是哪一项的目。请写明第几款第几项第几目")
        if ref.item:
            where = [paragraph] if paragraph else entry.paragraphs
            items = [(p, i) for p in where for i in p.items if i.number == (ref.item,) and not i.gone and not i.added]
            if len(items) != 1:
                many = "不止一个" if items else "没有"
                raise MisfitError(f"{ref.text or entry.unit.label}：原文{many}第{to_chinese(ref.item)}项。请核对款和项")
            paragraph, item = items[0]
        return entry, paragraph, item

    def _replace(self, edit: Edit) -> None:
        ref, lines = edit.refs[0], edit.quotes[0]
        if ref.place == "题名":
            self.text.title = "".join(lines)
        elif ref.place == "题注":
            self.text.notes = list(lines)
        elif ref.place == "引言":
            self.text.preamble = list(lines)
        elif ref.kind in DIVISIONS:
            self._name(edit)
        else:
            entry, paragraph, item = self._part(ref)
            entry.changed = True
            if len(edit.refs) > 1:
                self._replace_several(edit)
            elif item:
                replace_item(ref, item, lines)
            elif paragraph:
                replace_paragraph(entry, paragraph, lines)
            else:
                replace_whole(entry, lines)

    def _replace_several(self, edit: Edit) -> None:
        """第一款、第二款修改为: what is quoted takes the place of all of them."""
        found = [self._part(ref) for ref in edit.refs]
        entry, first, item = found[0]
        if item or first is None or any(p is None or i for _, p, i in found):
            replace_items(edit.refs, [i for _, _, i in found], edit.quotes[0])
            return
        at = entry.paragraphs.index(first)
        for _, paragraph, _ in found:
            entry.paragraphs = [p for p in entry.paragraphs if p is not paragraph]
        new = from_quote(edit.quotes[0])
        for paragraph, ref in zip(new, edit.refs, strict=False):
            paragraph.number = ref.paragraph
        entry.paragraphs[at:at] = new

    def _words(self, ref: Ref, edit: Edit) -> None:
        if ref.place in {"题名", "引言", "题注"}:
            self._head_words(ref, edit)
            return
        if ref.place == "全文":
            self._words_everywhere(edit)
            return
        entry, paragraph, item = self._part(ref)
        holders: list[list[str]] = []
        if item and ref.point:
            where = point_of(ref, item)
            inside = item.lines[where.start : where.stop]
            swap(edit, [inside], ref.text)
            item.lines[where.start : where.stop] = inside
        elif item:
            holders = [item.lines]
        else:
            for p in [paragraph] if paragraph else [p for p in entry.paragraphs if not p.gone]:
                holders.extend([p.lead, *(i.lines for i in p.items if not i.gone)])
        if not ref.paragraph and not ref.item:
            holders.append(heading := [entry.heading])
            swap(edit, holders, ref.text or entry.unit.label)
            entry.heading = heading[0]
        elif holders:
            swap(edit, holders, ref.text or entry.unit.label)
        entry.changed = True

    def _words_everywhere(self, edit: Edit) -> None:
        """将本办法中的“……”修改为“……”: in every 条 and its 条标."""
        entries = [e for e in self.text.entries if not e.gone]
        olds = [old for old, _ in pairs(edit)]
        headings = [[e.heading] for e in entries]
        lines = [held for e in entries for p in e.paragraphs for held in (p.lead, *(i.lines for i in p.items))]
        for entry in entries:
            words = (entry.heading, *(line for p in entry.paragraphs for line in p.lines()))
            entry.changed = entry.changed or any(old in line for old in olds for line in words)
        swap(edit, [*lines, *headings], "全文")
        for entry, heading in zip(entries, headings, strict=True):
            entry.heading = heading[0]

    def _head_words(self, ref: Ref, edit: Edit) -> None:
        for old, new in pairs(edit):
            before = (self.text.title, *self.text.preamble, *self.text.notes)
            if ref.place == "题名":
                self.text.title = self.text.title.replace(old, new)
            elif ref.place == "引言":
                self.text.preamble = [line.replace(old, new) for line in self.text.preamble]
            else:
                self.text.notes = [line.replace(old, new) for line in self.text.notes]
            if before == (self.text.title, *self.text.preamble, *self.text.notes):
                raise MisfitError(f"{ref.place}里没有“{old[:30]}”这几个字。请对照原文核对")

    def _delete(self, ref: Ref, edit: Edit) -> None:
        if ref.place in {"引言", "题注"}:
            self.text.notes, self.text.preamble = ([], self.text.preamble) if ref.place == "题注" else (self.text.notes, [])
            return
        entry, paragraph, item = self._part(ref)
        if item and ref.point:
            delete_point(item, point_of(ref, item))
            entry.changed = True
        elif item:
            item.gone, entry.changed = True, True
        elif paragraph:
            paragraph.gone, entry.changed = True, True
        else:
            entry.gone = True
            if entry.unit.kind in DIVISIONS and not edit.last:  # the whole 章, not only its name
                for within in inside(self.text.entries, entry):
                    within.gone = True

    def _renumber(self, edit: Edit) -> None:
        entry = self._find(edit.refs[0])
        if entry.pinned and entry.pinned != edit.target.number:
            raise MisfitError(f"{entry.unit.label}前面已经改为{entry.label}。请核对")
        entry.pinned, entry.line, entry.moved = edit.target.number, edit.line, edit.before
        entry.label = label_like(entry.unit.label, edit.target.kind, edit.target.number)
        if edit.under and edit.under.kind is entry.unit.kind:  # 移至第五条之后: into its 章
            before = self.text.entries[: self.text.entries.index(self._find(edit.under))]
            entry.home = next((e for e in reversed(before) if e.unit.kind in DIVISIONS), None)

    def _name(self, edit: Edit) -> None:
        name = "".join(edit.quotes[0])
        if edit.refs[0].place == "题名":
            self.text.title = name
            return
        entry = self._find(edit.refs[0])
        read = read_line("## " + name, "")
        if entry.unit.kind in DIVISIONS and read.opens is entry.unit.kind:
            name = read.heading.strip(BLANKS)
        entry.heading, entry.changed = name.strip("【】") if entry.unit.kind is Kind.ARTICLE else name, True

    def _add(self, edit: Edit) -> None:
        target = edit.target
        if target.point:
            entry, _, item = self._part(dataclasses.replace(target, point=0))
            assert item is not None  # noqa: S101  # a 目 is read only with its 项
            add_point(item, target.point, edit.quotes[0])
            entry.changed = True
        elif target.item:
            self._add_item(edit)
        elif target.paragraph:
            self._add_paragraphs(edit)
        elif target.place == "附件":
            self._add_annex(edit)
        else:
            self._add_units(edit)

    def _add_paragraphs(self, edit: Edit) -> None:
        entry, beside, _ = self._part(
            dataclasses.replace(edit.under, item=0) if edit.under else dataclasses.replace(edit.target, paragraph=0, item=0)
        )
        if not edit.quotes:
            raise MisfitError("没有写增加的内容。请在后面写：“……”")
        put_paragraphs(entry, edit, beside)

    def _add_item(self, edit: Edit) -> None:
        under = edit.target if edit.target.paragraph else (edit.under or edit.target)
        entry, paragraph, _ = self._part(dataclasses.replace(under, item=0))
        beside = None
        if edit.under and edit.under.item:
            entry, paragraph, beside = self._part(edit.under)
        holders = [p for p in entry.paragraphs if p.items and not p.gone] if paragraph is None else [paragraph]
        if len(holders) != 1 or not edit.quotes:
            raise MisfitError(f"{entry.unit.label}里不止一款有项，或者没有项，不知道加在哪里。请写明第几款")
        put_item(holders[0].items, edit, beside)
        entry.changed = True

    def _counts(self, edit: Edit) -> None:
        """第二款改为第三款: what follows from the rest, held against it in the end."""
        for ref, to in zip(edit.refs, edit.targets, strict=True):
            entry, paragraph, item = self._part(ref)
            entry.changed = True
            if item:
                item.claimed = to.item
            elif paragraph:
                paragraph.claimed = to.paragraph

    def _move(self, edit: Edit) -> None:
        """第三条第二款移作第四条第三款; without a 款, it becomes a 条 of its own."""
        source, to = edit.refs[0], edit.target
        entry, paragraph, item = self._part(source)
        entry.changed = True
        if item:
            home, holder, _ = self._part(dataclasses.replace(to, item=0))
            holders = [holder] if holder else [p for p in home.paragraphs if p.items and not p.gone]
            if len(holders) != 1:
                raise MisfitError(f"{home.unit.label}里不止一款有项，或者没有项，不知道移到哪里。请写明第几款")
            move_item(item, holders[0].items, to.item)
            home.changed = True
        elif paragraph and to.paragraph:
            move_paragraph(paragraph, self._find(dataclasses.replace(to, paragraph=0)), to.paragraph)
        elif paragraph:
            paragraph.gone = True
            lines = tuple(paragraph.lines())
            self._add_units(Edit(Verb.ADD, edit.line, edit.said, quotes=(lines,), target=to))

    def _add_annex(self, edit: Edit) -> None:
        if not edit.quotes:
            raise MisfitError("没有写增加的附件。请在后面写：“……”")
        lines = edit.quotes[0]
        unit = Unit(Kind.ANNEX, (), lines[0], "", (Paragraph(tuple(lines[1:])),), "", "", "")
        entry = entry_of(unit)
        entry.changed = True
        wanted = key(edit.target.text)
        at = next((n for n, e in enumerate(self.text.annexes) if key(_label(e.unit)) > wanted > ""), len(self.text.annexes))
        self.text.annexes.insert(at, entry)

    def _add_units(self, edit: Edit) -> None:
        """条 and 章, with what is quoted of them."""
        if not edit.quotes:
            raise MisfitError("没有写增加的内容。请在后面写：“……”")
        target, kind = edit.target, edit.target.kind or Kind.ARTICLE
        model = next((e.unit for e in self.text.entries if e.unit.kind is kind), None)
        pieces = split_units(edit.quotes[0], kind)
        if kind is Kind.ARTICLE and len(pieces) != edit.count > 1:
            if len(edit.quotes[0]) != edit.count:
                raise MisfitError(
                    f"写着增加{to_chinese(edit.count)}条，引文里读出{to_chinese(len(pieces))}条。请在引文里写明每一条的条号"
                )
            pieces = [(line,) for line in edit.quotes[0]]
        number = target.number or self._next_number(edit, kind)
        anchor = self._behind(edit, kind) if not target.number and self.text.adjusts else None
        home: EntryState | None = None
        for piece in pieces:
            opened = read_line(piece[0], "") if piece[0].startswith(("第", "#")) or kind is Kind.CLAUSE else None
            own_kind = (
                opened.opens if opened and (opened.opens in DIVISIONS or opened.opens in {Kind.ARTICLE, Kind.CLAUSE}) else kind
            )
            own_number = opened.number if opened and opened.opens is own_kind and opened.number else number
            like = model if own_kind is kind else next((e.unit for e in self.text.entries if e.unit.kind is own_kind), None)
            entry = new_entry(piece, own_kind, own_number, like)
            entry.line, entry.added = edit.line, True
            if kind in DIVISIONS and own_kind not in DIVISIONS:
                entry.home = home
            elif edit.under and edit.before:
                entry.anchor = self._find(edit.under)
            elif anchor:
                entry.pinned, entry.anchor = (), anchor[0]
            else:
                entry.under = edit.under if edit.under and edit.under.kind in DIVISIONS else None
            home = entry if own_kind in DIVISIONS else home
            self.text.added.append(entry)
            if own_kind is kind:
                number = (*own_number[:-1], own_number[-1] + 1)

    def _behind(self, edit: Edit, kind: Kind) -> tuple[EntryState | None] | None:
        """What stands right behind the 条 that another is added after, no number being said; None where it is said otherwise."""
        if edit.under is None or edit.under.kind is not kind or edit.before:
            return None
        at = self.text.entries.index(self._find(edit.under))
        return (next((e for e in self.text.entries[at + 1 :] if e.unit.kind in UNIT_NAMES and not e.gone), None),)

    def _next_number(self, edit: Edit, kind: Kind) -> tuple[int, ...]:
        if edit.under and edit.under.kind is kind:  # 在第五条后增加一条，没有写作为第几条
            return (*edit.under.number, 1) if len(edit.under.number) == 1 else (edit.under.number[0], edit.under.number[1] + 1)
        last = [e.unit.number for e in self.text.entries if e.unit.kind is kind]
        return (last[-1][0] + 1,) if last else (1,)


def _name_of(kind: Kind | None, number: tuple[int, ...]) -> str:
    return label_like("", kind, number)


def _label(unit: Unit) -> str:
    found = _ANNEX_LABEL.match(unit.label)
    return found.group() if found else unit.label
