"""``rulebook import FILE.docx --amends ID``: a new Word file of an act we have becomes an amendment of it (修正)."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path

from rulebook.change.amend import Instrument, amend
from rulebook.change.find import find_act
from rulebook.change.plan import Change, ChangeRefused
from rulebook.cli.arguments import date
from rulebook.cli.changing import carry_out, refuse, with_data
from rulebook.cli.files import shown_name
from rulebook.cli.import_docx import choice, tell
from rulebook.cli.redline import as_text
from rulebook.corpus.load import Corpus
from rulebook.history.redline import compare
from rulebook.importer.docx.read import read_docx
from rulebook.importer.docx.report import Draft
from rulebook.markup.header import read_header
from rulebook.markup.parse import parse
from rulebook.markup.source import split_header
from rulebook.model.finding import Level
from rulebook.model.header import Header
from rulebook.model.provision import Document

_ASKED = (
    ("effective", "施行日期", True),
    ("doc_no", "文号", False),
    ("adopted", "通过日期", False),
    ("issued", "印发日期", False),
)
_OF_A_DRAFT = frozenset({"D241", "D242"})  # on a header of its own, which an amendment does not get


def import_amendment(args: argparse.Namespace) -> int:
    """Read the one file, ask for what a file does not say, show the comparison, change the act. 0 done, 1 refused, 2 wrong usage."""
    if len(args.files) != 1 or args.files[0].suffix.lower() != ".docx":
        print("--amends 一次只能用一个 .docx 文件。", file=sys.stderr)
        return 2
    path: Path = args.files[0]
    name = shown_name(path, args.root)
    drafts = read_docx(path, accept=choice(accept=args.accept, reject=args.reject), name=name)
    if any(not draft.text for draft in drafts):
        tell(f for draft in drafts for f in draft.findings)
        return 1
    drafts = [dataclasses.replace(d, findings=tuple(f for f in d.findings if f.code not in _OF_A_DRAFT)) for d in drafts]
    written: dict[str, str] = {}

    def plan(corpus: Corpus, today: dt.date) -> Change | None:
        act = find_act(corpus, args.amends)
        draft = _chosen(drafts, act.header.title)
        tell(draft.findings)
        instrument = _instrument(args, draft)
        if instrument is None:
            return None
        source = split_header(draft.text, name)
        change = amend(
            corpus, [act.id], instrument, today, dataclasses.replace(source, text=source.body, header=None, header_lines=0)
        )
        _show(act.header.title, draft, parse(act.newest.raw)[0], parse(change.writes[act.newest.file] or "")[0])
        written.update(path=act.newest.file, id=act.id)
        return with_data(corpus, act, change)

    code = carry_out(args, plan, mended_after=True)
    findings = [dataclasses.asdict(f) for draft in drafts for f in draft.findings]
    done = code == 0 and not args.dry_run
    row = {
        "file": name,
        "id": written.get("id", args.amends),
        "path": written.get("path", "") if done else "",
        "findings": findings,
    }
    print(json.dumps(row, ensure_ascii=False))
    return code


def _chosen(drafts: list[Draft], title: str) -> Draft:
    """The act of this title where the file holds several."""
    if len(drafts) == 1:
        return drafts[0]
    named = [draft for draft in drafts if draft.title == title]
    if len(named) != 1:
        titles = "、".join(f"《{draft.title}》" for draft in drafts[:5])
        raise ChangeRefused(f"文件里有{len(drafts)}件制度（{titles}），没有正好一件是《{title}》。请把它单独存成一个 .docx。")
    return named[0]


def _instrument(args: argparse.Namespace, draft: Draft) -> Instrument | None:
    """Dates and number from the command line, else asked for at a terminal; None where they are neither."""
    header, _ = read_header(split_header(draft.text, "").header or "", "")
    given = {"effective": args.effective, "doc_no": args.doc_no, "adopted": args.adopted, "issued": args.issued}
    if sys.stdin.isatty():
        for key, words, needed in _ASKED:
            given[key] = given[key] or _ask(key, words, header, needed=needed)
    if given["effective"] is None:
        hint = _hint(header)
        refuse(f"没有写新文本的施行日期。请加 --effective 日期（写成 2027-01-01 这样），有文号、通过和印发日期的也请加上。{hint}")
        return None
    return Instrument(given["effective"], given["doc_no"], given["issued"], given["adopted"], args.event, args.note)


def _hint(header: Header | None) -> str:
    """What the file itself says, for a person to judge."""
    said = [f"{words}{value}" for key, words, _ in _ASKED if header and (value := getattr(header, key))]
    return f"文件里写着{'、'.join(said)}，请看是不是这次修改的。" if said else ""


def _ask(key: str, words: str, header: Header | None, *, needed: bool) -> dt.date | str | None:
    """One answer from the keyboard; an empty one means that it is not known yet."""
    said = getattr(header, key) if header else None
    shape = "写成 2027-01-01 这样" if key != "doc_no" else "写成 x司党〔2026〕18号 这样"
    while True:
        print(
            f"{words}（{shape}{f'；文件里写着 {said}' if said else ''}{'' if needed else '；还没有就直接按回车'}）：",
            end="",
            file=sys.stderr,
        )
        try:
            answer = input().strip()
        except EOFError:
            return None
        if not answer and not needed:
            return None if key != "doc_no" else ""
        if key == "doc_no":
            return answer
        try:
            return date(answer)
        except argparse.ArgumentTypeError as wrong:
            print(f"{wrong}。", file=sys.stderr)


def _show(title: str, draft: Draft, old: Document, new: Document) -> None:
    """The comparison, and one sentence that sums it up."""
    rows = compare(old, new)
    changed = [row for row in rows if row.label not in {"unchanged", "renumbered"}]
    moved = sum(row.label == "renumbered" for row in rows)
    for row in rows:
        if row.label != "unchanged":
            print(as_text(row))
    unsure = sum(finding.level is Level.WARNING for finding in draft.findings)
    print(f"这是对《{title}》的修改，共改{len(changed)}条，{unsure}处拿不准。{f'另有{moved}条只是条号变动。' if moved else ''}")
