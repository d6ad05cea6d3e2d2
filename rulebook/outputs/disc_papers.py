"""What lies on a disc beside the site: how to open and check it, checksums, what is new since the last one."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rulebook.model.day import day_words
from rulebook.pages.status_page import DATA as STATUS
from rulebook.pages.verify_page import DATA as RECOGNITION

SUMS = "SHA256SUMS"
SIGNATURE, SIGNERS = f"{SUMS}.sig", "allowed_signers"
SPACE = "rulebook-disc"  # the namespace of its signature
READ_ME, CHANGES = "核对说明.txt", "与上一张光盘相比.txt"
_DAY = re.compile(r'data-site-day="(\d{4}-\d\d-\d\d)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HELD = re.compile(r"^document\.currentScript\.held = '(.*)';\n$", re.DOTALL)
_ESCAPED = re.compile(r"\\(u[0-9a-f]{4}|.)")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an act as the disc has it: days are ISO, until is "" while nothing ends it."""

    act: str
    title: str
    since: str
    until: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Disc:
    """What a site or a disc says of itself. rows, head: of its ledger, 0 and "" without one; commit: "" of a preview."""

    name: str
    day: dt.date
    commit: str
    rows: int
    head: str
    texts: tuple[Text, ...]


def describe(files: Mapping[str, bytes]) -> Disc:
    """Read from a site's or a disc's files. Raises KeyError or ValueError where they are neither."""
    home = files["index.html"].decode()
    day, title = _DAY.search(home), _TITLE.search(home)
    if not day or not title:
        raise ValueError("index.html")
    status: dict[str, Any] = {"commit": "", "ledger": {"rows": 0, "head": ""}}
    if STATUS in files:
        status = json.loads(files[STATUS])
    packed = f"{RECOGNITION}.js"
    known = json.loads(taken(files[packed].decode()) if packed in files else files.get(RECOGNITION, b"[]"))
    return Disc(
        html.unescape(title[1]),
        dt.date.fromisoformat(day[1]),
        status["commit"],
        status["ledger"]["rows"],
        status["ledger"]["head"],
        tuple(Text(*row[:5]) for row in known),
    )


def taken(script: str) -> str:
    """The text inside a script made by ``disc.held``. Raises ValueError for any other script."""
    found = _HELD.match(script)
    if not found:
        raise ValueError("held")
    return _ESCAPED.sub(lambda one: {"n": "\n", "r": "\r"}.get(one[1]) or _character(one[1]), found[1])


def _character(escaped: str) -> str:
    return chr(int(escaped[1:], 16)) if len(escaped) > 1 else escaped


def changes(old: Disc, new: Disc) -> list[tuple[str, list[str]]]:
    """新增、修改、失效、不再收入 since the last disc: kind and one line an act or text, in the disc's order."""
    before: dict[str, dict[str, Text]] = {}
    now: dict[str, dict[str, Text]] = {}
    for disc, acts in ((old, before), (new, now)):
        for text in disc.texts:
            acts.setdefault(text.act, {})[text.since] = text
    added, changed, ended = [], [], []
    for act, texts in now.items():
        known = before.get(act)
        if known is None:
            added.append(_line(texts[min(texts)], "起施行" if min(texts) <= new.day.isoformat() else "起施行，尚未施行"))
        else:
            changed += [_line(text, "起施行的文本") for since, text in texts.items() if since not in known]
            changed += [
                _line(text, "文本的字词或者登记有更正")
                for since, text in texts.items()
                if since in known and known[since].fingerprint != text.fingerprint
            ]
        last, then = texts[max(texts)].until, known[max(known)].until if known else ""
        passed = old.day.isoformat() <= last < new.day.isoformat()
        if last and (last < then or not then or passed):
            ended.append(f"《{texts[max(texts)].title}》　适用至{_words(last)}")
        elif then and last != then:
            changed.append(f"《{texts[max(texts)].title}》　{f'期限改为{_words(last)}' if last else '不再有期限'}")
    gone = [f"《{texts[max(texts)].title}》" for act, texts in before.items() if act not in now]
    return [("新增", added), ("修改", changed), ("失效", ended), ("不再收入", gone)]


def changes_file(old: Disc, new: Disc) -> bytes:
    """The list as a text file."""
    lines = [f"{new.name}：{day_words(new.day)}的光盘与{day_words(old.day)}的相比"]
    for kind, rows in changes(old, new):
        lines += ["", f"{kind}　{f'{len(rows)}项' if rows else '没有'}", *rows]
    return _file(lines)


def read_me(disc: Disc, *, signed: bool, compared: bool) -> bytes:
    """How to open the disc and how to check that nobody changed it."""
    lines = [
        f"{disc.name}（光盘）",
        f"反映{day_words(disc.day)}的状态。{f'提交 {disc.commit}。' if disc.commit else ''}",
        f"台账{disc.rows}行，末行 {disc.head}。" if disc.head else "没有台账。",
        "示范文本，以正式印发文本为准。",
        "",
        "一、打开",
        "双击 index.html，用 Chromium 90 以上的浏览器（或者同等的国产浏览器）。不用服务器，不用联网。",
        "可以把整个文件夹拷到本机再打开；不要只拷其中几个文件。",
        "检索、日历、表格、时点查询、验真都能用。当天的状态按本机日期显示，请先看本机日期准不准。",
        "",
        "二、核对有没有改动",
        f"在这个文件夹里运行：sha256sum -c --quiet {SUMS}",
        "没有输出，就是每个文件都和制作时相同。Windows 上可以逐个核对：certutil -hashfile 文件 SHA256。",
        f"{SUMS} 自己的校验值在制作时显示，应当写在交接单上：sha256sum {SUMS}",
    ]
    if signed:
        lines += [
            "",
            "三、核对签名",
            f"ssh-keygen -Y verify -f {SIGNERS} -I publisher -n {SPACE} -s {SIGNATURE} < {SUMS}",
            f"{SIGNERS} 请用单位另外留存的一份；光盘上的只供对照。",
        ]
    lines += [
        "",
        f"{'四' if signed else '三'}、核对文本和台账",
        "站内“验真”页：粘贴条文、核验码或者选一个文件，说明是哪一天发布的文本。",
        "在制度汇编的仓库里运行：rulebook verify 光盘的文件夹。台账在 assets/ledger/。",
    ]
    if compared:
        lines += ["", f"新增、修改、失效的制度见“{CHANGES}”。"]
    return _file(lines)


def sums(files: Mapping[str, bytes]) -> bytes:
    """Checksums as ``sha256sum -c`` takes them, by path."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def _line(text: Text, what: str) -> str:
    return f"《{text.title}》　{_words(text.since)}{what}"


def _words(day: str) -> str:
    return day_words(dt.date.fromisoformat(day))


def _file(lines: list[str]) -> bytes:
    """As old editors on Windows read it: with a byte order mark and CRLF."""
    return "\ufeff".encode() + "".join(f"{line}\r\n" for line in lines).encode()
