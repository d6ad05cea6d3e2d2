"""What a change says beside the words of a published text is shown to the reviewer, or refused where the words decide."""

from pathlib import Path

import pytest

from rulebook.checks.run import check
from rulebook.corpus.load import load
from rulebook.model.finding import Level
from tests.lawful.edits import AMEND, ARCHIVES, SEALS, Edit, all_of, anew, copy, made, move, put, row, write

DOOR = "document_type: 办法 # 文种"
QUOTES = all_of(
    write(
        "docs/registers/facts.yml",
        "slug: facts\ntitle: 原句\ncolumns:\n  - {key: no, name: 序号}\n  - {key: quote, name: 原句}\n",
    ),
    write("docs/registers/facts.csv", "no,quote\n1,修订印章制度等多项制度\n"),
)
TITLE = "甲局印章管理办法"
ENDS = "on: 2021-05-01, event: 部分失效, item: art_{}, doc_no: 甲〔2021〕3号, effective: 2021-06-01"
ANEW = ("5个工作日", "3个工作日")
LATER = (
    "甲〔2020〕2号",
    "甲〔2021〕12号",
    "2020-03-02",
    "2021-08-01",
    "2020-03-03",
    "2021-08-02",
    "effective: 2020-04-01",
    "effective: 2021-09-01",
)
BEGINS = "本办法自2020年2月1日起施行"


def beside(words: str) -> tuple[str, str]:
    return DOOR, f"{DOOR}\n{words}"


INSTRUMENTS = """
- {id: seal-law, title: "印章法", issuer: "丁会", in_2021: "2019年本", later: "2021年修订", changed: 2021-01-01}
- {id: door-law, title: "门禁法", issuer: "丁会", in_2021: "2019年本"}
"""
RESTS = all_of(  # a published text that rests on an instrument
    write("docs/basis/instruments.yml", INSTRUMENTS), put(SEALS, *beside("basis:\n  - {id: seal-law, checked: 2019-01-01}")), anew
)


def compared(article: str, instrument: str, day: str) -> Edit:
    return all_of(RESTS, put(SEALS, *beside(f"basis_checked:\n  - {{article: {article}, id: {instrument}, checked: {day}}}")))


