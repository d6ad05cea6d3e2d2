"""Lines to acts: where each begins and ends, what is cover (红头、文号、主送、落款、版记、封面、目录) and what its title."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rulebook.importer.docx.blocks import Mark
from rulebook.importer.docx.lines import Line, closed_up, unspaced
from rulebook.markup.signed import CLOSING
from rulebook.model.paper_styles import ISSUE
from rulebook.model.provision import DIVISIONS, Kind

TYPES = (
    "办法|规定|制度|细则|条例|规则|规程|方案|意见|通知|决定|章程|守则|准则|规范|标准|预案|机制|要点|措施|流程|职责|公约|须知|"
    "指南|计划|公告|通告|批复|程序|安排|解释|法|纪律|清单|要求|指引"
)
_TITLE = re.compile(rf".{{2,80}}(?:{TYPES}|办法实施)(?:[（(][^（）()]{{1,20}}[）)])*")
_RULE_TITLE = re.compile(r"[^。，；：]{3,60}(?:办法|规定|制度|细则|条例|规则|规程)(?:[（(][^（）()]{1,20}[）)])*")
_PART_TITLE = re.compile(rf"[^。，；：]{{2,60}}(?:{TYPES})(?:[（(][^（）()]{{1,20}}[）)])*")  # 一、学习制度, in a 汇编
_COUNTED = frozenset({Kind.CLAUSE, Kind.SUBPARAGRAPH, Kind.POINT})
_LARGE = 36  # half points: 小二 and larger
_NOTICE = re.compile(r"关于(?:印发|发布|公布|下发|转发|颁布|实施|修订印发).+(?:通知|公告|决定|令)$")
_ISSUING = re.compile(r"印发|发布|公布|下发|颁布")
_NAMED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_SUBTITLE = re.compile(r"[（(](?:试行|暂行|草案|征求意见稿|送审稿|修订稿|讨论稿|修订草案|审议稿)[）)]")
PART = re.compile(r"第[一二三四五六七八九十\d]{1,3}部分")
_SENTENCE = re.compile(r"[。；！？]")
_COLLECTION = re.compile(r"(?:汇编|手册|选编|目录|文件|一览表)(?:[（(].*[）)])?$")
_TAIL = re.compile(r"抄送|抄报|主题词|主送|印发$|印发[）)]?$|此件|.{0,20}\d{4}年\d{1,2}月\d{1,2}日印发")
_DATE_LINE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_CONTENTS = re.compile(r"目录|目次")
_LISTED = re.compile(r".+(?:[.…·．]{2,}|[\t　 ]+)\d{1,4}")
DOC_NO = re.compile(r"(?<![A-Za-z×])[xX×]?[\u4e00-\u9fff]{1,14}[〔\[［(（【]\d{4}[〕\]］)）】]第?\d{1,5}号")
_MARK = re.compile(
    r".{1,30}文件|.{2,30}令|第\d+号|签发人.*|[\u4e00-\u9fff]{1,14}[〔\[［(（]\d{4}[〕\]］)）]第?\d+号.*|特急|加急|(?:机密|秘密).*|\d{6}"
)


@dataclass(frozen=True, slots=True)
class DocxAct:
    """One act found in a file.

    title: its lines joined, "" where none was found. cover: lines before it that are no text of its own (notice, 附件 mark).
    lines: everything after the title. tail: 版记 and 落款 after the text.
    issue: the 题注 of one of our own files, which says what its header says; None in any other file.
    notice: the cover of an act before it in the file, where one notice issues both.
    """

    title: str
    title_lines: tuple[Line, ...]
    cover: tuple[Line, ...]
    lines: tuple[Line, ...]
    tail: tuple[Line, ...]
    issue: Line | None = None
    notice: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Start:
    """A title that begins an act. first: of its lines; after: the first line that is no title; before: where its cover begins.

    shares: the place of the act whose notice issues this one too, None where it has its own or none.
    """

    first: int
    after: int
    title: str
    before: int
    shares: int | None = None


def split_acts(lines: Sequence[Line]) -> list[DocxAct]:
    """The acts of a file, at least one. Lines before the first title are its cover."""
    lines = _titles_without_numbers(lines)
    groups = _titles(lines)
    starts = _starts(lines, groups)
    if not starts or _begins(lines, 0, starts[0].first):
        first = _fallback(lines, starts[0].first if starts else len(lines))
        starts = [first, *starts]
    acts: list[DocxAct] = []
    for index, start in enumerate(starts):
        end = starts[index + 1].before if index + 1 < len(starts) else len(lines)
        text, tail = _tail(lines[start.after : end])
        text, contents = _without_contents(text)
        cover = (*lines[(0 if index == 0 else start.before) : start.first], *contents)
        issue = next((line for line in text if line.source.style == ISSUE), None)
        text = tuple(line for line in text if line is not issue)
        notice = acts[start.shares].cover if start.shares is not None else ()
        acts.append(DocxAct(start.title, tuple(lines[start.first : start.after]), cover, text, tail, issue, notice))
    return acts


def _titles_without_numbers(lines: Sequence[Line]) -> list[Line]:
    """一、…办法, （一）…办法 or 1.…办法 that stands out right above a first 条 or 章 is the title of an act in a 汇编, its number is none of the text."""
    found: list[int] = []
    for at, line in enumerate(lines):
        source = line.source
        if line.opens not in _COUNTED or not (source.centred or source.outline == 1 or source.size >= _LARGE):
            continue
        after = next((other for other in lines[at + 1 :] if other.words and not other.words.startswith(("（", "("))), None)
        first = after and (after.opens is Kind.ARTICLE or after.opens in DIVISIONS) and after.number[:1] == (1,)
        if first and _PART_TITLE.fullmatch(unspaced(line.text)):
            found.append(at)
    out = list(lines)
    for at in found:
        if len(found) > 1 or _RULE_TITLE.fullmatch(unspaced(lines[at].text)):  # one alone may be a heading in a rule
            out[at] = dataclasses.replace(lines[at], opens=Kind.TEXT, label="")
    return out


def _begins(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether a text with articles stands in this stretch."""
    return any(line.opens is Kind.ARTICLE and not line.source.contents for line in lines[first:last])


