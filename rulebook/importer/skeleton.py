"""Filled skeletons of what a rulebook may newly hold: a rule, a form, an office, an instrument (上位依据), a register.

Each gives the files to write, by path from the root; what they hold passes the checks (a rule as a draft). Each raises
``NotMade`` where the title, the id or what it should belong to will not do.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence

from rulebook.change.find import called
from rulebook.corpus.library import title_key
from rulebook.corpus.load import Corpus
from rulebook.corpus.registry import Row
from rulebook.importer.ids import identifier
from rulebook.markup import header_edit
from rulebook.markup.source import read_source, split_header
from rulebook.model.act import Act
from rulebook.model.document_types import OURS
from rulebook.model.folders import folder_of

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


class NotMade(ValueError):  # noqa: N818  # an answer, not a fault
    """It cannot be made; the message is a Chinese sentence with a way out."""


def rule(corpus: Corpus, title: str, office: str, collection: str = "rule", act_id: str = "") -> dict[str, str]:
    """A draft with the usual first and last articles."""
    title = _line(title, "题名").strip("《》")
    same = next(
        (a for a in corpus.acts.values() if title_key(a.header.title) == title_key(title) and not a.header.repealed), None
    )
    if same:
        raise NotMade(
            f"《{title}》已经有了，id 是 {same.id}。要改它的用 rulebook amend {same.id}；要重新制定来替代它的，先给它登记废止，再运行。"
        )
    act_id = act_id or identifier(title, set(corpus.acts))
    _unused(act_id, corpus.acts, "制度")
    kind = next((word for word in (*OURS, "通知") if title.endswith(word)), "办法")
    order = 1 + max((a.header.order for a in corpus.acts.values() if a.header.collection == collection), default=0)
    rows = (
        ("id", act_id),
        ("title", header_edit.scalar(title)),
        ("document_type", kind),
        ("collection", collection),
        ("order", str(order)),
        ("office", _office(corpus, office)),
        ("state", "draft"),
    )
    header = "".join(f"{key}: {value}\n" for key, value in rows)
    body = (
        f"第一条　【目的】为规范有关工作，制定本{kind}。",
        f"第二条　【适用范围】本局各科室、直属单位适用本{kind}。",
        f"第三条　【解释】本{kind}由责任科室负责解释。",
        f"第四条　【施行】本{kind}自印发之日起施行。",
    )
    text = f"---\n{header}---\n\n# {title}\n\n" + "\n\n".join(body) + "\n"
    return {f"{corpus.docs_name}/{folder_of(collection)}/{act_id}.md": text}


def form(corpus: Corpus, act_id: str, name: str) -> dict[str, str]:
    """A form of the act, asked for by the article that names it in 《》; the act's header names it too."""
    name = _line(name, "表名").strip("《》")
    act = corpus.acts.get(act_id) or called(corpus, act_id)
    if act is None:
        raise NotMade(f"没有 id 为“{act_id}”的制度。请用 rulebook list 看有哪些。")
    act_id = act.id
    article = next((a for a in act.newest.document.articles() if f"《{name}》" in a.own_words), None)
    if article is None or not article.heading:
        raise NotMade(
            f"《{act.header.name}》里没有一条写到《{name}》，或者那一条没有条标。请先在条文里写“填写《{name}》”，条号后面写【条标】，再运行。"
        )
    path = f"{corpus.docs_name}/forms/{act_id}.yml"
    placed = corpus.registries.forms.by_act.get(act_id, ()) if corpus.registries.forms else ()
    if any(one.form.name == name for one in placed):
        raise NotMade(f"《{name}》已经登记在 {path}。要改它，请直接改那个文件。")
    entry = (
        f"  - id: {identifier(name, {one.form.id for one in placed})}\n"
        f"    name: {_quoted(name)}\n"
        f"    article: {_quoted(article.heading)}\n"
        "    who: 填表人\n    when: 办理以前\n    to: 责任科室\n"
        "    parts:\n"
        "      - fields:\n"
        "          - {name: 事由, width: full, lines: 3}\n"
        "          - {name: 日期, width: half}\n"
    )
    file = corpus.root / path
    head = read_source(file, path).text.rstrip("\n") + "\n" if file.exists() else f"act: {act_id}\nforms:\n"
    return {path: head + entry} | _named(act, name)


