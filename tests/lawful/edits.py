"""Edits of the small rulebook, as editors, careless and malicious, make them."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

from rulebook.checks.run import check
from rulebook.cli.main import main
from rulebook.corpus.kept import FILE, HEAD, TEXTS, Entry, read
from rulebook.corpus.load import load
from rulebook.history.fingerprint import fingerprint
from rulebook.lawful.ledger import append
from rulebook.model.finding import Level

SEALS, ARCHIVES, TRIAL = "docs/rules/seals.md", "docs/rules/archives.md", "docs/rules/trial.md"
FROZEN = "docs/rules/seals/2020-02-01.md"
Edit = Callable[[Path], None]
HISTORY = "   # 首次\n"  # the end of the last row of the history of seals


def put(file: str, *pairs: str) -> Edit:
    """Replace old words by new ones, pair by pair."""

    def edit(root: Path) -> None:
        path = root / file
        text = path.read_bytes().decode()
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert old in text, old
            text = text.replace(old, new, 1)
        path.write_bytes(text.encode())

    return edit


def row(words: str) -> tuple[str, str]:
    """One more row in the history of seals."""
    return HISTORY, f"{HISTORY}  - {{{words}}}\n"


def move(old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)

    return edit


def write(file: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")

    return edit


def copy(old: str, new: str, *pairs: str) -> Edit:
    def edit(root: Path) -> None:
        write(new, (root / old).read_text(encoding="utf-8"))(root)
        put(new, *pairs)(root)

    return edit


def delete(file: str) -> Edit:
    return lambda root: (root / file).unlink()


def ledger(file: str, old: str, new: str) -> Edit:
    return put(f"ledger/{file}", old, new)


def all_of(*edits: Edit) -> Edit:
    def edit(root: Path) -> None:
        for one in edits:
            one(root)

    return edit


def kept(old: str, new: str) -> Edit:
    """Change the kept text of seals."""

    def edit(root: Path) -> None:
        for path in (root / "ledger/texts").iterdir():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _resealed(root: Path) -> list[str]:
    """The rows with an impossible day and right hashes."""
    out, previous = [], ""
    for row in read(root)[0]:
        sealed = dataclasses.replace(row, day="2020-13-45", previous=previous, hash="").sealed()
        previous = sealed.hash
        out.append(sealed.line())
    return out


def recorded(root: Path) -> None:
    assert main(["record", "--root", str(root), "--day", "2020-09-01"]) == 0


def recorded_later(root: Path) -> None:
    assert main(["record", "--root", str(root), "--day", "2021-10-01"]) == 0


def anew(root: Path) -> None:
    """The ledger as an older program wrote it, which did not ask."""
    for name in (FILE, HEAD):
        (root / name).unlink()
    append(root, load(root).acts.values(), dt.date(2020, 6, 1))


EARLIER = ("doc_no: 甲〔2020〕2号", "doc_no: 甲〔2019〕2号", "adopted: 2020-03-02", "adopted: 2019-03-02", "issued: 2020-03-03",
           "issued: 2019-03-03", "effective: 2020-04-01\nexpires: 2022-03-31", "effective: 2019-04-01")  # fmt: skip


def made(words: str) -> tuple[str, str]:
    """The row of an act that was made in 2019, for a text without history."""
    return "---\n\n#", f"history:\n  - {{on: 2019-03-02, event: 制定, {words}}}\n---\n\n#"


ON_TRIAL = ("id: archives", "id: trial", "title: 甲局档案管理办法", "title: 甲局值班办法", "# 甲局档案管理办法", "# 甲局值班办法",
            "甲〔2020〕2号", "甲〔2020〕8号", "2022-03-31", "2032-03-31", "本办法试行二年。", "本办法试行。\n\n试行期满前总结。")  # fmt: skip


def append_row(root: Path) -> None:
    """Falsify the text, keep it as if it were published, and add a row with a right hash."""
    put(SEALS, "不得外借", "可以外借")(root)
    text = load(root).acts["seals"].newest
    data = text.raw.encode()
    name = hashlib.sha256(data).hexdigest()
    (root / TEXTS / f"{name}.md").write_bytes(data)
    rows, _ = read(root)
    entry = Entry(
        len(rows) + 1, text.act, text.key, fingerprint(text), "勘误", "2020-06-02", rows[-1].hash, "", name, text.file
    ).sealed()
    with (root / FILE).open("a", encoding="utf-8") as file:
        file.write(entry.line())
    (root / HEAD).write_text(f"{entry.n} {entry.hash}\n", encoding="utf-8")


WAS, MISPRINT = "on: 2021-05-01, event: 勘误, note: 排印错误", ("机关记委", "机关纪委")
AMEND = ("doc_no: 甲〔2020〕1号\n", "doc_no: 甲〔2021〕9号\n", "adopted: 2020-01-02", "adopted: 2021-08-01",
         "issued: 2020-01-03", "issued: 2021-08-02", "effective: 2020-02-01\noffice", "effective: 2021-09-01\noffice")  # fmt: skip

SUCCESSOR = ("id: trial", "id: duty", "甲局值班办法", "甲局值守办法", "# 甲局值班办法", "# 甲局值守办法", "甲〔2020〕8号",
             "甲〔2021〕8号", "adopted: 2020-03-02", "adopted: 2021-03-02", "issued: 2020-03-03", "issued: 2021-03-03",
             "effective: 2020-04-01", "effective: 2021-04-01")  # fmt: skip
SAYS = ("本办法试行。", "本办法施行后，《甲局值班办法》同时废止。")
ENDED = ("office: bureau-office", "repealed: {on: 2021-04-01, by: duty}\noffice: bureau-office")

BASED = all_of(
    put(SEALS, "document_type", "basis: [{id: archives-law}]\ndocument_type", "为规范印章管理，", "根据《乙档案法》，"),
    write("docs/basis/instruments.yml", "- {id: archives-law, title: 乙档案法}\n- {id: party-charter, title: 乙章程}\n"),
)
AMENDED_BACK = tuple(word for old, new in zip(AMEND[::2], AMEND[1::2], strict=True) for word in (new, old))


def errors(root: Path) -> list[str]:
    return [f"{f.code} {f.file}:{f.line} {f.message}" for f in check(load(root)) if f.level is Level.ERROR]


def refused(root: Path, edit: Edit, code: str) -> None:
    """``edit`` is the only thing wrong: check says ``code`` for it, and nothing is recorded."""
    assert errors(root) == []
    edit(root)
    found = errors(root)
    assert code in [line.split()[0] for line in found], found
    assert main(["record", "--root", str(root)]) == 1
