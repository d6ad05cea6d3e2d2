"""What the project says of its own files is where it says: files and folders named in the guides for people, and in comments."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOPS = (".ci", ".github", "bench", "deploy", "docs", "ledger", "macros", "overrides", "rulebook", "tests")
BUILT = {"index.html"}  # stands in a built site only
_NAMED = re.compile(r"`((?:[a-z_.][\w.-]*/)*[a-z_][\w-]*(?:\.(?:py|js|tsv|csv|html|sh|yml)|/))`", re.ASCII)  # a file, or a folder
_FULL = re.compile(r"\b(?:rulebook|overrides|deploy|bench|macros)/[\w/.-]+\.(?:py|js|tsv|csv|html|sh)\b", re.ASCII)
_WRITTEN = {".py", ".js", ".html", ".css", ".sh"}
PATHS = [path for top in TOPS for path in (ROOT / top, *(ROOT / top).rglob("*")) if "__pycache__" not in path.parts]
NAMES = [f"/{path.relative_to(ROOT).as_posix()}{'/' * path.is_dir()}" for path in (*PATHS, *ROOT.glob("*.yml"))]


@pytest.mark.parametrize("guide", ["README.md", "CONTRIBUTING.md"])
def test_files_that_guides_name(guide: str) -> None:
    named = set(_NAMED.findall((ROOT / guide).read_text(encoding="utf-8"))) - BUILT
    assert named
    assert [name for name in sorted(named) if not any(there.endswith(f"/{name}") for there in NAMES)] == []


def test_files_that_the_program_names() -> None:
    program = [path for path in PATHS if path.suffix in _WRITTEN and path.relative_to(ROOT).parts[0] not in {"tests", "docs"}]
    named = [(path.name, name) for path in program for name in _FULL.findall(path.read_text(encoding="utf-8"))]
    assert named
    assert [(path, name) for path, name in named if f"/{name}" not in NAMES] == []
