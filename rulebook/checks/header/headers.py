"""Each header against its own text, its place among the files, and itself (H2xx, R205); what it names, see ``registered``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from rulebook.checks.header.registered import of_abolished_office, unregistered
from rulebook.checks.header.used_twice import used_twice
from rulebook.checks.severity import UNLISTED, own
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.imported import LIST
from rulebook.corpus.library import title_key
from rulebook.corpus.load import Corpus, claims_published, is_published
from rulebook.lawful import ledger
from rulebook.lawful.facts import begins
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.folders import COLLECTIONS
from rulebook.model.provision import DIVISIONS

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_headers(corpus: Corpus) -> Iterator[Finding]:
    """Findings on every header of the corpus."""
    yield from used_twice(corpus)
    for expression in corpus.expressions():
        header = expression.header
        if expression.document.title and title_key(expression.document.title) != title_key(header.title):
            message = f"正文题名“{expression.document.title}”和文件头 title“{header.title}”不一致。请改成一样。"
            yield Finding(
                expression.file,
                expression.document.title_line,
                1,
                "H201",
                Level.ERROR,
                message,
                expression.document.title,
                header.title,
            )
        placed_wrong = header.collection == "law" and own(expression.file, corpus)  # told by _placed
        if claims_published(header) and not expression.published and not placed_wrong:
            yield _unlisted(expression, corpus)
        yield from unregistered(expression, corpus)
        yield from _provisions(expression)
        yield from of_abolished_office(expression, corpus)
        if not is_published(expression):
            yield from _headings(expression)
            yield from _facts(expression, corpus)
        if not is_published(expression) or _folder(expression, corpus) in COLLECTIONS:
            yield from _placed(expression, corpus)


def _unlisted(expression: Expression, corpus: Corpus) -> Finding:
    """A text that calls itself a published law without having been imported as one."""
    if own(expression.file, corpus):
        message = "文件头写成了公开法律法规，这个文件夹里的是本局制度。provenance 的 kind 请写 named、described 或者 inferred。"
    else:
        message = (
            f"文件头写的是公开法律法规，可是它不在导入清单（{LIST}）里，或者导入以后改过。"
            "请用 rulebook import 重新导入，不要手改；要写成本局制度的，请移到 rules 或者 mechanisms。"
        )
    key = "provenance" if expression.header.provenance else "collection"
    return Finding(expression.file, line_of(expression, key), 1, UNLISTED, Level.ERROR, message, "published")


def _facts(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """What an act of our own should say, and say once."""
    header, file = expression.header, expression.file
    if header.title[:1] in '《“"' and header.title[-1:] in '》”"':
        message = f"title 写的是“{header.title}”。题名不带书名号和引号，请只写“{header.title[1:-1]}”。"
        yield Finding(file, line_of(expression, "title"), 1, "H212", Level.ERROR, message, header.title, header.title[1:-1])
    if corpus.registries.offices and expression.newest and (header.state, header.text) == ("adopted", "held"):
        for key, given, what in (("office", header.office, "责任科室"), ("document_type", header.document_type, "文种")):
            if not given:
                message = f"文件头没有写 {key}（{what}），按{what}找不到这件制度。请补上。"
                yield Finding(file, 1, 1, "H213", Level.WARNING, message, key)
    today = ledger.latest_day(())
    yield from _basis_checked(expression, today)
    if header.duties_checked and header.duties_checked > today:
        message = f"duties_checked 写{header.duties_checked}，还没有到，职责不会已经核对过。请写真正核对的日期。"
        yield Finding(file, line_of(expression, "duties_checked"), 1, "H220", Level.ERROR, message)
    if header.review_by and header.effective and header.review_by <= header.effective:
        message = f"review_by（应当复审的日期）写{header.review_by}，不晚于施行日期{header.effective}。请改正。"
        yield Finding(file, line_of(expression, "review_by"), 1, "H220", Level.ERROR, message)
    seen: set[str] = set()
    for duty in header.duties:
        if duty.id in seen:
            message = f"职责编号“{duty.id}”用了两次，日历和清单会认错。请改一个。"
            yield Finding(file, line_of(expression, "duties", f"id: {duty.id}"), 1, "H214", Level.ERROR, message, duty.id)
        seen.add(duty.id)


def _headings(expression: Expression) -> Iterator[Finding]:
    """Articles are called by their heading (条标): two of one name cannot be told apart."""
    seen: dict[str, str] = {}
    for article in expression.document.articles():
        if article.heading and article.heading in seen:
            message = (
                f"条标“{article.heading}”用了两次（{seen[article.heading]}、{article.label}），按条标找不到是哪一条。请改一个。"
            )
            yield Finding(expression.file, article.line, 1, "H208", Level.ERROR, message, article.heading)
        seen.setdefault(article.heading, article.label)


def _folder(expression: Expression, corpus: Corpus) -> str:
    """The folder below docs/ that the file stands in."""
    return expression.file.removeprefix(f"{corpus.docs_name}/").partition("/")[0]


def _placed(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """Header, place of the file and the article on effect say the same."""
    header, file = expression.header, expression.file
    collection = COLLECTIONS.get(_folder(expression, corpus), header.collection)
    if header.collection != collection:
        message = f"这个文件夹里的制度 collection 写 {collection}，不能写 {header.collection}。请改正，或者把文件移到别的文件夹。"
        yield Finding(file, line_of(expression, "collection"), 1, "H204", Level.ERROR, message, header.collection, collection)
    if header.state != "adopted":
        return
    if header.effective is None:
        if header.text != "pending":
            message = "文件头没有写 effective（施行日期），效力状态算不出来。请补上；还没有通过的，写 state: draft。"
            yield Finding(file, 1, 1, "H205", Level.ERROR, message)
        return
    if header.issued and header.effective < header.issued:
        message = f"施行日期（{header.effective}）早于印发日期（{header.issued}）。请核对印发文件。"
        yield Finding(file, line_of(expression, "effective"), 1, "H121", Level.WARNING, message)
    named = PurePosixPath(file).stem
    if _DAY.fullmatch(named) and named != header.effective.isoformat():
        message = f"文件名的日期（{named}）和施行日期（{header.effective}）不同。旧文本的文件名就是它的施行日期，请改成一样。"
        yield Finding(file, line_of(expression, "effective"), 1, "H206", Level.ERROR, message, named, str(header.effective))
    written = begins(expression)
    if written and written != header.effective and not any(event.event in {"修正", "修订"} for event in header.history):
        message = f"正文写自{written.year}年{written.month}月{written.day}日起施行，文件头 effective 是 {header.effective}。请核对，改成一样。"
        yield Finding(
            file, line_of(expression, "effective"), 1, "H207", Level.WARNING, message, str(header.effective), str(written)
        )


def _basis_checked(expression: Expression, today: dt.date) -> Iterator[Finding]:
    """An article was compared with an upper text that its act rests on and that is there already."""
    known = {reference.id for reference in expression.header.basis}
    for item in expression.header.basis_checked:
        line = line_of(expression, "basis_checked", item.article)
        if item.id not in known:
            message = f"basis_checked 写的“{item.id}”不在 basis 里。请先在 basis 登记这件依据，或者核对 id。"
            yield Finding(expression.file, line, 1, "H220", Level.ERROR, message, item.id)
        if item.checked > today:
            message = f"basis_checked 写{item.checked}，还没有到，不会已经对照过。请写那个上位文本的日期。"
            yield Finding(expression.file, line, 1, "H220", Level.ERROR, message)


def _provisions(expression: Expression) -> Iterator[Finding]:
    """Duties, reasons for none, editor's links and article statuses must point to articles that exist."""
    header = expression.header
    if header.text == "pending":
        return
    known = expression.document.provisions()
    ended = {row.item for row in header.history if row.event == "部分失效"}
    for key, eid in (
        *(("duties", d.article) for d in header.duties),
        *(("no_duty", n.article) for n in header.no_duty),
        *(("see_also", s.article) for s in header.see_also),
        *(("basis_checked", b.article) for b in header.basis_checked),
        *(("history" if eid in ended else "article_status", eid) for eid in header.article_status),
    ):
        if eid not in known:
            first, _, last = eid.partition("__")
            near = next((one for one in known if last and one.startswith(f"{first}__") and one.endswith(f"__{last}")), "")
            hint = f"是否想写“{near}”？" if near else "请核对条号。"
            message = f"文件头 {key} 指到 {eid}，正文没有这一条。{hint}"
            yield Finding(expression.file, line_of(expression, key, eid), 1, "R205", Level.ERROR, message, eid, near)
        elif eid in header.article_status and known[eid].kind in DIVISIONS:
            message = f"{known[eid].label}整个不再适用，要逐条写：每一条一行 item（art_几），读者和核对引用才看得出是哪几条。"
            yield Finding(expression.file, line_of(expression, key, eid), 1, "R205", Level.ERROR, message, eid)


def contradicted(text: Expression, key: str, message: str, value: str = "", level: Level = Level.ERROR) -> Finding:
    """H219, at the line of a key: a fact that is not as decisions and printed texts have it."""
    return Finding(text.file, line_of(text, key, value), 1, "H219", level, message, value)