def corrected(key: str, more: str = ", note: 抄错了") -> tuple[str, str]:
    return row(f"on: 2021-05-01, event: 登记更正, item: {key}{more}")


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (put(SEALS, "issuer: 甲局", "issuer: 乙局", *corrected("issuer")), ["H219 warning"]),
        (put(SEALS, "issuer: 甲局", "issuer: 乙局", *corrected("issuer", "")), ["H219 warning", "H219 warning"]),
        (put(SEALS, "office: bureau-office\n#", "office: discipline-committee\n#", *corrected("office")), ["H219 warning"]),
        (all_of(put("docs/offices/offices.csv", "政治部,内设机构,inferred,,,", "政治部,内设机构,inferred,,2021-01-01,bureau-office"),
                put(SEALS, "office: bureau-office\n#", "office: political-office\n#", *corrected("office"))),
         ["H219 error", "H219 warning"]),
        (put(SEALS, *beside("demonstration: true"), *corrected("demonstration")), ["H219 warning"]),
        (put(SEALS, "what: 清点", "what: 清点印章", *corrected("duties.D2")), ["H219 warning"]),
        (put(SEALS, *AMEND, *ANEW), []),
        (put(SEALS, *AMEND, *ANEW, *beside("demonstration: true")), ["H219 warning"]),
        (put(SEALS, *AMEND, *ANEW, *beside("disclosure: 依申请公开")), ["H219 warning"]),
        (put(SEALS, *AMEND, *ANEW, *beside("audience: 党委")), ["H219 warning"]),
        (put(SEALS, *AMEND, *ANEW, *beside("expires: 2032-01-01")), ["H219 error"]),
        (put(SEALS, *AMEND, *ANEW, *beside("expires: 2032-01-01"), f"{BEGINS}。", f"{BEGINS}，有效期至2032年1月1日。"), []),
        (put(ARCHIVES, *LATER, "第三条归档", "第三条装订归档"), []),
        (put(ARCHIVES, *LATER, "expires: 2022-03-31", "expires: 2029-03-31"), ["H219 warning"]),
        (put(ARCHIVES, *LATER, "expires: 2022-03-31\n", ""), ["H219 warning"]),
        (put(ARCHIVES, *LATER, "expires: 2022-03-31", "expires: 2029-03-31", "试行二年", "试行至2029年3月31日"), []),
        (put(SEALS, *AMEND, *ANEW, f"{BEGINS}。", f"{BEGINS}。本办法自2022年起停止执行。"), ["H217 error"]),
        (put(SEALS, *AMEND, *ANEW, f"{BEGINS}。", "本办法经局务会审定，自2020年2月1日起施行，由局办公室负责解释，自2022年1月1日起停止执行。"), ["H217 error"]),
        (put(SEALS, *AMEND, *ANEW, f"{BEGINS}。", f"{BEGINS}，原办法同时废止。"), []),
        (put(SEALS, *AMEND, *ANEW, f"{BEGINS}。", f"{BEGINS}。本办法停止执行前，照本办法办理。"), []),
        (put(SEALS, *AMEND, *ANEW, "title: 甲局印章管理办法", "title: 甲局用印管理办法", "# 甲局印章管理办法", "# 甲局用印管理办法"), ["H219 warning"]),
        (put(SEALS, *AMEND, *ANEW, "effective: 2021-09-01\noffice", "effective: 2023-09-01\noffice"), ["H219 warning"]),
        (put(SEALS, *AMEND, *ANEW, "甲〔2021〕9号\n", "乙〔2021〕9号\n"), ["H219 warning"]),
        (put(SEALS, *AMEND, *ANEW, "on: 2020-01-02}", "on: 2021-05-01}"), ["H219 warning"]),  # agreed to long before
        (all_of(put("docs/offices/offices.csv", "政治部,内设机构,inferred,,,", "政治部,内设机构,inferred,,2021-01-01,bureau-office"),
                put(SEALS, *AMEND, *ANEW, "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: political-office, on: 2021-08-01}")), ["H219 error"]),
        (put(SEALS, *AMEND, *ANEW, "甲〔2021〕9号\n", "甲办〔2021〕9号\n", "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: bureau-office, on: 2021-08-01}"), ["H219 warning"]),  # by the same body
        (put(SEALS, *AMEND, *ANEW, "甲〔2021〕9号\n", "甲办〔2021〕9号\n", "approved: {body: bureau-office, on: 2020-01-02}", "approved: {body: discipline-committee, on: 2021-08-01}"), ["H219 warning"]),
        (put(SEALS, *row("on: 2021-05-01, event: 废止, doc_no: 甲办〔2021〕3号, effective: 2021-06-01")), ["H219 warning"]),
        (put(SEALS, *row("on: 2021-05-01, event: 废止, doc_no: 甲办〔2021〕3号, effective: 2021-06-01, note: 经局务会同意")), ["H219 warning"]),
        (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, doc_no: 丙〔2021〕3号, effective: 2021-06-01")), ["H219 warning"]),
        (put(SEALS, *row("on: 2021-05-01, event: 废止, doc_no: 甲〔2021〕3号, effective: 2021-06-01")), []),
        (put(SEALS, *row("on: 2021-05-01, event: 废止, by: leave, effective: 2021-06-01")), ["H219 warning"]),
        (put(SEALS, *AMEND, *ANEW, "甲〔2021〕9号\n", "甲〔2021〕09号\n"), ["H219 error"]),
        (put(SEALS, *(part for n in range(1, 6) for part in row(ENDS.format(n)))), ["H219 warning"]),
        (put(SEALS, *(part for n in range(1, 5) for part in row(ENDS.format(n)))), []),
        (put(SEALS, *beside("category: 存档件")), ["H217 warning"]),
        (all_of(copy(ARCHIVES, "docs/rules/other.md", "id: archives", "id: other\ncategory: 内控", "title: 甲局档案", "title: 甲局内审",
                     "# 甲局档案", "# 甲局内审", "甲〔2020〕2号", "甲〔2020〕12号", "adopted: 2020-03-02", "adopted: 2021-03-02"),
                put(SEALS, *beside("category: 内控"))), []),
        (put(SEALS, *beside("aliases: [印章办法]")), []),
        (put(SEALS, *beside("aliases: [公章管理规定]")), ["H217 warning"]),
        (put(SEALS, *beside("aliases: [试点结束的印章办法]")), ["H217 warning"]),
        (put(SEALS, *beside("aliases: [差旅费管理办法]")), ["H217 warning"]),
        (put(SEALS, *beside("see_also: [{article: art_2, target: 'archives', note: 以后者为准}]")), ["H217 warning"]),
        (put(SEALS, *beside("see_also: [{article: art_2, target: 'archives', note: 该制度后于本件印发}]")), []),
        (put(SEALS, *beside("see_also: [{article: art_2, target: 'archives', note: 该制度后于2021年版印发，2023年6月期满}]")), []),
        (put(SEALS, *beside("see_also: [{article: art_2, target: 'archives', note: 本条已由该制度替代}]")), ["H217 warning"]),
        (put(SEALS, *beside("see_also: [{article: art_2, target: 'archives', note: 登记薄保存2年}]")), ["H217 warning"]),
        (put(SEALS, *beside("no_duty: [{article: art_1, reason: 本条仅供参考}]")), ["H217 warning"]),
        (put(SEALS, *beside("duties_checked: 2199-01-01")), ["H220 error"]),
        (put(SEALS, *beside("review_by: 2019-01-01")), ["H220 error"]),
        (all_of(RESTS, put(SEALS, "checked: 2019-01-01", "checked: 2021-01-01")), ["H219 warning"]),
        (compared("art_2", "seal-law", "2021-01-01"), ["H219 warning"]),
        (compared("art_2", "door-law", "2021-01-01"), ["H219 warning", "H220 error"]),
        (compared("art_2", "seal-law", "2199-01-01"), ["H219 warning", "H220 error"]),
        (compared("art_29", "seal-law", "2021-01-01"), ["H219 warning"]),
        (all_of(QUOTES, put(SEALS, *beside("provenance: {kind: inferred, quote: 修订印章制度……多项制度}"), *corrected("provenance"))),
         ["H219 warning"] * 2),
        (all_of(QUOTES, put(SEALS, *beside("provenance: {kind: inferred, quote: 印章制度已经停用}"), *corrected("provenance"))),
         ["H219 warning"] * 3),
        (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, by: archives, effective: 2021-06-01")), []),  # it cites it
        (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, by: leave, effective: 2021-06-01")), ["H219 warning"]),
        (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, by: 'archives#art_99', effective: 2021-06-01")), ["H219 error"]),
        (put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_2, by: archives, doc_no: 甲〔2021〕3号, effective: 2021-06-01")), []),
    ],
)  # fmt: skip
def test_table(root: Path, edit: Edit, told: list[str]) -> None:
    edit(root)
    found = [
        f"{f.code} {f.level}"
        for f in check(load(root))
        if f.code in {"H217", "H219", "H220"} and f.file.startswith(("docs/rules/seals", "docs/rules/archives"))
    ]
    assert sorted(found) == told


TWO = all_of(
    put(
        SEALS,
        "清点结果报机关记委。清点时应当核对登记薄。",
        "清点结果自清点之日起7日内报机关纪委。核对登记薄发现差错的，保管人3日内纠正，填写《差错单》。",
        "renumbered:",
        "  - {id: D3, article: art_4, who: 局办公室, office: bureau-office, what: 报清点结果, recurrence: TRIGGER=event;WITHIN=P7D, deadline: 7日内}\n"
        "  - {id: D4, article: art_4, who: 保管人, office: bureau-office, what: 纠正差错, form: 差错单, recurrence: TRIGGER=event;WITHIN=P3D, deadline: 3日内}\n"
        "renumbered:",
    ),
    anew,
)
D2 = "  - id: D2\n    article: art_4\n    who: 局办公室\n    office: bureau-office\n    what: 清点\n    recurrence: FREQ=YEARLY\n"
D3 = "WITHIN=P7D, deadline: 7日内"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (put(SEALS, D2, "", *corrected("duties.D2")), ["L307"]),
        (put(SEALS, D2, "", *AMEND, "机关纪委", "机关纪委、政治处"), ["L311"]),
        (put(SEALS, D3, "WITHIN=P3D, deadline: 3日内", *corrected("duties.D3")), ["L307"]),
        (put(SEALS, D3, "WITHIN=P7D, deadline: 自清点之日起7日内", *corrected("duties.D3")), []),
        (put(SEALS, D3, "WITHIN=P7D, deadline: 清点后7日内", *corrected("duties.D3")), []),
        (put(SEALS, D3, "WITHIN=P7D, deadline: 领导同意后7日内", *corrected("duties.D3")), ["L307"]),
        (put(SEALS, *beside("category: 内控"), *corrected("category")), []),
        (put(SEALS, *corrected("category")), ["L307"]),
        (put(SEALS, "what: 报清点结果", "what: 可以报清点结果", *corrected("duties.D3")), ["L307"]),
        (put(SEALS, "what: 报清点结果", "what: 报送清点结果", *corrected("duties.D3")), []),
        (put(SEALS, "form: 差错单, ", "", *corrected("duties.D4")), ["L307"]),
        (put(SEALS, D3, "WITHIN=P5D, deadline: 5日内", *AMEND, "7日内报", "5日内报"), []),
        (put(SEALS, "FREQ=YEARLY", "FREQ=QUARTERLY", *AMEND, "每年清点一次", "每季度清点一次"), []),
        (put(SEALS, "FREQ=YEARLY", "FREQ=QUARTERLY", *AMEND, "机关纪委", "机关纪委、政治处"), ["L311"]),
        (put(SEALS, "FREQ=YEARLY", "FREQ=YEARLY;TIMES=2", *AMEND, "每年清点一次", "每年清点2次"), []),
        (
            all_of(
                put(SEALS, "FREQ=YEARLY", "FREQ=YEARLY;TIMES=2", "每年清点一次", "每年清点2次"),
                anew,
                put(SEALS, "FREQ=YEARLY;TIMES=2", "FREQ=YEARLY", *AMEND, "每年清点2次", "每年清点一次"),
            ),
            [],
        ),
    ],
)
def test_duties_of_one_article(root: Path, edit: Edit, told: list[str]) -> None:
    TWO(root)
    edit(root)
    found = [f.code for f in check(load(root)) if f.level is Level.ERROR and f.code.startswith("L3")]
    assert found == told


OTHER = ("id: archives", "id: other", "title: 甲局档案", "title: 甲局内审", "# 甲局档案", "# 甲局内审", "甲〔2020〕2号",
         "甲〔2021〕12号", "adopted: 2020-03-02", "adopted: 2021-03-02", "issued: 2020-03-03", "issued: 2021-03-03",
         "effective: 2020-04-01", "effective: 2021-04-01")  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (put(SEALS, *AMEND, *ANEW, *row("on: 2021-08-02, event: 废止, doc_no: 甲〔2021〕19号, effective: 2021-09-01")), ["L311"]),
        (put(SEALS, *AMEND, *ANEW, *row("on: 2021-08-02, event: 废止, doc_no: 甲〔2021〕19号, effective: 2021-12-01")), []),
        (put(SEALS, *AMEND, *ANEW, BEGINS, "本办法经局务会审定，由局办公室印发，自2028年1月1日起施行"), ["L311"]),
        (put(SEALS, *AMEND, *ANEW, BEGINS, "本办法经局务会审定，由局办公室印发，自2021年9月1日起施行"), []),
        (put(SEALS, *AMEND[:2], *AMEND[4:], *ANEW), ["L311"]),
        (put(SEALS, *AMEND, *ANEW, f"# {TITLE}\n", f"# {TITLE}\n\n（根据2021年8月1日《甲局关于修改〈{TITLE}〉的决定》修正）\n"), []),
        (copy(ARCHIVES, "docs/rules/other.md", *OTHER, *made("doc_no: 甲〔2021〕12号, effective: 2021-04-01")), ["H219"]),
        (copy(ARCHIVES, "docs/rules/other.md", *OTHER, *made("doc_no: 甲〔2021〕12号, effective: 2021-04-01"), "on: 2019-03-02", "on: 2021-03-02"), []),
    ],
)  # fmt: skip
def test_days_of_rows_and_words(root: Path, edit: Edit, told: list[str]) -> None:
    edit(root)
    assert [f.code for f in check(load(root)) if f.level is Level.ERROR] == told


