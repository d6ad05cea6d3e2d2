"""Reading a draft (稿件) for its citations: Markdown, plain text, or a .docx paragraph by paragraph."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from rulebook.markup.source import read_source
from rulebook.model.finding import Finding, Level

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_PART = 50_000_000  # bytes of one part of a .docx, unpacked
_ELSEWHERE = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_OTHER = (".doc", ".wps", ".pdf", ".ofd")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft's words.

    lines: of a text file its lines; of a .docx its paragraphs in order, those in tables included.
    unread: parts of the file whose words are not among them, in Chinese.
    """

    file: str
    lines: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()


def read_draft(path: Path, name: str) -> Draft:
    """Read ``path``, which findings call ``name``. Never raises for a file that exists."""
    suffix = path.suffix.lower()
    if suffix in _OTHER:
        return _refused(name, f"{suffix} 文件不能直接读。请在 WPS 中另存为 .docx 再核对。")
    if suffix != ".docx":
        source = read_source(path, name)
        return Draft(name, tuple(source.text.split("\n")), source.findings)
    try:
        return _docx(path, name)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError, EOFError, NotImplementedError):
        return _refused(name, "这个 .docx 读不出来，可能没有存完整。请用 WPS 打开，另存为 .docx 再核对。")


def _docx(path: Path, name: str) -> Draft:
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("word/document.xml")
        if info.file_size > _MAX_PART:
            return _refused(name, f"正文有 {info.file_size // 1_000_000} MB，太大了。请分成几份再核对。")
        data = archive.open(info).read(_MAX_PART + 1)
        if len(data) > _MAX_PART:
            return _refused(name, "正文太大了。请分成几份再核对。")
        parts = [Path(entry).stem.rstrip("0123456789") for entry in archive.namelist() if entry.startswith("word/")]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    lines = tuple(_words(paragraph) for paragraph in root.iter(f"{_W}p") if not _inside(paragraph, f"{_W}txbxContent"))
    unread = [words for part, words in _ELSEWHERE.items() if part in parts]
    if root.find(f".//{_W}txbxContent") is not None:
        unread.append("文本框")
    if root.find(f".//{_W}del") is not None:
        unread.append("修订中删去的字")
    return Draft(name, lines, (), tuple(unread))


def _words(paragraph: etree._Element) -> str:
    pieces = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if next(node.iterancestors(f"{_W}p"), None) is paragraph:
            pieces.append((node.text or "") if node.tag == f"{_W}t" else "-" if node.tag.endswith("Hyphen") else " ")
    return "".join(pieces).replace("\n", " ")


def _inside(node: etree._Element, tag: str) -> bool:
    return next(node.iterancestors(tag), None) is not None


def _refused(name: str, message: str) -> Draft:
    return Draft(name, (), (Finding(name, 1, 1, "T120", Level.ERROR, message),))
