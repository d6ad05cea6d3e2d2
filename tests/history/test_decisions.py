"""What one instrument did to which acts."""

import datetime as dt
from pathlib import Path

from rulebook.change.amend import Instrument, amend
from rulebook.change.erratum import Correction, correct
from rulebook.change.extend import extend
from rulebook.change.repeal import repeal
from rulebook.corpus.load import load
from rulebook.history.decisions import decisions
from tests.rulebooks import small_rulebook


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def told(root: Path) -> dict[str, list[tuple[str, str, str]]]:
    return {d.slug: [(e.act, e.event, e.expression) for e in d.effects] for d in decisions(load(root))}


def write(root: Path, writes: dict[str, str]) -> None:
    for path, text in writes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def test_decisions(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    first = {
        "2020-01-02-j1": [("seals", "制定", "2020-02-01")],
        "2020-03-02-j2": [("archives", "印发", "2020-04-01")],
        "2020-05-01-j3": [("leave", "印发", "2020-05-01")],
    }
    assert told(root) == first | {"2022-03-31-expiry": [("archives", "期满", "2020-04-01")]}
    today = day("2021-06-01")
    write(root, correct(load(root), "seals", Correction(today, "登记薄保", "登记簿保", "x"), today)[0].writes)
    write(root, extend(load(root), "archives", day("2023-03-31"), today, doc_no="甲〔2021〕4号").writes)
    package = Instrument(day("2021-09-01"), "甲〔2021〕9号", day("2021-08-02"), day("2021-08-01"))
    write(root, amend(load(root), ["seals", "archives"], package, today).writes)
    write(root, repeal(load(root), "archives", day("2022-01-01"), today, by="seals", decided=day("2021-12-01")).writes)
    assert told(root) == first | {
        "2021-06-01-erratum": [("seals", "勘误", "2020-02-01")],
        "2021-06-01-j4": [("archives", "延期", "2020-04-01")],
        "2021-08-01-j9": [("seals", "修正", "2021-09-01"), ("archives", "修正", "2021-09-01")],
        "2021-12-01-repeal": [("archives", "废止", "2021-09-01")],
    }
    found = next(d for d in decisions(load(root)) if d.slug == "2021-08-01-j9")
    assert (found.on, found.issued, found.doc_no) == (day("2021-08-01"), day("2021-08-02"), "甲〔2021〕9号")


def test_repeal_by_the_words_of_the_successor(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    archives = root / "docs/rules/archives.md"
    archives.write_text(
        archives.read_text(encoding="utf-8").replace("expires: 2022-03-31", "repealed: {on: 2021-07-01, by: seals}"),
        encoding="utf-8",
    )
    assert told(root)["2021-07-01-repeal"] == [("archives", "废止", "2020-04-01")]
    body = "第五条　本办法自2021年7月1日起施行，《甲局档案管理办法》同时废止。\n"
    seals = root / "docs/rules/seals.md"
    text = seals.read_text(encoding="utf-8").replace("effective: 2020-02-01", "effective: 2021-07-01")
    seals.write_text(text[: text.index("第五条")] + body, encoding="utf-8")
    assert told(root)["2020-01-02-j1"] == [("seals", "制定", "2021-07-01"), ("archives", "废止", "2020-04-01")]