def test_what_needs_no_correction_is_told_so(root: Path) -> None:
    put(SEALS, *corrected("category"))(root)
    assert any("category 可以直接改" in f.message for f in check(load(root)))


def test_a_paragraph_that_was_left_out_is_offered(root: Path) -> None:
    put(SEALS, *row("on: 2021-05-01, event: 部分失效, item: art_3__subpara_1, doc_no: 甲〔2021〕3号, effective: 2021-06-01"))(
        root
    )
    assert [f.suggestion for f in check(load(root)) if f.code == "R205"] == ["art_3__para_1__subpara_1"]


def test_the_newest_text_stays_where_everybody_edits_it(root: Path) -> None:
    move(SEALS, "docs/rules/seals/2020-02-01.md")(root)
    assert [f.code for f in check(load(root)) if f.level is Level.ERROR] == ["L302"]


@pytest.mark.parametrize("kind", ["办法", "规范", "流程"])
def test_a_text_that_begins_when_it_is_issued(root: Path, kind: str) -> None:
    put(SEALS, *AMEND, *ANEW, BEGINS, f"本{kind}自印发之日起施行")(root)
    assert "H207" in [f.code for f in check(load(root))]
    put(SEALS, "effective: 2021-09-01\noffice", "effective: 2021-08-02\noffice")(root)
    assert "H207" not in [f.code for f in check(load(root))]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["甲局印章管理办法", "甲局印璋管理办法"], ["H202"]),
        (["甲局印章管理办法", "甲局用章管理办法"], ["H202"]),
        (["甲局印章管理办法", "甲局用品管理办法"], []),
        (["甲局印章管理办法", "甲局车辆管理办法", DOOR, f"{DOOR}\nshort_title: 甲局档案管理方法"], ["H202"]),
        (["甲局印章管理办法", "甲局车辆管理办法", DOOR, f"{DOOR}\naliases: [用车]"], []),
    ],
)
def test_a_new_act_called_almost_like_another(root: Path, words: list[str], told: list[str]) -> None:
    number = ["甲〔2020〕1号", "甲〔2021〕3号", "甲〔2020〕1号", "甲〔2021〕3号", "id: seals", "id: cars"]
    copy(SEALS, "docs/rules/cars.md", *words, words[0], words[1], *number)(root)
    found = [f for f in check(load(root)) if f.code == "H202" and f.level is Level.WARNING]
    assert [f.code for f in found if f.file == "docs/rules/cars.md"] == told


