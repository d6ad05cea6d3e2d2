"""A published text may not be falsified, whichever way it is written. One table."""

from pathlib import Path

import pytest

from rulebook.cli.main import main
from rulebook.corpus.kept import FILE
from tests.lawful.edits import (
    AMEND,
    ARCHIVES,
    BASED,
    EARLIER,
    ENDED,
    FROZEN,
    MISPRINT,
    SAYS,
    SEALS,
    SUCCESSOR,
    TRIAL,
    WAS,
    Edit,
    _resealed,
    all_of,
    anew,
    append_row,
    copy,
    delete,
    errors,
    kept,
    ledger,
    made,
    move,
    put,
    recorded,
    recorded_later,
    row,
    write,
)

UNLAWFUL: dict[str, tuple[Edit, str]] = {
    "a term": (put(SEALS, "5个工作日", "15个工作日"), "L303"),
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
    "an erratum without a row": (put(SEALS, *MISPRINT), "L303"),
    "two paragraphs joined": (put(TRIAL, "本办法试行。\n\n试行", "本办法试行。\n试行"), "L303"),
    "a paragraph split": (put(SEALS, "机关记委。清点时", "机关记委。\n\n清点时"), "L303"),
    "an article more": (put(SEALS, "第五条　【施行】", "第五条　【例外】局长另有决定的除外。\n\n第六条　【施行】"), "L303"),
    "an article gone": (put(SEALS, "第二条　【保管】印章由局办公室保管，保管人不得外借，经政治处同一批准的除外。\n\n", ""), "L303"),
    "zero width": (put(SEALS, "不得外借", "不\u200b得外借"), "L303"),
    "look-alike": (put(SEALS, "5个工作日", "б个工作日"), "L303"),
    "another line separator": (put(SEALS, "不得外借，经", "不得外借，\u2028经"), "L303"),
    "fence with blanks": (put(SEALS, "text: held\n---\n", "text: held\n---  \n", "不得外借", "可以外借"), "L303"),
    "fence of dots": (put(SEALS, "text: held\n---\n", "text: held\n...\n", "不得外借", "可以外借"), "L303"),
    "byte order mark": (put(SEALS, "---\nid: seals", "\ufeff---\nid: seals", "不得外借", "可以外借"), "L303"),
    "repealed long ago": (put(SEALS, "duties:\n", "repealed: {on: 2020-05-01}\nduties:\n"), "L303"),
    "repealed before it was decided": (
        put(SEALS, "duties:\n", "repealed: {on: 2020-07-01}\nduties:\n", *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2020-07-01")),
        "L307",
    ),
    "a repeal in the future": (put(SEALS, *row("on: 2199-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2199-06-01")), "L307"),
    "two days of repeal": (
        put(SEALS, "duties:\n", "repealed: {on: 2021-07-01}\nduties:\n", *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-08-01")),
        "L307",
    ),
    "a term moved": (put(ARCHIVES, "expires: 2022-03-31", "expires: 2032-03-31"), "L303"),
    "a term taken out": (put(ARCHIVES, "expires: 2022-03-31\n", ""), "L303"),
    "a term revived": (
        put(ARCHIVES, "expires: 2022-03-31\n", "expires: 2032-03-31\nhistory:\n  - {on: 2022-03-01, event: 延期, doc_no: 甲〔2022〕3号}\n"),
        "L307",
    ),
    "an article ended": (put(SEALS, "state: adopted", "article_status: {art_2: {repealed: 2021-01-01}}\nstate: adopted"), "L303"),
    "another office": (put(SEALS, "office: bureau-office\n#", "office: political-office\n#"), "L303"),
    "another issuer": (put(SEALS, "issuer: 甲局", "issuer: 乙局"), "L303"),
    "fewer readers": (put(SEALS, "state: adopted", "audience: 党委\nstate: adopted"), "L303"),
    "another approval": (put(SEALS, "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: political-office}"), "L303"),
    "another number": (put(SEALS, "doc_no: 甲〔2020〕1号\nissuer", "doc_no: 甲〔2020〕7号\nissuer"), "L303"),
    "a duty's time": (put(SEALS, "recurrence: FREQ=YEARLY", "recurrence: FREQ=MONTHLY"), "L303"),
    "a duty twice": (put(SEALS, "  - id: D2\n", "  - {id: D2, article: art_4, who: 局办公室, office: bureau-office, what: 不清点, recurrence: FREQ=MONTHLY}\n  - id: D2\n"), "L303"),
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
    "history rewritten": (put(SEALS, "on: 2020-01-02, event: 制定", "on: 2019-01-02, event: 制定"), "L303"),
    "history invented": (put(SEALS, *row("on: 2020-03-02, event: 修正, doc_no: 甲〔2020〕5号, effective: 2020-05-02")), "L303"),
    "old numbers": (put(SEALS, "renumbered: {art_8: art_3}", "renumbered: {art_8: art_2}"), "L303"),
    "a draft again": (put(SEALS, "state: adopted", "state: draft"), "L304"),
    "pending again": (put(SEALS, "text: held", "text: pending"), "L304"),
    "the day of effect alone": (put(SEALS, "effective: 2020-02-01\noffice", "effective: 2021-09-01\noffice"), "L311"),
    "words and day of effect alone": (put(SEALS, "effective: 2020-02-01\noffice", "effective: 2021-09-01\noffice", "不得外借", "可以外借"), "L311"),
    "amended without a new day": (put(SEALS, *AMEND[:6], "不得外借", "可以外借"), "L303"),
    "amended before what is published": (put(SEALS, *AMEND, "effective: 2021-09-01", "effective: 2020-01-15"), "L302"),
    "amended with a decision to come": (put(SEALS, *AMEND, "adopted: 2021-08-01", "adopted: 2199-08-01", "issued: 2021-08-02", "issued: 2199-08-02", "effective: 2021-09-01", "effective: 2199-09-01"), "L314"),
    "amended after its end": (
        put(ARCHIVES, "doc_no: 甲〔2020〕2号", "doc_no: 甲〔2024〕2号", "adopted: 2020-03-02", "adopted: 2024-03-02", "issued: 2020-03-03", "issued: 2024-03-03", "effective: 2020-04-01", "effective: 2024-04-01", "expires: 2022-03-31", "expires: 2032-03-31"),
        "L311",
    ),
    "a text between": (
        all_of(put(SEALS, *AMEND), copy(SEALS, "docs/rules/seals/2020-01-15.md", "effective: 2021-09-01", "effective: 2020-01-15", "doc_no: 甲〔2021〕9号", "doc_no: 甲〔2019〕9号", "adopted: 2021-08-01", "adopted: 2019-08-01", "issued: 2021-08-02", "issued: 2019-08-02")),
        "L311",
    ),
    "a frozen file that is not what was published": (
        all_of(copy(SEALS, "docs/rules/seals/2020-02-01.md", "不得外借", "可以外借"), put(SEALS, *AMEND)), "L303",
    ),
    "another id": (put(SEALS, "id: seals", "id: stamps"), "L302"),
    "renamed": (move(SEALS, "docs/rules/stamps.md"), "L302"),
    "moved": (all_of(move(SEALS, "docs/mechanisms/seals.md"), put("docs/mechanisms/seals.md", "collection: rule", "collection: mechanism")), "L302"),
    "gone": (delete(SEALS), "L302"),
    "a page now": (put(SEALS, "document_type: 办法 # 文种\ncollection: rule\n", ""), "H107"),
    "called a law": (put(SEALS, "state: adopted", "provenance: {kind: published}\nstate: adopted", "不得外借", "可以外借"), "L303"),
    "an office renamed": (put("docs/offices/offices.csv", "局办公室,局办", "综合科,局办"), "L315"),
    "a row of the ledger": (ledger("ledger.jsonl", '"day":"2020-06-01"', '"day":"2020-06-02"'), "L301"),
    "a day that is none in the ledger": (
        lambda root: (root / FILE).write_text("".join(_resealed(root)), encoding="utf-8") and None, "L301",
    ),
    "a row added to the ledger": (append_row, "L301"),
    "the last row of the ledger gone": (
        lambda root: (root / "ledger/ledger.jsonl").write_text((root / "ledger/ledger.jsonl").read_text().split("\n")[0] + "\n") and None,
        "L301",
    ),
    "the ledger empty": (lambda root: (root / "ledger/ledger.jsonl").write_text("") and None, "L305"),
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
    "a published text withdrawn": (put(SEALS, *row("on: 2021-05-01, event: 撤回, effective: 2020-02-01")), "L311"),
    "a second number for the old decision": (put(SEALS, *AMEND[2:], "不得外借", "可以外借"), "L311"),
    "two legal facts, one correction": (
        put(SEALS, "issuer: 甲局", "issuer: 乙局", "document_type: 办法", "document_type: 规定", *row("on: 2021-05-01, event: 登记更正, item: issuer")),
        "L303",
    ),
    "kept text and file": (all_of(kept("不得外借", "可以外借"), put(SEALS, "不得外借", "可以外借")), "L306"),
    "kept text gone": (lambda root: [path.unlink() for path in (root / "ledger/texts").iterdir()] and None, "L306"),
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
    "expired and amended years later": (
        put(ARCHIVES, "doc_no: 甲〔2020〕2号", "doc_no: 甲〔2021〕12号", "adopted: 2020-03-02", "adopted: 2021-12-02", "issued: 2020-03-03", "issued: 2021-12-03", "effective: 2020-04-01\nexpires: 2022-03-31", "effective: 2022-01-01"), "L311",
    ),
    "a row of history put right away": (
        put(SEALS, "on: 2020-01-02, event: 制定, doc_no: 甲〔2020〕1号, effective: 2020-02-01", "on: 2021-05-01, event: 登记更正, item: history, note: 补登"), "L307",
    ),
    "adopted years before": (
        put(SEALS, "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: bureau-office, on: 2018-01-02}", *row("on: 2021-05-01, event: 登记更正, item: approved")), "L307",
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
    "a name of long ago": (
        put("docs/offices/offices.csv", "ended,successor\n", "ended,successor,former\n", "局办公室,局办,内设机构,seed,,,", "综合科,局办,内设机构,seed,,,,局办公室 2010-06-30"),
        "L315",
    ),
    "the name of another office": (put("docs/offices/offices.csv", "局办公室,局办", "局办公室,政治处；局办"), "R102"),
    "a title that looks the same": (copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR[:2], *SUCCESSOR[6:]), "H202"),
    "another folder is published": (write("mkdocs.yml", "docs_dir: docs2\nplugins:\n  - rulebook:\n      day: '2021-01-01'\n"), "T107"),
    "another form of a duty": (put(SEALS, "    what: 清点\n", "    what: 清点\n    form: 清点表\n"), "L303"),
    "above what the site may hold": (
        all_of(write("mkdocs.yml", "plugins:\n  - rulebook:\n      ceiling: 内部\n"), put(SEALS, "state: adopted", "security: 绝密\nstate: adopted", *row("on: 2021-05-01, event: 登记更正, item: security"))),
        "H218",
    ),
    "an ended article revived by an amendment": (
        all_of(put(SEALS, *row("on: 2020-07-01, event: 部分失效, item: art_2, doc_no: 甲〔2020〕9号, effective: 2020-08-01")), recorded, put(SEALS, *AMEND, "5个工作日", "3个工作日", "article_status: {art_2: {repealed: 2020-08-01}}\n", "")),
        "L311",
    ),
    "another short title": (put(SEALS, "document_type", "short_title: 用印规矩\ndocument_type"), "L303"),
    "another basis": (put(SEALS, "document_type", "basis: [{id: archives-law}]\ndocument_type"), "L303"),
    "words of the source": (put(SEALS, "document_type", "provenance: {kind: named, quote: 已经停止}\ndocument_type"), "L303"),
    "a form more": (put(SEALS, "state: adopted", "forms: [用印单]\nstate: adopted"), "L303"),
    "called repealed": (put(SEALS, "document_type", "aliases: [已经废止的印章办法]\ndocument_type"), "H217"),
    "called like another act": (put(SEALS, "document_type", "aliases: [甲局档案管理办法]\ndocument_type"), "H202"),
    "a number that is none": (put(SEALS, *AMEND, "甲〔2021〕9号", "随便", "5个工作日", "3个工作日"), "H219"),
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
    "a body that does not decide": (
        all_of(put(SEALS, *AMEND, "5个工作日", "3个工作日", "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: firms, on: 2021-08-01}"),
               put("docs/offices/offices.csv", "political-office,", "firms,律师事务所,,行业组织,seed,,,\npolitical-office,")),
        "H219",
    ),
    "a body that does not decide, put right": (
        all_of(put(SEALS, "approved: {body: bureau-office,", "approved: {body: firms,", *row("on: 2021-05-01, event: 登记更正, item: approved, note: 登记错了")),
               put("docs/offices/offices.csv", "political-office,", "firms,律师事务所,,行业组织,seed,,,\npolitical-office,")),
        "H219",
    ),
    "a number put right to none": (
        put(SEALS, "doc_no: 甲〔2020〕1号\nissuer", "doc_no: 随便\nissuer", *row("on: 2021-05-01, event: 登记更正, item: doc_no, note: 登记错了")), "H219",
    ),
    "approved after it was issued": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: bureau-office, on: 2021-08-20}"),
        "H219",
    ),
    "a draft put before an amendment of what is over": (
        all_of(copy(ARCHIVES, "docs/rules/archives/2023-01-01.md", "doc_no: 甲〔2020〕2号\n", "", "expires: 2022-03-31\n", "state: draft\n", "effective: 2020-04-01", "effective: 2023-01-01"),
               put(ARCHIVES, "甲〔2020〕2号", "甲〔2024〕2号", "2020-03-02", "2024-03-02", "2020-03-03", "2024-03-03", "effective: 2020-04-01\nexpires: 2022-03-31", "effective: 2024-04-01")),
        "L311",
    ),
    "an amendment with an erratum of long ago": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-01-05, event: 勘误, note: 第二条“不得”更正为“可以”")), "L311",
    ),
    "an erratum that tells of other words": (put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: 第二条“不得”更正为“可以”")), "L307"),
    "an erratum told the wrong way round": (put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: “机关纪委”改为“机关记委”")), "L307"),
    "an erratum told as that of another act": (put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: 第十五条“销价”应为“销假”")), "L307"),
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
    "a number of a year to come": (put(SEALS, *AMEND, "甲〔2021〕9号", "甲〔2035〕9号", "5个工作日", "3个工作日"), "H219"),
    "a number of a year gone by": (put(SEALS, *AMEND, "甲〔2021〕9号", "甲〔2019〕9号", "5个工作日", "3个工作日"), "H219"),
    "a number that looks like another": (
        all_of(put(TRIAL, "甲〔2020〕8号", "x甲〔2020〕8号"), anew, put(SEALS, *AMEND[2:], "甲〔2020〕1号\nissuer", "х甲〔2020〕8号\nissuer", "5个工作日", "3个工作日")), "H203",
    ),
    "approved years before an amendment": (
        put(SEALS, *AMEND, "5个工作日", "3个工作日", "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: bureau-office, on: 2001-01-02}"), "H219",
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
    edit, code = UNLAWFUL[name]
    assert errors(root) == []
    edit(root)
    found = errors(root)
    assert code in [line.split()[0] for line in found], found
    assert main(["record", "--root", str(root)]) == 1
