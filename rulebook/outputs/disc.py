"""A site for a folder that no server sends: what a browser refuses over ``file:`` is written in another way.

A folder's address gets its ``index.html``; modules become one classic script; data that scripts ask for becomes scripts
that hand it over (``overrides/assets/js/shared/data.js``). All else stays byte for byte.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from rulebook.outputs.feed_files import JSON as CHANGES
from rulebook.outputs.joined import join

ENTRY = "assets/js/site.js"
_LOST = "404.html"  # answers for addresses that a server does not find
_SENT = (".gz", ".br")  # only a server sends these
_FIRST = "assets/js/first-paint.js"
_TEXT = "text.txt"
_FORMS = "forms/"
_PAGE = "index.html"
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(r"""(?<=\s)(href|action|data-dated)=(?:"([^"]*)"|'([^']*)')""")
_MODULE = re.compile(r'<script type="module" src="([^"]*)"></script>')
_PREVIEWED = ("<a ", "rb-cite", "data-target=")  # what preview.js watches
_ESCAPES = {ord("\\"): "\\\\", ord("'"): "\\'", ord("\n"): "\\n", ord("\r"): "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def disc(site: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of the folder, from those of a finished site; the same input gives the same output.

    Sites inside the site (frozen editions) are treated as it is. Raises joined.JoinError.
    """
    roots = {path.removesuffix(ENTRY) for path in site if path == ENTRY or path.endswith(f"/{ENTRY}")}
    cited: set[str] = set()
    pages: dict[str, str] = {}
    for path, content in site.items():
        if path.endswith(".html") and posixpath.basename(path) != _LOST:
            pages[path] = _page(path, content.decode(), site)
            cited.update(_cited(path, pages[path]))
    for path, content in site.items():
        root = next((root for root in sorted(roots, key=len, reverse=True) if path.startswith(root)), "")
        inside = path.removeprefix(root)
        if path in pages:
            yield path, pages[path].encode()
            if path in cited:
                yield f"{path}.js", held(pages[path])
        elif inside == ENTRY:
            yield path, _joined(site, root).encode()
        elif inside.startswith("assets/js/") and inside != _FIRST:
            continue  # is part of the joined script
        elif inside.startswith("assets/") and inside.endswith(".json"):
            yield f"{path}.js", held(content.decode())
        elif posixpath.basename(path) != _LOST and not path.endswith(_SENT):
            yield path, content
            if inside == CHANGES:
                yield f"{path}.js", held(content.decode())
            if posixpath.basename(path) == _TEXT:
                yield f"{path}.js", held(content.decode())
            elif inside.startswith(_FORMS) and path.endswith(".docx"):  # is filled in the browser
                yield f"{path}.js", held(base64.b64encode(content).decode())


def held(text: str) -> bytes:
    """A script that leaves ``text`` on its own element, where data.js takes it."""
    return f"document.currentScript.held = '{text.translate(_ESCAPES)}';\n".encode()


def _joined(site: Mapping[str, bytes], root: str) -> str:
    folder = f"{root}{posixpath.dirname(ENTRY)}/"
    return join(posixpath.basename(ENTRY), lambda path: site[folder + path].decode())


def _page(path: str, text: str, site: Mapping[str, bytes]) -> str:
    """The page with every address of a folder of this site written out, and its script as a classic one."""
    folder = posixpath.dirname(path)

    def address(found: re.Match[str]) -> str:
        quote = found[0][-1]
        value = found[2] if found[2] is not None else found[3]
        return f"{found[1]}={quote}{_written(folder, value, site)}{quote}"

    text = _TAG.sub(lambda tag: _ADDRESS.sub(address, tag[0]), text)
    return _MODULE.sub(r'<script defer src="\1"></script>', text)


def _written(folder: str, value: str, site: Mapping[str, bytes]) -> str:
    """``../seals/?day=…#art_3`` with ``index.html`` in it, where the site has that page; anything else as it is."""
    end = min((at for at in (value.find("?"), value.find("#")) if at >= 0), default=len(value))
    place, rest = value[:end], value[end:]
    if not place or "://" in place or not (place.endswith("/") or posixpath.basename(place) in {".", ".."}):
        return value
    page = posixpath.normpath(posixpath.join(folder, unquote(place), _PAGE))
    return f"{place.rstrip('/')}/{_PAGE}{rest}" if page in site else value


def _cited(path: str, text: str) -> Iterator[str]:
    """Pages whose articles are shown in a preview on this one."""
    folder = posixpath.dirname(path)
    for tag in _TAG.finditer(text):
        found = _ADDRESS.search(tag[0]) if all(part in tag[0] for part in _PREVIEWED) else None
        if found:
            place = (found[2] or found[3] or "").partition("#")[0].partition("?")[0]
            if place:
                yield posixpath.normpath(posixpath.join(folder, unquote(place)))
