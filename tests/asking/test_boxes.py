"""Any set of situations as a few conditions: exactly those situations, and no more conditions than needed."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kernketen.asking.situations.boxes import cover
from kernketen.asking.situations.cells import Space

DOMAINS: dict[str, list[Any]] = {"sector": ["bo", "sbo", "vo"], "anoniem": [True, False]}

_leaf = st.one_of(
    st.lists(st.sampled_from(["bo", "sbo"]), min_size=1, unique=True).map(lambda v: ["in", "sector", v]),
    st.booleans().map(lambda value: ["in", "anoniem", [value]]),
    st.sampled_from(["0392", "0397"]).map(lambda code: ["in", "woongemeente", [code]]),
    st.builds(
        lambda op, n: ["num", "te_laat_keer", "keer", None, [[op, n]]],
        st.sampled_from(["gt", "ge", "lt", "is"]),
        st.sampled_from([9, 12]),
    ),
    st.sampled_from(["crisis", "wmo"]).map(lambda value: ["has", "hulpvraag", [value]]),
    st.just(["same", "woongemeente", "schoolgemeente"]),
)
_condition = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        inner.map(lambda part: ["not", part]),
        st.builds(
            lambda kind, parts: [kind, parts],
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=5,
)


@settings(max_examples=300)
@given(st.lists(_condition, min_size=1, max_size=3))
def test_the_conditions_hold_in_exactly_these_situations(conditions: list[Any]) -> None:
    space = Space(conditions, {}, DOMAINS)
    for condition in conditions:
        cells = space.mask(condition)
        found = [space.full if one is None else space.mask(one) for one in cover(space, cells)]
        held = 0
        for one in found:
            held |= one
        assert held == cells
        # None of them could be missed.
        for index in range(len(found)):
            rest = 0
            for one in found[:index] + found[index + 1 :]:
                rest |= one
            assert rest != cells


def test_numbers_are_intervals_and_what_does_not_matter_is_left_out() -> None:
    late = ["num", "te_laat_keer", "keer", None, [["gt", 12]]]
    space = Space([late, ["in", "sector", ["bo"]], ["num", "te_laat_keer", "keer", None, [["ge", 9]]]], {})
    assert cover(space, space.mask(late)) == [late]
    between = space.mask(["num", "te_laat_keer", "keer", None, [["ge", 9], ["le", 12]]])
    assert cover(space, between) == [["num", "te_laat_keer", "keer", None, [["ge", 9], ["le", 12]]]]
    assert cover(space, space.full) == [None]
    assert cover(space, 0) == []


def test_either_of_two_is_two_conditions() -> None:
    either = ["any", [["in", "anoniem", [True]], ["in", "sector", ["bo"]]]]
    space = Space([either], {}, DOMAINS)
    assert sorted(map(repr, cover(space, space.mask(either)))) == [
        "['in', 'anoniem', [True]]",
        "['in', 'sector', ['bo']]",
    ]
