"""A published text may not be falsified: its words, its legal facts, its file or the ledger are changed and no event explains it. One table."""

from pathlib import Path

import pytest

from rulebook.corpus.kept import FILE
from tests.lawful.edits import (
    ARCHIVES,
    MISPRINT,
    SEALS,
    TRIAL,
    Edit,
    _resealed,
    all_of,
    append_row,
    copy,
    delete,
    kept,
    ledger,
    move,
    put,
    refused,
    write,
)

UNLAWFUL: dict[str, tuple[Edit, str]] = {
    "a term": (put(SEALS, "5个工作日", "15个工作日"), "L303"),
    "an erratum without a row": (put(SEALS, *MISPRINT), "L303"),
    "two paragraphs joined": (put(TRIAL, "本办法试行。\n\n试行", "本办法试行。试行"), "L303"),
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
    "a term moved": (put(ARCHIVES, "expires: 2022-03-31", "expires: 2032-03-31"), "L303"),
    "a term taken out": (put(ARCHIVES, "expires: 2022-03-31\n", ""), "L303"),
    "an article ended": (put(SEALS, "state: adopted", "article_status: {art_2: {repealed: 2021-01-01}}\nstate: adopted"), "L303"),
    "another office": (put(SEALS, "office: bureau-office\n#", "office: political-office\n#"), "L303"),
    "another issuer": (put(SEALS, "issuer: 甲局", "issuer: 乙局"), "L303"),
    "fewer readers": (put(SEALS, "state: adopted", "audience: 党委\nstate: adopted"), "L303"),
    "another approval": (put(SEALS, "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: political-office}"), "L303"),
    "another number": (put(SEALS, "doc_no: 甲〔2020〕1号\nissuer", "doc_no: 甲〔2020〕7号\nissuer"), "L303"),
    "a duty's time": (put(SEALS, "recurrence: FREQ=YEARLY", "recurrence: FREQ=MONTHLY"), "L303"),
    "a duty twice": (put(SEALS, "  - id: D2\n", "  - {id: D2, article: art_4, who: 局办公室, office: bureau-office, what: 不清点, recurrence: FREQ=MONTHLY}\n  - id: D2\n"), "L303"),
    "history rewritten": (put(SEALS, "on: 2020-01-02, event: 制定", "on: 2019-01-02, event: 制定"), "L303"),
    "old numbers": (put(SEALS, "renumbered: {art_8: art_3}", "renumbered: {art_8: art_2}"), "L303"),
    "a draft again": (put(SEALS, "state: adopted", "state: draft"), "L304"),
    "pending again": (put(SEALS, "text: held", "text: pending"), "L304"),
    "the day of effect alone": (put(SEALS, "effective: 2020-02-01\noffice", "effective: 2021-09-01\noffice"), "L311"),
    "words and day of effect alone": (put(SEALS, "effective: 2020-02-01\noffice", "effective: 2021-09-01\noffice", "不得外借", "可以外借"), "L311"),
    "amended after its end": (
        put(ARCHIVES, "doc_no: 甲〔2020〕2号", "doc_no: 甲〔2024〕2号", "adopted: 2020-03-02", "adopted: 2024-03-02", "issued: 2020-03-03", "issued: 2024-03-03", "effective: 2020-04-01", "effective: 2024-04-01", "expires: 2022-03-31", "expires: 2032-03-31"),
        "L311",
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
    "kept text and file": (all_of(kept("不得外借", "可以外借"), put(SEALS, "不得外借", "可以外借")), "L306"),
    "kept text gone": (lambda root: [path.unlink() for path in (root / "ledger/texts").iterdir()] and None, "L306"),
    "expired and amended years later": (
        put(ARCHIVES, "doc_no: 甲〔2020〕2号", "doc_no: 甲〔2021〕12号", "adopted: 2020-03-02", "adopted: 2021-12-02", "issued: 2020-03-03", "issued: 2021-12-03", "effective: 2020-04-01\nexpires: 2022-03-31", "effective: 2022-01-01"), "L311",
    ),
    "a row of history put right away": (
        put(SEALS, "on: 2020-01-02, event: 制定, doc_no: 甲〔2020〕1号, effective: 2020-02-01", "on: 2021-05-01, event: 登记更正, item: history, note: 补登"), "L307",
    ),
    "a name of long ago": (
        put("docs/offices/offices.csv", "ended,successor\n", "ended,successor,former\n", "局办公室,局办,内设机构,seed,,,", "综合科,局办,内设机构,seed,,,,局办公室 2010-06-30"),
        "L315",
    ),
    "the name of another office": (put("docs/offices/offices.csv", "局办公室,局办", "局办公室,政治处；局办"), "R102"),
    "another folder is published": (write("mkdocs.yml", "docs_dir: docs2\nplugins:\n  - rulebook:\n      day: '2021-01-01'\n"), "T107"),
    "another form of a duty": (put(SEALS, "    what: 清点\n", "    what: 清点\n    form: 清点表\n"), "L303"),
    "another short title": (put(SEALS, "document_type", "short_title: 用印规矩\ndocument_type"), "L303"),
    "another basis": (put(SEALS, "document_type", "basis: [{id: archives-law}]\ndocument_type"), "L303"),
    "words of the source": (put(SEALS, "document_type", "provenance: {kind: named, quote: 已经停止}\ndocument_type"), "L303"),
    "a form more": (put(SEALS, "state: adopted", "forms: [用印单]\nstate: adopted"), "L303"),
    "called repealed": (put(SEALS, "document_type", "aliases: [已经废止的印章办法]\ndocument_type"), "H217"),
    "called like another act": (put(SEALS, "document_type", "aliases: [甲局档案管理办法]\ndocument_type"), "H202"),
    "a draft put before an amendment of what is over": (
        all_of(copy(ARCHIVES, "docs/rules/archives/2023-01-01.md", "doc_no: 甲〔2020〕2号\n", "", "expires: 2022-03-31\n", "state: draft\n", "effective: 2020-04-01", "effective: 2023-01-01"),
               put(ARCHIVES, "甲〔2020〕2号", "甲〔2024〕2号", "2020-03-02", "2024-03-02", "2020-03-03", "2024-03-03", "effective: 2020-04-01\nexpires: 2022-03-31", "effective: 2024-04-01")),
        "L311",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNLAWFUL)
def test_unlawful(root: Path, name: str) -> None:
    refused(root, *UNLAWFUL[name])
