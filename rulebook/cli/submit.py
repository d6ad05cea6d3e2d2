"""``rulebook submit ID``: the material a committee reads on paper, as Word and PDF."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.corpus.load import load
from rulebook.export.fonts import has_fonts
from rulebook.export.paper import Paper
from rulebook.export.pdf import pages, pdf
from rulebook.export.word import word
from rulebook.impact.assess import missing
from rulebook.impact.submission import SIZES, in_letters, statement, submission


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("submit", help="送审材料：修改说明、修改决定、对照表、送审文本，Word 和 PDF")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--reason", default="", help="为什么改，一两句话；不写就留空手填")
    parser.add_argument("--to", type=Path, default=Path("build/送审"), metavar="DIR")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR")
    parser.add_argument("--fonts", type=Path, default=None, metavar="DIR", help="本单位有授权的字体放在哪里（PDF 用）")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write both files; 2 where there is no such act or no text."""
    corpus = load(args.root)
    act = corpus.acts.get(args.id)
    if act is None or act.header.text == "pending":
        why = "正文还没有录入" if act else "没有这件制度，id 用 rulebook list 查"
        print(f"“{args.id}”：{why}。", file=sys.stderr)
        return 2
    day = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    paper = submission(corpus, act, day, args.reason)
    args.to.mkdir(parents=True, exist_ok=True)
    fonts = args.fonts or args.root / "fonts"
    drawn = has_fonts(fonts)
    if drawn:
        paper = _on_one_page(paper, fonts)
    files = [args.to / f"{act.id}.送审.docx"]
    files[0].write_bytes(word(paper))
    if drawn:
        files.append(args.to / f"{act.id}.送审.pdf")
        files[1].write_bytes(pdf(paper, fonts))
    else:
        print("没有中文字体，没有生成 PDF。请运行 make setup，或者用 --fonts 指明放字体的文件夹。", file=sys.stderr)
    for lack in missing(act.newest):
        print(f"提醒：{lack}。", file=sys.stderr)
    print("已写：" + "、".join(str(path) for path in files))
    return 0


def _on_one_page(paper: Paper, fonts: Path) -> Paper:
    """The statement in the largest letters that leave it on one page; where none do, it is said."""
    for size in SIZES:
        fitted = in_letters(paper, size)
        if pages(pdf(statement(fitted), fonts)) == 1:
            return fitted
    print("提醒：修改说明一页排不下，改动太多。请把次要的改动并成一句，或者另附一页。", file=sys.stderr)
    return fitted
