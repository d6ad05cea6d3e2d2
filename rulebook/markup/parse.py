"""Text to tree (读条文). Every character of the source ends up in exactly one node."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from rulebook.markup.lexer import BLANKS, Line, read_line
from rulebook.markup.problems import problems
from rulebook.markup.source import split_header
from rulebook.model.finding import Finding
from rulebook.model.provision import DIVISIONS, Document, Kind, Provision

_UNNUMBERED = frozenset({Kind.TEXT, Kind.HEADING})
_RANK = {Kind.PART: 1, Kind.SUBPART: 2, Kind.CHAPTER: 3, Kind.SECTION: 4}


@dataclass(slots=True)
class _Node:
    """A provision under construction."""

    kind: Kind
    line: int
    number: tuple[int, ...] = ()
    prefix: str = ""
    label: str = ""
    gap: str = ""
    heading: str = ""
    text: str = ""
    column: int = 0
    trail: str = ""
    children: list[_Node] = field(default_factory=list)
    bracketed: bool = False


def parse(text: str, file: str = "") -> tuple[Document, tuple[Finding, ...]]:
    """Read a rule text, with or without front matter. Never raises.

    Returns the tree and the findings on its structure (S1xx).
    """
    bom = text.startswith("\ufeff")
    source = split_header(text, file)
    lines = _split(text.removeprefix("\ufeff"))
    header = lines[: source.header_lines]
    builder = _Builder(source.header_lines)
    for raw, end in lines[source.header_lines :]:
        builder.feed(raw, end)
    taken: dict[str, int] = {}
    document = Document(
        front_matter="".join(raw + end for raw, end in header),
        front_matter_lines=source.header_lines,
        title=builder.title,
        title_line=builder.title_line,
        head=_freeze(builder.head, ""),
        body=_freeze(builder.body, "", taken),
        annexes=_freeze(builder.annexes, "", taken),
        newline="\r\n" if "\r\n" in text else "\n",
        bom=bom,
    )
    return document, tuple(problems(document, file))


def _split(text: str) -> list[tuple[str, str]]:
    """Lines with their ends; only LF and CRLF end a line."""
    out = []
    for piece in text.split("\n"):
        out.append((piece[:-1], "\r\n") if piece.endswith("\r") else (piece, "\n"))
    raw, end = out[-1]
    out[-1] = (raw + ("\r" if end == "\r\n" else ""), "")
    return out


class _Builder:
    """Takes lines in order and hangs them where they belong."""

    def __init__(self, lines_before: int) -> None:
        self.number = lines_before
        self.title, self.title_line = "", lines_before + 1
        self.head: list[_Node] = []
        self.body: list[_Node] = []
        self.annexes: list[_Node] = []
        self.divisions: list[_Node] = []
        self.numbered: dict[Kind, int] = {}  # the last division of each kind under the one above
        self.article: _Node | None = None
        self.paragraphs: list[_Node] = []  # of that article
        self.clause: _Node | None = None
        self.item: _Node | None = None
        self.last: _Node | None = None
        self.point: _Node | None = None
        self.inserted = 0  # number of the last 条 seen inside replacement text
        self.joined = False  # the line before was not blank
        self.articles = False
        self.quote_depth = 0  # “ without its ”: replacement text over several paragraphs

    def feed(self, raw: str, end: str) -> None:
        """One line."""
        self.number += 1
        if not raw.strip() or not raw.strip(BLANKS):
            self._blank(raw + end)
            return
        line = read_line(raw, end)
        if self.annexes:
            self._annex_text(line)
        elif (line.level == 1 and not (self.title and line.opens in DIVISIONS)) or (
            line.level and not self.title and line.opens is Kind.HEADING
        ):
            self._title(line)
        elif line.opens is Kind.ANNEX and (self.articles or self.body):
            self._open(self.annexes, line, Kind.ANNEX)
        elif line.level:
            self._division(line)
        else:
            self._plain(line)
        self.joined = True

    def _blank(self, text: str) -> None:
        self.joined = False
        if self.last is None:
            self._add(self.head, _Node(Kind.TEXT, self.number, trail=text))
        else:
            self.last.trail += text

    def _add(self, where: list[_Node], node: _Node) -> _Node:
        where.append(node)
        self.last = node
        return node

    def _node(self, line: Line, kind: Kind) -> _Node:
        if line.opens in DIVISIONS or line.opens is Kind.HEADING:
            return _Node(
                kind, self.number, line.number, line.prefix, line.label, line.gap, line.heading, trail=line.rest + line.end
            )
        shift = len(line.prefix) + len(line.label) + len(line.gap) + (len(line.heading) + 2 if line.bracketed else 0)
        return _Node(
            kind,
            self.number,
            line.number,
            line.prefix,
            line.label,
            line.gap,
            line.heading,
            line.rest,
            shift,
            line.end,
            bracketed=line.bracketed,
        )

    def _open(self, where: list[_Node], line: Line, kind: Kind) -> _Node:
        return self._add(where, self._node(line, kind))

    def _annex_text(self, line: Line) -> None:
        kind = Kind.HEADING if line.level else Kind.TEXT
        raw = line.label + line.gap + (f"【{line.heading}】" if line.bracketed else line.heading) + line.rest
        node = _Node(kind, self.number, prefix=line.prefix, text=raw, column=len(line.prefix), trail=line.end)
        if line.opens is Kind.ANNEX and not self.joined:
            node.kind = Kind.ANNEX
            self._add(self.annexes, node)
        else:
            self._add(self.annexes[-1].children, node)

    def _title(self, line: Line) -> None:
        words = (line.label + line.gap + line.heading + line.rest).strip()
        if not self.title:
            self.title_line = self.number
        self.title = f"{self.title}　{words}" if self.title else words
        node = _Node(
            Kind.HEADING,
            self.number,
            prefix=line.prefix,
            label=line.label,
            gap=line.gap,
            heading=line.heading,
            text=line.rest,
            trail=line.end,
        )
        self._add(self.body or self.head, node)

    def _division(self, line: Line) -> None:
        self.article = self.clause = self.item = self.point = None
        kind = line.opens
        if kind not in DIVISIONS:
            inside = self.divisions[-1].children if self.divisions and line.level > 2 else self.body
            self._open(inside, line, Kind.HEADING)
            return
        if not self.articles and any(_same(node, line) for node in self.body):
            self._contents()
        while self.divisions and _RANK[self.divisions[-1].kind] >= _RANK[kind]:
            self.divisions.pop()
        where = self.divisions[-1].children if self.divisions else self.body
        self.divisions.append(self._open(where, line, kind))
        self.numbered = {k: n for k, n in self.numbered.items() if _RANK[k] < _RANK[kind]} | {kind: line.number[0]}

    def _continues(self, line: Line) -> bool:
        """Whether a division written without # goes on where the last one of its kind stopped: no quoted heading does."""
        if self.clause and not self.articles:
            return False
        if not self.articles and any(_same(node, line) for node in self.body):
            return True
        return line.number[0] == self.numbered.get(line.opens, 0) + 1

    def _contents(self) -> None:
        """The divisions so far, which begin again and held nothing, were a table of contents."""
        rest = list(self.body)
        while rest:
            node = rest.pop(0)
            rest[:0] = node.children
            node.children = []
            if node.kind in DIVISIONS:
                node.kind, node.number = Kind.HEADING, ()
            self.head.append(node)
        self.body, self.divisions = [], []

    def _where(self) -> list[_Node]:
        return self.divisions[-1].children if self.divisions else self.body

    def _plain(self, line: Line) -> None:
        quoted, opened = self.quote_depth > 0, line.rest.count("“") - line.rest.count("”")
        if line.rest.startswith("“"):
            quoted, self.quote_depth = False, opened
        else:
            self.quote_depth = max(0, self.quote_depth + opened)
        if line.opens in DIVISIONS:
            if not quoted and self._continues(line):
                self._division(line)
                return
            line = line._replace(opens=Kind.TEXT, label="", gap="", heading="", rest=line.label + line.gap + line.heading)
        if line.opens is Kind.ARTICLE and not quoted and not self._quotes(line):
            self._article(line)
        elif line.opens is Kind.SUBPARAGRAPH:
            self._subparagraph(line)
        elif line.opens is Kind.POINT:
            self._point(line)
        elif line.opens is Kind.CLAUSE and not self.articles and not quoted:
            self.item = self.article = self.point = None
            self.clause = self._open(self._where(), line, Kind.CLAUSE)
        else:
            self._text(line)

    def _quotes(self, line: Line) -> bool:
        """Whether a 条 line belongs to replacement text of an amending decision, with or without quotation marks."""
        if self.clause and not self.articles and not line.gap:
            return True
        if self.article is None or line.number[0] == self.article.number[0] + 1 or len(line.number) > 1:
            return False
        announced = "".join(child.text for child in self.article.children)
        return line.label in announced or (self.inserted > 0 and line.number[0] == self.inserted + 1)

    def _article(self, line: Line) -> None:
        self.articles, self.clause, self.item, self.point, self.inserted = True, None, None, None, 0
        whole = self._node(line, Kind.ARTICLE)
        first = _Node(Kind.PARAGRAPH, self.number, (1,), text=whole.text, column=whole.column, trail=whole.trail)
        whole.text, whole.trail, whole.column = "", "", 0
        whole.children.append(first)
        self.paragraphs = [first]
        self.article = self._add(self._where(), whole)
        self.last = first

    def _holder(self) -> _Node | None:
        """The 款 or clause that items hang from."""
        return self.paragraphs[-1] if self.article else self.clause

    def _subparagraph(self, line: Line) -> None:
        holder = self._holder()
        where = holder.children if holder else (self._where() if self.body else self.head)
        if holder is None and not self.body:
            where = self.body
        self.item, self.point = self._open(where, line, Kind.SUBPARAGRAPH), None

    def _point(self, line: Line) -> None:
        holder = self.item or self._holder()
        self.point = self._open(holder.children if holder else self._where(), line, Kind.POINT)

    def _text(self, line: Line) -> None:
        raw = line.label + line.gap + (f"【{line.heading}】" if line.bracketed else "") + line.rest
        node = _Node(Kind.TEXT, self.number, prefix=line.prefix, text=raw, column=len(line.prefix), trail=line.end)
        table = raw.startswith("|") or raw[:6].lower().startswith(("<table", "<!--"))
        if (
            self.joined
            and self.last
            and self.last.kind in {Kind.TEXT, Kind.PARAGRAPH}
            and self.last.text
            and not self.last.children
        ):
            self.last.text += self.last.trail + line.prefix + raw
            self.last.trail = line.end
        elif self.article:
            if table:
                self._add(self.paragraphs[-1].children, node)
                return
            if line.opens is Kind.ARTICLE:
                self.inserted = line.number[0]
            self.paragraphs.append(node)
            node.kind, node.number, self.item, self.point = Kind.PARAGRAPH, (len(self.paragraphs),), None, None
            self._add(self.article.children, node)
        elif holder := self.point or self.item or self.clause:
            self._add(holder.children, node)
        elif self.divisions:
            self._add(self.divisions[-1].children, node)
        else:
            self._add(self.body or self.head, node)


