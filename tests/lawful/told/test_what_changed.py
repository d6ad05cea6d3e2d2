"""Which articles a new text changes: told in one line, refused where its own row names others."""

from pathlib import Path

import pytest

from rulebook.corpus.library import own_names
from rulebook.corpus.load import load
from rulebook.lawful.told.what_changed import amended, entered, registered
from tests.lawful.edits import AMEND, ARCHIVES, MISPRINT, SEALS, WAS, copy, put, row
from tests.rulebooks import small_rulebook

OWN = "on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01"
TERM = ("5个工作日", "3个工作日")
MORE = ("每年清点一次", "每年清点两次")
NEXT = ("第五条　【施行】", "第五条　【保密】用印信息保密。\n\n第六条　【施行】")


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ((*AMEND, *TERM), ["L322 warning 改了1条：第三条“印应当在5个工作日”→“印应当在3个工作日”"]),
        ((*AMEND, *TERM, *MORE), ["L322 warning 改了2条"]),
        ((*AMEND, *NEXT), ["L322 warning 增加第五条（保密）"]),
        ((*AMEND, "【清点】", "【盘点】"), ["L322 warning 第四条"]),
        ((*AMEND, *TERM, *row(f"{OWN}, note: 修改第三条")), ["L322 warning 第三条"]),
        ((*AMEND, *TERM, *MORE, *row(f"{OWN}, note: 修改第三条")), ["L311 error 正文还改了第四条"]),
        ((*AMEND, *NEXT, *row(f"{OWN}, note: 增加一条作为第五条")), ["L322 warning 增加第五条"]),
        ((*AMEND, "第三条　【登记】", "## 登记（暂停执行）\n\n第三条　【登记】"), ["L322 warning 标题“登记（暂停执行）”"]),
        ((*AMEND, *TERM, *row(f"{OWN}, note: 补录")), ["L322 warning 第三条"]),
        ((*AMEND, *TERM, *row(f"{OWN}, note: 只改标点，其余停止执行")), ["L322 warning 说明写“只改标点，其余停止执行”"]),
        ((*AMEND, *TERM, "document_type", "event: 修订\ndocument_type"), ["L322 warning 不写 event: 修订"]),
        (
            (*AMEND, *TERM, "\n第一条", "\n本办法供参考。\n\n第一条"),
            ["L322 warning 改了1条：条文以外增加“本办法供参考。”；第三条"],
        ),
        ((*AMEND, *TERM, "起施行。\n", "起施行。\n\n## 附件\n\n用印可以补办。\n"), ["L322 warning 条文以外增加“用印可以补办。”"]),
        (
            (*AMEND, "【目的】", "【宗旨】", *TERM),
            ["L322 warning 改了2条：第三条“印应当在5个工作日”→“印应当在3个工作日”；第一条"],
        ),
        (
            (*AMEND, "不得外借", "可以外借", "政治处同一批准", "纪委同一批准"),
            ["L322 warning “，保管人不得外借，经”→“，保管人可以外借，经”、“"],
        ),
        ((*AMEND, "保管，保管人", "保管。\n\n保管人"), ["L322 warning 第二条"]),
        ((*AMEND, "点结果报机关记委。清点时", "点结果报机关记委。\n\n清点时"), ["L322 warning 第四条分成的段由1变为2"]),
        (
            (
                *AMEND,
                *TERM,
                "    recurrence: FREQ=YEARLY\n",
                "    recurrence: FREQ=MONTHLY\n  - {id: D3, article: art_2, who: 各科室, office: political-office, what: 交回, recurrence: FREQ=MONTHLY}\n",
            ),
            [
                "L322 warning 职责D2（清点）的 recurrence 由“FREQ=YEARLY”改成“FREQ=MONTHLY”；增加职责D3（各科室，交回，FREQ=MONTHLY）"
            ],
        ),
        ((*AMEND, *NEXT, "article: art_4", "article: art_5"), ["L322 warning 增加第五条（保密）。"]),
        ((), []),
        ((*TERM,), []),  # no new text: what is published was changed
    ],
)
def test_table(tmp_path: Path, pairs: tuple[str, ...], told: list[str]) -> None:
    small_rulebook(tmp_path)
    before = load(tmp_path).acts["seals"].newest
    put(SEALS, *pairs)(tmp_path)
    found = list(amended([(before, load(tmp_path).acts["seals"].newest)]))
    assert len(found) == len(told)
    for finding, words in zip(found, told, strict=True):
        code, level, said = words.split(maxsplit=2)
        assert (finding.code, finding.level.value) == (code, level)
        assert said in finding.message


