"""Names of an act beside its title: they lead readers and citations, so they may be nobody else's and may not mislead."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from rulebook.corpus.header_lines import line_of
from rulebook.corpus.library import skeleton, title_key
from rulebook.corpus.load import Corpus, is_published
from rulebook.markup.over import DOUBTFUL, OVER, SURELY
from rulebook.model.act import Act, Ending, Expression
from rulebook.model.document_types import ITSELF, OUR
from rulebook.model.finding import Finding, Level

ENDED = re.compile(DOUBTFUL)
_ITSELF = re.compile(rf"本(?:清单|表|单|汇编|目录|方案|资料|版|说明|簿|书|函)[^。；，]{{0,12}}?(?:{OVER}|仅供参考|无效)")
_LONG = 5  # characters
_ANY = re.compile(  # what every text may be called, and every text calls itself
    rf"(?:[本该各](?:局|件|项|单位)?(?:各项|有关|相关|内部|现行)?)?(?:{OUR}|规章|文件)"
)
_CAME = re.compile(f"(?P<which>[先后]|早|晚)于(?:本件|{ITSELF})")
_OF_REGISTER = ("title", "lead")
_NEWER = re.compile(r"(?<=局)新(?:版|的)?|^新(?:版|的)?")
_EDITION = re.compile(r"(?:[12]\d{3}年?)?(?:修订|修正|修改|最新|新|暂行|试行)版?本?(?:稿)?$|[12]\d{3}年?版$")


def check_names(corpus: Corpus) -> Iterator[Finding]:
    """H202: a short title or alias that names another act, instrument or register, or any text. H217: one that says the act is over.

    H221: an editor's note that says which of two acts came first, and is wrong.
    """
    taken = taken_names(corpus)
    for act in corpus.acts.values():
        text, header = act.newest, act.header
        if is_published(text):
            continue
        for key, name in (("short_title", header.short_title), *(("aliases", alias) for alias in header.aliases)):
            mine = f"《{header.title}》"
            owners = [o for o in taken.get(skeleton(title_key(name)), ()) if not o.endswith(mine)] if name else []
            if owners:
                sure = any(o.startswith(("《", "上位依据", "清单", "表格")) for o in owners)
                message = f"{key} 写的“{name}”是{owners[0]}的名字，别处引用它的会指到这里。请改掉。"
                level = Level.ERROR if sure else Level.WARNING
                yield Finding(text.file, line_of(text, key, name), 1, "H202", level, message, name)
            elif name and _ANY.fullmatch(name):
                message = f"{key} 写的“{name}”哪一件制度都可以这样叫，别处写到它的会指到这里。请改掉。"
                yield Finding(text.file, line_of(text, key, name), 1, "H202", Level.ERROR, message, name)
        yield from _over(text)
        yield from _came_first(act, corpus)
    yield from _nearly(corpus)
    yield from _registers_over(corpus)


def _came_first(act: Act, corpus: Corpus) -> Iterator[Finding]:
    """Notes that say one of two acts was issued before or after the other, by the days in their headers."""
    made, last = _issued(act)
    for link in act.header.see_also:
        said, other = _CAME.search(link.note), corpus.acts.get(link.target.partition("#")[0])
        if not said or not other or not made or not last:
            continue
        others_made, others_last = _issued(other)
        if others_made and others_last and not (others_last >= made if said["which"] in "后晚" else others_made <= last):
            message = f"see_also（{link.article}）写“{link.note}”，《{other.header.title}》{others_made}印发，这一件{made}印发。请照两件的日期改。"
            yield Finding(
                act.newest.file, line_of(act.newest, "see_also", link.target), 1, "H221", Level.ERROR, message, link.note
            )


def _issued(act: Act) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day on which a text of the act was issued, or decided; None where none is known."""
    days = [e.header.issued or e.header.adopted or e.header.effective for e in act.expressions]
    days += [row.on for e in act.expressions for row in e.header.history if row.event == "制定"]
    known = [day for day in days if day]
    return min(known, default=None), max(known, default=None)


def _registers_over(corpus: Corpus) -> Iterator[Finding]:
    """Registers, forms and editions that call themselves ended: nothing ends them but that they are taken away."""
    said = [
        (r.meta.file, r.meta.line, key, r.meta.get(key)) for r in corpus.registries.registers.values() for key in _OF_REGISTER
    ]
    said += [
        (form.file, form.line, key, words)
        for form in corpus.registries.forms or ()
        for key, words in (("name", form.form.name), ("when", form.form.when), *(("notes", note) for note in form.form.notes))
    ]
    for file, line, key, words in said:
        found = _ITSELF.search(words) or (ENDED.search(words) if key in {"title", "name"} else None)
        if found:
            message = f"{key} 写了“{found.group()}”，可是它还在用，读者会以为不算数了。不用的请删去整份，这里请改掉。"
            yield Finding(file, line, 1, "H217", Level.WARNING, message, found.group())


