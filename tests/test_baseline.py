"""Scripts and styles keep to Chromium 90: what came later (by the browsers' own release notes) may only improve."""

import re
from pathlib import Path

import pytest

from tests.sites import ROOT

ASSETS = ROOT / "overrides" / "assets"
SCRIPTS = sorted((ASSETS / "js").rglob("*.js"))
STYLES = sorted((ASSETS / "css").glob("*.css"))

LATER_SCRIPT = {
    r"\.at\(-?\d": 92,
    r"\.hasOwn\(": 93,
    r"\.findLast(Index)?\(": 97,
    r"\bstructuredClone\(": 98,
    r"\.showPicker\(": 99,
    r"\.(toSorted|toReversed|toSpliced|with)\(": 110,
    r"\b(Object|Map)\.groupBy\(": 117,
    r"\bPromise\.withResolvers\(": 119,
    r"\bPromise\.try\(": 128,
    r"\bArray\.fromAsync\(": 121,
    r"\bURL\.(canParse|parse)\(": 120,
    r"\.(union|intersection|difference|isSubsetOf)\(": 122,
    r"\bstatic\s*\{": 94,
    r"#\w+\s+in\s+": 91,
    r"/[gimsuy]*v[gimsuy]*[,;)]": 112,
    r"\bnavigator\.clipboard": 0,
    r"\bcrypto\.subtle": 0,
    r"\bpopover\b": 114,
    r"import\.meta\.resolve": 105,
    r"\bAbortSignal\.(timeout|any)\(": 103,
    r"with\s*\{\s*type:": 123,
}
LATER_STYLE = {
    r":has\(": 105,
    r"@layer\b": 99,
    r"@container\b": 105,
    r"\bcolor-mix\(": 111,
    r"\boklch\(": 111,
    r"^\s*&": 112,
    r"\b\d+(dvh|svh|lvh)\b": 108,
    r"@scope\b": 118,
    r"\blight-dark\(": 123,
    r"\bsubgrid\b": 117,
    r"\banimation-timeline\b": 115,
}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_keep_to_the_baseline(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = [(pattern, since) for pattern, since in LATER_SCRIPT.items() if re.search(pattern, text)]
    assert not [f for f in found if path.name != "clipboard.js"], found


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_keep_to_the_baseline(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not [(pattern, since) for pattern, since in LATER_STYLE.items() if re.search(pattern, text, flags=re.MULTILINE)]


def test_clipboard_has_a_way_without_the_newer_one() -> None:
    text = (ASSETS / "js" / "shared" / "clipboard.js").read_text(encoding="utf-8")
    assert "execCommand" in text