def _fallback(lines: Sequence[Line], end: int) -> _Start:
    """Without a title that looks like one: the one in a text box, the first short line, else none."""
    boxes = (unspaced(note.text) for line in lines[:end] for note in line.notes if note.kind is Mark.TEXT_BOX)
    if boxed := next((words for words in boxes if _TITLE.fullmatch(words)), ""):
        return _Start(0, 0, boxed, 0)
    for at, line in enumerate(lines[:end]):
        if line.words and line.plain and not line.source.contents:
            short = len(line.words) <= 50 and not _SENTENCE.search(line.words) and not DOC_NO.fullmatch(line.words)
            if short:
                after = _group(lines, at)
                return _Start(at, after, _joined(lines[at:after]), 0)
            break
    return _Start(0, 0, "", 0)


def _titles(lines: Sequence[Line]) -> list[tuple[int, int, str]]:
    """(first line, line after, words) of everything that looks like a title."""
    found = []
    at = 0
    while at < len(lines):
        if _stands_out(lines[at]) or _announces(lines, at):
            after = _group(lines, at) if _stands_out(lines[at]) else at + 1
            words = _joined(lines[at:after])
            if _TITLE.fullmatch(unspaced(words)) and not _COLLECTION.search(unspaced(words)):
                found.append((at, after, words))
                at = after
                continue
        at += 1
    return found


def _stands_out(line: Line) -> bool:
    source = line.source
    words = line.words
    return bool(
        line.plain
        and 2 <= len(words) <= 80
        and not source.contents
        and not source.right
        and not words.startswith(("（", "(", "附件"))
        and not PART.match(words)
        and not _SENTENCE.search(words)
        and not words.endswith(("：", ":", "，"))
        and (
            source.centred
            or source.title
            or source.outline in {1, 2}
            or source.size >= _LARGE
            or (source.bold and source.starts_page)
        )
    )


