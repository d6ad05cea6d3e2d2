"""``rulebook build`` and ``rulebook serve``: MkDocs with this project's plugin."""

from __future__ import annotations

import argparse
import contextlib
import errno
import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from rulebook.corpus.select import AUDIENCES
from rulebook.outputs.catalogue import Sources, read_sources
from rulebook.pages.edition_pages import frozen_path
from rulebook.site.aside import set_aside
from rulebook.site.plugin import RulebookPlugin, stop_on_errors, store_of
from rulebook.site.told import Told, told

BUILT = ("index.html", "404.html", "assets")  # one of these stands in a site, also in one that was left half built
MEMORY = Path("/dev/shm")  # noqa: S108  # a preview writes a thousand small files at each save; MkDocs names them itself


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    for name, text in (("build", "生成站点"), ("serve", "预览站点，改了文件自动更新")):
        parser = subparsers.add_parser(name, help=text)
        parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
        parser.add_argument("--docs", type=Path, default=None, help="制度所在文件夹，默认 docs（RULEBOOK_DOCS）")
        parser.add_argument("--site", type=Path, default=None, help="站点写到哪里，默认 site（RULEBOOK_SITE）")
        parser.add_argument("--edition", default="", help="只生成一版汇编，写 2021 或者 2021-12-31")
        parser.add_argument("--audience", choices=AUDIENCES, default="", help="给谁看的站点，默认全体（RULEBOOK_AUDIENCE）")
        parser.add_argument("--no-store", dest="store", action="store_false", help="不取 .cache 里以前做好的，全部重新做")
        parser.add_argument("--port", type=_port, default=8000, metavar="端口")
        parser.set_defaults(run=run, command=name)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in range(1, 65536):
        raise argparse.ArgumentTypeError(f"端口要写 1 到 65535 的整数，不能写“{text}”")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """0 built, 1 findings at error level, 2 no configuration here or nowhere to write."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if not args.config.exists():
        print("这里没有 mkdocs.yml。请在制度汇编的文件夹里运行。", file=sys.stderr)
        return 2
    if args.audience:
        os.environ["RULEBOOK_AUDIENCE"] = args.audience
    docs = args.docs or os.environ.get("RULEBOOK_DOCS")
    out = args.site or os.environ.get("RULEBOOK_SITE")
    options: dict[str, Any] = {}
    if docs:
        options["docs_dir"] = str(Path(docs).resolve())
    if out:
        options["site_dir"] = str(Path(out).resolve())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Told())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    try:
        config = load_config(str(args.config), **options)
        lacking = _lacking(config)
        if lacking:
            print(lacking, file=sys.stderr)
            return 2
        if args.command == "serve":
            from mkdocs.commands.serve import serve  # noqa: PLC0415  # its server is slow to load; a build needs none

            options.pop("site_dir", None)
            tempfile.tempdir = str(MEMORY) if os.access(MEMORY, os.W_OK) else None
            serve(str(args.config), dev_addr=f"127.0.0.1:{args.port}", livereload=True, **options)
            return 0
        return _build(args, options, config)
    except (Abort, MkDocsException) as error:
        print(told(str(error)), file=sys.stderr)
        return 1
    except OSError as error:
        if args.command != "serve" or error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        print(f"端口 {args.port} 已经有程序在用，或者不许用。请换一个：--port {args.port % 60000 + 1}。", file=sys.stderr)
        return 2
    except SystemExit:  # the macro plugin leaves this way, after it has said why
        return 1


def _lacking(config: MkDocsConfig) -> str:
    """Why this configuration cannot be built, "" where it can."""
    absent = [name for name in ("macros", "rulebook") if name not in config.plugins]
    if absent:
        return f"mkdocs.yml 错误　plugins 里少了 {'、'.join(absent)}。请照原来的写法补上，顺序是 macros 在前、rulebook 在后。"
    out = Path(config.site_dir).resolve()
    if out.exists() and not out.is_dir():
        return f"站点要写到一个文件夹，{out} 是文件。请换一个 --site。"
    if (
        out.is_dir()
        and any(not path.name.startswith(".") for path in out.iterdir())
        and not any((out / name).exists() for name in BUILT)
    ):
        return f"{out} 里有别的文件，不是以前生成的站点；生成时会清空它。请换一个 --site，或者先把里面的文件移走。"
    return ""


def _build(args: argparse.Namespace, options: dict[str, Any], config: MkDocsConfig) -> int:
    """The living site with every frozen edition inside it, or one edition alone."""
    root, docs, out = Path(config.config_file_path).parent, Path(config.docs_dir), Path(config.site_dir)
    store = store_of(root, used=args.store)
    sources = read_sources(root, docs, store)
    editions = sources.editions.all
    wanted = [e for e in editions if args.edition in {"", e.slug, e.as_of.isoformat()}]
    if args.edition and not wanted:
        there = "、".join(f"{e.slug}（{e.as_of}）" for e in editions) or "没有"
        print(f"没有“{args.edition}”这一版。docs/editions 里现有：{there}。", file=sys.stderr)
        return 2
    sources = stop_on_errors(sources, store)
    with contextlib.nullcontext() if args.edition else set_aside(out):
        if not args.edition:
            build(_prepared(config, sources, whole=True, store=args.store))
        for edition in wanted:
            within = load_config(str(args.config), **options | {"site_dir": str(out / frozen_path(edition))})
            build(_prepared(within, sources, edition=edition.slug, store=args.store))
    return 0


def _prepared(config: MkDocsConfig, sources: Sources, **settings: str | bool) -> MkDocsConfig:
    """The plugin told which of the sites it builds, from what was read once for all of them."""
    plugin = config.plugins["rulebook"]
    assert isinstance(plugin, RulebookPlugin)  # noqa: S101  # mkdocs.yml names it
    plugin.sources = sources
    plugin.config.load_dict(dict(settings))
    return config
