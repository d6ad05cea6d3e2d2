"""What a date can be: alone, so that the command line can check one without loading everything else."""

from __future__ import annotations

YEARS = range(1900, 2200)  # of dates that can be meant
