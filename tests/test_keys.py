"""Keys: equal values, equal keys, in every process; what differs anywhere inside, or is of another class, has another."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import os
import subprocess
import sys
from typing import NamedTuple

from rulebook.keys import key


@dataclasses.dataclass(frozen=True, slots=True)
class One:
    value: object


@dataclasses.dataclass(frozen=True, slots=True)
class Two:
    first: object
    second: object = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Other:
    first: object
    second: object = ""


class Named(NamedTuple):
    first: object
    second: object = ""


def _values() -> list[object]:
    return [
        One("甲"), One(One("甲")), Two("甲"), Two("", "甲"), Two("甲", None), Two(One("甲")), Two(("甲", "")), Other("甲"),
        Named("甲"), ("甲", ""), ["甲", ""], "甲", b"\xe7\x94\xb2", {"first": "甲"}, dt.date(2020, 1, 1), "2020-01-01", 1, True, None,
    ]  # fmt: skip


def test_what_differs_has_another_key() -> None:
    for one, other in itertools.combinations(_values(), 2):
        assert key(one) != key(other), (one, other)


def test_equal_values_have_equal_keys_in_every_process() -> None:
    ours = [key(value) for value in _values()]
    assert ours == [key(value) for value in _values()]
    program = "from tests.test_keys import _values; from rulebook.keys import key; print(*map(key, _values()))"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True).stdout
    assert told.split() == ours


def test_one_object_twice_is_as_two_equal_ones() -> None:
    twice = Two("甲", "乙")
    assert key(Two(twice, twice)) == key(Two(Two("甲", "乙"), Two("甲", "乙")))
