"""Pages under /tasks/ (遇事查办): all matters, those of new staff, those of every role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.corpus.matters import NEW_STAFF
from rulebook.corpus.select import tells
from rulebook.model.matter import Matter, Step
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.home import strong
from rulebook.pages.model import Site, relative
from rulebook.pages.tables import carrier
from rulebook.pages.views import Cell, Link
from rulebook.pages.ways import task_ways

_COUNTED = re.compile(r"(\d{1,3})(个工作日|日)(?!前)")
_BACK = re.compile(r"前|提前")
_DEADLINES = "calendar/deadline/"


@dataclass(frozen=True, slots=True)
class StepView:
    """A step. count: counts its days on the page 期限计算, None where there is nothing to count."""

    who: str
    within: str
    count: Link | None
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
class MatterGroup:
    """Matters under one heading."""

    title: str
    anchor: str
    matters: tuple[MatterView, ...]


@dataclass(frozen=True, slots=True)
class MattersView:
    """A list of matters (tasks.html). brief: a line for each, without the steps. printable: offer printing."""

    title: str
    lead: str
    ways: tuple[Link, ...]
    groups: tuple[MatterGroup, ...]
    brief: bool
    printable: bool


def visible(site: Site, matters: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Matters that rest only on acts this audience may read: an answer must not tell of the others."""
    withheld = site.corpus.withheld
    return tuple(
        m
        for m in matters
        if all(step.target.partition("#")[0] in site.corpus.acts for step in m.steps) and not tells(m.model_dump_json(), withheld)
    )


def matter_pages(site: Site, matters: tuple[Matter, ...]) -> Iterator[DrawnPage]:
    """Nothing where no matters are kept."""
    if not matters:
        return
    yield DrawnPage("tasks/", "遇事查办", "tasks.html", lambda: all_view(site, matters))
    yield DrawnPage("tasks/new-staff/", "新进人员要办的事", "tasks.html", lambda: new_staff_view(site, matters))
    yield DrawnPage("tasks/roles/", "按角色看事项", "tasks.html", lambda: roles_view(site, matters))


def all_view(site: Site, matters: tuple[Matter, ...]) -> MattersView:
    """All matters by group."""
    url = "tasks/"
    groups: dict[str, list[MatterView]] = {}
    for matter in matters:
        groups.setdefault(matter.group, []).append(_matter(site, matter, url))
    found = tuple(MatterGroup(name, f"group-{n}", tuple(members)) for n, (name, members) in enumerate(groups.items(), start=1))
    lead = f"共{len(matters)}项。每一步写明谁、多久内、填哪张表、交给谁、依据第几条。"
    return MattersView("遇事查办", lead, task_ways(site, matters, url), found, brief=False, printable=False)


def new_staff_view(site: Site, matters: tuple[Matter, ...]) -> MattersView:
    """What somebody new has to know, to print."""
    url = "tasks/new-staff/"
    own = sorted((m for m in matters if NEW_STAFF in m.roles), key=lambda m: m.roles != (NEW_STAFF,))
    group = MatterGroup("报到以后和日常会遇到的事", "new-staff", tuple(_matter(site, m, url) for m in own))
    lead = "新录用、调入和聘用人员先看这些。可以打印带走。"
    return MattersView("新进人员要办的事", lead, task_ways(site, matters, url), (group,), brief=False, printable=True)


def roles_view(site: Site, matters: tuple[Matter, ...]) -> MattersView:
    """Each role with the matters it meets."""
    url = "tasks/roles/"
    rows = site.corpus.registries.offices or {}
    used = dict.fromkeys(role for matter in matters for role in matter.roles if role != NEW_STAFF)
    registered = [slug for slug in rows if slug in used] or list(used)
    order = sorted(registered, key=lambda slug: slug not in rows or rows[slug].get("kind") != "岗位")
    groups = tuple(
        MatterGroup(site.office(role), role, tuple(_matter(site, m, url, "tasks/") for m in matters if role in m.roles))
        for role in order
    )
    lead = "全体干警的事项人人适用，其他角色另加自己的。"
    return MattersView("按角色看事项", lead, task_ways(site, matters, url), groups, brief=True, printable=True)


def _matter(site: Site, matter: Matter, url: str, home: str = "") -> MatterView:
    steps = tuple(_step(site, step, url) for step in matter.steps)
    path = relative(f"{home or url}#{matter.id}", url) if home else f"#{matter.id}"
    said = "、".join(matter.situations)
    return MatterView(matter.id, matter.title, path, said, strong(matter.answer), steps)


def _step(site: Site, step: Step, url: str) -> StepView:
    act, _, heading = step.target.partition("#")
    form = Link(step.form, relative(site.form_path(act, step.form), url))
    basis = carrier(site, act, heading, url)
    return StepView(step.who, step.within, None if basis.dead else _count(step.within, url), step.what, form, step.to, basis)


def _count(within: str, url: str) -> Link | None:
    """To 期限计算 with the days filled in."""
    found = _COUNTED.search(within)
    if not found:
        return None
    unit = "d" if found[2] == "日" else "wd"
    direction = "before" if _BACK.search(within[: found.start()]) else "after"
    return Link("算日子", f"{relative(_DEADLINES, url)}?count={found[1]}&unit={unit}&dir={direction}")
