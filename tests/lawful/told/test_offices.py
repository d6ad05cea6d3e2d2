"""Offices and roles, compared with what they said before: what is told, what is refused."""

from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.told.offices import OFFICES as NAME
from rulebook.lawful.told.offices import ROLES as ROLES_NAME
from rulebook.lawful.told.offices import changed
from tests.rulebooks import OFFICES, small_rulebook

ROLES = "- {role: bureau-office, includes: [political-office]}\n- {role: political-office}\n"
FIRST = "successor\nbureau-office,局办公室,局办,内设机构,seed,,,"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (NAME, "局办公室,局办,内设机构,seed,,,", "局办公室,局办,内设机构,seed,,2026-11-29,political-office", ["L315 warning 撤销日期", "L315 warning 承继的科室"]),
        (NAME, "局办公室,局办,内设机构", "局办公室,局办,决策机构", ["L315 warning 种类"]),
        (NAME, "局办公室,局办,内设机构,seed,", "局办公室,局办,内设机构,seed,由主任一人决定", ["L315 warning 说明"]),
        (NAME, "局办公室,局办,内设机构,seed", "局办公室,局办,内设机构,inferred", ["L315 warning source 由“seed”改成“inferred”"]),
        (NAME, "机关纪委,,党组织", "机关纪委,,行业组织", ["L315 warning “机关纪委”的 kind 由“党组织”改成“行业组织”"]),  # no text names it
        (NAME, "discipline-committee,机关纪委,,党组织,seed,,,\n", "", ["L315 warning 少了“机关纪委”"]),
        (NAME, "ended,successor\n", "ended,successor,former\n", []),
        (NAME, FIRST, FIRST.replace("successor", "successor,former", 1) + ",组织人事处 2026-11-29", ["L315 error 多了“组织人事处 2026-11-29”"]),
        (NAME, FIRST, FIRST.replace("successor", "successor,former", 1).replace("局办公室", "局综合处") + ",局办公室 2026-11-29", ["L315 warning “局办公室”改名为“局综合处”，有2件"]),
        (NAME, "局办公室,局办", "局综合处,局办", ["L315 error 还要用旧名"]),
        (NAME, "政治部", "政治部；保管人", ["L315 warning （有的职责写着由“保管人”办，归别的科室、岗位）"]),
        (NAME, "政治部", "政治部；组织人事", ["L315 warning aliases 由“政治部”改成“政治部；组织人事”"]),
        (NAME, "discipline", "seal-office,印章科,,内设机构,inferred,统一审批用印,,\ndiscipline", ["L315 warning 新登记了“印章科”（统一审批用印）"]),
        (NAME, "", "", []),
        (ROLES_NAME, "includes: [political-office]", "includes: []", ["L319 error 少了"]),
        (ROLES_NAME, "includes: [political-office]", "includes: [], excludes: {political-office: 分开办公}", ["L319 warning 不再兼有"]),
        (ROLES_NAME, "includes: [political-office]", "includes: [], excludes: {political-office: }", ["L319 error 少了"]),
        (ROLES_NAME, "- {role: political-office}\n", "", ["L319 error 不见了"]),
        (ROLES_NAME, "- {role: political-office}", "- {role: political-office, includes: [discipline-committee]}", ["L319 warning 兼有“机关纪委”"]),
        (ROLES_NAME, "- {role: political-office}\n", "- {role: political-office}\n- {role: discipline-committee}\n", ["L319 warning 新加"]),
        (ROLES_NAME, "- {role: bureau", "# 次序不变\n- {role: bureau", []),
    ],
)  # fmt: skip
def test_table(tmp_path: Path, name: str, old: str, new: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    tables = {NAME: OFFICES, ROLES_NAME: ROLES}
    for file, text in tables.items():
        assert file != name or old in text
        (root / "docs" / file).write_text(text.replace(old, new, 1) if file == name else text)
    found = list(changed(load(root), {name: tables[name]}))
    assert len(found) == len(told)
    for finding, words in zip(found, told, strict=True):
        code, level, said = words.split(maxsplit=2)
        assert (finding.code, finding.level.value) == (code, level)
        assert said in finding.message
