"""Acts that a text ends, wholly or in articles, in its own words: what they say of it must stand in the act that is ended (H216)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rulebook.corpus.header_lines import line_of
from rulebook.corpus.library import own_names, title_key
from rulebook.corpus.load import Corpus, is_published
from rulebook.history.abolish import Ended, endings
from rulebook.markup import header_edit
from rulebook.markup.numerals import ARTICLE_NUMBER, to_int
from rulebook.markup.over import ENDS, OVER, STOPS
from rulebook.model.act import Act, Expression
from rulebook.model.finding import Finding, Level
from rulebook.model.header import doc_no_key

_DECIDES = re.compile(
    r"关于(?P<verb>废止|停止执行|修改|修订|修正)(?:部分)?(?P<what>.+?)(?:等[^《》]*|(?:部分|有关|个别)(?:条[文款]|内容)|第[^《》]{1,12}[条款项])?的(?:决定|通知|公告|通告|意见|批复)(?:（[^（）]*）)?$"
)
_FORM = re.compile(rf"《(?P<name>[^《》]{{2,30}})》(?:自[^。；，]{{2,20}}起)?，?(?:同时|即行|一律|也)?(?:{OVER})")
_ALL = re.compile(
    rf"(?:此前|以前|过去|先前|原有|原来)[^。；《》]{{0,12}}(?:规定|制度|办法|文件)[^。；《》]{{0,6}}?(?:一律|全部|同时|即行|均|都)(?:{ENDS})"
)
_TITLED = re.compile("《([^《》]+)》")
_CHANGES = re.compile(  # orders that another act reads, or binds, otherwise
    r"(?:《(?P<title>[^《》]{2,60})》)(?:（[^（）]{0,20}）)?(?:(?:[^。；《》]|“[^”]*”){0,40}?)"
    rf"(?P<verb>修改为|改为|删去|{STOPS}|与本[\u4e00-\u9fff]{{2,4}}(?:规定)?(?:不一致|不相一致|不符|不同|相?抵触)的?，?(?:以|按照|按|适用|执行)本)"
)
_VERBS = f"修改为|改为|删去|{STOPS}|与本"
_SURE = 4  # characters of a name without the bureau's
_Called = Mapping[str, Sequence[Act]]


def check_endings(corpus: Corpus) -> Iterator[Finding]:
    """Findings on the newest text of each act of our own."""
    called, numbered = _called(corpus)
    bare, forms = _bare(corpus), _placed(corpus)
    for act in corpus.acts.values():
        text = act.newest
        if is_published(text) or text.header.text == "pending" or text.header.state != "adopted":
            continue
        yield from _decision(text, called)
        yield from _changing(text, called, bare)
        yield from _all_before(text)
        yield from _forms(text, forms)
        done: set[tuple[int, str, tuple[str, ...]]] = set()
        for ended in endings(text, bare):
            for other in _meant(ended, called, numbered):
                where = (ended.line, other.id, ended.articles)
                if where not in done and not _registered(ended, other, text):
                    done.add(where)
                    yield _finding(ended, other, text)


def _decision(text: Expression, called: _Called) -> Iterator[Finding]:
    """A text whose title says that it repeals or amends an act which bears no row of it."""
    found, number = _DECIDES.search(text.header.title), doc_no_key(text.header.doc_no)
    if not found:
        return
    names = _TITLED.findall(found["what"]) or re.split("[、和及]", found["what"])
    for other in {act.id: act for name in names for act in _named(title_key(name), called)}.values():
        if other.id == text.act or (number and number in _borne(other)):
            continue
        if found["verb"] in {"废止", "停止执行"}:
            day = str(text.header.adopted or text.header.issued or text.key)
            row = {"on": day, "event": "废止", "doc_no": number or "这件的文号", "effective": text.key}
            way = f"请在那里的文件头 history 加一行：{header_edit.flow(row)}"
        else:
            way = f"请照这件在那里改条文，文件头写这次的 doc_no（{number or '这件的文号'}）、adopted、issued、effective"
        message = f"题名写了{found['verb']}《{other.header.title}》，它的文件 {other.newest.file} 没有登记，读者看到的还是没有{found['verb']}的文本。{way}。"
        yield Finding(text.file, line_of(text, "title"), 1, "H216", Level.WARNING, message, text.header.title)


def _all_before(text: Expression) -> Iterator[Finding]:
    """A sentence that ends whatever was issued before, without a name."""
    for node in text.document.walk() if re.search(ENDS, text.raw) else ():
        found = _ALL.search(node.text)
        if found:
            message = f"第{node.line}行写了“{found.group()}”，没有写是哪几件，读者不知道哪一件不算数了。请照印发文件逐件写题名、文号，并在各件登记废止。"
            yield Finding(text.file, node.line, 1, "H216", Level.WARNING, message, found.group())


def _placed(corpus: Corpus) -> Mapping[str, str]:
    """The forms of each act, by name: the act that has it."""
    by_act = corpus.registries.forms.by_act if corpus.registries.forms else {}
    return {form.form.name: act for act, placed in by_act.items() if act in corpus.acts for form in placed}


def _forms(text: Expression, forms: Mapping[str, str]) -> Iterator[Finding]:
    """A form of another act that a text does away with."""
    for node in text.document.walk() if re.search(OVER, text.raw) else ():
        for found in _FORM.finditer(node.text):
            act = forms.get(found["name"])
            if act and act != text.act:
                message = (
                    f"第{node.line}行写了“{found.group()}”，那张表在 docs/forms/{act}.yml，还在用。"
                    "请在要它的制度里写修正，删去这张表；还用的请换个说法。"
                )
                yield Finding(text.file, node.line, 1, "H216", Level.WARNING, message, found["name"])


def _changing(text: Expression, called: _Called, bare: re.Pattern[str] | None) -> Iterator[Finding]:
    """Sentences that amend, or set aside, another act: whoever reads that one does not see it."""
    number = doc_no_key(text.header.doc_no)
    for node in text.document.walk() if re.search(_VERBS, text.raw) else ():
        sentence = bare.sub(r"《\g<name>》", node.text) if bare else node.text
        for found in _CHANGES.finditer(sentence):
            for other in called.get(title_key(found["title"]), ()):
                if other.id != text.act and not other.header.repealed and not (number and number in _borne(other)):
                    message = (
                        f"第{node.line}行写了“{found.group()[:40]}”，《{other.header.title}》的文件 {other.newest.file} 没有登记这次的决定，"
                        "读者看到的还是原来的条文。要改那一件的，在那里写修正（文号照这次的）；不改的请换个说法。"
                    )
                    yield Finding(text.file, node.line, 1, "H216", Level.WARNING, message, found["title"])


def _borne(act: Act) -> set[str]:
    """Every 文号 that its texts and their 沿革 bear."""
    return {doc_no_key(n) for text in act.expressions for n in (text.header.doc_no, *(row.doc_no for row in text.header.history))}


def _bare(corpus: Corpus) -> re.Pattern[str] | None:
    """Names of acts of our own as they stand without 《》; 2017年印发的考勤规定 is another one."""
    named = [name for name in own_names(corpus)[1] if len(name) >= _SURE and "〔" not in name]
    names = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    return re.compile(rf"[“‘「]?(?<![《的])(?P<name>{names})(?!》)[”’」]?") if named else None


def _named(name: str, called: _Called) -> Sequence[Act]:
    """Acts called so, or whose name ends so: the bureau is often left out."""
    ends = [acts for key, acts in called.items() if len(name) >= _SURE and key.endswith(name)] if name not in called else []
    return called.get(name) or (ends[0] if len(ends) == 1 else ())


def _called(corpus: Corpus) -> tuple[_Called, _Called]:
    """Acts of our own by every name they have borne, and by number."""
    called, numbered = defaultdict[str, list[Act]](list), defaultdict[str, list[Act]](list)
    for act in corpus.acts.values():
        if is_published(act.newest):
            continue
        for key in {title_key(n) for e in act.expressions for n in e.header.names}:
            called[key].append(act)
        for number in {doc_no_key(e.header.doc_no) for e in act.expressions} - {""}:
            numbered[number].append(act)
    return called, numbered


def _meant(ended: Ended, called: _Called, numbered: _Called) -> Sequence[Act]:
    """The acts that are meant: of one title but another number, none."""
    number = doc_no_key(ended.number)
    if not ended.title:
        return next((found for n in range(len(number)) if (found := numbered.get(number[n:]))), ())
    acts = called.get(title_key(ended.title), ())
    return [act for act in acts if not number or act in numbered.get(number, ())]


def _registered(ended: Ended, other: Act, text: Expression) -> bool:
    """Whether the act that is ended says so already, or is made after the text that ends it."""
    header, made = other.header, other.newest.valid_from
    if other.id == text.act or header.repealed:
        return True
    since = text.valid_from
    if since and ((made and made >= since) or (header.expires and header.expires < since)):
        return True
    over = {eid.partition("__")[0] for eid in header.article_status}
    return bool(ended.articles) and {f"art_{_article(words)}" for words in ended.articles} <= over


def _article(words: str) -> int:
    found = ARTICLE_NUMBER.match(words)
    return to_int(found["number"]) or 0 if found else 0


def _finding(ended: Ended, other: Act, text: Expression) -> Finding:
    header, name = text.header, f"《{other.header.title}》{'、'.join(ended.articles)}"
    decided = header.adopted or header.issued or header.effective or dt.date.min
    if ended.day and ended.day < decided:
        message = (
            f"第{ended.line}行写了“{ended.words}”，这件是{decided}决定的，不能决定过去的事，{name}在那天以后还是现行的。"
            "请照印发文件改日期，或者删去这一句。"
        )
        return Finding(text.file, ended.line, 1, "H216", Level.ERROR, message, ended.words)
    day = str(ended.day or text.key)
    row = {
        "on": str(decided),
        "event": "部分失效" if ended.articles else "废止",
        "doc_no": doc_no_key(header.doc_no),
        "effective": day,
    }
    rows = "、".join(header_edit.flow({**row, "item": words, "by": text.act}) for words in ended.articles or ("",))
    if ended.articles:
        way = f"请在那里的文件头 history 加：{rows}"
    else:
        way = f"请在那里的文件头写 repealed: {{on: {day}, by: {text.act}}}，history 加一行废止：{rows}"
    message = f"第{ended.line}行写了“{ended.words}”，{name}的文件 {other.newest.file} 没有登记。{way}。"
    return Finding(text.file, ended.line, 1, "H216", Level.WARNING, message, ended.words)
