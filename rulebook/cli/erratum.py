"""``rulebook erratum ID``: correct a misprint (勘误), not the meaning."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from rulebook.change.erratum import Correction, Place, correct
from rulebook.change.plan import Change, ChangeRefused
from rulebook.cli.arguments import date
from rulebook.cli.changing import add_common, carry_out, not_yet
from rulebook.corpus.load import Corpus


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("erratum", help="勘误：只改错字漏字，不改内容")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--on", type=date, required=True, metavar="日期", help="勘误日期")
    parser.add_argument("--from", dest="wrong", required=True, metavar="误")
    parser.add_argument("--to", dest="right", required=True, metavar="正")
    parser.add_argument("--note", required=True, metavar="说明", help="勘误的来由，写进沿革")
    parser.add_argument("--article", default="", metavar="第十五条", help="错字在哪一条")
    parser.add_argument("--expression", type=date, default=None, metavar="日期", help="改哪个文本（施行日期），默认最新文本")
    parser.add_argument("--meaning-unchanged", action="store_true", help="确认不改变含义，不再询问")
    add_common(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 refused or given up, 2 wrong usage."""
    if not_yet(args, args.on, "勘误日期"):
        return 1
    correction = Correction(args.on, args.wrong, args.right, args.note, args.article, args.expression)

    def plan(corpus: Corpus, today: dt.date) -> Change | None:
        change, place = correct(corpus, args.id, correction, today)
        print(f"{place.label or '正文'}\n  误：{place.old.strip()}\n  正：{place.new.strip()}")
        if not args.meaning_unchanged:
            _ask(place, args.id)
        return change

    return carry_out(args, plan)


def _ask(place: Place, act_id: str) -> None:
    """Ask whether the meaning changes; refuse where nobody can answer."""
    if not sys.stdin.isatty():
        raise ChangeRefused("没有人回答“是否改变含义”，所以没有改。确认只是错字的，请加 --meaning-unchanged。")
    answer = input(f"{place.label or '正文'}这样改，是否改变含义？改变写“是”，不改变写“否”：").strip().lower()
    if answer not in {"否", "不", "不改变", "n", "no"}:
        raise ChangeRefused(f"改变含义的不是勘误，没有改。请按修改程序办：rulebook amend {act_id}。")
