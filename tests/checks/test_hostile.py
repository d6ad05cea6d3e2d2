"""Malformed and hostile sources: each gives exactly the findings named here, never a traceback."""

import time
from pathlib import Path

import pytest

from rulebook.checks.printers import SHOWN, lines
from rulebook.checks.run import check
from rulebook.corpus.load import load
from rulebook.model.finding import Finding, Level

HEAD = """---
id: demo
title: 示范办法
document_type: 办法
collection: rule
{extra}---

# 示范办法

"""
BODY = "第一条　【目的】为了示范，制定本办法。\n\n第二条　【施行】本办法自2021年5月1日起施行。\n"


def act(body: str = BODY, extra: str = "") -> str:
    return HEAD.format(extra=extra if "effective:" in extra else f"{extra}effective: 2021-05-01\n") + body


def page(body: str) -> str:
    return f"# 页面\n\n{body}\n"


REGISTER = """slug: list
title: 清单
columns:
  - {key: no, name: 序号}
  - {key: item, name: 内容}
"""

# name, files below docs/, expected (code, file, line) of errors and warnings
CASES: list[tuple[str, dict[str, str | bytes], list[tuple[str, str, int]]]] = [
    ("clean", {"rules/demo.md": act()}, []),
    (
        "a chapter that ends",
        {"rules/demo.md": act("第一章　总则\n\n" + BODY, "article_status: {chp_1: {repealed: 2022-01-01}}\n")},
        [("R205", "rules/demo.md", 6)],
    ),
    ("blank line before the header", {"rules/demo.md": "\n" + act()}, [("H107", "rules/demo.md", 1)]),
    (
        "a mobile number in a table",
        {"rules/demo.md": act(), "search/synonyms.csv": "word,means,reason\n张三,138-0013-8000,x\n"},
        [("T211", "search/synonyms.csv", 2)],
    ),
    ("no header", {"rules/demo.md": "# 示范办法\n\n" + BODY}, [("H107", "rules/demo.md", 1)]),
    ("script in place of the site's own", {"assets/js/site.js": "alert(1)\n"}, [("T104", "assets/js/site.js", 1)]),
    (
        "merge conflict",
        {"rules/demo.md": act(BODY.replace("第二条", "<<<<<<< HEAD\n第二条", 1))},
        [("T205", "rules/demo.md", 13)],
    ),
    ("unknown key", {"rules/demo.md": act(extra="titel: x\n")}, [("H110", "rules/demo.md", 6)]),
    ("duplicate key", {"rules/demo.md": act(extra="order: 1\norder: 2\n")}, [("H104", "rules/demo.md", 7)]),
    ("impossible date", {"rules/demo.md": act(extra="effective: 2021-02-30\n")}, [("H112", "rules/demo.md", 6)]),
    (
        "disordered dates",
        {"rules/demo.md": act(extra="adopted: 2021-05-02\neffective: 2021-05-01\n")},
        [("H120", "rules/demo.md", 7)],
    ),
    (
        "expiry before effect",
        {"rules/demo.md": act(extra="effective: 2021-05-01\nexpires: 2020-05-01\n")},
        [("H120", "rules/demo.md", 7)],
    ),
    ("wrong value", {"rules/demo.md": act(extra="audience: 所有人\n")}, [("H113", "rules/demo.md", 6)]),
    ("yaml broken", {"rules/demo.md": act(extra="office: [a, b\n")}, [("H102", "rules/demo.md", 6)]),
    ("macros switched off", {"rules/demo.md": act(extra="render_macros: false\n")}, [("H106", "rules/demo.md", 6)]),
    ("macros switched off on a page", {"guide/x.md": "---\nrender_macros: false\n---\n\n# 页面\n"}, [("H106", "guide/x.md", 2)]),
    ("header not closed", {"rules/demo.md": "---\nid: demo\ntitle: 示范办法\n\n# 示范办法\n"}, [("H101", "rules/demo.md", 1)]),
    ("two files, one id", {"rules/demo.md": act(), "rules/other.md": act()}, [("H130", "rules/other.md", 2)]),
    (
        "two acts, one title",
        {"rules/a.md": act(), "rules/b.md": act().replace("id: demo", "id: demo2")},
        [("H202", "rules/b.md", 3)],
    ),
    (
        "two acts, one number",
        {
            "rules/a.md": act(extra="doc_no: x司〔2021〕1号\n"),
            "rules/b.md": act(extra="doc_no: x司[2021]1号\n").replace("id: demo", "id: demo2").replace("示范办法", "另一办法"),
        },
        [("H203", "rules/b.md", 6)],
    ),
    ("title differs", {"rules/demo.md": act().replace("# 示范办法", "# 示范规定")}, [("H201", "rules/demo.md", 9)]),
    ("gap", {"rules/demo.md": act(BODY.replace("第二条", "第三条"))}, [("S101", "rules/demo.md", 13)]),
    ("repeat", {"rules/demo.md": act(BODY.replace("第二条", "第一条"))}, [("S102", "rules/demo.md", 13)]),
    (
        "item gap",
        {"rules/demo.md": act("第一条　【目的】包括：\n\n（一）甲；\n\n（三）丙。\n")},
        [("S101", "rules/demo.md", 15)],
    ),
    (
        "dangling article",
        {"rules/demo.md": act(BODY + "\n第三条　【引】依照本办法第九条办理。\n")},
        [("C102", "rules/demo.md", 15)],
    ),
    (
        "dangling paragraph",
        {"rules/demo.md": act(BODY + "\n第三条　【引】依照本办法第一条第四款办理。\n")},
        [("C102", "rules/demo.md", 15)],
    ),
    (
        "unknown own act",
        {"rules/demo.md": act(BODY + "\n第三条　【引】按照《x区司法局不存在办法》执行。\n")},
        [("C101", "rules/demo.md", 15)],
    ),
    (
        "unknown heading",
        {"rules/demo.md": act(BODY + "\n第三条　【引】按照《示范办法》（没有的条标）执行。\n")},
        [("C104", "rules/demo.md", 15)],
    ),
    ("zero width space", {"rules/demo.md": act(BODY.replace("示范，", "示\u200b范，"))}, [("T201", "rules/demo.md", 11)]),
    (
        "zero width space in a register",
        {"glossary/terms.csv": "term,definition\n印\u200b章,甲\n"},
        [("T201", "glossary/terms.csv", 2)],
    ),
    (
        "another 不 in a register",
        {"glossary/terms.csv": "term,definition\n印章,\uf967得外借\n"},
        [("T220", "glossary/terms.csv", 2)],
    ),
    ("bidi override", {"rules/demo.md": act(BODY.replace("示范，", "示\u202e范，"))}, [("T201", "rules/demo.md", 11)]),
    ("full-width digits", {"rules/demo.md": act(BODY.replace("2021年", "２０２１年"))}, [("T202", "rules/demo.md", 13)]),
    ("half-width comma", {"rules/demo.md": act(BODY.replace("示范，制", "示范,制"))}, [("T204", "rules/demo.md", 11)]),
    ("identity number", {"guide/x.md": page("证号11010519491231002X。")}, [("T210", "guide/x.md", 3)]),
    ("identity number with wrong check digit", {"guide/x.md": page("编号110105194912310021。")}, []),
    ("mobile", {"guide/x.md": page("电话13800138000。")}, [("T211", "guide/x.md", 3)]),
    ("gbk", {"guide/x.md": "# 页面\n\n制度\n".encode("gbk")}, [("T102", "guide/x.md", 1)]),
    ("empty file", {"guide/x.md": ""}, []),
    ("script", {"guide/x.md": page("<script>alert(1)</script>")}, [("W301", "guide/x.md", 3)]),
    ("event handler", {"guide/x.md": page('<p onclick="x()">字</p>')}, [("W301", "guide/x.md", 3)]),
    ("javascript with a tab", {"guide/x.md": page("[点](java\tscript:alert(1))")}, [("W302", "guide/x.md", 3)]),
    ("javascript link", {"guide/x.md": page("[点](javascript:alert(1))")}, [("W302", "guide/x.md", 3)]),
    ("data link", {"guide/x.md": page("[点](data:text/html,x)")}, [("W302", "guide/x.md", 3)]),
    ("outside link", {"guide/x.md": page("[点](https://example.org/)")}, [("W302", "guide/x.md", 3)]),
    ("attribute list with style", {"guide/x.md": page("字{: style='x' }")}, [("W303", "guide/x.md", 3)]),
    ("script in a rule", {"rules/demo.md": act(BODY + "\n<script>x</script>\n")}, [("W301", "rules/demo.md", 15)]),
    ("unclosed fence", {"guide/x.md": page("~~~\n<script>alert(1)</script>")}, [("W301", "guide/x.md", 4)]),
    ("escaped backtick", {"guide/x.md": page("\\`<img src=x onerror=alert(1)>\\`")}, [("W301", "guide/x.md", 3)]),
    ("reference link", {"guide/x.md": page("[点][a]\n\n[a]: javascript:alert(1)")}, [("W302", "guide/x.md", 5)]),
    (
        "reference link over two lines",
        {"guide/x.md": page("[点][a]\n\n[a]:\n   javascript:alert(1)")},
        [("W302", "guide/x.md", 6)],
    ),
    ("attributes of a heading", {"guide/x.md": page("## 题 { onclick='alert(1)' }")}, [("W303", "guide/x.md", 3)]),
    ("link by attributes", {"guide/x.md": page("[点](x){: href='javascript:alert(1)' }")}, [("W302", "guide/x.md", 3)]),
    ("id of an article", {"guide/x.md": page("字\n\n第九条停用。\n{: #art_9 }")}, [("W303", "guide/x.md", 6)]),
    ("id of an article on a link", {"guide/x.md": page('<a id="art_9">第九条</a>')}, [("W303", "guide/x.md", 3)]),
    ("class of a text", {"guide/x.md": page("第九条停用。\n{: .note .rb-text }")}, [("W303", "guide/x.md", 4)]),
    ("what scripts read", {"guide/x.md": page("## 题 { data-act=seals }")}, [("W303", "guide/x.md", 3)]),
    ("id of one's own", {"guide/x.md": page("## 题 {: #start .wide }")}, []),
    ("picture", {"guide/x.md": page("![图](x.png)")}, [("W301", "guide/x.md", 3)]),
    (
        "title of an act",
        {"rules/demo.md": act(extra="short_title: </title><script>x</script>\n")},
        [("W301", "rules/demo.md", 6)],
    ),
    ("title of a page", {"guide/x.md": "---\ntitle: </title><script>x</script>\n---\n\n# 页面\n"}, [("W301", "guide/x.md", 2)]),
    (
        "title of a register",
        {"registers/list.yml": REGISTER.replace("清单", "</title><script>"), "registers/list.csv": "no,item\n1,<b>甲\n"},
        [("W301", "registers/list.csv", 2), ("W301", "registers/list.yml", 2)],
    ),
    ("aliases", {"tasks/tasks.yml": "- &a {id: a}\n- *a\n"}, [("H108", "tasks/tasks.yml", 1)]),
    (
        "a rule that calls itself published",
        {"rules/demo.md": act(BODY + "\n<table><tr><td onclick=x()>甲</td></tr></table>\n", "provenance: {kind: published}\n")},
        [("H211", "rules/demo.md", 6), ("W301", "rules/demo.md", 16)],
    ),
    (
        "a law that was not imported",
        {"laws/demo.md": act(BODY.replace("第二条", "第四条")).replace("collection: rule", "collection: law")},
        [("H211", "laws/demo.md", 5)],
    ),
    ("macro unknown", {"guide/x.md": page('{{ artcle("demo#目的") }}')}, [("M406", "guide/x.md", 3)]),
    ("macro attribute walk", {"guide/x.md": page("{{ ''.__class__ }}")}, [("M405", "guide/x.md", 3)]),
    ("macro loop", {"guide/x.md": page("{% for i in range(9999999) %}x{% endfor %}")}, [("M403", "guide/x.md", 3)]),
    ("macro set", {"guide/x.md": page("{% set a = 1 %}")}, [("M403", "guide/x.md", 3)]),
    ("macro include", {"guide/x.md": page("{% include '/etc/passwd' %}")}, [("M403", "guide/x.md", 3)]),
    ("macro wrong argument", {"guide/x.md": page('{{ rule(act="demo", colour="red") }}')}, [("M408", "guide/x.md", 3)]),
    ("macro computed argument", {"guide/x.md": page("{{ rule(config) }}")}, [("M407", "guide/x.md", 3)]),
    ("macro not closed", {"guide/x.md": page('{{ rule("demo" }}')}, [("M401", "guide/x.md", 3)]),
    ("macro target unknown", {"guide/x.md": page('{{ rule("nothing") }}')}, [("M410", "guide/x.md", 3)]),
    (
        "macro article unknown",
        {"rules/demo.md": act(), "guide/x.md": page('{{ article("demo#没有") }}')},
        [("M410", "guide/x.md", 3)],
    ),
    ("link to nowhere", {"guide/x.md": page("[看](../rules/none.md)")}, [("L501", "guide/x.md", 3)]),
    (
        "anchor to nowhere",
        {"rules/demo.md": act(), "guide/x.md": page("[看](../rules/demo.md#art_9)")},
        [("L502", "guide/x.md", 3)],
    ),
    (
        "unknown office",
        {"rules/demo.md": act(extra="office: nobody\n"), "offices/offices.csv": "slug,name\na,甲科\n"},
        [("R201", "rules/demo.md", 6)],
    ),
    ("registry row broken", {"offices/offices.csv": "slug,name\na,甲科,多\n"}, [("R101", "offices/offices.csv", 2)]),
    ("registry row twice", {"offices/offices.csv": "slug,name\na,甲科\na,乙科\n"}, [("R102", "offices/offices.csv", 3)]),
    (
        "an act with a broken header is still there for others",
        {
            "rules/demo.md": act(extra="office: [a, b\n"),
            "rules/b.md": act(BODY.replace("为了示范", "依照《示范办法》第二条"))
            .replace("id: demo", "id: b")
            .replace("示范办法\nd", "另一办法\nd")
            .replace("# 示范办法", "# 另一办法"),
            "search/questions.csv": "act,heading,asked\ndemo,施行,何时施行\n",
        },
        [("H102", "rules/demo.md", 6)],
    ),
    ("table without its head", {"offices/offices.csv": "a,甲科\nb,乙科\n"}, [("R103", "offices/offices.csv", 1)]),
    ("table empty", {"offices/offices.csv": ""}, [("R103", "offices/offices.csv", 1)]),
    ("table with tabs", {"glossary/terms.csv": "term\tdefinition\n甲\t乙\n"}, [("R103", "glossary/terms.csv", 1)]),
    ("table in GBK", {"offices/offices.csv": "slug,name\na,甲科\n".encode("gb18030")}, [("T102", "offices/offices.csv", 2)]),
    ("column renamed", {"search/questions.csv": "act,headings,asked\n"}, [("R103", "search/questions.csv", 1)]),
    (
        "offices gone",
        {"rules/demo.md": act(extra="office: a\n")},
        [("R104", "offices/offices.csv", 1)],
    ),
    ("register without rows", {"registers/list.yml": REGISTER}, [("R104", "registers/list.yml", 1)]),
    ("register without description", {"registers/list.csv": "no,item\n1,甲\n"}, [("R104", "registers/list.csv", 1)]),
    (
        "register row twice",
        {"registers/list.yml": REGISTER, "registers/list.csv": "no,item\n1,甲\n1,乙\n"},
        [("R102", "registers/list.csv", 3)],
    ),
    ("register broken", {"registers/list.yml": "title：清单\nslug: list\n"}, [("H102", "registers/list.yml", 1)]),
    (
        "instruments with an impossible day",
        {"basis/instruments.yml": "- {id: a, title: 甲法, changed: 2022-13-22}\n"},
        [("R135", "basis/instruments.yml", 1)],
    ),
    ("roles of another shape", {"offices/roles.yml": "a: b\n"}, [("R110", "offices/roles.yml", 1)]),
    ("matters of another shape", {"tasks/tasks.yml": "a: b\n"}, [("R111", "tasks/tasks.yml", 1)]),
    ("edition broken", {"editions/2021.yml": "a: [\n"}, [("H102", "editions/2021.yml", 1)]),
    ("no day of effect", {"rules/demo.md": act().replace("effective: 2021-05-01\n", "")}, [("H205", "rules/demo.md", 1)]),
    (
        "a rule called a law",
        {"rules/demo.md": act().replace("collection: rule", "collection: law")},
        [("H204", "rules/demo.md", 5)],
    ),
    ("a year without end", {"rules/demo.md": act(extra="expires: 9999-12-31\n")}, [("H112", "rules/demo.md", 6)]),
    ("effect before issue", {"rules/demo.md": act(extra="issued: 2021-05-02\n")}, [("H121", "rules/demo.md", 7)]),
    ("effect differs from the text", {"rules/demo.md": act(extra="effective: 2021-05-02\n")}, [("H207", "rules/demo.md", 6)]),
    (
        "file name differs from effect",
        {"rules/demo.md": act(), "rules/demo/2020-01-01.md": act(BODY.replace("2021年5", "2020年2"), "effective: 2020-02-01\n")},
        [("H206", "rules/demo/2020-01-01.md", 6)],
    ),
    ("replaces nothing known", {"rules/demo.md": act(extra="replaces: [nothing]\n")}, [("R204", "rules/demo.md", 6)]),
    ("heading twice", {"rules/demo.md": act(BODY.replace("施行】", "目的】"))}, [("H208", "rules/demo.md", 13)]),
    ("heading not closed", {"rules/demo.md": act(BODY.replace("目的】", "目的"))}, [("T208", "rules/demo.md", 11)]),
    ("wrong character of the number", {"rules/demo.md": act(BODY.replace("第二条", "笫二条"))}, [("T207", "rules/demo.md", 13)]),
    ("replacement character", {"rules/demo.md": act(BODY.replace("为了", "为\ufffd"))}, [("T206", "rules/demo.md", 11)]),
    (
        "article in bold",
        {"rules/demo.md": act(BODY.replace("第二条", "**第二条**"))},
        [("T209", "rules/demo.md", 13)],
    ),
    (
        "Markdown list",
        {"rules/demo.md": act(BODY + "\n- （一）甲；\n- （二）乙。\n")},
        [("T209", "rules/demo.md", n) for n in (15, 16)],
    ),
    ("comment", {"rules/demo.md": act(BODY + "\n<!-- 未定 -->\n")}, [("W301", "rules/demo.md", 15)]),
    ("a name that is no address", {"guide/a<b> #1.md": page("字")}, [("T106", "guide/a<b> #1.md", 1)]),
    ("another kind of file", {"rules/demo.md": act(), "rules/b.docx": b"PK"}, [("T105", "rules/b.docx", 1)]),
    ("page with a layout", {"guide/x.md": "---\ntemplate: x.html\n---\n\n# 页面\n"}, [("H106", "guide/x.md", 2)]),
    ("page with a number for a title", {"guide/x.md": "---\ntitle: 5\n---\n\n# 页面\n"}, [("H114", "guide/x.md", 2)]),
    ("nested without end", {"rules/demo.md": act(extra="aliases: " + "[" * 5000 + "\n")}, [("H103", "rules/demo.md", 2)]),
    ("macros nested without end", {"guide/x.md": page("{{" * 400 + " count() " + "}}" * 400)}, [("M401", "guide/x.md", 1)]),
    (
        "duty on no article",
        {
            "rules/demo.md": act(
                extra="duties:\n  - {id: D1, article: art_9, who: 甲, office: a, what: 乙, recurrence: FREQ=YEARLY}\n"
            )
        },
        [("R205", "rules/demo.md", 7)],
    ),
]


