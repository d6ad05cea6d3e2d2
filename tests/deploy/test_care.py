"""Looking after a machine: what doctor sees, backup and restore from nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.scratch import Scratch, scratch


@pytest.fixture
def made(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path, quick=True)
    done = made.publish()
    assert done.returncode == 0, done.stderr
    return made


def _doctor(made: Scratch, **extra: str) -> list[str]:
    """What is not well, apart from this machine's nginx and disk."""
    done = made.run("deploy/doctor", **extra)
    poor = [line for line in done.stdout.splitlines() if line.startswith("不好")]
    assert (done.returncode == 0) == (not poor), done.stdout + done.stderr
    return [line for line in poor if "nginx 的配置" not in line and "只剩" not in line]


def test_a_good_machine(made: Scratch) -> None:
    assert _doctor(made) == []


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        ("rm -rf .git", "仓库打不开"),
        ("rm ../python", "没有虚拟环境"),
        ("printf '#!/bin/sh\\nexit 1\\n' >../python", "虚拟环境不完整"),
        ("git remote set-url origin /nowhere", "连不上远处的仓库"),
        ("echo x >>docs/rules/seals.md", "没有提交的改动"),
        ("echo x >>../www/current/index.html", "和发布时不同"),
        ("echo 回退 >../www/pinned", "停在回退的版本"),
        ("rm -rf ../www/releases", "发布目录"),
    ],
)
def test_what_doctor_sees(made: Scratch, break_it: str, words: str) -> None:
    assert made.run("sh", "-c", break_it).returncode == 0
    seen = _doctor(made, GIT_CEILING_DIRECTORIES=str(made.folder.parent))
    assert any(words in line for line in seen), seen


def test_a_clock_that_is_slow(made: Scratch) -> None:
    made.run(
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "x",
        GIT_COMMITTER_DATE="2099-01-01T00:00:00Z",
    )
    assert any("时钟慢了" in line for line in _doctor(made))


@pytest.mark.skipif(not shutil.which("openssl"), reason="没有 openssl，没有验证证书到期")
def test_a_certificate_that_ends(made: Scratch, tmp_path: Path) -> None:
    for days, ends in ((5, True), (90, False)):
        pem = tmp_path / f"{days}.pem"
        subprocess.run(
            [
                "openssl",
                "req",
                "-x509",
                "-nodes",
                "-newkey",
                "rsa:2048",
                "-days",
                str(days),
                "-subj",
                "/CN=x",
                "-keyout",
                "/dev/null",
                "-out",
                str(pem),
            ],
            check=True,
            capture_output=True,
        )
        assert any("证书" in line for line in _doctor(made, RULEBOOK_CERTIFICATE=str(pem))) == ends
    assert any("读不了" in line for line in _doctor(made, RULEBOOK_CERTIFICATE="/nowhere"))


def test_backup_and_restore_from_nothing(made: Scratch, tmp_path: Path) -> None:
    kept, back = tmp_path / "kept", tmp_path / "back"
    kept.mkdir()
    done = made.run("deploy/backup", str(kept))
    assert done.returncode == 0, done.stderr
    bundle = next(kept.glob("*.bundle"))
    head, served = made.git("rev-parse", "HEAD"), made.served()
    restore = tmp_path / "restore"
    shutil.copytree(made.folder / "deploy", restore)
    for lost in (made.folder, made.shared, made.to):
        shutil.rmtree(lost)
    done = subprocess.run([restore / "restore", bundle, back], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    again = Scratch(back, made.to, None, quick=True)
    (back / ".venv").symlink_to("/nowhere")  # publishing uses what env() names
    assert again.git("rev-parse", "HEAD") == head
    assert again.publish().returncode == 0
    assert again.served().endswith(served.rpartition("-")[2])
    assert subprocess.run([restore / "restore", bundle, back], capture_output=True, check=False).returncode == 1
    bundle.write_bytes(bundle.read_bytes()[:-100])
    broken = subprocess.run([restore / "restore", bundle, tmp_path / "x"], capture_output=True, text=True, check=False)
    assert broken.returncode == 1
    assert "拷坏了" in broken.stderr
    assert not (tmp_path / "x").exists()
