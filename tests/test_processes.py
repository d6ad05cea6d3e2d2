"""Work shared by processes: every piece once, and what goes wrong in another process is known in this one."""

import os
import signal

import pytest

from rulebook import processes
from rulebook.processes import shared


@pytest.fixture(autouse=True)
def _two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 2)


@pytest.mark.parametrize("here", [True, False])
def test_every_piece_is_made_once(here: bool) -> None:
    made = list(shared(lambda n: (n * n, os.getpid()), range(300), here=here))
    assert sorted(square for square, _ in made) == [n * n for n in range(300)]
    assert here or os.getpid() not in {process for _, process in made}


@pytest.mark.parametrize("here", [True, False])
def test_an_error_is_raised_here(here: bool) -> None:
    def fails(number: int) -> int:
        if number == 7:
            raise ValueError("seven")
        return number

    with pytest.raises(ValueError, match="seven"):
        list(shared(fails, range(100), here=here))


def test_a_killed_process_is_told_of() -> None:
    with pytest.raises(ChildProcessError):
        list(shared(lambda _: os.kill(os.getpid(), signal.SIGKILL), range(3), here=False))


def test_a_process_that_nobody_waits_for_ends() -> None:
    told = shared(lambda n: (n, os.getpid()), range(10_000), here=False)
    _, process = next(told)
    told.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
