"""What stood decided on the main branch, recorded or not, must still stand: the folder compared with a commit of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from rulebook.corpus import kept
from rulebook.corpus.editions import load_editions, read_edition
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.library import known_names, own_names, words_elsewhere
from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.read import read_expression
from rulebook.git import said_text
from rulebook.lawful import editions, ledger
from rulebook.lawful.events import differences, unlawful
from rulebook.lawful.told import leads, offices, other_keys, outside, pages, reaching, registered, rest, restated, what_changed
from rulebook.markup.source import split_header
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import Event, doc_no_key

_REGISTRIES = ("offices/", "basis/", "registers/", "search/", "tasks/", "glossary/", "style/", "forms/")
MAIN = ("origin/main", "main", "origin/HEAD", "upstream/main", "origin/master", "master")


class BaseUnknown(Exception):  # noqa: N818  # an answer, not a fault
    """The commit asked for cannot be compared with; the message is a Chinese sentence with a way out."""


@dataclass(frozen=True, slots=True)
class Base:
    """A commit to compare with. strict: decided texts may not change either, not only not vanish (a branch before its merge)."""

    commit: str
    strict: bool


def bases(root: Path, ref: str = "") -> list[Base]:
    """Commits to compare the folder ``root`` with.

    The merge base of HEAD and ``ref`` (by default origin/main, else main); on the main branch itself HEAD and its parents,
    so that a merge is seen. [] without git and ledger.
    Raises BaseUnknown where ``ref`` is not known, or a ledger or a repository has no main branch to be compared with.
    """
    head = said_text(root, "rev-parse", "--verify", "-q", "HEAD^{commit}").strip()
    if not head:
        if ref:
            raise BaseUnknown(f"这个文件夹不是 git 仓库，或者还没有提交，没有“{ref}”可以对照。请去掉 --base。")
        if (root / kept.FILE).exists():
            raise BaseUnknown(
                "这个文件夹不是 git 仓库，或者还没有提交，没有主分支可以对照：台账有没有被整个换掉，看不出来。"
                "要连这一点也查，请在取来的仓库（git clone）里检查。"
            )
        return []
    found = ((name, where) for name in ((ref,) if ref else MAIN) if (where := _branch(root, name, ref)))
    named, where = next(found, ("", ""))
    if not named:
        if ref:
            raise BaseUnknown(
                f"没有“{ref}”这个分支或者提交，对照不了。请先取来（git fetch origin main），再写 --base origin/main。"
            )
        raise BaseUnknown(
            "这里没有主分支（main）可以对照：台账有没有被整个换掉、主分支上已定的文本有没有丢，看不出来。"
            "请先取来（git fetch origin main），再检查一次。"
        )
    common = said_text(root, "merge-base", "HEAD", where).strip()
    if not common:
        if said_text(root, "rev-parse", "--is-shallow-repository").strip() == "true":
            raise BaseUnknown(
                f"这里只取了最近的提交（浅克隆），找不到和“{named}”分开的地方。请取来全部历史：git fetch --unshallow origin。"
            )
        raise BaseUnknown(f"这里和“{named}”没有共同的历史，对照不了。请核对 --base。")
    branch = said_text(root, "symbolic-ref", "-q", "--short", "HEAD").strip()
    strict = branch not in {"main", ""} or (not branch and common != head)
    if ref or strict or common != head:
        return [Base(common, strict)]
    parents = said_text(root, "rev-list", "--parents", "-n", "1", "HEAD").split()[1:]
    return [Base(commit, strict=False) for commit in (head, *parents)]


def _branch(root: Path, name: str, ref: str) -> str:
    """The full name of a branch, "" where there is none; of what was asked for (``ref``) a tag or commit will do.

    A tag that is called like the branch does not stand for it.
    """
    wanted = (f"refs/remotes/{name}", f"refs/heads/{name}", *([ref] if ref else []))
    return next((full for full in wanted if said_text(root, "rev-parse", "--verify", "-q", f"{full}^{{commit}}")), "")


def compare(corpus: Corpus, base: Base, today: dt.date) -> list[Finding]:
    """What stood at ``base`` and does not any more: rows of the ledger, decided texts, events."""
    root = corpus.docs.parent
    files, added = _changed(root, base)
    findings = list(_ledger(root, base, files, added))
    findings += _withdrawn(corpus, base)
    read = ((file, split_header(_show(root, base, file), file)) for file in _below(corpus, files) if file.endswith(".md"))
    before = [(file, was) for file, source in read if (was := read_expression(source)[0])]
    findings += _tables(corpus, base, (files, added), before, today)
    findings += _editions(corpus, base, files, added, today)
    findings += registered.laws(corpus, {*files, *added})
    written = {page.file for page in corpus.pages}
    said = {name: _show(root, base, name) if name in files else "" for name in (*files, *added) if name in written}
    findings += pages.changed(corpus, said)
    if base.strict:
        findings += outside.changed(corpus, (*files, *added))
        findings += _rows(corpus, [was for _, was in before], {*files, *added})
        below = {name: _show(root, base, name) if name in files else "" for name in _below(corpus, [*files, *added])}
        told: dict[str, str] = {}
        for finding in findings:
            told[finding.file] = f"{told.get(finding.file, '')}\n{finding.message}"
        findings += rest.changed(corpus, below, told)
    names = known_names(corpus)
    entries = kept.latest(kept.recorded(root))
    for _, was in before:
        if was.header.effective and was.header.state == "adopted" and was.header.text == "held":
            findings += _text(corpus, was, entries.get((was.act, str(was.header.effective))), base, today, names)
    return findings


def _rows(corpus: Corpus, before: list[Expression], changed: Collection[str]) -> Iterator[Finding]:
    """Rows of 沿革 that are new in texts of acts that stood at the base. changed: files."""
    texts = {(was.act, str(was.header.effective)): was for was in before}
    for act_id in dict.fromkeys(was.act for was in before):
        known = {row for was in before if was.act == act_id for row in was.header.history}
        now = [text for text in (corpus.acts[act_id].expressions if act_id in corpus.acts else ()) if text.file in changed]
        yield from what_changed.registered([(texts.get((act_id, text.key)), text) for text in now], known)


def _changed(root: Path, base: Base) -> tuple[list[str], list[str]]:
    """Files that are not as they are at ``base`` or not there any more, and files that are new; relative to ``root``."""
    told = said_text(root, "diff", "--name-status", "--no-renames", "--relative", "-z", base.commit, "--", ".").split("\0")
    pairs = list(zip(told[::2], told[1::2], strict=False))
    return [name for how, name in pairs if how != "A"], [name for how, name in pairs if how == "A"]


def _below(corpus: Corpus, files: list[str], folder: str = "") -> list[str]:
    return [name for name in files if name.startswith(f"{corpus.docs_name}/{folder}")]


def _tables(
    corpus: Corpus, base: Base, changed: tuple[list[str], list[str]], before: list[tuple[str, Expression]], today: dt.date
) -> Iterator[Finding]:
    """Registries, matters, forms, registers and terms. before: the texts of the base that changed, each with its file.

    changed: files that are not as they were, and new ones.
    """
    files, added = changed
    below = [name.removeprefix(f"{corpus.docs_name}/") for name in _below(corpus, files)]
    tables = [name for name in below if name.startswith(_REGISTRIES) and name.endswith((".csv", ".yml"))]
    was = {name: _show(corpus.docs.parent, base, f"{corpus.docs_name}/{name}") for name in tables}
    yield from registered.changed(corpus, was, today)
    yield from offices.changed(corpus, was)
    yield from leads.changed(corpus, was)
    newest = [
        (text, act.newest)
        for file, text in before
        if (act := corpus.acts.get(text.act)) and file == f"{kept.base(file, str(text.header.effective))}.md"
    ]
    fresh = [act.newest for act in corpus.acts.values() if act.newest.file in added and len(act.expressions) == 1]
    new = {name.removeprefix(f"{corpus.docs_name}/"): "" for name in _below(corpus, added)}
    yield from restated.changed(corpus, {**was, **new}, restated.changes(newest, fresh))
    if base.strict:
        yield from what_changed.amended(newest)
        yield from what_changed.entered(fresh, own_names(corpus) if fresh else (None, {}))
        yield from other_keys.changed([*newest, *_older(corpus, before, newest)])
        later = [(now, before) for before, now in newest if now.header.effective != before.header.effective]
        yield from reaching.told(corpus, [*((text, None) for text in fresh), *later])


def _older(
    corpus: Corpus, before: list[tuple[str, Expression]], newest: list[tuple[Expression, Expression]]
) -> Iterator[tuple[Expression, Expression]]:
    """The other texts of the base whose files changed, each with what it is now."""
    done = {was.file for was, _ in newest}
    for _, was in before:
        act = corpus.acts.get(was.act)
        same = next((e for e in act.expressions if e.key == str(was.header.effective)), None) if act else None
        if same and was.file not in done:
            yield was, same


def _editions(corpus: Corpus, base: Base, files: list[str], added: list[str], today: dt.date) -> Iterator[Finding]:
    bound, fresh = _below(corpus, files, "editions/"), _below(corpus, added, "editions/")
    written = load_editions(corpus).all if bound or fresh else ()
    for name in bound:
        if edition := read_edition(_show(corpus.docs.parent, base, name)):
            yield from editions.changed(edition, name, written, today)
    for name in fresh:
        path = corpus.docs.parent / name
        if path.is_file() and (edition := read_edition(path.read_text(encoding="utf-8", errors="replace"))):
            yield from editions.new(edition, name, today)


def _withdrawn(corpus: Corpus, base: Base) -> Iterator[Finding]:
    """Rows of 撤回: what is withdrawn stood decided at the base, a text or an end, or was withdrawn there already."""
    root = corpus.docs.parent
    for act in corpus.acts.values():
        rows = [(text, row) for text in act.expressions for row in text.header.history if row.event == "撤回"]
        if not rows:
            continue
        place = kept.base(act.newest.file, act.newest.key)
        names = said_text(root, "ls-tree", "--name-only", "-z", base.commit, f"./{place}.md", f"./{place}/").split("\0")
        before = [read_expression(split_header(_show(root, base, name), name))[0] for name in names if name.endswith(".md")]
        known = {(str(b.header.effective), doc_no_key(b.header.doc_no)) for b in before if b}
        done = {row for b in before if b for row in b.header.history}
        known |= {_decided(row) for row in done - {row for text in act.expressions for row in text.header.history}}
        for text, row in rows:
            if row not in done and (str(row.effective), doc_no_key(row.doc_no)) not in known:
                message = (
                    f"沿革写撤回{row.doc_no or '（没有写文号）'}、{row.effective or '（没有写日期）'}的修改，主分支上没有，或者还在这里没有删去。"
                    "撤回只写还没有发布的修改，doc_no 和 effective 照被撤回的那一份写；没有这回事的请删去这一行。"
                )
                yield Finding(text.file, line_of(text, f"history.{row.on}"), 1, "L311", Level.ERROR, message)
            elif row not in done and base.strict:
                message = f"撤回了主分支上已经通过、还没有发布的文本（{row.doc_no}，{row.effective}施行）。请对照撤回的决定核对。"
                yield Finding(text.file, line_of(text, f"history.{row.on}"), 1, "L310", Level.WARNING, message)


def _decided(row: Event) -> tuple[str, str]:
    """The day and the number by which a row of 撤回 names what another row decided."""
    return str(row.effective or row.until or row.on), doc_no_key(row.doc_no)


def _ledger(root: Path, base: Base, files: list[str], added: list[str]) -> Iterator[Finding]:
    """Rows are only ever added; once the ledger may begin again, with the old one beside it."""
    old, new = _show(root, base, kept.FILE), root / kept.FILE
    now = new.read_text(encoding="utf-8") if new.exists() else ""
    before = root / kept.BEFORE
    if old and (now != old if base.strict else not now.startswith(old)):
        rows, _ = kept.rows(now, kept.FILE, "")
        earlier, _ = kept.rows(old, kept.FILE, "")
        again = bool(_show(root, base, kept.BEFORE))
        follows = rows and earlier and rows[0].previous == earlier[-1].hash and rows[0].note
        if again or not follows or not before.exists() or before.read_text(encoding="utf-8") != old:
            line = next((n for n, (a, b) in enumerate(zip(old.splitlines(), now.splitlines(), strict=False), 1) if a != b), 1)
            message = (
                "台账和主分支的不同：已有的行被改动、删去，整个重新开始，或者在分支上加了行。台账只能由发布在主分支追加，请恢复："
                "git restore --source=main ledger。"
            )
            yield Finding(kept.FILE, line, 1, "L309", Level.ERROR, message)
    for file in files:
        if file.startswith(f"{kept.TEXTS}/") or file == kept.BEFORE:
            message = "台账留存的原文不能改动、删去。请恢复：git restore --source=main ledger。"
            yield Finding(file, 1, 1, "L309", Level.ERROR, message)
    if not old:
        return
    if base.strict:
        folder = kept.FILE.partition("/")[0]
        for file in (name for name in added if name.startswith(f"{folder}/")):
            message = "台账文件夹里多了这份文件。台账只能由发布在主分支追加，请删去。"
            yield Finding(file, 1, 1, "L309", Level.ERROR, message)
    if said_text(root, "check-ignore", f"{kept.TEXTS}/next.md"):
        message = "台账文件夹写进了 .gitignore，以后发布的文本不会提交，也就核对不了。请从 .gitignore 删去这一行。"
        yield Finding(".gitignore", 1, 1, "L309", Level.ERROR, message)


def _text(
    corpus: Corpus, before: Expression, entry: kept.Entry | None, base: Base, today: dt.date, names: frozenset[str]
) -> Iterator[Finding]:
    """One text of the base whose file is not the same any more."""
    key, act = str(before.header.effective), corpus.acts.get(before.act)
    title = f"《{before.header.title}》"
    if is_published(before) or (act is None and before.act in corpus.unread):
        return
    texts = act.expressions if act else ()
    now = next((e for e in texts if e.key == key), None)
    rows = [row for e in texts for row in e.header.history]
    number = doc_no_key(before.header.doc_no)
    withdrawn = any(r.event == "撤回" and (str(r.effective), doc_no_key(r.doc_no)) == (key, number) for r in rows)
    if entry is not None:
        known = kept.kept_text(corpus.docs.parent, entry)
        said = read_expression(split_header(known, before.file))[0] if known else None
        lost = Counter(before.header.history) - Counter(said.header.history if said else ()) - Counter(rows)
        for row in lost:
            day, decision = _decided(row)
            if not any(r.event == "撤回" and doc_no_key(r.doc_no) == decision and r.doc_no for r in rows):
                message = (
                    f"主分支上{title}的沿革有“{row.on}{row.event}”，合并后不见了。请补回这一行；决定撤回的，换成这一行：\n"
                    f"  - {{on: {today}, event: 撤回, doc_no: {row.doc_no or '决定的文号'}, effective: {day}}}\n"
                )
                yield Finding(
                    now.file if now else before.file, line_of(now, "history") if now else 1, 1, "L310", Level.ERROR, message
                )
        if now and said and said.raw != before.raw and not Counter(now.header.history) - Counter(before.header.history):
            yield from _again(before, now)
        return
    if withdrawn:
        return
    if now is None or (number, before.header.adopted) != (doc_no_key(now.header.doc_no), now.header.adopted):
        decision = number or f"{key}施行的修改"
        chained = f"两次修改要一前一后：先把主分支的文本存成 {kept.base(before.file, key)}/{key}.md，再在它上面改，施行日期晚一些；决定撤回的"
        ways = f"{chained}，" if texts else "请恢复；没有发布就决定撤回的，恢复以后把 state 改成 draft，"
        message = (
            f"主分支上{title}已经有{decision}（{key}施行）的文本，合并后不见了。{ways}在 history 最后加一行：\n"
            f"  - {{on: {today}, event: 撤回, doc_no: {number or '决定的文号'}, effective: {key}}}\n"
        )
        file = texts[-1].file if texts else before.file
        yield Finding(file, 1, 1, "L310", Level.ERROR, message)
    elif now.header.state != "adopted" or now.header.text == "pending":
        message = (
            f"主分支上{title}{key}施行的文本已经通过，不能再改成草案或者待录入，站点上会看不到它。请改回 state: adopted，"
            "正文照写；决定撤回的，先在主分支发布，再写废止。"
        )
        yield Finding(now.file, line_of(now, "state"), 1, "L310", Level.ERROR, message)
    elif base.strict:
        written, _ = read_expression(split_header(now.raw, now.file))
        if written:
            lead = f"主分支上{title}{key}施行的文本已经通过"
            yield from ledger.told(
                written,
                lead,
                unlawful(before, written, None, today, names, words_elsewhere(corpus.acts.values(), before.act)),
                today,
            )


def _again(before: Expression, now: Expression) -> Iterator[Finding]:
    """What main has changed under a row and has not published yet, changed once more under the same row."""
    for difference in differences(before, now):
        message = f"主分支上还没有发布的更正又改了：{difference.what}，沿革没有新的一行。请另写一行，或者改回主分支的。"
        yield Finding(now.file, difference.line, 1, "L310", Level.WARNING, message)


def _show(root: Path, base: Base, file: str) -> str:
    return said_text(root, "show", f"{base.commit}:./{file}")
