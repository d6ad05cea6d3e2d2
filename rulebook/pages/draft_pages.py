"""草案: texts that are not adopted, each with 征求意见稿 or 送审稿 across it. Only previews have them; the published site has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rulebook.corpus.links import CitationLink, link
from rulebook.model.act import Expression
from rulebook.pages.draw.rule_html import RuleRenderer
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Fact, Link, TableRow, TableView

PATH = "drafts/"
_TITLE = "草案"


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft (draft.html). mark: stands across the page. adopted: the page of the act as it is, where there is one."""

    title: str
    mark: str
    facts: tuple[Fact, ...]
    adopted: Link | None
    body_html: str


def draft_pages(site: Site, markdown: Callable[[str], str]) -> Iterator[DrawnPage]:
    """The drafts of a preview and a list of them; nothing where there are none."""
    if not site.drafts:
        return
    paths = {text.file: _path(site, text) for text in site.drafts}
    yield DrawnPage(PATH, _TITLE, "table.html", lambda: _list(site, paths))
    for text in site.drafts:
        path = paths[text.file]
        title = f"{text.header.name}（{text.header.stage}）"
        yield DrawnPage(path, title, "draft.html", lambda t=text, p=path: _view(site, t, p, markdown))  # type: ignore[misc]


def _path(site: Site, text: Expression) -> str:
    same = [one for one in site.drafts if one.act == text.act]
    return f"{PATH}{text.act}/" if len(same) == 1 else f"{PATH}{text.act}/{same.index(text) + 1}/"


def _list(site: Site, paths: dict[str, str]) -> TableView:
    columns = (Column("title", "题名"), Column("stage", "稿次"), Column("office", "起草科室"), Column("file", "文件"))
    rows = tuple(
        TableRow(
            text.file,
            (
                Cell((Link(text.header.title, relative(paths[text.file], PATH)),)),
                Cell((Link(text.header.stage),)),
                Cell((Link(site.office_words(text.header.office) if text.header.office else "未登记"),)),
                Cell((Link(text.file),)),
            ),
        )
        for text in site.drafts
    )
    return TableView(_TITLE, "这些是征求意见稿、送审稿，还没有通过，只在预览里有，不能引用。", columns, rows)


def _view(site: Site, text: Expression, path: str, markdown: Callable[[str], str]) -> DraftView:
    header = text.header
    facts = [
        Fact("文种", Link(header.document_type)),
        Fact("起草科室", Link(site.office_words(header.office) if header.office else "未登记")),
        Fact("文件", Link(text.file)),
    ]
    adopted = Link("看现在的文本", relative(site.act_path(text.act), path)) if text.act in site.corpus.acts else None
    return DraftView(header.title, header.stage, tuple(facts), adopted, _body(site, text, path, markdown))


def _body(site: Site, text: Expression, path: str, markdown: Callable[[str], str]) -> str:
    if text.header.text == "pending":
        return ""
    links = [link(citation, text, site.corpus, site.library) for citation in text.citations]

    def href(found: CitationLink) -> str:
        if found.id == text.act:
            return f"#{found.eids[0]}" if found.eids else ""
        return relative(site.link_path(found), path)

    return RuleRenderer(text, links, href, markdown, ended=site.ended).html()
