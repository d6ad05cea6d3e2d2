"""Canaries: what one audience may not read is in no byte of the other's site."""

import base64
import io
import json
import os
import shutil
import subprocess
import sys
import urllib.parse
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from rulebook.export.fonts import has_fonts
from tests.rulebooks import ARCHIVES, OFFICES, SEALS, small_rulebook
from tests.sites import ROOT

AUDIENCES = ("全体", "中层以上", "党委")
# Words that stand nowhere else; in ids Latin, in words Chinese. One set an audience that may read them.
WORDS = {"中层以上": ("zqmiddle", "麒麟甲"), "党委": ("zqcommittee", "貔貅乙")}


def _secret(audience: str) -> dict[str, str]:
    """An act for ``audience`` with everything that belongs to an act, and rows elsewhere that tell of it."""
    word, name = WORDS[audience]
    act = f"""---
id: {word}
title: {name}会议规定
short_title: {name}规定
aliases: [{name}别名]
document_type: 规定
collection: rule
category: {name}类
order: 9
doc_no: {name}〔2020〕9号
issuer: 甲局
adopted: 2020-06-01
issued: 2020-06-02
effective: 2020-07-01
expires: 2026-12-10
office: bureau-office
audience: {audience}
forms: [{name}表]
replaces: []
approved: {{body: bureau-office, meeting: {name}会, on: 2020-06-01}}
history:
  - {{on: 2020-06-01, event: 制定, doc_no: {name}〔2020〕9号, effective: 2020-07-01, note: {name}注}}
duties:
  - {{id: {word}-d, article: art_1, who: {name}人, office: bureau-office, what: {name}事, recurrence: FREQ=YEARLY, form: {name}表}}
---

# {name}会议规定

第一条　【{name}条标】{name}会议每年召开一次，填写《{name}表》，依照《甲局印章管理办法》第三条登记。

第二条　本规定自2020年7月1日起施行，试行期至2026年12月10日。
"""
    older = (
        act.replace("effective: 2020-07-01\nexp", "effective: 2020-06-10\nexp")
        .replace("每年召开一次", "每季召开一次")
        .replace("〕9号", "〕8号")
    )
    form = f"""act: {word}
forms:
- id: {word}-form
  name: {name}表
  article: {name}条标
  who: {name}人
  when: 每年
  to: 局办公室
  keep: 一份
  pages: 1
  head: [{name}栏]
  parts:
  - sign: [签名]
"""
    register = f"""slug: {word}-list
title: {name}清单
audience: {audience}
provenance: {{kind: inferred, note: {name}}}
columns:
  - {{key: no, name: 序号}}
  - {{key: what, name: {name}列}}
"""
    return {
        f"rules/{word}.md": act,
        f"rules/{word}/2020-06-10.md": older,
        f"forms/{word}.yml": form,
        f"registers/{word}-list.yml": register,
        f"registers/{word}-list.csv": f"no,what\n1,{name}行\n",
    }


