"""The workflows on a runner on this machine (act): a good pull request is green, a bad one is red and says why."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.pulls import commit, edit, environment, git, repository
from tests.sites import ROOT

ACT = Path(sys.executable).parent / "act"
PAGE = '# 须知\n\n见 {{ rule("seals") }}。\n'


def pull(folder: Path, workflow: str, change: str) -> tuple[int, str]:
    """Run a workflow for pull request 1, whose branch holds ``change``."""
    work, forge = folder / "work", folder / "forge.git"
    work.mkdir()
    shutil.copytree((ROOT / workflow).parent, work / Path(workflow).parent)
    base = repository(work)
    git(work, "switch", "-qc", "change")
    (work / "docs/guide").mkdir()
    (work / "docs/guide/index.md").write_text(PAGE, encoding="utf-8")
    if change == "bad":
        edit(work, "docs/rules/archives.md", "第三条归档", "第九条归档")
    head = commit(work, "change")
    git(folder, "clone", "-q", "--bare", str(work), str(forge))
    git(forge, "update-ref", "refs/pull/1/merge", head)
    event = folder / "event.json"
    sides = {"base": {"sha": base, "ref": "main"}, "head": {"sha": head, "ref": "change", "repo": {"full_name": "x/fork"}}}
    event.write_text(json.dumps({"number": 1, "pull_request": {"number": 1, **sides}}), encoding="utf-8")
    command = [ACT, "pull_request", "-W", workflow, "-P", "ubuntu-latest=-self-hosted", "-e", event, "-j", "check"]
    options = ["--env", "GITHUB_REF=refs/pull/1/merge", "--var", f"RULEBOOK_REPOSITORY={forge}", "--no-cache-server"]
    values = environment(folder) | {"XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [*command, *options],
        cwd=work,
        env=values,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("workflow", [".github/workflows/check.yml", ".forgejo/workflows/check.yml"])
@pytest.mark.parametrize(("change", "words"), [("good", "只改了 docs/"), ("bad", "C102")])
def test_pull_requests(tmp_path: Path, workflow: str, change: str, words: str) -> None:
    code, said = pull(tmp_path, workflow, change)
    assert words in said, said
    assert (code == 0) is (change == "good"), said