def write(root: Path, files: dict[str, str | bytes]) -> None:
    (root / "docs").mkdir()
    for name, content in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize(("name", "files", "expected"), CASES, ids=[case[0] for case in CASES])
def test_findings(tmp_path: Path, name: str, files: dict[str, str | bytes], expected: list[tuple[str, str, int]]) -> None:
    write(tmp_path, files)
    found = [f for f in check(load(tmp_path)) if f.level is not Level.INFO]
    assert [(f.code, f.file.removeprefix("docs/"), f.line) for f in found] == expected
    for finding in found:
        assert finding.message.endswith(("。", "？", "”")) or "例：" in finding.message, finding.message
        assert finding.column >= 1


def test_line_ends_do_not_matter(tmp_path: Path) -> None:
    write(tmp_path, {"rules/demo.md": act().replace("\n", "\r\n")})
    assert [f for f in check(load(tmp_path)) if f.level is not Level.INFO] == []


def test_five_thousand_articles(tmp_path: Path) -> None:
    from rulebook.markup.numerals import to_chinese

    body = "\n\n".join(f"第{to_chinese(n)}条　第{n}件事依照前条办理。" for n in range(1, 5001))
    write(tmp_path, {"rules/demo.md": act(body.replace("第1件事依照前条办理", "为了示范"))})
    assert [f for f in check(load(tmp_path)) if f.level is Level.ERROR] == []


