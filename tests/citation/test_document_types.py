"""Every kind of rule that a bureau makes (文种) is known wherever a text is read: a new one in ``OURS`` is known everywhere or fails here."""

import pytest

from rulebook.citation.extract import citations
from rulebook.importer.docx.acts import TYPES
from rulebook.markup.parse import parse
from rulebook.model.document_types import OURS


@pytest.mark.parametrize("kind", OURS)
def test_a_kind_is_read_cited_and_imported(kind: str) -> None:
    title = f"甲区教育局印章管理{kind}"
    text = f"# {title}\n\n第一条　【保管】保管人不得外借。\n\n第二条　【违反】违反本{kind}第一条的，批评教育。\n"
    document, findings = parse(text)
    assert findings == ()
    assert document.title == title
    assert [(found.text, found.targets) for found in citations(document)] == [(f"本{kind}第一条", ("art_1",))]
    assert kind in TYPES.split("|")
