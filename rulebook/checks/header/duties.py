"""Checks on duties: recurrences that cannot be read (R113), articles without any (R114, R115), roles (R110, R201)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rulebook.checks.near import unknown_office
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import Corpus
from rulebook.duty.recurrence import Malformed, parse
from rulebook.duty.roles import load_roles
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level

_NUMBER = r"[0-9]{1,4}"
_PERIOD = re.compile(
    rf"每(?:周|月|季度?|半年|年|两年|日|个工作日)|{_NUMBER}月(?:{_NUMBER}日|底)(?:以?前)"
    rf"|{_NUMBER}(?:个工作日|日|个月|小时|分钟|年)(?:以?内|以?前|时)|提前{_NUMBER}个工作日|[前后]{_NUMBER}个?(?:工作日|日)|立即|当日"
)
_CLOSING = re.compile(r"【(?:解释|施行)|^第[^条]{1,8}条[^。]{0,12}(?:自\d{4}年|由[^。]{2,14}解释)")


def check_duties(corpus: Corpus) -> Iterator[Finding]:
    """Findings on every duty of every header, and on the table of roles."""
    for expression in corpus.expressions():
        for duty in expression.header.duties:
            found = parse(duty.recurrence)
            if isinstance(found, Malformed):
                line = line_of(expression, "recurrence", duty.recurrence)
                message = f"职责 {duty.id} 的周期“{duty.recurrence}”读不懂：“{found.part}”{found.message}。"
                yield Finding(expression.file, line, 1, "R113", Level.ERROR, message, duty.recurrence)
        if expression.header.duties_checked:
            yield from _unregistered(expression)
    yield from _roles(corpus)


def _unregistered(expression: Expression) -> Iterator[Finding]:
    """Of a text whose duties were gone through: articles with a period, neither registered nor excused; excuses not needed."""
    registered = {duty.article.partition("__")[0] for duty in expression.header.duties}
    excused = {item.article for item in expression.header.no_duty}
    lines = expression.raw.split("\n")
    articles = list(expression.document.articles())
    for article in articles:
        after = min((a.line for a in articles if a.line > article.line), default=len(lines) + 1)
        body = "\n".join(lines[article.line - 1 : after - 1])
        found = None if _CLOSING.search(body) else _PERIOD.search(body)
        if found and article.eid not in registered | excused:
            message = (
                f"{article.label}写了“{found.group()}”，没有登记职责。请在文件头 duties 登记谁在什么时候做什么；"
                "不派事的，写进 no_duty 并说明理由。"
            )
            yield Finding(expression.file, article.line, 1, "R114", Level.WARNING, message, found.group())
        if article.eid in excused & registered:
            line = line_of(expression, "no_duty", article.eid)
            message = f"{article.label}已经登记职责，不用再写进 no_duty。请删去。"
            yield Finding(expression.file, line, 1, "R115", Level.WARNING, message, article.eid)


def _roles(corpus: Corpus) -> Iterator[Finding]:
    try:
        file = (corpus.docs / "offices" / "roles.yml").relative_to(corpus.root).as_posix()
    except ValueError:
        file = (corpus.docs / "offices" / "roles.yml").as_posix()
    roles, findings = load_roles(corpus.docs, file)
    yield from findings
    offices = corpus.registries.offices
    for role in roles if offices is not None else ():
        for slug in role.includes:
            if offices is not None and slug not in offices:
                message, near = unknown_office(slug, offices)
                yield Finding(file, role.line, 1, "R201", Level.ERROR, message, slug, near)
