"""The small file the search box reads: acts and their provisions by title, alias, 文号 and citation."""

from __future__ import annotations

from rulebook.history.status import act_spans
from rulebook.site.model import Site
from rulebook.site.words import spans_json


def records(site: Site) -> list[dict[str, object]]:
    """One record an act and one a 条, in 汇编 order."""
    rows: list[dict[str, object]] = []
    for act in site.corpus.acts.values():
        shown = act.shown(site.day)
        header = shown.header
        path = site.act_path(act.id)
        rows.append(
            {
                "act": act.id,
                "provision": "",
                "expression": shown.key,
                "title": header.title,
                "short": header.name,
                "aliases": list(header.aliases),
                "doc_no": header.doc_no,
                "url": path,
                "status_spans": spans_json(act_spans(act)),
            }
        )
        rows.extend(
            {
                "act": act.id,
                "provision": a.eid,
                "expression": shown.key,
                "label": a.label,
                "heading": a.heading,
                "url": f"{path}#{a.eid}",
            }
            for a in shown.document.articles()
        )
    return rows
