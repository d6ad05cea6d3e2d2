"""A text as linked data (JSON-LD, schema.org/Legislation): what a collecting system of the city or a search engine reads off its page."""

from __future__ import annotations

import datetime as dt

from rulebook.export.data import MAPPING
from rulebook.history.fingerprint import code, fingerprint
from rulebook.history.status import Status, expression_status
from rulebook.model.act import Act, Expression
from rulebook.packed import packed_text

_NAMES = {ours: theirs for ours, theirs, *_ in MAPPING}
_FORCE = {
    Status.IN_FORCE: "InForce",
    Status.PARTIAL: "PartiallyInForce",
    Status.UPCOMING: "NotInForce",
    Status.SUPERSEDED: "NotInForce",
    Status.EXPIRED: "NotInForce",
    Status.REPEALED: "NotInForce",
}


def linked_data(act: Act, text: Expression, day: dt.date) -> str:
    """The data block's words: JSON that no HTML parser can end early. day: whose status is told."""
    header = text.header
    known = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        _NAMES["title"]: header.title,
        "alternateName": header.short_title,
        _NAMES["doc_no"]: header.doc_no,
        _NAMES["document_type"]: header.document_type,
        _NAMES["issuer"]: {"@type": "Organization", "name": header.issuer} if header.issuer else "",
        _NAMES["adopted"]: _iso(header.adopted),
        _NAMES["issued"]: _iso(header.issued),
        _NAMES["effective"]: _iso(text.valid_from),
        "legislationDateOfApplicability": _iso(text.valid_from),
        _NAMES["valid_to"]: f"{_iso(text.valid_from)}/{_iso(text.valid_to) or '..'}" if text.valid_from else "",
        _NAMES["status"]: f"https://schema.org/{_FORCE[expression_status(text, day)]}",
        "inLanguage": "zh-CN",
        "identifier": "" if header.text == "pending" else code(fingerprint(text)),
        "legislationChanges": _before(act, text),
    }
    words = packed_text({key: value for key, value in known.items() if value})
    return words.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _before(act: Act, text: Expression) -> dict[str, str] | str:
    """The text that this one changed."""
    at = act.expressions.index(text)
    if not at:
        return ""
    old = act.expressions[at - 1]
    return {"@type": "Legislation", "name": old.header.title, _NAMES["effective"]: _iso(old.valid_from)}


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
