"""Drawn pages to bytes: a view, the shared part and a template of ``overrides/``. No other engine is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from rulebook.keys import key
from rulebook.markup.safe_html import Clean, clean_html
from rulebook.store import Store

_REFERS = re.compile(r"""\{%-?\s*(?:extends|import|include|from)\s+["']([^"']+)["']""")


class KeptTemplates(BytecodeCache):
    """Compiled templates, in memory and in the store; Jinja sees to it that a changed source is compiled again."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` where its template was compiled before."""
        name = key("template", bucket.key, bucket.checksum)
        held = self.kept.get(name) or self.store.get(name)
        if held:
            self.kept[name] = held
            bucket.bytecode_from_string(held)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        name = key("template", bucket.key, bucket.checksum)
        self.kept[name] = bucket.bytecode_to_string()
        self.store.put(name, self.kept[name])


@pass_context
def from_root(context: Context, path: str) -> str:
    """``path | url``: a path of the site as seen from the page."""
    return str(context["site"].root).removeprefix("./") + path


def html(value: str) -> Markup:
    """``value | html``: HTML that was made from data, through the allow-list of what may stand on a page."""
    return Markup(value if isinstance(value, Clean) else clean_html(str(value)))  # noqa: S704  # this is the one place where it is made safe


class Templates(Environment):
    """Templates that see values of ours: what they name is there, and found without Jinja's second and third way."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]  # Jinja allows one of its own kind; this one is written in C


def environment(folders: Sequence[Path], store: Store) -> Environment:
    """Templates of ``folders``, the first that has one; every value is escaped that is not drawn as HTML."""
    made = Templates(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        bytecode_cache=KeptTemplates(store),
        auto_reload=False,  # every build has an environment of its own
    )
    made.filters |= {"url": from_root, "html": html}
    return made


def compiled(templates: Environment, names: Iterable[str]) -> None:
    """See to it that these templates, and those they extend, import or include, are compiled."""
    waiting = list(names)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen or templates.loader is None:
            continue
        seen.add(name)
        templates.get_template(name)
        source, _, _ = templates.loader.get_source(templates, name)
        waiting += _REFERS.findall(source)


def render(templates: Environment, template: str, values: Mapping[str, object]) -> bytes:
    """The page; what UTF-8 cannot hold becomes a character reference."""
    return templates.get_template(template).render(values).encode("utf-8", errors="xmlcharrefreplace")
