"""Which regions may speak for a school: the index of the snapshot never leaves out one that does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from region_folder import sound

from kernketen.asking.people.coverage import covers
from kernketen.model.school import School
from kernketen.reading import build

TOWNS = ["0392", "0397", "0453", "0363"]

_leaf = st.one_of(
    st.builds(
        lambda fact, codes: ["in", fact, codes],
        st.sampled_from(["schoolgemeente", "woongemeente"]),
        st.lists(st.sampled_from(TOWNS[:3]), min_size=1, max_size=2, unique=True),
    ),
    st.sampled_from([["in", "sector", ["bo"]], ["in", "postcodegebied", ["2011"]]]),
    st.just(["same", "woongemeente", "schoolgemeente"]),
)
_conditions = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(lambda kind, p: [kind, p], st.sampled_from(["all", "any"]), st.lists(inner, max_size=3)),
        inner.map(lambda part: ["not", part]),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return sound(tmp_path_factory.mktemp("region"))


@settings(deadline=None, max_examples=300)
@given(
    condition=st.none() | _conditions,
    town=st.sampled_from(TOWNS),
    sectors=st.sampled_from([(), ("bo",), ("bo", "sbo"), ("vo",)]),
    postcode=st.sampled_from(["", "2011AB", "9999ZZ"]),
)
def test_a_document_that_speaks_for_a_school_is_found_by_its_municipality(
    region: Any, condition: Any, town: str, sectors: tuple[str, ...], postcode: str
) -> None:
    changed: Any = {**region, "documents": [{**region["documents"][0], "covers": condition}]}
    school = School("99ZZ00", "De Testpier", town, sectors, postcode=postcode)
    if covers(changed, school)["plan"]:
        assert build._municipalities(changed) & {town, ""}


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("schoolgemeente: [Haarlem, Heemstede]", {"0392", "0397"}),
        ("schoolgemeente: Haarlem, sector: bo", {"0392"}),
        ("any: [{schoolgemeente: Haarlem}, {schoolgemeente: Velsen, sector: vo}]", {"0392", "0453"}),
        ("any: [{schoolgemeente: Haarlem}, {sector: vo}]", {""}),
        ("schoolgemeente: {not: Haarlem}", {""}),
        ("sector: vo", {""}),
    ],
)
def test_the_municipalities_of_a_document(yaml: str, expected: set[str], tmp_path: Path) -> None:
    change = ("region", "covers: {schoolgemeente: [Haarlem, Heemstede]}", f"covers: {{{yaml}}}")
    assert build._municipalities(sound(tmp_path, change)) == expected
