"""What MkDocs and the macro plugin complain of, in words for editors: one line, with the file and a way out."""

from __future__ import annotations

import logging
import re

_MACRO = re.compile(r"_File_: `(?P<file>[^`]+)`.*?_\w+_: (?P<why>[^\n]+)", re.DOTALL)
_LINK = re.compile(r"Doc file '(?P<file>[^']+)' contains .*?link(?: to)? '(?P<link>[^']*)'")
_CONFIG = re.compile(r"Config value '(?P<key>[^']+)': (?P<why>.+)", re.DOTALL)
_YAML = re.compile(r'error parsing the configuration file: (?P<why>.+?)\n?\s*in "[^"]+", line (?P<line>\d+)', re.DOTALL)
_CONFIGS = re.compile(r"Aborted with (?:a|\d+) configuration errors?")
_REASONS = (
    ("should not be within the 'site_dir'", "站点不能写到制度所在的文件夹：生成时会清空它"),
    ("should not be within the 'docs_dir'", "站点不能写到 docs 里面"),
    ("isn't an existing directory", "没有这个文件夹"),
    ("is not installed", "没有装这个插件，或者名字写错了"),
)
_STRICT = re.compile(r"Aborted with \d+ warnings? in strict mode")


class Told(logging.Formatter):
    """Formats a record of their loggers."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; what is not known stays as it is."""
        return told(record.getMessage())


def told(message: str) -> str:
    """``message`` in Chinese where its kind is known."""
    if match := _MACRO.search(message):
        return f"docs/{match['file']} 错误　宏没有算出来：{match['why']}请改正这个宏。"
    if match := _LINK.search(message):
        return (
            f"docs/{match['file']} 错误　链接“{match['link']}”打不开，没有这个页面、文件或者锚点。站内链接写相对的 .md 文件名。"
        )
    if match := _CONFIG.search(message):
        why = next((chinese for english, chinese in _REASONS if english in match["why"]), match["why"].strip())
        return f"mkdocs.yml 错误　“{match['key']}”这一项不对：{why}。请照原来的写法改正，或者换一个 --site、--docs。"
    if match := _YAML.search(message):
        return f"mkdocs.yml:{match['line']} 错误　这里附近的写法读不懂：缩进、括号或者引号不对。请改正，或者用 git restore mkdocs.yml 恢复。"
    if _CONFIGS.search(message):
        return "mkdocs.yml 有上面的错误，站点没有生成。"
    return "有上面的错误，站点没有生成。请改正后再试。" if _STRICT.search(message) else message