def _announces(lines: Sequence[Line], at: int) -> bool:
    """A title without any look of one: the title of a notice that issues something, or right above a first 条 or 章."""
    line = lines[at]
    words = unspaced(line.words)
    if not line.plain or line.source.contents or line.source.right or len(words) > 60 or _SENTENCE.search(words):
        return False
    if words.startswith(("（", "(", "附件")) or words.endswith(("：", ":", "，")):
        return False
    if "《" in words and _NOTICE.search(words):
        return True
    after = next((other for other in lines[at + 1 :] if other.words and not other.words.startswith(("（", "("))), None)
    first = after and (after.opens is Kind.ARTICLE or after.opens in DIVISIONS) and after.number[:1] == (1,)
    return bool(first and _RULE_TITLE.fullmatch(words))


def _group(lines: Sequence[Line], at: int) -> int:
    """The line after a title that goes over several lines of one look, with （试行） below it."""
    first = lines[at].source
    end = at + 1
    while end < len(lines) and end - at < 4:
        line, source = lines[end], lines[end].source
        if line.plain and _SUBTITLE.fullmatch(line.words):
            return end + 1
        alike = (source.centred, source.size, source.title, source.outline) == (
            first.centred,
            first.size,
            first.title,
            first.outline,
        )
        finished = _TITLE.fullmatch(unspaced(_joined(lines[at:end]))) and not lines[end].words.startswith(("实施", "管理"))
        if not alike or finished or line.after_blank or not _stands_out(line):
            break
        end += 1
    return end


def _joined(lines: Sequence[Line]) -> str:
    return closed_up("".join(closed_up(line.text) for line in lines))


def _starts(lines: Sequence[Line], groups: list[tuple[int, int, str]]) -> list[_Start]:
    """Titles that begin an act: those with a text of their own, a notice goes with the rule that it issues."""
    contents = "".join(line.words for line in lines if is_contents(line))
    starts: list[_Start] = []
    notice: tuple[int, list[str]] | None = None  # where it begins, and the titles it issues
    issuing: tuple[int, list[str]] | None = None  # the act that came first after it, likewise
    for index, (first, after, words) in enumerate(groups):
        end = groups[index + 1][0] if index + 1 < len(groups) else len(lines)
        issued = _issued(lines, after, end, words)
        if any(_same(name, later[2]) for name in issued for later in groups[index + 1 :]):
            notice = (_cover_begins(lines, first, starts), issued)
            continue
        if notice and not any(_same(name, words) for name in notice[1]) and not _begins(lines, after, end):
            continue
        shares = issuing[0] if issuing and not notice and any(_same(name, words) for name in issuing[1]) else None
        if starts and not notice and shares is None and not _new_act(lines, starts[0], (first, after, end, words), contents):
            continue
        end = _with_headings(lines, groups[index:], end)
        if not _has_text(lines, after, end) and (shares is not None or not starts):
            continue
        if notice:
            issuing = (len(starts), notice[1])
        before = notice[0] if notice else _cover_begins(lines, first, starts)
        starts.append(_Start(first, after, words, before, shares))
        notice = None
    return starts


def _with_headings(lines: Sequence[Line], groups: Sequence[tuple[int, int, str]], end: int) -> int:
    """Where the text of the first group ends, if the groups after it are only headings in it: smaller, on the same page."""
    own = lines[groups[0][0]].source
    for first, _, _ in groups[1:]:
        if lines[first].source.size >= own.size or _page_begins(lines, first):
            return first
        end = len(lines)
    return end


def _issued(lines: Sequence[Line], after: int, end: int, words: str) -> list[str]:
    """The titles that a notice issues, by its own title and by the sentence that says so; none where it is no notice."""
    if not _NOTICE.search(unspaced(words)):
        return []
    said = [line.words for line in lines[after:end] if line.plain and _ISSUING.search(line.words)]
    return [name for text in (unspaced(words), *said) for name in _NAMED.findall(text)]


def _same(issued: str, title: str) -> bool:
    plain = re.sub(r"[〈〉《》（）()]", "", unspaced(issued))
    other = re.sub(r"[〈〉《》（）()]", "", unspaced(title))
    return plain == other or (len(other) > 5 and (other.endswith(plain) or plain.endswith(other)))


