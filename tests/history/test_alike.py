"""Provisions that say nearly the same: found by the pieces they share, as by comparing each with each."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from rulebook.corpus.load import load
from rulebook.history.alike import ALIKE, _near, alike, differing, tells
from tests.rulebooks import small_rulebook

WORDS = st.lists(
    st.sampled_from(
        ["领用人应当", "归还茶具", "自发现之日起", "五日内", "报库房登记", "并签字确认", "局办公室", "每年清点", "，"]
    ),
    min_size=8,
    max_size=14,
).map("".join)


@given(st.lists(WORDS, min_size=2, max_size=6))
def test_as_comparing_each_with_each(texts: list[str]) -> None:
    acts = tuple(str(number) for number in range(len(texts)))
    slow = {
        (a, b)
        for a in range(len(texts))
        for b in range(a + 1, len(texts))
        if Indel.normalized_similarity(texts[a], texts[b], score_cutoff=ALIKE)
    }
    quick = {(a, b) for a, b, _ in _near(tuple(texts), acts, ALIKE)}
    assert quick <= slow
    assert {(a, b) for a, b in slow if texts[a] == texts[b]} <= quick


def test_what_tells() -> None:
    assert not tells("短。")
    assert not tells("为规范茶具管理，根据有关规定，结合本局实际情况和工作需要，制定本办法。")
    assert tells("领用人应当在归还茶具之日起五个工作日内到库房登记并签字，由库房保管员核对。")


def test_acts_of_one_rulebook(tmp_path: Path) -> None:
    texts = [act.newest for act in load(small_rulebook(tmp_path)).acts.values()]
    assert [(p.one.text.act, p.other.text.act) for p in alike(texts)] == []
    assert differing(texts) == []
