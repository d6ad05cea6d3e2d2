"""Findings on recurrences, roles and matters, each on its line."""

from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.corpus.load import load

RULE = """---
id: seals
title: 印章规定
collection: rule
effective: 2021-01-01
duties:
  - {id: D1, article: art_1, who: 人, office: office, what: 事, recurrence: RECURRENCE}
document_type: 规定
office: office
---

# 印章规定

第一条　【用印审批】盖章应当事前审批。
"""
MATTER = """- id: use-seal
  title: 盖章
  group: 印章
  answer: 事前**审批**
  roles: [ROLE]
  steps:
    - {who: 人, within: 事前, what: 报批, target: TARGET}
"""


def findings(
    tmp_path: Path, *, recurrence: str = "FREQ=YEARLY", target: str = "seals#用印审批", role: str = "office"
) -> list[str]:
    docs = tmp_path / "docs"
    for name, content in {
        "rules/seals.md": RULE.replace("RECURRENCE", recurrence),
        "tasks/tasks.yml": MATTER.replace("TARGET", target).replace("ROLE", role),
        "offices/offices.csv": "slug,name\noffice,局办公室\n",
        "offices/roles.yml": f"- {{role: office, includes: [{role}]}}\n",
    }.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return [f"{Path(f.file).name}:{f.line}:{f.code}:{f.suggestion}" for f in check(load(tmp_path)) if f.code != "R112"]


def test_clean(tmp_path: Path) -> None:
    assert findings(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"recurrence": "每年一次"}, ["seals.md:7:R113:"]),
        ({"target": "seal#用印审批"}, ["tasks.yml:7:C121:seals"]),
        ({"target": "seals#用印批准"}, ["tasks.yml:7:C121:用印审批"]),
        ({"target": "seals"}, ["tasks.yml:7:R111:"]),
        ({"role": "offices"}, ["roles.yml:1:R201:office", "tasks.yml:5:R201:office"]),
    ],
)
def test_found(tmp_path: Path, change: dict[str, str], expected: list[str]) -> None:
    assert findings(tmp_path, **change) == expected
