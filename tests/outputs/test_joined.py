"""Modules joined into one script: the spelling that is known, in the order it would run; everything else is refused."""

from pathlib import Path

import pytest

from rulebook.outputs.joined import JoinError, join

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "js"
ONE = 'import { b as c, d } from "./in/two.js";\nc(d);\n'
TWO = 'import { e } from "../three.js";\nexport const d = e;\nexport function b() {}\nexport { e };\n'
THREE = "/** @type {import('./two.js').X} */\nexport class e {}\nexport async function f() {}\nconst at = import.meta.url;\n"


def test_each_module_runs_once_after_what_it_imports() -> None:
    made = join("one.js", {"one.js": ONE, "in/two.js": TWO, "three.js": THREE}.__getitem__)
    assert [line[3:] for line in made.splitlines() if line.startswith("// ")] == ["three.js", "in/two.js", "one.js"]
    assert "const { b: c, d } = $1;" in made
    assert "return { d, b, e };" in made
    assert 'const at = new URL("three.js", $here).href;' in made
    assert "export" not in made
    assert made.startswith('(function () {\n"use strict";\n')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("export default function a() {}\n", "one.js 第1行"),
        ("export let a = 1;\n", "one.js 第1行"),
        ("export function* a() {}\n", "one.js 第1行"),
        ("export const { a } = b;\n", "one.js 第1行"),
        ('let x = 1;\nexport * from "./two.js";\n', "one.js 第2行"),
        ('export { a } from "./two.js";\n', "one.js 第1行"),
        ('import a from "./two.js";\n', "one.js 第1行"),
        ('import * as a from "./two.js";\n', "one.js 第1行"),
        ('import "./two.js";\n', "one.js 第1行"),
        ('import {\n  a,\n} from "./two.js";\n', "one.js 第1行"),
        ('import { a } from "elsewhere";\n', "one.js 第1行"),
        ("import { a } from './two.js';\n", "one.js 第1行"),
        ('const a = 1;\nconst b = () => import("./two.js");\n', "one.js 第2行"),
        ("const a = import.meta.env;\n", "one.js 第1行"),
        ("/* a\n*/\nawait a();\n", "one.js 第3行"),
        ("const a = await b();\n", "one.js 第1行"),
        ('import { a } from "./gone.js";\n', "gone.js"),
        ('import { a } from "./two.js";\n', "没有 a"),
        ('import { a, , b } from "./two.js";\n', "看不懂"),
        ('import { z } from "./round.js";\n', "互相引入"),
    ],
)
def test_what_is_not_understood_is_refused(text: str, told: str) -> None:
    others = {"two.js": "export const z = 1;\n", "round.js": 'import { z } from "./one.js";\nexport const y = z;\n'}
    with pytest.raises(JoinError, match=told):
        join("one.js", ({"one.js": text} | others).__getitem__)


def test_the_scripts_of_the_site_can_be_joined() -> None:
    def read(path: str) -> str:
        return (SCRIPTS / path).read_text(encoding="utf-8")

    made = join("site.js", read)
    assert all(f"// {name}\n" in made for name in ("shared/data.js", "search/engine.js", "site.js"))
