"""Offices and roles, compared with what they said before (L315, L319): duties, old texts and pages are shown with their names.

What is right is explained in the tables themselves, what is doubtful is refused, whatever else changes is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rulebook.corpus.load import Corpus, is_published
from rulebook.corpus.registry import Row, former_names, several
from rulebook.duty.roles import Role, read_roles
from rulebook.lawful.compared import few
from rulebook.lawful.told.tables import read_as, table
from rulebook.model.act import Expression
from rulebook.model.finding import Finding, Level

OFFICES, ROLES = "offices/offices.csv", "offices/roles.yml"
_OF_USED = {"ended": "撤销日期", "successor": "承继的科室", "kind": "种类", "note": "说明"}
_FEW = 4  # changes shown


def changed(corpus: Corpus, before: Mapping[str, str]) -> Iterator[Finding]:
    """Findings on the two tables. before: name below docs to the text that it had, of what is not the same any more."""
    if OFFICES in before and read_as(corpus.docs / OFFICES) is not None:
        rows, used = table(before[OFFICES]), _used(corpus)
        yield from _of_used(corpus, rows, used)
        yield from _others(corpus, rows, used)
    if ROLES in before and (now := read_as(corpus.docs / ROLES)) is not None:
        yield from _roles(corpus, f"{corpus.docs_name}/{ROLES}", read_roles(before[ROLES]), read_roles(now))


def _used(corpus: Corpus) -> dict[str, set[str]]:
    """Ids of the acts that name an office or role in a header, by its id."""
    out: dict[str, set[str]] = {}
    for text in corpus.expressions():
        for slug in set(named(text)) if not is_published(text) else ():
            out.setdefault(slug, set()).add(text.act)
    return out


def _of_used(corpus: Corpus, before: Iterable[Mapping[str, str]], used: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Offices that texts name: what they are called and were called, when they ended, who took over, what kind they are."""
    now = corpus.registries.offices or {}
    for old in before:
        row, acts = now.get(old.get("slug", "")), used.get(old.get("slug", ""), set())
        if not row or not acts:
            continue
        yield from _renamed(row, old.get("name", ""), len(acts))
        yield from _former(corpus, row, old)
        for key, what in _OF_USED.items():
            if old.get(key, "") != row.get(key):
                message = (
                    f"“{row.get('name')}”的{what}由“{old.get(key) or '无'}”改成“{row.get(key) or '无'}”，有{len(acts)}件制度写到它，"
                    "页面会跟着说。请对照批准的文件核对；没有这回事的请改回去。"
                )
                yield Finding(row.file, row.line, 1, "L315", Level.WARNING, message, row.get(key))


def _renamed(row: Row, was: str, acts: int) -> Iterator[Finding]:
    """An office or role that published texts name is called otherwise: what it was called is kept, and the reviewer told."""
    if not was or was == row.get("name"):
        return
    if was in [name for name, day in former_names(row) if day]:
        message = f"“{was}”改名为“{row.get('name')}”，有{acts}件制度写到它，以后的页面都写新名。请对照批准改名的文件核对。"
        yield Finding(row.file, row.line, 1, "L315", Level.WARNING, message, row.get("name"))
    else:
        message = (
            f"“{was}”改成了“{row.get('name')}”，制度的职责、审议、解释机关还要用旧名。真的改名，请在这一行的 former 列写"
            f"“{was} 改名前一天的日期”；没有改名的，请改回去。"
        )
        yield Finding(row.file, row.line, 1, "L315", Level.ERROR, message, row.get("name"))


def _former(corpus: Corpus, row: Row, old: Mapping[str, str]) -> Iterator[Finding]:
    """Earlier names that are new or gone: old texts are shown with them, so each is the name on the main branch or one in a text."""
    was, now = set(several(old.get("former") or "")), set(row.many("former"))
    for entry in sorted(was ^ now):
        name = entry.rpartition(" ")[0]
        if name == old.get("name") and entry in now:
            continue  # the name it had until now
        known = any(name in text.raw for text in corpus.expressions())
        level = Level.WARNING if name and known and entry in now else Level.ERROR
        message = (
            f"“{row.get('name')}”的 former {'多了' if entry in now else '少了'}“{entry}”，以前的制度会照它显示科室名称；"
            f"主分支上它叫“{old.get('name')}”。改名的写改以前的名称和最后一天；没有这回事的请改回去。"
        )
        yield Finding(row.file, row.line, 1, "L315", level, message, entry)


