"""What must not be published: a refused push, commits that are not merged, a smaller or older site, a wrong clock."""

import datetime as dt
import time
from pathlib import Path

import pytest

from tests.deploy.scratch import Scratch, add_rule, whole


def _hook(made: Scratch, text: str) -> None:
    assert made.shared
    hook = made.shared / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\n{text}\n")
    hook.chmod(0o755)


def test_a_refused_push_publishes_nothing(published: Scratch) -> None:
    before = whole(published)
    add_rule(published)
    head = published.head()
    _hook(published, "exit 1")
    stopped = published.publish()
    assert stopped.returncode == 1
    assert "不许这个账号推送" in stopped.stderr
    assert (published.served(), published.head()) == (before, head)
    _hook(published, "exit 0")
    assert published.publish().returncode == 0
    assert published.git("log", "-2", "--format=%s").splitlines() == ["Ledger: published texts [skip ci]", "Rule"]


def test_a_ledger_commit_that_was_not_pushed(published: Scratch) -> None:
    """Made by hand or by an older version of publishing."""
    add_rule(published)
    published.record()
    mine = published.git("rev-parse", "HEAD")
    done = published.publish()
    assert done.returncode == 0, done.stderr
    assert "一并推送" in done.stdout
    assert published.head() == mine


def test_a_ledger_commit_that_main_has_overtaken(published: Scratch, tmp_path: Path) -> None:
    add_rule(published)
    published.record()
    published.run("git", "clone", "-q", str(published.shared), str(tmp_path / "other"))
    other = Scratch(tmp_path / "other", published.to, published.shared)
    other.change("归档。", "归档，每年一次。", "docs/rules/cars.md")
    done = published.publish()
    assert done.returncode == 0, done.stderr
    assert "重新记" in done.stdout
    assert "每年一次".encode() in (published.to / "current/rules/cars/index.html").read_bytes()
    assert published.git("rev-parse", "HEAD") == published.head()


def test_other_commits_that_were_not_merged_stop(published: Scratch) -> None:
    before = whole(published)
    (published.folder / "note.txt").write_text("x")
    published.git("add", "-A")
    published.git("commit", "-qm", "Not merged")
    stopped = published.publish()
    assert stopped.returncode == 1
    assert "没有进主分支的提交" in stopped.stderr
    assert published.served() == before


def test_what_is_not_committed_is_not_published(published: Scratch) -> None:
    path = published.folder / "docs/rules/archives.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n第三条　没有提交。\n", encoding="utf-8")
    done = published.publish("--again")
    assert done.returncode == 0, done.stderr
    assert "没有提交的改动" in done.stderr
    assert "没有提交".encode() not in (published.to / "current/rules/archives/index.html").read_bytes()
    assert "没有提交" in path.read_text(encoding="utf-8")


def test_a_shrunken_site_is_refused(published: Scratch) -> None:
    before = whole(published)
    note = published.to / "releases" / f"{before}.info"
    note.write_text(note.read_text().replace("pages ", "pages 1"))
    stopped = published.publish("--again")
    assert stopped.returncode == 1
    assert "少了三成以上" in stopped.stderr
    assert published.served() == before
    assert published.publish("--again", "--accept", "shrunken").returncode == 0


def test_an_older_site_is_refused(published: Scratch) -> None:
    add_rule(published)
    assert published.publish().returncode == 0
    newest = whole(published)
    published.git("reset", "-q", "--hard", "HEAD~2")
    older = published.publish(RULEBOOK_REMOTE="")
    assert older.returncode == 1
    assert "退回旧内容" in older.stderr
    published.git("reset", "-q", "--hard", published.head())
    earlier = published.publish(RULEBOOK_DAY="2026-11-22")
    assert earlier.returncode == 1
    assert "退回旧的日子" in earlier.stderr
    assert published.served() == newest


@pytest.mark.parametrize(("seconds", "words"), [(3 * 86400, "时钟慢了"), (-400 * 86400, "时钟快了")])
def test_a_wrong_clock_is_noticed(published: Scratch, seconds: int, words: str) -> None:
    """The last publication lies in the future, or more than a year back."""
    before = whole(published)
    note = published.to / "releases" / f"{before}.info"
    lines = [f"time {int(time.time()) + seconds}" if x.startswith("time ") else x for x in note.read_text().splitlines()]
    note.write_text("\n".join(lines) + "\n")
    stopped = published.publish("--again")
    assert stopped.returncode == 1
    assert words in stopped.stderr
    assert published.publish("--again", "--accept", "clock").returncode == 0


def test_a_commit_of_tomorrow_is_noticed(published: Scratch) -> None:
    (published.folder / "note.txt").write_text("x")
    published.git("add", "-A")
    later = (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).isoformat()
    assert published.run("git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x", GIT_COMMITTER_DATE=later)
    published.git("push", "-q", "origin", "main")
    stopped = published.publish()
    assert stopped.returncode == 1
    assert "时钟慢了" in stopped.stderr
