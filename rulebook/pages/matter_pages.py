"""Pages under /tasks/ (遇事查办): all matters, one for each, those of new staff, those of every role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.corpus.matters import NEW_STAFF
from rulebook.corpus.select import tells
from rulebook.duty.within import Count, counts, within_json
from rulebook.model.matter import Matter, Step
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.duty_book import WORKDAYS
from rulebook.pages.home import strong
from rulebook.pages.matter_ways import matter_path, task_ways
from rulebook.pages.model import Site, relative
from rulebook.pages.tables import carrier
from rulebook.pages.views import Cell, Link

_SENTENCE = re.compile(r"[。]")
_LIMIT = re.compile(r"[。；]")
_DEADLINES = "calendar/deadline/"


@dataclass(frozen=True, slots=True)
class StepView:
    """A step. count: counts its days on the page 期限计算, None where there is nothing to count.

    counts: its periods for the browser, [[since, amount, unit, back, kind], …] as JSON, "" where there are none.
    """

    who: str
    within: str
    count: Link | None
    counts: str
    only: str
    what: str
    form: Link
    to: str
    basis: Cell


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter with its own address; answer_html marks the deadlines with <em>."""

    anchor: str
    title: str
    url: str
    situations: str
    answer_html: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class MatterPageView:
    """A matter on its own page (task.html). since: the days its periods run from; data_url: days off and on.

    first_html: the first sentence of the answer; limits_html: what else it says, exceptions and limits.
    """

    title: str
    ways: tuple[Link, ...]
    group: Link
    matter: MatterView
    first_html: str
    limits_html: tuple[str, ...]
    since: tuple[str, ...]
    data_url: str
    count_url: str
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MatterGroup:
    """Matters under one heading."""

    title: str
    anchor: str
    matters: tuple[MatterView, ...]


@dataclass(frozen=True, slots=True)
class MattersView:
    """A list of matters (tasks.html). brief: a line for each, without the steps. printable: offer printing.

    anchored: each line of a brief list can be linked to by the matter's id, which stands there once.
    """

    title: str
    lead: str
    ways: tuple[Link, ...]
    groups: tuple[MatterGroup, ...]
    brief: bool
    printable: bool
    anchored: bool = False


