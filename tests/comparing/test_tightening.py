"""Several conditions that are one situation, said in fewer words: exactly the same situations."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from test_boxes import DOMAINS, _condition

from kernketen.asking.situations.boxes import cover
from kernketen.asking.situations.cells import Space
from kernketen.comparing.answers.tightening import tightened, together
from kernketen.model.condition import both

ASKED: list[Any] = ["in", "verzuim_gemeld", [False]]
FROM: list[Any] = ["in", "van", ["leerplichtambtenaar"]]
TO: list[Any] = ["in", "naar", ["leerplichtambtenaar"]]
REPORTED: list[Any] = ["in", "vrijstelling_aan_orde", [True]]


def held(space: Space, boxes: list[Any]) -> int:
    cells = 0
    for box in boxes:
        cells |= space.full if box is None else space.mask(box)
    return cells


@settings(max_examples=300)
@given(st.lists(_condition, min_size=1, max_size=3))
def test_it_holds_in_the_same_situations(conditions: list[Any]) -> None:
    space = Space(conditions, {}, DOMAINS)
    for condition in conditions:
        boxes = cover(space, space.mask(condition))
        tight = tightened(space, boxes)
        assert held(space, tight) == held(space, boxes)
        if tight and None not in tight:
            shared, each = together([box for box in tight if box is not None])
            every: list[Any] = list(each) or [None]
            assert held(space, [both(shared, one) for one in every]) == held(space, boxes)


def test_what_the_others_leave_is_all_that_a_condition_names() -> None:
    wide: list[Any] = ["in", "sector", ["bo", "vo"]]
    first: list[Any] = ["in", "sector", ["bo"]]
    space = Space([wide, first, ASKED], {}, {"sector": ["bo", "vo", "so"], "verzuim_gemeld": [True, False]})
    assert tightened(space, [first, ["all", [wide, ASKED]]]) == [
        first,
        ["all", [["in", "sector", ["vo"]], ASKED]],
    ]


def test_what_all_share_is_said_once() -> None:
    assert together([["all", [ASKED, FROM]], ["all", [ASKED, TO, REPORTED]]]) == (
        ASKED,
        [FROM, ["all", [TO, REPORTED]]],
    )


def test_what_differs_in_one_thing_is_one_condition() -> None:
    assert together([["all", [ASKED, FROM]], ["all", [TO, ASKED]]]) == (
        ["all", [ASKED, ["any", [TO, FROM]]]],
        [],
    )
