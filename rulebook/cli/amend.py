"""``rulebook amend ID…``: the newest text is frozen, the next one prepared (修正、修订)."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from rulebook.change.amend import Instrument, amend
from rulebook.change.find import find_act
from rulebook.change.plan import Change, ChangeRefused
from rulebook.cli.arguments import date
from rulebook.cli.changing import add_common, carry_out, refuse, with_data
from rulebook.cli.files import all_there
from rulebook.corpus.load import Corpus
from rulebook.markup.source import Source, read_source
from rulebook.model.header import Approved


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("amend", help="修改制度：旧文本原样保存，准备新文本；写几个 id 就是打包修改")
    parser.add_argument("ids", nargs="+", metavar="ID")
    parser.add_argument("--effective", type=date, required=True, metavar="日期", help="新文本的施行日期")
    parser.add_argument("--doc-no", default="", metavar="文号", help="修改决定的文号")
    parser.add_argument("--issued", type=date, default=None, metavar="日期", help="印发日期")
    parser.add_argument("--adopted", type=date, default=None, metavar="日期", help="通过日期")
    parser.add_argument("--event", choices=("修正", "修订"), default="修正", help="修正改部分条文，修订是全面改")
    parser.add_argument("--note", default="", metavar="说明", help="写进沿革的说明")
    parser.add_argument("--text", type=Path, default=None, metavar="FILE", help="新的全文（Markdown），只能用于一件制度")
    parser.add_argument("--approved", default="", metavar="科室ID", help="审议机关")
    parser.add_argument("--meeting", default="", metavar="会议", help="审议会议的名称")
    parser.add_argument("--approved-on", type=date, default=None, metavar="日期", help="审议日期")
    add_common(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 refused, 2 wrong usage."""
    text: Source | None = None
    if args.text:
        if len(set(args.ids)) > 1:
            print("--text 只能用于一件制度。几件一起改的，请先不写 --text，再分别改正文。", file=sys.stderr)
            return 2
        if not all_there([args.text]):
            return 2
        text = read_source(args.text, args.text.as_posix())
        if text.findings:
            return refuse(*(f"{f.file}：{f.message}" for f in text.findings))
    asked = _approved(args)

    def plan(corpus: Corpus, today: dt.date) -> Change:
        approved = _registered(corpus, asked)
        instrument = Instrument(args.effective, args.doc_no, args.issued, args.adopted, args.event, args.note, approved)
        change = amend(corpus, args.ids, instrument, today, text)
        return with_data(corpus, find_act(corpus, args.ids[0]), change) if text else change

    code = carry_out(args, plan, mended_after=text is not None)
    if code == 0 and text is None and not args.dry_run:
        print("旧文本已经原样保存。接着在新文本里改条文，改完运行 rulebook check。")
    return code


def _approved(args: argparse.Namespace) -> tuple[str, str, dt.date | None]:
    """Who approved the new text, at what meeting, when; asked for at a terminal where it was not given, never waited for without one."""
    body, meeting, on = args.approved, args.meeting, args.approved_on
    if not body and sys.stdin.isatty():
        body = input("审议机关（不知道的直接回车）：").strip()
        meeting = meeting or (input("会议名称（可以不写）：").strip() if body else "")
    return body, meeting, on or args.adopted


def _registered(corpus: Corpus, asked: tuple[str, str, dt.date | None]) -> Approved | None:
    """The approval under the id of its body; None where none was given, or nobody is registered so, which is said."""
    body, meeting, on = asked
    if not body:
        return None
    found = corpus.registries.office_id(body)
    if not found and corpus.registries.offices is not None:
        raise ChangeRefused(f"审议机关“{body}”没有登记。请写 docs/offices/offices.csv 里的 id 或者名称，例如 director-meeting。")
    try:
        return Approved(body=found or body, meeting=meeting, on=on)
    except ValueError as error:
        raise ChangeRefused(f"审议机关写的是“{body}”，不是科室登记里的 id。请核对 --approved。") from error
