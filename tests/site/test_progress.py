"""Who sees what of long work: a terminal a bar, CI plain lines, a program nothing."""

import io

import pytest

from rulebook.site import progress


class _Stream(io.StringIO):
    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "ci", "long", "seen"),
    [
        (True, "", True, "生成站点"),
        (True, "", False, ""),
        (False, "1", True, "生成站点　1/3\n"),
        (False, "1", False, ""),
        (False, "", True, ""),
    ],
)
def test_shown(monkeypatch: pytest.MonkeyPatch, terminal: bool, ci: str, long: bool, seen: str) -> None:
    stream = _Stream(terminal=terminal)
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(progress, "LONG", 0 if long else 60)
    bar = progress.Progress("生成站点")
    for done in (1, 2, 3):
        bar(done, 3)
    assert (seen in stream.getvalue()) if terminal and seen else stream.getvalue() == seen
