"""The kit: made once, set up in a network namespace that has no interfaces, and a site built there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not os.environ.get("RULEBOOK_ACCEPTANCE"), reason="make acceptance runs it")


def test_set_up_and_build_without_a_network(tmp_path: Path) -> None:
    assert os.geteuid() == 0, "needs root: packages are downloaded, the network is taken away"
    made = os.environ.get("RULEBOOK_KIT")
    kit = Path(made) if made else tmp_path / "成套 安装包"
    if not made:
        subprocess.run(["deploy/kit", str(kit)], cwd=ROOT, check=True)
    to = tmp_path / "装好的 项目"
    command = 'sh "$0/setup.sh" "$1" && cd "$1" && make build && make check'
    closed = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "PIP_CONFIG_FILE": os.devnull}
    subprocess.run(["unshare", "-n", "sh", "-c", command, str(kit), str(to)], env=closed, check=True)
    assert (to / "site" / "index.html").is_file()
    assert (to / ".venv" / "share" / "rulebook" / "fonts" / "FandolFang-Regular.otf").is_file()


def test_a_damaged_kit_is_refused(tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    (kit / "wheels").mkdir(parents=True)
    shutil.copy(ROOT / "deploy" / "kit-setup", kit / "setup.sh")
    (kit / "rulebook.bundle").write_text("changed")
    (kit / "SHA256SUMS").write_text(f"{'0' * 64}  rulebook.bundle\n")
    result = subprocess.run(["sh", str(kit / "setup.sh"), str(tmp_path / "to")], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "安装包不完整" in result.stderr
    assert not (tmp_path / "to").exists()
