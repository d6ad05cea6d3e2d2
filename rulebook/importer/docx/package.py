"""A .docx opened with care (OPC, ECMA-376 part 2): what is hostile, broken or no .docx is refused, nothing is unpacked to disc."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAX_FILE = 60_000_000  # bytes of the .docx itself
MAX_PART = 24_000_000  # bytes of one part of text, unpacked
MAX_ALL = 400_000_000  # bytes of all parts, unpacked, as the directory states them
MAX_ENTRIES = 5_000
MAX_DIRECTORY = 2_000_000  # bytes of the zip directory
MAX_TAGS = 500_000  # elements of one part; a page of WPS takes about 500
MAX_ATTRIBUTES = 1_500_000
MAX_PARAGRAPHS = 60_000  # about 2,500 pages

OTHER_FORMATS = frozenset(
    {".doc", ".wps", ".pdf", ".ofd", ".rtf", ".docm", ".dotm", ".dot", ".dotx", ".wpt", ".odt", ".uot", ".uof"}
)
SAVE_AS = "请在 WPS 中另存为 .docx，再导入"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_LOCAL_TEMPLATE = re.compile(r"(?:file:///)?[A-Za-z]:[\\/]")
_BROKEN = "请用 WPS 打开检查，另存为新的 .docx 再导入"


class RefusedFileError(Exception):
    """A file that may not be read. ``code``: D1xx; the message is a Chinese sentence with a way out."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of the main part. kind: last word of its type. target: part name, or an address when external."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts that are read. document: the main part. relations: of the main part, by id. notes: what to tell (sentences)."""

    document: etree._Element
    relations: dict[str, Relation]
    parts: dict[str, etree._Element]
    notes: tuple[str, ...] = field(default=())

    def part(self, kind: str) -> etree._Element | None:
        """The part of this kind (``numbering``, ``styles`` …), None where there is none."""
        return next((self.parts[r.target] for r in self.relations.values() if r.kind == kind and r.target in self.parts), None)

    def all_parts(self, kind: str) -> list[etree._Element]:
        """All parts of this kind (``header``, ``footer``), in order of their ids."""
        return [self.parts[r.target] for r in self.relations.values() if r.kind == kind and r.target in self.parts]

    def promises(self, kind: str) -> bool:
        """Whether the document says that it has such a part."""
        return any(r.kind == kind for r in self.relations.values())


_READ = frozenset({"numbering", "styles", "settings", "comments", "footnotes", "endnotes", "header", "footer"})


def open_package(path: Path) -> Package:
    """Open and look through a .docx. Raises RefusedFileError; OSError where it cannot be read at all."""
    if path.suffix.lower() in OTHER_FORMATS:
        raise RefusedFileError("D104", f"{path.suffix} 文件读不了。{SAVE_AS}。")
    if path.stat().st_size > MAX_FILE:
        raise RefusedFileError("D101", f"文件超过 {MAX_FILE // 1_000_000} MB，太大。请删去图片，或者拆成几个文件再导入。")
    data = path.read_bytes()
    _recognise(data)
    _directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Reader(archive).package()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OverflowError, IndexError) as error:
        raise RefusedFileError("D102", f"这个 .docx 的压缩包损坏，读不全。{_BROKEN}。") from error


def _recognise(data: bytes) -> None:
    """Refuse what is no zip, by its first bytes."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise RefusedFileError("D103", "文件加了打开密码，读不了。请在 WPS 中去掉密码，另存为 .docx，再导入。")
        raise RefusedFileError("D104", f"这是旧的 .doc（或 .wps）格式，只是名字不同。{SAVE_AS}。")
    if head.startswith(b"%pdf"):
        raise RefusedFileError("D104", f"这是 PDF，不是 Word 文件。{SAVE_AS}。")
    if head.startswith(b"{\\rtf"):
        raise RefusedFileError("D104", f"这是 RTF 格式，不是 .docx。{SAVE_AS}。")
    if not data:
        raise RefusedFileError("D105", "文件是空的，不是 .docx。请找到原件再导入。")
    if not data.startswith(b"PK"):
        kind = "网页" if head.startswith((b"<html", b"<!doc", b"<?xml", b"<")) else "别的格式"
        raise RefusedFileError("D105", f"这不是 .docx（Word 文件是 zip 压缩包，这个是{kind}，只是改了名字）。{SAVE_AS}。")


