"""Reading periods of steps (行前3个工作日；收到后5个工作日内): what is counted, from which day, in which direction."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rulebook.packed import packed_text

Unit = Literal["wd", "d", "m"]

_CLAUSE = re.compile(r"[，；。]")
_TIMED = re.compile(r"(?<=内)、|(?<=当日)、|(?<=电话)、|(?<=书面)、|(?<=联系)、")  # 丧事当日电话、事后10日内补报
_COUNT = re.compile(r"(\d{1,3})(个工作日|个月|日(?!前))(前|以前|之前)?")
_TURN = re.compile(r"之日起|起|[以之]?后|[以之]?前|提前")
_LEAD = re.compile(r"^(?:最迟|至迟|不迟于|应当|应|在|自|从|于)+")
_UNITS: dict[str, Unit] = {"个工作日": "wd", "个月": "m", "日": "d"}
_SHORT = {"": "事发", "事": "事发", "行": "出行", "会": "会议"}
_AHEAD = "要办的那一日"


@dataclass(frozen=True, slots=True)
class Count:
    """``amount`` units from the day named ``since`` (出行之日); back: before that day. kind: 一般件, where a step has several."""

    since: str
    amount: int
    unit: Unit
    back: bool
    kind: str = ""

    @property
    def length(self) -> str:
        """3个工作日."""
        unit = {"wd": "个工作日", "d": "日", "m": "个月"}[self.unit]
        return f"{self.amount}{unit}"

    @property
    def words(self) -> str:
        """出行之日前3个工作日."""
        return f"{self.since}{'前' if self.back else '后'}{self.length}"


def within_json(found: Iterable[Count]) -> str:
    """Periods for the browser: [[since, amount, unit, back, kind], …]."""
    rows = [[c.since, c.amount, c.unit, c.back, c.kind] for c in found]
    return packed_text(rows)


def counts(within: str) -> tuple[Count, ...]:
    """Every period that can be counted once its day is known, in the order written; 每月5日前 and hours are none."""
    out: list[Count] = []
    for part in _CLAUSE.split(within):
        for clause in _TIMED.split(part):
            start = 0
            for found in _COUNT.finditer(clause):
                before = clause[start : found.start()]
                if "延长" in before or before.endswith(("满", "、", "月")) or re.search(r"每|不满", before):
                    continue
                start = found.end()
                out.append(_count(before, found, out))
    return tuple(out)


def _count(before: str, found: re.Match[str], earlier: list[Count]) -> Count:
    turns = list(_TURN.finditer(before))
    amount, unit = int(found[1]), _UNITS[found[2]]
    if found[3]:  # 会议召开5个工作日前
        return Count(_since(before, back=True), amount, unit, back=True)
    if not turns:
        # 接到交办后1个工作日内联系、15日内答复: the day is the one just named
        last = earlier[-1] if earlier else None
        kind = before.strip("、的") if last else ""
        return Count(last.since if last else _since("", back=False), amount, unit, last.back if last else False, kind)
    turn = turns[-1]
    back = turn[0].endswith("前")
    return Count(_since(before[: turn.start()], back=back), amount, unit, back, before[turn.end() :].strip("、的"))


def _since(event: str, *, back: bool) -> str:
    event = _LEAD.sub("", event).strip()
    if back and event in {"", "事"}:
        return _AHEAD
    event = _SHORT.get(event, event)
    if len(event) > 2:  # 婚庆事前, but 丧事后
        event = event.removesuffix("事")
    return event if event.endswith("日") else f"{event}之日"
