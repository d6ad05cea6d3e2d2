"""What forms and matters rest on: until when an article is called as they call it, and when it stops to apply."""

from __future__ import annotations

import datetime as dt

from rulebook.model.act import Act
from rulebook.model.day import day_words


def called_until(act: Act, heading: str) -> str:
    """Where only an earlier text has an article of this 条标: when that ends and what is new; "" where the newest has it too or none has."""
    if act.newest.article_by_heading(heading):
        return ""
    texts = [text for text in act.expressions if text.header.text != "pending"]
    before = next((n for n in range(len(texts) - 2, -1, -1) if texts[n].article_by_heading(heading)), None)
    if before is None:
        return ""
    after = texts[before + 1]
    known = {article.heading for article in texts[before].document.articles()}
    fresh = [f"{article.heading}（{article.label}）" for article in after.document.articles() if article.heading not in known]
    start = day_words(after.valid_from) if after.valid_from else "新文本"
    return f"{start}起的文本没有条标“{heading}”" + (f"，新的条标有{'、'.join(fresh[:4])}" if fresh else "")


def over(act: Act, heading: str, today: dt.date) -> str:
    """Why an article does not apply any more, or from which decided day on it will not; "" where it does."""
    header, name = act.header, f"《{act.header.name}》"
    if header.repealed:
        return f"{name}自{day_words(header.repealed.on)}起废止"
    if header.expires and header.expires < today:
        return f"{name}有效期到{day_words(header.expires)}，已经失效"
    article = act.newest.article_by_heading(heading)
    status = header.article_status.get(article.eid) if article else None
    return f"{name}{article.label}自{day_words(status.repealed)}起不再适用" if article and status else ""
