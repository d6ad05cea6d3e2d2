"""Shared: the evaluation corpus where it is there, Hypothesis profiles."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from rulebook.cli.main import main

settings.register_profile("default", max_examples=200, deadline=None)
settings.register_profile("fuzz", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

ROOT = Path(__file__).parents[1]


def corpus_folder() -> Path | None:
    """The evaluation corpus: RULEBOOK_CORPUS, or ../shared/corpus."""
    folder = Path(os.environ.get("RULEBOOK_CORPUS", ROOT.parent / "shared" / "corpus"))
    return folder if (folder / "score.py").exists() else None


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Skips where the evaluation corpus is absent."""
    folder = corpus_folder()
    if folder is None:
        pytest.skip("evaluation corpus is not here")
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One build of this repository's site with its editions, shared by all tests. The day is fixed."""
    os.environ["RULEBOOK_DAY"] = "2026-11-23"
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        out = tmp_path_factory.mktemp("site")
        assert main(["build", "--config", str(ROOT / "mkdocs.yml"), "--site", str(out)]) == 0
        return out
    finally:
        del os.environ["RULEBOOK_DAY"]


_SKIPPED: dict[str, int] = {}
_CORPUS = "evaluation corpus"
_NEEDED = ("Chromium", "neither Node nor Chromium", "no git", "no texts")  # run where the corpus and a browser are there


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what did not run, and why."""
    if report.skipped and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        _SKIPPED[reason] = _SKIPPED.get(reason, 0) + 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skip is a failure where nothing is missing that it names."""
    missed = [reason for reason in _SKIPPED if reason.startswith(_CORPUS)] if "RULEBOOK_CORPUS" in os.environ else []
    if corpus_folder() is not None and Path("/usr/bin/chromium").exists():
        missed += [reason for reason in _SKIPPED if reason.startswith(_NEEDED)]
    if missed and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure() -> None:
    """The last line says what did not run."""
    if _SKIPPED:
        told = "；".join(f"{count} 项：{reason}" for reason, count in _SKIPPED.items())
        print(f"没有运行的测试　{told}")
