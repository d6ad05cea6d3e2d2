"""The hedge: should MkDocs end, the same rulebook gives the same site, byte for byte, under its successor."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rulebook.cli.main import main

SUCCESSOR = "properdocs==1.6.7"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The successor in a folder of its own: nothing else of the tests sees it."""
    folder = tmp_path / "lib"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), SUCCESSOR]
    try:
        installed = subprocess.run(install, capture_output=True, timeout=120, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        installed = False
    if not installed:
        pytest.skip(f"这里装不上 {SUCCESSOR}，没有验证换一个生成程序")
    return folder


def test_the_successor_gives_the_same_bytes(tmp_path: Path, library: Path) -> None:
    root = tmp_path / "rulebook"
    assert main(["init", str(root), "--name", "甲局"]) == 0
    sites = [_built(root, tmp_path / program, program, library) for program in ("mkdocs", "properdocs")]
    assert sites[0]["index.html"]
    assert sites[0] == sites[1]


def _built(root: Path, site: Path, program: str, library: Path) -> dict[str, bytes]:
    """Each file of the site as ``program`` builds it."""
    shutil.rmtree(root / ".cache", ignore_errors=True)  # nothing is taken from what the other one made
    places = [str(library), str(Path(__file__).parents[1])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "RULEBOOK_DAY": "2026-11-23", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", program, "build", "-q", "-f", "mkdocs.yml", "-d", str(site)]
    built = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert built.returncode == 0, built.stderr[-800:]
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}
