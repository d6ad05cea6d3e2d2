"""New numbers and the new order of 章 and 条 after an amendment (条文顺序作相应调整)."""

from __future__ import annotations

from rulebook.decision.places import Ref
from rulebook.decision.state import EntryState
from rulebook.decision.units import UNIT_NAMES
from rulebook.markup.numerals import to_chinese
from rulebook.model.provision import DIVISIONS, Kind

_RANKS = (Kind.PART, Kind.SUBPART, Kind.CHAPTER, Kind.SECTION)


def label_like(model: str, kind: Kind | None, number: tuple[int, ...]) -> str:
    """The number as printed, in the digits of ``model``."""
    write = str if any(c.isascii() and c.isdigit() for c in model) else to_chinese
    if kind is Kind.CLAUSE:
        return f"{write(number[0])}、"
    tail = f"之{write(number[1])}" if len(number) > 1 else ""
    return f"第{write(number[0])}{UNIT_NAMES.get(kind or Kind.ARTICLE, '条')}{tail}"


def inside(entries: list[EntryState], division: EntryState) -> list[EntryState]:
    """What stands in a 章: up to the next division that is no part of it."""
    out = []
    for entry in entries[entries.index(division) + 1 :]:
        if entry.unit.kind in DIVISIONS and _RANKS.index(entry.unit.kind) <= _RANKS.index(division.unit.kind):
            break
        out.append(entry)
    return out


Wrong = tuple[EntryState, str]


def renumbered(entries: list[EntryState], added: list[EntryState], *, adjusts: bool) -> tuple[list[EntryState], list[Wrong]]:
    """Old and added units in their new order, each with its label; and those whose stated number does not fit."""
    line = _Line(adjusts=adjusts)
    division: EntryState | None = None
    for entry in entries:
        division = entry if entry.unit.kind in DIVISIONS else division
        home = entry.home or division
        if home is not None:
            line.homes[id(entry)] = home
    moved = _moved([e for e in entries if not e.gone])
    line.waiting = sorted((*added, *moved), key=_rank)
    for entry in entries:
        if any(entry is other for other in moved):
            line.leave(entry)
        else:
            line.take(entry)
    line.finish()
    return line.out, line.wrong


def _rank(entry: EntryState) -> tuple[int, tuple[int, ...]]:
    """Divisions before 条, the higher ones first; each kind by its numbers."""
    kind = entry.unit.kind
    return (_RANKS.index(kind) if kind in _RANKS else len(_RANKS), entry.pinned)


def _moved(entries: list[EntryState]) -> list[EntryState]:
    """Units whose new numbers do not rise with the old order: they change their place."""
    out: list[EntryState] = []
    for kind in (Kind.CHAPTER, Kind.ARTICLE, Kind.CLAUSE):
        out.extend(e for e in entries if e.unit.kind is kind and e.moved)
        pinned = [e for e in entries if e.unit.kind is kind and e.pinned and not e.moved]
        best: list[list[EntryState]] = []
        for entry in pinned:
            before = max((run for run in best if run[-1].pinned < entry.pinned), key=len, default=[])
            best.append([*before, entry])
        keep = {id(e) for e in max(best, key=len, default=[])}
        out.extend(e for e in pinned if id(e) not in keep)
    return out