CHAPTERS = ("第一条", "## 第一章　总则\n\n第一条", "第四条　【清点】", "## 第二章　清点\n\n第四条　【清点】")


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (
            (*AMEND, "## 第二章　清点\n\n", "", "第三条　【登记】", "## 第二章　清点\n\n第三条　【登记】"),
            "第三条由“总则”移到“清点”下面",
        ),
        ((*AMEND, "第二章　清点", "第二章　检查"), "标题“清点”→“检查”"),
        ((*AMEND, "## 第二章　清点\n\n", ""), "删去标题“清点”"),
        ((*AMEND, "第二章　清点", "第二章　借用\n\n## 第三章　清点"), "增加标题“借用”"),
        (
            (
                *AMEND,
                "第四条　【清点】",
                "第四条　【刻制】刻章另定。\n\n第五条　【清点】",
                "第五条　【施行】",
                "第六条　【施行】",
            ),
            "增加第四条（刻制）",
        ),
    ],
)
def test_chapters(tmp_path: Path, pairs: tuple[str, ...], told: str) -> None:
    small_rulebook(tmp_path)
    put(SEALS, *CHAPTERS)(tmp_path)
    before = load(tmp_path).acts["seals"].newest
    put(SEALS, *pairs)(tmp_path)
    (found,) = amended([(before, load(tmp_path).acts["seals"].newest)])
    assert f"：{told}。" in found.message


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ((*MISPRINT, *row(WAS)), ["果报机关记委。清点”→“果报机关纪委"]),
        (row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-06-01"), ["废止：甲〔2021〕3号，自2021-06-01起"]),
        (row("on: 2021-05-01, event: 部分失效, item: 第三条第一款第（二）项, doc_no: 甲〔2021〕3号, effective: 2021-06-01"), ["部分失效：art_3__para_1__subpara_2"]),
        (row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-06-01, note: 补录，当时漏登"), []),  # L312 tells of it
        ((*AMEND, "5个工作日", "3个工作日", *row("on: 2021-08-05, event: 废止, doc_no: 甲〔2021〕10号, effective: 2022-01-01")), ["废止：甲〔2021〕10号"]),
        (("登记薄保存", "登记簿保存"), []),
    ],
)  # fmt: skip
def test_errata_and_ends(tmp_path: Path, pairs: tuple[str, ...], told: list[str]) -> None:
    small_rulebook(tmp_path)
    before = load(tmp_path).acts["seals"].newest
    put(SEALS, *pairs)(tmp_path)
    now = load(tmp_path).acts["seals"].newest
    found = list(registered([(before if before.key == now.key else None, now)], before.header.history))
    assert [finding.code for finding in found] == ["L324"] * len(told)
    for finding, words in zip(found, told, strict=True):
        assert words in finding.message


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("档案由各科室归档。", "（甲〔2020〕2号，2020-04-01施行，2条）。请对照印发文件逐条核对。"),
        ("归档依照《甲局印章管理办法》第三条。", "；它写到《甲局印章管理办法》。"),
        ("甲局印章管理办法第三条不再执行。", "没有写书名号的在第17行“第一条　甲局印章管理办法第三条不再执行。”。"),
    ],
)
def test_a_new_act_is_shown(tmp_path: Path, words: str, told: str) -> None:
    small_rulebook(tmp_path)
    new = ("id: archives", "id: vault", "title: 甲局档案", "title: 甲局库房", "# 甲局档案", "# 甲局库房")
    copy(ARCHIVES, "docs/rules/vault.md", *new, "用印登记依照《甲局印章管理办法》第三条归档。", words)(tmp_path)
    corpus = load(tmp_path)
    (found,) = entered([corpus.acts["vault"].newest], own_names(corpus))
    assert (found.code, found.file) == ("L327", "docs/rules/vault.md")
    assert told in found.message


