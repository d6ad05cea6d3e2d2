"""Lawful changes: what is planned, what is refused and why."""

import datetime as dt
from pathlib import Path

import pytest

from rulebook.change.amend import Instrument, amend
from rulebook.change.erratum import Correction, correct
from rulebook.change.extend import extend
from rulebook.change.plan import Change, ChangeRefused
from rulebook.change.repeal import repeal
from rulebook.corpus.load import Corpus, load
from rulebook.history.renumber import renumbering
from rulebook.markup.source import split_header
from tests.rulebooks import ARCHIVES, SEALS, small_rulebook
from tests.sites import ROOT

TODAY = dt.date(2021, 6, 1)
EDITION = (
    'slug: "2021"\ntitle: 甲局制度汇编\nas_of: 2021-12-31\nparts:\n  - {title: 上编, members: [{id: seals, reason: 现行}]}\n'
)
SEALS_FILE, ARCHIVES_FILE = "docs/rules/seals.md", "docs/rules/archives.md"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_rulebook(tmp_path)


@pytest.fixture
def small(root: Path) -> Corpus:
    return load(root)


def edited(root: Path, file: str, old: str, new: str) -> Corpus:
    path = root / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    return load(root)


def apply(root: Path, change: Change) -> Corpus:
    for path, text in change.writes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return load(root)


def instrument(effective: str = "2021-09-01", adopted: str = "2021-08-01", issued: str = "2021-08-02", **more: str) -> Instrument:
    return Instrument(
        day(effective),
        more.get("doc_no", "甲[2021]9号"),
        day(issued),
        day(adopted),
        more.get("event", "修正"),
        more.get("note", ""),
    )


def test_amend(root: Path, small: Corpus) -> None:
    change = amend(small, ["seals"], instrument(), TODAY)
    assert list(change.writes) == ["docs/rules/seals/2020-02-01.md", SEALS_FILE]
    assert change.writes["docs/rules/seals/2020-02-01.md"] == SEALS
    expected = (
        SEALS.replace("doc_no: 甲〔2020〕1号\n", "doc_no: 甲〔2021〕9号\n", 1)
        .replace("adopted: 2020-01-02", "adopted: 2021-08-01")
        .replace("issued: 2020-01-03", "issued: 2021-08-02")
        .replace("effective: 2020-02-01\noffice", "effective: 2021-09-01\noffice")
        .replace("   # 首次\n", "   # 首次\n  - {on: 2021-08-01, event: 修正, doc_no: 甲〔2021〕9号, effective: 2021-09-01}\n")
        .replace("renumbered: {art_8: art_3}\napproved: {body: bureau-office, on: 2020-01-02}\n", "")
    )
    assert change.writes[SEALS_FILE] == expected
    act = apply(root, change).acts["seals"]
    assert [(e.key, e.valid_to) for e in act.expressions] == [("2020-02-01", day("2021-08-31")), ("2021-09-01", None)]


def test_amend_keeps_line_ends_and_byte_order_mark(root: Path) -> None:
    raw = "\ufeff" + SEALS.replace("\n", "\r\n")
    (root / SEALS_FILE).write_bytes(raw.encode())
    change = amend(load(root), ["seals"], instrument(), TODAY)
    assert change.writes["docs/rules/seals/2020-02-01.md"] == raw
    coming = change.writes[SEALS_FILE]
    assert coming.startswith("\ufeff---\r\n")
    assert coming.count("\n") == coming.count("\r\n")
    assert split_header(coming, "").body == split_header(raw, "").body


def test_amend_a_package(small: Corpus) -> None:
    change = amend(small, ["seals", "archives", "seals"], instrument(), TODAY)
    assert list(change.writes) == [
        "docs/rules/seals/2020-02-01.md",
        SEALS_FILE,
        "docs/rules/archives/2020-04-01.md",
        ARCHIVES_FILE,
    ]
    with pytest.raises(ChangeRefused) as refusal:
        amend(small, ["seals", "leave", "nothing"], instrument(), TODAY)
    assert len(refusal.value.reasons) == 2


def test_amend_on_the_day_after_the_term(small: Corpus) -> None:
    change = amend(small, ["archives"], instrument("2022-04-01", "2022-03-01", "2022-03-02"), TODAY)
    assert "expires" not in change.writes[ARCHIVES_FILE]
    assert any("有效期" in note for note in change.notes)
    kept = amend(small, ["archives"], instrument("2022-03-31", "2022-03-01", "2022-03-02"), TODAY)
    assert "expires: 2022-03-31" in kept.writes[ARCHIVES_FILE]


