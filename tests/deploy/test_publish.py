"""Publishing from end to end: what is refused, what a killed run leaves, how one goes back."""

import datetime as dt
import fcntl
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.deploy.scratch import Scratch, scratch
from tests.sites import ROOT

STEPS = ("start", "sync", "record", "commit", "push", "build", "compare", "put", "switch", "noted", "prune")


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


def _add_rule(made: Scratch, name: str = "cars") -> None:
    text = (made.folder / "docs/rules/archives.md").read_text(encoding="utf-8")
    text = text.replace("id: archives", f"id: {name}").replace("档案", name).replace("2号", f"{len(name)}{name}号")
    (made.folder / f"docs/rules/{name}.md").write_text(text, encoding="utf-8")
    made.commit("Rule")


def _whole(made: Scratch) -> str:
    """The served release agrees with its list; gives its name."""
    name = made.served()
    folder = made.to / "releases" / name
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "--strict", f"../{name}.sha256"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return name


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
    name = _whole(made)
    again = made.publish(RULEBOOK_SIGNING_KEY=str(key))
    assert again.returncode == 0, again.stderr
    assert "没有变化" in again.stdout
    assert made.served() == name
    assert made.publish(RULEBOOK_SIGNING_KEY=str(key), RULEBOOK_DAY="2026-11-24").returncode == 0
    newest = _whole(made)
    assert newest != name
    made.change("不得外借", "可以外借", "docs/rules/seals.md")
    head = made.head()
    stopped = made.publish()
    assert stopped.returncode == 1
    assert "L3" in stopped.stderr
    assert "原来的站点没有动" in stopped.stderr
    assert (made.served(), made.head()) == (newest, head)


@pytest.mark.parametrize("at", STEPS)
def test_killed_at_a_step(published: Scratch, at: str) -> None:
    before = _whole(published)
    _add_rule(published)
    killed = published.publish(RULEBOOK_TEST_KILL_AT=at)
    assert killed.returncode == -signal.SIGKILL
    during = _whole(published)
    assert (during == before) == (at not in {"noted", "prune"})
    done = published.publish()
    assert done.returncode == 0, done.stderr
    after = _whole(published)
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
    before = _whole(published)
    _add_rule(published)
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
    _whole(published)
    done = published.publish()
    assert done.returncode == 0, done.stderr
    assert _whole(published) != before
    assert (published.to / "current/rules/cars/index.html").exists()
    assert published.git("rev-parse", "HEAD") == published.head()


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
    before = _whole(published)
    _add_rule(published)
    when, words = ENDED[tool]
    place = published.folder.parent / "python" if tool == "build" else published.folder.parent / "bin" / tool
    real = str(shutil.which(tool)) if tool != "build" else str(place.rename(place.with_name("python.real")))
    place.write_text(f'#!/bin/sh\nif {when}; then kill -9 $$; fi\nexec {real} "$@"\n')
    place.chmod(0o755)
    stopped = published.publish()
    assert stopped.returncode == 1 or tool == "df"
    assert words in stopped.stderr
    assert "再运行" in stopped.stderr
    assert _whole(published) == before
    place.unlink()
    if tool == "build":
        Path(real).rename(place)
    assert published.publish().returncode == 0
    assert (published.to / "current/rules/cars/index.html").exists()
    assert not list(published.to.glob(".*/")), "nothing is left at the place"


def test_two_at_once(published: Scratch) -> None:
    before = _whole(published)
    _add_rule(published)
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
    assert _whole(published) != before


def _hold(made: Scratch, owner: str, minutes: int = 0) -> Path:
    """The place of publication as another run has it, that showed life ``minutes`` ago."""
    place = made.to / ".publishing"
    place.mkdir()
    (place / "owner").write_text(owner + "\n")
    moment = time.time() - minutes * 60
    os.utime(place / "owner", (moment, moment))
    return place


def test_another_machine_publishes_to_the_same_folder(published: Scratch) -> None:
    before = _whole(published)
    _add_rule(published)
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
    assert _whole(published) == before
    assert place.exists()
    subprocess.run(["rm", "-r", str(place)], check=True)
    assert published.publish().returncode == 0
    assert not place.exists()


def test_a_killed_run_of_this_machine_holds_nothing(published: Scratch) -> None:
    _add_rule(published)
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
    before = _whole(published)
    _add_rule(published)
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
    assert _whole(published) == before
    assert (published.to / ".publishing/owner").read_text() == "other-host 1 clerk\n"


def _hook(made: Scratch, text: str) -> None:
    assert made.shared
    hook = made.shared / "hooks/pre-receive"
    hook.write_text(f"#!/bin/sh\n{text}\n")
    hook.chmod(0o755)


