"""What the commands that change acts share: read, plan, check the result, write all or nothing, say what was done."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from rulebook.change.plan import Change, ChangeRefused
from rulebook.checks.data.moved_articles import Step
from rulebook.checks.data.renumber_data import moved_data
from rulebook.checks.printers import as_text
from rulebook.checks.run import check
from rulebook.cli.arguments import date
from rulebook.corpus import kept
from rulebook.corpus.library import build_library
from rulebook.corpus.load import Corpus, load
from rulebook.corpus.read import read_expression
from rulebook.corpus.write import WriteConflictError, recover, replace_all
from rulebook.history.renumber import renumbering
from rulebook.lawful import ledger
from rulebook.lawful.amended import EARLY
from rulebook.markup.source import split_header
from rulebook.model.act import Act
from rulebook.model.finding import Finding, Level

_OF_DUTIES = frozenset({"R114", "R116"})  # a duty and the article that it is registered for
_LINE = re.compile(r"第\d+行")


def add_common(parser: argparse.ArgumentParser) -> None:
    """Arguments of every command that changes acts."""
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="制度汇编的文件夹，默认当前文件夹")
    parser.add_argument("--dry-run", action="store_true", help="只看能不能改、会写哪些文件，不写")
    parser.add_argument("--today", type=date, default=None, help=argparse.SUPPRESS)


def decision_day(args: argparse.Namespace) -> dt.date:
    """``--today``, else RULEBOOK_DAY, else today in Asia/Shanghai."""
    given = os.environ.get("RULEBOOK_DAY")
    return args.today or (date(given) if given else dt.datetime.now(ZoneInfo("Asia/Shanghai")).date())


def not_yet(args: argparse.Namespace, day: dt.date, what: str) -> bool:
    """Whether a decision is dated after today, which is said."""
    try:
        today = decision_day(args)
    except argparse.ArgumentTypeError:  # told where the change is made
        return False
    if day > today:
        refuse(f"{what}（{day}）还没有到，今天是{today}。没有发生的事不能登记，请核对。")
    return day > today


def carry_out(
    args: argparse.Namespace,
    plan: Callable[[Corpus, dt.date], Change | None],
    *,
    back: bool = False,
    mended_after: bool = False,
) -> int:
    """Plan on the rulebook at ``--root``, check, write. 0 done, 1 refused, 2 no rulebook here. None from ``plan``: given up.

    back: the change leads back to what was published, whatever stands there now. mended_after: the new words came whole, so
    what its header says of them can only be mended once they are written, and is told instead of refused.
    """
    root = args.root.resolve()
    if not (root / "docs").is_dir():
        print(f"这里没有 docs 文件夹：{root}。请在制度汇编的文件夹里运行，或者用 --root 指明。", file=sys.stderr)
        return 2
    if recover(root):
        print("上一次修改中途停了，已经恢复到修改以前。", file=sys.stderr)
    corpus = load(root)
    try:
        change = plan(corpus, decision_day(args))
    except ChangeRefused as refusal:
        return refuse(*refusal.reasons)
    except argparse.ArgumentTypeError as wrong:
        return refuse(f"环境变量 RULEBOOK_DAY {wrong}。")
    if change is None:
        return 1
    if blocked := [] if back else list(_blocked(corpus, change)):
        return refuse(*blocked)
    errors = [] if back else new_errors(corpus, change)
    later = [f for f in errors if mended_after and f.code in _OF_DUTIES and f.file in change.writes]
    if len(errors) > len(later):
        return refuse("改完以后检查会出下列错误，所以没有改。请先照提示改正：", *(as_text(f) for f in errors))
    for note in change.notes:
        print(f"提醒：{note}", file=sys.stderr)
    if later:
        print("下面几处写好以后在新文本的文件头里改，改好检查才通过：", *map(as_text, later), sep="\n", file=sys.stderr)
    if not args.dry_run and (failed := _failed(root, change, standing(root, change) if back else texts(corpus) | change.read)):
        return refuse(failed)
    for path, text in change.writes.items():
        print(f"{'将' if args.dry_run else '已'}{'写' if text is not None else '删'}：{path}")
    return 0


def _failed(root: Path, change: Change, before: dict[str, str]) -> str:
    """Write the change; why it could not be, "" where it could."""
    try:
        replace_all(root, change.writes, before)
    except WriteConflictError as conflict:
        return f"{conflict.path} 刚才被别的程序改过。请保存、关闭以后再试。"
    except OSError as error:
        return f"写不进去（{error.strerror}：{error.filename}）。已经恢复原样，请检查磁盘和权限。"
    return ""


def with_data(corpus: Corpus, act: Act, change: Change) -> Change:
    """The change with every line of data that names a moved number brought up to it."""
    raw = change.writes[act.newest.file] or ""
    new, _ = read_expression(split_header(raw, act.newest.file))
    if new is None:
        return change
    found = renumbering(act.newest.document, new.document)
    step = Step(act, act.newest, replace(new, valid_from=new.header.effective), found, recorded=False)
    after, before, told = moved_data(corpus, build_library(corpus), step)
    taken = {file: text for file, text in after.items() if file not in change.writes}
    if not taken:
        return change
    shown = "；".join(line for line in told if line.partition(":")[0] in taken)
    note = f"附表、清单、事项、页面里点明这件制度的条号一并改成新条号，请核对：{shown}。新文本{step.starts}起才用新条号，没有点明的由 rulebook check 列出。"
    return replace(change, writes={**change.writes, **taken}, notes=(*change.notes, note), read={f: before[f] for f in taken})


def _blocked(corpus: Corpus, change: Change) -> Iterator[str]:
    """Why the files that would be written cannot be, as they stand."""
    changed = set(change.writes) & {f.file for f in check(corpus) if f.code == ledger.CHANGED}
    for file in sorted(changed - set(_kept(corpus, change))):
        way = "请先把改动另存一份，恢复原文（git restore 文件名），再运行这个命令，然后改新的文本。"
        yield f"{file} 和已经发布的文本不一样，不能当作旧文本存下来。{way}"
    folders = {folder for path in change.writes for folder in PurePosixPath(path).parents}
    for folder in sorted(str(folder) for folder in folders if (corpus.root / folder).is_file()):
        yield f"{folder} 是文件，应当是文件夹，新的文本放不进去。请把它挪开以后再试。"


def _kept(corpus: Corpus, change: Change) -> Iterator[str]:
    """Files whose published text the change writes to another place."""
    folder, written = corpus.docs.parent, set(change.writes.values())
    for entry in kept.latest(kept.recorded(folder)).values():
        if entry.file in change.writes and kept.kept_text(folder, entry) in written:
            yield entry.file


def refuse(*reasons: str) -> int:
    """Say why nothing was changed, and give the exit code."""
    print("\n".join(reasons), file=sys.stderr)
    return 1


def texts(corpus: Corpus) -> dict[str, str]:
    """Every file of the corpus that was read, as it stood."""
    read = {e.file: e.raw for e in corpus.expressions() if not e.unfiled}
    return read | {page.file: page.source.text for page in corpus.pages}


def standing(root: Path, change: Change) -> dict[str, str]:
    """The files that a change is about, as they stand on the disk."""
    files = {path: root / path for path in change.writes if (root / path).is_file()}
    return {path: file.read_bytes().decode("utf-8", errors="surrogateescape") for path, file in files.items()}


def new_errors(corpus: Corpus, change: Change) -> list[Finding]:
    """Errors that the rulebook would have after the change and has not now. Tried on a copy."""
    known = Counter(_essence(f) for f in check(corpus) if f.level is Level.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(corpus.docs, root / "docs", ignore=shutil.ignore_patterns(".*"))
        if (corpus.docs.parent / "ledger").is_dir():
            (root / "ledger").symlink_to(corpus.docs.parent.resolve() / "ledger")
        for path, text in change.writes.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).unlink(missing_ok=True)
            if text is not None:
                (root / path).write_bytes(text.encode())
        found = [f for f in check(load(root)) if f.level is Level.ERROR and f.code != EARLY]  # a planned day may lie ahead
    fresh = []
    for finding in found:
        essence = _essence(finding)
        known[essence] -= 1
        if known[essence] < 0:
            fresh.append(finding)
    return fresh


def _essence(finding: Finding) -> tuple[str, str, str]:
    """A finding without its line, which moves when the header grows."""
    return finding.file, finding.code, _LINE.sub("", finding.message)
