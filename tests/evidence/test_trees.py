"""One root for many entries, one short path for each."""

from hashlib import sha256

import pytest
from hypothesis import given, strategies as st

from cms.evidence.standalone import climbed
from cms.evidence.trees import EMPTY, leaf_digest, path_of, root_of


def leaves(count: int) -> list[str]:
    return [leaf_digest("0123456789", number, "ab") for number in range(count)]


def node(one: str, two: str) -> str:
    return sha256(b"\x01" + bytes.fromhex(one) + bytes.fromhex(two)).hexdigest()


def test_the_root_of_five_is_the_one_of_rfc_6962() -> None:
    a, b, c, d, e = leaves(5)
    assert root_of([a, b, c, d, e]) == node(node(node(a, b), node(c, d)), e)
    assert root_of([a]) == a
    assert root_of([]) == EMPTY == sha256(b"").hexdigest()


@pytest.mark.parametrize("count", range(1, 34))
def test_every_leaf_climbs_to_the_root(count: int) -> None:
    rows = leaves(count)
    root = root_of(rows)
    for place, leaf in enumerate(rows):
        path = path_of(rows, place)
        assert climbed(leaf, place, count, path) == root
        assert len(path) <= count.bit_length()


@given(count=st.integers(2, 40), data=st.data())
def test_no_other_leaf_place_or_size_climbs_to_it(
    count: int, data: st.DataObject
) -> None:
    rows = leaves(count)
    root, place = root_of(rows), data.draw(st.integers(0, count - 1))
    path = path_of(rows, place)
    other = data.draw(st.integers(0, count).filter(lambda one: one != place))
    assert climbed(rows[place], other, count, path) != root
    assert climbed(leaf_digest("x", 1, "ab"), place, count, path) != root
    assert climbed(rows[place], place, count, path[:-1]) != root
    assert climbed(rows[place], place, count, [*path, rows[0]]) != root
