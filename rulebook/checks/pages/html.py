"""Markup that could run script or leave the site (W3xx): told here with its line, taken out where a page is drawn.

What an editor may write is on a short list. What Markdown makes of a page is read besides, so that nothing is
guessed: whatever the allow-list of pages takes out of the drawn page is told too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from rulebook.markup.code import without_code
from rulebook.markup.page_html import page_html
from rulebook.markup.safe_html import Part, dropped, posing
from rulebook.model.finding import Finding, Level

_WRITTEN = "table thead tbody tr br sup sub b i em strong p ul ol li details summary kbd caption hr div span"
ALLOWED = {
    "a": {"href", "id", "title"},
    **{name: {"colspan", "rowspan", "align"} for name in ("td", "th")},
    **{name: set[str]() for name in _WRITTEN.split()},
}
_OLD = (  # markup of tables and print, which stands in published laws and can do nothing
    "font center u s strike big small tt ins del mark cite q dl dt dd pre code blockquote nobr wbr img col colgroup tfoot "
    "src alt class width height border cellspacing cellpadding valign bgcolor color face size nowrap rules frame lang dir name"
)
_HARMLESS = frozenset(_OLD.split())
_SAFE_LINK = re.compile(r"(?:#|\.{0,2}/|[\w\u4e00-\u9fff.-]+(?:/|\.md|\.html|#|$)|mailto:)", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^\s*\[[^\]]+\]:\s*<?(\S+?)>?\s*$")
_AUTOLINK = re.compile(r"<([a-z][a-z0-9+.-]*:[^>\s]*)>", re.IGNORECASE)
_SPLIT = re.compile(r"\]\(\s*<?(?P<target>[a-z][a-z\s\u0000-\u001f]{3,20}:[^)]*)", re.IGNORECASE)  # a scheme with blanks within
_RUNS = ("javascript:", "vbscript:", "data:")
_ATTRIBUTES = re.compile(r"\{:[^}]*\b(on\w+|style|src|srcdoc)\s*=", re.IGNORECASE)
_MOST = 500_000  # sum of the squares of the brackets of each paragraph: Python-Markdown's time grows with it, ≤ 1 s
_UNPAIRED = 300
_EMBEDS = re.compile(r"[\s\u0000-\u001f]*(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:[a-z]|/[a-z]|!|\?)[^>\n]{0,40}>?", re.IGNORECASE)


class _Tags(HTMLParser):
    """Collects what is not on the allow-list as (offset in text, message, words)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.bad: list[tuple[int, int, str, str]] = []

    def _add(self, message: str, words: str) -> None:
        line, column = self.getpos()
        self.bad.append((line, column + 1, message, words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Refuse unknown elements and attributes."""
        if tag not in ALLOWED:
            self._add(f"不能使用 <{tag}>。请只写文字，或者用 Markdown。", f"<{tag}>")
            for name, value in attrs if tag in _HARMLESS else ():
                if name not in _HARMLESS or _EMBEDS.match(value or ""):
                    self._add(f"<{tag}> 上不能使用属性“{name}”。请删掉。", name if name not in _HARMLESS else "data:")
            return
        for name, value in attrs:
            if name not in ALLOWED[tag]:
                self._add(f"<{tag}> 上不能使用属性“{name}”。请删掉这个属性。", name)
            elif name == "href" and not safe_link(value or ""):
                self._add(f"链接“{(value or '')[:40]}”不能使用。站内链接请写相对路径。", value or "")

    def handle_comment(self, data: str) -> None:
        """A comment is published with the page, for everyone who looks at its source."""
        self._add("不能写 <!-- 注释 -->：读者打开网页源文件就看得到。不要的字请直接删掉。", f"<!--{data[:20]}")

    def handle_pi(self, data: str) -> None:
        """Processing instructions have no place in a rule."""
        self._add("不能使用 <?…?>。请删掉。", f"<?{data[:20]}")


def safe_link(target: str) -> bool:
    """Only links inside the site and mail addresses."""
    plain = re.sub(r"[\s\u0000-\u001f\u200b]", "", target)
    plain = plain.replace("&colon;", ":").replace("&#58;", ":")
    if plain.startswith(("//", "\\")):
        return False
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", plain, re.IGNORECASE)
    if scheme:
        return scheme.group(1).lower() == "mailto"
    return "&" not in plain.split("?")[0] and bool(plain)


def harmless(finding: Finding) -> bool:
    """Whether what a finding of this module names could never do anything on a page."""
    return finding.code == "W301" and (finding.text.startswith("<!--") or finding.text.strip("<>").lower() in _HARMLESS)


def check_page(text: str, file: str, first_line: int = 1) -> Iterator[Finding]:
    """Findings on a Markdown page, which starts at ``first_line`` of ``file``."""
    written = list(check_html(without_code(text), file, first_line))
    yield from written
    told = {finding.line for finding in written}
    if sum(max(block.count("["), block.count("<")) ** 2 for block in re.split(r"\n[ \t]*\n", text)) > _MOST:
        message = "这一页的方括号、尖括号太多，画不出来。请删掉多余的，或者拆成几页、改用清单。"
        yield Finding(file, first_line, 1, "W305", Level.ERROR, message)
        return
    lines = text.split("\n")
    for part in dropped(page_html(text)):
        line = first_line + _place(part, lines)
        if line not in told:
            told.add(line)
            yield _drawn(part, file, line)
    for part in posing(page_html(text)):
        line = first_line + _place(part, lines)
        if line not in told:
            told.add(line)
            words = f"{part[1]} {part[2]}".strip()
            message = f"第{line}行：“{words}”是制度条文在页面上的记号，这一处会被当成条文。请删掉。"
            yield Finding(file, line, 1, "W303", Level.ERROR, message, words)


def _drawn(part: Part, file: str, line: int) -> Finding:
    tag, name, value = part
    if name == "href":
        message = f"第{line}行：链接“{value[:40]}”不能使用。站内链接请写相对路径，外部网站请只写名称。"
        return Finding(file, line, 1, "W302", Level.ERROR, message, value)
    if name:
        message = f"第{line}行：画出来的 <{tag}> 上有属性“{name}”，不能使用。请删掉。"
        return Finding(file, line, 1, "W303", Level.ERROR, message, name)
    what = "图片" if tag == "img" else f"<{tag}>"
    message = f"第{line}行：画出来的页面上会有{what}，不能使用。请只写文字，或者用 Markdown。"
    return Finding(file, line, 1, "W301", Level.ERROR, message, f"<{tag}>")


def _place(part: Part, lines: list[str]) -> int:
    """0-based line on which ``part`` was probably written, 0 where it cannot be told."""
    tag, name, value = part
    sought = [f"{name}=", f"{name} ="] if name else [f"<{tag}"]
    if value:
        sought = [value[:60], value[:20], *sought, value.partition(":")[0] + ":"]
    if tag == "img":
        sought = ["![", *sought]
    for words in sought:
        for number, line in enumerate(lines):
            if words.lower() in line.lower():
                return number
    return 0


def check_data(text: str, file: str, first_line: int = 1) -> Iterator[Finding]:
    """Markup in the values of a header or a table, which are drawn as they stand: one finding a line."""
    for number, line in enumerate(text.split("\n") if "<" in text else (), start=first_line):
        if match := _MARKUP.search(line):
            message = f"第{number}行有网页标记“{match.group()[:20]}”。这里的字原样显示，不认标记。请只留文字。"
            yield Finding(file, number, match.start() + 1, "W301", Level.ERROR, message, match.group()[:20])


def check_html(text: str, file: str, first_line: int = 1) -> Iterator[Finding]:
    """Findings on raw HTML and links of ``text``, which starts at ``first_line`` of ``file``."""
    if text.count("<") - text.count(">") > _UNPAIRED:  # the reader of HTML would look for each end again and again
        begin = first_line + text[: text.index("<")].count("\n")
        yield Finding(file, begin, 1, "W305", Level.ERROR, f"第{begin}行起有很多“<”没有成对的“>”。请删掉多余的。", "<")
    elif "<" in text:
        parser = _Tags()
        try:
            parser.feed(text.replace("<!-- INFO END -->", " " * 17))
            parser.close()
        except AssertionError:
            parser.bad.append((1, 1, "这里的 HTML 写得不完整。请删掉尖括号。", "<"))
        for row, column, message, words in parser.bad:
            yield Finding(
                file, row + first_line - 1, column, "W301", Level.ERROR, f"第{row + first_line - 1}行：{message}", words
            )
    marked = any(sign in text for sign in ("]", "<", "{:"))  # one of them stands in whatever is sought
    for number, line in enumerate(text.split("\n") if marked else (), start=first_line):
        for match in (*_MARKDOWN_LINK.finditer(line), *_AUTOLINK.finditer(line)):
            target = next(group for group in match.groups() if group is not None) if any(match.groups()) else ""
            if target and not safe_link(target):
                message = f"第{number}行：链接“{target[:40]}”不能使用。站内链接请写相对路径，外部网站请只写名称。"
                yield Finding(file, number, match.start() + 1, "W302", Level.ERROR, message, target)
        for match in _SPLIT.finditer(line) if ":" in line else ():
            squeezed = re.sub(r"[\s\u0000-\u001f]", "", match["target"]).lower()
            if squeezed.startswith(_RUNS) and re.search(r"\s", match["target"].partition(":")[0]):
                message = f"第{number}行：链接“{squeezed[:40]}”不能使用。站内链接请写相对路径，外部网站请只写名称。"
                yield Finding(file, number, match.start() + 1, "W302", Level.ERROR, message, squeezed)
        for match in _ATTRIBUTES.finditer(line):
            message = f"第{number}行：属性“{match.group(1)}”不能使用。请删掉。"
            yield Finding(file, number, match.start() + 1, "W303", Level.ERROR, message, match.group(1))
