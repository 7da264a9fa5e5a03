"""Municipalities: found the way people write them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernketen.model import municipality


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Haarlem", "0392"),
        ("0392", "0392"),
        ("392", "0392"),
        ("14", "0014"),
        ("HAARLEMMERMEER", "0394"),
        ("Den Haag", "0518"),
        ("den_haag", "0518"),
        ("S GRAVENHAGE", "0518"),
        ("'s-Gravenhage", "0518"),
        ("’s gravenhage", "0518"),
        ("sGravenhage", "0518"),
        ("den bosch", "0796"),
        ("s hertogenbosch", "0796"),
        ("sudwest fryslan", "1900"),
        ("Súdwest-Fryslân", "1900"),
        ("BERGEN NH", "0373"),
        ("Bergen (L.)", "0893"),
        ("NUENEN CA", "0820"),
        ("nuenen", "0820"),
    ],
)
def test_found_as_people_write_it(written: str, code: str) -> None:
    found = municipality.find(written)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("written", ["", "Bergen", "Haarlm", "99999", "0000", "²", "?"])
def test_not_guessed(written: str) -> None:
    assert municipality.find(written) is None


def test_names_as_municipalities_write_them() -> None:
    names = [municipality.name_of(code) for code in ("0518", "0796", "0373", "0893", "0484", "0353", "0736")]
    assert names == [
        "Den Haag",
        "'s-Hertogenbosch",
        "Bergen (NH.)",
        "Bergen (L.)",
        "Alphen aan den Rijn",
        "IJsselstein",
        "De Ronde Venen",
    ]
    assert municipality.name_of("4321") == "4321"


def test_a_former_municipality_points_to_itself_and_names_its_successor() -> None:
    found = municipality.find("Haarlemmerliede en Spaarnwoude")
    assert found is not None
    assert (found.code, found.former, found.successor) == ("0393", True, "0394")


def test_near_names() -> None:
    assert municipality.near("Haarlm") == ("Haarlem",)
    assert set(municipality.near("bergen")) == {"Bergen (NH.)", "Bergen (L.)", "Bergen op Zoom"}


def test_all_codes_are_four_figures_and_successors_exist() -> None:
    places = {place.code: place for place in municipality.every()}
    assert len([p for p in places.values() if not p.former]) == 342
    for place in places.values():
        assert len(place.code) == 4
        assert place.code.isdecimal()
        if place.successor:
            assert not places[place.successor].former


@given(
    st.sampled_from([p.name for p in municipality.every() if not p.former]), st.randoms(use_true_random=False)
)
def test_case_and_signs_never_matter(name: str, chance: Random) -> None:
    typed = "".join(chance.choice([c.upper(), c.lower()]) for c in name)
    typed = typed.replace("-", " ").replace("'", "")
    assert municipality.find(typed) is municipality.find(name)
