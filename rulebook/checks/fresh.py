"""What a change caused, apart from what stood before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rulebook.model.finding import Finding, Level

_NUMBER = re.compile(r"\d+")  # a line that moved is no new fault
_Fault = tuple[str, str, str, str]


def fresh(found: Iterable[Finding], before: Iterable[Finding]) -> tuple[list[Finding], Counter[str]]:
    """The findings of ``found`` that are not among ``before``, and how many of the others there are of each code.

    Errors are always among the first: they keep the change from passing, whoever made them.
    """
    known = Counter(_fault(finding) for finding in before)
    caused, stood = [], Counter[str]()
    for finding in found:
        fault = _fault(finding)
        if finding.level is not Level.ERROR and known[fault] > 0:
            known[fault] -= 1
            stood[finding.code] += 1
        else:
            caused.append(finding)
    return caused, stood


def _fault(finding: Finding) -> _Fault:
    return finding.file, finding.code, finding.text, _NUMBER.sub("", finding.message)
