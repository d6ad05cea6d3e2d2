"""What is said again beside the texts, compared with what it said before."""

from pathlib import Path

import pytest

from rulebook.corpus.load import load
from rulebook.lawful.told.restated import changed, changes
from tests.rulebooks import SEALS, small_rulebook

TASKS = """- id: seal
  title: 用印
  group: 用印
  answer: 用印后**5个工作日**内登记；保管人不得外借
  limits: [登记薄每年1月换新]
  roles: [bureau-office]
  steps:
    - {who: 保管人, within: 5个工作日内, what: 登记, target: seals#登记}
    - {who: 局办公室, within: 每年, what: 清点, to: 政治处, target: seals#清点}
"""
FORMS = """act: seals
forms:
  - id: use
    name: 用印单
    article: 登记
    who: 经办人
    when: 用印前填写
    to: 局办公室
    keep: 保存3年
    parts:
      - text: 保管人不得外借印章。
      - opinion: [审核意见（按本办法第三条）]
    notes: [一式两份, 登记以后不得涂改]
    demo: false
"""
META = "slug: list\ntitle: 举措2项\nlead: 逐项列出。\ncolumns:\n  - {key: no, name: 序号}\n"
ROWS = "no,item,who,act,heading\nM1,5个工作日内登记,保管人,seals,登记\nM2,清点,局办公室,seals,清点\n"
TERMS = "term,definition,related\n用印,须经批准在文书上加盖印章,seals\n"
ISSUED = "slug: issued\ntitle: 情形汇编\ndoc_no: 甲〔2021〕3号\ncolumns:\n  - {key: no, name: 序号}\n"
SITUATIONS = "no,situation\n1,发表文章\n"
FILES = {"registers/issued.yml": ISSUED, "registers/issued.csv": SITUATIONS, "tasks/tasks.yml": TASKS, "forms/seals.yml": FORMS, "registers/list.yml": META, "registers/list.csv": ROWS, "glossary/terms.csv": TERMS}  # fmt: skip


