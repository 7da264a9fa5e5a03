"""The evaluator against trying out every situation, on conditions and knowledge made up by the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import naive_truth
from hypothesis import given, settings
from hypothesis import strategies as st

from kernketen.asking.situations import cells
from kernketen.asking.situations.cells import Space

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

DOMAINS: dict[str, list[Any]] = {
    "sector": ["bo", "sbo", "vo"],
    "kwestie": ["casus", "beleid"],
    "eerste": ["bo", "vo", "mbo"],
    "anoniem": [True, False],
    "opp": [True, False],
}
TOWNS = ["0392", "0397", "0453"]
WORDS = ["medisch", "crisis", "gezin"]

_enum = st.sampled_from(["sector", "kwestie", "eerste"]).flatmap(
    lambda fact: st.lists(st.sampled_from(DOMAINS[fact]), min_size=1, max_size=2, unique=True).map(
        lambda values: ["in", fact, values]
    )
)
_bool = st.builds(lambda f, v: ["in", f, [v]], st.sampled_from(["anoniem", "opp"]), st.booleans())
_town = st.builds(
    lambda fact, codes: ["in", fact, codes],
    st.sampled_from(["woongemeente", "schoolgemeente"]),
    st.lists(st.sampled_from(TOWNS), min_size=1, max_size=2, unique=True),
)
_same = st.sampled_from(
    [["same", "woongemeente", "schoolgemeente"], ["same", "sector", "eerste"], ["same", "anoniem", "opp"]]
)
_number = st.builds(
    lambda unit, window, comparisons: ["num", "verzuim_uren", unit, window, comparisons],
    st.sampled_from(["uur", "lesuur"]),
    st.sampled_from([None, "4 schoolweken", "4 weken"]),
    st.lists(
        st.tuples(st.sampled_from(["gt", "ge", "lt", "le", "is"]), st.sampled_from([10, 12, 16])).map(list),
        min_size=1,
        max_size=2,
    ),
)
_several = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True).map(
    lambda values: ["has", "hulpvraag", values]
)
_leaf = st.one_of(_enum, _bool, _town, _same, _number, _several)
conditions: st.SearchStrategy[Condition] = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(lambda kind, p: [kind, p], st.sampled_from(["all", "any"]), st.lists(inner, max_size=3)),
        inner.map(lambda part: ["not", part]),
    ),
    max_leaves=4,
)
_told: dict[str, st.SearchStrategy[list[Any]]] = {
    **{
        fact: st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
        for fact, values in DOMAINS.items()
    },
    "woongemeente": st.lists(st.sampled_from([*TOWNS, "0518"]), min_size=1, max_size=2, unique=True),
    "schoolgemeente": st.lists(st.sampled_from([*TOWNS, "0014"]), min_size=1, max_size=2, unique=True),
    "verzuim_uren": st.lists(
        st.tuples(
            st.sampled_from([9, 10, 11, 12, 14.5, 16, 17]),
            st.sampled_from(["uur", "lesuur", None]),
            st.sampled_from([None, "4 schoolweken", "4 weken"]),
        ),
        min_size=1,
        max_size=2,
        unique=True,
    ),
    "hulpvraag": st.lists(
        st.frozensets(st.sampled_from([*WORDS, "wmo"])), min_size=1, max_size=2, unique=True
    ),
}
knowledge = st.fixed_dictionaries({}, optional=_told)


@settings(deadline=None, max_examples=250)
@given(conditions, knowledge)
def test_the_evaluator_agrees_with_trying_out_every_situation(
    condition: Condition, known: dict[str, Any]
) -> None:
    expected = naive_truth.truth([condition], condition, known, DOMAINS)
    assert Space([condition], known, DOMAINS).truth(condition) is expected


@settings(deadline=None, max_examples=100)
@given(st.lists(conditions, min_size=2, max_size=3), knowledge)
def test_other_conditions_change_nothing(several: list[Condition], known: dict[str, Any]) -> None:
    alone = [Space([condition], known, DOMAINS).truth(condition) for condition in several]
    together = Space(several, known, DOMAINS)
    assert [together.truth(condition) for condition in several] == alone


@settings(deadline=None, max_examples=100)
@given(conditions, knowledge, st.data())
def test_knowing_more_never_turns_true_into_false(
    condition: Condition, known: dict[str, Any], data: st.DataObject
) -> None:
    less = {fact: known[fact] for fact in known if data.draw(st.booleans(), label=f"keep {fact}")}
    before = Space([condition], less, DOMAINS).truth(condition)
    assert before in (None, Space([condition], known, DOMAINS).truth(condition))


@settings(deadline=None, max_examples=100)
@given(conditions, knowledge, st.randoms(use_true_random=False))
def test_the_order_of_the_parts_never_matters(
    condition: Condition, known: dict[str, Any], chance: Any
) -> None:
    def shuffled(one: Condition) -> Condition:
        if one[0] in ("all", "any"):
            parts = [shuffled(part) for part in one[1]]
            chance.shuffle(parts)
            return [one[0], parts]
        return ["not", shuffled(one[1])] if one[0] == "not" else one

    other = shuffled(condition)
    assert Space([other], known, DOMAINS).truth(other) is Space([condition], known, DOMAINS).truth(condition)


@settings(deadline=None, max_examples=100)
@given(conditions, knowledge)
def test_a_condition_and_its_opposite_cover_everything_and_share_nothing(
    condition: Condition, known: dict[str, Any]
) -> None:
    opposite = ["not", condition]
    space = Space([condition, opposite], known, DOMAINS)
    assert space.truth(["any", [condition, opposite]]) is True
    assert space.truth(["all", [condition, opposite]]) is False
    assert space.mask(condition) | space.mask(opposite) == space.full


@settings(deadline=None, max_examples=100)
@given(conditions.filter(lambda one: one[0] in ("all", "any", "not")), knowledge)
def test_part_by_part_never_says_anything_else(condition: Condition, known: dict[str, Any]) -> None:
    exact = cells.truth(condition, known, DOMAINS)
    assert cells._apart(condition, known, DOMAINS) in (exact, None)
