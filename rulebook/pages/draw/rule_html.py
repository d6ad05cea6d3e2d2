"""The words of a rule as HTML: one element an article, 款, 项 and 目, citations as links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from rulebook.citation.annotate import Anchor, annotate
from rulebook.corpus.links import CitationLink, words
from rulebook.markup.numerals import to_chinese
from rulebook.model.act import Expression
from rulebook.model.provision import DIVISIONS, Kind, Provision

Href = Callable[[CitationLink], str]
Markdown = Callable[[str], str]
Ended = Callable[[CitationLink], tuple[str, str, bool] | None]


class RuleRenderer:
    """Draws one expression.

    links: its resolved citations. href: where each leads, relative to the page.
    markdown: turns a table inside an article into HTML. notes: 编者链接 by article eid, ready HTML.
    dead: article eid → a sentence, for articles no longer in force.
    ended: the day from which what a citation leads to is dead, the word for it, whether it is dead on the site's day.
    """

    def __init__(
        self,
        expression: Expression,
        links: list[CitationLink],
        href: Href,
        markdown: Markdown,
        *,
        notes: dict[str, list[str]] | None = None,
        dead: dict[str, str] | None = None,
        ended: Ended = lambda _: None,
    ) -> None:
        self._expression = expression
        self._href = href
        self._markdown = markdown
        self._notes = notes or {}
        self._dead = dead or {}
        self._ended = ended
        self._by_line: dict[int, list[CitationLink]] = {}
        for link in links:
            self._by_line.setdefault(link.citation.line, []).append(link)

    def html(self) -> str:
        """The whole text, from the preamble to the annexes."""
        document = self._expression.document
        pieces = [self._preamble(node) for node in document.head if node.kind is Kind.TEXT]
        for node in (*document.body, *document.annexes):
            pieces.extend(self._node(node))
        return "\n".join(piece for piece in pieces if piece)

    def _preamble(self, node: Provision) -> str:
        text = node.text.strip()
        if not text or text.startswith("<!--"):
            return ""
        return f'<p class="rb-pre">{self._words(node)}</p>'

    def _node(self, node: Provision) -> Iterator[str]:
        if node.kind in DIVISIONS:
            level = 2 if node.kind in {Kind.PART, Kind.SUBPART, Kind.CHAPTER} else 3
            name = f"{node.label}　{node.heading or node.text}".strip("　")
            yield f'<h{level} id="{node.eid}" class="rb-{node.kind.value}">{escape(name)}</h{level}>'
            for child in node.children:
                yield from self._node(child)
        elif node.kind is Kind.ARTICLE:
            yield self._article(node)
        elif node.kind in {Kind.HEADING, Kind.ANNEX}:
            anchor = f' id="{node.eid}"' if node.eid else ""
            name = f"{node.label}{node.gap}{node.heading or node.text}".strip()
            yield f'<h2{anchor} class="rb-heading">{escape(name)}</h2>' if name else ""
            for child in node.children:
                yield from self._node(child)
        elif node.kind is Kind.CLAUSE:
            yield self._clause(node)
        else:
            yield from self._block(node, ordinal="")

    def _article(self, node: Provision) -> str:
        title = f'<span class="tt">{escape(node.heading)}</span>' if node.heading else ""
        dead = self._dead.get(node.eid, "")
        state = " rb-art--dead" if dead else ""
        paragraphs = [child for child in node.children if child.kind is Kind.PARAGRAPH]
        body: list[str] = []
        for child in node.children:
            ordinal = ""
            if child.kind is Kind.PARAGRAPH and len(paragraphs) > 1:
                ordinal = f"{to_chinese(paragraphs.index(child) + 1)}款"
            body.extend(self._block(child, ordinal))
        if dead:
            body.append(f'<p class="rb-note">{escape(dead)}</p>')
        body.extend(self._notes.get(node.eid, ()))
        return (
            f'<section class="rb-art{state}" id="{node.eid}"><h3><a href="#{node.eid}">'
            f'<span class="no">{escape(node.label)}</span>{title}</a></h3>'
            f'<div class="body">\n' + "\n".join(body) + "</div></section>"
        )

    def _clause(self, node: Provision) -> str:
        body: list[str] = []
        if node.text or node.heading:
            body.append(f"<p>{self._words(node)}</p>")
        for child in node.children:
            body.extend(self._block(child, ""))
        return (
            f'<section class="rb-art rb-clause" id="{node.eid}"><h3><a href="#{node.eid}">'
            f'<span class="no">{escape(node.label.rstrip("、.．"))}</span></a></h3>'
            f'<div class="body">\n' + "\n".join(body) + "</div></section>"
        )

    def _block(self, node: Provision, ordinal: str) -> Iterator[str]:
        """A 款, 项, 目 or unnumbered text, then what hangs below it."""
        anchor = f' id="{node.eid}"' if node.eid else ""
        if node.kind is Kind.PARAGRAPH:
            marks = f' class="kuan" data-k="{ordinal}"' if ordinal else ""
            yield f"<p{marks}{anchor}>{self._words(node)}</p>"
        elif node.kind is Kind.SUBPARAGRAPH:
            yield f'<p class="sub"{anchor}><i>{escape(node.label)}</i>{self._words(node)}</p>'
        elif node.kind is Kind.POINT:
            yield f'<p class="sub2"{anchor}><i>{escape(node.label)}</i>{self._words(node)}</p>'
        elif node.kind is Kind.TEXT:
            text = node.text.strip()
            if text.startswith("|") or text.lower().startswith("<table"):
                yield f'<div class="rb-tablewrap">{self._markdown(text)}</div>'
            elif text and not text.startswith("<!--"):
                yield f'<p class="cont">{self._words(node)}</p>'
        else:
            yield from self._node(node)
            return
        for child in node.children:
            yield from self._block(child, "")

    def _words(self, node: Provision) -> str:
        """The node's own words, escaped, citations linked. Each line is annotated for itself."""
        out = []
        for index, text in enumerate(node.text.split("\n")):
            column = node.column if index == 0 else 0
            out.append(self._line(text, node.line + index, column))
        return "<br>".join(out)

    def _line(self, text: str, line: int, column: int) -> str:
        anchors = []
        for link in self._by_line.get(line, ()):
            start, end = link.citation.start - column, link.citation.end - column
            if start < 0 or end > len(text):
                continue
            href = self._href(link)
            if not href:
                continue
            attributes = {"class": "rb-cite"}
            if link.id:
                attributes["data-act"] = link.id
            if link.eids:
                attributes["data-target"] = link.eids[0]
                attributes["data-words"] = words(link.eids[0])
            if ended := self._ended(link):
                attributes |= {"data-ended": ended[0], "data-ended-word": ended[1]} | (
                    {"data-gone": ended[1]} if ended[2] else {}
                )
            anchors.append(Anchor(start, end, href, attributes))
        return annotate(text, anchors)