def _directory(data: bytes) -> None:
    """Refuse a zip directory that is itself a bomb, before it is read."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if at < 0 or at + 22 > len(data):
        raise RefusedFileError("D102", f"这个 .docx 的压缩包不完整，后面断了。{_BROKEN}。")
    entries = int.from_bytes(data[at + 10 : at + 12], "little")
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY or data[at - 20 : at - 16] == b"PK\x06\x07":
        raise RefusedFileError("D101", f"压缩包里的文件太多，超过 {MAX_ENTRIES} 个，不像 Word 文件。{_BROKEN}。")


class _Reader:
    """Reads the parts of one archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names: dict[str, zipfile.ZipInfo] = {}
        self.notes: list[str] = []
        for info in archive.infolist():
            name = info.filename.lstrip("/").lower()
            if name in self.names:
                raise RefusedFileError("D102", f"压缩包里有两个“{info.filename[:60]}”，不知道该读哪一个。{_BROKEN}。")
            self.names[name] = info

    def package(self) -> Package:
        self._look_through()
        main = self._main()
        relations = self._relations(main)
        parts = {}
        for relation in relations.values():
            if relation.kind in _READ and not relation.external and relation.target.lower() in self.names:
                parts[relation.target] = self.xml(relation.target)
        document = self.xml(main)
        if document.tag != f"{W}document" or document.find(f"{W}body") is None:
            raise RefusedFileError("D106", f"{main} 不是 Word 正文，格式不对。{_BROKEN}。")
        if sum(1 for _ in document.iter(f"{W}p")) > MAX_PARAGRAPHS:
            raise RefusedFileError("D101", f"正文超过 {MAX_PARAGRAPHS} 段，太大，没有读。请拆成几个文件再导入。")
        return Package(document, relations, parts, tuple(self.notes))

    def _look_through(self) -> None:
        """Sizes, macros, passwords and outside references of the whole archive."""
        infos = list(self.names.values())
        if any(info.flag_bits & 1 for info in infos):
            raise RefusedFileError("D103", "压缩包加了密码，读不了。请在 WPS 中去掉密码，另存为 .docx，再导入。")
        for info in infos:
            if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise RefusedFileError("D102", f"压缩包用了 Word 不用的压缩方法，不是正常的 .docx。{_BROKEN}。")
            if info.file_size > MAX_PART and info.file_size > 100 * max(1, info.compress_size):
                raise RefusedFileError("D101", f"“{info.filename[:60]}”解压后过大，像是压缩炸弹，没有读。{_BROKEN}。")
        if sum(info.file_size for info in infos) > MAX_ALL:
            raise RefusedFileError("D101", f"文件解压后超过 {MAX_ALL // 1_000_000} MB，太大，没有读。请删去图片再导入。")
        if "ofd.xml" in self.names:
            raise RefusedFileError("D104", f"这是 OFD 版式文件，不是 Word 文件。{SAVE_AS}。")
        if "mimetype" in self.names and "content.xml" in self.names:
            raise RefusedFileError("D104", f"这是 ODT 文件，不是 .docx。{SAVE_AS}。")
        if "[content_types].xml" not in self.names:
            raise RefusedFileError("D105", f"这是普通的 zip 压缩包，不是 Word 的 .docx。{SAVE_AS}。")
        types = self.raw("[Content_Types].xml").lower()
        if b"macroenabled" in types or any("vba" in n.rpartition("/")[2] or "/activex/" in n for n in self.names):
            raise RefusedFileError("D107", "文件带有宏（VBA），可能有害，没有读。请在 WPS 中另存为不带宏的 .docx，再导入。")
        for name in [n for n in self.names if n.endswith(".rels")]:
            self._outside(name)

    def _outside(self, name: str) -> None:
        """Refuse whatever Word would fetch by itself from outside; ordinary hyperlinks are only words."""
        for relation in self._read_relations(name, "").values():
            if not relation.external or relation.kind == "hyperlink":
                continue
            if relation.kind == "attachedTemplate" and _LOCAL_TEMPLATE.match(relation.target):
                self.notes.append("文件套用了别的电脑上的模板，没有读模板")
                continue
            what = "模板" if relation.kind == "attachedTemplate" else f"内容（{relation.kind}）"
            raise RefusedFileError(
                "D108",
                f"文件引用了外部的{what}，链接是“{relation.target[:80]}”，可能有害，没有读。"
                "请在 WPS 中断开链接，或者把文字粘贴到新文件，另存为 .docx，再导入。",
            )

    def _main(self) -> str:
        for relation in self._read_relations("_rels/.rels", "").values():
            if relation.kind == "officeDocument" and relation.target.lower() in self.names:
                return relation.target
        raise RefusedFileError("D106", f"压缩包里没有 Word 正文，不是完整的 .docx。{_BROKEN}。")

    def _relations(self, main: str) -> dict[str, Relation]:
        folder, _, name = main.rpartition("/")
        return self._read_relations(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels", folder)

    def _read_relations(self, name: str, folder: str) -> dict[str, Relation]:
        if name.lower() not in self.names:
            return {}
        found = {}
        for node in self.xml(name).iter("{*}Relationship"):
            external = node.get("TargetMode", "").lower() == "external"
            target = node.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
            found[node.get("Id", "")] = Relation(node.get("Type", "").rpartition("/")[2], target, external)
        return found

    def raw(self, name: str) -> bytes:
        """The bytes of a part, never more than MAX_PART whatever the directory says."""
        with self.archive.open(self.names[name.lower()]) as stream:
            data = stream.read(MAX_PART + 1)
        if len(data) > MAX_PART:
            raise RefusedFileError("D101", f"“{name}”解压后超过 {MAX_PART // 1_000_000} MB，太大，没有读。请拆成几个文件再导入。")
        return data

    def xml(self, name: str) -> etree._Element:
        """A part as a tree, with nothing expanded and nothing fetched."""
        data = self.raw(name)
        if any(mark in data for mark in _DOCTYPES):
            raise RefusedFileError("D109", f"“{name}”里有 DOCTYPE（实体定义），可能有害，没有读。{_BROKEN}。")
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            data = data.decode("utf-16", "replace").encode()
        if data.count(b"<") > MAX_TAGS or data.count(b"=") > MAX_ATTRIBUTES:
            raise RefusedFileError("D101", f"“{name}”里的内容太多，超过限度，没有读。请拆成几个文件再导入。")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise RefusedFileError("D110", f"“{name}”的 XML 不完整或者损坏，读不了。{_BROKEN}。") from error