def _nearly(corpus: Corpus) -> Iterator[Finding]:
    """Acts titled like another one that is in force, with a mark of a new edition behind it: that is an amendment."""
    titles = {skeleton(title_key(act.header.title)): act for act in corpus.acts.values()}
    for act in corpus.acts.values():
        key = skeleton(title_key(act.header.title))
        found = _EDITION.search(key) or _NEWER.search(key)
        plain = key[: found.start()] + key[found.end() :] if found else ""
        other = titles.get(plain) if found and not is_published(act.newest) else None
        if other and not other.header.repealed and other.newest.ending is not Ending.EXPIRED:
            message = f"题名“{act.header.title}”是《{other.header.title}》加“{found.group() if found else ''}”，读者会当成它的新文本。改那一件的请用修正、修订；是另一件的请换题名。"
            yield Finding(act.newest.file, line_of(act.newest, "title"), 1, "H202", Level.WARNING, message, act.header.title)


def check_like(text: Expression, corpus: Corpus) -> Iterator[Finding]:
    """H202: a title, or short title, of a new act that is another's but for one character: read, or heard, as that one."""
    header = text.header
    named = [("title", header.title), ("short_title", header.short_title)]
    for act in corpus.acts.values():
        other = act.header
        if act.id == text.act or is_published(act.newest) or other.repealed or other.state != "adopted":
            continue
        theirs = [name for name in (other.title, other.short_title) if name]
        pairs = ((key, mine, name) for key, mine in named for name in theirs if _one_apart(mine, name))
        for key, mine, name in itertools.islice(pairs, 1):
            message = (
                f"{key} 写的“{mine}”和《{other.title}》的名字“{name}”只差一个字，读者会看成那一件。改那一件的请在 {act.newest.file} 里改；"
                "是另一件的，请对照印发文件核对题名。"
            )
            yield Finding(text.file, line_of(text, key, mine), 1, "H202", Level.WARNING, message, mine)


def _one_apart(one: str, other: str) -> bool:
    """Whether two names of one length differ in one character; of short ones that says nothing."""
    one, other = skeleton(title_key(one)), skeleton(title_key(other))
    return len(one) == len(other) >= _LONG and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def taken_names(corpus: Corpus) -> dict[str, list[str]]:
    """Names as the eye takes them, with whose they are: 《title》 for an act's own."""
    out: dict[str, list[str]] = {}
    for act in corpus.acts.values():
        for name in {e.header.title for e in act.expressions} | {e.header.short_title for e in act.expressions} - {""}:
            out.setdefault(skeleton(title_key(name)), []).append(f"《{act.header.title}》")
    for row in (corpus.registries.basis or {}).values():
        for name in {row.get("title"), *row.many("short_titles")} - {""}:
            out.setdefault(skeleton(title_key(name)), []).append(f"上位依据《{row.get('title')}》")
    for register in corpus.registries.registers.values():
        out.setdefault(skeleton(title_key(register.meta.get("title"))), []).append(f"清单《{register.meta.get('title')}》")
    for act in corpus.acts.values():
        for name in act.header.aliases:
            out.setdefault(skeleton(title_key(name)), []).append(f"别名属于《{act.header.title}》")
    for act_id, placed in corpus.registries.forms.by_act.items() if corpus.registries.forms else ():
        for form in placed if act_id in corpus.acts else ():
            owner = f"表格，属于《{corpus.acts[act_id].header.title}》"
            out.setdefault(skeleton(title_key(form.form.name)), []).append(owner)
    for name in corpus.registries.office_names():
        out.setdefault(skeleton(title_key(name)), []).append(f"科室、岗位“{name}”")
    return out


def _over(text: Expression) -> Iterator[Finding]:
    header = text.header
    if header.repealed or header.expires:
        return
    named = [("short_title", header.short_title), ("category", header.category), *(("aliases", a) for a in header.aliases)]
    beside = [("see_also", s.note) for s in header.see_also] + [("no_duty", n.reason) for n in header.no_duty]
    for key, words in (*named, *beside):
        found = ENDED.search(words) if (key, words) in named else re.search(SURELY, words)
        if found and found.group() not in header.title:
            level = Level.ERROR if (key, words) in named and re.search(SURELY, words) else Level.WARNING
            message = (
                f"{key} 写了“{words}”，可是这件制度没有废止，读者会以为它不算数了。停用要写废止（history 加一行），这里请改掉。"
            )
            yield Finding(text.file, line_of(text, key, words), 1, "H217", level, message, found.group())
