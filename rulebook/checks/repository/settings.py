"""What mkdocs.yml may say: the site shows every text of the folder that is checked, on the day it is built (T107).

An allow-list: MkDocs takes a hundred other keys, plugins and spellings, and many of them hide or change pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rulebook.checks.header.names import ENDED
from rulebook.corpus.header_lines import line_of
from rulebook.corpus.load import Corpus
from rulebook.corpus.select import AUDIENCES, SECURITY, above, visible
from rulebook.markup import yamlmap
from rulebook.markup.source import read_source
from rulebook.model.finding import Finding, Level

FILE = "mkdocs.yml"
_KEYS = frozenset(
    {
        "site_name", "site_description", "site_url", "site_author", "copyright", "docs_dir", "site_dir", "strict",
        "use_directory_urls", "theme", "extra", "plugins", "validation", "watch", "dev_addr",
    }
)  # fmt: skip
_LITERAL: Mapping[tuple[str, ...], object] = {  # where the site's own pages, scripts and programs come from
    ("strict",): True,
    ("use_directory_urls",): True,
    ("theme", "name"): "material",
    ("theme", "custom_dir"): "overrides",
    ("plugins", "macros", "module_name"): "macros/main",
}
_PLUGINS = frozenset({"macros", "rulebook", "search"})
_BY_COMMAND = ("day", "edition", "audience", "whole")  # options of the plugin that only a command may set
_Place = tuple[str | int, ...]
_Plugins = Mapping[str, tuple[_Place, Mapping[str, object]]]
_WORDS = ("site_name", "site_description", "copyright")


def check_settings(corpus: Corpus) -> Iterator[Finding]:
    """Findings on the file beside the folder; nothing where there is none."""
    folder = corpus.docs.parent
    path = folder / FILE
    if (folder / "mkdocs.yaml").is_file():
        message = "设置只认 mkdocs.yml，检查和生成会读到两个不同的文件。请把内容并到 mkdocs.yml，删去这个文件。"
        yield Finding("mkdocs.yaml", 1, 1, "T107", Level.ERROR, message)
    if not path.is_file():
        return
    located = yamlmap.load(read_source(path, FILE).text)
    if not isinstance(located.value, dict):
        line, column = located.problems[0][:2] if located.problems else (1, 1)
        message = "这个文件读不懂（不能用 !ENV 一类的记号），站点会照别的设置生成。请照原来的写法改正。"
        yield Finding(FILE, line, column, "T107", Level.ERROR, message)
        return
    values = located.value
    for key in values:
        if key not in _KEYS:
            yield _finding(located, (key,), f"“{key}”不在能写的设置里，会把文件藏起来，或者换掉页面。请删去。", str(key))
    docs = values.get("docs_dir", "docs")
    if not isinstance(docs, str) or (folder / docs).resolve() != corpus.docs.resolve():
        message = f"docs_dir 写的是“{docs}”，检查的是 {corpus.docs.name}，发布的和检查的不是一个文件夹。请改回 docs。"
        yield _finding(located, ("docs_dir",), message, str(docs))
    plugins = _plugins(values.get("plugins"))
    yield from _literal(located, values, plugins)
    yield from _options(located, plugins)
    yield from _ceiling(corpus, plugins)
    yield from _said(located, values, plugins)


def _plugins(written: object) -> _Plugins:
    """Each plugin with its place and its options, whether they are written as a list or as a mapping."""
    items: list[tuple[_Place, object, object]] = []
    for number, item in enumerate(written if isinstance(written, list) else ()):
        named = item.items() if isinstance(item, dict) else [(item, None)]
        items += [(("plugins", number, str(name)), name, options) for name, options in named]
    if isinstance(written, dict):
        items += [(("plugins", str(name)), name, options) for name, options in written.items()]
    return {str(name): (place, options if isinstance(options, dict) else {}) for place, name, options in items}


def _literal(located: yamlmap.Located, values: Mapping[str, object], plugins: _Plugins) -> Iterator[Finding]:
    for place, wanted in _LITERAL.items():
        if place[0] == "plugins":
            where, holder = plugins.get(place[1], ((), {}))
        else:
            above_it = values.get(place[0]) if len(place) > 1 else values
            where, holder = place[:-1], above_it if isinstance(above_it, dict) else {}
        given = holder.get(place[-1], wanted)
        if given != wanted:
            shown = "true" if wanted is True else wanted
            yield _finding(
                located, (*where, place[-1]), f"{place[-1]} 写的是“{given}”，页面会从别处来。请写 {shown}。", str(given)
            )


def _options(located: yamlmap.Located, plugins: _Plugins) -> Iterator[Finding]:
    for name, (place, options) in plugins.items():
        if name not in _PLUGINS:
            yield _finding(located, place, f"插件“{name}”会改动页面，不能用。请删去。", name)
        for key in _BY_COMMAND if name == "rulebook" else ():
            if options.get(key):
                message = f"rulebook 的“{key}”不能固定在这里，整个站点会停在那一天、那一版。生成时用命令或者环境变量写，请删去。"
                yield _finding(located, (*place, key), message, str(options[key]))


def _ceiling(corpus: Corpus, plugins: _Plugins) -> Iterator[Finding]:
    ceiling = str(plugins.get("rulebook", ((), {}))[1].get("ceiling") or "内部")
    for text in above(corpus, ceiling) if ceiling in SECURITY else ():
        if not visible(text, AUDIENCES[0]):  # a site for fewer readers has a ceiling of its own
            continue
        written = text.header.security
        message = f"密级高于本站上限“{ceiling}”，站点生成不了，写的是“{written}”。请把它移出本站的仓库；密级写错的请改正。"
        yield Finding(text.file, line_of(text, "security"), 1, "H218", Level.ERROR, message, text.header.security)


def _said(located: yamlmap.Located, values: Mapping[str, object], plugins: _Plugins) -> Iterator[Finding]:
    """Words that stand on every page or at the head of a list, and say that rules are over."""
    place, options = plugins.get("rulebook", ((), {}))
    notes = options.get("notes")
    told: list[tuple[_Place, object]] = [((key,), values.get(key)) for key in _WORDS]
    told += [((*place, "notes", str(key)), words) for key, words in notes.items()] if isinstance(notes, dict) else []
    for where, words in told:
        found = ENDED.search(str(words or ""))
        if found:
            message = f"写了“{words}”，读者会以为制度不算数了。停用哪一件，写在那一件的文件头；这里请改掉。"
            line, column = located.place(where)
            yield Finding(FILE, line, column, "T107", Level.WARNING, message, found.group())


def _finding(located: yamlmap.Located, path: _Place, message: str, text: str) -> Finding:
    line, column = located.place(path)
    return Finding(FILE, line, column, "T107", Level.ERROR, message, text)