@pytest.mark.parametrize(
    ("said", "told"),
    [("本办法自2020年2月1日起施行。", 0), ("本办法由局办公室解释。", 1), ("本办法自印发之日起施行。", 0)],
)
def test_a_new_text_still_says_when_it_begins(root: Path, said: str, told: int) -> None:
    put(SEALS, *AMEND, *ANEW, f"{BEGINS}。", said)(root)
    assert sum("没有写。请对照" in f.message for f in check(load(root)) if f.code == "H207") == told


@pytest.mark.parametrize(("duty", "told"), [("WITHIN=P3WD", []), ("WITHIN=P9WD", ["L311"])])
def test_a_duty_follows_its_own_clause(root: Path, duty: str, told: list[str]) -> None:
    """Another clause of the article names the period that it takes."""
    put(SEALS, "recurrence: TRIGGER=event", "recurrence: TRIGGER=event;WITHIN=P5WD", "登记薄保存三年", "外借的在9个工作日内交回")(
        root
    )
    anew(root)
    put(SEALS, *AMEND, *ANEW, "WITHIN=P5WD", duty)(root)
    assert sorted({f.code for f in check(load(root)) if f.level is Level.ERROR}) == told


LINK = "see_also: [{{article: art_2, target: 'archives', note: {}}}]"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (put(SEALS, *beside("aliases: [印章管理制度]")), []),
        (put(SEALS, *beside("aliases: [本局各项制度]")), ["H202 error"]),
        (put(SEALS, *beside("short_title: 办法"), *corrected("short_title")), ["H202 error"]),
        (put(SEALS, *beside(LINK.format("该制度后于本件印发"))), []),
        (put(SEALS, *beside(LINK.format("该制度先于本件印发"))), ["H221 error"]),
        (
            all_of(put(SEALS, *beside(LINK.format("该制度后于本件印发"))), put(SEALS, *AMEND, *ANEW)),
            [],
        ),  # of the act, not of this text
    ],
)
def test_names_and_notes_of_a_header(root: Path, edit: Edit, told: list[str]) -> None:
    edit(root)
    found = [f"{f.code} {f.level}" for f in check(load(root)) if f.code in {"H202", "H221"} and f.file == SEALS]
    assert found == told
