"""What mkdocs.yml may not say: the site shows every text of the folder that is checked, on the day it is built (T107)."""

from __future__ import annotations

from collections.abc import Iterator

from rulebook.checks.headers import line_of
from rulebook.corpus.load import Corpus
from rulebook.corpus.select import AUDIENCES, SECURITY, above, select
from rulebook.markup import yamlmap
from rulebook.markup.source import read_source
from rulebook.model.finding import Finding, Level

FILE = "mkdocs.yml"
_NEVER = ("exclude_docs", "draft_docs", "hooks", "extra_css", "extra_javascript")
_BY_COMMAND = ("day", "edition", "audience", "whole")  # options of the plugin that only a command may set


def check_settings(corpus: Corpus) -> Iterator[Finding]:
    """Findings on the file beside the folder; nothing where there is none."""
    path = corpus.docs.parent / FILE
    if not path.is_file():
        return
    located = yamlmap.load(read_source(path, FILE).text)
    values = located.value if isinstance(located.value, dict) else {}
    for key in _NEVER:
        if values.get(key):
            yield _finding(located, (key,), f"“{key}”会把文件藏起来或者换掉页面，不能写。请删去。", key)
    docs = values.get("docs_dir", "docs")
    if isinstance(docs, str) and (corpus.docs.parent / docs).resolve() != corpus.docs.resolve():
        message = f"docs_dir 写的是“{docs}”，检查的是 {corpus.docs.name}，发布的和检查的不是一个文件夹。请改回 docs。"
        yield _finding(located, ("docs_dir",), message, docs)
    told = [p["rulebook"] for p in values.get("plugins") or () if isinstance(p, dict) and isinstance(p.get("rulebook"), dict)]
    ceiling = str(told[0].get("ceiling") or "内部") if told else "内部"
    shown = select(corpus, AUDIENCES[0])  # a site for fewer readers has a ceiling of its own
    for text in above(shown, ceiling) if ceiling in SECURITY else ():
        written = text.header.security
        message = f"密级高于本站上限“{ceiling}”，站点生成不了，写的是“{written}”。请把它移出本站的仓库；密级写错的请改正。"
        yield Finding(text.file, line_of(text, "security"), 1, "H218", Level.ERROR, message, text.header.security)
    for number, plugin in enumerate(values.get("plugins") or ()):
        options = plugin.get("rulebook") if isinstance(plugin, dict) else None
        if not isinstance(options, dict):
            continue
        for key in _BY_COMMAND:
            if options.get(key):
                message = f"rulebook 的“{key}”不能固定在这里，整个站点会停在那一天、那一版。生成时用命令或者环境变量写，请删去。"
                yield _finding(located, ("plugins", number, "rulebook", key), message, str(options[key]))


def _finding(located: yamlmap.Located, path: tuple[str | int, ...], message: str, text: str) -> Finding:
    line, column = located.place(path)
    return Finding(FILE, line, column, "T107", Level.ERROR, message, text)