def test_of_one_fault_the_first_are_shown_and_the_others_counted() -> None:
    many = [
        Finding("docs/rules/demo.md", n, 1, "C102", Level.ERROR, f"第{n}行：没有这一条。")
        for n in range(1, SHOWN[Level.ERROR] + 6)
    ]
    text = lines([*many, Finding("docs/rules/demo.md", 99, 1, "T201", Level.ERROR, "另一种。")]).splitlines()
    assert len(text) == SHOWN[Level.ERROR] + 2
    assert "另有 5 处" in text[-1]
    assert len(lines(many, "json").splitlines()) == len(many)


@pytest.mark.parametrize(
    "name",
    [
        "registers/list.csv",
        "registers/list.yml",
        "search/synonyms.csv",
        "forms/a.yml",
        "offices/offices.csv",
        "guide/x.md",
        "rules/a.md",
    ],
)
@pytest.mark.parametrize("target", ["secret", "/dev/zero", "nowhere", "."])
def test_links_out_of_the_folder(tmp_path: Path, name: str, target: str) -> None:
    (tmp_path / "secret").write_text("密", encoding="utf-8")
    link = tmp_path / "docs" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / target)
    assert ("T103", f"docs/{name}") in {(f.code, f.file) for f in check(load(tmp_path)) if f.level is Level.ERROR}


