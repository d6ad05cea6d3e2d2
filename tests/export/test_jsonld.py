"""Acts as linked data on their pages."""

import datetime as dt
import json
from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.export.jsonld import linked_data
from tests.rulebooks import SEALS, small_rulebook


def _said(root: Path, key: str, day: dt.date) -> dict[str, object]:
    act = load(root).acts["seals"]
    text = next(e for e in act.expressions if e.key == key)
    said: dict[str, object] = json.loads(linked_data(act, text, day))
    return said


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = small_rulebook(tmp_path)
    (folder / "docs/rules/seals").mkdir()
    (folder / "docs/rules/seals/2020-02-01.md").write_text(SEALS)
    (folder / "docs/rules/seals.md").write_text(SEALS.replace("2020-02-01\noffice", "2022-03-01\noffice"))
    return folder


def test_facts_of_a_text(root: Path) -> None:
    said = _said(root, "2022-03-01", dt.date(2023, 1, 1))
    assert said["@type"] == "Legislation"
    assert said["name"] == "甲局印章管理办法"
    assert said["legislationIdentifier"] == "甲〔2020〕1号"
    assert said["legislationDateOfApplicability"] == "2022-03-01"
    assert said["temporalCoverage"] == "2022-03-01/.."
    assert said["legislationLegalForce"] == "https://schema.org/InForce"
    assert said["legislationChanges"] == {
        "@type": "Legislation",
        "name": "甲局印章管理办法",
        "legislationDateVersion": "2020-02-01",
    }
    old = _said(root, "2020-02-01", dt.date(2023, 1, 1))
    assert old["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert old["temporalCoverage"] == "2020-02-01/2022-02-28"
    assert "legislationChanges" not in old


def test_no_title_ends_the_block(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    file = root / "docs/rules/seals.md"
    file.write_text(SEALS.replace("title: 甲局印章管理办法", 'title: "甲局</script><!--印章管理办法"'))
    act = load(root).acts["seals"]
    words = linked_data(act, act.newest, dt.date(2023, 1, 1))
    assert "<" not in words
    assert json.loads(words)["name"] == "甲局</script><!--印章管理办法"
