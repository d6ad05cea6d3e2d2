"""Registers, basis, offices and glossary as table pages: each row with its own address."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from rulebook.corpus.registry import Register, Row, term_anchor
from rulebook.corpus.registry_days import days_in_words
from rulebook.export.sheets import sheet
from rulebook.history.status import Status, act_status
from rulebook.pages.draw.pictures import is_dead, measures_of, register_figure
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView
from rulebook.pages.words import quoted

ACT_KEYS = frozenset({"mechanism", "act"})


def table_pages(site: Site) -> Iterator[DrawnPage]:
    """Pages for the registries that exist."""
    registries = site.corpus.registries
    for slug, register in registries.registers.items():
        path = f"registers/{slug}/"
        title = register.meta.get("title")
        yield DrawnPage(path, title, "table.html", lambda r=register, p=path: register_page(site, r, p))  # type: ignore[misc]
    if registries.registers:
        yield DrawnPage("registers/", "清单", "table.html", lambda: registers_index(site, "registers/"))
    if registries.offices:
        yield DrawnPage("offices/", "科室和岗位", "table.html", lambda: offices_page(site, "offices/"))
    if registries.terms:
        yield DrawnPage("glossary/", "术语", "table.html", lambda: glossary_page(site, "glossary/"))


def _in_order(item: tuple[str, Register]) -> tuple[float, str]:
    """Where a register stands: as its description says, those that say nothing last."""
    order = item[1].meta.get("order")
    return (float(order) if order.isdigit() else float("inf")), item[0]


def registers_index(site: Site, url: str) -> TableView:
    """All registers."""
    rows = tuple(
        TableRow(
            slug,
            (
                Cell((Link(r.meta.get("title"), relative(f"registers/{slug}/", url)),)),
                Cell((Link(f"{len(r.rows)}行" if r.rows else "一页"),)),
                Cell((Link(r.meta.get("doc_no")),)),
            ),
        )
        for slug, r in sorted(site.corpus.registries.registers.items(), key=_in_order)
    )
    rows += tuple(
        TableRow(path, (Cell((Link(title, relative(f"registers/{path}/", url)),)), Cell((Link("一页"),)), Cell((Link(""),))))
        for path, title in _written(site)
    )
    columns = (Column("title", "名称"), Column("count", "内容"), Column("doc_no", "文号"))
    ours = any(act.header.collection != "law" and act.on(site.day) for act in site.corpus.acts.values())
    figures = f'<p><a href="{relative("registers/figures/", url)}">数字一览：条文里的金额、期限、比例和日期</a></p>'
    after = figures if ours else ""
    return TableView("清单", "登记册、清单和方案。每一行有自己的地址。", columns, rows, after_html=after)


def _written(site: Site) -> Iterator[tuple[str, str]]:
    """Ordinary pages in the registers' folder: (name, title)."""
    for page in site.corpus.pages:
        path = PurePosixPath(page.file)
        if path.parent.name == "registers":
            title = next((line[2:] for line in page.source.text.splitlines() if line.startswith("# ")), path.stem)
            yield path.stem, title


def register_page(site: Site, register: Register, url: str) -> TableView:
    """One register: its columns as its description names them."""
    meta = register.meta
    listed = meta.values.get("columns")
    columns = tuple(
        Column(str(c.get("key")), str(c.get("name")), bool(c.get("facet"))) for c in (listed or []) if isinstance(c, dict)
    )
    rows = tuple(
        TableRow(
            anchor,
            tuple(_cell(site, column.key, row, url) for column in columns),
        )
        for anchor, row in zip(register.anchors(), register.rows, strict=True)
    )
    provenance = meta.values.get("provenance")
    quote = f"报告原句：{quoted(str(provenance['quote']))}" if isinstance(provenance, dict) and provenance.get("quote") else ""
    return TableView(
        meta.get("title"),
        meta.get("lead"),
        columns,
        rows,
        crumbs=(Link("清单", relative("registers/", url)),),
        provenance_sentence=f"以正式印发文本为准。{quote}",
        downloads=(Link("下载CSV（WPS、Excel可打开）", f"{register.slug}.csv"), *site.paper_links(register.slug))
        if register.rows
        else (),
        figure_html=register_figure(site, register, url),
    )


