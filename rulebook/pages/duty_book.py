"""Duties with their due times and addresses, worked out once per build."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rulebook.corpus.links import words
from rulebook.duty.due import Due, Stretch
from rulebook.duty.duty import EVERY_OFFICE, Duty, due_times, duties
from rulebook.duty.recurrence import Periodic, Triggered
from rulebook.duty.roles import Role, load_roles
from rulebook.duty.workdays import Workdays, weekday
from rulebook.history.status import WORDS, Status
from rulebook.model.act import Ending
from rulebook.model.day import day_words
from rulebook.pages.model import Site
from rulebook.pages.now import THAT_DAY, TODAY, NowWords

DATA = "assets/duty/duties.json"
WORKDAYS = "assets/duty/workdays.json"
_INNER = frozenset({"内设机构", "直属单位"})
_MOST_YEARS_BACK, _YEARS_AHEAD = 10, 2


@dataclass(frozen=True, slots=True)
class Dated:
    """A due time with the note that stands beside it."""

    time: Due
    note: str


@dataclass(frozen=True, slots=True)
class Record:
    """A duty as pages need it; paths are relative to the site's root. rank: its place in 汇编 order."""

    duty: Duty
    rank: int
    act_name: str
    path: str
    place: str
    form_path: str
    times: int
    due: tuple[Dated, ...]
    ended: Ended | None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a duty's carrier ended. since: first day on which it is no longer in force. path: of the successor."""

    since: dt.date
    key: str
    word: str
    note: str
    path: str


class DutyBook:
    """All duties of a site; each part is worked out when it is first asked for.

    empty: no act has duties. now: what the build's day is called.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.now = THAT_DAY if site.edition else TODAY
        self.empty = not any(e.header.duties for e in site.corpus.expressions() if e.header.state == "adopted")

    @functools.cached_property
    def duties(self) -> tuple[Duty, ...]:
        """All of them, without times."""
        return duties(self.site.corpus)

    @functools.cached_property
    def first(self) -> dt.date:
        """First day on which due times are worked out."""
        first = min((d.valid_from.year for d in self.duties if d.valid_from), default=self.site.day.year)
        return dt.date(max(first, self.site.day.year - _MOST_YEARS_BACK), 1, 1)

    @functools.cached_property
    def last(self) -> dt.date:
        """Last day on which due times are worked out."""
        return dt.date(self.site.day.year + _YEARS_AHEAD, 12, 31)

    @functools.cached_property
    def workdays(self) -> Workdays:
        """Working days of that time."""
        return Workdays(self.first.year, self.last.year)

    @functools.cached_property
    def records(self) -> tuple[Record, ...]:
        """All duties with their times."""
        return tuple(self._record(duty, rank) for rank, duty in enumerate(self.duties))

    @functools.cached_property
    def roles(self) -> tuple[Role, ...]:
        """All roles that are registered."""
        return load_roles(self.site.corpus.docs, "")[0]

    def offices(self) -> list[str]:
        """Slugs of the offices that have duties of their own or as every office, in the order of their registration."""
        used = {slug for duty in self.duties for slug in duty.offices}
        rows = self.site.corpus.registries.offices or {}
        return [slug for slug, row in rows.items() if row.get("kind") != "岗位" and (slug in used or self.inner(slug))]

    def inner(self, slug: str) -> bool:
        """Whether 各科室、直属单位 means this office too."""
        row = (self.site.corpus.registries.offices or {}).get(slug)
        return row is not None and row.get("kind") in _INNER and not row.get("ended")

    def office(self, slug: str) -> tuple[str, ...]:
        """An office's slug, with the sign for every office where it is one of those."""
        return (slug, EVERY_OFFICE) if self.inner(slug) else (slug,)

    def of(self, slugs: tuple[str, ...]) -> list[Record]:
        """Records that concern any of ``slugs``."""
        return [r for r in self.records if set(slugs) & set(r.duty.offices)]

    def on_paper(self, slug: str) -> list[Record]:
        """What a role's sheet of paper holds: no steps of procedures; what an event asks of an included role is on its own sheet."""
        sheets = {role.slug for role in self.roles} - {slug}
        found = self.of(self.role(slug))
        return [r for r in found if not r.duty.step and not (r.duty.triggered and r.duty.office in sheets)]

    def role(self, slug: str) -> tuple[str, ...]:
        """A role's slug with those whose duties it has."""
        return next((role.includes for role in self.roles if role.slug == slug), (slug,))

    def data(self) -> dict[str, Any]:
        """The dated data from which a browser chooses for its reader's day; steps that no date calls up are left out."""
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "offices": {slug: list(self.office(slug)) for slug in self.offices()},
            "roles": {role.slug: list(role.includes) for role in self.roles},
            "duties": [_json(r) for r in self.records if not (r.duty.step and r.duty.triggered)],
        }

    def workday_data(self) -> dict[str, Any]:
        """Days off with their reasons, days made up for, years that are not announced."""
        off = {
            day.isoformat(): self.workdays.reason(day)
            for day in _span(self.first, self.last)
            if not self.workdays.is_workday(day) and not self.workdays.reason(day).startswith("周")
        }
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "unannounced": [year for year in self.workdays.years if not self.workdays.announced(year)],
            "off": off,
            "work": [day.isoformat() for day in self.workdays.made_up()],
        }

    def _record(self, duty: Duty, rank: int) -> Record:
        site = self.site
        act = site.corpus.acts[duty.act]
        expression = next(e for e in act.expressions if e.file == duty.file)
        shown = act.shown(site.day)
        path = site.act_path(duty.act) if expression.file == shown.file else site.expression_path(expression)
        anchor = f"#{duty.article}" if duty.article in expression.document.provisions() else ""
        place = words(duty.article) + (f"　{duty.heading}" if duty.heading else "")
        times = tuple(Dated(time, self._note(duty, time)) for time in due_times(duty, self.first, self.last, self.workdays))
        return Record(
            duty,
            rank,
            expression.header.name,
            path + anchor,
            place,
            site.form_path(duty.act, duty.form),
            duty.recurrence.times if isinstance(duty.recurrence, Periodic) else 1,
            times,
            self._ended(duty),
        )

    def _ended(self, duty: Duty) -> Ended | None:
        if duty.valid_to is None or duty.ending not in {Ending.EXPIRED, Ending.REPEALED}:
            return None
        header = self.site.corpus.acts[duty.act].header
        by = header.repealed.by if header.repealed else ""
        successor = self.site.corpus.acts.get(by)
        status = Status.EXPIRED if duty.ending is Ending.EXPIRED else Status.REPEALED
        note = f"由《{successor.header.name}》替代" if successor else f"暂无替代规定，请询{self.site.office(header.office)}"
        since = duty.valid_to + dt.timedelta(days=1)
        return Ended(since, status.value, WORDS[status], note, self.site.act_path(by) if successor else "")

    def _note(self, duty: Duty, time: Due) -> str:
        parts = ["、".join(time.holidays)] if time.holidays else []
        if not time.certain:
            known = self.workdays.announced(
                time.last.year
            )  # then it is the holiday after it that is not: 元旦 seen from December
            parts.append(f"{time.last.year + known}年放假安排未公布，日期为推算")
        elif time.stretch is Stretch.DAY and not duty.postponed:
            reason = self.workdays.reason(time.last)
            if reason.startswith("周"):
                parts.append(f"期限日为{reason}，制度未规定顺延")
            elif reason and self.workdays.announced(time.last.year):
                parts.append(f"期限日在{reason}，制度未规定顺延")
            elif reason:
                parts.append(f"推算期限日在{reason}，{time.last.year}年放假安排未公布；制度未规定顺延")
        return "　".join(parts)


