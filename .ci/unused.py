"""Names of the program that nothing but tests uses: vulture, told of what templates, pages and libraries call.

Exit code 1 where there are any.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).parents[1]
READ = ("rulebook", "macros", "bench")  # what only a test uses, nobody uses
DRAWN = ("overrides/**/*.html", "rulebook/**/*.html", "docs/**/*.md", "mkdocs.yml")  # they use views and macros by name
CALLED = {
    "handle_(?:starttag|comment|pi)": "HTMLParser calls them",
    "on_[a-z_]+|copy_file|dirty": "MkDocs calls its hooks, with all arguments by name",
    "(?:load|dump)_bytecode": "Jinja calls them",
    "reducer_override": "pickle calls it",
    "(?:de|a)scend_resolver": "PyYAML calls them",
    "model_config|_sums": "pydantic reads them",
    "define_env": "mkdocs-macros calls it",
    "in_provision|to_(?:act|title|provisions)": "fields of published data, read by others",
}
BY_KIND = "rulebook/script/expressions.py"  # its methods are named after the kinds of ast nodes and found by that name


def main() -> int:
    """Print each name with its place."""
    found = Vulture()
    found.scavenge([str(ROOT / folder) for folder in READ])
    files = (path for pattern in DRAWN for path in ROOT.glob(pattern))
    drawn = {word for path in files for word in re.findall(r"[A-Za-z_]\w*", path.read_text(encoding="utf-8"))}
    called = re.compile("|".join(CALLED))
    left = []
    for item in found.get_unused_code(min_confidence=60):
        place = Path(item.filename).relative_to(ROOT).as_posix()
        if not place.startswith(("rulebook/", "macros/")) or item.typ == "attribute":  # set on what belongs to a library
            continue
        if item.name not in drawn and not called.fullmatch(item.name) and not (place == BY_KIND and item.typ == "method"):
            left.append(f"{place}:{item.first_lineno}　{item.name} 没有用到。请删掉；由库或者模板调用的，写进 .ci/unused.py。")
    print("\n".join(left), end="\n" if left else "")
    return bool(left)


if __name__ == "__main__":
    sys.exit(main())
