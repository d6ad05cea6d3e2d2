"""What is lawful is green and can be published. One table."""

from pathlib import Path

import pytest

from rulebook.cli.main import main
from tests.lawful.edits import (
    AMEND,
    AMENDED_BACK,
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
    all_of,
    anew,
    copy,
    errors,
    made,
    put,
    recorded,
    row,
)

LAWFUL: dict[str, Edit] = {
    "an amendment that says under the title what amended it": put(
        SEALS, *AMEND, "5个工作日", "3个工作日",
        "\n# 甲局印章管理办法\n", "\n# 甲局印章管理办法\n\n（2020年1月2日审定　根据2021年8月1日《甲局关于修改〈甲局印章管理办法〉的决定》修正）\n",
    ),
    "a misprint": put(SEALS, *MISPRINT, *row(WAS)),
    "a misprint, told word by word": put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: 第四条“……机关记委”更正为“……机关纪委”，排印错误")),
    "a misprint, told as what was wrong": put(SEALS, *MISPRINT, *row("on: 2021-05-01, event: 勘误, note: “机关纪委”误写为“机关记委”")),
    "a mark, told by itself": put(SEALS, "登记薄保存三年：", "登记薄保存三年，", *row("on: 2021-05-01, event: 勘误, note: 第三条“：”更正为“，”")),
    "an amendment and an erratum of it": put(
        SEALS, *AMEND, "5个工作日", "3个工作日", *MISPRINT, *row("on: 2021-08-05, event: 勘误, note: 第四条“机关记委”更正为“机关纪委”")
    ),
    "two misprints": put(SEALS, *MISPRINT, "登记薄保存", "登记簿保存", *row("on: 2021-05-02, event: 勘误, note: 音误"), *row(WAS)),
    "two misprints in one line, a row each": put(
        SEALS, "机关记委。清点时应当核对登记薄", "机关纪委。清点时应当核对登记簿", *row("on: 2021-05-02, event: 勘误, note: 音误"), *row(WAS),
    ),
    "a day of work with a character missing": all_of(put(SEALS, "5个工作日", "5个工日"), anew, put(SEALS, "5个工日", "5个工作日", *row(WAS))),
    "a condition that ended in a full stop": all_of(
        put(SEALS, "保管人不得外借，", "保管人外借的。应当登记，"), anew, put(SEALS, "外借的。", "外借的，", *row(WAS))
    ),
    "brackets of 项 in half width": all_of(
        put(SEALS, "清点时应当核对登记薄。", "清点下列各项：\n\n（一）印章；\n\n(二)登记薄。"), anew, put(SEALS, "(二)登记薄", "（二）登记薄", *row(WAS))
    ),
    "a slip in the title, which the header bears too": all_of(
        put(SEALS, "title: 甲局印章管理办法", "title: 甲局印章菅理办法", "# 甲局印章管理办法", "# 甲局印章菅理办法"), anew,
        put(SEALS, "title: 甲局印章菅理办法", "title: 甲局印章管理办法", "# 甲局印章菅理办法", "# 甲局印章管理办法", *row(WAS)),
    ),
    "a repeal, one row": put(SEALS, *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-06-01")),
    "a repeal, row and key": put(
        SEALS, "duties:\n", "repealed: {on: 2199-07-01, by: trial}\nduties:\n",
        *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2199-07-01"),
    ),
    "a repeal that the successor decides": all_of(
        copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, *SAYS), put(TRIAL, *ENDED)
    ),
    "a longer term, one row": put(TRIAL, "---\n\n#", "history:\n  - {on: 2021-05-01, event: 延期, doc_no: 甲〔2021〕3号, until: 2033-03-31}\n---\n\n#"),
    "a longer term, row and key": put(
        TRIAL, "---\n\n#", "history:\n  - {on: 2021-05-01, event: 延期, doc_no: 甲〔2021〕3号}\n---\n\n#", "2032-03-31", "2033-03-31"
    ),
    "an article that ends": put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, doc_no: 甲〔2021〕3号, effective: 2021-06-01")),
    "an article that another one replaces": put(
        SEALS, "state: adopted", "article_status: {art_2: {repealed: 2021-06-01, by: archives}}\nstate: adopted",
        *row("on: 2021-05-01, event: 部分失效, doc_no: 甲〔2021〕3号, effective: 2021-06-01"),
    ),
    "an article that a named one replaces": put(
        SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, by: 《甲局档案管理办法》第二条, effective: 2021-06-01")
    ),
    "an old row with a number that is none": all_of(
        put(SEALS, "event: 制定, doc_no: 甲〔2020〕1号", "event: 制定, doc_no: 会议纪要"), anew, put(SEALS, *AMEND, "5个工作日", "3个工作日"),
    ),
    "a number in other brackets": put(SEALS, *AMEND, "甲〔2021〕9号", "甲[2021]第9号", "5个工作日", "3个工作日"),
    "a slip in what is registered": put(
        SEALS, "issuer: 甲局", "issuer: 乙局", *row("on: 2021-05-01, event: 登记更正, item: issuer, note: 印发机关登记错了")
    ),
    "an office renamed, with its old name": put(
        "docs/offices/offices.csv", "ended,successor\n", "ended,successor,former\n", "局办公室,局办,内设机构,seed,,,",
        "综合科,局办,内设机构,seed,,,,局办公室 2021-06-30", "inferred,,,", "inferred,,,,",
    ),
    "another office put right": put(
        SEALS, "effective: 2020-02-01\noffice: bureau-office", "effective: 2020-02-01\noffice: political-office", *row("on: 2021-05-01, event: 登记更正, item: office, note: 登记错了")
    ),
    "an office renamed, one cell more in its row alone": put(
        "docs/offices/offices.csv", "ended,successor\n", "ended,successor,former\n", "局办公室,局办,内设机构,seed,,,", "综合科,局办,内设机构,seed,,,,局办公室 2021-06-30"
    ),
    "a repeal entered late": put(SEALS, *row("on: 2020-03-05, event: 废止, doc_no: 甲〔2020〕5号, effective: 2020-04-01, note: 补录，漏登")),
    "a duty of a changed article": put(SEALS, *AMEND, "每年清点一次", "每月清点一次", "recurrence: FREQ=YEARLY", "recurrence: FREQ=MONTHLY"),
    "an ended article stays ended under its new number": all_of(
        put(SEALS, *row("on: 2020-07-01, event: 部分失效, item: art_4, doc_no: 甲〔2020〕9号, effective: 2020-08-01")), recorded,
        put(SEALS, *AMEND, "第五条　【施行】", "第六条　【施行】", "第四条　【清点】", "第四条　【外带】印章不得带离。\n\n第五条　【清点】",
            "article: art_4", "article: art_5", "article_status: {art_4: {", "article_status: {art_5: {"),
    ),
    "two decisions of one day": all_of(put(SEALS, *AMEND), copy(SEALS, "docs/rules/seals/2021-09-01.md"), copy(SEALS, "docs/rules/seals/2020-02-01.md", *AMENDED_BACK),
        put(SEALS, "甲〔2021〕9号\n", "甲〔2021〕10号\n", "effective: 2021-09-01\noffice", "effective: 2022-01-01\noffice")),
    "an amendment entered late": put(
        SEALS, *AMEND, "甲〔2021〕9号", "甲〔2020〕9号", "2021-08-01", "2020-03-01", "2021-08-02", "2020-03-02", "2021-09-01", "2020-04-01", "5个工作日", "3个工作日",
        *row("on: 2020-03-01, event: 修正, doc_no: 甲〔2020〕9号, effective: 2020-04-01, note: 补录，印发时漏登"),
    ),
    "a number of December issued in February": put(SEALS, *AMEND, "甲〔2021〕9号", "甲〔2020〕90号", "2021-08-01", "2020-12-30", "2021-08-02", "2021-02-08", "5个工作日", "3个工作日"),
    "an amendment that ends an article afterwards": put(
        SEALS, *AMEND, "5个工作日", "3个工作日", *row("on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01"),
        "effective: 2021-09-01}\n", "effective: 2021-09-01}\n  - {on: 2021-09-20, event: 部分失效, item: art_2, doc_no: 甲〔2021〕10号, effective: 2021-10-01}\n",
    ),
    "a duty more, of a changed article": put(
        SEALS, *AMEND, "每年清点一次", "每年清点、核对一次", "  - id: D2\n", "  - {id: D3, article: art_4, who: 局办公室, office: bureau-office, what: 核对, recurrence: FREQ=YEARLY}\n  - id: D2\n"
    ),
    "a duty more, registered late": put(
        SEALS, *AMEND, "5个工作日", "3个工作日", "  - id: D2\n", "  - {id: D3, article: art_4, who: 局办公室, office: bureau-office, what: 报清点结果, recurrence: FREQ=YEARLY}\n  - id: D2\n",
        *row("on: 2021-08-01, event: 登记更正, item: duties.D3, note: 漏登"),
    ),
    "a basis dropped with its words": all_of(BASED, anew, put(SEALS, *AMEND, "根据《乙档案法》，", "为规范印章管理，", "basis: [{id: archives-law}]\n", "")),
    "a basis more": all_of(BASED, anew, put(SEALS, *AMEND, "《乙档案法》", "《乙档案法》《乙章程》", "basis: [{id: archives-law}]", "basis: [{id: archives-law}, {id: party-charter}]")),
    "no words of the source any more": all_of(
        put(SEALS, "document_type", "provenance: {kind: named, quote: 制定印章管理办法}\ndocument_type"), anew,
        put(SEALS, *AMEND, "5个工作日", "3个工作日", "{kind: named, quote: 制定印章管理办法}", "{kind: inferred, note: 修改是推定的}"),
    ),
    "a duty in other hands, where another sentence is more like it": all_of(
        put(SEALS, "局办公室每年清点一次", "清点事项另有规定的从其规定。局办公室每年会同乙室看一次", "who: 局办公室\n    office: bureau-office\n    what: 清点\n", "who: 局办公室、乙室\n    office: bureau-office\n    what: 清点事项\n"), anew,
        put(SEALS, *AMEND, "局办公室每年会同乙室", "局办公室每年会同政治处", "who: 局办公室、乙室", "who: 局办公室、政治处"),
    ),
    "an article split, its duty with the sentence it is of": all_of(
        put(SEALS, "局办公室每年清点一次，", "局办公室负责清点。每年清点一次，"), anew,
        put(SEALS, *AMEND, "第五条　【施行】", "第六条　【施行】", "局办公室负责清点。", "局办公室负责清点。\n\n第五条　【次数】", "article: art_4", "article: art_5"),
    ),
    "an amendment of the very day of the ledger": put(
        SEALS, *AMEND, "adopted: 2021-08-01", "adopted: 2020-06-01", "issued: 2021-08-02", "issued: 2020-06-01", "effective: 2021-09-01\noffice", "effective: 2020-06-01\noffice",
        "甲〔2021〕9号", "甲〔2020〕9号", "5个工作日", "3个工作日",
    ),
    "a repeal of the very day of the ledger": put(SEALS, *row("on: 2020-06-01, event: 废止, doc_no: 甲〔2020〕5号, effective: 2020-06-01")),
    "a row of 登记更正 for what needs none": put(SEALS, "order: 1", "order: 7", *row("on: 2021-05-01, event: 登记更正, item: order, note: 排错了")),
    "a draft beside": all_of(
        copy(SEALS, "docs/rules/seals/2022-01-01.md", "state: adopted", "state: draft", "effective: 2020-02-01\noffice", "effective: 2022-01-01\noffice", "甲〔2020〕1号\nissuer", "甲〔2022〕1号\nissuer"),
    ),
    "repealed by two decisions' package": put(SEALS, *row("on: 2020-03-02, event: 废止, doc_no: 甲〔2020〕8号, effective: 2021-06-01")),
    "an article ended, entered late": put(
        SEALS, *row("on: 2020-03-05, event: 部分失效, item: art_2, doc_no: 甲〔2020〕5号, effective: 2020-04-01, note: 补录，当时漏登")
    ),
    "a repeal by a successor alone": put(SEALS, *row("on: 2021-05-01, event: 废止, by: trial, effective: 2021-06-01")),
    "a duty of a changed article, reworded": put(SEALS, *AMEND, "每年清点一次，清点结果", "每年清点、核对一次，清点结果", "what: 清点\n", "what: 清点、核对\n"),
    "a duty gone with its words": put(
        SEALS, *AMEND, "局办公室每年清点一次，清点结果报机关记委。清点时应当核对登记薄。", "清点由政治处另行安排。",
        "  - id: D2\n    article: art_4\n    who: 局办公室\n    office: bureau-office\n    what: 清点\n    recurrence: FREQ=YEARLY\n", "",
    ),
    "another day of effect, the new one": put(SEALS, *AMEND, "自2020年2月1日起", "自2021年9月1日起"),
    "three marks put right": put(
        SEALS, "印章管理，制定", "印章管理；制定", "外借，经政治处", "外借、经政治处", "登记，登记薄", "登记、登记薄",
        *(word for n in range(1, 4) for word in row(f"on: 2021-05-0{n}, event: 勘误, note: 标点")),
    ),
    "an article that a new act ends in its words": all_of(
        copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "本办法试行。", "《甲局印章管理办法》第二条停止执行。"),
        put(SEALS, *row("on: 2021-03-02, event: 部分失效, doc_no: 甲〔2021〕8号, effective: 2021-04-01, item: 第二条, by: duty")),
    ),
    "an act that a new one ends in other words than 同时废止": all_of(
        copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "本办法试行。", "《甲局值班办法》停止执行。"),
        put(TRIAL, *ENDED, "---\n\n#", "history:\n  - {on: 2021-03-02, event: 废止, doc_no: 甲〔2021〕8号, effective: 2021-04-01, by: duty}\n---\n\n#"),
    ),
    "a new act with its own row": copy(TRIAL, "docs/rules/duty.md", *SUCCESSOR, "---\n\n#", "history:\n  - {on: 2021-03-02, event: 制定, doc_no: 甲〔2021〕8号, effective: 2021-04-01}\n---\n\n#"),
    "a new act that was amended and corrected before": copy(
        TRIAL, "docs/rules/duty.md", *SUCCESSOR, "---\n\n#", "history:\n  - {on: 2019-03-02, event: 制定, doc_no: 甲〔2019〕8号, effective: 2019-04-01}\n  - {on: 2019-05-02, event: 勘误, note: 错字}\n  - {on: 2021-03-02, event: 修正, doc_no: 甲〔2021〕8号, effective: 2021-04-01}\n---\n\n#"
    ),
    "an interpreter entered as the words say": all_of(
        put(SEALS, "日起施行。", "日起施行，由局办公室负责解释。"), anew, put(SEALS, "issuer: 甲局", "issuer: 甲局\ninterpreter: bureau-office", *row("on: 2021-05-01, event: 登记更正, item: interpreter, note: 登记错了"))
    ),
    "an office put right, by the name of its key": put(
        SEALS, "office: bureau-office\n#", "office: political-office\n#", *row("on: 2021-05-01, event: 登记更正, item: 责任科室, note: 登记错了")
    ),
    "a duty's words put right": put(SEALS, "what: 清点\n", "what: 清点印章\n", *row("on: 2021-05-01, event: 登记更正, item: duties.D2, note: 登记错了")),
    "a duty that was registered twice": put(
        SEALS, "  - id: D2\n    article: art_4\n    who: 局办公室\n    office: bureau-office\n    what: 清点\n    recurrence: FREQ=YEARLY\n", "", *row("on: 2021-05-01, event: 登记更正, item: duties.D2, note: 登记错了"),
        "state: adopted", "no_duty: [{article: art_4, reason: 已经登记在局办公室的年度清点里}]\nstate: adopted",
    ),
    "a short title put right": put(
        SEALS, "document_type", "short_title: 印章办法\ndocument_type", *row("on: 2021-05-01, event: 登记更正, item: short_title, note: 漏登")
    ),
    "a duty put right": put(
        SEALS, "recurrence: FREQ=YEARLY", "recurrence: FREQ=YEARLY;TIMES=2", *row("on: 2021-05-01, event: 登记更正, item: duties.D2")
    ),
    "what is no legal fact": put(SEALS, "order: 1", "order: 7\naliases: [印章办法]\nreview_by: 2027-01-01"),
    "blank lines and line ends": lambda root: (root / SEALS).write_bytes(
        (root / SEALS).read_bytes().replace("。\n\n第".encode(), "。\n\n\n第".encode()).replace(b"\n", b"\r\n")
    ) and None,
    "amended in one file": put(SEALS, *AMEND, "5个工作日", "3个工作日"),
    "revised in one file": put(SEALS, *AMEND, "5个工作日", "3个工作日", "state: adopted", "event: 修订\nstate: adopted"),
    "a text before the first one, entered late": copy(
        ARCHIVES, "docs/rules/archives/2019-04-01.md", *EARLIER, "依照《甲局印章管理办法》第三条", "",
        *made("doc_no: 甲〔2019〕2号, effective: 2019-04-01, note: 补录，当时漏登"),
    ),
    "amended with its own frozen file": all_of(copy(SEALS, FROZEN), put(SEALS, *AMEND, "5个工作日", "3个工作日")),
    "one decision, two days": all_of(
        copy(SEALS, FROZEN), put(SEALS, *AMEND, *row("on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01")),
        copy(SEALS, "docs/rules/seals/2021-09-01.md"),
        put(SEALS, "effective: 2021-09-01\noffice", "effective: 2022-01-01\noffice", "effective: 2021-09-01}\n", "effective: 2021-09-01}\n  - {on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2022-01-01}\n"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAWFUL)
def test_lawful(root: Path, name: str) -> None:
    LAWFUL[name](root)
    assert errors(root) == []
    assert main(["record", "--root", str(root), "--day", "2021-10-01"]) == 0
    assert errors(root) == []
    assert main(["record", "--root", str(root)]) == 0
    assert errors(root) == []
