"""Publishing that is killed, or whose programs are ended, on its way: the old site serves, the next run clears up."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.deploy.scratch import Scratch, add_rule, whole

STEPS = ("start", "sync", "record", "commit", "push", "build", "compare", "put", "switch", "noted", "prune")


@pytest.mark.parametrize("at", STEPS)
def test_killed_at_a_step(published: Scratch, at: str) -> None:
    before = whole(published)
    add_rule(published)
    killed = published.publish(RULEBOOK_TEST_KILL_AT=at)
    assert killed.returncode == -signal.SIGKILL
    during = whole(published)
    assert (during == before) == (at not in {"noted", "prune"})
    done = published.publish()
    assert done.returncode == 0, done.stderr
    after = whole(published)
    assert (published.to / "current/rules/cars/index.html").exists()
    assert published.releases() == sorted({before, during, after})
    assert not [p.name for p in (published.to / "releases").iterdir() if p.name.startswith(".")]
    assert published.git("rev-parse", "HEAD") == published.head()
    assert published.git("log", "--format=%s").splitlines().count("Ledger: published texts [skip ci]") == 2
    assert published.git("worktree", "list").count("\n") == 0
    assert not (published.folder / ".git/rulebook-publish/work").exists()
    assert not list(published.to.glob(".publishing*"))


@pytest.mark.parametrize("word", ["记入台账", "推送台账", "生成站点", "放到旧版本旁边"])
def test_everything_killed_in_the_middle_of_a_step(published: Scratch, word: str) -> None:
    before = whole(published)
    add_rule(published)
    running = subprocess.Popen(
        ["deploy/publish"], cwd=published.folder, env=published.env(), stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stdout
    for line in running.stdout:
        if word in line:
            time.sleep(0.15)
            break
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    running.stdout.close()
    whole(published)
    done = published.publish()
    assert done.returncode == 0, done.stderr
    assert whole(published) != before
    assert (published.to / "current/rules/cars/index.html").exists()
    assert published.git("rev-parse", "HEAD") == published.head()


def test_killed_while_the_folder_of_the_editor_follows(published: Scratch) -> None:
    """Git has locked the index then, and written one file of the new commit, but not yet that it is there."""
    add_rule(published)
    git = published.folder.parent / "bin" / "git"
    real = str(shutil.which("git"))
    half = f'touch .git/index.lock; {real} show "$4:ledger/ledger.jsonl" >ledger/ledger.jsonl; kill -9 $PPID $$'
    git.write_text(f'#!/bin/sh\nif [ "$1" = reset ]; then {half}; fi\nexec {real} "$@"\n')
    git.chmod(0o755)
    assert published.publish().returncode == -signal.SIGKILL
    git.unlink()
    own = published.folder / "docs/rules/archives.md"
    words = own.read_text(encoding="utf-8") + "\n"
    own.write_text(words, encoding="utf-8")
    done = published.publish()
    assert done.returncode == 0, done.stderr
    assert published.git("rev-parse", "HEAD") == published.head()
    assert published.git("status", "--porcelain", "--untracked-files=no") == "M docs/rules/archives.md"
    assert own.read_text(encoding="utf-8") == words, "what the editor was writing stays"


# What is ended by the machine (no memory, an impatient person) while the run itself goes on: its file in bin/, when, and what is told.
ENDED = {
    "build": ('[ "$3" = build ]', "中途断了"),
    "git": ('[ "$1" = push ]', "中途断了"),
    "tar": ('[ "$1" = -xf ]', "中途断了"),
    "find": ('[ "$3" = f ] && [ "$4" = ! ]', "中途断了"),
    "mv": ('[ "$2" = .next ]', "中途断了"),
    "gzip": ("true", "中途断了"),
    "df": ("true", "再运行"),
}


@pytest.mark.parametrize("tool", list(ENDED))
def test_a_program_ended_on_its_way_stops_in_words(published: Scratch, tool: str) -> None:
    before = whole(published)
    add_rule(published)
    when, words = ENDED[tool]
    place = published.folder.parent / "python" if tool == "build" else published.folder.parent / "bin" / tool
    real = str(shutil.which(tool)) if tool != "build" else str(place.rename(place.with_name("python.real")))
    place.write_text(f'#!/bin/sh\nif {when}; then kill -9 $$; fi\nexec {real} "$@"\n')
    place.chmod(0o755)
    stopped = published.publish()
    assert stopped.returncode == 1 or tool == "df"
    assert words in stopped.stderr
    assert "再运行" in stopped.stderr
    assert whole(published) == before
    place.unlink()
    if tool == "build":
        Path(real).rename(place)
    assert published.publish().returncode == 0
    assert (published.to / "current/rules/cars/index.html").exists()
    assert not list(published.to.glob(".*/")), "nothing is left at the place"
