"""Files for the forges: sound by their published schemas, nothing from outside, no words of a stranger in a shell."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from rulebook.corpus.load import load
from tests.sites import ROOT

BIN = Path(sys.executable).parent
WORKFLOWS = sorted([*(ROOT / ".github/workflows").glob("*.yml"), *(ROOT / ".forgejo/workflows").glob("*.yml")])
SCHEMAS = [*((path, "vendor.github-workflows") for path in WORKFLOWS), (ROOT / ".gitlab-ci.yml", "vendor.gitlab-ci")]
OWNERS = [line.split() for line in (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def steps(path: Path) -> list[dict]:
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize(("path", "schema"), SCHEMAS, ids=lambda value: getattr(value, "name", value))
def test_schemas(path: Path, schema: str) -> None:
    command = [BIN / "check-jsonschema", "--builtin-schema", schema, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_zizmor() -> None:
    done = subprocess.run([BIN / "zizmor", "--offline", "--quiet", *WORKFLOWS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_no_words_of_a_stranger_in_a_shell(path: Path) -> None:
    assert not [step["run"] for step in steps(path) if "${{" in step.get("run", "")]
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: f"{path.parents[1].name}/{path.name}")
def test_nothing_comes_from_outside(path: Path) -> None:
    """Only where the operator has said that the forge is github.com is an action used, by its digest."""
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    for job in jobs.values():
        used = [step["uses"] for step in job["steps"] if "uses" in step]
        assert "container" not in job
        assert not used or "vars.RULEBOOK_ARTIFACTS" in job["if"]
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one) for one in used)


def test_no_secrets_on_pull_requests() -> None:
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text
        assert "pull_request_target" not in text


def owners(path: str) -> list[str]:
    """Who approves a file: the last line that names it, as the forges read it."""
    found: list[str] = []
    for pattern, *teams in OWNERS:
        if pattern == "*" or (pattern.endswith("/") and f"/{path}".startswith(pattern)) or f"/{path}" == pattern:
            found = teams
    return found


def test_every_file_has_owners() -> None:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("no git here")
    files = [name for name in done.stdout.split("\0") if name]
    assert not [name for name in files if not owners(name)]
    assert all("operators" in " ".join(owners(name)) for name in files if not name.startswith("docs/"))


def test_acts_that_are_named_belong_to_their_office() -> None:
    named = {pattern.strip("/").removesuffix(".md") for pattern, *_ in OWNERS}
    for act in load(ROOT).acts.values():
        if act.newest.file.removesuffix(".md") in named:
            for text in act.expressions:
                assert owners(text.file)[0] == f"@rulebook-{act.newest.header.office}", text.file