def test_a_folder_that_leads_out(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "registers").symlink_to(tmp_path / "out")
    assert [f.code for f in check(load(tmp_path))] == ["T103"]


def test_many_rows_of_a_register(tmp_path: Path) -> None:
    """Time grows with the rows, not with their square, and so it does where every row is wrong."""
    kinds = ("slug: measures\ntitle: 举措\n", "slug: risk-measure-matrix\ntitle: 风险点\n")
    columns = "columns:\n  - {key: no, name: 序号}\n  - {key: measures, name: 举措}\n"
    for wrong in ("", "x"):
        root = tmp_path / f"rulebook{wrong}"
        root.mkdir()
        rows = "".join(f"m{n},{wrong}m{n}\n" for n in range(8000))
        files = {f"registers/{kind.split()[1]}.yml": kind + columns for kind in kinds}
        write(root, {**files, **{name.replace(".yml", ".csv"): f"no,measures\n{rows}" for name in files}})
        corpus = load(root)
        start = time.process_time()
        found = check(corpus)
        assert time.process_time() - start < 8
        assert len(found) == (16000 if wrong else 0)


@pytest.mark.parametrize("piece", ["[", "![", "[x](", "[a][", "<a ", '<a b="', "{: on", "`a``b```", "《", "第一条【"])
def test_a_line_made_to_take_long(tmp_path: Path, piece: str) -> None:
    write(tmp_path, {"guide/x.md": page(piece * 4000)})
    corpus = load(tmp_path)
    start = time.process_time()
    check(corpus)
    assert time.process_time() - start < 4  # a square would take minutes; a machine under load takes twice the time
