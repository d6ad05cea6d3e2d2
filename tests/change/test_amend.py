"""修正、修订: what is planned, what is refused and why."""

from pathlib import Path

import pytest

from rulebook.change.amend import Instrument, amend
from rulebook.change.plan import ChangeRefused
from rulebook.corpus.load import Corpus, load
from rulebook.history.renumber import renumbering
from rulebook.markup.source import split_header
from tests.change.steps import ARCHIVES_FILE, SEALS_FILE, TODAY, apply, day, edited, instrument
from tests.rulebooks import SEALS
from tests.sites import ROOT

EDITION = (
    'slug: "2021"\ntitle: 甲局制度汇编\nas_of: 2021-12-31\nparts:\n  - {title: 上编, members: [{id: seals, reason: 现行}]}\n'
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
