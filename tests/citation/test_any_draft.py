"""Citations as people write them: the words, and what each is read as (span, title, targets). "" is the text itself."""

import pytest

from rulebook.citation.extract import citations
from rulebook.markup.parse import parse
from rulebook.model.citation import Citation, CitationKind

FRAME = """# 某局茶水管理办法

第一条　茶水自备。

第二条　自备：

（一）茶；

（二）杯；

（三）匙。

第三条　{}

第四条　杯子归位。
"""
KEPT = {CitationKind.EXTERNAL_TITLE, CitationKind.SELF}
BID, ITS = "中华人民共和国招标投标法", "中华人民共和国招标投标法实施条例"


def read(text: str, line: int | None = None) -> list[tuple[str, str, str]]:
    """Citations with a number, of one line or of all."""
    found = citations(parse(text)[0])
    lines = text.split("\n")
    for c in found:
        assert lines[c.line - 1][c.start : c.end] == c.text
    return [(c.text, c.title, ";".join(c.targets)) for c in found if (line is None or c.line == line) and c.kind not in KEPT]


SENTENCES: list[tuple[str, list[tuple[str, str, str]]]] = [
    # the title named before
    ("执行《某局车辆办法》。该办法第二条照此办理。", [("该办法第二条", "某局车辆办法", "art_2")]),
    ("按照《甲条例》登记；同条例第九条、第十条的期限不变。", [("同条例第九条", "甲条例", "art_9"), ("第十条", "甲条例", "art_10")]),
    ("违反《某局用电规定》第八条的，依照上述规定第九条第二款处理。",
     [("《某局用电规定》第八条", "某局用电规定", "art_8"), ("上述规定第九条第二款", "某局用电规定", "art_9__para_2")]),
    ("依照刑法第三百条处理。该法第三百零一条另有规定。", [("刑法第三百条", "中华人民共和国刑法", "art_300"), ("该法第三百零一条", "中华人民共和国刑法", "art_301")]),
    ("执行《甲办法》和《乙办法》，该办法第二条除外。", []),
    ("该办法第二条除外。", []),
    ("车辆使用执行《甲制度》，该办法第二条、第四条除外。", []),
    ("违反《甲办法》第四条的，该条第二款适用。", [("《甲办法》第四条", "甲办法", "art_4"), ("第二款", "甲办法", "art_4__para_2")]),
    # rules that implement a law
    ("依照《中华人民共和国招标投标法》及其实施条例第五十一条办理。", [("实施条例第五十一条", ITS, "art_51")]),
    ("依照招标投标法及其实施条例第五十一条第二款办理。", [("实施条例第五十一条第二款", ITS, "art_51__para_2")]),
    ("依照《甲条例》及其实施细则第四条、第六条办理。", [("实施细则第四条", "甲条例实施细则", "art_4"), ("第六条", "甲条例实施细则", "art_6")]),
    ("依照《中华人民共和国招标投标法》实施条例第二条办理。", [("《中华人民共和国招标投标法》实施条例第二条", ITS, "art_2")]),
    # annexes
    ("标准见附件2第二条。", []),
    ("标准见附件一的第一条。", []),
    ("标准见附表三第二项。", []),
    # the quoted law goes on
    ("《某局用电规定》第八条规定：“用电登记。”第九条规定：“离开断电。”照此执行。",
     [("《某局用电规定》第八条", "某局用电规定", "art_8"), ("第九条", "某局用电规定", "art_9")]),
    ("《甲规定》第八条明确：“登记。”、第二条明确：“断电。”", [("《甲规定》第八条", "甲规定", "art_8"), ("第二条", "甲规定", "art_2")]),
    ("《甲规定》第八条规定：“违反第二条的，通报。”", [("《甲规定》第八条", "甲规定", "art_8"), ("第二条", "甲规定", "art_2")]),
    # rules of some house, without 《》
    ("依照学生手册第二条、第四条办理。", [("学生手册第二条", "学生手册", "art_2"), ("第四条", "学生手册", "art_4")]),
    ("依照本校章程第一条办理。", []),
    ("依照合同第二条付款，按照有关规定第四条验收。", []),
    ("违反考勤办法第二条的。", [("考勤办法第二条", "考勤办法", "art_2")]),
    ("采用工作方法第二条。", []),
    ("依照本局茶水管理办法第二条办理。", [("本局茶水管理办法第二条", "", "art_2")]),
    # the Party
    ("履行党章第三条、中国共产党章程第二条规定的义务。", [("党章第三条", "中国共产党章程", "art_3"), ("中国共产党章程第二条", "中国共产党章程", "art_2")]),
    ("依照纪律处分条例第四条处理。", [("纪律处分条例第四条", "中国共产党纪律处分条例", "art_4")]),
    # document numbers
    ("依照甲〔2020〕5号、6号和乙局〔2021〕8、9号执行。",
     [("甲〔2020〕5号", "甲〔2020〕5号", ""), ("6号", "甲〔2020〕6号", ""), ("乙局〔2021〕8", "乙局〔2021〕8号", ""), ("9号", "乙局〔2021〕9号", "")]),
    ("依照甲〔2020〕5号、〔2021〕6号执行。", [("甲〔2020〕5号", "甲〔2020〕5号", ""), ("〔2021〕6号", "甲〔2021〕6号", "")]),
    ("依照x司办〔2021〕10号第四条执行。", [("x司办〔2021〕10号", "x司办〔2021〕10号", ""), ("第四条", "x司办〔2021〕10号", "art_4")]),
    ("依照x司办〔2021〕10号文第一条、第二条执行。",
     [("x司办〔2021〕10号", "x司办〔2021〕10号", ""), ("第一条", "x司办〔2021〕10号", "art_1"), ("第二条", "x司办〔2021〕10号", "art_2")]),
    ("依照住房和城乡建设部令第5号、人力资源和社会保障部令第6号执行。",
     [("住房和城乡建设部令第5号", "住房和城乡建设部令第5号", ""), ("人力资源和社会保障部令第6号", "人力资源和社会保障部令第6号", "")]),
    ("公安部令第5号和财政部令第6号。", [("公安部令第5号", "公安部令第5号", ""), ("财政部令第6号", "财政部令第6号", "")]),
    # numbers without 第
    ("依照劳动合同法39条第2款办理。", [("劳动合同法39条第2款", "中华人民共和国劳动合同法", "art_39__para_2")]),
    ("依照《甲条例》12条3款办理。", [("《甲条例》12条3款", "甲条例", "art_12__para_3")]),
    ("依照刑法二百六十六条办理。", [("刑法二百六十六条", "中华人民共和国刑法", "art_266")]),
    ("依法39条措施、办法三条。", []),
    # lists that go on without 第
    ("违反第一条和二条的。", [("第一条", "", "art_1"), ("二条", "", "art_2")]),
    ("违反第一条、二条、四条的。", [("第一条", "", "art_1"), ("二条", "", "art_2"), ("四条", "", "art_4")]),
    ("违反《甲办法》第一条和三条的。", [("《甲办法》第一条", "甲办法", "art_1"), ("三条", "甲办法", "art_3")]),
    ("违反第一条和两条措施的。", [("第一条", "", "art_1")]),
    # items without 项
    ("违反第二条（三）的。", [("第二条（三）", "", "art_2__subpara_3")]),
    ("违反第二条（一）、（三）的。", [("第二条（一）、（三）", "", "art_2__subpara_1;art_2__subpara_3")]),
    ("违反《甲办法》第二条第一款（2）的。", [("《甲办法》第二条第一款（2）", "甲办法", "art_2__para_1__subpara_2")]),
    # relative to many
    ("除前二条外。", [("前二条", "", "art_1;art_2")]),
    # what is no citation
    ("对第四条线索、第二条消息、第一条意见逐一登记，把安全作为第二目的。", []),
    ("本组控制版本节奏，课本节选另发，样本条目、剧本章节照旧。", []),
    ("第一款手机、第二项任务、第一节课、当前条件。", []),
    ("第一，登记；第二，签字。", []),
    # short names that begin with 本
    ("根据《甲条例》（以下简称本条例）制定，本条例第二条适用。", [("本条例第二条", "甲条例", "art_2")]),
    # what could be two things is not made one
    ("有关规定第二条除外。", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), SENTENCES, ids=[s[0][:22] for s in SENTENCES])