def told(root: Path, name: str, old: str, new: str) -> list[str]:
    for file, text in FILES.items():
        (root / "docs" / file).parent.mkdir(exist_ok=True)
        assert file != name or old in text
        (root / "docs" / file).write_text(text.replace(old, new, 1) if file == name else text)
    before = small_rulebook(root / "before")
    pair = (load(before).acts["seals"].newest, load(root).acts["seals"].newest)
    return [f.message for f in changed(load(root), {name: FILES[name]}, changes([pair]))]


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("tasks/tasks.yml", "**5个工作日**", "**15个工作日**", "answer"),
        ("tasks/tasks.yml", "**5个工作日**", "5天", "answer"),
        ("tasks/tasks.yml", "保管人不得外借", "保管人可以外借", "answer"),
        ("tasks/tasks.yml", "；保管人不得外借", "", "少了"),
        ("tasks/tasks.yml", "每年1月", "每年7月", "limits"),
        ("tasks/tasks.yml", "within: 5个工作日内", "within: 用印以后", "within"),
        ("tasks/tasks.yml", "what: 登记", "what: 不用登记", "what"),
        ("tasks/tasks.yml", "to: 政治处", "to: 机关纪委", "主体"),
        ("tasks/tasks.yml", "seals#登记", "seals#清点", "target"),
        ("tasks/tasks.yml", "who: 保管人", "who: 局长", "who"),
        ("tasks/tasks.yml", "内登记；", "内填登记薄；", "answer 多了“填”；的 answer 多了“薄”"),
        ("tasks/tasks.yml", "limits: [", "limits: [新来的先学习, ", "多了“新来的先学习”"),
        ("tasks/tasks.yml", "limits: [", "limits: [保管人清点一次, ", "limits 多了“保管人清点一次”"),
        ("tasks/tasks.yml", "  steps:\n", "  steps:\n    - {who: 经办人, within: 用印前, what: 不得空白用印, target: seals#保管}\n", "多了“不得空白用印”"),
        ("tasks/tasks.yml", "  answer:", "  situations: [要盖章, 能不能先盖]\n  answer:", ""),
        ("tasks/tasks.yml", "  answer:", "  situations: [急的不用批]\n  answer:", "situations 多了“急的不用批”"),
        ("tasks/tasks.yml", "- id: seal\n", "- id: loan\n  title: 借章\n  steps:\n    - {who: 保管人, what: 登记, target: seals#登记}\n- id: seal\n", "“借章”是新加的"),
        ("tasks/tasks.yml", "用印后**", "原则上用印后**", "answer 多了“原则上”"),
        ("tasks/tasks.yml", "用印后**5", "一般用印后**5", "answer 多了“一般”"),
        ("tasks/tasks.yml", "内登记；", "内登记用印；", "answer 多了“用印”"),
        ("tasks/tasks.yml", "内登记；", "内，登记；", ""),
        ("tasks/tasks.yml", "内登记；", "内~~登记~~；", "answer 多了“~~”"),
        ("tasks/tasks.yml", "title: 用印", "title: 用印❌", "title 多了“❌”"),
        ("tasks/tasks.yml", "what: 清点,", "what: 清点, form: 用印单,", "“清点”多了 form“用印单”"),
        ("forms/seals.yml", "保存3年", "保存一年", "keep"),
        ("tasks/tasks.yml", "roles: [bureau-office]", "roles: [bureau-office, political-office]", "roles 多了“political-office”"),
        ("tasks/tasks.yml", "what: 登记,", "what: 登记, only: 有要求的,", "only 多了“有要求的”"),
        ("tasks/tasks.yml", "保管人不得外借", "保管人（不得）外借", "多了“（”"),
        ("registers/list.csv", "5个工作日内登记", "一般5个工作日内登记", "item 多了“一般”"),
        ("glossary/terms.csv", "须经批准", "一般是须经批准", "definition 多了“一般是”"),
        ("forms/seals.yml", "when: 用印前", "when: 参考：用印前", "when 多了“参考：”"),
        ("forms/seals.yml", "以后不得", "以后一般不得", "notes 多了“一般”"),
        ("forms/seals.yml", "    parts:\n", "    head: [免批原因]\n    parts:\n", "head 多了“免批原因”"),
        ("forms/seals.yml", "    parts:\n", "    parts:\n      - fields: [{name: 免填}]\n", "name 多了“免填”"),
        ("forms/seals.yml", "    parts:\n", "    parts:\n      - title: 一、（选填）申请\n", "title 多了“一、（选填）申请”"),
        ("forms/seals.yml", "    parts:\n", "    parts:\n      - title: 本表停用\n", "title 多了“本表停用”"),
        ("registers/list.yml", "name: 序号", "name: 建议序号", "columns 多了“建议”"),
        ("forms/seals.yml", "不得外借印章", "经同意的也能外借印章", "text"),
        ("forms/seals.yml", "第三条", "第二条", "opinion"),
        ("forms/seals.yml", "article: 登记", "article: 清点", "article"),
        ("forms/seals.yml", "demo: false", "demo: true", "demo"),
        ("forms/seals.yml", "[一式两份, ", "[一式两份, 急件可以先用印后补批, ", "notes 多了“急件可以先用印后补批”"),
        ("forms/seals.yml", "[一式两份, ", "[一式两份（急件由经办人自己定）, ", "多了“（急件由经办人自己定）”"),
        ("forms/seals.yml", "    parts:\n", "    parts:\n      - fields: [{name: 电话, width: half}, {name: 印章, choices: [空白预盖]}]\n", "choices 多了“空白预盖”"),
        ("forms/seals.yml", "    parts:\n", "    parts:\n      - fields: [{name: 事后补批的日期}]\n", "name 多了“事后补批的日期”"),
        ("tasks/tasks.yml", "what: 登记, target: seals#登记}\n    - {who: 局办公室, within: 每年, what: 清点, to: 政治处, target: seals#清点", "what: 清点, target: seals#登记}\n    - {who: 局办公室, within: 每年, what: 登记, to: 政治处, target: seals#清点", "搭配变了"),
        ("forms/seals.yml", "      - text: 保管人不得外借印章。\n      - opinion: [审核意见（按本办法第三条）]\n", "      - opinion: [审核意见（按本办法第三条）]\n      - text: 保管人不得外借印章。\n", "次序"),
        ("forms/seals.yml", "    parts:\n", "    parts:\n", ""),
        ("registers/list.yml", "{key: no, name: 序号}", "{key: no, name: 参考序号（不作要求）}", "columns"),
        ("tasks/tasks.yml", "group: 用印", "group: 停办的事", "group"),
        ("registers/list.yml", "举措2项", "举措20项", "title"),
        ("registers/list.yml", "逐项列出。", "逐项列出。本清单已经废止。", "lead"),
        ("registers/list.csv", "5个工作日", "50个工作日", "item"),
        ("registers/list.csv", "局办公室", "政治处", "who"),
        ("registers/list.csv", "M2,", "M3,新的,政治处,seals,清点\nM2,", ""),
        ("registers/list.csv", "M2,", "M3,局长口头答应就能用印,政治处,seals,清点\nM2,", "“M3”是新加的，它依据的制度里没有"),
        ("registers/issued.csv", "发表文章", "批判文章", "已经印发（甲〔2021〕3号）"),
        ("registers/issued.yml", "3号", "9号", "doc_no"),
        ("forms/seals.yml", "id: use", "id: using", "不见了"),
        ("tasks/tasks.yml", "id: seal", "id: seals", "不见了"),
        ("glossary/terms.csv", "须经批准", "可以不经批准", "definition"),
        ("glossary/terms.csv", ",seals\n", ",seals\n当日,三个工作日以内,seals\n", "“当日”是新加的"),
        ("glossary/terms.csv", "在文书上", "在纸质文书上", "definition 多了“纸质”"),
        ("glossary/terms.csv", "在文书上加盖", "在文书上，加盖", ""),
        ("glossary/terms.csv", "须经批准在文书上", "在文书上", "definition"),
        ("glossary/terms.csv", ",seals\n", ",\n", "related"),
        ("tasks/tasks.yml", "    - {who: 局办公室, within: 每年, what: 清点, to: 政治处, target: seals#清点}\n", "", "少了"),
        ("tasks/tasks.yml", "roles: [bureau-office]", "roles: []", "roles"),
        ("tasks/tasks.yml", "；保管人不得外借", "；外借由保管人定", "answer"),
        ("forms/seals.yml", "    parts:\n", "    parts:\n      - sign: [保管人]\n", "sign 多了“保管人”"),
        ("forms/seals.yml", "      - opinion: [审核意见（按本办法第三条）]\n", "", "opinion"),
        ("forms/seals.yml", "to: 局办公室", "to: 经办人", "to"),
        ("registers/list.csv", "5个工作日内登记", "登记", "item"),
        ("registers/issued.csv", "1,发表文章\n", "1,发表文章\n2,转发文章\n", "新加"),
    ],
)  # fmt: skip
def test_table(tmp_path: Path, name: str, old: str, new: str, words: str) -> None:
    small_rulebook(tmp_path)
    found = told(tmp_path, name, old, new)
    assert len(found) == bool(words)
    assert not words or words in found[0]