def visible(site: Site, matters: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Matters that rest only on acts this audience may read: an answer must not tell of the others."""
    withheld = site.corpus.withheld
    return tuple(
        m
        for m in matters
        if all(step.target.partition("#")[0] in site.corpus.acts for step in m.steps) and not tells(m.model_dump_json(), withheld)
    )


def matter_pages(site: Site, matters: tuple[Matter, ...], *, counting: bool = True) -> Iterator[DrawnPage]:
    """Nothing where no matters are kept. counting: the page 期限计算 and its table of working days exist."""
    if not matters:
        return
    yield DrawnPage("tasks/", "遇事查办", "tasks.html", lambda: all_view(site, matters, counting=counting))
    for matter in {m.id: m for m in matters}.values():
        path = matter_path(matter)
        yield DrawnPage(path, matter.title, "task.html", lambda m=matter: matter_view(site, matters, m, counting=counting))  # type: ignore[misc]
    yield DrawnPage(
        "tasks/new-staff/", "新进人员要办的事", "tasks.html", lambda: new_staff_view(site, matters, counting=counting)
    )
    yield DrawnPage("tasks/roles/", "按角色看事项", "tasks.html", lambda: roles_view(site, matters, counting=counting))


def matter_view(site: Site, matters: tuple[Matter, ...], matter: Matter, *, counting: bool) -> MatterPageView:
    """One matter: exceptions and limits, then its steps."""
    url = matter_path(matter)
    first, *rest = _SENTENCE.split(matter.answer.rstrip("。"))
    said = [part for sentence in rest for part in _LIMIT.split(sentence) if part.strip()]
    others = tuple(Link(m.title, relative(matter_path(m), url)) for m in matters if m.group == matter.group and m.id != matter.id)
    found = (c for step in matter.steps if counting and not _carrier(site, step, url).dead for c in counts(step.within))
    return MatterPageView(
        matter.title,
        task_ways(site, matters, url),
        Link(matter.group, relative(f"tasks/#{group_anchor(matters, matter.group)}", url)),
        _matter(site, matter, url, counting=counting),
        strong(first),
        tuple(strong(line) for line in (*said, *matter.limits)),
        tuple(dict.fromkeys(c.since for c in found)),
        relative(WORKDAYS, url),
        relative(_DEADLINES, url),
        others,
    )


def group_anchor(matters: tuple[Matter, ...], group: str) -> str:
    """The anchor of a group on the list of all."""
    return f"group-{list(dict.fromkeys(m.group for m in matters)).index(group) + 1}"


def all_view(site: Site, matters: tuple[Matter, ...], *, counting: bool) -> MattersView:
    """All matters by group."""
    url = "tasks/"
    groups: dict[str, list[MatterView]] = {}
    for matter in matters:
        groups.setdefault(matter.group, []).append(_matter(site, matter, url, counting=counting))
    found = tuple(MatterGroup(name, group_anchor(matters, name), tuple(members)) for name, members in groups.items())
    lead = f"共{len(matters)}项。点开一项，每一步写明谁、何时、填什么、交给谁、依据第几条，期限可以按日子算出。"
    return MattersView("遇事查办", lead, task_ways(site, matters, url), found, brief=True, printable=False, anchored=True)


def new_staff_view(site: Site, matters: tuple[Matter, ...], *, counting: bool) -> MattersView:
    """What somebody new has to know, to print."""
    url = "tasks/new-staff/"
    own = sorted((m for m in matters if NEW_STAFF in m.roles), key=lambda m: m.roles != (NEW_STAFF,))
    group = MatterGroup("报到以后和日常会遇到的事", "new-staff", tuple(_matter(site, m, url, counting=counting) for m in own))
    lead = "新录用、调入和聘用人员先看这些。可以打印带走。"
    return MattersView("新进人员要办的事", lead, task_ways(site, matters, url), (group,), brief=False, printable=True)


def roles_view(site: Site, matters: tuple[Matter, ...], *, counting: bool) -> MattersView:
    """Each role with the matters it meets."""
    url = "tasks/roles/"
    rows = site.corpus.registries.offices or {}
    used = dict.fromkeys(role for matter in matters for role in matter.roles if role != NEW_STAFF)
    registered = [slug for slug in rows if slug in used] or list(used)
    order = sorted(registered, key=lambda slug: slug not in rows or rows[slug].get("kind") != "岗位")
    groups = tuple(
        MatterGroup(site.office(role), role, tuple(_matter(site, m, url, counting=counting) for m in matters if role in m.roles))
        for role in order
    )
    lead = "全体干警的事项人人适用，其他角色另加自己的。"
    return MattersView("按角色看事项", lead, task_ways(site, matters, url), groups, brief=True, printable=True)


def _matter(site: Site, matter: Matter, url: str, *, counting: bool) -> MatterView:
    steps = tuple(_step(site, step, url, counting=counting) for step in matter.steps)
    return MatterView(
        matter.id, matter.title, relative(matter_path(matter), url), "、".join(matter.situations), strong(matter.answer), steps
    )


def _carrier(site: Site, step: Step, url: str) -> Cell:
    act, _, heading = step.target.partition("#")
    return carrier(site, act, heading, url)


def _step(site: Site, step: Step, url: str, *, counting: bool) -> StepView:
    form = Link(step.form, relative(site.form_path(step.target.partition("#")[0], step.form), url))
    basis = _carrier(site, step, url)
    found = () if basis.dead or not counting else counts(step.within)
    count = next((_counting(c, url) for c in found if c.unit != "m"), None)
    return StepView(step.who, step.within, count, within_json(found) if found else "", step.only, step.what, form, step.to, basis)


def _counting(count: Count, url: str) -> Link:
    """To 期限计算 with the days filled in."""
    direction = "before" if count.back else "after"
    return Link("算日子", f"{relative(_DEADLINES, url)}?count={count.amount}&unit={count.unit}&dir={direction}")
