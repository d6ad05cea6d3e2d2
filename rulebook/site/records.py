"""What the search finds, taken from the site's model: acts, articles, register rows, terms, instruments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypinyin import Style, lazy_pinyin

from rulebook.history.status import act_spans
from rulebook.model.act import Act
from rulebook.model.provision import DIVISIONS, Kind, Provision
from rulebook.search.index import Record
from rulebook.site.model import Site
from rulebook.site.words import spans_json


def names(site: Site) -> list[dict[str, Any]]:
    """Every act by the names people give it, with its articles: what citations are resolved with."""
    rows = []
    spelled: dict[str, set[str]] = {}
    for term in (site.corpus.registries.terms or {}).values():
        for related in term.many("related"):
            spelled.setdefault(related, set()).add(term.get("initials").lower())
    for act in site.corpus.acts.values():
        shown = act.shown(site.day)
        header = shown.header
        called = {header.title, header.name, *header.aliases}
        for expression in act.expressions:
            called |= {expression.header.title, expression.header.name}
        rows.append(
            {
                "act": act.id,
                "title": header.title,
                "short": header.name,
                "names": sorted(called - {header.title}),
                "initials": sorted({initials(name) for name in called} | spelled.get(act.id, set())),
                "expression": shown.key,
                "url": site.act_path(act.id),
                "numbers": [[e.header.doc_no, e.key, _dated(site, act, e.key)] for e in act.expressions if e.header.doc_no],
                "articles": [
                    [a.eid, len([c for c in a.children if c.kind is Kind.PARAGRAPH]), a.heading]
                    for a in shown.document.articles()
                ],
                "spans": spans_json(act_spans(act)),
            }
        )
    return rows


def _dated(site: Site, act: Act, key: str) -> str:
    return site.act_path(act.id) if act.shown(site.day).key == key else f"{site.act_path(act.id)}{key}/"


def initials(text: str) -> str:
    """First letters of the pinyin, for typing sggd."""
    return "".join(c for c in "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower() if c.isalnum())


def synonyms(site: Site) -> list[list[str]]:
    """Colloquial words and what they mean here: the reviewed table and the aliases of terms and offices."""
    registries = site.corpus.registries
    rows = [[row.get("word"), row.get("means")] for row in registries.synonyms or ()]
    for table, key in ((registries.terms, "term"), (registries.offices, "name")):
        for row in (table or {}).values():
            rows.extend([alias, row.get(key)] for alias in row.many("aliases") if len(alias) > 1)
    return rows


def records(site: Site) -> Iterator[Record]:
    """One record an act, an article, a register row, a term, an instrument."""
    for act in site.corpus.acts.values():
        yield from _act(site, act)
    yield from _pages(site)
    for slug, register in site.corpus.registries.registers.items():
        title = register.meta.get("title")
        whole = {"act": slug, "provision": "", "expression": "", "title": "清单", "label": "", "heading": title}
        yield Record(register.meta.get("lead"), title, "", "", {**whole, "url": f"registers/{slug}/", "spans": "[]"})
        for index, row in enumerate(register.rows, start=1):
            anchor = f"row_{row.get('no') or index}"
            words = "　".join(str(v) for k, v in row.values.items() if k not in {"no", "act", "office"} and v)
            shown = {"act": slug, "provision": anchor, "expression": "", "title": title, "label": "", "heading": words[:40]}
            yield Record(words, "", title, "", {**shown, "url": f"registers/{slug}/#{anchor}", "spans": "[]"})
    for index, row in enumerate((site.corpus.registries.terms or {}).values(), start=1):
        shown = {
            "act": "glossary",
            "provision": f"term_{index}",
            "expression": "",
            "title": "术语",
            "label": "",
            "heading": row.get("term"),
        }
        aliases = "；".join(row.many("aliases"))
        yield Record(
            row.get("definition"),
            "",
            f"{row.get('term')}；{aliases}",
            "",
            {**shown, "url": f"glossary/#term_{index}", "spans": "[]"},
        )
    for row in (site.corpus.registries.basis or {}).values():
        shown = {
            "act": row.get("id"),
            "provision": "",
            "expression": "",
            "title": "上位依据",
            "label": "",
            "heading": f"《{row.get('title')}》",
        }
        yield Record(row.get("issuer"), "", row.get("title"), "", {**shown, "url": f"basis/#{row.get('id')}", "spans": "[]"})


PAGES = (
    ("status-repealed", "ended/#repealed", "已废止的制度", "废止 已废止 不再适用 作废"),
    ("status-expired", "ended/#expired", "失效（期满）的制度", "有效期届满 试行期满 失效 到期"),
    ("status-not-yet-in-force", "upcoming/", "尚未施行的制度", "尚未施行 即将施行 还没有生效 未生效"),
    ("mechanisms", "mechanisms/", "长效机制目录", "28项 30项 长效机制 差别 为什么"),
    ("rules", "rules/", "规章制度目录", "17项 规章制度 2021年版 汇编 目录"),
    ("changes", "changes/", "最近变动", "新修订 修改 变动 更新"),
    ("citations", "citations/", "谁引谁", "引用 被引 关系"),
    ("basis", "basis/", "上位依据", "依据 上位法 法律 条例"),
    ("offices", "offices/", "科室和岗位", "科室 部门 岗位 职责"),
    ("provenance", "guide/provenance/", "来源与示范说明", "来源 示范 推定 报告"),
)


def _pages(site: Site) -> Iterator[Record]:
    """The site's own pages; those over law collections have only the lists."""
    if not any(act.header.collection in {"mechanism", "rule"} for act in site.corpus.acts.values()):
        return
    for slug, url, title, words in PAGES:
        shown = {
            "act": slug,
            "provision": "",
            "expression": "",
            "title": "本站",
            "label": "",
            "heading": title,
            "url": url,
            "spans": "[]",
        }
        yield Record(words, title, words, "", shown)


def _act(site: Site, act: Act) -> Iterator[Record]:
    shown = act.shown(site.day)
    header = shown.header
    path = site.act_path(act.id)
    common = {"act": act.id, "expression": shown.key, "title": header.name, "spans": spans_json(act_spans(act))}
    called = "；".join((header.title, header.name, *header.aliases))
    yield Record("", called, header.category, "", {**common, "provision": "", "label": "", "heading": header.title, "url": path})
    duties: dict[str, list[str]] = {}
    for duty in header.duties:
        duties.setdefault(duty.article, [duty.who, duty.deadline, duty.form])
    for article, chapter in _articles(shown.document.body, ""):
        anchors = {"provision": article.eid, "label": article.label, "heading": article.heading, "url": f"{path}#{article.eid}"}
        if article.eid in duties:
            anchors["duty"] = duties[article.eid]  # type: ignore[assignment]
        yield Record(article.own_words.replace("\n", " "), article.heading, header.name, chapter, {**common, **anchors})


def _articles(nodes: tuple[Provision, ...], chapter: str) -> Iterator[tuple[Provision, str]]:
    for node in nodes:
        if node.kind in {Kind.ARTICLE, Kind.CLAUSE}:
            yield node, chapter
        else:
            yield from _articles(node.children, f"{chapter} {node.heading}" if node.kind in DIVISIONS else chapter)