def _has_text(lines: Sequence[Line], first: int, last: int) -> bool:
    return any(
        line.opens in {Kind.ARTICLE, Kind.CLAUSE, Kind.SUBPARAGRAPH} or len(line.text) > 40
        for line in lines[first:last]
        if not line.source.contents
    )


def _new_act(lines: Sequence[Line], model: _Start, group: tuple[int, int, int, str], contents: str) -> bool:
    """Whether a later title begins an act of its own: it looks like the first one or begins a page, and has a text."""
    first, after, end, words = group
    head = next((line for line in lines[after:end] if line.opens in {Kind.ARTICLE, Kind.CLAUSE}), None)
    if head is None or head.number[0] != 1:
        return False
    before = [line for line in lines[max(0, first - 3) : first] if line.words or line.table]
    if before and before[-1].opens is Kind.ANNEX and unspaced(words) not in contents:
        return False
    own, other = lines[first].source, lines[model.first].source
    if contents and unspaced(words) in contents:
        return True
    alike = (own.centred, own.size, own.outline) == (other.centred, other.size, other.outline)
    return _page_begins(lines, first) or alike


def _page_begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a page begins at this line, or at an empty one just before it."""
    while at >= 0:
        if lines[at].source.starts_page:
            return True
        at -= 1
        if at < 0 or lines[at].words or lines[at].table:
            return False
    return False


def _cover_begins(lines: Sequence[Line], first: int, starts: list[_Start]) -> int:
    """Where the marks above a title begin (红头, 文号, 附件): they belong to it and not to the act before."""
    if not starts:
        return 0
    at = first
    floor = starts[-1].after
    while at > floor:
        line = lines[at - 1]
        if line.table:
            break
        if line.words and not (line.plain and _MARK.fullmatch(line.words)) and line.opens is not Kind.ANNEX:
            break
        at -= 1
    return at


def _tail(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Take 版记 and 落款 off the end."""
    end = len(lines)
    while end > 0:
        line = lines[end - 1]
        words = unspaced(line.table.words) if line.table else line.words
        if (
            (not words and not line.notes)
            or ((line.table or line.plain) and len(words) < 200 and _TAIL.match(words))
            or (line.plain and CLOSING.fullmatch(words))
            or (line.table and "印发" in words and len(words) < 200 and ("抄送" in words or _DATE_LINE.search(words)))
        ):
            end -= 1
        elif end > 1 and _signed(lines[end - 2], line):
            end -= 2
        else:
            break
    return tuple(lines[:end]), tuple(line for line in lines[end:] if line.words or line.table or line.notes)


def _without_contents(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """A text without the list of its 章 below its title, and that list."""
    first = next((n for n, line in enumerate(lines) if line.opens is Kind.ARTICLE), len(lines))
    at = next((n for n, line in enumerate(lines[:first]) if line.source.contents or _CONTENTS.fullmatch(line.words)), None)
    if at is None:
        return lines, ()
    listed = at + 1 if _CONTENTS.fullmatch(lines[at].words) else at
    opening = _entry(lines[listed].words) if listed < first else ""
    again = next(
        (n for n in range(listed + 1, first) if opening and _entry(lines[n].words) == opening and not lines[n].source.contents),
        None,
    )
    end = again
    if end is None:
        end = next((n for n in range(listed, first) if not is_contents(lines[n])), first)
    return lines[:at] + lines[end:], lines[at:end]


def _entry(words: str) -> str:
    """A line of a table of contents without its page number."""
    return re.sub(r"[.…·．\d\s]+$", "", words)


def _signed(name: Line, date: Line) -> bool:
    """落款: a short name and a date, each on its line."""
    return bool(
        date.plain
        and name.plain
        and _DATE_LINE.fullmatch(date.words)
        and len(name.words) <= 25
        and not re.search(r"[。；，：]", name.words)
        and name.words
    )


def is_contents(line: Line) -> bool:
    """A line of a table of contents, or its heading."""
    return line.source.contents or bool(_CONTENTS.fullmatch(line.words)) or bool(_LISTED.fullmatch(line.text))