TASK = """- id: {word}-task
  title: {name}事项
  group: 会议
  situations: [{name}说法]
  answer: 会前**3日**办
  roles: [all-staff]
  steps:
    - {{who: 干部, within: 3日, what: {name}步骤, to: 局办公室, target: "{word}#{name}条标"}}
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("audiences")
    root = small_rulebook(place / "rulebook")
    files: dict[str, str] = {}
    for audience in WORDS:
        files |= _secret(audience)
    both = list(WORDS.values())
    # Acts that everybody reads and that point at the others in their headers.
    files["rules/seals.md"] = SEALS.replace(
        "renumbered:",
        "".join(["replaces: [", ", ".join(w for w, _ in both), "]\nsee_also:\n"])
        + "".join(f"  - {{article: art_2, target: {w}#{n}条标, note: 参看}}\n" for w, n in both)
        + "renumbered:",
    )
    files["rules/archives.md"] = ARCHIVES.replace("office: ", f"repealed: {{on: 2022-01-01, by: {both[1][0]}}}\noffice: ")
    files["offices/offices.csv"] = OFFICES + "all-staff,全体人员,,角色,inferred,,,\n"
    files["tasks/tasks.yml"] = "".join(TASK.format(word=w, name=n) for w, n in both)
    files["search/synonyms.csv"] = "word,means\n" + "".join(f"{n}口语,{n}会议规定\n" for _, n in both)
    files["search/questions.csv"] = "act,heading,asked\n" + "".join(f"{w},{n}条标,{n}怎么问\n" for w, n in both)
    files["glossary/terms.csv"] = "term,definition,source\n" + "".join(f"{n}术语,见《{n}会议规定》,{w}\n" for w, n in both)
    files["basis/instruments.yml"] = "".join(
        f"- id: {w}-basis\n  title: {n}条例\n  audience: {a}\n" for a, (w, n) in WORDS.items()
    )
    files["editions/2021.yml"] = (
        "slug: '2021'\nas_of: 2021-12-31\ntitle: 2021年版\nparts:\n  - title: 全部\n    members:\n"
        + "".join(f"      - {{id: {w}, reason: x}}\n" for w in ("seals", *(w for w, _ in both)))
    )
    for name, text in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("macros", "overrides", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    recorded = _rulebook(root, "record", "--day", "2026-11-22")
    assert recorded.returncode == 0, recorded.stderr
    made = {}
    for audience in AUDIENCES:
        made[audience] = place / AUDIENCES[AUDIENCES.index(audience)]
        done = _rulebook(root, "build", "--audience", audience, "--site", str(made[audience]))
        assert done.returncode == 0, done.stderr
    return made


def _rulebook(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    values = os.environ | {"RULEBOOK_DAY": "2026-11-23", "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "rulebook", *words]
    return subprocess.run(command, cwd=root, env=values, capture_output=True, text=True, check=False)


def _forms(word: str) -> set[bytes]:
    """Every spelling that a file may keep a word in."""
    return {word.encode(), json.dumps(word)[1:-1].encode(), urllib.parse.quote(word).encode(), word.encode("utf-16-le")}


def _found(site: Path, words: tuple[str, ...]) -> list[str]:
    spellings = [(word, form) for word in words for form in _forms(word)]
    found = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        contents = [name.encode()]
        if path.is_file():
            data = path.read_bytes()
            contents.append(data)
            if name.endswith(".docx.js"):  # as the disc holds a file for its forms
                data = base64.b64decode(data.split(b"'")[1])
            if path.suffix == ".pdf":  # its words are packed
                reader = PdfReader(io.BytesIO(data))
                contents.append("".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)]).encode())
            if zipfile.is_zipfile(io.BytesIO(data)):
                with zipfile.ZipFile(io.BytesIO(data)) as packed:
                    contents += [packed.read(inner) for inner in packed.namelist()]
        found += [f"{name}: {word}" for word, form in spellings if any(form in content for content in contents)]
    return found


@pytest.mark.parametrize("reader", AUDIENCES)
@pytest.mark.parametrize("wanted", list(WORDS))
def test_a_canary_is_in_its_own_sites_and_in_no_other(sites: dict[str, Path], reader: str, wanted: str) -> None:
    found = _found(sites[reader], WORDS[wanted])
    if AUDIENCES.index(reader) < AUDIENCES.index(wanted):
        assert found == []
    else:
        kinds = ("rules/", "assets/search/", "assets/verify.json", "assets/duty/", "forms/", "registers/", "tasks/", "calendar/")
        for kind in kinds:
            assert any(row.startswith(kind) for row in found), kind


@pytest.mark.parametrize("reader", AUDIENCES)
def test_no_canary_leaves_by_an_export(sites: dict[str, Path], reader: str, tmp_path: Path) -> None:
    root = sites[reader].parent / "rulebook"
    formats = ["json", "akn", "docx", "csv", "txt", "bulk", *(["pdf"] if has_fonts() else [])]
    done = _rulebook(root, "export", *formats, "--audience", reader, "--to", str(tmp_path))
    assert done.returncode == 0, done.stderr
    for wanted, words in WORDS.items():
        found = _found(tmp_path, words)
        if AUDIENCES.index(reader) < AUDIENCES.index(wanted):
            assert found == []
        else:
            assert {row.partition("/")[0] for row in found} == set(formats)


@pytest.mark.parametrize("reader", AUDIENCES)
def test_no_canary_is_on_the_disc_or_in_the_book(sites: dict[str, Path], reader: str, tmp_path: Path) -> None:
    root = sites[reader].parent / "rulebook"
    made = {"disc": ("bundle", "--site", str(sites[reader]), "--to", str(tmp_path / "disc"))}
    if has_fonts():
        made["book.pdf"] = ("book", "2021", "--audience", reader, "--to", str(tmp_path / "book.pdf"))
    for words in made.values():
        done = _rulebook(root, *words)
        assert done.returncode == 0, done.stderr
    for wanted, words in WORDS.items():
        found = _found(tmp_path, words)
        if AUDIENCES.index(reader) < AUDIENCES.index(wanted):
            assert found == []
        else:
            assert {row.partition("/")[0].partition(":")[0] for row in found} == set(made)
            assert any(f"forms/{words[0]}" in row and ".docx.js" in row for row in found)


def test_existence_is_one_page_of_names(sites: dict[str, Path], tmp_path: Path) -> None:
    """With the setting: title, number, whom it is for and whom to ask, and still nothing else anywhere."""
    source = sites["全体"].parent / "rulebook"
    root = tmp_path / "rulebook"
    shutil.copytree(source, root, symlinks=True, ignore=shutil.ignore_patterns(".cache"))
    (root / "mkdocs.yml").unlink()
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        settings.replace("  - rulebook:\n", "  - rulebook:\n      existence: true\n      papers: false\n")
    )
    secret = root / "docs/rules/zqcommittee.md"
    secret.write_text(
        secret.read_text(encoding="utf-8").replace("audience: 党委", "audience: 党委\nsecurity: 秘密★10年", 1), encoding="utf-8"
    )
    shutil.rmtree(root / "docs/rules/zqcommittee")
    shutil.rmtree(root / "ledger")
    done = _rulebook(root, "build", "--audience", "全体", "--site", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert _found(tmp_path / "site", WORDS["党委"]) == []  # 秘密 is never named
    pages = {row.partition(":")[0] for row in _found(tmp_path / "site", WORDS["中层以上"])}
    assert pages == {"restricted/index.html", "editions/2021/site/restricted/index.html"}
    page = (tmp_path / "site/restricted/index.html").read_text(encoding="utf-8")
    for word in ("《麒麟甲会议规定》", "麒麟甲〔2020〕9号", "中层以上", "局办公室"):
        assert word in page
    for word in ("麒麟甲条标", "麒麟甲事", "麒麟甲表", "zqmiddle", "麒麟甲规定"):
        assert word not in page
    assert 'href="../restricted/"' in (tmp_path / "site/acts/index.html").read_text(encoding="utf-8")


def _check(root: Path) -> list[tuple[str, int, str]]:
    done = _rulebook(root, "check", "--format", "json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [(row["file"], row["line"], row["code"]) for row in rows if row["code"] == "T223"]


def test_what_is_for_few_is_not_named_to_many(tmp_path: Path) -> None:
    root = small_rulebook(tmp_path)
    for name, text in (_secret("党委") | {"guide/how.md": "# 说明\n\n见貔貅乙会议规定。\n"}).items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    archives = root / "docs/rules/archives.md"
    archives.write_text(ARCHIVES.replace("归档。", "归档，参照《貔貅乙规定》。"), encoding="utf-8")
    line = (
        archives.read_text(encoding="utf-8")
        .split("\n")
        .index("第一条　用印登记依照《甲局印章管理办法》第三条归档，参照《貔貅乙规定》。")
        + 1
    )
    assert _check(root) == [("docs/guide/how.md", 3, "T223"), ("docs/rules/archives.md", line, "T223")]
    archives.write_text(
        ARCHIVES.replace("collection", "audience: 党委\ncollection").replace("归档。", "归档，参照《貔貅乙规定》。")
    )
    assert _check(root) == [("docs/guide/how.md", 3, "T223")]


@pytest.mark.parametrize(
    ("security", "audience", "ceiling", "built"),
    [
        ("", "全体", "内部", True),
        ("内部", "全体", "内部", True),
        ("内部", "全体", "", False),
        ("秘密★10年", "全体", "内部", False),
        ("秘密★10年", "全体", "秘密", True),
        ("绝密", "党委", "内部", True),  # not in this site
        ("商密", "全体", "绝密", False),  # no 密级
    ],
)
def test_a_text_above_the_ceiling_stops_the_build(
    tmp_path: Path, security: str, audience: str, ceiling: str, built: bool
) -> None:
    root = small_rulebook(tmp_path)
    seals = root / "docs/rules/archives.md"
    seals.write_text(ARCHIVES.replace("office:", f"security: {security}\naudience: {audience}\noffice:"), encoding="utf-8")
    for name in ("macros", "overrides"):
        (root / name).symlink_to(ROOT / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        settings.replace("  - rulebook:\n", f"  - rulebook:\n      ceiling: '{ceiling}'\n"), encoding="utf-8"
    )
    done = _rulebook(root, "build", "--site", str(tmp_path / "site"))
    assert (done.returncode == 0) == built, done.stderr
    if not built:
        assert "密级高于本站上限" in done.stderr
        assert not (tmp_path / "site/index.html").exists()
