"""Addresses of 遇事查办 and its second navigation, the same on each of its pages."""

from __future__ import annotations

from rulebook.model.matter import Matter
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Link


def matter_path(matter: Matter) -> str:
    """The address of a matter's own page."""
    return f"tasks/{matter.id}/"


def task_ways(site: Site, matters: tuple[Matter, ...], url: str) -> tuple[Link, ...]:
    """The pages that exist, as seen from the one at ``url``, which has no address."""
    pages = [("tasks/", "全部事项"), ("tasks/new-staff/", "新进人员"), ("tasks/roles/", "按角色")] if matters else []
    if site.corpus.registries.forms and site.corpus.registries.forms.by_act:
        pages.append(("forms/", "表格下载"))
    return tuple(Link(name, "" if path == url else relative(path, url)) for path, name in pages)
