"""A small rulebook to be changed."""

from pathlib import Path

import pytest

from rulebook.corpus.load import Corpus, load
from tests.rulebooks import small_rulebook


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_rulebook(tmp_path)


@pytest.fixture
def small(root: Path) -> Corpus:
    return load(root)