def test_a_refused_push_publishes_nothing(published: Scratch) -> None:
    before = _whole(published)
    _add_rule(published)
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
    _add_rule(published)
    published.record()
    mine = published.git("rev-parse", "HEAD")
    done = published.publish()
    assert done.returncode == 0, done.stderr
    assert "一并推送" in done.stdout
    assert published.head() == mine


def test_a_ledger_commit_that_main_has_overtaken(published: Scratch, tmp_path: Path) -> None:
    _add_rule(published)
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
    before = _whole(published)
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
    before = _whole(published)
    note = published.to / "releases" / f"{before}.info"
    note.write_text(note.read_text().replace("pages ", "pages 1"))
    stopped = published.publish("--again")
    assert stopped.returncode == 1
    assert "少了三成以上" in stopped.stderr
    assert published.served() == before
    assert published.publish("--again", "--accept", "shrunken").returncode == 0


def test_an_older_site_is_refused(published: Scratch) -> None:
    _add_rule(published)
    assert published.publish().returncode == 0
    newest = _whole(published)
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
    before = _whole(published)
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


def test_only_so_many_are_kept_and_unchanged_files_are_shared(published: Scratch) -> None:
    first = _whole(published)
    for _ in range(3):
        time.sleep(1.01)  # names differ by the second
        assert published.publish("--again", "--keep", "2").returncode == 0
    kept = published.releases()
    assert len(kept) == 2
    assert first not in kept
    files = [published.to / "releases" / name / "assets/js/site.js" for name in kept]
    assert files[0].stat().st_ino == files[1].stat().st_ino


def test_a_damaged_file_does_not_spread(published: Scratch) -> None:
    before = _whole(published)
    target = published.to / "releases" / before / "assets/js/site.js"
    target.write_bytes(target.read_bytes() + b"x")
    time.sleep(1.01)
    done = published.publish("--again")
    assert done.returncode == 0, done.stderr
    assert "有损坏" in done.stderr
    assert _whole(published) != before
    assert published.run("deploy/rollback").returncode == 1  # the damaged release is not served again


def test_going_back_and_forward(published: Scratch) -> None:
    first = _whole(published)
    assert published.run("deploy/rollback").returncode == 1
    time.sleep(1.01)
    _add_rule(published)
    assert published.publish().returncode == 0
    second = _whole(published)
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
    before = _whole(published)
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
    _whole(published)


def test_a_folder_in_the_place_of_the_link_is_not_replaced(published: Scratch) -> None:
    (published.to / "current").unlink()
    (published.to / "current").mkdir()
    stopped = published.publish()
    assert stopped.returncode == 1
    assert "不是链接" in stopped.stderr
    assert (published.to / "current").is_dir()


def test_what_an_older_version_left(published: Scratch) -> None:
    """Releases without notes, and half a release under the name it used to have."""
    name = _whole(published)
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
    before = _whole(made)
    free = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(b"\0" * (free.f_bavail * free.f_frsize - 8192))
    _add_rule(made)
    late = made.publish(RULEBOOK_SPARE_MB="0")
    assert late.returncode == 1
    assert "磁盘满了" in late.stderr
    assert _whole(made) == before
    free = os.statvfs(small_disk)
    (small_disk / "more").write_bytes(b"\0" * (free.f_bavail * free.f_frsize))
    none = made.publish(RULEBOOK_SPARE_MB="0")  # no room for the note of who publishes
    assert none.returncode == 1
    assert "磁盘满了" in none.stderr
    assert not (made.to / ".publishing").exists()
    (small_disk / "more").unlink()
    (small_disk / "filler").unlink()
    assert made.publish(RULEBOOK_SPARE_MB="0").returncode == 0
    assert _whole(made) != before


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
    first = _whole(made)
    time.sleep(1.01)
    _add_rule(published)
    assert published.publish(**extra).returncode == 0
    assert _whole(made) != first
    assert published.run("deploy/rollback", **extra).returncode == 0
    assert made.served() == first
    clock = fake.with_name("date")
    clock.write_text('#!/bin/sh\n[ "$*" != +%s ] || [ "$PWD" != "$AWAY" ] || exec echo 4000000000\nexec /bin/date "$@"\n')
    clock.chmod(0o755)
    wrong = published.publish("--again", "--accept", "rollback", AWAY=str(away), **extra)
    assert wrong.returncode == 1
    assert "时钟和 web 的差了" in wrong.stderr
    assert made.served() == first


def test_the_scripts_are_plain_shell() -> None:
    for name in ("publish", "rollback", "lib.sh"):
        assert subprocess.run(["sh", "-n", str(ROOT / "deploy" / name)], check=False).returncode == 0