def register_files(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """A CSV beside each register, in UTF-8 with the mark by which WPS and Excel recognise it; links become words."""
    for slug, register in site.corpus.registries.registers.items():
        if register.rows:
            yield f"registers/{slug}/{slug}.csv", functools.partial(_csv, site, register)


def _csv(site: Site, register: Register) -> bytes:
    page = register_page(site, register, f"registers/{register.slug}/")
    head = [column.name for column in page.columns]
    return sheet([head, *([cell_words(cell) for cell in row.cells] for row in page.rows)])


def cell_words(cell: Cell) -> str:
    """A cell as plain words: links lose their address, a note stands in brackets."""
    words = "　".join(part.text for part in cell.parts)
    return f"{words}（{cell.note}）" if cell.note else words


def _cell(site: Site, key: str, row: Row, url: str) -> Cell:
    if key in ACT_KEYS and row.get(key) in site.corpus.acts:
        return carrier(site, row.get(key), row.get("heading"), url)
    if key == "office":
        return Cell((Link(site.office(row.get(key))),))
    if key == "measures":
        return Cell(tuple(_measure(site, measure, url) for measure in measures_of(site, row)))
    if key == "form":
        return Cell((Link(row.get(key), relative(site.form_path(row.get("act"), row.get(key)), url)),))
    if key == "related":
        return _related(site, row, url)
    if key == "page":
        return _page(site, row.get(key), url)
    return Cell((Link(row.get(key)),))


def _measure(site: Site, row: Row, url: str) -> Link:
    dead = "【承载条款已失效】" if is_dead(site, row) else ""
    return Link(f"{row.get('measure')}{dead}", relative(f"registers/measures/#row_{row.get('no')}", url))


def _related(site: Site, row: Row, url: str) -> Cell:
    """Other articles on the same matter, each as id#条标; what has ended is marked."""
    parts = []
    for target in row.many("related"):
        act_id, _, heading = target.partition("#")
        if act_id in site.corpus.acts:
            cell = carrier(site, act_id, heading, url)
            link = cell.parts[0]
            parts.append(Link(f"{link.text}【已失效】" if cell.dead else link.text, link.url))
    return Cell(tuple(parts))


def _page(site: Site, target: str, url: str) -> Cell:
    """An act, a register or a page of the site by its short name."""
    registers = site.corpus.registries.registers
    if target in site.corpus.acts:
        return Cell((Link(f"《{site.corpus.acts[target].header.name}》", relative(site.act_path(target), url)),))
    if target in registers:
        return Cell((Link(registers[target].meta.get("title"), relative(f"registers/{target}/", url)),))
    if target in (site.corpus.registries.offices or {}):
        return Cell((Link(site.office(target), relative(f"offices/#{target}", url)),))
    name, path = target.partition(" ")[::2]
    return Cell((Link(name, relative(path, url) if path else ""),))


def carrier(site: Site, act_id: str, heading: str, url: str) -> Cell:
    """The article that carries a row; 承载条款已失效 stands out."""
    act = site.corpus.acts[act_id]
    shown = act.shown(site.day)
    article = shown.article_by_heading(heading) if heading else None
    path = site.act_path(act_id) + (f"#{article.eid}" if article else "")
    words = f"《{shown.header.name}》{article.label if article else ''}" + (f"（{heading}）" if heading else "")
    if act_status(act, site.day) in {Status.REPEALED, Status.EXPIRED}:
        by = act.header.repealed.by if act.header.repealed else ""
        successor = site.corpus.acts.get(by)
        note = f"承载条款已失效，由《{successor.header.name}》替代" if successor else "承载条款已失效，暂无替代规定"
        return Cell((Link(words, relative(path, url)),), note, dead=True)
    return Cell((Link(words, relative(path, url)),))


def offices_page(site: Site, url: str) -> TableView:
    """Offices and roles, abolished ones with their successors."""
    rows = []
    for row in (site.corpus.registries.offices or {}).values():
        acts = [a for a in site.corpus.acts.values() if a.shown(site.day).header.office == row.get("slug")]
        ended = row.get("ended")
        note = f"{days_in_words(ended)}撤销，由{site.office(row.get('successor'))}承继" if ended else row.get("note")
        source = "报告提到" if row.get("source") == "seed" else "推定"
        rows.append(
            TableRow(
                row.get("slug"),
                (
                    Cell((Link(row.get("name")),), "、".join(row.many("aliases"))),
                    Cell((Link(row.get("kind")),)),
                    Cell((Link(source),), note),
                    Cell(tuple(Link(f"《{a.header.name}》", relative(site.act_path(a.id), url)) for a in acts)),
                ),
            )
        )
    columns = (
        Column("name", "名称"),
        Column("kind", "种类", facet=True),
        Column("source", "来源", facet=True),
        Column("acts", "负责的制度"),
    )
    return TableView("科室和岗位", "报告没有提到的科室名称系推定。", columns, tuple(rows))


def glossary_page(site: Site, url: str) -> TableView:
    """Terms with their aliases."""
    rows = []
    for row in (site.corpus.registries.terms or {}).values():
        related = list(row.many("related"))
        links = tuple(
            Link(f"《{site.corpus.acts[r].header.name}》", relative(site.act_path(r), url))
            for r in related
            if r in site.corpus.acts
        )
        rows.append(
            TableRow(
                term_anchor(row.get("term")),
                (
                    Cell((Link(row.get("term")),), "、".join(row.many("aliases"))),
                    Cell((Link(row.get("definition")),)),
                    Cell(links),
                ),
            )
        )
    columns = (Column("term", "术语"), Column("definition", "意思"), Column("acts", "见"))
    return TableView("术语", "别名在检索里同样有效。", columns, tuple(rows))
