"""Complaints of the builder in words for editors."""

import pytest

from rulebook.site.told import told

CASES = [
    (
        "[macros] - ERROR # _Macro Rendering Error_\n\n_File_: `guide/duties.md`\n\n_MacroError_: 《印章管理规定》没有“第九章”。\n\n```\nTraceback",
        "docs/guide/duties.md 错误　宏没有算出来：《印章管理规定》没有“第九章”。请改正这个宏。",
    ),
    (
        "Doc file 'guide/duties.md' contains an unrecognized relative link '../nothing/', it was left as is.",
        "docs/guide/duties.md 错误　链接“../nothing/”打不开，没有这个页面、文件或者锚点。站内链接写相对的 .md 文件名。",
    ),
    ("Aborted with 1 warnings in strict mode!", "有上面的错误，站点没有生成。请改正后再试。"),
    ("something else", "something else"),
]


@pytest.mark.parametrize(("message", "words"), CASES)
def test_told(message: str, words: str) -> None:
    assert told(message) == words
