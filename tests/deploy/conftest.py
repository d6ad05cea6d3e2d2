"""A clone that has published once."""

import subprocess
from pathlib import Path

import pytest

from tests.deploy.scratch import Scratch, scratch


@pytest.fixture(scope="module")
def _once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone that has published once; copied for each test."""
    place = tmp_path_factory.mktemp("publish")
    done = scratch(place, quick=True).publish()
    assert done.returncode == 0, done.stderr
    return place


@pytest.fixture
def published(_once: Path, tmp_path: Path) -> Scratch:
    subprocess.run(["cp", "-a", f"{_once}/.", str(tmp_path)], check=True)
    made = Scratch(tmp_path / "clone", tmp_path / "www", tmp_path / "shared.git", quick=True)
    made.git("remote", "set-url", "origin", str(made.shared))
    return made