def _others(corpus: Corpus, before: Iterable[Mapping[str, str]], used: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Whatever else the table says otherwise, in one finding: other names, sources, offices that no text names, new ones."""
    now, was = corpus.registries.offices or {}, {old.get("slug", ""): old for old in before}
    told: list[tuple[Row | None, str]] = []
    for slug, row in now.items():
        old = was.get(slug)
        if old is None:
            note = f"（{row.get('note')}）" if row.get("note") else ""
            told.append((row, f"新登记了“{row.get('name')}”{note}"))
            continue
        seen = {"name", "former", *_OF_USED} if used.get(slug) else set()
        for key in dict.fromkeys([*old, *row.values]):
            if key not in seen and old.get(key, "") != row.get(key):
                taken = _taken(corpus, row, old) if key == "aliases" else []
                whose = f"（有的职责写着由“{'、'.join(taken)}”办，归别的科室、岗位）" if taken else ""
                told.append((row, f"“{row.get('name')}”的 {key} 由“{old.get(key) or '无'}”改成“{row.get(key) or '无'}”{whose}"))
    told += [(None, f"少了“{old.get('name')}”") for slug, old in was.items() if slug not in now and not used.get(slug)]
    if told:
        message = f"科室、岗位登记改了：{few([words for _, words in told], _FEW)}。科室页、检索照着显示。请对照批准的文件核对；写错了的请改回去。"
        line = next((row.line for row, _ in told if row), 1)
        yield Finding(f"{corpus.docs_name}/{OFFICES}", line, 1, "L315", Level.WARNING, message, str(len(told)))


def _taken(corpus: Corpus, row: Row, old: Mapping[str, str]) -> list[str]:
    """New other names of an office that are who does a duty of another one."""
    held: dict[str, set[str]] = {}
    for act in corpus.acts.values():
        for duty in act.newest.header.duties:
            held.setdefault(duty.who, set()).add(duty.office)
    fresh = (alias for alias in row.many("aliases") if alias not in several(old.get("aliases", "")))
    return [alias for alias in fresh if held.get(alias, {row.get("slug")}) != {row.get("slug")}]


def named(text: Expression) -> Iterator[str]:
    """Ids of the offices and roles that the header of a text names."""
    header = text.header
    yield from (header.office, header.interpreter, *(duty.office for duty in header.duties))
    if header.approved:
        yield header.approved.body


def _roles(corpus: Corpus, file: str, before: Iterable[Role], now: Iterable[Role]) -> Iterator[Finding]:
    """Roles whose holders no longer see the duties of a group they belonged to, or see those of another."""
    was, roles = {role.slug: role for role in before}, {role.slug: role for role in now}
    offices = corpus.registries.offices or {}

    def called(slug: str) -> str:
        return offices[slug].get("name") if slug in offices else slug

    for role in roles.values():
        old = was.get(role.slug)
        fresh = [slug for slug in role.includes if slug != role.slug and (old is None or slug not in old.includes)]
        if old is None or fresh:
            more = f"兼有“{'、'.join(map(called, fresh))}”" if fresh else "新加"
            message = f"角色“{called(role.slug)}”是{more}的，任这个岗位的人会看到这些职责。请对照批准的文件核对。"
            yield Finding(file, role.line, 1, "L319", Level.WARNING, message, role.slug)
    for old in was.values():
        now_role, row = roles.get(old.slug), offices.get(old.slug)
        if row is None or row.get("ended"):
            continue
        if now_role is None:
            message = f"角色“{row.get('name')}”不见了，任这个岗位的人看不到自己的职责。请补回这一行；岗位撤销了的，在 offices.csv 写 ended。"
            yield Finding(file, 1, 1, "L319", Level.ERROR, message, old.slug)
            continue
        for slug in old.includes:
            yield from _left_out(file, row.get("name"), now_role, slug, offices)


def _left_out(file: str, name: str, role: Role, slug: str, offices: Mapping[str, Row]) -> Iterator[Finding]:
    """A group ``slug`` that the role had."""
    if slug not in offices:
        return
    group = offices[slug].get("name")
    if slug in role.excludes:
        message = f"角色“{name}”不再兼有“{group}”，任这个岗位的人看不到那些职责。请对照批准的文件核对。"
        yield Finding(file, role.line, 1, "L319", Level.WARNING, message, slug)
    elif not offices[slug].get("ended") and slug not in role.includes:
        message = (
            f"角色“{name}”的 includes 少了“{slug}”，他们看不到“{group}”的职责。请补回；"
            f"确实不再兼有的，这一行写 excludes: {{{slug}: 原因}}。"
        )
        yield Finding(file, role.line, 1, "L319", Level.ERROR, message, slug)
