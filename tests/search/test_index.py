"""The index on disk."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from rulebook.search import index
from rulebook.search.index import Index, Record
from rulebook.search.readings import full, initials, tables
from rulebook.search.sounds import slips
from rulebook.search.tokens import shard_of
from rulebook.search.variants import simplified


def record(text: str, heading: str = "") -> Record:
    return Record(0, text, heading)


def files(records: Iterable[Record]) -> dict[str, Any]:
    made = Index()
    for one in records:
        made.add(one)
    return dict(made.files())


def test_every_text_is_in_its_block_and_every_term_in_its_shard() -> None:
    made = files(record(f"第{n}件事项的报备") for n in range(index.BLOCK + 3))
    manifest = made["manifest"]
    assert manifest["records"] == index.BLOCK + 3
    assert [len(made["texts-0"]), len(made["texts-1"])] == [index.BLOCK, 3]
    shard = made[f"terms-{shard_of('报备', manifest['shards'])}"]
    found, *pairs = shard["报备"]
    assert found == index.BLOCK + 3
    steps = pairs[::2]
    assert [sum(steps[: i + 1]) for i in range(len(steps))] == list(range(index.BLOCK + 3))


def test_a_row_names_its_fields_and_leaves_empty_ones_out() -> None:
    row = Record(
        3, "按期报销", "报销时限", expression="2021-11-01", provision="art_14", label="第十四条", duty=("经办人", "20日内", "")
    ).row()
    assert row == {
        "entry": 3,
        "expression": "2021-11-01",
        "provision": "art_14",
        "label": "第十四条",
        "heading": "报销时限",
        "duty": ["经办人", "20日内", ""],
        "text": "按期报销",
    }


def test_heading_weighs_more_than_text() -> None:
    made = files([record("用印审批"), record("办理用印的手续", "用印")])
    _, _, text_weight, _, heading_weight = made[f"terms-{shard_of('用印', made['manifest']['shards'])}"]["用印"]
    assert heading_weight > text_weight


def test_of_very_many_the_heaviest_are_kept() -> None:
    kept = index.KEPT
    made = files(record("报备", "报备" if n == kept + 5 else "") for n in range(kept + 10))
    found, *pairs = made[f"terms-{shard_of('报备', made['manifest']['shards'])}"]["报备"]
    assert found == kept + 10
    assert len(pairs) == 2 * kept
    assert kept + 5 in {sum(pairs[: i + 1 : 2]) for i in range(0, len(pairs), 2)}


def test_a_character_of_every_record_is_only_counted() -> None:
    made = files(record(f"报备第{n}件") for n in range(200))
    assert made["manifest"]["common"] == {"件": 200, "备": 200, "报": 200, "第": 200}
    shards = range(made["manifest"]["shards"])
    assert not any("报" in made[f"terms-{n}"] for n in shards)
    assert any("报备" in made[f"terms-{n}"] for n in shards)


def test_ways_of_asking_are_kept_ready_to_compare() -> None:
    made = files([Record(0, "", asked="去外地，要不要 报备？；三天内；去外地要不要报备")])
    assert made["texts-0"][0]["asked"] == "去外地要不要报备；3日内"


def test_same_records_same_bytes_and_digest() -> None:
    texts = ["用印审批", "离沪报备", "三方比价"]
    once, twice = (json.dumps(files(map(record, texts))) for _ in range(2))
    assert once == twice
    digests = set()
    for words in (texts, texts, texts[:2]):
        made = Index()
        for text in words:
            made.add(record(text))
        digests.add(made.digest())
    assert len(digests) == 2


def test_readings() -> None:
    assert (initials("三个规定"), full("离沪报备")) == ("sggd", "lihubaobei")
    made = tables([("szyd", 3)], [("三重一大", 3), ("用印审批", 45)], Counter({"报备": 9, "预备": 1}))
    assert made["readings-s"]["names"]["szyd"] == [3]
    assert made["readings-y"]["names"]["yysp"] == [45]
    assert made["readings-b"]["pairs"] == {"baobei": ["报备"]}
    assert made["readings-q"] == {"names": {}, "pairs": {}}  # the browser asks for every letter


def test_characters_of_several_readings() -> None:
    read = {
        "长效": "changxiao",
        "还款": "huankuan",
        "调休": "tiaoxiu",
        "差旅": "chailv",
        "调离": "diaoli",
        "公务卡还款": "gongwukahuankuan",
    }
    assert {word: full(word) for word in read} == read


def test_characters_stand_under_what_they_sound_and_look_like() -> None:
    made = slips(["还款", "末位"], ["报废处置", "3日内"])
    assert {"报", "抱"} <= set(made["sounds"]["bao"])  # 抱 is only typed
    assert "还" in made["sounds"]["huan"]
    assert "未" in made["sounds"]["mo"]
    assert made["words"] == "处置废处报废日内"


def test_traditional_characters_lead_to_those_that_are_held() -> None:
    table = simplified({"请", "离", "假"})
    assert "請请" in table
    assert "離离" in table
    assert "審审" not in table
