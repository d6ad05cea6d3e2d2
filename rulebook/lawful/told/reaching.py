"""Sentences of a new text that reach into other acts of ours (L323): who reads those does not see them.

To interpret, correct, prolong, revive, relax or hand over what another act says is lawful only by its own amendment; to refer
to it is plain. Which of both a sentence does only who reads it can tell, so a reviewer is shown it once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from rulebook.corpus.library import own_names
from rulebook.corpus.load import Corpus, is_published
from rulebook.lawful.compared import few, short
from rulebook.markup.numerals import ARTICLE_NUMBER, to_int
from rulebook.markup.over import OVER
from rulebook.markup.quantities import quantities
from rulebook.model.act import Act, Expression
from rulebook.model.document_types import OUR
from rulebook.model.finding import Finding, Level
from rulebook.model.header import doc_no_key
from rulebook.model.provision import Provision

_NOT = re.compile("(?:不(?:再|需|用|必)?|免予?|无需|停止|暂停)(?:填写?|适用|执行|[按依]照)[^，。；]{0,12}$")
_FEW = 3  # sentences shown
_NAME = 5  # characters of a form that is meant without 《》
_SENTENCE = re.compile("[^。；\n]+")
_CHANGES = f"{OVER}|延长|恢复|继续(?:有效|执行|施行)|更正|应为|错误|是指|所称|[中里]的“|理解|代替|替代|改[为由按成]|推迟|提前"  # also where it is referred to
_CHANGED = re.compile(_CHANGES)
_SPEAKS = re.compile(f"{_CHANGES}|包括|一律|统一|解释|不(?!同|断|仅|只|得少于|少于|超过)|可以|免|即可|即为|视为|酌情|承担")
_ALL = re.compile(
    "(?:本局|我局|各项|其[他它]|有关|现有|现行|原有|以往|上述)(?:的|各项|有关|其他|[^。；《》本]{1,14}的?)?(?:制度|规定|办法|规章)"
)
_REFERS = re.compile("(?:[按依参]照|根据|依据|列入|填写|执行|适用|符合|属于)[^，。；]{0,12}$")
_FIGURES = frozenset({"期限", "金额", "比例"})
_KIND = re.compile(  # what a title says besides what it is about
    f"^(?:关于)?.{{0,8}}(?:局|委员会)|关于|第[一二三四五六七八九十百零]+条|[的《》]|补充|实施|执行|操作|试行|暂行|若干|具体|{OUR}|解释|说明|（[^（）]*）"
)
_HANDS = re.compile(
    "的规定，?(?:改|暂|一律|均)[按为由][^。；]*|(?:承担|负责|履行)的[^。；]{0,24}职[责能][^。；]{0,12}由[^。；]{2,20}(?:承担|负责|行使|履行)"
    "|原[^。；，]{2,14}的职[责能]，?由[^。；]{2,30}承担"
)


def told(corpus: Corpus, texts: Iterable[tuple[Expression, Expression | None]]) -> Iterator[Finding]:
    """Warnings on new texts. texts: each with the text before it, whose sentences were looked at then; None for a new act."""
    for text, before in texts:
        if text.header.state != "adopted" or text.header.text != "held" or is_published(text):
            continue
        named, acts = own_names(corpus)
        forms = {name: act for name, act in _forms(corpus).items() if act != text.act}
        yield from _title(text, before, acts)
        yield from _headings(text, before, named, acts)
        old = {words for _, words in _sentences(before)} if before else set()
        found = [
            (line, reached)
            for line, words in _sentences(text)
            if words not in old and (reached := _reached(text, words, named, acts, forms))
        ]
        if found:
            shown = few([f"第{line}行“{short(reached)}”" for line, reached in found], _FEW)
            message = (
                f"这件写到别的制度怎么办：{shown}。看那一件的人看不到这些话。要改那一件的，在那里写修正；"
                "只是指过去的，写“按照《……》执行”。"
            )
            yield Finding(text.file, found[0][0], 1, "L323", Level.WARNING, message, text.key)


def _title(text: Expression, before: Expression | None, acts: Mapping[str, Act]) -> Iterator[Finding]:
    """A new act that is called like the completion of another one."""
    stem = _stem(text.header.title)
    other = next((act for name, act in acts.items() if act.id != text.act and stem == _stem(name)), None)
    if before is None and other and stem:
        message = (
            f"题名“{text.header.title}”看上去是《{other.header.title}》的补充、细则或者解释，看那一件的人看不到它。"
            "要改那一件的，在那里写修正；另外规定的，请换一个看得出区别的题名。"
        )
        yield Finding(text.file, 1, 1, "L323", Level.WARNING, message, other.header.title)


def _headings(
    text: Expression, before: Expression | None, named: re.Pattern[str] | None, acts: Mapping[str, Act]
) -> Iterator[Finding]:
    """An annex, a chapter with the name of another act: it looks like its text."""
    old = set(before.raw.split("\n")) if before else set()
    for number, line in enumerate(text.raw.split("\n"), start=1):
        found = named.search(line) if named and line.startswith("##") and line not in old else None
        if found and acts[found["name"]].id != text.act:
            name = acts[found["name"]].header.title
            message = (
                f"第{number}行的标题“{line.lstrip('# ')}”用了《{name}》的名字，读者会当成那一件的文本。改那一件的，在那里写修正。"
            )
            yield Finding(text.file, number, 1, "L323", Level.WARNING, message, line)


def _stem(title: str) -> str:
    """What a title is about."""
    return _KIND.sub("", title)


def _sentences(text: Expression) -> Iterator[tuple[int, str]]:
    for node in text.document.walk():
        for found in _SENTENCE.finditer(node.text):
            yield node.line, found.group()


def _forms(corpus: Corpus) -> Mapping[str, str]:
    by_act = corpus.registries.forms.by_act if corpus.registries.forms else {}
    return {form.form.name: act for act, placed in by_act.items() for form in placed}


def _reached(
    text: Expression, words: str, named: re.Pattern[str] | None, acts: Mapping[str, Act], forms: Mapping[str, str]
) -> str:
    """What the sentence says of another act, from its name on; "" where it only refers to it, or to nothing."""
    if found := _HANDS.search(words):
        return found.group()
    number = doc_no_key(text.header.doc_no)
    for found in named.finditer(words) if named else ():
        act = acts[found["name"]]
        decided = number and number in {doc_no_key(row.doc_no) for row in act.header.history}
        if act.id != text.act and not decided and (_said_of(words, found) or _other_figures(act, words[found.end() :])):
            return f"《{act.header.name}》{words[found.end() :]}"
    for found in _ALL.finditer(words):
        if _said_of(words, found):
            return words[found.start() :]
    for name in (name for name in forms if len(name) >= _NAME and name in words):
        form = re.search(re.escape(name), words)
        owner = next((act for act in acts.values() if act.id == forms[name]), None)
        if form and (_said_of(words, form) or (owner and _beyond(owner.newest.document.articles(), words))):
            return words[form.start() :]
    return ""


def _other_figures(act: Act, after: str) -> bool:
    """Whether an article is named behind the title, and then a period, amount or share that it does not say."""
    named = ARTICLE_NUMBER.match(after)
    article = act.newest.document.provisions().get(f"art_{to_int(named['number'])}") if named else None
    return bool(article) and _beyond([article] if article else [], after)


def _beyond(articles: Iterable[Provision], words: str) -> bool:
    """Whether the words have a period, amount or share that none of the articles has."""
    said = {q.key for q in quantities(words) if q.kind in _FIGURES}
    return bool(said) and not said <= {q.key for article in articles for q in quantities(article.own_words)}


def _said_of(words: str, found: re.Match[str]) -> bool:
    """Whether the sentence says something of what it names, and does not only refer to it."""
    before = words[: found.start()].rstrip("《“")
    says = _CHANGED if _REFERS.search(before) else _SPEAKS
    return bool(says.search(words[found.end() :]) or _NOT.search(before))
