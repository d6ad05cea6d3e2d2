"""核对引用 in the reader's browser: the script, the names that the rulebook holds, and each act by itself."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator

from rulebook.keys import engine_key, key
from rulebook.made_once import made_once
from rulebook.model.act import Act, Expression
from rulebook.model.header import Header
from rulebook.model.provision import Provision
from rulebook.outputs.output import Output, fixed
from rulebook.packed import packed
from rulebook.pages.cite_page import FOLDER, shown
from rulebook.pages.model import Site
from rulebook.verdict.held import Held, hold

SCRIPT, NAMES = f"{FOLDER}engine.js", f"{FOLDER}names.json"


def cite_files(site: Site) -> Iterator[Output]:
    """Every file; none where the site has no such page. Each act's depends on its own texts alone."""
    if not shown(site):
        return
    held = hold(site.corpus, site.compared)
    program = engine_key()
    yield Output(SCRIPT, lambda: key(SCRIPT, program), _script)
    known = functools.cache(lambda: packed(names(held, site)))
    yield Output(NAMES, lambda: key(NAMES, program, known()), known)
    for act in site.corpus.acts.values():
        path = f"{FOLDER}acts/{act.id}.json"
        yield Output(
            path, fixed(key(path, program, [text.raw for text in act.expressions])), functools.partial(_act_file, act, held)
        )


def _script() -> bytes:
    return made_once(SCRIPT, _translated)


def _translated() -> bytes:
    from rulebook.script.engine import script  # noqa: PLC0415  # slow to load; most builds find what an earlier one made

    return script().encode()


def names(held: Held, site: Site | None = None) -> dict[str, object]:
    """All names, for entry.js. Pairs in lists: their order decides which of two equally near names is offered."""
    return {
        "acts": [[key, title, site.act_path(key) if site else ""] for key, title in held.titles.items()],
        "names": [[name, list(ids)] for name, ids in held.names.items()],
        "registers": list(held.registers.items()),
        "written": list(held.written.items()),
        "basis": [[name, *told] for name, told in held.basis.items()],
        "numbers": list(held.numbers.items()),
    }


def act_data(act: Act, held: Held) -> dict[str, object]:
    """One act with the words of all its texts, and where the articles of each stand in each other one."""
    texts = act.expressions
    moves = [
        [str(i), str(j), list(found.items())]
        for i, old in enumerate(texts)
        for j, new in enumerate(texts)
        if i != j and old.header.text != "pending" and new.header.text != "pending" and (found := held.moves(act, old, new))
    ]
    return {"id": act.id, "expressions": [_expression(text) for text in texts], "moves": moves}


def _act_file(act: Act, held: Held) -> bytes:
    return packed(act_data(act, held))


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _expression(text: Expression) -> dict[str, object]:
    return {
        "valid_from": _day(text.valid_from),
        "valid_to": _day(text.valid_to),
        "ending": text.ending.value,
        "header": _header(text.header),
        "body": [_node(node) for node in text.document.body],
        "annexes": [_node(node) for node in text.document.annexes],
    }


def _header(header: Header) -> dict[str, object]:
    repealed = header.repealed
    return {
        "title": header.title,
        "short_title": header.short_title,
        "aliases": header.aliases,
        "doc_no": header.doc_no,
        "state": header.state,
        "text": header.text,
        "history": [{"doc_no": row.doc_no, "effective": _day(row.effective)} for row in header.history if row.doc_no],
        "repealed": {"on": _day(repealed.on), "by": repealed.by} if repealed else None,
        "article_status": [[eid, _day(status.repealed)] for eid, status in header.article_status.items()],
    }


def _node(node: Provision) -> list[object]:
    """Kind, id, number, label, heading, words, children; what is empty at the end is left out."""
    out: list[object] = [
        node.kind.value,
        node.eid,
        list(node.number),
        node.label,
        node.heading,
        node.text,
        [_node(child) for child in node.children],
    ]
    while not out[-1]:
        out.pop()
    return out
