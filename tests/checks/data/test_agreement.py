"""What stands beside a text agrees with it."""

from pathlib import Path

import pytest

from rulebook.checks.data.agreement import check_agreement
from rulebook.corpus.load import load
from rulebook.model.finding import Level
from tests.rulebooks import SEALS, small_rulebook

DUTY = "    recurrence: TRIGGER=event\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "level"),
    [
        (DUTY, "    recurrence: TRIGGER=event;WITHIN=P3WD\n", "R116", Level.ERROR),
        (DUTY, "    recurrence: TRIGGER=event;WITHIN=P5D\n", "R116", Level.ERROR),
        (DUTY, "    recurrence: TRIGGER=event;WITHIN=PT72H\n", "R116", Level.WARNING),
        (DUTY, "    recurrence: TRIGGER=event;WITHIN=PT72H\n    deadline: 用印后24小时内\n", "R116", Level.ERROR),
        ("recurrence: FREQ=YEARLY", "recurrence: FREQ=MONTHLY", "", None),
        ("每年清点一次", "每季度清点一次", "R116", Level.ERROR),
        ("每年清点一次", "每季度清点，12月汇总", "", None),
        ("每年清点一次", "每周清点一次", "R116", Level.ERROR),
        (DUTY, "    recurrence: TRIGGER=event;WITHIN=P5WD\n", "", None),
        (DUTY, f"{DUTY}    deadline: 3个工作日内\n", "R116", Level.ERROR),
        (DUTY, f"{DUTY}    deadline: 五个工作日内\n", "", None),
        ("在5个工作日内登记", "在7个工作日内登记", "", None),
        ("第五条　【施行】", "第五条　【施行】本办法有效期2年。", "H215", Level.WARNING),
        ("第五条　【施行】", "第五条　【施行】有效期届满的重新制定。", "", None),
        ("第五条　【施行】", "第五条　【施行】《甲局请假办法》同时废止。", "", None),
    ],
)
def test_table(tmp_path: Path, old: str, new: str, code: str, level: Level | None) -> None:
    root = small_rulebook(tmp_path)
    assert old in SEALS
    (root / "docs/rules/seals.md").write_text(SEALS.replace(old, new, 1))
    found = [(f.code, f.level) for f in check_agreement(load(root))]
    assert found == ([(code, level)] if code else [])


def test_a_changed_period_is_told_where_the_duty_stands(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    text = SEALS.replace(DUTY, f"{DUTY}    deadline: 5个工作日内\n", 1).replace("在5个工作日内登记", "在3个工作日内登记")
    (root / "docs/rules/seals.md").write_text(text)
    (found,) = check_agreement(load(root))
    assert "“5个工作日”在第三条里没有" in found.message
    assert text.splitlines()[found.line - 1].strip() == "- id: D1"


def test_a_duty_whose_words_went_to_another_article_is_told_which(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    text = SEALS.replace(DUTY, f"{DUTY}    deadline: 5个工作日内\n", 1).replace("在5个工作日内登记", "登记")
    (root / "docs/rules/seals.md").write_text(text.replace("局办公室每年清点一次，", "局办公室在5个工作日内登记，每年清点一次，"))
    (found,) = check_agreement(load(root))
    assert "第四条写着，职责是那一条的，article 改成 art_4" in found.message


def test_a_step_that_names_another_period(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/tasks").mkdir()
    (root / "docs/tasks/tasks.yml").write_text(
        "- id: seal\n  title: 用印\n  group: 用印\n  answer: '**5个工作日**内登记'\n  steps:\n"
        "    - {who: 保管人, within: 7个工作日内, what: 登记, target: seals#登记}\n"
    )
    (found,) = check_agreement(load(root))
    assert (found.code, found.level, found.line) == ("R116", Level.WARNING, 6)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("登记薄保存三年", "登记薄保存3年", 0),
        ("登记薄保存三年", "登记薄保存4年", 1),
        ("what: 登记,", "what: 用印后15个工作日内登记,", 1),
        ("what: 登记,", "what: 用印后5天内登记,", 1),
        ("what: 登记,", "what: 登记, only: 满三年的,", 0),
        ("what: 登记,", "what: 登记, only: 满1万元的,", 1),
        ("登记薄保存三年", "登记薄保存三年，每年7月清点", 1),
        ("登记薄保存三年", "登记薄保存三年，2月1日起清点", 0),
        ("what: 登记,", "what: 登记一份,", 0),
    ],
)
def test_whatever_a_matter_says_of_terms_stands_in_its_acts(tmp_path: Path, old: str, new: str, told: int) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/tasks").mkdir()
    text = (
        "- id: seal\n  title: 用印\n  group: 用印\n  answer: '**5个工作日**内登记；登记薄保存三年'\n  limits: [每年清点一次]\n  steps:\n"
        "    - {who: 保管人, within: 5个工作日内, what: 登记, target: seals#登记}\n"
    )
    assert old in text
    (root / "docs/tasks/tasks.yml").write_text(text.replace(old, new, 1))
    assert [f.code for f in check_agreement(load(root))] == ["R116"] * told


@pytest.mark.parametrize(
    ("answer", "keep", "told"),
    [
        ("5个工作日", "三年", []),
        ("15个工作日", "三年", ["tasks"]),
        ("5个工作日", "1年", ["forms"]),
        ("5个工作日", "5年", ["forms"]),
    ],
)
def test_the_answer_and_the_form_say_what_the_article_says(tmp_path: Path, answer: str, keep: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    for name, text in (
        (
            "tasks/tasks.yml",
            (
                f"- id: seal\n  title: 用印\n  group: 用印\n  answer: '**{answer}**内登记'\n  steps:\n"
                "    - {who: 保管人, within: 5个工作日内, what: 登记, target: seals#登记}\n"
            ),
        ),
        (
            "forms/seals.yml",
            (
                "act: seals\nforms:\n  - {id: log, name: 登记表, article: 登记, who: 保管人, when: 用印时, to: 局办公室, "
                f"keep: 保存{keep}, parts: [{{fields: [{{name: 事由, width: full}}]}}]}}\n"
            ),
        ),
    ):
        (root / "docs" / name).parent.mkdir()
        (root / "docs" / name).write_text(text, encoding="utf-8")
    assert [f.file.split("/")[1] for f in check_agreement(load(root))] == told
