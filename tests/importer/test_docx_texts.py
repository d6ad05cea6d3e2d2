"""What the words of a Word file become: runs, fields, signs, breaks."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from rulebook.importer.docx.read import read_docx
from tests.drafts import FIRST, LAST, LISTS, TITLE, body, comes_out, drafts, said
from tests.word import BR, MAIN, REL, docx, field, p, r

BOX = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{p("甲局〔2024〕9号")}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{p("甲局〔2024〕9号")}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>'


def bare(instruction: str, data: str = "") -> str:
    """A field without a result."""
    begin, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}">{more}</w:fldChar></w:r>' for kind, more in (("begin", data), ("end", ""))
    )
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{end}"


# name: (paragraphs after the title, lines that come out after the title, words that a finding has)
CASES: dict[str, tuple[list[str], list[str], list[str]]] = {
    "typed numbers in runs of their own": ([p(r("第一条"), r("　　"), r("为节水。"))], ["第一条　为节水。"], []),
    "paragraphs written for newer and for older programs are one": (
        [f"<mc:AlternateContent><mc:Choice Requires='w14'>{FIRST}</mc:Choice><mc:Fallback>{FIRST}</mc:Fallback></mc:AlternateContent>", LAST],
        ["第一条　为节约用水，制定本办法。", "第二条　本办法自2024年3月1日起施行。"],
        [],
    ),
    "a break before a paragraph": ([p("第一条　为节水。", BR, "每季公布一次。")], ["第一条　为节水。", "每季公布一次。"], ["第一条（第2段）有手动换行"]),
    "a break inside a sentence": ([p("第一条　每年12月", BR, "底前公布。")], ["第一条　每年12月底前公布。"], ["第一条（第2段）有手动换行"]),
    "breaks before items": ([p("第一条　包括：", BR, "（一）茶；", BR, "（二）水。")], ["第一条　包括：", "（一）茶；", "（二）水。"], ["手动换行"]),
    "invisible characters": ([p("第一条　为\u200b节水，\u00ad制定。")], ["第一条　为节水，制定。"], ["零宽", "连字符"]),
    "soft hyphens": ([p("第一条　为节", "<w:r><w:softHyphen/></w:r>", "水。")], ["第一条　为节水。"], ["第一条（第2段）有看不见的可选连字符"]),
    "fields are seen through": ([p("第一条　依照", field(" REF _a \\h ", "第三条"), "办理。")], ["第一条　依照第三条办理。"], []),
    "smart tags, links and content controls too": (
        [p("第一条　", f"<w:smartTag>{r('为')}</w:smartTag>", f"<w:hyperlink>{r('节水')}</w:hyperlink>", f"<w:sdt><w:sdtContent>{r('。')}</w:sdtContent></w:sdt>")],
        ["第一条　为节水。"], []),
    "a broken reference is told": ([p("第一条　依照", field("REF _a", "错误！未找到引用源。"), "办理。")], ["第一条　依照错误！未找到引用源。办理。"], ["域没有完整的结果"]),
    "a field that never ends swallows nothing": ([p("第一条　为", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'), p("第二条　照办。")], ["第一条　为", "第二条　照办。"], ["域"]),
    "a text box is read once": ([p(BOX, "第一条　为节水。")], ["第一条　为节水。"], ["文本框“甲局〔2024〕9号”"]),
    "a formula, a picture": ([p("第一条　按", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "计算。")], ["第一条　按a+b计算。"], ["公式"]),
    "a box to tick of an old form": ([p("第一条　选", bare("FORMCHECKBOX", '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'), "是", bare("FORMCHECKBOX"), "否。")], ["第一条　选☑是□否。"], []),
    "a number in a ring, letters above another": ([p("第一条　填", bare("EQ \\o\\ac(○,12)"), "，姓", bare("EQ \\* jc2 \\o\\ad(\\s\\up 9(qi),戚)"), "。")], ["第一条　填⑫，姓戚。"], ["域没有完整的结果（“⑫”）", "（“戚”）"]),
    "what a button says": ([p("第一条　", bare("MACROBUTTON NoMacro [单位]"), "负责。")], ["第一条　[单位]负责。"], ["域"]),
    "marks for an index are silent": ([p("第一条　为节水", bare('XE "节水"'), "。")], ["第一条　为节水。"], []),
    "struck through, no revision": ([p("第一条　为", "<w:r><w:rPr><w:strike/></w:rPr><w:t>节省</w:t></w:r>", "节水。")], ["第一条　为节省节水。"], ["删除线：“节省”"]),
    "high figures": ([p("第一条　每间20m", '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "。")], ["第一条　每间20m²。"], ["上标、下标“2”"]),
    "a centred line at the end of a text is text": ([FIRST, p("特此说明", centre=True)], ["第一条　为节约用水，制定本办法。", "特此说明"], []),
    "symbols of symbol fonts": ([p("第一条　选", '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "是。")], ["第一条　选□是。"], ["符号字体"]),
    "marks of markup lose their meaning": ([p("第一条　写作<b>、**重**、{{ x }}。"), p("- 另起"), p("# 又起")], ["第一条　写作＜b>、＊＊重＊＊、｛{ x }}。", "－ 另起", "＃ 又起"], []),
    "a number does not run into a figure": (
        [p("第一条　分组："), p("1. 3人一组；"), p("2. 4人一组。"), p("第二条　照办。")], ["第一条　分组：", "1. 3人一组；", "2. 4人一组。", "第二条　照办。"], []),
    "fields that a program would count when printing are told": ([p("第", bare(" LISTNUM "), "条　照办。")], ["第条　照办。"], ["域没有完整的结果（“LISTNUM”）"]),
    "numbers by a field of their own": ([p("第", field(" SEQ 条 \\* CHINESENUM3 ", "一"), "条　照办。")], ["第一条　照办。"], []),
    "a field within a field": (
        [p("第一条　依照", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>', field("REF _a", "第九条"), '<w:r><w:instrText> = "" "" "第四条"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>', "第四条", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "办理。")],
        ["第一条　依照第四条办理。"], []),
    "signs of the font Symbol": ([p("第一条　", *(f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>' for code in ("F0B3", "F0B4", "F061")), "。")], ["第一条　≥×α。"], ["Symbol f0b3"]),
    "signs above letters, hard hyphens, capitals": (
        [p("第一条　", "<w:r><w:ruby><w:rt><w:r><w:t>qi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>戚</w:t></w:r></w:rubyBase></w:ruby></w:r>", "某，0000", "<w:r><w:noBreakHyphen/></w:r>", "0000，", "<w:r><w:rPr><w:caps/></w:rPr><w:t>a4</w:t></w:r>", "。")],
        ["第一条　戚某，0000-0000，A4。"], []),
    "marks that go over paragraphs": (
        ['<w:bookmarkStart w:id="0" w:name="_Toc1"/>', p("第一条　", '<w:proofErr w:type="spellStart"/>', "甲", '<w:permStart w:id="1"/>', "乙。"), '<w:bookmarkEnd w:id="0"/>', p('<w:permEnd w:id="1"/>', "第二条　丙。")],
        ["第一条　甲乙。", "第二条　丙。"], []),
    "tabs and blanks as indents, with breaks": (
        [p("<w:r><w:tab/></w:r>", "第一条", "<w:r><w:tab/></w:r>", "甲。", BR, "　　第二款。"), p("<w:r><w:tab/></w:r>", "（一）　子；", BR, "<w:r><w:tab/></w:r>", "（二）　丑。")],
        ["第一条　甲。", "第二款。", "（一）子；", "（二）丑。"], ["手动换行"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_words(case: str, tmp_path: Path) -> None:
    paragraphs, expected, words = CASES[case]
    comes_out(tmp_path, paragraphs, expected, words)


def test_headers_and_footnotes_are_told(tmp_path: Path) -> None:
    note = p("第一条　为节水。", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    (draft,) = drafts(
        tmp_path, TITLE, note, parts={"header": p("甲局资料"), "footnotes": f'<w:footnote w:id="2">{p("从其规定")}</w:footnote>'}
    )
    assert "页眉页脚没有写入正文：“甲局资料”" in said(draft)
    assert "第一条（第2段）有脚注“从其规定”" in said(draft)
    assert body(draft)[1:] == ["第一条　为节水。"]


def test_shared_word_files_come_out_as_expected(tmp_path: Path) -> None:
    """The files with their gold are no part of the project: where they are not at hand, this says so."""
    folder = Path(os.environ.get("RULEBOOK_DOCX_FIXTURES", "/work/shared/docx"))
    golds = sorted(folder.glob("[0-9][0-9]-*.expected.md"))
    if not golds:
        pytest.skip(f"没有 Word 样例（{folder}），这一项没有检查")
    for gold in golds:
        stem, _, variant = gold.name.removesuffix(".expected.md").partition(".")
        found = read_docx(folder / f"{stem}.docx", accept=variant != "reject")
        draft = found["abc".index(variant)] if variant in {"a", "b", "c"} else found[0]
        assert ["".join(line.split()) for line in body(draft) if line[0] not in "|<"] == [
            "".join(line.split()) for line in gold.read_text(encoding="utf-8").split("\n") if line and line[0] not in "|<"
        ], gold.name


STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    REL: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def test_files_of_the_strict_kind_and_main_parts_of_other_names(tmp_path: Path) -> None:
    """As Word writes them under Strict Open XML, and Word on the web as document2.xml with whole addresses."""
    path = docx(tmp_path / "a.docx", TITLE, p("照办。", num=(1, 0)), numbering=LISTS)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {name: words.replace(MAIN, STRICT[MAIN]).replace(REL, STRICT[REL]) for name, words in members.items()}
    moved = {name.replace("document.xml", "document2.xml"): words for name, words in members.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace("word/document.xml", "/word/document2.xml")
    relations = "word/_rels/document2.xml.rels"
    moved[relations] = moved[relations].replace('"numbering.xml', '"/word/numbering.xml')
    for parts in (strict, moved):
        with zipfile.ZipFile(path, "w") as archive:
            for name, words in parts.items():
                archive.writestr(name, words)
        (draft,) = read_docx(path)
        assert body(draft)[1:] == ["第一条　照办。"]