WITH_MORE = (  # citations and an annex, before they are changed
    "第五条　【施行】本办法",
    "第五条　【施行】外带照本办法第二条、第四条，并照《甲局印章管理办法》第三条、《公务员法》第一百零七条办理。本办法",
    "起施行。\n",
    "起施行。\n\n附件\n\n甲表由局办公室填写。\n\n乙表由政治处填写。\n\n甲表由局办公室填写。\n\n丙表由各科室填写。\n",
)
FIRST_OF_TWO = ("第二条　【保管】", "第二条　【保密】用印信息保密。\n\n第三条　【保管】", "第三条　【登记】", "第四条　【登记】")
NEXT_NUMBERS = (*FIRST_OF_TWO, "第四条　【清点】", "第五条　【清点】", "第五条　【施行】", "第六条　【施行】")
CALLED_ANEW = ("第二条、第四条，", "第三条、第五条，", "办法》第三条", "办法》第四条")


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (("本办法第二条", "本办法第三条"), "改了1条：第五条“照本办法第二条、第四条”→“照本办法第三条、第四条”。"),
        (("第二条、第四条", "第二条、第四条之一"), "第五条“第二条、第四条，并照《”→“第二条、第四条之一，并照《”。"),
        (("管理办法》第三条", "管理办法》第四条"), "“理办法》第三条、《公务”→“理办法》第四条、《公务”。"),
        (("第一百零七条", "第一百零八条"), "“务员法》第一百零七条办理。本”→“务员法》第一百零八条办理。本”。"),
        ((*NEXT_NUMBERS, *CALLED_ANEW), "改了1条：增加第二条（保密）。"),
        ((*NEXT_NUMBERS, *CALLED_ANEW, "第一百零七条", "第一百零八条"), "改了2条：第六条“务员法》第一百零七条办理。本”→“务员法》第一百零八条办理。本”；增加第二条（保密）。"),
        ((*NEXT_NUMBERS, *CALLED_ANEW[2:], "第二条、第四条，", "第三条、第六条，"), "第六条“第二条、第四条，并照《”→“第三条、第六条，并照《”；增加第二条"),
        (("乙表由政治处", "乙表由各科室"), "条文以外“乙表由政治处填写。”→“乙表由各科室填写。”。"),
        (("政治处填写。\n\n甲表由局办公室填写。", "政治处填写。"), "改了：条文以外删去“甲表由局办公室填写。”。"),
        (("乙表由政治处填写。\n\n", "", "填写。\n\n丙表由各科室填写。", "填写。\n\n丙表由各科室填写。\n\n乙表由政治处填写。"), "条文以外“丙表由各科室填写。”移到“乙表由政治处填写。”前面。"),
        (("第四条　【清点】局办公室每年清点一次，清点结果报机关记委。清点时应当核对登记薄。\n\n", "", "第三条　【登记】", "第三条　【清点】局办公室每年清点一次，清点结果报机关记委。清点时应当核对登记薄。\n\n第四条　【登记】", "本办法第二条、第四条", "本办法第二条、第三条", "办法》第三条", "办法》第四条"), "改了1条：原第四条移到原第三条前面。"),
    ],
)  # fmt: skip
def test_what_else_the_text_says(tmp_path: Path, pairs: tuple[str, ...], told: str) -> None:
    """Articles cited by another number, lines of an annex, the order of both: in no decision unless it is written there."""
    small_rulebook(tmp_path)
    put(SEALS, *WITH_MORE)(tmp_path)
    before = load(tmp_path).acts["seals"].newest
    put(SEALS, *AMEND, *pairs)(tmp_path)
    (found,) = amended([(before, load(tmp_path).acts["seals"].newest)])
    assert (found.code, found.level.value) == ("L322", "warning")
    assert told in found.message
