"""废止 (repeal): an act is ended by decision."""

from __future__ import annotations

import datetime as dt
import re

from rulebook.change.cited import citing
from rulebook.change.find import find_act
from rulebook.change.plan import DOC_NO, Change, ChangeRefused, rewritten
from rulebook.corpus.load import Corpus
from rulebook.markup import header_edit
from rulebook.model.act import Act
from rulebook.model.day import day_words
from rulebook.model.header import doc_no_key


def repeal(
    corpus: Corpus,
    act_id: str,
    on: dt.date,
    today: dt.date,
    *,
    by: str = "",
    decided: dt.date | None = None,
    cited_anyway: bool = False,
) -> Change:
    """End an act by decision from ``on``.

    by: the number of the deciding document, the id of the act that takes its place, or both (separated by a comma or blank).
    cited_anyway: also where texts in force cite it, which is refused else. Raises ``ChangeRefused`` for that and for days that
    do not fit.
    """
    act = find_act(corpus, act_id)
    newest, name = act.newest, f"《{act.header.title}》"
    header = newest.header
    if header.repealed:
        raise ChangeRefused(
            f"{name}已经定于{day_words(header.repealed.on)}废止。还没有发布、日期写错了的，改 {newest.file} 的 history 那一行；已经发布的不能改。"
        )
    if header.expires and header.expires < on:
        raise ChangeRefused(f"{name}{day_words(header.expires)}期满，已经失效，不用再废止。期满和废止不能混用。")
    if header.effective and on <= header.effective:
        raise ChangeRefused(
            f"{name}最新文本{day_words(header.effective)}才施行，废止日期（{on}）要晚于它。请核对 --on；不再施行的文本请先撤回。"
        )
    day = decided or min(today, on)
    if on < day:
        raise ChangeRefused(f"废止日期（{on}）早于决定日期（{day}）。废止不能往前算，请核对 --on 和 --decided。")
    notes = [] if decided or today <= on else [f"废止日期（{on}）已经过去，决定日期按同一天登记；不对的请加 --decided。"]
    number, successor = _by(corpus, by)
    if successor is act:
        raise ChangeRefused(f"{name}不能由自己替代。请核对 --by。")
    if successor and successor.header.repealed:
        raise ChangeRefused(f"替代的《{successor.header.title}》也已废止。请核对 --by。")
    if successor and not successor.on(on):
        notes.append(f"替代的《{successor.header.title}》在{day_words(on)}没有施行，请核对日期。")
    cited = citing(corpus, act, on)
    if cited and not cited_anyway:
        where = "\n".join(f"  {line}" for line in cited)
        raise ChangeRefused(f"{name}还被下列现行制度引用，请先改这些地方，或者加 --cited-anyway 照样废止：\n{where}")
    notes.extend(f"仍在引用：{line}" for line in cited)
    ended = header_edit.flow({"on": on.isoformat(), "by": successor.id if successor else ""})
    row = header_edit.flow({"on": day.isoformat(), "event": "废止", "doc_no": number, "effective": on.isoformat()})

    def edit(text: str) -> str:
        return header_edit.append(header_edit.put(text, "repealed", ended), "history", row)

    return Change({newest.file: rewritten(newest, newest.raw, edit, {"repealed", "history"})}, tuple(notes))


def _by(corpus: Corpus, by: str) -> tuple[str, Act | None]:
    """The number of the deciding document and the successor that ``by`` names."""
    number, successor = "", None
    for part in filter(None, re.split(r"[\s,，、;；]+", by)):
        if part in corpus.acts and successor is None:
            successor = corpus.acts[part]
        elif DOC_NO.fullmatch(doc_no_key(part)) and not number:
            number = doc_no_key(part)
        else:
            raise ChangeRefused(
                f"--by 写的“{part}”既不是制度 id，也不像文号，或者写了两个。文号写成“x司党〔2026〕18号”，id 用 rulebook list 查。"
            )
    return number, successor
