"""How a row of what is no rule is classed and grouped, against the definition pair by pair."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kernketen.comparing.answers.alike import CLASSES
from kernketen.comparing.sides import Side, nothing, row

REGION: Any = {"sections": {}, "documents": []}

# Few words and few keys, so that they meet.
sides = st.one_of(
    st.builds(lambda short: nothing(said=short), st.sampled_from(["niets", "geen"])),
    st.builds(
        lambda short, key: Side(short, key=key),
        st.sampled_from(["een", "Een", "twee"]),
        st.sampled_from([None, ("a",), ("b",)]),
    ),
)
rows = st.dictionaries(st.sampled_from(["bos", "kust", "wad", "duin", "polder"]), sides, min_size=1)


def pair(one: Side, other: Side) -> str:
    """The class of two regions, as the documentation says it."""
    if one.is_silent or other.is_silent:
        return "equal" if one.is_silent and other.is_silent else "silent"
    if one.key is not None and other.key is not None:
        return "equal" if one.key == other.key else "different"
    if one.key is None and other.key is None and one.short == other.short:
        return "equal"
    return "not_comparable"


def made(found: dict[str, Side]) -> dict[str, Any]:
    return row("roles", "x", "X", {name: (REGION, side) for name, side in found.items()}, ["who"])


@given(rows)
def test_the_class_is_the_first_that_holds_for_a_pair(found: dict[str, Side]) -> None:
    pairs = {pair(found[one], found[other]) for one, other in combinations(found, 2)}
    assert made(found)["class"] == next((name for name in CLASSES if name in pairs), "equal")


@given(rows)
def test_a_group_says_one_thing(found: dict[str, Side]) -> None:
    groups = made(found)["groups"]
    assert sorted(name for group in groups for name in group) == sorted(found)
    for group in groups:
        assert len({found[name].short.casefold() for name in group}) == 1
        assert {pair(found[one], found[other]) for one, other in combinations(group, 2)} <= {"equal"}
    assert groups == sorted(groups, key=lambda names: (-len(names), names))


@given(rows)
def test_the_order_of_the_regions_does_not_count(found: dict[str, Side]) -> None:
    turned = made(dict(reversed(found.items())))
    assert turned == made(found)
    assert list(turned["cells"]) == list(reversed(found))


@given(rows)
def test_in_what_they_differ_is_said_only_where_they_do(found: dict[str, Side]) -> None:
    document = made(found)
    assert document["differs"] == (["who"] if document["class"] == "different" else [])
