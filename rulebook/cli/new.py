"""``rulebook new``: a filled skeleton of a rule, form, office, instrument or register, and what to do next."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from rulebook.cli.import_docx import import_word
from rulebook.corpus.load import Corpus, load
from rulebook.corpus.write import WriteConflictError, replace_all
from rulebook.importer import skeleton
from rulebook.importer.skeleton import NotMade
from rulebook.model.folders import COLLECTIONS, folder_of

_NEXT = {
    "rule": "接着改条文和文件头；印发以后补 doc_no、adopted、issued、effective、approved，把 state: draft 改成 adopted。",
    "form": "接着改栏目（parts）、谁填（who）、什么时候填（when）、交给谁（to）。",
    "office": "接着补简称（aliases，用；隔开）；撤销的写 ended 和 successor。",
    "basis": "接着核对版本沿革（history）和文号；制度的文件头写 basis: [{id: 这个 id}] 就连上了。",
    "register": "接着在 .csv 里一行一行填；要连到条文的，加 act（制度 id）和 heading（条标）两列。",
}
_NEEDS = {
    "rule": (("title", "题名"), ("office", "责任科室（id 或者名称）")),
    "form": (("act", "哪一件制度（id）"), ("title", "表名")),
    "office": (("title", "名称"),),
    "basis": (("title", "题名"), ("issuer", "制定机关")),
    "register": (("title", "题名"), ("columns", "各列的名字，用逗号隔开")),
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("new", help="开始写一件新的：制度、表格、科室、上位依据、清单")
    parser.add_argument("kind", choices=tuple(_NEEDS), help="rule 制度；form 表格；office 科室；basis 上位依据；register 清单")
    parser.add_argument("--title", default="", metavar="题名", help="题名、表名或者科室名称")
    parser.add_argument("--id", default="", metavar="ID", help="小写字母、数字和短横；不写就按拼音起一个")
    parser.add_argument("--office", default="", metavar="科室", help="制度的责任科室")
    parser.add_argument(
        "--collection", choices=tuple(COLLECTIONS.values()), default="rule", help="rule 规章制度；mechanism 长效机制"
    )
    parser.add_argument("--act", default="", metavar="ID", help="表格属于哪一件制度")
    parser.add_argument("--issuer", default="", metavar="机关", help="上位依据的制定机关")
    parser.add_argument("--columns", default="", metavar="列", help="清单的各列，例如 序号,内容")
    parser.add_argument("--from", dest="source", type=Path, default=None, metavar="FILE", help="制度从 Word 文件（.docx）来")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="制度汇编的文件夹，默认当前文件夹")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 written, 1 not possible, 2 something that is needed was not said."""
    root: Path = args.root.resolve()
    if not (root / "docs").is_dir():
        print(f"这里没有 docs 文件夹：{root}。请在制度汇编的文件夹里运行，或者用 --root 指明。", file=sys.stderr)
        return 2
    if args.source:
        return _from_word(args, root)
    if lacking := _asked(args):
        print(f"还要写：{'；'.join(lacking)}。", file=sys.stderr)
        return 2
    corpus = load(root)
    try:
        writes = _made(corpus, args)
        before = {name: (root / name).read_bytes().decode(errors="surrogateescape") for name in writes if (root / name).exists()}
        replace_all(root, dict(writes), before)
    except (NotMade, WriteConflictError) as error:
        print(error if isinstance(error, NotMade) else f"{error.path} 刚被改过，没有写。请再试一次。", file=sys.stderr)
        return 1
    for name in writes:
        print(f"已写：{name}")
    print(f"{_NEXT[args.kind]}改完运行 rulebook check。")
    return 0


def _made(corpus: Corpus, args: argparse.Namespace) -> dict[str, str]:
    makers: dict[str, Callable[[], dict[str, str]]] = {
        "rule": lambda: skeleton.rule(corpus, args.title, args.office, args.collection, args.id),
        "form": lambda: skeleton.form(corpus, args.act, args.title),
        "office": lambda: skeleton.office(corpus, args.title, args.id),
        "basis": lambda: skeleton.basis(corpus, args.title, args.issuer, args.id),
        "register": lambda: skeleton.register(corpus, args.title, args.columns.replace("，", ",").split(","), args.id),
    }
    return makers[args.kind]()


def _asked(args: argparse.Namespace) -> list[str]:
    """What is needed and was not said; at a terminal it is asked for."""
    lacking = []
    for key, words in _NEEDS[args.kind]:
        if not getattr(args, key) and sys.stdin.isatty():
            setattr(args, key, input(f"{words}："))
        if not getattr(args, key):
            lacking.append(f"--{key} {words}")
    return lacking


def _from_word(args: argparse.Namespace, root: Path) -> int:
    """A rule whose words stand in a Word file: as ``rulebook import`` does it."""
    if args.kind != "rule" or not args.source.is_file():
        print(
            "--from 只用于 new rule，后面写一个 .docx 文件。" if args.kind != "rule" else f"没有 {args.source} 这个文件。",
            file=sys.stderr,
        )
        return 2
    code = import_word([args.source], root / "docs" / folder_of(args.collection), root, accept=None)
    if not code:
        print(f"草案已经写好，文件名见上。{_NEXT['rule']}改完运行 rulebook check。")
    return code
