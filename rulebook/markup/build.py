"""Lines to a tree: where each line hangs. Takes lines in order, as context.py has read them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rulebook.markup.lexer import Line, as_text
from rulebook.markup.numerals import ORDINAL, to_int
from rulebook.markup.paging import CONTINUED
from rulebook.markup.reading import Reading
from rulebook.model.provision import ANNEX, ARTICLE, CLAUSE, DIVISIONS, HEADING, PARAGRAPH, POINT, SUBPARAGRAPH, TEXT, Kind

_RANK = {Kind.PART: 1, Kind.SUBPART: 2, Kind.CHAPTER: 3, Kind.SECTION: 4}
_BULLET = re.compile(r"[-*+•·●][ \t\u3000]|[•●]")
_LABEL = re.compile(rf"(?P<base>第[{ORDINAL}0-9]{{1,8}}[条條])(?:之[{ORDINAL}0-9]{{1,3}})?")
_ENDED = ("。", "；", "：", "！", "？", "”", "）", ":", ";", ".", "】", "|", "》")
_SENTENCE = ("。", "；", "：", "！", "？", "”", ":", ";")  # below a name or a bracket the words may go on
_LABELLED = re.compile(rf"第(?P<n>[{ORDINAL}\d]{{1,3}})款(?=[ \t\u3000：:、])")  # typed before a 款
_LISTED = frozenset({SUBPARAGRAPH, POINT, CLAUSE})


def _named(line: Line) -> Line:
    """A line that is a number and a name, with no words of its own."""
    line.end, line.rest, line.around = line.rest + line.end, "", ("", "")
    return line


def _numbered(line: Line) -> Line:
    """A line that holds its words behind a number."""
    around = line.around
    before = len(line.prefix) + len(line.label) + len(line.gap) + len(line.heading) + len(around[0]) + len(around[1])
    line.column = line.base + before
    return line


def _words(line: Line) -> Line:
    """A line as unnumbered text."""
    as_text(line)
    line.column = line.base + len(line.prefix)
    return line


class Builder:
    """Takes lines in order and hangs them where they belong."""

    def __init__(self, reading: Reading, lines_before: int = 0, *, annex: bool = False) -> None:
        self.reading = reading
        self.annex = annex  # this is the inside of an annex
        self.title, self.title_line = "", lines_before + 1
        self.head: list[Line] = []
        self.body: list[Line] = []
        self.annexes: list[Line] = []
        self.pending: list[Line] = []  # of the annex that is open
        self.divisions: list[Line] = []
        self.numbered: dict[Kind, int] = {}  # the last division of each kind under the one above
        self.latest: dict[Kind, int] = {}  # the last division of each kind in the whole text
        self.article: Line | None = None
        self.paragraphs: list[Line] = []  # of that article
        self.clause: Line | None = None
        self.item: Line | None = None
        self.last: Line | None = None
        self.points: list[Line] = []  # open ones, the innermost last
        self.decimal: tuple[int, ...] = ()  # the last 1.1
        self.inserted = 0  # number of the last 条 seen inside replacement text
        self.names: set[str] = set()  # numbers of 条 named in the article, of its first ``looked_at`` pieces
        self.looked_at = 0
        self.seen = -1  # number of the line before
        self.joined = False  # nothing stands between that line and this one
        self.width, self.short = 0, False  # characters of the line before; whether it ends short of where lines are wrapped
        self.articles = False
        self.turned: tuple[Line, Line] | None = None  # what a page cut, and the words that went on
        self.quote_depth = 0  # “ without its ”: replacement text over several paragraphs

    def build(self, lines: Sequence[Line]) -> None:
        """All lines."""
        for line in lines:
            if line.at:
                self.feed(line)
        self._close_annex()

    def feed(self, line: Line) -> None:
        """One line that holds words."""
        self.joined = line.at <= self.seen + 1
        self.seen = line.at
        self.short, self.width = self.width <= self.reading.full, len(line.words)
        if not line.level and line.opens is not ANNEX and not self.annexes:
            self._plain(line)
            return
        opens_annex = line.opens is ANNEX and not self.annex
        if self.annexes and not (opens_annex and not self.joined):
            self.pending.append(line)
        elif opens_annex and (self.articles or self.body or self.annexes or self.title):
            self._close_annex()
            self._add(self.annexes, _numbered(line))
        elif line.level < 0:
            as_text(line).opens = HEADING
            self._outside(line)
        elif line.level and self._is_title(line):
            self._title(line)
        elif line.level and line.opens is not ARTICLE:
            self._division(line)
        else:
            self._plain(line)

    def _is_title(self, line: Line) -> bool:
        if self.annex or self.articles or line.style:
            return False
        if line.level == 1 and line.opens is not ARTICLE:
            return line.opens not in DIVISIONS or line.at == self.reading.title
        return not self.title and line.opens is HEADING

    def _close_annex(self) -> None:
        """Read what the open annex holds: as a rule of its own where it has 条, else as words."""
        lines, self.pending = self.pending, []
        if not lines:
            return
        annex = self.annexes[-1]
        first = next((line for line in lines if line.opens is ARTICLE), None)
        if first and first.number == (1,):
            inside = Builder(self.reading, annex=True)
            inside.last = annex
            inside.build(lines)
            annex.below = inside.head + inside.body
            return
        self.last = annex
        for line in lines:
            _words(line).opens = HEADING if line.level else TEXT
            self._add(annex.below, line)

    def blank(self, text: str) -> None:
        """The blank lines before all words."""
        self._add(self.head, Line(TEXT, (), "", "", "", "", "", text, at=1))

    def _add(self, where: list[Line], line: Line) -> Line:
        where.append(line)
        self.last = line
        return line

    def _title(self, line: Line) -> None:
        words = re.sub(r"\s*\n\s*", "", line.words.strip())
        if not self.title:
            self.title_line = line.at
        self.title = f"{self.title}　{words}" if self.title else words
        line.opens, line.number = HEADING, ()
        self._outside(line)

    def _outside(self, line: Line) -> None:
        """Add what stands outside all provisions; nothing goes on after it."""
        self.article = self.clause = self.item = None
        self.points, self.divisions = [], []
        self._add(self.body or self.head, line)

    def _division(self, line: Line) -> None:
        self.article = self.clause = self.item = None
        self.points = []
        kind = line.opens
        if kind not in DIVISIONS:
            while self.divisions and not line.style and (self.divisions[-1].level or 2) >= line.level:
                self.divisions.pop()
            line.opens, line.around = HEADING, ("", "")
            self._add(self._where(), line)
            return
        while self.divisions and _RANK[self.divisions[-1].opens] >= _RANK[kind]:
            self.divisions.pop()
        self.divisions.append(self._add(self._where(), _named(line)))
        self.latest[kind] = line.number[0]
        self.numbered = {k: n for k, n in self.numbered.items() if _RANK[k] < _RANK[kind]} | {kind: line.number[0]}

    def _continues(self, line: Line) -> bool:
        """Whether a division written without # goes on where the last one of its kind stopped: no quoted heading does."""
        if line.style:  # seen from the lines around it
            return True
        if self.clause and not self.articles and line.opens is not Kind.PART:
            return False
        last = self.numbered.get(line.opens, 0)
        if line.number[0] in {last + 1, self.latest.get(line.opens, 0) + 1}:  # chapters may go on counting from 编 to 编
            return True
        announced = self.last is not None and self.last.rest.rstrip().endswith(("：", ":"))
        return not announced and not self.joined and last < line.number[0] <= last + 9

    def _where(self) -> list[Line]:
        return self.divisions[-1].below if self.divisions else self.body

    def _quoting(self, line: Line) -> bool:
        """Whether the line stands inside “…” that was opened before it."""
        quoted, opened = self.quote_depth > 0, line.rest.count("“") - line.rest.count("”")
        if line.rest.startswith("“"):
            quoted, self.quote_depth = False, opened
        else:
            self.quote_depth = max(0, self.quote_depth + opened)
        if line.at in self.reading.unclosed:
            self.quote_depth = 0
        return quoted

    def _plain(self, line: Line) -> None:
        opens = line.opens
        quoted = (self.quote_depth > 0 or "“" in line.rest) and self._quoting(line)
        if opens is ARTICLE and not quoted and not self._quotes(line):
            self._article(line)
        elif opens is SUBPARAGRAPH:
            self._subparagraph(line)
        elif opens is TEXT:
            self._text(line)
        elif opens in DIVISIONS:
            if not quoted and self._continues(line):
                self._division(line)
                return
            self._text(line)
        elif opens is POINT and self._counts(line):
            self._point(line)
        elif opens is CLAUSE and not self.articles and not quoted:
            self.item = self.article = None
            self.points = []
            self.clause = self._add(self._where(), _numbered(line))
        else:
            self._text(line)

    def _quotes(self, line: Line) -> bool:
        """Whether a 条 line belongs to replacement text of an amending decision, with or without quotation marks."""
        if self.clause and not self.articles and not line.gap:
            return True
        if self.article is None or line.number[0] == self.article.number[0] + 1 or len(line.number) > 1:
            return False
        return line.label in self._announced() or (self.inserted > 0 and line.number[0] == self.inserted + 1)

    def _announced(self) -> set[str]:
        """Numbers of 条 that the article so far names; only what was added since the last look is read."""
        paragraphs = self.article.below if self.article else []
        for paragraph in paragraphs[max(0, self.looked_at - 1) :]:
            for found in _LABEL.finditer(paragraph.rest):
                self.names.update((found.group(), found["base"]))
        self.looked_at = len(paragraphs)
        return self.names

    def _article(self, line: Line) -> None:
        self.articles, self.clause, self.item, self.points, self.inserted = True, None, None, [], 0
        self.names, self.looked_at = set(), 0
        first = Line(PARAGRAPH, (1,), "", "", "", "", line.rest, line.end, at=line.at)
        first.column = _numbered(line).column
        line.rest = line.end = ""
        line.column = 0
        self.article = self._add(self._where(), line)
        self.article.below.append(first)
        self.paragraphs = [first]
        self.last = first
        if first.rest[:1] == "第":
            self._note_label(first)

    def _holder(self) -> Line | None:
        """The 款 or clause that items hang from."""
        return self.paragraphs[-1] if self.article else self.clause

    def _subparagraph(self, line: Line) -> None:
        holder = self._holder()
        self.item, self.points = self._add(holder.below if holder else self._where(), _numbered(line)), []

    def _counts(self, line: Line) -> bool:
        """Whether a decimal number (1.1) goes on from the one before; 1.5 at the start of words does not."""
        if len(line.number) == 1:
            return True
        if line.number[-1] != 1 and line.number != (*self.decimal[: len(line.number) - 1], *self._next(len(line.number))):
            return False
        self.decimal = line.number
        return True

    def _next(self, depth: int) -> tuple[int, ...]:
        return (self.decimal[depth - 1] + 1,) if len(self.decimal) >= depth else ()

    def _point(self, line: Line) -> None:
        left: tuple[int, ...] = (0,)  # number of the last one that this one does not stand in
        while self.points and self.points[-1].style >= line.style and not self._is_below(line, left):
            left = self.points.pop().number
        holder = self.points[-1] if self.points else self.item or self._holder()
        self.points.append(self._add(holder.below if holder else self._where(), _numbered(line)))

    def _is_below(self, line: Line, left: tuple[int, ...]) -> bool:
        """Whether a number of the same form stands in the last one by its place: 2. ⏎ 　1. ⏎ 　2."""
        last = self.points[-1]
        further = last.style == line.style and line.prefix.isspace() and len(line.prefix) > len(last.prefix)
        return further and line.number == (left[0] + 1,)

    def _joins(self, line: Line) -> bool:
        """Whether the line goes on with the words of the line before, as a text editor wrapped them."""
        last = self.last
        if last is None or not last.rest or last.below or "<" in line.prefix or self._is_labelled(line.rest):
            return False
        if "<" in last.end and last.rest.rstrip().endswith(_ENDED):  # a block of HTML ended there
            return False
        if last.opens in _LISTED:
            return not last.rest.rstrip().endswith(_ENDED) and not _is_block(line.rest)
        if last.opens not in {TEXT, PARAGRAPH}:
            return False
        ends = _ENDED if self.reading.dense else _SENTENCE if self.short else ()
        return not (last.opens is PARAGRAPH and last.rest.rstrip().endswith(ends))

    def _is_labelled(self, words: str) -> bool:
        """第二款　…, where the next 款 is the second."""
        match = _LABELLED.match(words) if words[:1] == "第" and self.article else None
        ended = self.last is None or self.last.rest.rstrip().endswith(_ENDED)
        return match is not None and ended and to_int(match["n"]) == len(self.paragraphs) + 1

    def _note_label(self, paragraph: Line) -> None:
        """Say what a 第N款 at the beginning of a 款 was read as."""
        match = _LABELLED.match(paragraph.rest)
        if match:
            counted = to_int(match["n"]) == len(self.paragraphs)
            form = "写在款前面的“第几款”（留在文字里）" if counted else "写的款号和次序不同的款（按次序算）"
            self.reading.guess(form, paragraph.at)

    def _text(self, line: Line) -> None:
        joins = self.joined and self._joins(line)
        quoted = line.number if line.opens is ARTICLE else ()  # a 条 of replacement text
        _words(line)
        if line.style == CONTINUED and self.last:
            if self.turned is None or self.last is not self.turned[1]:
                self.turned = (self.last, line)
            self.turned = (self.turned[0], self._add(self.turned[0].below, line))
        elif joins and self.last:
            self.last.rest += self.last.end + line.prefix + line.rest
            self.last.end = line.end
        elif self.last and self.last.opens in _LISTED and not self.last.rest and not self.last.below:  # its number stood alone
            self._add(self.last.below, line)
        elif self.article:
            self._paragraph(line, quoted)
        elif holder := (self.points[-1] if self.points else None) or self.item or self.clause:
            self._add(holder.below, line)
        elif self.divisions:
            self._add(self.divisions[-1].below, line)
        else:
            self._add(self.body or self.head, line)

    def _paragraph(self, line: Line, quoted: tuple[int, ...]) -> None:
        """A 款, or a table or an unnumbered list that belongs to the 款 above. quoted: number of a 条 that it is."""
        first = self.paragraphs[0]
        if _is_block(line.rest) or _BULLET.match(line.rest):
            self._add(self.paragraphs[-1].below, line)
            return
        line.opens = PARAGRAPH
        if self.article and self.last is first and not first.rest and not first.below:  # the number stood alone on its line
            self.article.end, line.number = first.end, (1,)
            self.article.below[0] = self.paragraphs[0] = self.last = line
        else:
            self.inserted = quoted[0] if quoted else self.inserted
            self.paragraphs.append(line)
            line.number, self.item, self.points = (len(self.paragraphs),), None, []
            if self.article:
                self._add(self.article.below, line)
        if line.rest[:1] == "第":
            self._note_label(line)


def _is_block(words: str) -> bool:
    if "\t" in words.strip() and "。" not in words:  # a row as a spreadsheet gives it
        return True
    return words.startswith(("|", "![")) or words[:6].lower().startswith(("<table", "<!--"))


def renumbered(lines: Collection[Line]) -> None:
    """Number the 款 of an article again from one."""
    for index, line in enumerate([line for line in lines if line.opens is PARAGRAPH], start=1):
        line.number = (index,)
