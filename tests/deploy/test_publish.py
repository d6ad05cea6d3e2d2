"""Publishing from end to end: what it writes and keeps, how one goes back, what a broken machine is told."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.deploy.scratch import Scratch, add_rule, scratch, whole
from tests.sites import ROOT


def test_publish_records_pushes_and_switches(tmp_path: Path) -> None:
    made = scratch(tmp_path)
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    done = made.publish(RULEBOOK_SIGNING_KEY=str(key))
    assert done.returncode == 0, done.stderr
    current = made.to / "current"
    assert (current / "rules/seals/index.html").exists()
    assert (current / "rules/seals/index.html.gz").exists()
    assert made.git("log", "-1", "--format=%s").startswith("Ledger: ")
    assert made.git("rev-parse", "HEAD") == made.head()
    assert made.git("status", "--porcelain") == ""
    verified = made.run(".venv/bin/python", "-m", "rulebook", "verify", str(current), ".")
    assert verified.returncode == 0, verified.stdout
    assert "签名有效" in verified.stdout
    name = whole(made)
    again = made.publish(RULEBOOK_SIGNING_KEY=str(key))
    assert again.returncode == 0, again.stderr
    assert "没有变化" in again.stdout
    assert made.served() == name
    assert made.publish(RULEBOOK_SIGNING_KEY=str(key), RULEBOOK_DAY="2026-11-24").returncode == 0
    newest = whole(made)
    assert newest != name
    made.change("不得外借", "可以外借", "docs/rules/seals.md")
    head = made.head()
    stopped = made.publish()
    assert stopped.returncode == 1
    assert "L3" in stopped.stderr
    assert "原来的站点没有动" in stopped.stderr
    assert (made.served(), made.head()) == (newest, head)


def test_only_so_many_are_kept_and_unchanged_files_are_shared(published: Scratch) -> None:
    first = whole(published)
    for _ in range(3):
        time.sleep(1.01)  # names differ by the second
        assert published.publish("--again", "--keep", "2").returncode == 0
    kept = published.releases()
    assert len(kept) == 2
    assert first not in kept
    files = [published.to / "releases" / name / "assets/js/site.js" for name in kept]
    assert files[0].stat().st_ino == files[1].stat().st_ino


def test_a_damaged_file_does_not_spread(published: Scratch) -> None:
    before = whole(published)
    target = published.to / "releases" / before / "assets/js/site.js"
    target.write_bytes(target.read_bytes() + b"x")
    time.sleep(1.01)
    done = published.publish("--again")
    assert done.returncode == 0, done.stderr
    assert "有损坏" in done.stderr
    assert whole(published) != before
    assert published.run("deploy/rollback").returncode == 1  # the damaged release is not served again


def test_going_back_and_forward(published: Scratch) -> None:
    first = whole(published)
    assert published.run("deploy/rollback").returncode == 1
    time.sleep(1.01)
    add_rule(published)
    assert published.publish().returncode == 0
    second = whole(published)
    listed = published.run("deploy/rollback", "--list").stdout
    assert f"→ {second}" in listed
    assert first in listed
    back = published.run("deploy/rollback")
    assert back.returncode == 0, back.stderr
    assert published.served() == first
    held = published.publish("--again")
    assert held.returncode == 1
    assert "停在" in held.stderr
    assert published.run("deploy/rollback", "--forward").returncode == 0
    assert published.served() == second
    assert published.publish().returncode == 0
    assert published.run("deploy/rollback", first).returncode == 0
    assert published.run("deploy/rollback", "20990101T000000Z-abc").returncode == 1
    assert published.publish("--again", "--accept", "rollback").returncode == 0
    assert published.served() != first


def test_audiences_do_not_share_a_folder(published: Scratch) -> None:
    before = whole(published)
    stopped = published.publish("--audience", "党委")
    assert stopped.returncode == 1
    assert "另一个发布目录" in stopped.stderr
    assert published.served() == before


def test_lists_without_their_release_go(published: Scratch) -> None:
    """Killed between writing the list and putting the release there, or while an old one was removed."""
    for name in ("20260101T000000Z-0123456789ab.sha256", "20260101T000000Z-0123456789ab.info"):
        (published.to / "releases" / name).write_text("x\n")
    assert published.publish().returncode == 0
    assert not list((published.to / "releases").glob("20260101*"))


def test_what_is_served_was_removed(published: Scratch) -> None:
    subprocess.run(["rm", "-r", str(published.to / "releases" / published.served())], check=True)
    done = published.publish()
    assert done.returncode == 0, done.stderr
    assert "不见了" in done.stderr
    whole(published)


def test_a_folder_in_the_place_of_the_link_is_not_replaced(published: Scratch) -> None:
    (published.to / "current").unlink()
    (published.to / "current").mkdir()
    stopped = published.publish()
    assert stopped.returncode == 1
    assert "不是链接" in stopped.stderr
    assert (published.to / "current").is_dir()


def test_what_an_older_version_left(published: Scratch) -> None:
    """Releases without notes, and half a release under the name it used to have."""
    name = whole(published)
    for suffix in ("info", "sha256"):
        (published.to / f"releases/{name}.{suffix}").unlink()
    (published.to / f"releases/.{name}").mkdir()
    time.sleep(1.01)
    assert published.publish().returncode == 0
    assert not (published.to / f"releases/.{name}").exists()
    assert published.run("deploy/rollback").returncode == 0
    assert published.served() == name


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        ("rm -rf .git", "不是完整的仓库"),
        ("rm ../python", "make setup"),
        ("git remote set-url origin /nowhere/x.git", "连不上"),
        ("rm ../www/current && rm -rf ../www/releases && touch ../www/releases", "发布目录"),
    ],
)
def test_a_broken_machine_says_what_to_do(published: Scratch, break_it: str, words: str) -> None:
    assert published.run("sh", "-c", break_it).returncode == 0
    stopped = published.publish("--again", GIT_CEILING_DIRECTORIES=str(published.folder.parent))
    assert stopped.returncode == 1
    assert words in stopped.stderr


def test_wrong_use_is_told(published: Scratch) -> None:
    for options in (["--to", "www"], ["--keep", "0"], ["--audience", "x"], ["--accept", "all"], ["--nothing"], ["--to"]):
        done = published.publish(*options)
        assert done.returncode == 1
        assert "停止：" in done.stderr
        assert "原来的站点" not in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="只有 root 能换用户，没有验证属主不同")
def test_another_owner(published: Scratch) -> None:
    subprocess.run(["chown", "-R", "nobody", str(published.folder)], check=True)
    stopped = published.publish()
    assert stopped.returncode == 1
    assert "属于另一个用户" in stopped.stderr


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A file system of 8 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)], check=False, capture_output=True)
    if done.returncode != 0:
        pytest.skip("这里不能挂载小磁盘，没有验证磁盘满")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk(published: Scratch, small_disk: Path) -> None:
    """Little room is told before the work begins; where it runs out on the way nothing half stays."""
    made = Scratch(published.folder, small_disk / "www", published.shared, quick=True)
    early = made.publish(RULEBOOK_SPARE_MB="9")
    assert early.returncode == 1
    assert "磁盘空间不够" in early.stderr
    done = made.publish(RULEBOOK_SPARE_MB="0")
    assert done.returncode == 0, done.stderr
    before = whole(made)
    free = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"\0" * (free.f_bavail * free.f_frsize - 8192))
    add_rule(made)
    late = made.publish(RULEBOOK_SPARE_MB="0")
    assert late.returncode == 1
    assert "磁盘满了" in late.stderr
    assert whole(made) == before
    free = os.statvfs(small_disk)
    (small_disk / "more").write_bytes(b"\0" * (free.f_bavail * free.f_frsize))
    none = made.publish(RULEBOOK_SPARE_MB="0")  # no room for the note of who publishes
    assert none.returncode == 1
    assert "磁盘满了" in none.stderr
    assert not (made.to / ".publishing").exists()
    (small_disk / "more").unlink()
    (small_disk / "filler").unlink()
    assert made.publish(RULEBOOK_SPARE_MB="0").returncode == 0
    assert whole(made) != before


def test_over_ssh(published: Scratch, tmp_path: Path) -> None:
    """The same over ssh; here its place is taken by a program that runs the command on this machine."""
    fake = tmp_path / "bin/ssh"
    fake.write_text('#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift 2\ncd / && exec sh -c "$*"\n')
    fake.chmod(0o755)
    away = tmp_path / "it's away"
    extra = {"RULEBOOK_PUBLISH_TO": f"web:{away}"}
    done = published.publish(**extra)
    assert done.returncode == 0, done.stderr
    made = Scratch(published.folder, away, published.shared, quick=True)
    first = whole(made)
    time.sleep(1.01)
    add_rule(published)
    assert published.publish(**extra).returncode == 0
    assert whole(made) != first
    assert published.run("deploy/rollback", **extra).returncode == 0
    assert made.served() == first
    clock = fake.with_name("date")
    clock.write_text('#!/bin/sh\n[ "$*" != +%s ] || [ "$PWD" != "$AWAY" ] || exec echo 4000000000\nexec /bin/date "$@"\n')
    clock.chmod(0o755)
    wrong = published.publish("--again", "--accept", "rollback", AWAY=str(away), **extra)
    assert wrong.returncode == 1
    assert "时钟和 web 的差了" in wrong.stderr
    assert made.served() == first


def test_twice_within_one_second(published: Scratch, tmp_path: Path) -> None:
    """The second one waits for a name of its own; what stands in the release that is served is not touched."""
    second = tmp_path / "second"
    second.write_text("20990101T000000Z", encoding="utf-8")
    for name, words in (
        ("date", f'case $* in *Y%m%dT%H*) cat "{second}" ;; *) exec /bin/date "$@" ;; esac'),
        ("sleep", f'printf 20990101T000001Z >"{second}"'),
    ):
        script = tmp_path / "bin" / name
        script.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        script.chmod(0o755)
    assert published.publish("--again").returncode == 0
    first = whole(published)
    done = published.publish("--again")
    assert done.returncode == 0, done.stderr
    assert whole(published) != first
    assert {path.name[:16] for path in (published.to / "releases").glob("2099*Z-*") if path.is_dir()} == {
        "20990101T000000Z",
        "20990101T000001Z",
    }


def test_the_scripts_are_plain_shell() -> None:
    for name in ("publish", "rollback", "lib.sh"):
        assert subprocess.run(["sh", "-n", str(ROOT / "deploy" / name)], check=False).returncode == 0
