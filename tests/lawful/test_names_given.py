"""Words that are newly said to mean the same."""

from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.names_given import changed
from tests.rulebooks import OFFICES, small_rulebook

SYNONYMS = "word,means\n公章,印章\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("盖章,印章 登记", []),
        ("借章,外借一天印章", ["L320"]),
        ("先盖后批,批准后可以用印", ["L320"]),
        ("保管章,印章由局办公室保管", []),
        ("敲章,用章", []),
        ("可以借,保管人不得外借", ["L320"]),
    ],
)
def test_a_synonym_leads_to_words_of_the_acts(tmp_path: Path, row: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/search").mkdir()
    (root / "docs/search/synonyms.csv").write_text(f"{SYNONYMS}{row}\n")
    assert [f.code for f in changed(load(root), {"search/synonyms.csv": SYNONYMS})] == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("政治部", "政治部；保管人", ["别名"]),
        ("政治部", "政治部；组织人事", []),
        ("局办公室,局办,", "局办公室,局办；保管人,", []),
        ("discipline", "seal-office,印章科,,内设机构,inferred,统一审批用印,,\ndiscipline", ["新登记的"]),
        ("discipline", "seal-office,印章科,,内设机构,inferred,,,\ndiscipline", []),
    ],
)
def test_an_office_is_not_called_like_who_does_a_duty_of_another(tmp_path: Path, old: str, new: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    assert old in OFFICES
    (root / "docs/offices/offices.csv").write_text(OFFICES.replace(old, new, 1))
    found = [f.message for f in changed(load(root), {"offices/offices.csv": OFFICES})]
    assert len(found) == len(told)
    assert all(word in message for word, message in zip(told, found, strict=True))
