"""Word files to drafts in the source form: one file gives one act, or all acts of a 汇编. Nothing is written here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from rulebook.importer.docx.acts import DocxAct, split_acts
from rulebook.importer.docx.body import Body
from rulebook.importer.docx.cut import rejoined
from rulebook.importer.docx.inline import plain_words
from rulebook.importer.docx.lines import Line, to_lines
from rulebook.importer.docx.package import Package, RefusedFileError, open_package
from rulebook.importer.docx.report import Draft, about_pages, needs_choice
from rulebook.markup.source import split_header
from rulebook.model.finding import Finding, Level


def read_docx(path: Path, *, accept: bool | None = None, name: str = "") -> list[Draft]:
    """All acts of a Word file. Never raises on content: what is refused comes back as a draft without text.

    accept: True takes revisions, False leaves them, None asks for a choice where there are revisions, comments or hidden words.
    """
    file = name or path.as_posix()
    try:
        package = open_package(path)
        whole = Body(package, accept=accept is not False)
        acts = split_acts(rejoined(to_lines(whole.blocks())))
        pages = _pages(package)
    except RefusedFileError as refusal:
        return [Draft(path, "", "", (Finding(file, 1, 1, refusal.code, Level.ERROR, refusal.message),))]
    except OSError as error:
        message = f"读不了这个文件（{error.strerror}）。请检查文件是否存在、是否有权限。"
        return [Draft(path, "", "", (Finding(file, 1, 1, "D100", Level.ERROR, message),))]
    except (RecursionError, MemoryError):
        message = "文件结构嵌套太深，像是损坏了，没有读。请在 WPS 中另存为新的 .docx，再导入。"
        return [Draft(path, "", "", (Finding(file, 1, 1, "D110", Level.ERROR, message),))]
    from rulebook.importer.docx.draft import make_draft  # noqa: PLC0415  # headers and pinyin load slowly, and what is refused needs none

    drafts = []
    for index, act in enumerate(acts):
        draft = make_draft(path, file, act)
        extra = (*about_pages(pages, file), *_package_notes(package, whole.lost, file)) if index == 0 else ()
        drafts.append(dataclasses.replace(draft, findings=draft.findings + tuple(extra)))
    if accept is None and any(needs_choice(note for line in _all_lines(act) for note in line.notes) for act in acts):
        return [_undecided(path, file, drafts)]
    if not any(split_header(draft.text, "").body.strip().partition("\n")[2].strip() for draft in drafts):
        message = "文件里没有正文（只有图片，或者是空的）。扫描件请先识别成文字，再导入。"
        return [Draft(path, "", "", (Finding(file, 1, 1, "D113", Level.ERROR, message), *drafts[0].findings))]
    return drafts


def _all_lines(act: DocxAct) -> Iterator[Line]:
    yield from (*act.cover, *act.title_lines, *act.lines, *act.tail)


def _pages(package: Package) -> list[str]:
    words = [plain_words(part) for kind in ("header", "footer") for part in package.all_parts(kind)]
    return list(dict.fromkeys(word for word in words if word))


def _package_notes(package: Package, lost: int, file: str) -> Iterator[Finding]:
    if lost:
        message = f"有{lost}段指向的自动编号列表不在文件里，Word 也不显示编号，照没有编号写。请对照原件核对是否缺号。"
        yield Finding(file, 1, 1, "D247", Level.WARNING, message)
    for note in package.notes:
        yield Finding(file, 1, 1, "D245", Level.INFO, f"{note}。")


def _undecided(path: Path, file: str, drafts: list[Draft]) -> Draft:
    """Nothing is written: everything that needs a choice is listed."""
    codes = {"D201", "D202", "D203", "D204", "D205", "D206"}
    listed = [f for draft in drafts for f in draft.findings if f.code in codes]
    message = (
        f"文件里有修订、批注或者隐藏文字，共{len(listed)}处，没有导入。请看过下面所列，加 --accept（接受全部修订）"
        "或者 --reject（拒绝全部修订）再导入；批注和隐藏文字两种选法都不写入。要逐处取舍的，请在 WPS 的“审阅”里处理以后再导入。"
    )
    first = Finding(file, 1, 1, "D200", Level.ERROR, message, suggestion="--accept 或者 --reject")
    rest = [f for draft in drafts for f in draft.findings if f.code not in codes]
    return Draft(path, drafts[0].title, "", (first, *listed, *rest))
