"""The impact of one change: two states of a rulebook read, compared and checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from rulebook.checks.run import check
from rulebook.corpus.load import Corpus
from rulebook.corpus.select import select
from rulebook.impact.assess import Assessor
from rulebook.impact.model import Impact
from rulebook.impact.snapshot import at, changed_files, merge_base
from rulebook.model.finding import Finding, Level


def assessed(root: Path, base: str, head: str, audience: str = "") -> Impact:
    """The impact of what ``head`` (the folder as it is where empty) has beyond ``base``. Raises NoSuchCommit.

    audience: tell only what these readers may see, "" for everything. The names of other files and the findings, which may
    tell of more, are then left out.
    """
    day = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    with at(root, base):
        pass  # an unknown base is told before any work
    start = merge_base(root, base, head)
    with at(root, start) as old, at(root, head) as new:
        if audience:
            assessor = Assessor(*_for(audience, old, new), day)
            return Impact(start[:12], day, tuple(assessor.changes()), upper=tuple(assessor.upper()))
        assessor = Assessor(old, new, day)
        acts, upper = tuple(assessor.changes()), tuple(assessor.upper())
        errors, warnings = _told(old, new)
        texts = {change.file for change in acts} | {text.file for text in new.expressions()}
        others = tuple(name for name in changed_files(root, start, head) if name not in texts and not name.startswith("ledger/"))
        return Impact(start[:12], day, acts, others, upper, errors, warnings)


def _for(audience: str, old: Corpus, new: Corpus) -> tuple[Corpus, Corpus]:
    """Both states as ``audience`` may see them; what the new one withholds, also the old one does not tell."""
    before, now = select(old, audience), select(new, audience)
    hidden = new.acts.keys() - now.acts.keys()
    return dataclasses.replace(before, acts={key: act for key, act in before.acts.items() if key not in hidden}), now


def _told(old: Corpus, new: Corpus) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Errors of the new state, and the warnings that the old one had not."""
    known = {(f.file, f.code, f.text) for f in check(old)}
    found = check(new)
    errors = tuple(_line(f) for f in found if f.level is Level.ERROR)
    fresh = (f for f in found if f.level is Level.WARNING and (f.file, f.code, f.text) not in known)
    return errors, tuple(_line(f) for f in fresh)


def _line(finding: Finding) -> str:
    return f"{finding.file}:{finding.line} {finding.message}（{finding.code}）"