def short(day: dt.date) -> str:
    """11月30日."""
    return f"{day.month}月{day.day}日"


def when(time: Due) -> tuple[str, str]:
    """A due time in words and the small words below: 11月30日 周一; 第四季度内."""
    if time.stretch is Stretch.DAY:
        return short(time.last), weekday(time.last)
    return f"{stretch_words(time)}内", ""


def stretch_words(time: Due) -> str:
    """11月, 4月至6月, 第四季度, 下半年, 2026年."""
    month = time.first.month
    return {
        Stretch.DAY: day_words(time.last),
        Stretch.MONTH: f"{month}月",
        Stretch.MONTHS: f"{month}月至{time.last.month}月",
        Stretch.QUARTER: f"第{'一二三四'[(month - 1) // 3]}季度",
        Stretch.HALF: "上半年" if month == 1 else "下半年",
        Stretch.YEAR: f"{time.first.year}年",
    }[time.stretch]


def left(time: Due, day: dt.date, words: NowWords) -> str:
    """How long there is: 7天后, 今天, 已过18天, 7天内; "" before a stretch begins. words: for ``day`` itself."""
    days = (time.last - day).days
    if time.stretch is Stretch.DAY:
        return words.day if not days else (f"{days}天后" if days > 0 else f"已过{-days}天")
    if time.first <= day <= time.last:
        return f"{days}天内" if days else words.last
    return ""


def _span(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    for n in range((last - first).days + 1):
        yield first + dt.timedelta(days=n)


def _json(record: Record) -> dict[str, Any]:
    duty = record.duty
    kind = duty.recurrence.on if isinstance(duty.recurrence, Triggered) else ""
    out: dict[str, Any] = {
        "id": duty.id,
        "act": duty.act,
        "expression": duty.expression,
        "provision": duty.article,
        "audience": duty.audience,
        "from": duty.valid_from.isoformat() if duty.valid_from else "",
        "to": duty.valid_to.isoformat() if duty.valid_to else "",
        "name": record.act_name,
        "path": record.path,
        "place": record.place,
        "who": duty.who,
        "offices": list(duty.offices),
        "what": duty.what,
        "deadline": duty.deadline,
        "form": duty.form,
        "formPath": record.form_path,
        "trigger": kind,
        "times": record.times,
        "due": [_due_json(d) for d in record.due],
    }
    if duty.step:
        out["step"] = True
    if record.ended:
        e = record.ended
        out["ended"] = {"key": e.key, "word": e.word, "note": e.note, "path": e.path}
    return out


def _due_json(dated: Dated) -> list[str]:
    """[first, last, stretch, note], the end left out where it says nothing."""
    time = dated.time
    single = time.stretch is Stretch.DAY
    row = [time.first.isoformat(), "" if single else time.last.isoformat(), "" if single else time.stretch.value, dated.note]
    while row[-1] == "":
        row.pop()
    return row
