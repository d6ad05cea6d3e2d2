"""The words of a question that say whether rules answer it, and where the search finds them."""

from rulebook.search.index import SCOPE, Index, Record
from rulebook.search.scope import MOST, scope, scopes
from rulebook.search.tokens import shard_of


def test_the_table_is_in_bounds_and_says_nothing_twice() -> None:
    often, others = scopes()
    assert often
    assert others
    assert not set(often) & set(others)
    assert all(score and abs(score) <= MOST for table in (often, others) for score in table.values())


def test_a_term_counts_once() -> None:
    table = {"请假": 6, "假": 2, "哪家": -8}
    assert scope("请假请假", table) == (6 + 2) / 4
    assert scope("请假，哪家好", table) == (6 + 2 - 8) / 4
    assert scope("别的", table) == 0


def test_frequent_terms_stand_in_the_manifest_the_others_in_their_shards() -> None:
    index = Index()
    index.scope = ({"请假": 6}, {"哪家": -8, "报备": 3})
    index.add(Record(0, text="请假应当报备"))
    files = dict(index.files())
    assert files["manifest"]["scope"] == {"请假": 6}
    for term, score in (("哪家", -8), ("报备", 3)):
        assert files[f"terms-{shard_of(term, files['manifest']['shards'])}"][SCOPE][term] == score
