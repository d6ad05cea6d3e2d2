"""Reading a source file: bytes to text, with findings instead of exceptions."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rulebook.model.finding import Finding, Level
from rulebook.walk import stamp

MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read.

    text: with its line ends as they stand; "" where it could not be read.
    header: raw YAML between the fences, without them; None where there is no header.
    header_lines: number of lines the header takes, fences included.
    """

    file: str
    text: str
    header: str | None
    header_lines: int
    findings: tuple[Finding, ...] = ()

    @property
    def head(self) -> str:
        """The header with its fences and a byte order mark, as it stands; "" where there is none."""
        at = 0
        for _ in range(self.header_lines):
            at = self.text.find("\n", at) + 1 or len(self.text)
        return self.text[:at]

    @property
    def body(self) -> str:
        """The text after the header."""
        return self.text[len(self.head) :]


def read_source(path: Path, name: str) -> Source:
    """Read ``path``; ``name`` is how findings call it. Never raises for a file that exists."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a device or a pipe may never end
            message = "这不是普通文件，不能读。请换成文件本身。"
            return Source(name, "", None, 0, (Finding(name, 1, 1, "T103", Level.ERROR, message),))
        data = path.read_bytes() if state.st_size <= MAX_BYTES else None
    except OSError as error:
        message = f"读不了这个文件（{error.strerror}）。请检查文件是否存在、是否有权限。"
        return Source(name, "", None, 0, (Finding(name, 1, 1, "T100", Level.ERROR, message),))
    if data is None:
        message = f"文件超过 {MAX_BYTES // 1_000_000} MB。请拆成几件。"
        return Source(name, "", None, 0, (Finding(name, 1, 1, "T101", Level.ERROR, message),))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        hint = "文件像是 GBK（ANSI）编码。" if _looks_gbk(data) else ""
        message = f"第{line}行不是 UTF-8 编码。{hint}请用记事本或者 WPS 另存为 UTF-8。"
        return Source(name, "", None, 0, (Finding(name, line, column, "T102", Level.ERROR, message),))
    return split_header(text, name)


def source_of(entry: os.DirEntry[str], name: str) -> Source:
    """``read_source`` of a file that was found; one that stands as when it was read is not read again."""
    try:
        standing = stamp(entry)
    except OSError:  # gone since, or in a folder that may not be entered
        return read_source(Path(entry.path), name)
    return _standing_source(entry.path, name, standing)


@lru_cache(maxsize=1 << 14)  # more than the files of any rulebook: fewer, and each is forgotten before it is asked for again
def _standing_source(path: str, name: str, _standing: tuple[int, ...]) -> Source:
    return read_source(Path(path), name)


def split_header(text: str, name: str) -> Source:
    """Take the YAML header off ``text``. The one place that says where a header begins and ends.

    A fence is ``---`` (to close also ``...``) alone on its line, blanks behind it left out; a byte order mark may
    stand before the first. Only LF and CRLF end a line.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != "---":
        return Source(name, text, None, 0)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in {"---", "..."}:
            return Source(name, text, "".join(f"{inner}\n" for inner in lines[1 : number - 1]), number)
    message = "文件头以 --- 开始，但是没有结束的 ---。请在文件头最后一行下面加一行 ---。"
    return Source(name, text, None, 0, (Finding(name, 1, 1, "H101", Level.ERROR, message, "---"),))


def _looks_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True
