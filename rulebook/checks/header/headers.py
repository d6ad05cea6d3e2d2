"""Checks across headers: names used twice, references to what is not registered (H2xx, R2xx)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from rapidfuzz import process

from rulebook.checks.near import unknown_office
from rulebook.checks.severity import UNLISTED, own
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.imported import LIST
from rulebook.corpus.library import skeleton, title_key
from rulebook.corpus.load import Corpus, claims_published, is_published
from rulebook.corpus.settle import own_row
from rulebook.lawful import ledger
from rulebook.lawful.facts import begins
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import doc_no_key
from rulebook.model.provision import DIVISIONS

FOLDERS = {"mechanisms": "mechanism", "rules": "rule"}  # below docs/: what stands there
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_headers(corpus: Corpus) -> Iterator[Finding]:
    """Findings on every header of the corpus."""
    yield from _twice(corpus)
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
        yield from _registered(expression, corpus)
        yield from _provisions(expression)
        yield from _abolished(expression, corpus)
        if not is_published(expression):
            yield from _headings(expression)
            yield from _facts(expression, corpus)
        if not is_published(expression) or _folder(expression, corpus) in FOLDERS:
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


def _registered(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """Whatever a header names is registered."""
    header, registries = expression.header, corpus.registries
    for key, slug in (("office", header.office), ("interpreter", header.interpreter)):
        yield from _known(expression, key, slug, registries.offices, "R201", "科室登记")
    for duty in header.duties:
        yield from _known(expression, "office", duty.office, registries.offices, "R201", "科室登记")
    for reference in header.basis:
        yield from _known(expression, "basis", reference.id, registries.basis, "R202", "上位依据")
    yield from _forms(expression, corpus)
    if header.repealed and header.repealed.by:
        yield from _known(expression, "repealed", header.repealed.by, corpus.acts, "R204", "制度")
    for see in header.see_also:
        yield from _known(expression, "see_also", see.target.partition("#")[0], corpus.acts, "R204", "制度")
    for replaced in header.replaces:
        yield from _known(expression, "replaces", replaced, corpus.acts, "R204", "制度")
    if header.approved:
        yield from _known(expression, "approved", header.approved.body, registries.offices, "R201", "科室登记")


def _forms(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """The forms of the newest text are registered; where their whole file is not there, that is told once."""
    header, forms = expression.header, corpus.registries.forms
    if not expression.newest:
        return
    if header.forms and forms and expression.act not in forms.by_act:
        file = f"{corpus.docs_name}/forms/{expression.act}.yml"
        if not (corpus.docs / "forms" / f"{expression.act}.yml").exists():  # one that cannot be read is told there
            message = (
                f"文件头 forms 写了{'、'.join(header.forms)}，放这些表格的文件 {file} 没有。"
                f"误删的请放回去；还没有写的，用 rulebook new form --act {expression.act}，或者照同类文件新建。"
            )
            yield Finding(expression.file, line_of(expression, "forms"), 1, "R203", Level.ERROR, message, header.forms[0])
        return
    known = forms.names(expression.act) if forms else None
    for name in header.forms:
        yield from _known(expression, "forms", name, known, "R203", "表格登记")
    for form in dict.fromkeys(duty.form for duty in header.duties) if forms else ():
        yield from _known(expression, "form", form, known, "R203", "表格登记")


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
    collection = FOLDERS.get(_folder(expression, corpus), header.collection)
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


def _twice(corpus: Corpus) -> Iterator[Finding]:
    titles: dict[str, Expression] = {}
    numbers: dict[str, Expression] = {}
    oldest = dt.date.min
    for expression in sorted(
        corpus.expressions(), key=lambda e: (e.header.state == "draft", e.header.issued or e.header.effective or oldest)
    ):  # tell the later, and drafts, which have no day yet
        header = expression.header
        if expression.act in corpus.unread:
            continue
        for seen, key, code, what in (
            (titles, skeleton(title_key(header.title)), "H202", "题名"),
            (numbers, skeleton(doc_no_key(header.doc_no)) if not is_published(expression) else "", "H203", "文号"),
        ):
            if not key:
                continue
            other = seen.setdefault(key, expression)
            if code == "H203" and (_package(other, expression) or _undecided(other, expression)):
                continue
            if code == "H202" and _ended_before(corpus.acts.get(other.act), expression):
                seen[key] = expression
                continue
            if other.act != expression.act or (code == "H203" and other is not expression):
                message = f"{what}“{header.title if code == 'H202' else header.doc_no}”已经用在 {other.file}。请核对。"
                yield Finding(
                    expression.file, line_of(expression, "title" if code == "H202" else "doc_no"), 1, code, Level.ERROR, message
                )


def _undecided(other: Expression, expression: Expression) -> bool:
    """Whether the number is still that of the text written over: told as an amendment without a decision."""
    return other.act == expression.act and other.unfiled and own_row(expression.header) is None


def _ended_before(other: Act | None, expression: Expression) -> bool:
    """Whether the act of the same title was over when this text began, or begins after it (废止后重新制定)."""
    if other is None or other.id == expression.act or not expression.valid_from:
        return False
    first, last = other.expressions[0].valid_from, other.newest.valid_to
    after = first is not None and expression.valid_to is not None and expression.valid_to < first
    return after or (last is not None and last < expression.valid_from)


def _package(one: Expression, other: Expression) -> bool:
    """Whether one instrument made both texts: a package of acts (打包修改), or one act by steps (分批施行).

    Both histories say so, with the same number and day.
    """
    rows = [
        {(e.on, doc_no_key(e.doc_no)) for e in x.header.history if e.event in {"修正", "修订"} and e.effective == x.valid_from}
        for x in (one, other)
    ]
    return any(number == doc_no_key(one.header.doc_no) for _, number in rows[0] & rows[1])


def _known(
    expression: Expression, key: str, slug: str, registry: Iterable[str] | None, code: str, where: str
) -> Iterator[Finding]:
    if not slug or registry is None:
        return
    names = registry if isinstance(registry, dict) else dict.fromkeys(registry)
    if slug in names:
        return
    if code == "R201" and isinstance(registry, dict):
        message, meant = unknown_office(slug, registry)
    else:
        near = process.extractOne(slug, list(names), score_cutoff=60)
        meant = str(near[0]) if near else ""
        message = f"{where}里没有“{slug}”。" + (f"是否想写“{meant}”？" if meant else "请先登记，或者改正。")
    yield Finding(expression.file, line_of(expression, key, slug), 1, code, Level.ERROR, message, slug, meant)


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


def _abolished(expression: Expression, corpus: Corpus) -> Iterator[Finding]:
    """An office that had already been abolished when the text was issued."""
    offices = corpus.registries.offices or {}
    row = offices.get(expression.header.office)
    day = expression.header.issued or expression.header.effective
    if row and row.get("ended") and day and day.isoformat() > row.get("ended"):
        successor = offices.get(row.get("successor"))
        message = f"责任科室“{row.get('name')}”已于{row.get('ended')}撤销。" + (
            f"请改为“{successor.get('name')}”。" if successor else ""
        )
        yield Finding(expression.file, line_of(expression, "office"), 1, "R206", Level.ERROR, message, expression.header.office)


def contradicted(text: Expression, key: str, message: str, value: str = "", level: Level = Level.ERROR) -> Finding:
    """H219, at the line of a key: a fact that is not as decisions and printed texts have it."""
    return Finding(text.file, line_of(text, key, value), 1, "H219", level, message, value)
