"""What git says of a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path


def said(root: Path, *arguments: str) -> bytes:
    """What ``git`` prints in ``root``; b"" where it fails or is not installed."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


def said_text(root: Path, *arguments: str) -> str:
    """The same as text; bytes that are no UTF-8 are replaced."""
    return said(root, *arguments).decode("utf-8", errors="replace")
