"""``rulebook bundle`` on a small rulebook: checked by sha256sum, written twice the same, never over something else."""

import shutil
import subprocess
from pathlib import Path

import pytest

from rulebook.cli.main import main
from tests.rulebooks import small_rulebook
from tests.sites import build_site


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_rulebook(tmp_path_factory.mktemp("small"))
    return build_site(root / "site", root / "docs")


def bundle(site: Path, to: Path, *more: str) -> int:
    return main(["bundle", "--site", str(site), "--to", str(to), *more])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def checked(folder: Path) -> bool:
    return subprocess.run(["sha256sum", "-c", "--quiet", "--strict", "SHA256SUMS"], cwd=folder, check=False).returncode == 0


def test_equal_sites_give_equal_discs_and_one_may_replace_another(small: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert bundle(small, one) == bundle(small, two) == 0
    made = contents(one)
    assert contents(two) == made
    assert checked(one)
    listed = {line[66:] for line in made["SHA256SUMS"].decode().splitlines()}
    assert listed == set(made) - {"SHA256SUMS"}
    smaller = tmp_path / "smaller"
    shutil.copytree(small, smaller)
    gone = next(path for path in smaller.glob("rules/*/index.html"))
    gone.unlink()
    assert bundle(smaller, two, "--since", str(two)) == 0
    assert checked(two)
    assert gone.relative_to(smaller).as_posix() not in contents(two)
    assert "新增　没有" in (two / "与上一张光盘相比.txt").read_text(encoding="utf-8-sig")


def test_a_changed_byte_is_found(small: Path, tmp_path: Path) -> None:
    assert bundle(small, tmp_path / "disc") == 0
    page = tmp_path / "disc" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"<title>", b"<title> ", 1))
    assert not checked(tmp_path / "disc")


def test_a_killed_run_is_made_good_by_the_next(small: Path, tmp_path: Path) -> None:
    to = tmp_path / "disc"
    assert bundle(small, to) == 0
    wanted = contents(to)
    (to / "index.html").unlink()
    shutil.rmtree(to / "rules")
    assert not checked(to)
    assert bundle(small, to) == 0
    assert contents(to) == wanted


def test_the_list_is_signed_with_the_key_of_publishing(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RULEBOOK_SIGNING_KEY", "key")
    to = tmp_path / "disc"
    assert bundle(small, to) == 0
    command = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        "allowed_signers",
        "-I",
        "publisher",
        "-n",
        "rulebook-disc",
        "-s",
        "SHA256SUMS.sig",
    ]
    listed = (to / "SHA256SUMS").read_bytes()
    assert subprocess.run(command, cwd=to, input=listed, check=False, capture_output=True).returncode == 0
    assert subprocess.run(command, cwd=to, input=listed + b" ", check=False, capture_output=True).returncode != 0
    assert "核对签名" in (to / "核对说明.txt").read_text(encoding="utf-8-sig")


def test_refusals(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "照片.txt").write_text("x")
    broken = tmp_path / "broken"
    shutil.copytree(small, broken)
    (broken / "assets" / "js" / "shared" / "day.js").write_text("export default 1;\n")
    cases = [
        ((tmp_path / "none", tmp_path / "to"), 2, "没有完整的站点"),
        ((small, mine), 2, "不会覆盖"),
        ((small, mine / "照片.txt"), 2, "不会覆盖"),
        ((small, small / "disc"), 2, "不能一个在另一个里面"),
        ((small, small.parent), 2, "不能一个在另一个里面"),
        ((small, tmp_path / "to", "--since", str(mine)), 2, "不是以前做的光盘"),
        ((broken, tmp_path / "to"), 1, "day.js 第1行"),
    ]
    for (site, to, *more), status, told in cases:
        assert bundle(site, to, *more) == status
        assert told in capsys.readouterr().err
    assert contents(mine) == {"照片.txt": b"x"}
    assert not (tmp_path / "to").exists()
    (tmp_path / "key").write_text("x")
    for key in ("nokey", "key"):
        monkeypatch.setenv("RULEBOOK_SIGNING_KEY", str(tmp_path / key))
        assert bundle(small, tmp_path / "to") == 2
        assert "RULEBOOK_SIGNING_KEY" in capsys.readouterr().err


def test_a_list_cannot_name_files_outside_its_folder(small: Path, tmp_path: Path) -> None:
    to, kept = tmp_path / "disc", tmp_path / "kept.txt"
    kept.write_text("x")
    to.mkdir()
    (to / "SHA256SUMS").write_text(f"{'0' * 64}  ../kept.txt\n{'0' * 64}  {kept}\n{'0' * 64}  \n{'0' * 64}  assets\n")
    (to / "assets").mkdir()
    assert bundle(small, to) == 0
    assert kept.read_text() == "x"
