"""``rulebook verify``: is this text, this site or this rulebook what was published."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from rulebook.checks.printers import lines
from rulebook.corpus import kept
from rulebook.corpus.load import load
from rulebook.corpus.read import read_expression
from rulebook.history.fingerprint import canonical, code
from rulebook.lawful import ledger
from rulebook.lawful.facts import shape
from rulebook.lawful.ledger import Entry
from rulebook.markup.source import read_source, split_header
from rulebook.model.act import Expression

TEXT = "text.txt"
SIGNED_AS, SPACE = "publisher", "rulebook-ledger"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("verify", help="验真：文件、站点、汇编或者整个文件夹")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path()], help="规则文件、text.txt、站点或者汇编的文件夹")
    parser.add_argument("--root", type=Path, default=Path(), help="台账所在的文件夹")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 where everything is as published, 1 where something is not, 2 where there is nothing to compare."""
    entries, findings = ledger.read(args.root)
    if findings:
        sys.stderr.write(lines(findings))
        return 1
    if not entries:
        print("这里没有台账（ledger/ledger.jsonl），无法验真。请在制度汇编的文件夹里运行，或者用 --root 指明。", file=sys.stderr)
        return 2
    good = _signed(args.root)
    for path in args.paths:
        if not path.exists():
            print(f"找不到：{path}", file=sys.stderr)
            return 2
        texts = list(_texts(path))
        if not texts:
            print(
                f"{path} 里没有可以核对的文本。请写规则文件、text.txt、站点的文件夹，或者制度汇编的文件夹（里面有 docs）。",
                file=sys.stderr,
            )
            return 2
        for name, digest, text in texts:
            found = next((e for e in entries if e.fingerprint == digest), None)
            joined = found is not None and text is not None and _regrouped(args.root, found, text)
            print(
                f"字句相符，分款分项不同　{name}　{found.act} {found.expression}文本"
                if joined and found
                else _sentence(name, digest, found)
            )
            good = good and found is not None and not joined
    print(f"台账{len(entries)}行，前后相接，末行 {entries[-1].hash[:16]}。")
    return 0 if good else 1


def _regrouped(root: Path, entry: Entry, text: Expression) -> bool:
    """Whether the same words stand in other 款 and 项 than as published (two 款 joined by deleting a blank line)."""
    words = kept.kept_text(root, entry)
    published = read_expression(split_header(words, text.file))[0] if words else None
    return published is not None and shape(published) != shape(text)


def _texts(path: Path) -> Iterator[tuple[str, str, Expression | None]]:
    """Name and fingerprint of every text at ``path``, and what was read where it is a rule file."""
    if path.is_file():
        text = read_expression(read_source(path, path.as_posix()))[0] if path.suffix == ".md" else None
        yield path.as_posix(), _fingerprint(path), text
    elif (path / "docs").is_dir():
        for act in load(path).acts.values():
            for expression in act.expressions:
                if expression.header.text != "pending":
                    yield expression.file, hashlib.sha256(canonical(expression).encode()).hexdigest(), expression
    else:
        for file in sorted(path.rglob(TEXT)):
            yield file.as_posix(), _fingerprint(file), None


def _fingerprint(path: Path) -> str:
    if path.suffix == ".md":
        expression, _ = read_expression(read_source(path, path.as_posix()))
        if expression:
            return hashlib.sha256(canonical(expression).encode()).hexdigest()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sentence(name: str, digest: str, entry: Entry | None) -> str:
    if entry is None:
        return f"不是已发布的文本　{name}　（{code(digest)}）"
    return f"相符　{name}　{entry.act} {entry.expression}文本，{entry.day}{entry.event}，核验码 {code(digest)}"


def _signed(root: Path) -> bool:
    """Whether the signature of the ledger's last row holds; an unsigned ledger is said to be unsigned."""
    folder = root / "ledger"
    head, signature, signers = folder / "head", folder / "head.sig", folder / "allowed_signers"
    entries, _ = ledger.read(root)
    if not signature.exists() or not signers.exists():
        print("台账没有签名，只核对前后相接。")
        return True
    if head.read_text(encoding="utf-8").split() != [str(entries[-1].n), entries[-1].hash]:
        print("签名的末行和台账的末行不同：台账少了行，或者发布后没有签名。", file=sys.stderr)
        return False
    command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", SIGNED_AS, "-n", SPACE, "-s", str(signature)]
    result = subprocess.run(command, input=head.read_bytes(), capture_output=True, check=False)
    print("台账末行的签名有效。" if result.returncode == 0 else "台账末行的签名无效。")
    return result.returncode == 0
