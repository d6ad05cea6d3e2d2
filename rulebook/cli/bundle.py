"""``rulebook bundle``: a finished site as a folder for a CD or a USB stick that opens without a server."""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from rulebook.outputs.disc import ENTRY, disc
from rulebook.outputs.disc_papers import (
    CHANGES,
    READ_ME,
    SIGNATURE,
    SIGNERS,
    SPACE,
    SUMS,
    Disc,
    changes_file,
    describe,
    read_me,
    sums,
)
from rulebook.outputs.joined import JoinError


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("bundle", help="做光盘：把生成的站点变成双击就能打开的文件夹")
    parser.add_argument(
        "--site", type=Path, default=Path(os.environ.get("RULEBOOK_SITE", "site")), help="生成好的站点，默认 site"
    )
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="写到哪个文件夹（新的，或者以前的光盘）")
    parser.add_argument("--since", type=Path, default=None, metavar="DIR", help="上一张光盘，列出新增、修改、失效")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 written, 1 the site has a script that cannot be used, 2 no site, nowhere to write or no key to sign with."""
    site, to, since = args.site, args.to, args.since
    key = os.environ.get("RULEBOOK_SIGNING_KEY", "")
    wrong = _wrong(site, to, since, key)
    if wrong:
        print(wrong, file=sys.stderr)
        return 2
    source = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
    try:
        now = describe(source)
        old = _described(since) if since else None
        files = dict(disc(source))
    except JoinError as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyError, ValueError) as error:
        print(f"读不通：{error}。请看 --site 是不是完整的站点、--since 是不是以前做的光盘。", file=sys.stderr)
        return 2
    if old:
        files[CHANGES] = changes_file(old, now)
    if key:
        public = _public(key)
        if not public:
            print("签名的私钥读不出公钥：带口令的换一把不带口令的，不对的请检查 RULEBOOK_SIGNING_KEY。", file=sys.stderr)
            return 2
        files[SIGNERS] = f'publisher namespaces="{SPACE}" {public}\n'.encode()
    files[READ_ME] = read_me(now, signed=bool(key), compared=old is not None)
    listed = sums(files)
    _clear(to)
    _write(to, SUMS, listed)
    for path, content in files.items():
        _write(to, path, content)
    if key and not _signed(to, key):
        print("没有签上名。请检查 RULEBOOK_SIGNING_KEY 和 ssh-keygen，再运行一次。", file=sys.stderr)
        return 2
    size = sum(map(len, files.values())) / 1_000_000
    print(f"已写：{to}，{len(files) + 1}个文件，{size:.1f} MB。打开其中的 index.html。")
    print(f"交接单上写 {SUMS} 的校验值：{hashlib.sha256(listed).hexdigest()}")
    return 0


def _wrong(site: Path, to: Path, since: Path | None, key: str) -> str:
    """Why nothing can be written, "" where it can."""
    if not (site / "index.html").is_file() or not (site / ENTRY).is_file():
        return f"{site} 里没有完整的站点。请先运行 make build，或者用 --site 指明。"
    here, there = site.resolve(), to.resolve()
    if here == there or here in there.parents or there in here.parents:
        return f"光盘的文件夹（{to}）和站点（{site}）不能一个在另一个里面。请换一个 --to。"
    if to.exists() and (not to.is_dir() or (any(to.iterdir()) and not (to / SUMS).is_file())):
        return f"{to} 里有别的文件，不是以前做的光盘，不会覆盖。请换一个空的文件夹。"
    if since and not (since / SUMS).is_file():
        return f"{since} 不是以前做的光盘（没有 {SUMS}）。请检查 --since。"
    if key and not os.access(key, os.R_OK):
        return f"读不到签名的私钥 {key}。请检查 RULEBOOK_SIGNING_KEY 和文件的属主。"
    return ""


def _described(folder: Path) -> Disc:
    listed = ("index.html", "status.json", "assets/verify.json.js")
    return describe({path: (folder / path).read_bytes() for path in listed if (folder / path).is_file()})


def _clear(folder: Path) -> None:
    """Take away an earlier disc: what its list names, and the list last, so that a killed run can be run again."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = folder / SUMS
    if not listed.is_file():
        return
    for line in listed.read_text(encoding="utf-8").splitlines():
        path = folder / line[66:]
        if folder.resolve() in path.resolve().parents and path.is_file():
            path.unlink()
    (folder / SIGNATURE).unlink(missing_ok=True)
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def _write(folder: Path, path: str, content: bytes) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _public(key: str) -> str:
    result = subprocess.run(["ssh-keygen", "-y", "-P", "", "-f", key], capture_output=True, text=True, check=False)
    return result.stdout.strip() if result.returncode == 0 else ""


def _signed(folder: Path, key: str) -> bool:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(Path(key).resolve()), "-n", SPACE, SUMS]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