def test_a_model_text_after_the_last_edition_is_a_demonstration(root: Path) -> None:
    edited(root, SEALS_FILE, "duties:", "provenance:\n  kind: named\nduties:")
    assert "demonstration" not in amend(load(root), ["seals"], instrument("2022-01-01"), TODAY).writes[SEALS_FILE]  # no edition
    (root / "docs/editions").mkdir()
    (root / "docs/editions/2021.yml").write_text(EDITION, encoding="utf-8")
    corpus = load(root)
    assert "demonstration" not in amend(corpus, ["seals"], instrument("2021-12-31"), TODAY).writes[SEALS_FILE]
    assert "demonstration: true\n" in amend(corpus, ["seals"], instrument("2022-01-01"), TODAY).writes[SEALS_FILE]


def test_amend_before_number_and_date_are_known(small: Corpus) -> None:
    change = amend(small, ["seals"], Instrument(day("2021-09-01")), TODAY)
    header = split_header(change.writes[SEALS_FILE], "").header or ""
    assert "\ndoc_no:" not in header
    assert "issued" not in header
    assert "{on: 2021-06-01, event: 修正, effective: 2021-09-01}" in header
    assert any("还没有写文号和印发日期" in note for note in change.notes)


@pytest.mark.parametrize(
    ("act", "file", "old", "new", "given", "reason"),
    [
        ("nothing", "", "", "", {}, "没有 id 为“nothing”的制度"),
        ("leave", "", "", "", {}, "正文还没有录入"),
        ("seals", "", "", "", {"effective": "2020-02-01", "adopted": "2020-01-01"}, "已经有2020年2月1日施行的文本"),
        ("seals", "", "", "", {"effective": "2020-01-31", "adopted": "2020-01-01"}, "不能更早"),
        ("seals", SEALS_FILE, "duties:", "repealed: {on: 2021-01-01}\nduties:", {}, "废止，不能修改。要恢复这项制度，请重新制定"),
        ("seals", SEALS_FILE, "effective: 2020-02-01\n", "", {}, "没有登记施行日期"),
        ("seals", SEALS_FILE, "state: adopted", "state: draft", {}, "是草案"),
        ("seals", SEALS_FILE, "collection: rule", "collection: law", {}, "公开法律法规，不由本局修改"),
        ("archives", "", "", "", {"effective": "2022-04-02"}, "期满后不能修改，应当重新制定"),
        (
            "archives",
            "",
            "",
            "",
            {"effective": "2022-04-01", "adopted": "2022-04-01", "issued": "2022-04-01"},
            "期满后不能修改，应当重新制定",
        ),
        ("seals", "", "", "", {"adopted": "2021-08-03"}, "印发日期（2021-08-02）早于通过日期"),
        ("seals", "", "", "", {"effective": "2021-07-01"}, "施行日期（2021-07-01）早于通过日期"),
    ],
)
def test_amend_refused(root: Path, act: str, file: str, old: str, new: str, given: dict[str, str], reason: str) -> None:
    corpus = edited(root, file, old, new) if file else load(root)
    with pytest.raises(ChangeRefused) as refusal:
        amend(corpus, [act], instrument(**given), TODAY)
    assert reason in str(refusal.value)


def test_amend_refused_where_the_frozen_name_is_taken(root: Path) -> None:
    (root / "docs/rules/seals").mkdir()
    (root / "docs/rules/seals/2020-02-01.md").write_text("# 别的\n", encoding="utf-8")
    with pytest.raises(ChangeRefused, match="已经存在"):
        amend(load(root), ["seals"], instrument(), TODAY)


def test_amend_warns(small: Corpus) -> None:
    notes = amend(small, ["archives"], instrument(issued="2021-09-02", doc_no="九号"), day("2020-03-04")).notes
    said = "\n".join(notes)
    for words in ("晚于施行日期", "“九号”不像", "才施行", "沿革没有登记"):
        assert words in said


def new_text(old: str, new: str) -> str:
    body = split_header(SEALS, "").body
    assert old in body
    return body.replace(old, new)


