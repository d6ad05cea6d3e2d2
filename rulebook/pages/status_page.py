"""运行状态: what this site was made from and what is due, as a page and as ``status.json`` for a watcher."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rulebook.history.status import WORDS, act_status
from rulebook.lawful import ledger
from rulebook.model.act import Act
from rulebook.model.day import day_words
from rulebook.model.finding import Finding, Level
from rulebook.pages.drawn_page import DrawnPage
from rulebook.pages.model import Site, relative
from rulebook.pages.views import Cell, Column, Link, TableRow, TableView

PATH = "status/"
DATA = "status.json"
FORMAT = 1  # of status.json; rises when a key changes its meaning
MONTH = dt.timedelta(days=31)
_LEVELS = {Level.ERROR: "错误", Level.WARNING: "提醒", Level.INFO: "说明"}


@dataclass(frozen=True, slots=True)
class Due:
    """Something that comes within a month. what: 期满, 复审 or 施行."""

    act: str
    title: str
    what: str
    on: dt.date


def status_pages(site: Site) -> Iterator[DrawnPage]:
    """The page; a frozen edition has none."""
    if site.edition is None:
        yield DrawnPage(PATH, "运行状态", "table.html", lambda: view(site))


def status_files(site: Site, pages: int) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """``status.json``. pages: how many the site has."""
    if site.edition is None:
        yield DATA, lambda: json.dumps(data(site, pages), ensure_ascii=False, indent=1).encode() + b"\n"


def data(site: Site, pages: int) -> dict[str, object]:
    """Days are ISO; commit and committed are "" where nobody said what the site is made from (a preview)."""
    entries, _ = ledger.read(site.corpus.docs.parent)
    return {
        "format": FORMAT,
        "commit": site.commit,
        "committed": site.committed,
        "day": site.day.isoformat(),
        "acts": len(site.corpus.acts),
        "expressions": sum(len(act.expressions) for act in site.corpus.acts.values()),
        "pages": pages,
        "ledger": {"rows": len(entries), "head": entries[-1].hash if entries else ""},
        "findings": {level.value: _open(site)[level] for level in _LEVELS},
        "due": [{"act": d.act, "title": d.title, "what": d.what, "on": d.on.isoformat()} for d in due(site)],
    }


def due(site: Site) -> list[Due]:
    """What ends, is to be reviewed or takes effect in the 31 days from the site's day, soonest first."""
    found = [d for act in site.corpus.acts.values() for d in _due(act) if site.day <= d.on <= site.day + MONTH]
    return sorted(found, key=lambda d: (d.on, d.act))


def view(site: Site) -> TableView:
    """One row a fact; nothing on it depends on when or where it was built."""
    entries, _ = ledger.read(site.corpus.docs.parent)
    states = Counter(WORDS[act_status(act, site.day)] for act in site.corpus.acts.values())
    found = _open(site)
    facts = [
        ("commit", "提交", site.commit or "没有记（预览，或者没有用 deploy/publish 发布）"),
        ("committed", "提交时间", site.committed or "没有记"),
        ("day", "反映哪一天", day_words(site.day)),
        ("ledger", "台账末行", f"{len(entries)}行　{entries[-1].hash}" if entries else "还没有台账"),
        ("acts", "制度", f"{len(site.corpus.acts)}件，其中" + "、".join(f"{word}{n}件" for word, n in states.items())),
        (
            "findings",
            "没有处理的提示",
            "、".join(f"{word}{found[level]}条" for level, word in _LEVELS.items() if found[level]) or "没有",
        ),
    ]
    rows = [TableRow(key, (Cell((Link(name),)), Cell((Link(words),)))) for key, name, words in facts]
    coming = due(site)
    rows += [
        TableRow(
            f"due-{n}",
            (
                Cell((Link("一个月内"),)),
                Cell((Link(d.title, relative(site.act_path(d.act), PATH)),), f"{day_words(d.on)}{d.what}"),
            ),
        )
        for n, d in enumerate(coming, start=1)
    ]
    if not coming:
        rows.append(TableRow("due", (Cell((Link("一个月内"),)), Cell((Link("没有期满、应当复审或者开始施行的"),)))))
    lead = "给信息管理员：这个站点从哪个提交生成，台账到哪一行，近期要办什么。提示逐条看 rulebook check。"
    downloads = (Link("下载 status.json（供监控读取）", relative(DATA, PATH)),)
    return TableView("运行状态", lead, (Column("what", "项目"), Column("value", "现在")), tuple(rows), downloads=downloads)


def _due(act: Act) -> Iterable[Due]:
    for expression in act.expressions:
        header = expression.header
        for what, on in (("期满", header.expires), ("应当复审", header.review_by), ("开始施行", expression.valid_from)):
            if on and (expression.valid_to is None or on <= expression.valid_to):
                yield Due(act.id, header.name, what, on)


def _open(site: Site) -> Counter[Level]:
    """Findings on what this site's readers may see: even a number must not tell of the rest."""
    return Counter(finding.level for finding in site.findings if not _tells(site, finding))


def _tells(site: Site, finding: Finding) -> bool:
    return any(name in f"{finding.file} {finding.message}" for name in site.corpus.withheld)
