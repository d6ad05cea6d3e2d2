"""Registers the macros that pages may call. Nothing is decided here."""

from __future__ import annotations

import functools
from typing import Any

from rulebook.site.macros import MACROS, Place, answered


def define_env(env: Any) -> None:
    """Called by mkdocs-macros: each macro is bound to the page on which it is called."""
    plugin = env.conf.plugins["rulebook"]
    for name, function in MACROS.items():
        env.macro(_bound(function, plugin, env), name)


def _bound(function: Any, plugin: Any, env: Any) -> Any:
    @functools.wraps(function)
    def call(*args: object, **kwargs: object) -> str:
        return answered(function, Place(plugin.site, env.page.url), *args, **kwargs)

    return call