def test_sentences(words: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(FRAME.format(words), 13) == expected


# name, text, all citations with a number
TEXTS: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    ("该办法 in the next paragraph", "# 题\n\n第一条　执行《甲办法》。\n\n该办法第三条除外。\n", [("该办法第三条", "甲办法", "art_3")]),
    ("该办法 in another article", "# 题\n\n第一条　执行《甲办法》。\n\n第二条　该办法第三条除外。\n", []),
    ("items of a list", "# 题\n\n第一条　免费：\n\n（一）职工；\n\n（二）与（一）项同行的人。\n", [("（一）项", "", "art_1__para_1__subpara_1")]),
    ("paragraph of items", "# 题\n\n第一条　自备：\n\n（一）茶；\n\n（二）杯。\n\n（一）、（二）项由库房验。\n",
     [("（一）、（二）项", "", "art_1__para_1__subpara_1;art_1__para_1__subpara_2")]),
    ("many before", "# 题\n\n" + "".join(f"第{n}条　甲。\n\n" for n in "一二三四五六七八") + "第九条　除前八条外。\n",
     [("前八条", "", ";".join(f"art_{n}" for n in range(1, 9)))]),
    ("wrapped name", "# 题\n\n第一条　依照《甲办法》\n第三条登记，依照\n第一条归还。\n", [("第三条", "甲办法", "art_3"), ("第一条", "", "art_1")]),
    ("wrapped number", "# 题\n\n第一条　依照《甲办法》第\n三条登记。\n", [("三条", "甲办法", "art_3")]),
    ("glued article", "# 题\n\n第一条　甲。第二条乙，依照第一条。\n", [("第一条", "", "art_1")]),
    ("annex with articles", "# 题\n\n第一条　见附件一第二条。\n\n第二条　乙。\n\n附件1\n\n第一条　丙。\n\n第二条　依照第一条、前条、本办法第九条。\n",
     [("附件一第二条", "", "annex_1__art_2"), ("第一条", "", "annex_1__art_1"), ("前条", "", "annex_1__art_1"), ("本办法第九条", "", "art_9")]),
    ("rule as an annex", "# 关于印发茶水办法的通知\n\n现印发。\n\n附件\n\n茶水办法\n\n第一条　甲。\n\n第二条　依照本办法第一条。\n",
     [("本办法第一条", "", "annex_1__art_1")]),
    ("excerpt in an annex", "# 题\n\n第一条　甲。\n\n附件：\n\n第一条　不是引用。\n\n第三条 也不是。\n", []),
    ("numbers that begin again", "# 题\n\n## 第一章 甲\n\n第一条　甲。\n\n第三条 依照第一条。\n\n## 第二章 乙\n\n第一条　乙。\n\n第二条　依照第一条、第三条、第一章第一条。\n",
     [("第一条", "", "art_1"), ("第一条", "", "art_1_2"), ("第三条", "", "art_3"), ("第一章第一条", "", "art_1")]),
    ("a number that stands twice", "# 题\n\n第一条　甲。\n\n第一条　乙。\n\n第二条　依照第一条。\n", [("第一条", "", "")]),
    ("clause text", "# 某局通知\n\n一、甲。\n\n二、乙：\n\n（一）丙。\n\n三、依照本通知第一条、第二条第（一）项。\n",
     [("本通知第一条", "", "clause_1"), ("第二条第（一）项", "", "clause_2__subpara_1")]),
    ("traditional", "# 某社茶水規約\n\n第一條　自備。\n\n第二條　違反第一條第一項者，停止。\n", [("第一條第一項", "", "art_1__para_1")]),
    ("amending, next paragraph", "# 关于修改《甲办法》的决定\n\n一、第五条增加一款，作为第二款：“违反第九条的。”\n\n原第二款作为第三款。\n\n二、删去第六条第一款。\n",
     [("第五条", "甲办法", "art_5"), ("第二款", "甲办法", "art_5__para_2"), ("第九条", "甲办法", "art_9"), ("第二款", "甲办法", "art_5__para_2"),
      ("第三款", "甲办法", "art_5__para_3"), ("第六条第一款", "甲办法", "art_6__para_1")]),
    ("amending, quoted headings", "# 关于修改《甲办法》的决定\n\n一、第五条改为：“第六条 茶。”\n\n二、第一章改为：“第一章 总则\n\n三、删去第七条。\n",
     [("第五条", "甲办法", "art_5"), ("第一章", "甲办法", "chp_1"), ("第七条", "甲办法", "art_7")]),
    ("own title with link marks", "# [茶水办法](https://example.org/a)\n\n第一条　甲。\n\n第二条　依照《茶水办法》第一条。\n", [("《茶水办法》第一条", "", "art_1")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [t[1:] for t in TEXTS], ids=[t[0] for t in TEXTS])
def test_texts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_what_could_be_two_articles_offers_both() -> None:
    text = "# 题\n\n第一条　甲。\n\n第一条　乙。\n\n第二条　依照第一条。\n"
    found: list[Citation] = list(citations(parse(text)[0]))
    assert [(c.targets, c.choices) for c in found] == [((), ("art_1", "art_1_2"))]
