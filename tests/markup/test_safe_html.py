"""HTML on its way to a page: what stays and what goes."""

from pathlib import Path

import pytest

from rulebook.markup import safe_html
from rulebook.markup.page_html import page_html, table_html
from rulebook.markup.safe_html import clean_html, drawn_html, dropped

ROOT = Path(__file__).parents[2]

KEPT = [
    '<table><thead><tr><th align="left">甲</th></tr></thead><tbody><tr><td colspan="2" rowspan="3">乙</td></tr></tbody></table>',
    '<div class="admonition note"><p class="admonition-title">注意</p></div>',
    '<details open=""><summary>看</summary><p>字</p></details>',
    '<h2 id="_1">题</h2>',
    '<p>甲<br>乙<sup>2</sup> <a href="../rules/seals/#art_1" title="印章">看</a> <a href="mailto:a@b.cn">信</a></p>',
    '<a class="rb-cite" href="../a/" data-act="a" data-target="art_1" data-words="第一条">《甲》</a>',
    '<a class="rb-cite" href="../a/" data-ended="2023-03-01" data-ended-word="废止" data-gone="废止">《甲》</a>',
    '<svg viewBox="0 0 9 9" role="img" aria-label="图"><defs><pattern id="p" patternUnits="userSpaceOnUse"></pattern></defs></svg>',
    '<svg><g transform="translate(1 2)"><rect class="b" x="1" y="2" width="3" height="4" rx="1"></rect><text x="1">字</text></g></svg>',
]

# what is written on a page in Markdown
HOSTILE = [
    "~~~\n<script>document.title='x'</script>",
    "\\`<img src=x onerror=\"document.title='x'\">\\`",
    "[点][a]\n\n[a]: javascript:alert(1)",
    '# X { onclick="alert(1)" }',
    '[点](x.md){: href="javascript:alert(1)" }',
    '## 题 {: id="\\"><script>alert(1)</script>" }',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<style>@import 'http://a.example/';</style>",
    '<p style="background:url(http://a.example/)">字</p>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    '<form action="http://a.example/"><input name="a"><button formaction="javascript:alert(1)">点</button></form>',
    '<meta http-equiv="refresh" content="0;url=http://a.example/">',
    '<base href="http://a.example/">',
    '<link rel="stylesheet" href="http://a.example/">',
    '<object data="data:text/html,x"></object>',
    '<embed src="x">',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">点</a>',
    '<a href="&#106;avascript:alert(1)">点</a>',
    '<a href="//a.example/">点</a>',
    '<a href="\\\\a.example/">点</a>',
    '<a href=" //a.example/">点</a>',
    "<https://a.example/>",
    "![图](data:image/svg+xml,x)",
    "![图](http://a.example/x.png)",
    "<details ontoggle=alert(1) open>",
    "<body onload=alert(1)>",
    "<x-a onclick=alert(1) tabindex=0>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '!!! note "<img src=x onerror=alert(1)>"\n    字',
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "词\n: <video src=x onerror=alert(1)>",
]
BAD = (
    "<script",
    "<iframe",
    "<img",
    "<style",
    "<form",
    "<meta",
    "<base",
    "<link",
    "<object",
    "<embed",
    "<video",
    "<body",
    "<math",
)


@pytest.mark.parametrize("html", KEPT)
def test_kept(html: str) -> None:
    assert clean_html(html) == html
    assert dropped(html) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    drawn = page_html(text)
    clean = clean_html(drawn).lower()
    assert not [words for words in BAD if words in clean]
    assert dropped(clean) == []
    assert dropped(drawn), drawn


@pytest.mark.parametrize(
    "address", ["java\tscript:x()", " javascript:x()", "\x01javascript:x()", "vbscript:x", "//a.example", "/\\a.example"]
)
def test_addresses(address: str) -> None:
    assert clean_html(f'<a href="{address}">点</a>') == "<a>点</a>"


DRAWN = [
    '<section class="rb-art" id="art_1"><h3><a href="#art_1"><span class="no">第一条</span></a></h3></section>',
    '<p class="kuan" data-k="1款">甲&amp;乙&lt;丙<br><a class="rb-cite" href="\x1aa/#art_2" data-act="a">《甲》</a></p>',
]


@pytest.mark.parametrize("html", DRAWN)
def test_what_is_drawn_plainly_is_not_read_again(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert clean_html(html) == html
    monkeypatch.setattr(safe_html, "clean_html", None)
    assert drawn_html(html) == html


@pytest.mark.parametrize(
    "html",
    [
        *(page_html(text) for text in HOSTILE),
        *KEPT,
        '<a href="/\\a.example">点</a>',
        '<a href=" //a.example">点</a>',
        '<a href="a:b">点</a>',
        '<a href="&#47;/a.example">点</a>',
        "<a href='//a.example'>点</a>",
        '<a href="a" onclick="x()">点</a>',
        '<p id="a"onclick="x()">点</p>',
        '<p title="&quot;">"点"&nbsp;\u00a0</p>',
        "<p>点<!-- 注 --></p>",
        "<p>a &copy; b & c</p>",
        "<script>x()</script>",
        "<p\nonclick=x()>点</p>",
    ],
)
def test_all_else_is(html: str) -> None:
    assert drawn_html(html) == clean_html(html)


def test_a_table_of_a_rule() -> None:
    text = "<table><tr><td onclick=x() style='a:b'><img src=x onerror=x()>甲</td></tr></table>"
    assert clean_html(table_html(text)) == "<table><tbody><tr><td>甲</td></tr></tbody></table>"


def test_templates_draw_html_through_the_allow_list_only() -> None:
    for path in (ROOT / "overrides").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