def test_amend_with_words(root: Path, small: Corpus) -> None:
    inserted = "第二条　【分类】印章分为公章和专用章。\n\n第三条　【保管】印章"
    body = new_text("第二条　【保管】印章", inserted)
    for n, m in (("四条　【清", "五条　【清"), ("三条　【登", "四条　【登"), ("五条　【施", "六条　【施")):
        body = body.replace(f"第{n}", f"第{m}")
    change = amend(small, ["seals"], instrument(), TODAY, split_header("---\nid: other\n---\n" + body, "new.md"))
    header = split_header(change.writes[SEALS_FILE], "").header or ""
    assert "renumbered: {art_2: art_3, art_3: art_4, art_4: art_5, art_5: art_6}\n" in header
    assert "art_8" not in header
    assert "id: D1\n    article: art_4\n" in header
    assert "id: seals\n" in header
    assert split_header(change.writes[SEALS_FILE], "").body == body
    assert any("第三条→第四条" in note for note in change.notes)
    assert apply(root, change).acts["seals"].newest.header.duties[0].article == "art_4"


def test_amend_with_words_takes_an_article_out(small: Corpus) -> None:
    body = new_text("第四条　【清点】局办公室每年清点一次，清点结果报机关记委。清点时应当核对登记薄。\n\n第五条", "第四条")
    change = amend(small, ["seals"], instrument(), TODAY, split_header(body, "new.md"))
    header = split_header(change.writes[SEALS_FILE], "").header or ""
    assert "renumbered: {art_5: art_4}" in header
    assert "D2" not in header
    assert any("D2（清点）" in note for note in change.notes)


def test_amend_refused_where_the_header_cannot_follow(root: Path) -> None:
    corpus = edited(root, SEALS_FILE, "state: adopted", "article_status: {art_4: {repealed: 2021-01-01}}\nstate: adopted")
    body = "第一条　【目的】为规范印章管理，制定本办法。\n"
    with pytest.raises(ChangeRefused, match=r"docs/rules/seals\.md：文件头 article_status"):
        amend(corpus, ["seals"], instrument(), TODAY, split_header(body, "new.md"))


def test_amend_with_words_without_title_in_other_line_ends(small: Corpus) -> None:
    new = split_header(SEALS, "").body.replace("不得外借", "不得出借")
    body = new.replace("# 甲局印章管理办法\n\n", "").replace("\n", "\r\n")
    change = amend(small, ["seals"], instrument(), TODAY, split_header("\ufeff" + body, "new.md"))
    assert split_header(change.writes[SEALS_FILE], "").body == new
    same = body.replace("不得出借", "不得外借")
    for words, reason in ((same, "一字不差"), ("\n\n", "没有正文"), ("# 乙局印章管理办法\n\n第一条　甲。\n", "题名")):
        with pytest.raises(ChangeRefused, match=reason):
            amend(small, ["seals"], instrument(), TODAY, split_header(words, "new.md"))


def test_renumbering_of_our_own_rule() -> None:
    act = load(ROOT).acts["three-way-price-comparison"]
    old, new = act.expressions[-2], act.expressions[-1]
    assert renumbering(old.document, new.document).moved == new.header.renumbered


def test_repeal(root: Path, small: Corpus) -> None:
    change = repeal(small, "archives", day("2021-07-01"), TODAY, by="甲（2021）10号")
    assert list(change.writes) == [ARCHIVES_FILE]
    history = "history:\n  - {on: 2021-06-01, event: 废止, doc_no: 甲〔2021〕10号, effective: 2021-07-01}\n"
    header, _, rest = ARCHIVES.partition("office: bureau-office\n")
    assert change.writes[ARCHIVES_FILE] == header + "repealed: {on: 2021-07-01}\noffice: bureau-office\n" + history + rest
    assert apply(root, change).acts["archives"].newest.valid_to == day("2021-06-30")


def test_repeal_by_number_and_successor(small: Corpus) -> None:
    text = repeal(small, "archives", day("2021-07-01"), TODAY, by="甲〔2021〕10号 seals").writes[ARCHIVES_FILE] or ""
    assert "repealed: {on: 2021-07-01, by: seals}\n" in text
    assert "event: 废止, doc_no: 甲〔2021〕10号" in text
    with pytest.raises(ChangeRefused, match="写了两个"):
        repeal(small, "archives", day("2021-07-01"), TODAY, by="甲〔2021〕10号,甲〔2021〕11号")


