"""Drawn pages to bytes: a view, the shared part and a template of ``overrides/``. No other engine is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from rulebook.made_once import keep, kept
from rulebook.markup.safe_html import Clean, clean_html

_REFERS = re.compile(r"""\{%-?\s*(?:extends|import|include|from)\s+["']([^"']+)["']""")


class KeptTemplates(BytecodeCache):
    """Compiled templates, kept for all rulebooks: the same words under the same name are the same code, wherever they stand."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What was compiled of ``source`` before, said to stand where it stands here."""
        bucket = super().get_bucket(environment, name, None, source)
        if bucket.code is not None and filename:
            bucket.code = _placed(bucket.code, filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` where its template was compiled before."""
        held = kept("template", bucket.key, bucket.checksum)
        if held:
            bucket.bytecode_from_string(held)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        keep(bucket.bytecode_to_string(), "template", bucket.key, bucket.checksum)


def _placed(code: CodeType, filename: str) -> CodeType:
    inner = tuple(_placed(value, filename) if isinstance(value, CodeType) else value for value in code.co_consts)
    return code.replace(co_filename=filename, co_consts=inner)


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


def environment(folders: Sequence[Path]) -> Environment:
    """Templates of ``folders``, the first that has one; every value is escaped that is not drawn as HTML."""
    made = Templates(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        bytecode_cache=KeptTemplates(),
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
