"""Sentences of a new text that reach into other acts."""

from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.told.reaching import told
from tests.lawful.edits import put
from tests.rulebooks import ARCHIVES, small_rulebook

NEW = "docs/rules/new.md"
FORM = "act: seals\nforms:\n  - id: use\n    name: 用印审批单\n    article: 登记\n    who: 保管人\n    when: 用印前\n    to: 局办公室\n    parts: [{sign: [保管人]}]\n"  # fmt: skip


@pytest.mark.parametrize(
    ("words", "reaches"),
    [
        ("用印登记依照《甲局印章管理办法》第三条归档。", False),
        ("用印按照《甲局印章管理办法》执行，不得拖延。", False),
        ("档案按照本局关于印章的规定执行，不再登记。", False),
        ("根据《乙档案法》，制定本办法。", False),
        ("《甲局印章管理办法》第二条所称“保管人”是指局办公室负责人。", True),
        ("《甲局印章管理办法》第二条中的“不得外借”系排印错误，应为“可以外借”。", True),
        ("甲局印章管理办法的执行期限延长至2030年。", True),
        ("违反《甲局印章管理办法》未造成损失的，不予追究。", True),
        ("依照《甲局印章管理办法》第三条，用印应当在15个工作日内登记。", True),
        ("依照《甲局印章管理办法》第三条，用印应当在5个工作日内登记。", False),
        ("甲〔2020〕1号按作废文件管理。", True),
        ("其他制度关于用印的规定与本办法不一致的，适用本办法。", True),
        ("本局各项制度由局办公室统一解释。", True),
        ("机构改革期间，印章管理的有关制度不执行。", True),
        ("局办公室承担的印章管理职责，由政治处承担。", True),
        ("政治处更名为人事科，原政治处的职责由人事科和局办公室分别承担。", True),
        ("印章由局办公室承担保管职责。", False),
        ("派出机构不填写《用印审批单》。", True),
        ("《用印审批单》由经办人一人签字即可。", True),
        ("用印审批单不再使用。", True),
        ("用印附《用印审批单》。", False),
        ("用印前填写《用印审批单》，最迟提前8个工作日提交。", True),
        ("用印前填写《用印审批单》，5个工作日内登记。", False),
        ("本局制度中的“应当”为提倡性要求。", True),
        ("每年清点一次的规定，改按每两年一次掌握。", True),
        ("用印登记归档。\n\n## 附件：甲局印章管理办法（2021年版）\n\n保管人可以外借。", True),
    ],
)
def test_table(tmp_path: Path, words: str, reaches: bool) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/forms").mkdir()
    (root / "docs/forms/seals.yml").write_text(FORM)
    text = ARCHIVES.replace("id: archives", "id: new").replace("甲局档案管理办法", "甲局卷宗办法").replace("2号", "7号")
    (root / NEW).write_text(text.replace("用印登记依照《甲局印章管理办法》第三条归档。", words))
    found = list(told(load(root), [(load(root).acts["new"].newest, None)]))
    assert [(f.code, f.line) for f in found] == [("L323", 19 if "##" in words else 17)] * reaches


def test_what_stood_in_the_text_before_is_not_told_again(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    put(
        "docs/rules/archives.md", "依照《甲局印章管理办法》第三条归档", "不适用《甲局印章管理办法》，《甲局印章管理办法》不作依据"
    )(root)
    text = load(root).acts["archives"].newest
    assert [len(list(told(load(root), [(text, before)]))) for before in (None, text)] == [1, 0]


@pytest.mark.parametrize(
    ("title", "named"),
    [("甲局印章管理补充规定", True), ("甲局印章管理实施细则", True), ("关于甲局印章管理办法第二条的解释", True), ("甲局印章刻制办法", False)],
)  # fmt: skip
def test_a_title_that_completes_another_act(tmp_path: Path, title: str, named: bool) -> None:
    root = small_rulebook(tmp_path)
    (root / NEW).write_text(ARCHIVES.replace("id: archives", "id: new").replace("甲局档案管理办法", title).replace("2号", "7号"))
    assert [f.line for f in told(load(root), [(load(root).acts["new"].newest, None)])] == [1] * named
