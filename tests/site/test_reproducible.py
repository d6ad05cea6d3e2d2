"""Same commit and day, same bytes: in another folder, for another user, in another time zone."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.sites import ROOT

PARTS = ("docs", "macros", "overrides", "rulebook", "ledger", "mkdocs.yml")


def test_two_builds_are_the_same(site: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="elsewhere-"))
    try:
        for name in PARTS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / "copy" / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                shutil.copy2(source, folder / "copy" / name)
        folder.chmod(0o777)
        (folder / "copy").chmod(0o777)
        values = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(folder / "copy"),
            "PYTHONHASHSEED": "7",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TZ": "America/New_York",
            "HOME": str(folder),
            "RULEBOOK_DAY": "2026-11-23",
        }
        command = [sys.executable, "-m", "rulebook", "build", "--site", str(folder / "again")]
        subprocess.run(command, cwd=folder / "copy", env=values, user=_other_user(), check=True, capture_output=True, umask=0o077)
        ours = {p.relative_to(site) for p in site.rglob("*") if p.is_file()}
        theirs = {p.relative_to(folder / "again") for p in (folder / "again").rglob("*") if p.is_file()}
        assert ours == theirs
        for path in sorted(ours):
            assert (site / path).read_bytes() == (folder / "again" / path).read_bytes(), path
    finally:
        shutil.rmtree(folder)


def _other_user() -> str | None:
    """Nobody, where we are root and the interpreter is open to all."""
    python = Path(sys.executable)
    opened = all(folder.stat().st_mode & 0o001 for folder in (*python.parents, *python.resolve().parents))
    return "nobody" if os.getuid() == 0 and opened else None
