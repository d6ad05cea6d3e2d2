"""``rulebook init``: an empty rulebook for another bureau, with one sample of each kind."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import shutil
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.corpus.format import FORMAT
from rulebook.model.day import day_words

PROGRAM = Path(__file__).parents[2]
PARTS = (
    "rulebook",
    "overrides",
    "macros",
    "deploy",
    ".github/workflows",
    ".forgejo/workflows",
    ".ci",
)  # the program and what runs it
FILES = ("Makefile", "pyproject.toml", "requirements.txt", "LICENSE", ".gitignore", ".gitlab-ci.yml", ".editorconfig")
STARTER = PROGRAM / "rulebook" / "starter"
_OWN = re.compile(r"^  - rulebook:\n(?:      .*\n)+", re.MULTILINE)  # what mkdocs.yml says of this bureau alone


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("init", help="为另一个单位建一个空的制度汇编")
    parser.add_argument("folder", type=Path, help="建在哪个文件夹（还没有，或者是空的）")
    parser.add_argument("--name", required=True, help="单位名称，例如 甲区司法局")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 made, 2 nowhere to write or no usable name."""
    name = args.name.strip()
    if not name or any(c in name for c in "\n\r\t<>{}`|#") or len(name) > 60:
        print("单位名称写一行，不超过60个字，不带 < > { } ` | # 这些记号。请改正 --name。", file=sys.stderr)
        return 2
    folder: Path = args.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"{folder} 已经有东西，不会覆盖。请换一个还没有的文件夹。", file=sys.stderr)
        return 2
    if not (PROGRAM / "mkdocs.yml").exists():
        print("程序没有和它的文件夹装在一起，没有样式和模板可以复制。请在程序的文件夹里 make setup 以后再运行。", file=sys.stderr)
        return 2
    _copy_program(folder)
    _write_sample(folder, name, dt.datetime.now(ZoneInfo("Asia/Shanghai")).date())
    print(f"建好了：{folder}。进入这个文件夹，make serve 预览，make test 检查。样例在 docs 里，照着改。")
    return 0


def _copy_program(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        if (PROGRAM / part).exists():
            shutil.copytree(PROGRAM / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        if (PROGRAM / file).exists():
            shutil.copy(PROGRAM / file, folder / file)


def _write_sample(folder: Path, name: str, day: dt.date) -> None:
    """The sample texts with the bureau's name and today's date, and the settings."""
    words = {"{name}": name, "{day}": day.isoformat(), "{day_words}": day_words(day)}
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        text = source.read_text(encoding="utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        inside = source.relative_to(STARTER)
        target = folder / ("tests/test_rulebook.py" if inside.suffix == ".txt" else inside)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    title = json.dumps(name if name.endswith("制度汇编") else f"{name}制度汇编", ensure_ascii=False)
    settings = (PROGRAM / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)^site_name:.*$", lambda _: f"site_name: {title}", settings)
    settings = re.sub(r"(?m)^site_description:.*$", lambda _: f"site_description: {title}", settings)
    (folder / "mkdocs.yml").write_text(_OWN.sub(f"  - rulebook:\n      format: {FORMAT}\n", settings), encoding="utf-8")
