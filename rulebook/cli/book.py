"""``rulebook book``: an edition as one PDF for the print shop; a second printing with side lines and 替换页."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rulebook.corpus.editions import load_editions
from rulebook.corpus.load import load
from rulebook.corpus.select import select
from rulebook.export.fonts import has_fonts
from rulebook.export.reprint import beside, changed_leaves, leaves_only, read_book
from rulebook.outputs.book import edition_book


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("book", help="把一版汇编排成一册 PDF，供印刷")
    parser.add_argument("edition", metavar="EDITION", help="哪一版，写 2021 或者 2021-12-31")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help="写到哪个 PDF 文件")
    parser.add_argument("--since", type=Path, default=None, metavar="FILE", help="上一次印的 PDF：改过的段在边上划线，另出替换页")
    parser.add_argument("--name", default="", help="封面上的机关名，默认各件印发机关里最常见的")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR")
    parser.add_argument("--audience", choices=("全体", "中层以上", "党委"), default="全体", help="给谁看，默认全体")
    parser.add_argument("--fonts", type=Path, default=None, metavar="DIR", help="本单位有授权的字体放在哪里")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the PDF; 2 where there is no such edition, no fonts or no earlier printing."""
    corpus = load(args.root)
    editions = load_editions(corpus)
    edition = editions.named(args.edition)
    fonts = args.fonts or args.root / "fonts"
    if edition is None:
        there = "、".join(f"{e.slug}（{e.as_of}）" for e in editions.all) or "没有"
        print(f"没有“{args.edition}”这一版。docs/editions 里现有：{there}。", file=sys.stderr)
        return 2
    if not has_fonts(fonts):
        print("没有中文字体，不能生成 PDF。请运行 make setup，或者用 --fonts 指明放字体的文件夹。", file=sys.stderr)
        return 2
    if args.since and not args.since.is_file():
        print(f"找不到上一次印的“{args.since}”。", file=sys.stderr)
        return 2
    before = read_book(args.since.read_bytes()) if args.since else None
    data = edition_book(select(corpus, args.audience), edition, args.name, fonts, before)
    args.to.parent.mkdir(parents=True, exist_ok=True)
    args.to.write_bytes(data)
    after = read_book(data)
    print(f"{edition.title}共{len(after.pages)}面，写到 {args.to}。")
    if before:
        leaves = changed_leaves(before, after)
        if leaves:
            beside(args.to).write_bytes(leaves_only(data, leaves))
        named = "、".join(map(str, leaves))
        print(
            f"和上一次印的相比，要换{len(leaves)}张：第{named}张，另存为 {beside(args.to)}。"
            if leaves
            else "和上一次印的相比，没有要换的页。"
        )
    return 0
