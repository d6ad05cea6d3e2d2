"""A published text may not be falsified under the name of an amendment (修正): what one may not do, and not do besides. One table."""

from pathlib import Path

import pytest

from tests.lawful.edits import (
    AMEND,
    BASED,
    FROZEN,
    SEALS,
    TRIAL,
    Edit,
    all_of,
    anew,
    copy,
    put,
    recorded,
    recorded_later,
    refused,
    row,
)

UNLAWFUL: dict[str, tuple[Edit, str]] = {
    "amended without a new day": (put(SEALS, *AMEND[:6], "不得外借", "可以外借"), "L303"),
    "amended before what is published": (put(SEALS, *AMEND, "effective: 2021-09-01", "effective: 2020-01-15"), "L302"),
    "amended with a decision to come": (put(SEALS, *AMEND, "adopted: 2021-08-01", "adopted: 2199-08-01", "issued: 2021-08-02", "issued: 2199-08-02", "effective: 2021-09-01", "effective: 2199-09-01"), "L314"),
    "a text between": (
        all_of(put(SEALS, *AMEND), copy(SEALS, "docs/rules/seals/2020-01-15.md", "effective: 2021-09-01", "effective: 2020-01-15", "doc_no: 甲〔2021〕9号", "doc_no: 甲〔2019〕9号", "adopted: 2021-08-01", "adopted: 2019-08-01", "issued: 2021-08-02", "issued: 2019-08-02")),
        "L311",
    ),
    "a frozen file that is not what was published": (
        all_of(copy(SEALS, "docs/rules/seals/2020-02-01.md", "不得外借", "可以外借"), put(SEALS, *AMEND)), "L303",
    ),
    "an amendment without words": (put(SEALS, *AMEND, "text: held", "text: pending"), "L311"),
    "an amendment that calls itself a law": (put(SEALS, *AMEND[6:], "state: adopted", "provenance: {kind: published}\nstate: adopted"), "L311"),
    "an amendment that drops history": (
        put(SEALS, *AMEND, "  - {on: 2020-01-02, event: 制定, doc_no: 甲〔2020〕1号, effective: 2020-02-01}   # 首次\n", ""), "L311",
    ),
    "an amendment that invents history": (
        put(SEALS, *AMEND, *row("on: 2020-03-02, event: 修正, doc_no: 甲〔2020〕5号, effective: 2020-05-02")), "L311",
    ),
    "an amendment with false old numbers": (put(SEALS, *AMEND, "renumbered: {art_8: art_3}", "renumbered: {art_2: art_5}"), "L311"),
    "an amendment that repeals silently": (put(SEALS, *AMEND, "duties:\n", "repealed: {on: 2022-07-01}\nduties:\n"), "L311"),
    "a second number for the old decision": (put(SEALS, *AMEND[2:], "不得外借", "可以外借"), "L311"),
    "an amendment by nobody": (
        put(SEALS, AMEND[0], "", AMEND[2], "", AMEND[4], "", *AMEND[6:], *row("on: 2021-08-01, event: 修正, effective: 2021-09-01")), "L311",
    ),
    "an amendment whose row names another decision": (
        put(SEALS, *AMEND, *row("on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕1号, effective: 2021-09-01")), "L311",
    ),
    "an amendment whose row names another day": (
        put(SEALS, *AMEND, *row("on: 2021-06-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01")), "L311",
    ),
    "an amendment of the past": (
        put(SEALS, *AMEND, "2021-08-01", "2020-03-01", "2021-08-02", "2020-03-02", "2021-09-01", "2020-04-01"), "L312",
    ),
    "a duty of a changed article that still says how often": (
        put(SEALS, *AMEND, "recurrence: FREQ=YEARLY", "recurrence: FREQ=MONTHLY", "每年清点一次，清点", "每年全面清点一次，清点"), "L311",
    ),
    "a duty of an article left alone": (
        put(SEALS, *AMEND, "recurrence: FREQ=YEARLY", "recurrence: FREQ=MONTHLY", "不得外借", "不得借出"), "L311",
    ),
    "false old numbers of a changed article": (
        put(SEALS, *AMEND, "renumbered: {art_8: art_3}", "renumbered: {art_3: art_4}", "5个工作日", "3个工作日"), "L311",
    ),
    "an ended article revived by an amendment": (
        all_of(put(SEALS, *row("on: 2020-07-01, event: 部分失效, item: art_2, doc_no: 甲〔2020〕9号, effective: 2020-08-01")), recorded, put(SEALS, *AMEND, "5个工作日", "3个工作日", "article_status: {art_2: {repealed: 2020-08-01}}\n", "")),
        "L311",
    ),
    "a number that is none": (put(SEALS, *AMEND, "甲〔2021〕9号", "随便", "5个工作日", "3个工作日"), "H219"),
    "a body that does not decide": (
        all_of(put(SEALS, *AMEND, "5个工作日", "3个工作日", "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: firms, on: 2021-08-01}"),
               put("docs/offices/offices.csv", "political-office,", "firms,律师事务所,,行业组织,seed,,,\npolitical-office,")),
        "H219",
    ),
    "approved after it was issued": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: bureau-office, on: 2021-08-20}"),
        "H219",
    ),
    "an amendment with an erratum of long ago": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-01-05, event: 勘误, note: 第二条“不得”更正为“可以”")), "L311",
    ),
    "an amendment that calls its own words an erratum": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-08-05, event: 勘误, note: 第三条“5个工作日”更正为“3个工作日”，排印错误")), "L311",
    ),
    "an amendment with an erratum of another's words": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-08-05, event: 勘误, note: 第三条“销价”更正为“销假”")), "L311",
    ),
    "an amendment with a longer term of what has none": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-08-03, event: 延期, doc_no: 甲〔2021〕10号, until: 2023-12-31")), "L311",
    ),
    "an amendment with a correction of nothing": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-01-05, event: 登记更正, item: office, note: 原由政治处负责")), "L311",
    ),
    "an amendment that ends an article backwards": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01"), *row("on: 2021-08-03, event: 部分失效, item: art_2, doc_no: 甲〔2021〕10号, effective: 2020-02-01")), "L311",
    ),
    "an amendment that strikes an article off in the header": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", "state: adopted", "article_status: {art_2: {repealed: 2021-09-01}}\nstate: adopted"), "L311",
    ),
    "a duty moved to another article by an amendment": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", "    article: art_4\n", "    article: art_2\n"), "L311",
    ),
    "another form by an amendment": (put(SEALS, *AMEND, "5个工作日", "3个工作日", "    what: 清点\n", "    what: 清点\n    form: 清点表\n"), "L311"),
    "a duty invented by an amendment": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", "  - id: D2\n", "  - {id: D3, article: art_4, who: 各科室, office: bureau-office, what: 自行刻制印章, recurrence: FREQ=YEARLY}\n  - id: D2\n"), "L311",
    ),
    "other words of the source by an amendment": (
        all_of(put(SEALS, "document_type", "provenance: {kind: named, quote: 制定印章管理办法}\ndocument_type"), anew,
               put(SEALS, *AMEND, "5个工作日", "3个工作日", "quote: 制定印章管理办法", "quote: 印章管理办法已经停用")), "L311",
    ),
    "a basis dropped that the words name": (
        all_of(BASED, anew, put(SEALS, *AMEND, "5个工作日", "3个工作日", "basis: [{id: archives-law}]\n", "basis: [{id: party-charter}]\n")), "L311",
    ),
    "a number of a year to come": (put(SEALS, *AMEND, "甲〔2021〕9号", "甲〔2035〕9号", "5个工作日", "3个工作日"), "H219"),
    "a number of a year gone by": (put(SEALS, *AMEND, "甲〔2021〕9号", "甲〔2019〕9号", "5个工作日", "3个工作日"), "H219"),
    "a number that looks like another": (
        all_of(put(TRIAL, "甲〔2020〕8号", "x甲〔2020〕8号"), anew, put(SEALS, *AMEND[2:], "甲〔2020〕1号\nissuer", "х甲〔2020〕8号\nissuer", "5个工作日", "3个工作日")), "H203",
    ),
    "approved years before an amendment": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: bureau-office, on: 2001-01-02}"), "H219",
    ),
    "a repeal on a text that was followed": (
        all_of(put(SEALS, *AMEND, "5个工作日", "3个工作日"), recorded_later, put(FROZEN, *row("on: 2022-05-01, event: 废止, doc_no: 甲〔2022〕3号, effective: 2022-06-01"))), "L307",
    ),
    "a duty of a changed article that is dropped": (
        put(SEALS, *AMEND, "清点结果报", "清点的结果报", "  - id: D2\n    article: art_4\n    who: 局办公室\n    office: bureau-office\n    what: 清点\n    recurrence: FREQ=YEARLY\n", ""), "L311",
    ),
    "a duty that keeps the term its clause has lost": (
        all_of(put(SEALS, "what: 登记用印\n    recurrence: TRIGGER=event", "what: 登记用印\n    recurrence: TRIGGER=event;WITHIN=P5WD\n    deadline: 用印后5个工作日内",
                   "用印应当在5个工作日内登记", "用印后5个工作日内登记，封存以后5个工作日内归档"), anew,
               put(SEALS, *AMEND, "用印后5个工作日内登记", "用印后9个工作日内登记")), "L311",
    ),
    "a duty of a changed article that gives up": (put(SEALS, *AMEND, "清点结果报", "清点的结果报", "what: 清点\n", "what: 不再清点\n"), "L311"),
    "a duty of a changed article of somebody else": (
        put(SEALS, *AMEND, "清点结果报", "清点的结果报", "    who: 局办公室\n    office: bureau-office\n    what: 清点", "    who: 政治处\n    office: political-office\n    what: 清点"), "L311",
    ),
    "a duty of a changed article that waits for an event": (put(SEALS, *AMEND, "清点结果报", "清点的结果报", "recurrence: FREQ=YEARLY", "recurrence: TRIGGER=event"), "L311"),
    "another day of effect in the words": (put(SEALS, *AMEND, "自2020年2月1日起", "自2019年1月1日起"), "L311"),
    "old numbers of a deleted article": (
        put(SEALS, *AMEND, "第二条　【保管】印章由局办公室保管，保管人不得外借，经政治处同一批准的除外。\n\n第三条", "第二条", "第四条　", "第三条　", "第五条　", "第四条　",
            "article: art_3", "article: art_2", "article: art_4", "article: art_3", "renumbered: {art_8: art_3}", "renumbered: {art_2: art_4, art_3: art_2, art_4: art_3, art_5: art_4}"), "L311",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNLAWFUL)
def test_unlawful(root: Path, name: str) -> None:
    refused(root, *UNLAWFUL[name])
