"""Every code of a finding with what it means, a wrong and a right example; the table stands in ``codes.tsv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

Place = Literal["head", "text", "page", "other"]
FAMILIES = {
    "H": "文件头",
    "S": "条文结构",
    "C": "引用",
    "R": "登记、职责、事项、清单",
    "F": "表格",
    "T": "文件和文字",
    "W": "网页标记和链接",
    "M": "宏",
    "E": "汇编版本",
    "L": "台账和链接的文件",
    "D": "导入的 Word 文件",
    "I": "导入的其他文件",
    "A": "修改决定",
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code. place: where the examples stand; ``other``: told in words, not as a line of a file."""

    code: str
    meaning: str
    place: Place
    wrong: str
    right: str


def _read() -> dict[str, Code]:
    with (Path(__file__).parent / "codes.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["code"]: _code(row) for row in rows}


def _code(row: dict[str, str]) -> Code:
    wrong, right = (row[key].replace("\\n", "\n") for key in ("wrong", "right"))
    return Code(row["code"], row["meaning"], cast("Place", row["place"]), wrong, right)


CODES = _read()
