"""Where the faces for printing are found."""

from __future__ import annotations

import sys
from pathlib import Path

_FREE = Path(sys.prefix) / "share" / "rulebook" / "fonts"  # free faces that ``make setup`` puts there


def font_folders(own: Path | None = None) -> list[Path]:
    """Folders that exist: the bureau's licensed faces in ``own`` first, then the free ones of the set-up."""
    return [folder for folder in (own, _FREE) if folder and folder.is_dir()]


def has_fonts(own: Path | None = None) -> bool:
    """Whether there is any folder of faces; without one Chinese would be printed as boxes."""
    return bool(font_folders(own))
