"""Addresses, scripts and data of the disc; what is new since the last one."""

import json
from datetime import date

import pytest

from rulebook.outputs.disc import disc, held
from rulebook.outputs.disc_papers import Disc, Text, changes, describe, read_me, sums, taken

HOME = '<title>甲&amp;乙</title><header data-site-day="2026-11-23"></header>'


def site(page: str = "", **files: str) -> dict[str, bytes]:
    """A site of a few files; ``a/b/index.html`` holds ``page``."""
    given = {
        "index.html": HOME,
        "a/index.html": "",
        "a/b/index.html": page,
        "c d/index.html": "",
        "404.html": "",
        "status.json": "{}",
    }
    given |= {"assets/js/site.js": 'import { root } from "./data.js";\nroot;\n', "assets/js/data.js": "export const root = 1;\n"}
    given |= {
        "assets/js/first-paint.js": "var x;\n",
        "assets/search/acts.json": '{"a":"b"}',
        "a/b/text.txt": "字\n",
        "a/x.gz": "",
    }
    return {path: text.encode() for path, text in (given | files).items()}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../">', '<a href="../index.html">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href="../../">', '<a href="../../index.html">'),
        ('<a href="../b/?day=2022-01-01#art_1">', '<a href="../b/index.html?day=2022-01-01#art_1">'),
        ("<a class='x' href='../'>", "<a class='x' href='../index.html'>"),
        ('<a href="../../c%20d/#x">', '<a href="../../c%20d/index.html#x">'),
        ('<form action="../" method="get">', '<form action="../index.html" method="get">'),
        ('<p data-dated="../">', '<p data-dated="../index.html">'),
        ('<header data-site-root="../../">', '<header data-site-root="../../">'),
        ('<a href="../nowhere/">', '<a href="../nowhere/">'),
        ('<a href="../../../">', '<a href="../../../">'),
        ('<a href="https://example.org/a/">', '<a href="https://example.org/a/">'),
        ('<a href="#art_1/">', '<a href="#art_1/">'),
        ('<a href="?q=a/">', '<a href="?q=a/">'),
        ('<a href="">', '<a href="">'),
        ('<code>href="../"</code>', '<code>href="../"</code>'),
        ('<i title="a > b" href="../">', '<i title="a > b" href="../index.html">'),
        ("<i title='href=\"../\"'>", "<i title='href=\"../\"'>"),
        ('<script type="module" src="../assets/js/site.js"></script>', '<script defer src="../assets/js/site.js"></script>'),
        ("1 < 2 'a", "1 < 2 'a"),
    ],
)
def test_addresses_of_folders_are_written_out(before: str, after: str) -> None:
    assert dict(disc(site(before)))["a/b/index.html"].decode() == after


def test_data_become_scripts_and_modules_one_script() -> None:
    link = '<a class="rb-cite" href="../#art_1" data-target="art_1"><a class="rb-cite" href="../../c%20d/">'
    made = dict(disc(site(link)))
    assert sorted(set(made) - set(site())) == ["a/b/text.txt.js", "a/index.html.js", "assets/search/acts.json.js"]
    assert sorted(set(site()) - set(made)) == ["404.html", "a/x.gz", "assets/js/data.js", "assets/search/acts.json"]
    assert b"export" not in made["assets/js/site.js"]
    assert taken(made["assets/search/acts.json.js"].decode()) == '{"a":"b"}'
    assert taken(made["a/b/text.txt.js"].decode()) == "字\n"


def test_a_site_inside_the_site_has_its_own_script() -> None:
    inner = {f"old/{path}": content for path, content in site('<a href="../">').items()}
    made = dict(disc(site() | inner))
    assert made["old/assets/js/site.js"] == made["assets/js/site.js"]
    assert "old/assets/js/data.js" not in made
    assert made["old/a/b/index.html"] == b'<a href="../index.html">'


@pytest.mark.parametrize("text", ["", "a'b\\n\n\r\\'", "\u2028\u2029</script>", json.dumps({"__proto__": "'"}), "𠮷\\u2028"])
def test_a_text_comes_out_of_its_script_as_it_went_in(text: str) -> None:
    script = held(text).decode()
    assert taken(script) == text
    assert script.count("\n") == 1


def text(act: str, since: str, until: str = "", digest: str = "1") -> Text:
    return Text(act, act, since, until, digest)


def released(day: str, *texts: Text) -> Disc:
    return Disc("甲局", date.fromisoformat(day), "", 0, "", texts)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ([text("a", "2020-01-01")], [text("a", "2020-01-01")], {}),
        ([], [text("a", "2020-01-01")], {"新增": ["《a》　2020年1月1日起施行"]}),
        ([], [text("a", "2027-01-01")], {"新增": ["《a》　2027年1月1日起施行，尚未施行"]}),
        (
            [text("a", "2020-01-01")],
            [text("a", "2020-01-01", "2025-12-31"), text("a", "2026-01-01", digest="2")],
            {"修改": ["《a》　2026年1月1日起施行的文本"]},
        ),
        (
            [text("a", "2020-01-01")],
            [text("a", "2020-01-01", digest="2")],
            {"修改": ["《a》　2020年1月1日文本的字词或者登记有更正"]},
        ),
        ([text("a", "2020-01-01")], [text("a", "2020-01-01", "2026-05-31")], {"失效": ["《a》　适用至2026年5月31日"]}),
        (
            [text("a", "2020-01-01", "2026-05-31")],
            [text("a", "2020-01-01", "2026-05-31")],
            {"失效": ["《a》　适用至2026年5月31日"]},
        ),
        ([text("a", "2020-01-01", "2025-05-31")], [text("a", "2020-01-01", "2025-05-31")], {}),
        (
            [text("a", "2020-01-01", "2026-05-31")],
            [text("a", "2020-01-01", "2028-05-31")],
            {"修改": ["《a》　期限改为2028年5月31日"]},
        ),
        ([text("a", "2020-01-01", "2026-05-31")], [text("a", "2020-01-01")], {"修改": ["《a》　不再有期限"]}),
        ([text("a", "2020-01-01")], [], {"不再收入": ["《a》"]}),
    ],
)
def test_changes_since_the_last_disc(before: list[Text], now: list[Text], told: dict[str, list[str]]) -> None:
    found = changes(released("2026-01-01", *before), released("2026-11-23", *now))
    assert {kind: lines for kind, lines in found if lines} == told


def test_a_site_and_its_disc_say_the_same_of_themselves() -> None:
    status = json.dumps({"commit": "abc", "ledger": {"rows": 3, "head": "ff"}})
    rows = json.dumps([["a", "《甲'》", "2020-01-01", "", "99", "rules/a/", [1]]])
    files = site(**{"status.json": status, "assets/verify.json": rows})
    told = describe(files)
    assert told == Disc("甲&乙", date(2026, 11, 23), "abc", 3, "ff", (Text("a", "《甲'》", "2020-01-01", "", "99"),))
    assert describe(dict(disc(files))) == told
    assert "台账3行，末行 ff。" in read_me(told, signed=False, compared=False).decode("utf-8-sig")


def test_sums_are_sorted_as_sha256sum_takes_them() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sums({"b": b"", "a c": b""}).decode() == f"{empty}  a c\n{empty}  b\n"
