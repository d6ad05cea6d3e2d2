"""A printed edition (汇编成书): cover, notes, contents, acts, appendices and indexes as one PDF for a print shop."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rulebook.corpus.editions import Edition, Part, frozen
from rulebook.corpus.library import doc_no_order
from rulebook.corpus.load import Corpus
from rulebook.export.columns import MANY, column_letters
from rulebook.export.paper import MODEL, Block, Run, act_paper
from rulebook.export.pdf import draw
from rulebook.export.reprint import Printed
from rulebook.history.status import WORDS, Status, act_status
from rulebook.markup.pinyin import syllables
from rulebook.model.act import Act, Expression
from rulebook.model.day import day_words

_MARKS = str.maketrans("", "", "“”‘’《》")  # not what a heading is looked up by
_LINE, _BESIDE = 442.0, 11.0  # points: a line of the page, the room beside the words of a cell
_USUAL, _SMALL = 10.5, 9.0  # points of the letters of a table


@dataclass(frozen=True, slots=True)
class Appendix:
    """A register as it is printed: its columns and, below each, words."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def book(
    corpus: Corpus,
    edition: Edition,
    site_name: str,
    appendices: Sequence[Appendix],
    own: Path | None = None,
    before: Printed | None = None,
) -> bytes:
    """The PDF. corpus: the living one of the book's readers; the edition is frozen here. own: the bureau's fonts."""
    return draw("book.typ", values(corpus, edition, site_name, appendices, before), edition.as_of, own)


def values(
    corpus: Corpus, edition: Edition, site_name: str, appendices: Sequence[Appendix], before: Printed | None = None
) -> dict[str, object]:
    """What the template prints."""
    then = frozen(corpus, edition)
    day = edition.as_of
    shown = {act_id: _text(act, day) for act_id, act in then.acts.items()}
    return {
        "title": edition.title.strip("《》"),
        "author": site_name,
        "foot": f"{edition.title.strip('《》')}　{MODEL}",
        "landscape": False,
        "book": True,
        "lead-line": f"反映{day_words(day)}的状态",
        "day-line": f"{day.year}年{day.month}月",
        "notes": _notes(edition, then, day),
        "parts": [_part(n, part, then, day, before) for n, part in enumerate(edition.parts, start=1)],
        "tables": [*(_appendix(n, a) for n, a in enumerate(appendices, start=1)), _ended(corpus, day)],
        "numbers": sorted(
            (
                {"number": t.header.doc_no, "title": t.header.title, "anchor": _anchor(i)}
                for i, t in shown.items()
                if t.header.doc_no
            ),
            key=lambda row: doc_no_order(row["number"]),
        ),
        "headings": sorted(
            (
                {
                    "heading": article.heading,
                    "title": text.header.name,
                    "label": article.label,
                    "anchor": f"{_anchor(act_id)}--{article.eid}",
                }
                for act_id, text in shown.items()
                for article in text.document.articles()
                if article.heading
            ),
            key=lambda row: (by_sound(row["heading"]), row["title"]),
        ),
    }


def by_sound(heading: str) -> tuple[str, ...]:
    """What a heading is put in order by: its sounds, its quotation marks left out."""
    return syllables(heading.translate(_MARKS))


def _text(act: Act, day: dt.date) -> Expression:
    return act.on(day) or act.newest


def _anchor(act_id: str) -> str:
    return f"act-{act_id}"


def _notes(edition: Edition, then: Corpus, day: dt.date) -> list[str]:
    """编辑说明."""
    counts = "，".join(
        f"{part.title.replace('　', '')}{sum(1 for m in part.members if m.id in then.acts)}件" for part in edition.parts
    )
    coming = [act.header.title for act in then.acts.values() if act_status(act, day) is Status.UPCOMING]
    ended = [act.header.title for act in then.acts.values() if act_status(act, day) in {Status.REPEALED, Status.EXPIRED}]
    notes = [f"本册收录截至{day_words(day)}已经印发的制度，{counts}。{edition.lead}"]
    if coming:
        notes.append(f"已经印发、尚未施行的照收：{'、'.join(f'《{t}》' for t in coming)}。")
    if ended:
        notes.append(f"已经废止或者失效的：{'、'.join(f'《{t}》' for t in ended)}。")
    notes.append("各件在题名下注明通过、印发、施行的日期和文号；条标写在条号后的【】里，供查阅用，引用条文时不写。")
    notes.append("附录收清单、已经废止和失效的目录、文号索引和条标索引。条标索引按拼音排列。")
    notes.append(f"{MODEL}。文号、日期、金额、期限均为示范值。")
    return notes


def _part(number: int, part: Part, then: Corpus, day: dt.date, before: Printed | None) -> dict[str, object]:
    acts = []
    for member in part.members:
        act = then.acts.get(member.id)
        if act is None:
            continue
        text = _text(act, day)
        paper = act_paper(act, text, day)
        state = act_status(act, day)
        blocks = list(paper.blocks)
        if state is not Status.IN_FORCE:
            blocks.insert(1, Block("lead", (Run(f"（{WORDS[state]}）"),)))
        acts.append({"title": text.header.title, "anchor": _anchor(act.id), "blocks": [_printed(b, before) for b in blocks]})
    return {"title": part.title, "anchor": f"part-{number}", "acts": acts}


def _appendix(number: int, table: Appendix) -> dict[str, object]:
    size = _SMALL if len(table.columns) > MANY else _USUAL
    return {
        "title": table.title,
        "anchor": f"table-{number}",
        "head": list(table.columns),
        "size": size,
        "columns": column_letters(table.rows or (table.columns,), (_LINE - _BESIDE * len(table.columns)) / size),
        "rows": [list(row) for row in table.rows],
    }


def _printed(block: Block, before: Printed | None) -> dict[str, object]:
    """A block as the template reads it; changed: it did not stand in the printing before."""
    changed = before is not None and block.kind in {"article", "words"} and not before.has(block.text)
    return dataclasses.asdict(block) | {"changed": changed}


def _ended(corpus: Corpus, day: dt.date) -> dict[str, object]:
    """废止和失效目录, of what had ended by the day."""
    rows = []
    for act in corpus.acts.values():
        status = act_status(act, day)
        if status in {Status.REPEALED, Status.EXPIRED}:
            last = act.newest.valid_to
            rows.append([act.header.title, act.header.doc_no, WORDS[status], day_words(last) if last else ""])
        for text in act.expressions:
            if text.valid_to and text.valid_to < day and text is not act.newest:
                rows.append(
                    [
                        f"{text.header.title}（{day_words(text.valid_from)}文本）",
                        text.header.doc_no,
                        WORDS[Status.SUPERSEDED],
                        day_words(text.valid_to),
                    ]
                )
    return {
        "title": "废止、失效和已被修改的文本目录",
        "anchor": "table-ended",
        "head": ["题名", "文号", "情况", "最后适用日"],
        "size": _USUAL,
        "columns": [17.5, 9, 4, 7],  # 文号, 已被修改 and a day stand on one line
        "rows": rows,
    }
