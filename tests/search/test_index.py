"""The index on disk."""

import json
from collections import Counter

from rulebook.search import index
from rulebook.search.index import Record, build
from rulebook.search.readings import full, initials, tables
from rulebook.search.tokens import shard_of


def record(text: str, heading: str = "") -> Record:
    return Record(text, heading, "", "", (0, "", "", "", heading, 0))


def test_every_text_is_in_its_block_and_every_term_in_its_shard() -> None:
    files = dict(build(record(f"第{n}件事项的报备") for n in range(index.BLOCK + 3)))
    manifest = files["manifest"]
    assert manifest["records"] == index.BLOCK + 3
    assert [len(files["texts-0"]), len(files["texts-1"])] == [index.BLOCK, 3]
    shard = files[f"terms-{shard_of('报备', manifest['shards'])}"]
    found, *pairs = shard["报备"]
    assert found == index.BLOCK + 3
    steps = pairs[::2]
    assert [sum(steps[: i + 1]) for i in range(len(steps))] == list(range(index.BLOCK + 3))


def test_heading_weighs_more_than_text() -> None:
    files = dict(build([record("用印审批"), record("办理用印的手续", "用印")]))
    _, _, text_weight, _, heading_weight = files[f"terms-{shard_of('用印', files['manifest']['shards'])}"]["用印"]
    assert heading_weight > text_weight


def test_of_very_many_the_heaviest_are_kept(monkeypatch: object) -> None:
    kept = index.KEPT
    files = dict(build([record("报备", "报备" if n == kept + 5 else "") for n in range(kept + 10)]))
    found, *pairs = files[f"terms-{shard_of('报备', files['manifest']['shards'])}"]["报备"]
    assert found == kept + 10
    assert len(pairs) == 2 * kept
    assert kept + 5 in {sum(pairs[: i + 1 : 2]) for i in range(0, len(pairs), 2)}


def test_a_character_of_every_record_is_only_counted() -> None:
    files = dict(build([record(f"报备第{n}件") for n in range(200)]))
    assert files["manifest"]["common"] == {"件": 200, "备": 200, "报": 200, "第": 200}
    shards = range(files["manifest"]["shards"])
    assert not any("报" in files[f"terms-{n}"] for n in shards)
    assert any("报备" in files[f"terms-{n}"] for n in shards)


def test_ways_of_asking_are_kept_ready_to_compare() -> None:
    files = dict(build([Record("", "", "", "", (0,), "出上海，要不要 报备？；三天内；出上海")]))
    assert files["texts-0"][0][-1] == "出上海；要不要报备；3日内"


def test_same_records_same_bytes() -> None:
    texts = ["用印审批", "离沪报备", "三方比价"]
    once, twice = (json.dumps(dict(build(map(record, texts)))) for _ in range(2))
    assert once == twice


def test_readings() -> None:
    assert (initials("三个规定"), full("离沪报备")) == ("sggd", "lihubaobei")
    files = tables([("szyd", 3, "")], [("三重一大", 3, ""), ("用印审批", 4, "art_5")], Counter({"报备": 9, "预备": 1}))
    assert files["readings-s"]["names"]["szyd"] == [[3, ""]]
    assert files["readings-y"]["names"]["yysp"] == [[4, "art_5"]]
    assert files["readings-b"]["pairs"] == {"baobei": ["报备"]}