def test_repeal_by_another_act(small: Corpus) -> None:
    text = repeal(small, "archives", day("2021-07-01"), TODAY, by="seals", decided=day("2021-05-01")).writes[ARCHIVES_FILE]
    assert "repealed: {on: 2021-07-01, by: seals}\n" in text
    assert "  - {on: 2021-05-01, event: 废止, effective: 2021-07-01}\n" in text
    assert repeal(small, "archives", day("2021-05-01"), TODAY).notes == (
        "废止日期（2021-05-01）已经过去，决定日期按同一天登记；不对的请加 --decided。",
    )


@pytest.mark.parametrize(
    ("act", "on", "more", "edit", "reason"),
    [
        ("nothing", "2021-07-01", {}, (), "没有 id"),
        ("archives", "2022-04-01", {}, (), "期满和废止不能混用"),
        ("archives", "2020-04-01", {}, (), "才施行"),
        ("archives", "2021-07-01", {"decided": day("2021-07-02")}, (), "不能往前算"),
        ("archives", "2021-07-01", {"by": "nobody"}, (), "既不是制度 id，也不像文号"),
        ("archives", "2021-07-01", {"by": "archives"}, (), "不能由自己替代"),
        ("archives", "2021-07-01", {"by": "seals"}, (SEALS_FILE, "duties:", "repealed: {on: 2021-01-01}\nduties:"), "也已废止"),
        ("seals", "2021-07-01", {}, (SEALS_FILE, "duties:", "repealed: {on: 2021-01-01}\nduties:"), "已经定于2021年1月1日废止"),
        ("seals", "2021-07-01", {}, (), "docs/rules/archives.md:17 《甲局档案管理办法》：《甲局印章管理办法》第三条"),
    ],
)
def test_repeal_refused(root: Path, act: str, on: str, more: dict[str, object], edit: tuple[str, ...], reason: str) -> None:
    corpus = edited(root, *edit) if edit else load(root)
    with pytest.raises(ChangeRefused) as refusal:
        repeal(corpus, act, day(on), TODAY, **more)
    assert reason in str(refusal.value)


def test_repeal_of_what_is_cited(root: Path, small: Corpus) -> None:
    change = repeal(small, "seals", day("2021-07-01"), TODAY, cited_anyway=True)
    assert change.notes == ("仍在引用：docs/rules/archives.md:17 《甲局档案管理办法》：《甲局印章管理办法》第三条",)
    repeal(small, "seals", day("2022-04-01"), TODAY)  # the citing act has expired by then
    ended = edited(root, ARCHIVES_FILE, "office:", "repealed: {on: 2021-06-30}\noffice:")
    repeal(ended, "seals", day("2021-07-01"), TODAY)


def test_extend(root: Path, small: Corpus) -> None:
    change = extend(small, "archives", day("2023-03-31"), day("2022-03-31"), doc_no="甲〔2022〕1号", issued=day("2022-04-01"))
    text = change.writes[ARCHIVES_FILE]
    assert "expires: 2023-03-31\n" in text
    assert (
        "  - {on: 2022-03-31, event: 延期, doc_no: 甲〔2022〕1号, note: 2022年4月1日印发，有效期由2022年3月31日延至2023年3月31日}\n"
        in text
    )
    assert len(change.notes) == 1
    assert apply(root, change).acts["archives"].newest.valid_to == day("2023-03-31")
    late = extend(small, "archives", day("2023-03-31"), day("2022-04-20"), on=day("2022-03-01"))
    assert "{on: 2022-03-01, event: 延期" in late.writes[ARCHIVES_FILE]


@pytest.mark.parametrize(
    ("act", "until", "today", "more", "reason"),
    [
        ("archives", "2023-03-31", "2022-04-01", {}, "期满后不能延长，应当重新制定"),
        ("archives", "2022-03-31", "2022-03-01", {}, "不晚于现在的有效期"),
        ("archives", "2023-03-31", "2026-01-01", {"on": day("2022-03-01")}, "早已期满，不能再延长"),
        ("seals", "2022-03-31", "2022-03-01", {}, "没有有效期"),
        ("archives", "2023-03-31", "2022-03-01", {"issued": day("2022-02-01"), "on": day("2022-02-02")}, "早于决定日期"),
        ("archives", "2023-03-31", "2022-03-01", {"repealed": True}, "废止，不能延期"),
    ],
)
def test_extend_refused(root: Path, act: str, until: str, today: str, more: dict[str, object], reason: str) -> None:
    more = dict(more)
    if more.pop("repealed", False):
        edited(root, ARCHIVES_FILE, "office:", "repealed: {on: 2021-06-30}\noffice:")
    with pytest.raises(ChangeRefused) as refusal:
        extend(load(root), act, day(until), day(today), **more)
    assert reason in str(refusal.value)


