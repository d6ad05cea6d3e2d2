"""A published text may not be falsified by a row of history (勘误, 登记更正, 废止, 部分失效 …) or by a new act that ends it. One table."""

from pathlib import Path

import pytest

from tests.lawful.edits import (
    ARCHIVES,
    BASED,
    EARLIER,
    ENDED,
    MISPRINT,
    SAYS,
    SEALS,
    SUCCESSOR,
    TRIAL,
    WAS,
    Edit,
    all_of,
    anew,
    copy,
    made,
    put,
    refused,
    row,
    write,
)

UNLAWFUL: dict[str, tuple[Edit, str]] = {
    "a term under an erratum": (put(SEALS, "5个工作日", "15个工作日", *row(WAS)), "L307"),
    "three years become five": (put(SEALS, "三年", "五年", *row(WAS)), "L307"),
    "must becomes may": (put(SEALS, "应当在", "可以在", *row(WAS)), "L307"),
    "who answers": (put(SEALS, "由局办公室保管", "由政治处保管", *row(WAS)), "L307"),
    "an exception gone": (put(SEALS, "，经政治处同一批准的除外", "", *row(WAS)), "L307"),
    "approval becomes filing": (put(SEALS, "经政治处同一批准", "报政治处同一备案", *row(WAS)), "L307"),
    "a word gone": (put(SEALS, "保管人不得外借", "不得外借", *row(WAS)), "L307"),
    "another keeper": (put(SEALS, "保管人不得外借", "新保管人不得外借", *row(WAS)), "L307"),
    "two changes, one erratum": (put(SEALS, *MISPRINT, "第二条　【保管】印章", "第二条　【保管】印张", *row(WAS)), "L303"),
    "an erratum in the future": (put(SEALS, *MISPRINT, *row("on: 2199-05-01, event: 勘误, note: 排印错误")), "L307"),
    "an erratum before publication": (put(SEALS, *MISPRINT, *row("on: 2020-05-01, event: 勘误, note: 排印错误")), "L307"),
    "an erratum of nothing": (put(SEALS, *row(WAS)), "L307"),
    "two errata, one change": (put(SEALS, *MISPRINT, *row(WAS), *row(WAS)), "L307"),
    "repealed before it was decided": (
        put(SEALS, "duties:\n", "repealed: {on: 2020-07-01}\nduties:\n", *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2020-07-01")),
        "L307",
    ),
    "a repeal in the future": (put(SEALS, *row("on: 2199-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2199-06-01")), "L307"),
    "two days of repeal": (
        put(SEALS, "duties:\n", "repealed: {on: 2021-07-01}\nduties:\n", *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-08-01")),
        "L307",
    ),
    "a term revived": (
        put(ARCHIVES, "expires: 2022-03-31\n", "expires: 2032-03-31\nhistory:\n  - {on: 2022-03-01, event: 延期, doc_no: 甲〔2022〕3号}\n"),
        "L307",
    ),
    "a duty corrected to what no word says": (
        put(SEALS, "recurrence: TRIGGER=event", "recurrence: TRIGGER=event;WITHIN=P7D", *row("on: 2021-05-01, event: 登记更正, item: duties.D1")),
        "L307",
    ),
    "correction of another key": (
        put(SEALS, "issuer: 甲局", "issuer: 乙局", *row("on: 2021-05-01, event: 登记更正, item: office")), "L303",
    ),
    "a term by correction": (
        put(ARCHIVES, "expires: 2022-03-31", "expires: 2032-03-31\nhistory:\n  - {on: 2021-05-01, event: 登记更正, item: expires}"), "L303",
    ),
    "history invented": (put(SEALS, *row("on: 2020-03-02, event: 修正, doc_no: 甲〔2020〕5号, effective: 2020-05-02")), "L303"),
    "a published text withdrawn": (put(SEALS, *row("on: 2021-05-01, event: 撤回, effective: 2020-02-01")), "L311"),
    "two legal facts, one correction": (
        put(SEALS, "issuer: 甲局", "issuer: 乙局", "document_type: 办法", "document_type: 规定", *row("on: 2021-05-01, event: 登记更正, item: issuer")),
        "L303",
    ),
    "repealed by a successor that says the contrary": (
        all_of(copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "本办法试行。", "《甲局值班办法》没有废止。"), put(TRIAL, *ENDED)), "L303",
    ),
    "repealed by a draft": (
        all_of(copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, *SAYS, "office: bureau-office", "office: bureau-office\nstate: draft"), put(TRIAL, *ENDED)),
        "L303",
    ),
    "repealed by a note in a header": (
        all_of(copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "office: bureau-office", "office: bureau-office\nprovenance: {kind: inferred, note: 《甲局值班办法》同时废止}"), put(TRIAL, *ENDED)),
        "L303",
    ),
    "repealed before the ledger knew it": (
        all_of(copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, *SAYS, "effective: 2021-04-01", "effective: 2020-05-01", "adopted: 2021-03-02", "adopted: 2020-04-02", "issued: 2021-03-03", "issued: 2020-04-03"), put(TRIAL, ENDED[0], ENDED[1].replace("2021-04-01", "2020-05-01"))),
        "L303",
    ),
    "an article ended backwards": (
        put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, doc_no: 甲〔2021〕3号, effective: 2020-06-01")), "L307",
    ),
    "an article ended by nobody": (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, effective: 2021-06-01")), "L307"),
    "a repeal by nobody": (put(SEALS, *row("on: 2021-05-01, event: 废止, effective: 2021-06-01")), "L307"),
    "a text before the first one": (copy(ARCHIVES, "docs/rules/archives/2019-04-01.md", *EARLIER), "L312"),
    "a text before the first one, by another number": (
        copy(ARCHIVES, "docs/rules/archives/2019-04-01.md", *EARLIER, *made("doc_no: 甲〔2019〕9号, effective: 2019-04-01, note: 补录，当时漏登")), "L312",
    ),
    "a text before the first one, without a reason": (
        copy(ARCHIVES, "docs/rules/archives/2019-04-01.md", *EARLIER, *made("doc_no: 甲〔2019〕2号, effective: 2019-04-01")), "L312",
    ),
    "an erratum that says more": (put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: 排印错误, until: 2023-01-01")), "L307"),
    "an erratum that stops the act": (put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: 本办法停止执行")), "L307"),
    "repealed by itself": (put(SEALS, *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-06-01, by: seals")), "L307"),
    "two successors": (
        put(SEALS, "duties:\n", "repealed: {on: 2021-06-01, by: trial}\nduties:\n", *row("on: 2021-05-01, event: 废止, effective: 2021-06-01, by: archives")),
        "L307",
    ),
    "repealed in the past": (put(SEALS, *row("on: 2020-03-05, event: 废止, doc_no: 甲〔2020〕5号, effective: 2020-04-01")), "L307"),
    "adopted years before": (
        put(SEALS, "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: bureau-office, on: 2018-01-02}", *row("on: 2021-05-01, event: 登记更正, item: approved")), "L307",
    ),
    "a title that looks the same": (copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR[:2], *SUCCESSOR[6:]), "H202"),
    "above what the site may hold": (
        all_of(write("mkdocs.yml", "plugins:\n  - rulebook:\n      ceiling: 内部\n"), put(SEALS, "state: adopted", "security: 绝密\nstate: adopted", *row("on: 2021-05-01, event: 登记更正, item: security"))),
        "H218",
    ),
    "a row with a number that is none": (
        put(SEALS, *row("on: 2021-05-01, event: 废止, doc_no: 会议决定了, effective: 2021-06-01")), "H219",
    ),
    "an article replaced by talk": (
        put(SEALS, "state: adopted", "article_status: {art_2: {repealed: 2021-06-01, by: 第三条另有规定，不用审批}}\nstate: adopted",
            *row("on: 2021-05-01, event: 部分失效, doc_no: 甲〔2021〕3号, effective: 2021-06-01")),
        "H219",
    ),
    "a row replaced by talk": (
        put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, by: 另有规定, effective: 2021-06-01")), "H219",
    ),
    "a body that does not decide, put right": (
        all_of(put(SEALS, "approved: {body: bureau-office,", "approved: {body: firms,", *row("on: 2021-05-01, event: 登记更正, item: approved, note: 登记错了")),
               put("docs/offices/offices.csv", "political-office,", "firms,律师事务所,,行业组织,seed,,,\npolitical-office,")),
        "H219",
    ),
    "a number put right to none": (
        put(SEALS, "doc_no: 甲〔2020〕1号\nissuer", "doc_no: 随便\nissuer", *row("on: 2021-05-01, event: 登记更正, item: doc_no, note: 登记错了")), "H219",
    ),
    "an erratum that tells of other words": (put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: 第二条“不得”更正为“可以”")), "L307"),
    "an erratum told the wrong way round": (put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: “机关纪委”改为“机关记委”")), "L307"),
    "an erratum told as that of another act": (put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: 第十五条“销价”应为“销假”")), "L307"),
    "an article ended in the past": (
        put(SEALS, *row("on: 2020-03-05, event: 部分失效, item: art_2, doc_no: 甲〔2020〕5号, effective: 2020-04-01")), "L307",
    ),
    "a repeal entered late for no reason": (
        put(SEALS, *row("on: 2020-03-05, event: 废止, doc_no: 甲〔2020〕5号, effective: 2020-04-01, note: 补录，原因")), "L307",
    ),
    "replaced by what is over": (
        put(SEALS, *row("on: 2023-05-01, event: 废止, by: archives, effective: 2023-06-01")), "H219",
    ),
    "replaced by a draft": (
        all_of(copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "office: bureau-office", "office: bureau-office\nstate: draft"),
               put(SEALS, *row("on: 2021-05-01, event: 废止, by: duty, effective: 2021-06-01"))), "H219",
    ),
    "repealed by the number that made it": (
        put(SEALS, *row("on: 2020-12-30, event: 废止, doc_no: 甲〔2020〕1号, effective: 2021-06-01")), "H219",
    ),
    "a term with a footnote mark": (put(SEALS, "5个工作日", "⁵个工作日", *row(WAS)), "L307"),
    "a term in a circle": (put(SEALS, "5个工作日", "⑤个工作日", *row(WAS)), "L307"),
    "a new act that brings an erratum": (
        copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "---\n\n#", "history:\n  - {on: 2021-03-02, event: 制定, doc_no: 甲〔2021〕8号, effective: 2021-04-01}\n  - {on: 2021-03-01, event: 勘误, note: 另有改动}\n---\n\n#"), "L307",
    ),
    "four marks put right at once": (
        put(SEALS, "印章管理，制定", "印章管理；制定", "外借，经政治处", "外借、经政治处", "登记，登记薄", "登记、登记薄", "清点一次，清点", "清点一次、清点",
            *(word for n in range(1, 5) for word in row(f"on: 2021-05-0{n}, event: 勘误, note: 标点"))),
        "L307",
    ),
    "a corrected duty that gives up": (put(SEALS, "what: 清点\n", "what: 不再清点\n", *row("on: 2021-05-01, event: 登记更正, item: duties.D2, note: 登记错了")), "L307"),
    "a corrected duty of somebody else": (
        put(SEALS, "    who: 局办公室\n    office: bureau-office\n    what: 清点", "    who: 政治处\n    office: political-office\n    what: 清点", *row("on: 2021-05-01, event: 登记更正, item: duties.D2, note: 登记错了")), "L307",
    ),
    "a duty corrected away": (
        put(SEALS, "  - id: D2\n    article: art_4\n    who: 局办公室\n    office: bureau-office\n    what: 清点\n    recurrence: FREQ=YEARLY\n", "", *row("on: 2021-05-01, event: 登记更正, item: duties.D2, note: 登记错了")), "L307",
    ),
    "a duty invented by correction": (
        put(SEALS, "  - id: D2\n", "  - {id: D3, article: art_2, who: 局办公室, office: bureau-office, what: 上报, recurrence: FREQ=MONTHLY}\n  - id: D2\n", *row("on: 2021-05-01, event: 登记更正, item: duties.D3, note: 登记错了")), "L307",
    ),
    "a duty corrected to another article": (put(SEALS, "    article: art_4\n", "    article: art_2\n", *row("on: 2021-05-01, event: 登记更正, item: duties.D2, note: 登记错了")), "L307"),
    "an office that is not who": (put(SEALS, "    office: bureau-office\n    what: 清点", "    office: political-office\n    what: 清点", *row("on: 2021-05-01, event: 登记更正, item: duties.D2, note: 登记错了")), "H219"),
    "an interpreter that the words do not name": (
        all_of(put(SEALS, "日起施行。", "日起施行，由局办公室负责解释。"), anew, put(SEALS, "issuer: 甲局", "issuer: 甲局\ninterpreter: political-office", *row("on: 2021-05-01, event: 登记更正, item: interpreter, note: 登记错了"))), "H219",
    ),
    "a body that the words do not name": (
        all_of(put(SEALS, "日起施行。", "日起施行。本办法经局办公室会议审定。"), anew, put(SEALS, "approved: {body: bureau-office,", "approved: {body: political-office,", *row("on: 2021-05-01, event: 登记更正, item: approved, note: 登记错了"))), "H219",
    ),
    "a kind of text that the title does not say": (put(SEALS, "document_type: 办法", "document_type: 规定", *row("on: 2021-05-01, event: 登记更正, item: document_type, note: 登记错了")), "H219"),
    "adopted years before it was issued": (put(SEALS, "adopted: 2020-01-02", "adopted: 2001-01-02", *row("on: 2021-05-01, event: 登记更正, item: adopted, note: 登记错了")), "H219"),
    "a number of another year": (put(SEALS, "doc_no: 甲〔2020〕1号\nissuer", "doc_no: 甲〔2024〕1号\nissuer", *row("on: 2021-05-01, event: 登记更正, item: doc_no, note: 登记错了")), "H219"),
    "old numbers of a text that has no older one": (put(SEALS, "renumbered: {art_8: art_3}", "renumbered: {art_8: art_2}", *row("on: 2021-05-01, event: 登记更正, item: renumbered, note: 登记错了")), "H219"),
    "a basis corrected away that the words name": (all_of(BASED, anew, put(SEALS, "basis: [{id: archives-law}]\n", "basis: [{id: party-charter}]\n", *row("on: 2021-05-01, event: 登记更正, item: basis, note: 登记错了"))), "L311"),
    "a new act older than it is": (
        copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "---\n\n#", "history:\n  - {on: 2020-01-01, event: 制定, doc_no: 甲〔2020〕88号, effective: 2020-02-01}\n---\n\n#"), "H219",
    ),
    "a new act repealed by nobody": (copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "office: bureau-office", "repealed: {on: 2021-06-01}\noffice: bureau-office"), "H219"),
    "a new act with an article ended by nobody": (
        copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "office: bureau-office", "article_status: {art_1: {repealed: 2021-06-01}}\noffice: bureau-office"), "H219",
    ),
    "repealed where a part is repealed": (
        all_of(copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "本办法试行。", "《甲局值班办法》第一条同时废止。"), put(TRIAL, *ENDED)), "L303",
    ),
    "repealed by a proposal": (
        all_of(copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "本办法试行。", "有关科室建议《甲局值班办法》废止。"), put(TRIAL, *ENDED)), "L303",
    ),
    "a duty less often": (
        put(SEALS, "recurrence: FREQ=YEARLY", "recurrence: FREQ=MONTHLY", *row("on: 2021-05-01, event: 登记更正, item: duties.D2")), "L307",
    ),
    "a duty on another day": (
        put(SEALS, "recurrence: FREQ=YEARLY", "recurrence: FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", *row("on: 2021-05-01, event: 登记更正, item: duties.D2")),
        "L307",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNLAWFUL)
def test_unlawful(root: Path, name: str) -> None:
    refused(root, *UNLAWFUL[name])
