"""Two that publish to one folder: who waits, who stops, whose lock is dead."""

import fcntl
import os
import subprocess
import time
from pathlib import Path

from tests.deploy.scratch import Scratch, add_rule, whole


def test_two_at_once(published: Scratch) -> None:
    before = whole(published)
    add_rule(published)
    for path in (published.folder / ".git/rulebook-publish.lock", published.to / ".lock"):
        with path.open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            second = published.publish()
            assert second.returncode == 1
            assert "另一次发布正在" in second.stderr
            assert published.served() == before
    both = [
        subprocess.Popen(["deploy/publish"], cwd=published.folder, env=published.env(), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate()[1] for process in both]
    assert any(process.returncode == 0 for process in both)
    assert all(process.returncode == 0 or "另一次发布正在" in words for process, words in zip(both, told, strict=True))
    assert whole(published) != before


def _hold(made: Scratch, owner: str, minutes: int = 0) -> Path:
    """The place of publication as another run has it, that showed life ``minutes`` ago."""
    place = made.to / ".publishing"
    place.mkdir()
    (place / "owner").write_text(owner + "\n")
    moment = time.time() - minutes * 60
    os.utime(place / "owner", (moment, moment))
    return place


def test_another_machine_publishes_to_the_same_folder(published: Scratch) -> None:
    before = whole(published)
    add_rule(published)
    place = _hold(published, "other-host 4711 clerk 11月30日09:00开始发布", 5)
    waits = published.publish()
    assert waits.returncode == 1
    assert "机器 other-host 上的 clerk（进程 4711，11月30日09:00开始发布）正在写" in waits.stderr
    assert "5 分钟前还有动静" in waits.stderr
    os.utime(place / "owner", (1_600_000_000, 1_600_000_000))
    stopped = published.publish()
    assert stopped.returncode == 1
    assert "多半已经断了" in stopped.stderr
    assert f"rm -r {published.to}/.publishing" in stopped.stderr
    assert published.run("deploy/rollback").returncode == 1
    assert whole(published) == before
    assert place.exists()
    subprocess.run(["rm", "-r", str(place)], check=True)
    assert published.publish().returncode == 0
    assert not place.exists()


def test_a_killed_run_of_this_machine_holds_nothing(published: Scratch) -> None:
    add_rule(published)
    done = subprocess.Popen(["true"])
    done.wait()
    place = _hold(published, f"{os.uname().nodename} {done.pid} clerk 11月30日09:00开始发布")
    assert published.publish().returncode == 0
    assert not place.exists()


def test_a_number_that_another_process_has_now_holds_nothing(published: Scratch) -> None:
    """The run was killed, and this test happens to have its number."""
    mine = (Path("/proc") / str(os.getpid()) / "stat").read_text().rpartition(")")[2].split()[19]
    place = _hold(published, f"{os.uname().nodename} {os.getpid()}.{mine} clerk 11月30日09:00开始发布")
    assert f"（进程 {os.getpid()}，" in published.publish("--again").stderr
    (place / "owner").write_text(f"{os.uname().nodename} {os.getpid()}.{int(mine) - 1} clerk 11月30日09:00开始发布\n")
    assert published.publish("--again").returncode == 0
    assert not list(published.to.glob(".publishing*"))


def test_a_lock_without_a_name_is_one(published: Scratch) -> None:
    """Made by hand, or by an earlier version that was killed before it wrote into it."""
    (published.to / ".publishing").mkdir()
    stopped = published.publish("--again")
    assert stopped.returncode == 1
    assert "另一次发布正在写" in stopped.stderr


def test_whose_place_was_taken_away_switches_nothing(published: Scratch) -> None:
    before = whole(published)
    add_rule(published)
    running = subprocess.Popen(
        ["deploy/publish"], cwd=published.folder, env=published.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout
    assert running.stderr
    for line in running.stdout:
        if "记入台账" in line:
            (published.to / ".publishing/owner").write_text("other-host 1 clerk\n")
            break
    words = running.stderr.read()
    running.stdout.read()
    assert running.wait() == 1
    assert "已经不归这一次" in words
    assert whole(published) == before
    assert (published.to / ".publishing/owner").read_text() == "other-host 1 clerk\n"
