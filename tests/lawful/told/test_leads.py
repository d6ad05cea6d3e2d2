"""Words that lead to articles: what is newly said to mean the same, questions that lead elsewhere, other names of terms."""

from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.told.leads import QUESTIONS, SYNONYMS, TERMS, changed
from tests.rulebooks import small_rulebook

TABLES = {
    SYNONYMS: "word,means\n公章,印章\n敲章,用印\n",
    QUESTIONS: "act,heading,asked\nseals,保管,章放哪里；谁保管；能借吗；丢了呢\nseals,登记,盖章要登记吗；簿子存几年\ntasks,lend,借章\n",
    TERMS: "term,aliases,initials,definition,related\n用印,盖章；敲章,YY,须经批准在文书上加盖印章,seals\n清点,,QD,逐枚核对,seals\n",
}
TASKS = "- id: lend\n  title: 借章\n  group: 用印\n  answer: 外借**1日**\n  roles: [bureau-office]\n  steps:\n    - {who: 保管人, within: 平时, what: 保管, target: seals#保管}\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (SYNONYMS, "", "盖印,印章 登记\n", []),
        (SYNONYMS, "", "借章,外借一天印章\n", ["不是制度里的词"]),
        (SYNONYMS, "", "先盖后批,批准后可以用印\n", ["不是制度里的词"]),
        (SYNONYMS, "", "保管章,印章由局办公室保管\n", []),
        (SYNONYMS, "", "可以借,保管人不得外借\n", ["不是制度里的词"]),
        (SYNONYMS, "", "登记,外借\n", ["“登记”是制度里的词"]),
        (SYNONYMS, "", "登记,登记薄\n", []),
        (SYNONYMS, "", "填簿子,登记\n", []),
        (SYNONYMS, "公章,印章", "公章,外借", ["改成了“外借”"]),
        (SYNONYMS, "公章,印章", "公章,印章 用印", []),
        (SYNONYMS, "敲章,用印\n", "", ["同义词少了“敲章”"]),
        (QUESTIONS, "章放哪里；", "", []),
        (QUESTIONS, "；能借吗；丢了呢", "", ["问法少了“能借吗、丢了呢”"]),
        (QUESTIONS, "seals,登记,盖章要登记吗；簿子存几年\n", "", ["问法少了“盖章要登记吗、簿子存几年”"]),
        (QUESTIONS, "seals,登记,", "seals,清点,", ["“盖章要登记吗”由seals#登记改指seals#清点"]),
        (QUESTIONS, "；能借吗", "", []),
        (QUESTIONS, "存几年\n", "存几年；能借吗\n", []),  # leads there too
        (QUESTIONS, "；能借吗；丢了呢\nseals,登记,", "；丢了呢\nseals,登记,能借吗；", ["“能借吗”由seals#保管改指seals#登记"]),
        (QUESTIONS, "seals,保管,", "seals,保管的人,", ["“章放哪里”由seals#保管改指seals#保管的人"]),
        (QUESTIONS, "存几年\n", "存几年；谁登记\n", []),
        (QUESTIONS, "tasks,lend,", "tasks,other,", ["“借章”由tasks#lend改指tasks#other"]),
        (TERMS, "盖章；敲章", "盖章；清点", ["“用印”的 aliases 由“盖章；敲章”改成“盖章；清点”"]),
        (TERMS, "QD", "PD", ["“清点”的 initials"]),
        (TERMS, "", "外借,,WJ,给别人用,seals\n", []),  # told with the terms
    ],
)  # fmt: skip
def test_table(tmp_path: Path, name: str, old: str, new: str, told: list[str]) -> None:
    root = small_rulebook(tmp_path)
    for file, text in {**TABLES, "tasks/tasks.yml": TASKS}.items():
        (root / "docs" / file).parent.mkdir(exist_ok=True)
        assert file != name or old in text
        other = text.replace(old, new, 1) if old else text + new
        (root / "docs" / file).write_text(other if file == name else text)
    found = [finding.message for finding in changed(load(root), {name: TABLES[name]})]
    assert len(found) == len(told)
    assert all(words in message for words, message in zip(told, found, strict=True))


def test_a_question_goes_with_its_heading(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    seals = root / "docs/rules/seals.md"
    seals.write_text(seals.read_text().replace("【登记】", "【用印登记】", 1))
    (root / "docs/search").mkdir()
    (root / "docs" / QUESTIONS).write_text(TABLES[QUESTIONS].replace("seals,登记,", "seals,用印登记,"))
    assert not list(changed(load(root), {QUESTIONS: TABLES[QUESTIONS]}))
