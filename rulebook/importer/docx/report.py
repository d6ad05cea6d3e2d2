"""What an import says: one sentence for each thing it left out, put together or was not sure of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rulebook.importer.docx.acts import DocxAct, is_contents
from rulebook.importer.docx.blocks import CHOICES, Mark, Note
from rulebook.importer.docx.lines import Line
from rulebook.importer.docx.write import Facts, Written, cover_lines
from rulebook.model.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Draft:
    """One act read from a Word file.

    title: as in the text. text: whole new file in the source form, "" where nothing may be written.
    findings: everything to be told, on paragraphs of the Word file.
    """

    source: Path
    title: str
    text: str
    findings: tuple[Finding, ...]
    id: str = ""


_LONG = 200
_WORDS: dict[Mark, tuple[str, str, Level]] = {
    Mark.INSERTION: ("D201", "有修订：插入了“{text}”", Level.WARNING),
    Mark.DELETION: ("D202", "有修订：删除了“{text}”", Level.WARNING),
    Mark.MOVE: ("D203", "有修订：移动了“{text}”", Level.WARNING),
    Mark.COMMENT: ("D204", "有批注“{text}”{about}", Level.WARNING),
    Mark.HIDDEN: ("D205", "有隐藏文字“{text}”，没有写入", Level.WARNING),
    Mark.FORMAT: ("D206", "有修订改了段落的编号或者样式：“{text}”", Level.WARNING),
    Mark.FOOTNOTE: ("D210", "有脚注“{text}”，没有写入正文。请核对是否要写进条文", Level.WARNING),
    Mark.TEXT_BOX: ("D211", "有文本框“{text}”，不算正文，没有写入。请核对", Level.WARNING),
    Mark.LINE_BREAK: ("D212", "有手动换行（“{text}”），已按句意分行或者连起来，读成{about}段。请核对", Level.WARNING),
    Mark.INVISIBLE: ("D213", "有看不见的零宽等字符（{about}，在“{text}”处），已去掉", Level.INFO),
    Mark.SOFT_HYPHEN: ("D214", "有看不见的可选连字符（在“{text}”处），已去掉", Level.INFO),
    Mark.SYMBOL: ("D215", "有符号字体的字（{about}），写成了“{text}”。请对照原件核对", Level.WARNING),
    Mark.FORMULA: ("D216", "有公式，只取了里面的字“{text}”。请对照原件核对", Level.WARNING),
    Mark.PICTURE: ("D217", "有图片，没有写入。里面有字的请照录", Level.WARNING),
    Mark.OBJECT: ("D218", "有{text}，没有读。里面有字的请照录", Level.WARNING),
    Mark.BULLET: ("D219", "有项目符号，没有编号（“{text}”），写成了单独一段。请核对是款还是项", Level.WARNING),
    Mark.NUMBER_FORMAT: ("D220", "自动编号“{text}”的格式（{about}）不认识，按阿拉伯数字写。请核对", Level.WARNING),
    Mark.FIELD: ("D221", "有一个域没有完整的结果（“{text}”）。请对照原件核对", Level.WARNING),
    Mark.PLACEHOLDER: ("D222", "有一处内容控件还是提示文字“{text}”，没有填。请核对", Level.WARNING),
    Mark.NESTED: ("D223", "表格里套着表格（“{text}”），里面的写成了一格。请核对", Level.WARNING),
    Mark.LAID_OUT: ("D226", "条文排在表格里（从“{text}”起），已照正文读。请核对", Level.WARNING),
    Mark.IN_TABLE: ("D227", "表格里有条号（“{text}”），照表格写入，没有当作本件的条。请核对", Level.WARNING),
    Mark.STRUCK: ("D224", "有字画了删除线：“{text}”，不是修订，照原样写入。请核对是否应当删去", Level.WARNING),
    Mark.PAGE: ("D228", "是一行页码“{text}”，没有写入正文", Level.INFO),
    Mark.TWICE: ("D229", "的编号重复：自动编号以外又打了一遍（“{text}”），只写了一个。请核对", Level.WARNING),
    Mark.CUT: ("D234", "一句话断成几段（像是从 PDF 转来的），{about}：“{text}”。请核对", Level.WARNING),
    Mark.SCRIPT: ("D225", "有上标、下标“{text}”，写成了“{about}”。请核对", Level.WARNING),
}


def told(place: str, note: Note, file: str, number: int) -> Finding:
    """A note as a finding on the paragraph ``number`` of the Word file."""
    code, words, level = _WORDS[note.kind]
    about = note.about
    if note.kind is Mark.COMMENT:
        about = f"，批在“{note.about[:30]}”" if note.about else ""
    text = (note.text if len(note.text) <= _LONG else note.text[:_LONG] + "…").replace("\n", "；")
    message = f"{place or '正文之前'}（第{number}段）{words.format(text=text, about=about)}。"
    return Finding(file, max(1, number), 1, code, level, message, text)


def needs_choice(notes: Iterable[Note]) -> bool:
    """Whether a person has to say what becomes of revisions, comments and hidden words."""
    return any(note.kind.value in CHOICES for note in notes)


def about_cover(act: DocxAct, file: str) -> Iterator[Finding]:
    """What stands outside the text, each with its words."""
    contents = [words for line, words in cover_lines(act) if is_contents(line)]
    if contents:
        text = "；".join(contents)[:_LONG]
        yield Finding(file, 1, 1, "D230", Level.INFO, f"目录没有写入正文（站点自己排目录）：“{text}”。", text)
    for line, words in cover_lines(act):
        if is_contents(line):
            continue
        yield _outside(line, words, file)
    if act.issue:
        text = act.issue.words
        yield Finding(file, 1, 1, "D233", Level.INFO, f"题名下的印发情况写进了文件头，没有写入正文：“{text}”。", text)
    for line in (*act.cover, *act.tail):
        for note in line.notes:
            yield told("正文之外", note, file, line.source.number)


def _outside(line: Line, words: str, file: str) -> Finding:
    text = words[:_LONG]
    message = f"第{line.source.number}段在正文之外（版头、封面、通知或者版记），没有写入正文：“{text}”。"
    return Finding(file, max(1, line.source.number), 1, "D231", Level.INFO, message, text)


def about_pages(words: list[str], file: str) -> Iterator[Finding]:
    """Headers and footers of pages."""
    if words:
        text = "；".join(words)[:_LONG]
        yield Finding(file, 1, 1, "D232", Level.INFO, f"页眉页脚没有写入正文：“{text}”。", text)


def about_act(title: str, known: Facts, written: Written, file: str) -> Iterator[Finding]:
    """What was taken into the header, and what is missing there."""
    if not title:
        message = "没有认出题名，用了文件名。请在文件头 title 和正文第一行改正。"
        yield Finding(file, 1, 1, "D240", Level.WARNING, message)
    taken = [f"文号{known.doc_no}"] if known.doc_no else []
    taken += [f"印发机关{known.issuer}"] if known.issuer else []
    names = (("通过日期", known.adopted), ("印发日期", known.issued), ("施行日期", known.effective), ("有效期至", known.expires))
    taken += [f"{name}{day.isoformat()}" for name, day in names if day]
    missing = [name for name, day in names[1:3] if not day] + ([] if known.doc_no else ["文号"])
    if taken:
        yield Finding(file, 1, 1, "D241", Level.INFO, f"文件头里写了{'、'.join(taken)}，取自文中。请核对。")
    if missing:
        yield Finding(file, 1, 1, "D242", Level.INFO, f"文中没有写明{'、'.join(missing)}，文件头里没有写。印发后请补上。")
    if written.headings:
        message = f"{written.headings}条的条标单独成段，已写成【条标】，下一段接在后面。请核对。"
        yield Finding(file, 1, 1, "D243", Level.INFO, message)
