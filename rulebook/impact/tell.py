"""An impact as Markdown (for a comment), as a page, or as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from html import escape

from rulebook.history.redline import Row, Segment
from rulebook.impact.model import ActChange, Impact

MARK = "<!-- rulebook-impact -->"  # by which the one comment is found again
_MOST = 40  # rows of one table in a comment; the page has all
_UPPER = ("哪一条", "依据", "情况")
_LABELS = {"inserted": "增", "deleted": "删", "renumbered": "条号变动", "modified": "改", "renumbered+modified": "改，条号变动"}


def as_json(impact: Impact) -> str:
    """Everything, provisions by their ids."""
    value = dataclasses.asdict(dataclasses.replace(impact, acts=()))
    value["acts"] = [_act_value(change) for change in impact.acts]
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"


def _act_value(change: ActChange) -> dict[str, object]:
    value = dataclasses.asdict(dataclasses.replace(change, rows=()))
    value["rows"] = [
        {
            "old": row.old.eid if row.old else None,
            "new": row.new.eid if row.new else None,
            "label": row.label,
            "segments": [dataclasses.asdict(segment) for segment in row.segments],
        }
        for row in change.rows
    ]
    return value


def as_markdown(impact: Impact) -> str:
    """A comment of the size that forges take; words of the texts are escaped."""
    return "\n".join([MARK, *_markdown(impact)]) + "\n"


def _markdown(impact: Impact) -> Iterator[str]:
    counts = f"{len(impact.acts)}个文本" + (f"，另有{len(impact.others)}个文件" if impact.others else "")
    yield f"## 本次修改的影响（{impact.day.year}年{impact.day.month}月{impact.day.day}日）"
    yield ""
    verdict = f"错误{len(impact.errors)}处，必须改；" if impact.errors else "没有错误；"
    yield f"涉及{counts}。检查：{verdict}提醒{len(impact.warnings)}处。"
    for line in (*impact.errors, *impact.warnings)[:_MOST]:
        yield f"- {_md(line)}"
    for change in impact.acts:
        yield from _md_act(change)
    for title, rows in _upper(impact):
        yield from _md_table(title, _UPPER, rows)
    if impact.others:
        yield "\n### 其他文件\n"
        yield "、".join(f"`{_md(name)}`" for name in impact.others[:_MOST])


def _upper(impact: Impact) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """依据待核 that came and that went, with what stands above each table."""
    for fresh, title in ((True, "依据待核：这次修改以后要和上位条文对照的"), (False, "依据待核：不再列的，请核对真的对照过")):
        yield title, [(f"《{u.title}》{u.article}", u.basis, u.state) for u in impact.upper if u.fresh is fresh]


def _md_act(change: ActChange) -> Iterator[str]:
    yield f"\n### 《{_md(change.title)}》　{change.kind}\n"
    codes = f"核验码 {change.code_before or '—'} → {change.code_after or '—'}"
    yield f"`{change.file}`　今天：{change.status or '—'}　{codes}"
    yield from (f"- {_md(seen)}" for seen in change.seen)
    yield from (f"- **{_md(name)}**，请补" for name in change.missing)
    yield from _md_table("文件头", ("项", "原来", "现在"), change.facts)
    yield from _md_table("修改前后对照", ("条", "原来", "现在"), [_compared(row) for row in change.rows])
    yield from _md_table(
        "数字变了的", ("条", "种类", "原来", "现在"), [(f.article, f.kind, f.before, f.after) for f in change.figures]
    )
    yield from _md_table("请法制审核看的", ("条", "词", "原句"), [(w.article, w.word, w.words) for w in change.watch])
    yield from _md_table(
        "牵动的", ("种类", "名称", "条", "说明", "位置"), [(t.kind, t.name, t.article, t.note, t.place) for t in change.touched]
    )
    rows = [(s.article, f"《{s.title}》{s.other}", f"{s.likeness:.0%}") for s in change.similar]
    yield from _md_table("别处几乎一样的话，是否改为引用", ("条", "在哪里", "相似"), rows)


def _md_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if not rows:
        return
    yield f"\n**{title}**（{len(rows)}）\n"
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows[:_MOST]:
        yield "| " + " | ".join(_md(cell) for cell in row) + " |"
    if len(rows) > _MOST:
        yield f"\n另有{len(rows) - _MOST}行，见预览站点的“本次修改”。"


def _compared(row: Row) -> tuple[str, str, str]:
    names = "→".join(dict.fromkeys(p.label for p in (row.old, row.new) if p))
    old = "".join(f"~~{s.text}~~" if s.kind == "delete" else _short(s) for s in row.segments if s.kind != "insert")
    new = "".join(f"**{s.text}**" if s.kind == "insert" else _short(s) for s in row.segments if s.kind != "delete")
    return f"{names} {_LABELS.get(row.label, '')}", old if row.old else "（无）", new if row.new else "（删去）"


def _short(segment: Segment) -> str:
    """Unchanged words in the middle are left out."""
    text = segment.text
    return text if len(text) <= 36 else f"{text[:16]}……{text[-16:]}"


def _md(words: str) -> str:
    """Words inside a cell: no markup of theirs comes through, save our own marks."""
    flat = words.replace("\n", " ").replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;")
    return flat.replace("`", "\\`").replace("[", "\\[").replace("@", "@\u200b")


def as_html(impact: Impact) -> str:
    """A page that stands alone; the preview site shows its body as 本次修改."""
    title = "本次修改"
    return (
        f'<!doctype html>\n<html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>\n'
        f"<body>\n<h1>{title}</h1>\n{body_html(impact)}</body></html>\n"
    )


def body_html(impact: Impact) -> str:
    """The same as the comment, whole."""
    more = f"，另有{len(impact.others)}个文件" if impact.others else ""
    found = f"错误{len(impact.errors)}处，提醒{len(impact.warnings)}处。" if impact.errors or impact.warnings else ""
    pieces = [f"<p>涉及{len(impact.acts)}个文本{more}。{found}</p>"]
    pieces += [f"<p>{escape(line)}</p>" for line in (*impact.errors, *impact.warnings)]
    for change in impact.acts:
        pieces.append(f'<h2 class="rb-h2">《{escape(change.title)}》　{escape(change.kind)}</h2>')
        codes = f"核验码 {change.code_before or '—'} → {change.code_after or '—'}"
        pieces.append(f"<p>{escape(change.file)}　今天：{escape(change.status or '—')}　{codes}</p>")
        pieces += [f"<p>{escape(line)}</p>" for line in (*change.seen, *(f"{name}，请补" for name in change.missing))]
        pieces.append(_table("文件头", ("项", "原来", "现在"), [[escape(c) for c in row] for row in change.facts]))
        pieces.append(_table("修改前后对照", ("条", "原来", "现在"), [_sides(row) for row in change.rows]))
        figures = [[escape(c) for c in (f.article, f.kind, f.before, f.after)] for f in change.figures]
        pieces.append(_table("数字变了的", ("条", "种类", "原来", "现在"), figures))
        watch = [[escape(c) for c in (w.article, w.word, w.words)] for w in change.watch]
        pieces.append(_table("请法制审核看的", ("条", "词", "原句"), watch))
        touched = [[escape(c) for c in (t.kind, t.name, t.article, t.note, t.place)] for t in change.touched]
        pieces.append(_table("牵动的", ("种类", "名称", "条", "说明", "位置"), touched))
        similar = [[escape(s.article), escape(f"《{s.title}》{s.other}"), f"{s.likeness:.0%}"] for s in change.similar]
        pieces.append(_table("别处几乎一样的话，是否改为引用", ("条", "在哪里", "相似"), similar))
    pieces += [_table(title, _UPPER, [[escape(cell) for cell in row] for row in rows]) for title, rows in _upper(impact)]
    return "\n".join(piece for piece in pieces if piece) + "\n"


def _sides(row: Row) -> list[str]:
    names = "→".join(dict.fromkeys(p.label for p in (row.old, row.new) if p))
    old = "".join(
        f"<del>{escape(s.text)}</del>" if s.kind == "delete" else escape(s.text) for s in row.segments if s.kind != "insert"
    )
    new = "".join(
        f"<ins>{escape(s.text)}</ins>" if s.kind == "insert" else escape(s.text) for s in row.segments if s.kind != "delete"
    )
    return [f"{escape(names)} {_LABELS.get(row.label, '')}", old if row.old else "（无）", new if row.new else "（删去）"]


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    names = "".join(f"<th>{name}</th>" for name in head)
    return f'<h3>{title}</h3>\n<table class="rb-tbl"><thead><tr>{names}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'
