"""Checks on the characters of a source: invisible ones, mixed widths, personal data (T2xx)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rulebook.corpus.library import skeleton
from rulebook.markup.lexer import INVISIBLE
from rulebook.model.finding import Finding, Level

_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)")
_OPEN_HEADING = re.compile(r"[第笫][^条\n]{1,8}条[^【】\n]{0,4}【[^】]*$")
_MARKS = re.compile(  # ____ is a blank to be filled in
    r"^\s*[-*+>](?=[ \t\u3000])|\*\*|(?<!_)__(?!_)|~~|`|!?\[[^\]\n]*\]\(|\{[:+\-=~#][^}\n]{0,60}\}|==|\+\+|\^\^"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});|\\(?=[^\sA-Za-z])"
)
_PLAIN = (  # a rule text is words alone: what does not belong there, the first that is found on a line is told
    (
        re.compile(r"\[\^[^\]\n]{1,40}\]"),
        "T212",
        Level.ERROR,
        "有脚注记号“{mark}”。条文原样显示，不认脚注。请把要说的话写进条文，或者删掉。",
    ),
    (
        re.compile(r"\{\{|\{%"),
        "T213",
        Level.ERROR,
        "有宏“{mark}”。条文原样显示，不算宏。请把要显示的字照写出来，引用的条款会自动成为链接。",
    ),
    (
        re.compile(
            r"第[零〇一二三四五六七八九十百千\d]{1,8}条(?:之[一二三四五六七八九十]+)?[ \t\u3000]*[\[［〔][^\]］〕\n]{1,20}[\]］〕]"
        ),
        "T214",
        Level.ERROR,
        "“{mark}”的条标用了方括号，读不出来。条标写在【】里。",
    ),
    (
        _MARKS,
        "T209",
        Level.ERROR,
        "有 Markdown 记号“{mark}”。条文原样显示，不认这种记号。请只留文字，或者运行 rulebook tidy。",
    ),
    (
        re.compile(r"</?(?:b|i|u|s|em|strong|span|div|p|br|font|sup|sub|a|ul|ol|li)\b[^>\n]{0,80}>", re.IGNORECASE),
        "T215",
        Level.ERROR,
        "有网页标记“{mark}”。条文原样显示，不认标记。请只留文字。",
    ),
    (
        re.compile(r"(?:https?://|www\.)[^\s\u4e00-\u9fff]{1,60}"),
        "T216",
        Level.WARNING,
        "有网址“{mark}”。内网打不开，也会过期。请只写网站或者系统的名称。",
    ),
    (re.compile(r"^\s*[\u2460-\u2473]"), "T217", Level.WARNING, "用“{mark}”编号，读不成项。项写“（一）”，项下面写“1.”。"),
    (
        re.compile(r"(?<=\S)\t+(?=\S)"),
        "T219",
        Level.WARNING,
        "有制表符（Tab），像是从 Word 粘来的表格，各格会连成一行。表格请写成“| 甲 | 乙 |”这样的行，第二行写“|---|---|”。",
    ),
    (
        re.compile(r"(?:不[ \t\u3000]+[得准能许宜]|应[ \t\u3000]+当|可[ \t\u3000]+以|必[ \t\u3000]+须|禁[ \t\u3000]+止)"),
        "T218",
        Level.WARNING,
        "“{mark}”中间有空格，检索“不得”“应当”这样的词时查不到。请删掉空格。",
    ),
    (
        re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f]"),
        "T218",
        Level.WARNING,
        "有特殊的空格（网页或者 Word 里粘来的不换行空格、窄空格），检索时和一般空格不同。请改成一般空格，或者删掉。",
    ),
)
_HIDDEN = (
    f"{INVISIBLE.pattern[1:-1]}\ue000-\uf8ff\ufdd0-\ufdef\u2800\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_OVER = (
    r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"  # drawn through or over the character before; scripts know no such
)
_OLD = r"\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"  # radicals and ideographs kept for old encodings
_UNSEEN, _LOOK_ALIKE = re.compile(rf"[{_HIDDEN}]|(?<=[\u2e80-\u9fff])[{_OVER}]"), re.compile(f"[{_OLD}]")
_PERHAPS = re.compile(rf"[{_HIDDEN}{_OVER}{_OLD}\ufffd]")  # whatever they begin with: one look through a text that has none
_FOREIGN = re.compile(  # letters and digits of other scripts that are taken for one of ours: а for a, ニ for 二, ٥ for 5
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u13a0-\u13ff\u2c80-\u2cff"
    "\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\uff66-\uff9f\U0001d400-\U0001d7ff]"
)
_POSES = re.compile(  # a letter or a dash in the place of a digit: 1O日, l0日, 每年—次
    "[0-9]+[OolI][0-9OolI]*(?=个|工作日|[日天年月项条次元万])|(?<![A-Za-z0-9])[OolI][0-9]+(?=个|工作日|[日天年月项条次元万])|"
    "(?<=[年月日周季每第])[—–−－-](?=[次个日年月份项种])"
)
_SCRIPTS = {"CYRILLIC": "俄文字母", "GREEK": "希腊字母", "KATAKANA": "日文假名", "HIRAGANA": "日文假名", "BOPOMOFO": "注音符号"}
_FULL_DIGITS = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_HALF_MARKS = re.compile(r"(?<=[\u4e00-\u9fff])[,;:?!()](?=[\u4e00-\u9fff]|$)")
_SMALL_DIGITS = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u2188\u2460-\u24ff\u3220-\u32bf]"
    "(?=个(?:工作日|月|小时)|工作日|[日天年]以?[内前后]|小时|分钟|万元|元(?!旦)|%|以[上下])"
)
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z.])(?:\+?86[- ]?)?1[3-9]\d([- ]?)\d{4}\1\d{4}(?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def valid_identity_number(number: str) -> bool:
    """Check digit of an 18-digit citizen identity number (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def check_text(text: str, file: str, *, published: bool, skip_lines: int = 0) -> Iterator[Finding]:
    """Findings on every line; some are not asked of a published law."""
    crlf = text.count("\r\n")
    if crlf and crlf != text.count("\n"):
        yield Finding(file, 1, 1, "T203", Level.WARNING, "行尾有的是 CRLF，有的是 LF。请用编辑器统一为 LF。")
    odd = _odd(text)
    foreign = not published and _posing(text)
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.rstrip("\r")
        if line.isascii() and not (odd and _UNSEEN.search(line)) and not _CONFLICT.match(line):
            continue
        if _CONFLICT.match(line):
            message = f"第{number}行是没有处理完的合并冲突标记。请留下要的文字，删掉三行标记。"
            yield Finding(file, number, 1, "T205", Level.ERROR, message, line[:7])
        if odd:
            yield from check_characters(line, file, number)
        if foreign:
            yield from _other_scripts(line, file, number)
        if number > skip_lines and not published:
            yield from _own_words(line, file, number)
    if not published:
        yield from check_personal(text, file)


_FORMULA = re.compile(r'(?:^|,)"?[ \t]*(?P<sign>[=@]|[+\-](?=[A-Za-z(@=]))', re.MULTILINE)  # a cell that a spreadsheet computes


def check_table(text: str, file: str) -> Iterator[Finding]:
    """The characters of a register, a form or another table."""
    if _odd(text):
        for number, line in enumerate(text.split("\n"), start=1):
            yield from check_characters(line.rstrip("\r"), file, number)
    if _posing(text):
        for number, line in enumerate(text.split("\n"), start=1):
            yield from _other_scripts(line, file, number)
    if file.endswith(".csv") and _FORMULA.search(text):
        for number, line in enumerate(text.split("\n"), start=1):
            if found := _FORMULA.search(line):
                message = (
                    f"第{number}行有一格以“{found['sign']}”开头，下载以后用电子表格打开会当成公式运行。请在前面写文字，或者去掉。"
                )
                yield Finding(
                    file, number, found.start("sign") + 1, "T221", Level.ERROR, message, line[found.start("sign") :][:20]
                )


def _posing(text: str) -> bool:
    """Whether any character is for ``_other_scripts``."""
    return _FOREIGN.search(text) is not None or _POSES.search(text) is not None


def _odd(text: str) -> bool:
    """Whether any character is for ``check_characters``: asked of the whole first, as most texts have none."""
    if _PERHAPS.search(text) and (_UNSEEN.search(text) or _LOOK_ALIKE.search(text) or "\ufffd" in text):
        return True
    return not unicodedata.is_normalized("NFC", text)


def check_characters(line: str, file: str, number: int) -> Iterator[Finding]:
    """Characters of one line that are not seen, not read, or another one than they look like."""
    for match in _UNSEEN.finditer(line):
        if number == 1 and match.start() == 0 and match.group() == "\ufeff":
            continue
        name = f"U+{ord(match.group()):04X}"
        message = f"第{number}行第{match.start() + 1}个字符是看不见的字符（{name}），会让检索和引用失灵。请删掉。"
        yield Finding(file, number, match.start() + 1, "T201", Level.ERROR, message, name)
    if "\ufffd" in line:
        message = f"第{number}行有读不出的字（显示成 �），是换编码时丢的。请对照原件补上。"
        yield Finding(file, number, line.index("\ufffd") + 1, "T206", Level.ERROR, message, "\ufffd")
    yield from _other_codes(line, file, number)


def _other_scripts(line: str, file: str, number: int) -> Iterator[Finding]:
    """Letters and digits of other scripts. Greek ones may be meant: α类."""
    for match in _POSES.finditer(line):
        words = f"{line[max(0, match.start() - 2) : match.start()]}{match.group()}{line[match.end() : match.end() + 2]}"
        message = f"第{number}行的“{words}”用字母、横线充当数字（“{match.group()}”），检索和核对时读不成数字。请改成数字。"
        yield Finding(file, number, match.start() + 1, "T222", Level.ERROR, message, match.group())
    for match in _FOREIGN.finditer(line):
        script = unicodedata.name(match.group(), "").partition(" ")[0]
        plain = skeleton(match.group())
        way = f"请改成“{plain}”" if plain.isascii() and plain else "请重新输入"
        message = (
            f"第{number}行的“{match.group()}”（U+{ord(match.group()):04X}）是{_SCRIPTS.get(script, '别的文字')}，只是看上去像常用的字，"
            f"检索和核对时不是同一个字。{way}。"
        )
        level = Level.WARNING if script == "GREEK" and plain == match.group().casefold() else Level.ERROR
        yield Finding(file, number, match.start() + 1, "T222", level, message, match.group())


def _other_codes(line: str, file: str, number: int) -> Iterator[Finding]:
    """Characters that look like another one and are not found by it: compatibility ideographs, radicals, letters in parts."""
    for match in _LOOK_ALIKE.finditer(line):
        plain = unicodedata.normalize("NFKC", match.group())
        if plain == match.group() and unicodedata.category(plain) == "Lo":
            continue  # a few of them are ordinary characters
        code, way = f"U+{ord(match.group()):04X}", "请改成常用字"
        if plain != match.group():
            way = f"请改成一般的“{plain}”"
        message = f"第{number}行的“{match.group()}”（{code}）只是看上去像一般的字，检索和复制时不是同一个字。{way}。"
        suggestion = plain if plain != match.group() else ""
        yield Finding(file, number, match.start() + 1, "T220", Level.ERROR, message, match.group(), suggestion)
    if not unicodedata.is_normalized("NFC", line) and not _LOOK_ALIKE.search(line):
        column = next(
            n for n, (a, b) in enumerate(zip(line, unicodedata.normalize("NFC", line) + " ", strict=False), 1) if a != b
        )
        message = f"第{number}行第{column}个字符起用了拆开的写法（字母和附加符号分成两个字符），检索时不是同一个字。请重新输入。"
        yield Finding(file, number, column, "T220", Level.ERROR, message, line[column - 1])


def _own_words(line: str, file: str, number: int) -> Iterator[Finding]:
    """What may stand in a published law and not in a text of our own."""
    for match in _SMALL_DIGITS.finditer(line):
        plain = unicodedata.normalize("NFKC", match.group())
        message = f"第{number}行的数量写成了“{match.group()}”，看上去像注号、序号。是数量的请写成“{plain}”。"
        yield Finding(file, number, match.start() + 1, "T220", Level.WARNING, message, match.group(), plain)
    if "笫" in line:
        message = f"第{number}行写成了“笫”（竹字头）。请改成“第”。"
        yield Finding(file, number, line.index("笫") + 1, "T207", Level.ERROR, message, "笫", "第")
    if _OPEN_HEADING.match(line):
        message = f"第{number}行条标的“【”没有对应的“】”，条标读不出来。请补上。"
        yield Finding(file, number, line.index("【") + 1, "T208", Level.ERROR, message, "【")
    for match in _FULL_DIGITS.finditer(line):
        message = f"第{number}行“{match.group()}”是全角字符。请改成半角。"
        half = "".join(chr(ord(ch) - 0xFEE0) for ch in match.group())
        yield Finding(file, number, match.start() + 1, "T202", Level.WARNING, message, match.group(), half)
    for match in _HALF_MARKS.finditer(line):
        if not _in_code(line, match.start()):
            message = f"第{number}行汉字之间用了半角标点“{match.group()}”。请改成全角。"
            yield Finding(file, number, match.start() + 1, "T204", Level.WARNING, message, match.group())


def check_marks(text: str, file: str, skip_lines: int) -> Iterator[Finding]:
    """Marks in a rule text, which is drawn as it stands: one finding a line. Tables in HTML are left to their own check."""
    table = False
    for number, line in enumerate(text.split("\n"), start=1):
        if number <= skip_lines:
            continue
        table = table or "<table" in line.lower()
        if table:
            table = "</table" not in line.lower()
            continue
        for pattern, code, level, words in _PLAIN:
            if match := pattern.search(line):
                mark = match.group().strip()
                yield Finding(file, number, match.start() + 1, code, level, f"第{number}行{words.format(mark=mark)}", mark)
                break


def _in_code(line: str, position: int) -> bool:
    """Inside ``code``, a macro call, or a Markdown link's round brackets."""
    before = line[:position]
    return before.count("`") % 2 == 1 or before.count("{{") > before.count("}}") or "](" in before[-80:]


def check_personal(text: str, file: str) -> Iterator[Finding]:
    """Identity numbers and mobile numbers in any text."""
    if not _IDENTITY.search(text) and not _MOBILE.search(text):  # neither goes over the end of a line
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _IDENTITY.finditer(line):
            if valid_identity_number(match.group()):
                message = f"第{number}行像是身份证号（校验位正确）。制度里不得写个人信息，请删掉。"
                yield Finding(file, number, match.start() + 1, "T210", Level.ERROR, message, match.group()[:6] + "…")
        for match in _MOBILE.finditer(line):
            message = f"第{number}行像是手机号。制度里不得写个人信息，请删掉；公开电话请写在科室登记里。"
            yield Finding(file, number, match.start() + 1, "T211", Level.ERROR, message, match.group()[:3] + "…")