TWO = (
    TASKS.replace("  answer", "  situations: [要盖章, 合同要盖章, 借章]\n  answer")
    + """- id: lend
  title: 借出
  group: 用印
  situations: [带走公章]
  answer: 不得外借
  roles: [bureau-office]
  steps:
    - {who: 保管人, within: 平时, what: 保管, form: 用印单, target: seals#保管}
"""
)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (", 借章]", "]", ""),
        (", 合同要盖章, 借章]", "]", "“用印”的 situations 少了“合同要盖章、借章”"),
        (", 借章]", ", 带走公章]", ""),
        ("[要盖章, 合同要盖章, 借章]", "[要盖章, 合同要盖章]", ""),
        ("form: 用印单, ", "", "“保管”少了 form“用印单”"),
        ("[带走公章]", "[带走公章, 要盖公章]", ""),
    ],
)
def test_two_matters(tmp_path: Path, old: str, new: str, words: str) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/tasks").mkdir()
    assert old in TWO
    (root / "docs/tasks/tasks.yml").write_text(TWO.replace(old, new, 1))
    found = [f.message for f in changed(load(root), {"tasks/tasks.yml": TWO}, changes([]))]
    assert len(found) == bool(words)
    assert not words or words in found[0]


def test_a_situation_that_leads_to_another_matter(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    (root / "docs/tasks").mkdir()
    (root / "docs/tasks/tasks.yml").write_text(TWO.replace(", 借章]", "]").replace("[带走公章]", "[带走公章, 借章]"))
    (found,) = changed(load(root), {"tasks/tasks.yml": TWO}, changes([]))
    assert "“用印”的 situations 里“借章”移到了“借出”" in found.message


@pytest.mark.parametrize(
    ("old", "new", "keep", "told_of"),
    [
        ("5个工作日内登记", "3个工作日内登记", "3个工作日内登记", 0),
        ("5个工作日内登记", "3个工作日内登记", "经局长口头同意可以不保存", 1),
        ("每年清点一次", "每年清点两次", "保存5年", 1),
    ],
)
def test_what_changes_with_its_article_is_left_to_the_other_checks_where_that_bears_it_out(
    tmp_path: Path, old: str, new: str, keep: str, told_of: int
) -> None:
    small_rulebook(tmp_path)
    assert old in SEALS
    (tmp_path / "docs/rules/seals.md").write_text(SEALS.replace(old, new, 1))
    assert len(told(tmp_path, "forms/seals.yml", "保存3年", keep)) == told_of


def test_what_comes_with_a_new_act_is_not_told(tmp_path: Path) -> None:
    small_rulebook(tmp_path)
    for file, text in FILES.items():
        (tmp_path / "docs" / file).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / file).write_text(text)
    corpus = load(tmp_path)
    assert [len(list(changed(corpus, {"forms/seals.yml": ""}, changes([], fresh)))) for fresh in ([], [corpus.acts["seals"].newest])] == [1, 0]  # fmt: skip
