"""The script of 核对引用 run in Node (or, where there is none, in Chromium), for tests that hold it against the engine."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from rulebook.script.engine import script

_NODE = """
const { readFileSync } = require("fs");
globalThis.document = { currentScript: {} };
require("vm").runInThisContext(readFileSync(process.argv[2], "utf8"));
const engine = document.currentScript.engine;
const run = %s;
Promise.resolve(run(engine, JSON.parse(readFileSync(process.argv[3], "utf8")))).then((answer) => process.stdout.write(JSON.stringify(answer)));
"""


class Engine:
    """Runs a function of the engine and a value; its answer comes back as JSON."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "engine.js").write_text(script(), encoding="utf-8")

    def __call__(self, function: str, value: object) -> Any:
        """``function``: JavaScript of ``(engine, value) => answer``."""
        if shutil.which("node"):
            (self.folder / "run.cjs").write_text(_NODE % function, encoding="utf-8")
            (self.folder / "value.json").write_text(json.dumps(value), encoding="utf-8")
            command = ["node", *(str(self.folder / name) for name in ("run.cjs", "engine.js", "value.json"))]
            done = subprocess.run(command, check=False, capture_output=True)
            assert done.returncode == 0, done.stderr.decode()[-1500:]
            return json.loads(done.stdout)
        if not Path("/usr/bin/chromium").exists():
            pytest.skip("neither Node nor Chromium is here")
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page()
            page.add_script_tag(
                content=(self.folder / "engine.js").read_text("utf-8").replace("document.currentScript", "(window.box = {})")
            )
            answer = page.evaluate(f"(value) => ({function})(window.box.engine, value)", value)
            browser.close()
            return answer
