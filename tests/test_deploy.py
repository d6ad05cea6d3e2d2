"""Publishing from end to end in a scratch clone: ledger, signature, switch of the site; nginx takes the configuration."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.rulebooks import small_rulebook
from tests.sites import ROOT

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)


def _run(folder: Path, *command: str, **extra: str) -> subprocess.CompletedProcess[str]:
    values = os.environ | {"RULEBOOK_DAY": "2026-11-23", "GIT_CONFIG_GLOBAL": "/dev/null"} | extra
    return subprocess.run(command, cwd=folder, env=values, capture_output=True, text=True, check=False)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = small_rulebook(tmp_path / "clone")
    for name in ("macros", "overrides", "deploy"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (folder / ".gitignore").write_text(".venv\nsite\n")
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        assert _run(folder, "git", *command).returncode == 0
    return folder


@pytest.mark.skipif(not (ROOT / ".venv/bin/rulebook").exists(), reason="installed elsewhere")
def test_publish_records_signs_and_switches(clone: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    to = tmp_path / "www"
    extra = {"RULEBOOK_PUBLISH_TO": str(to), "RULEBOOK_SIGNING_KEY": str(key)}
    done = _run(clone, "bash", "deploy/publish.sh", **extra)
    assert done.returncode == 0, done.stderr
    current = to / "current"
    assert (current / "rules/seals/index.html").exists()
    assert (current / "assets/ledger/ledger.jsonl").exists()
    assert "签名有效" in done.stdout
    head = _run(clone, "git", "log", "-1", "--format=%s").stdout
    assert head.startswith("Ledger")
    assert _run(clone, "bash", "deploy/publish.sh", **extra).returncode == 0
    assert _run(clone, "git", "rev-list", "--count", "HEAD").stdout.strip() in {"2", "3"}
    verified = _run(clone, ".venv/bin/rulebook", "verify", str(current), ".")
    assert verified.returncode == 0, verified.stdout
    text = next(current.resolve().rglob("text.txt"))
    text.write_bytes(text.read_bytes() + "改\n".encode())
    assert _run(clone, ".venv/bin/rulebook", "verify", str(current)).returncode == 1
    source = clone / "docs/rules/seals.md"
    source.write_text(source.read_text(encoding="utf-8").replace("不得外借", "可以外借"), encoding="utf-8")
    stopped = _run(clone, "bash", "deploy/publish.sh", **extra)
    assert stopped.returncode != 0
    assert "L303" in stopped.stderr


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_nginx_takes_the_configuration(tmp_path: Path) -> None:
    server = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").replace("listen 80", "listen 127.0.0.1:18471")
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {server} }}"
    for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
        whole = whole.replace("http {", f"http {{ {name}_temp_path {tmp_path}/{name};", 1)
    path = tmp_path / "nginx.conf"
    path.write_text(whole, encoding="utf-8")
    done = subprocess.run([str(NGINX), "-t", "-c", str(path), "-p", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