def _named(act: Act, name: str) -> dict[str, str]:
    """The act's file with the form in its header."""
    text = act.newest
    if name in text.header.forms:
        return {}
    header = split_header(text.raw, text.file).header or ""
    return {text.file: header_edit.with_header(text.raw, header_edit.append(header, "forms", header_edit.scalar(name)))}


def office(corpus: Corpus, name: str, slug: str = "", kind: str = "内设机构") -> dict[str, str]:
    """A row of the offices."""
    known = corpus.registries.offices or {}
    name = _line(name, "名称")
    if twin := next((key for key, row in known.items() if name in (row.get("name"), *row.many("aliases"))), ""):
        raise NotMade(f"“{name}”已经登记，id 是 {twin}。")
    slug = slug or identifier(name, set(known))
    _unused(slug, known, "科室")
    return _row(corpus, "offices/offices.csv", ("slug", "name", "aliases", "kind"), {"slug": slug, "name": name, "kind": kind})


def basis(corpus: Corpus, title: str, issuer: str, slug: str = "") -> dict[str, str]:
    """An instrument that rules rest on."""
    known = corpus.registries.basis or {}
    title = _line(title, "题名").strip("《》")
    if twin := next((key for key, row in known.items() if row.get("title") == title), ""):
        raise NotMade(f"《{title}》已经登记，id 是 {twin}。")
    slug = slug or identifier(title, set(known))
    _unused(slug, known, "上位依据")
    path = f"{corpus.docs_name}/basis/instruments.yml"
    file = corpus.root / path
    before = read_source(file, path).text.rstrip("\n") + "\n\n" if file.exists() else ""
    entry = (
        f"- id: {slug}\n  title: {_quoted(title)}\n  issuer: {_quoted(_line(issuer, '制定机关'))}\n"
        "  history: 版本沿革待核\n  confidence: check\n"
    )
    return {path: before + entry}


def register(corpus: Corpus, title: str, columns: Sequence[str], slug: str = "") -> dict[str, str]:
    """A register with its columns and no row yet."""
    title = _line(title, "题名").strip("《》")
    slug = slug or identifier(title, set(corpus.registries.registers))
    _unused(slug, corpus.registries.registers, "清单")
    names = [_line(name, "列名") for name in columns]
    if not names:
        raise NotMade("清单至少要有一列。请写 --columns 序号,内容。")
    keys = ["no" if name == "序号" else f"c{n}" for n, name in enumerate(names, 1)]
    described = "".join(f"  - {{key: {key}, name: {_quoted(name)}}}\n" for key, name in zip(keys, names, strict=True))
    folder = f"{corpus.docs_name}/registers/{slug}"
    return {
        f"{folder}.yml": f"slug: {slug}\ntitle: {_quoted(title)}\naudience: 全体\ncolumns:\n{described}",
        f"{folder}.csv": ",".join(keys) + "\n",
    }


def _row(corpus: Corpus, name: str, columns: Sequence[str], values: dict[str, str]) -> dict[str, str]:
    """A table with one more row, in the order of its own columns."""
    path = f"{corpus.docs_name}/{name}"
    file = corpus.root / path
    text = read_source(file, path).text.rstrip("\n") + "\n" if file.exists() else ",".join(columns) + "\n"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([values.get(key, "") for key in next(csv.reader(io.StringIO(text)))])
    return {path: text + out.getvalue()}


def _office(corpus: Corpus, wanted: str) -> str:
    """The id of the office that is meant by its id, name or alias."""
    found = corpus.registries.office_id(wanted)
    if not found:
        known: dict[str, Row] = corpus.registries.offices or {}
        names = "、".join(f"{row.get('name')}（{key}）" for key, row in list(known.items())[:8])
        raise NotMade(f"没有登记“{wanted}”这个科室。有的是：{names}……新科室请先 rulebook new office --title 名称。")
    return found


def _unused(key: str, known: object, what: str) -> None:
    if not _ID.fullmatch(key):
        raise NotMade(f"id“{key}”不能用。请用小写字母、数字和短横，例如 seal-use。")
    if key in known:  # type: ignore[operator]  # a mapping of any values
        raise NotMade(f"{what}的 id“{key}”已经有了。请用 --id 另写一个。")


def _line(value: str, what: str) -> str:
    value = value.strip()
    if not value or "\n" in value or len(value) > 100 or any(c in value for c in "<>{}`|\t\r"):
        raise NotMade(f"{what}写一行，不超过100个字，不带 < > {{ }} ` | 这些记号。请改正。")
    return value


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