def correction(wrong: str, right: str, **more: object) -> Correction:
    return Correction(day("2021-05-01"), wrong, right, **({"note": "排印错误"} | more))


def test_erratum(root: Path, small: Corpus) -> None:
    change, place = correct(small, "seals", correction("登记薄", "登记簿", article="第三条"), TODAY)
    assert (place.label, place.new[-8:]) == ("第三条", "登记簿保存三年：")
    row = "  - {on: 2021-05-01, event: 勘误, note: 第三条“登记薄”更正为“登记簿”（排印错误）}\n"
    expected = SEALS.replace("   # 首次\n", f"   # 首次\n{row}").replace("登记薄保存", "登记簿保存")
    assert change.writes == {SEALS_FILE: expected}
    for name in ("3", "art_3", "三"):
        assert correct(small, "seals", correction("登记薄", "登记簿", article=name), TODAY)[1] == place
    shown, _ = correct(small, "seals", correction("机关记委", "机关纪委"), TODAY)
    assert "第四条“机关记委”更正为“机关纪委”" in shown.writes[SEALS_FILE]
    assert apply(root, change).acts["seals"].header.history[-1].event == "勘误"


def test_erratum_in_an_earlier_text(root: Path, small: Corpus) -> None:
    corpus = apply(root, amend(small, ["seals"], instrument(), TODAY))
    wanted = correction("登记薄保存", "登记簿保存", expression=day("2020-02-01"))
    change, _ = correct(corpus, "seals", wanted, TODAY)
    assert list(change.writes) == ["docs/rules/seals/2020-02-01.md"]
    assert any("2021-09-01文本里也有" in note for note in change.notes)


@pytest.mark.parametrize(
    ("wrong", "right", "more", "reason"),
    [
        ("没有的字", "字", {}, "里没有“没有的字”"),
        ("登记薄", "登记簿", {}, "有2处（docs/rules/seals.md 第41行、第47行）"),
        ("登记薄", "登记簿", {"article": "第九条"}, "没有“第九条”，最后一条是第五条"),
        ("登记薄", "登记簿", {"article": "不是条"}, "请核对 --article"),
        ("登记薄", "登记簿", {"expression": day("2019-01-01")}, "有的是：2020-02-01"),
        ("", "字", {}, "不能是空的"),
        ("登记薄", "登记薄", {}, "不能一样"),
        ("登记薄", "登记簿", {"note": " "}, "--note"),
        ("事由；\n\n（二）", "事由、", {}, "不能增加、删去或者合并段落"),
        ("份数。", "份数。\n\n（三）编号。", {}, "不能增加、删去或者合并段落"),
        ("甲局印章管理办法", "甲局印张管理办法", {}, "不改题名"),
        ("5个工作日", "3个工作日", {}, "“5个工作日内”→“3个工作日内”"),
        ("（二）份数", "（三）份数", {}, "编号或者结构"),
        ("第五条　【施行】", "第五条 施行】", {}, "编号或者结构"),
        ("（一）用印事由；", "（一）", {}, "删去了整段"),
        ("用印事由；", "；", {}, "删去了整段"),
        ("局办公室保管", "政治处保管", {}, "改变了主体（“局办公室”→“政治处”）"),
    ],
)
def test_erratum_refused(small: Corpus, wrong: str, right: str, more: dict[str, object], reason: str) -> None:
    with pytest.raises(ChangeRefused) as refusal:
        correct(small, "seals", correction(wrong, right, **more), TODAY)
    assert reason in str(refusal.value)


def test_erratum_dates_and_texts(small: Corpus) -> None:
    with pytest.raises(ChangeRefused, match="早于"):
        correct(small, "seals", Correction(day("2020-01-02"), "登记薄保", "登记簿保", "x"), TODAY)
    with pytest.raises(ChangeRefused, match="没有录入"):
        correct(small, "leave", correction("甲", "乙"), TODAY)
    change, _ = correct(small, "seals", Correction(day("2021-06-02"), "登记薄保", "登记簿保", "x"), TODAY)
    assert change.notes == ("勘误日期（2021-06-02）还没有到，请核对。",)