def _same(node: _Node, line: Line) -> bool:
    """Whether a division bears the number and the heading of ``line``."""
    plain = "".join(node.heading.split()) == "".join(line.heading.split())
    return plain and (node.kind, node.number) == (line.opens, line.number)


def _freeze(nodes: list[_Node], parent: str, taken: dict[str, int] | None = None) -> tuple[Provision, ...]:
    """Give ids and freeze. Text between two items of one running list moves to the item above.

    taken: the ids given so far, with how often each was asked for.
    """
    seen = taken if taken is not None else {}
    return tuple([_one(node, parent, seen) for node in nodes])


def _one(node: _Node, parent: str, seen: dict[str, int]) -> Provision:
    if node.kind is Kind.ARTICLE:
        node.children = _merge_running(node.children)
    eid = _eid(node, parent, seen)
    below = eid or parent
    children = tuple([_one(child, below, seen) for child in node.children]) if node.children else ()
    return Provision(
        node.kind,
        eid,
        node.number,
        node.line,
        node.prefix,
        node.label,
        node.gap,
        node.heading,
        node.text,
        node.column,
        node.trail,
        children,
    )


def _merge_running(paragraphs: list[_Node]) -> list[_Node]:
    """A 款 whose list goes on from the number before (…（四）, text, （五）…) is no 款: it belongs to the item above."""
    out: list[_Node] = []
    holder = -1  # where the last 款 with items stands in ``out``
    for node in paragraphs:
        own = _items(node)
        before = _items(out[holder]) if own and holder >= 0 else []
        first, last = (own[0].number, before[-1].number) if before else ((), ())
        if first and last and first[0] == last[0] + 1 and first[0] > 1:
            between = [*out[holder + 1 :], dataclasses.replace(node, children=[])]
            before[-1].children.extend(dataclasses.replace(text, kind=Kind.TEXT, number=()) for text in between)
            out[holder].children.extend(node.children)
            del out[holder + 1 :]
            continue
        if own:
            holder = len(out)
        out.append(node)
    for index, node in enumerate([n for n in out if n.kind is Kind.PARAGRAPH], start=1):
        node.number = (index,)
    return out


def _items(node: _Node) -> list[_Node]:
    return node.children and [c for c in node.children if c.kind is Kind.SUBPARAGRAPH]


def _eid(node: _Node, parent: str, seen: dict[str, int]) -> str:
    if not node.number or node.kind in _UNNUMBERED:
        if node.kind is not Kind.ANNEX:
            return ""
        seen[""] = seen.get("", 0) + 1  # annexes so far
        node.number = (seen[""],)
    number = node.number[0] if len(node.number) == 1 else "-".join(map(str, node.number))
    own = f"{node.kind}_{number}"
    full = own if node.kind is Kind.ARTICLE or not parent else f"{parent}__{own}"
    if full not in seen:
        seen[full] = 1
        return full
    seen[full] += 1
    return _eid_again(full, seen)


def _eid_again(full: str, seen: dict[str, int]) -> str:
    """A number that stands twice: _2, _3 and so on."""
    while (unique := f"{full}_{seen[full]}") in seen:
        seen[full] += 1
    seen[unique] = 1
    return unique
