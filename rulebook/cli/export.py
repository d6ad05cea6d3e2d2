"""``rulebook export``: acts as Word, PDF, JSON, Akoma Ntoso, CSV, plain text, or a file for a search server."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from tqdm import tqdm

from rulebook.cli.arguments import date
from rulebook.corpus.load import Corpus, load
from rulebook.corpus.select import may_read, select
from rulebook.export import akn, bulk, data
from rulebook.export.fonts import has_fonts
from rulebook.export.papers import act_papers
from rulebook.export.pdf import pdf
from rulebook.export.sheets import sheet
from rulebook.export.word import word
from rulebook.history.fingerprint import canonical
from rulebook.history.status import WORDS, expression_status
from rulebook.model.act import Act

PAPERS = frozenset({"docx", "pdf"})
FORMATS = ("json", "akn", "docx", "pdf", "csv", "txt", "bulk")
_COLUMNS = ("制度", "题名", "文号", "施行日期", "状态", "编号", "条号", "条标", "条文")
File = tuple[str, Callable[[], bytes]]


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("export", help="把制度导出为 Word、PDF、JSON、Akoma Ntoso、CSV、纯文本")
    parser.add_argument(
        "words", nargs="+", metavar="FORMAT", help=f"格式（{'、'.join(FORMATS)}，可以几种），后面可以写制度 id，不写就是全部"
    )
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="写到哪个文件夹")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR")
    parser.add_argument("--audience", choices=("全体", "中层以上", "党委"), default="全体", help="给谁看，默认全体")
    parser.add_argument("--as-of", type=date, default=None, metavar="DATE", help="效力状态写到哪一天，默认今天")
    parser.add_argument("--fonts", type=Path, default=None, metavar="DIR", help="本单位有授权的字体放在哪里（PDF 用）")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the files; 2 where a format, an act or the fonts are not there."""
    formats = [w for w in args.words if w in FORMATS]
    ids = [w for w in args.words if w not in FORMATS]
    everything = load(args.root)
    corpus = select(everything, args.audience)
    drafts = {i: act for i in ids if (act := everything.acts.get(i)) and _is_draft(act, args.audience)}
    unknown = [i for i in ids if i not in corpus.acts and i not in drafts]
    if not formats or unknown:
        told = f"没有“{unknown[0]}”这件制度，也没有这种格式。" if unknown else "没有写格式。"
        print(f"{told}格式有：{'、'.join(FORMATS)}；制度 id 用 rulebook list 查。", file=sys.stderr)
        return 2
    if drafts and not set(formats) <= PAPERS:
        print(f"“{next(iter(drafts))}”还是草案，只能导出 docx 和 pdf，每页印着“征求意见稿”或者“送审稿”。", file=sys.stderr)
        return 2
    fonts = args.fonts or args.root / "fonts"
    if "pdf" in formats and not has_fonts(fonts):
        print("没有中文字体，不能生成 PDF。请运行 make setup，或者用 --fonts 指明放字体的文件夹。", file=sys.stderr)
        return 2
    day = args.as_of or dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    acts = [drafts.get(i) or corpus.acts[i] for i in dict.fromkeys(ids or corpus.acts)]
    files = [file for name in dict.fromkeys(formats) for file in _files(name, corpus, acts, day, fonts)]
    for path, make in tqdm(files, unit="个文件", disable=None, delay=2):
        target = args.to / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(make())
    print(f"写了{len(files)}个文件到 {args.to}。")
    return 0


def _is_draft(act: Act, audience: str) -> bool:
    """Whether there is only a draft of it, which these readers may see."""
    return all(e.header.state == "draft" and may_read(audience, e.header.audience) for e in act.expressions)


def _files(name: str, corpus: Corpus, acts: Sequence[Act], day: dt.date, fonts: Path) -> Iterator[File]:
    if name == "json":
        yield "json/schema.json", lambda: _json(data.schema())
        yield "json/mapping.csv", lambda: sheet([("本站", "schema.org", "GB/T 33480", "GB/T 42147"), *data.MAPPING])
        for record in data.act_records(corpus, [act.id for act in acts]):
            yield f"json/{record.id}.json", lambda r=record: (r.model_dump_json(indent=1) + "\n").encode()  # type: ignore[misc]
    elif name == "csv":
        yield "csv/provisions.csv", lambda: sheet([_COLUMNS, *_rows(acts, day)])
    elif name == "bulk":
        yield "bulk/mapping.json", lambda: _json(bulk.MAPPING)
        yield "bulk/bulk.ndjson", ("\n".join(bulk.bulk(acts)) + "\n").encode
    elif name in PAPERS:
        for act in acts:
            for stem, paper in act_papers(act, day):
                make = (lambda p=paper: word(p)) if name == "docx" else (lambda p=paper: pdf(p, fonts))
                yield f"{name}/{stem}.{name}", make
    else:
        for act in acts:
            for text in act.expressions:
                if name == "akn":
                    yield f"akn/{act.id}.{text.key}.xml", lambda a=act, t=text: akn.akn(a, t)  # type: ignore[misc]
                else:
                    yield f"txt/{act.id}.{text.key}.txt", lambda t=text: canonical(t).encode()  # type: ignore[misc]


def _rows(acts: Sequence[Act], day: dt.date) -> Iterator[tuple[str, ...]]:
    """A row an article of every text."""
    for act in acts:
        for text in act.expressions:
            status = WORDS[expression_status(text, day)]
            for node in text.document.articles():
                head = (act.id, text.header.title, text.header.doc_no, text.key, status)
                yield (*head, node.eid, node.label, node.heading, node.own_words)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
