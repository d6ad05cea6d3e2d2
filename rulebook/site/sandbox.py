"""The closed Jinja environment in which pages are rendered: known macros, no filters, no loops, no loader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import BaseLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


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