class _Line:
    """Lines units up. ``shift``: by how much the next number differs from the old one; ``last``: the number before."""

    def __init__(self, *, adjusts: bool) -> None:
        self.adjusts = adjusts
        self.out: list[EntryState] = []
        self.wrong: list[Wrong] = []
        self.waiting: list[EntryState] = []
        self.shift: dict[Kind, int] = {}
        self.last: dict[Kind, tuple[int, ...]] = {}
        self.homes: dict[int, EntryState] = {}  # of old units, by identity: the 章 that each stands in

    def take(self, entry: EntryState) -> None:
        """One old unit, after the added ones that come before it."""
        kind = entry.unit.kind
        if kind not in UNIT_NAMES:
            self.out.extend([] if entry.gone else [entry])
            return
        if entry.gone:
            self.leave(entry)
            return
        while (ahead := self._ahead(entry)) is not None:
            self.waiting = [e for e in self.waiting if e is not ahead]
            self._settle_added(ahead)
        natural = self._natural(entry)
        last = self.last.get(kind, (0,))
        if entry.pinned and self.adjusts and entry.pinned not in {natural, (last[0] + 1,)}:
            self.wrong.append(
                (
                    entry,
                    f"{entry.unit.label}写着改为{entry.label}，照全部修改排下来应是{label_like('', kind, natural)}。请核对条号",
                )
            )
        number = entry.pinned or natural
        if entry.pinned:
            self.shift[kind] = entry.pinned[0] - entry.unit.number[0]
        self._put(entry, number)

    def leave(self, entry: EntryState) -> None:
        """An old unit that is no longer in its place."""
        if self.adjusts and len(entry.unit.number) == 1:
            self.shift[entry.unit.kind] = self.shift.get(entry.unit.kind, 0) - 1

    def _natural(self, entry: EntryState) -> tuple[int, ...]:
        """The number that follows from what was added and taken out before."""
        kind, number = entry.unit.kind, entry.unit.number
        if not self.adjusts:
            return number
        shifted = (number[0] + self.shift.get(kind, 0), *number[1:])
        last = self.last.get(kind, ())
        if len(number) == 1 and last and self.added_last(kind) and shifted[0] <= last[0]:
            self.shift[kind] = last[0] + 1 - number[0]
            return (last[0] + 1,)
        return shifted

    def added_last(self, kind: Kind) -> bool:
        """Whether the unit before is an added or moved one: only such push the next one on."""
        before = next((e for e in reversed(self.out) if e.unit.kind is kind), None)
        return before is not None and (before.added or bool(before.pinned))

    def _ahead(self, entry: EntryState) -> EntryState | None:
        """The first added unit that comes before ``entry``."""
        for candidate in self.waiting:
            if candidate.unit.kind in DIVISIONS and not self._free_before(candidate):
                continue
            if candidate.anchor is not None:
                if candidate.anchor is entry:
                    return candidate
            elif not candidate.pinned:  # behind the last one
                continue
            elif candidate.unit.kind is entry.unit.kind:
                if self._before(candidate, entry):
                    return candidate
            elif (
                entry.unit.kind in DIVISIONS
                and candidate.unit.kind in {Kind.ARTICLE, Kind.CLAUSE}
                and self.homes.get(id(candidate)) is not entry  # else it stays in its 章
                and self._ends(candidate)
            ):
                return candidate
        return None

    def _free_before(self, division: EntryState) -> bool:
        """Nothing that stands in the 章 before it is still waiting."""
        if any(e.home is not None and e.home is not division and any(e.home is o for o in self.out) for e in self.waiting):
            return False
        homes = [e.pinned for e in self.waiting if e.home is division]
        first = min(homes, default=())
        return not any(
            e.unit.kind is Kind.ARTICLE and e.home is None and e.under is None and e.pinned < first and self._ends(e)
            for e in self.waiting
        )

    def _before(self, candidate: EntryState, entry: EntryState) -> bool:
        if candidate.home is not None and not any(e is candidate.home for e in self.out):
            return False
        if candidate.unit.kind is Kind.ARTICLE and candidate.under and not self._reached(candidate.under):
            return False
        return candidate.pinned < entry.pinned if entry.pinned else candidate.pinned <= self._natural(entry)

    def _ends(self, candidate: EntryState) -> bool:
        """Whether an added 条 stands at the end of the 章 that ends here."""
        if candidate.home is not None:
            return any(e is candidate.home for e in self.out)
        if candidate.under is not None and candidate.under.kind in DIVISIONS:
            return self._reached(candidate.under)
        last = self.last.get(candidate.unit.kind, ())
        return bool(last) and candidate.pinned in {(last[0] + 1,), (last[0], 1), (last[0], last[-1] + 1)}

    def _reached(self, under: Ref) -> bool:
        if under.kind not in DIVISIONS:
            return True
        return any((e.unit.kind, e.unit.number) == (under.kind, under.number) for e in self.out)

    def _settle_added(self, entry: EntryState) -> None:
        kind, last = entry.unit.kind, self.last.get(entry.unit.kind, ())
        if not entry.pinned:  # added behind another one, no number said
            if entry.anchor is not None and entry.anchor.gone:
                self.wrong.append(
                    (entry, f"没有写作为第几条，后面的{entry.anchor.unit.label}又删去了，不知道放在哪里。请写明作为第几条")
                )
            self._put(entry, (last[0] + 1,) if last else (1,))
            return
        follows = not last or (entry.pinned[0] == last[0] + 1 if len(entry.pinned) == 1 else entry.pinned > last)
        if not follows and (self.adjusts or entry.pinned <= last):
            should = label_like("", kind, (last[0] + 1,))
            self.wrong.append((entry, f"写着作为{entry.label}，照全部修改排下来应是{should}。请核对条号"))
        self._put(entry, entry.pinned)

    def _put(self, entry: EntryState, number: tuple[int, ...]) -> None:
        kind = entry.unit.kind
        if number != entry.unit.number or entry.pinned or entry.added:
            entry.label = label_like(entry.unit.label, kind, number)
        self.last[kind] = number
        if kind in _RANKS:
            for below in _RANKS[_RANKS.index(kind) + 1 :]:
                self.last.pop(below, None)
                self.shift.pop(below, None)
        self.out.append(entry)

    def finish(self) -> None:
        """What is added at the end."""
        waiting, self.waiting = self.waiting, []
        order = [e for e in waiting if e.unit.kind not in DIVISIONS and e.home is None]
        for division in (e for e in waiting if e.unit.kind in DIVISIONS):
            order += [division, *(e for e in waiting if e.home is division)]
        order += [e for e in waiting if e not in order]
        for entry in order:
            self._settle_added(entry)
