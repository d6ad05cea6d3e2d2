"""Long work shows itself: a bar on a terminal, plain lines in CI, nothing where the output is read by a program."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from tqdm import tqdm

LONG = 2.0  # seconds after which something is shown
PAUSE = 10.0  # seconds between two plain lines


class Progress:
    """Shows how much of ``what`` is done. Called with the number of things done and of all."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.bar: Any = None
        self.said = time.monotonic() + LONG - PAUSE

    def __call__(self, done: int, total: int) -> None:
        """So much is done now."""
        if sys.stderr.isatty():
            if self.bar is None:
                self.bar = tqdm(total=total, desc=self.what, delay=LONG, leave=False, unit="个", file=sys.stderr)
            self.bar.update(done - self.bar.n)
            if done >= total:
                self.bar.close()
        elif shown() and time.monotonic() - self.said > PAUSE and done < total:
            self.said = time.monotonic()
            print(f"{self.what}　{done}/{total}", file=sys.stderr, flush=True)


def shown() -> bool:
    """Whether somebody looks on: at a terminal, or at the log of CI."""
    return sys.stderr.isatty() or bool(os.environ.get("CI"))
