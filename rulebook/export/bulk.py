"""A bulk file for an OpenSearch server: one document a provision, so that several bureaus' rules are searched together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rulebook.history.status import expression_spans
from rulebook.model.act import Act
from rulebook.model.provision import Kind

INDEX = "rulebook"
MAPPING: dict[str, object] = {
    "mappings": {
        "properties": {
            "act": {"type": "keyword"},
            "expression": {"type": "keyword"},
            "provision": {"type": "keyword"},
            "title": {"type": "text", "analyzer": "cjk"},
            "doc_no": {"type": "keyword"},
            "issuer": {"type": "keyword"},
            "label": {"type": "keyword"},
            "heading": {"type": "text", "analyzer": "cjk"},
            "text": {"type": "text", "analyzer": "cjk"},
            "valid_from": {"type": "date"},
            "valid_to": {"type": "date"},
            "ending": {"type": "keyword"},
        }
    }
}


def bulk(acts: Iterable[Act]) -> Iterator[str]:
    """Lines of the file: an action and its document in turn. Ids are stable, so that a second load replaces the first."""
    for act in acts:
        for text in act.expressions:
            spans = expression_spans(text)
            for node in (*text.document.articles(), *(n for n in text.document.body if n.kind is Kind.CLAUSE)):
                yield json.dumps({"index": {"_index": INDEX, "_id": f"{act.id}@{text.key}#{node.eid}"}})
                row = {
                    "act": act.id,
                    "expression": text.key,
                    "provision": node.eid,
                    "title": text.header.title,
                    "doc_no": text.header.doc_no,
                    "issuer": text.header.issuer,
                    "label": node.label,
                    "heading": node.heading,
                    "text": node.own_words,
                    "valid_from": text.valid_from.isoformat() if text.valid_from else None,
                    "valid_to": text.valid_to.isoformat() if text.valid_to else None,
                    "ending": spans[-1].status.value if text.valid_to else None,
                }
                yield json.dumps(row, ensure_ascii=False)
