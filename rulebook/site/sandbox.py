"""The closed Jinja environment in which pages are rendered: known macros, no filters, no loops, no loader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from mkdocs_macros import context

context.get_git_info = dict  # else git is asked twelve things at each build, and no page can see the answers


def closed_environment(macros: Mapping[str, Callable[..., str]]) -> ImmutableSandboxedEnvironment:
    """An environment that knows ``macros`` and nothing else.

    The checks have refused everything but plain calls before; this is the second lock.
    """
    environment = ImmutableSandboxedEnvironment(loader=BaseLoader(), undefined=StrictUndefined)
    environment.globals.clear()
    environment.globals.update(macros)
    environment.filters.clear()
    environment.tests.clear()
    return environment
