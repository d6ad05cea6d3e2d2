"""Every code is explained, and where an example is a line of a file, it does what it says."""

import re
from pathlib import Path

import pytest

from rulebook.checks.codes import CODES, Code
from rulebook.checks.printers import CHANGED, lines
from rulebook.checks.run import check
from rulebook.corpus.load import load
from rulebook.model.finding import Finding, Level
from tests.sites import ROOT

HEAD = "id: demo\ntitle: 示范办法\ndocument_type: 办法\ncollection: rule\neffective: 2021-05-01\noffice: a\n"
BODY = "# 示范办法\n\n第一条　【目的】为了示范，制定本办法。\n"
_USED = re.compile(r'"([A-Z]\d{3})"')
TRIED = [code for code in CODES.values() if code.place != "other"]


def found(root: Path, place: str, words: str) -> set[str]:
    head, body, page = HEAD, BODY, "# 页\n"
    if place == "head":
        for line in words.split("\n"):
            key = line.partition(":")[0]
            head = re.sub(rf"^{re.escape(key)}:.*\n", "", head, flags=re.MULTILINE)
        head += words + "\n"
    elif place == "text":
        body += f"\n{words}\n"
    else:
        page += f"\n{words}\n"
    files = {
        "rules/demo.md": f"---\n{head}---\n\n{body}",
        "guide/index.md": page,
        "offices/offices.csv": "slug,name\na,甲科\n",
    }
    for name, text in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return {finding.code for finding in check(load(root))}


def test_no_code_of_the_program_is_missing() -> None:
    used = {code for path in (ROOT / "rulebook").rglob("*.py") for code in _USED.findall(path.read_text(encoding="utf-8"))}
    assert used == set(CODES)


@pytest.mark.parametrize("code", TRIED, ids=lambda code: code.code)
def test_examples(tmp_path: Path, code: Code) -> None:
    assert code.code in found(tmp_path / "wrong", code.place, code.wrong)
    assert code.code not in found(tmp_path / "right", code.place, code.right)


@pytest.mark.parametrize("code", sorted({code.code for code in CODES.values() if "和主分支比" in code.meaning} | CHANGED))
def test_what_differs_from_the_main_branch_is_shown_to_the_last(code: str) -> None:
    told = [Finding("docs/rules/demo.md", n, 1, code, Level.WARNING, f"第{n}处改动。") for n in range(1, 31)]
    assert len(lines(told).splitlines()) == len(told)
