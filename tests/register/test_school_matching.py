"""Which school is meant: what people type, namesakes, typing errors, closed schools."""

from __future__ import annotations

import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from composed_registers import Register
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernketen.model.school import School
from kernketen.register import names, schools

SCHOOLS = (
    ("01AA00", "Rooms Katholieke Basisschool De Ark", "HEEMSTEDE"),
    ("01AB00", "De Ark"),
    ("01AC00", "OBS M.L. King"),
    ("01AD00", "RK Basisschool St Bavo"),
    ("01AD01", "Basisschool Sint Bavo"),
    ("01AE00", "aan 't Heike"),
    ("01AF00", "De Molenwiek Dalton"),
    ("01AF01", "De Molenwiek Montessori"),
    ("01AG00", "De Parel voor speciaal onderwijs, revalidatie en zorg"),
    ("01AH00", "Prinses Beatrixschool", "'S-GRAVENHAGE"),
    ("01AI00", "Willibrordusschool", "BENNEBROEK"),
    ("01AJ00", "Kennemer Lyceum"),
    ("01AK00", "Dr H Voorbeeldschool"),
    ("01AL00", "De IJsvogel", "BEEK LB"),
    ("01AM00", "Antoniusschool Haarlem"),
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    made = Register(tmp_path_factory.mktemp("matching"))
    made.fill(*SCHOOLS)
    return made


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("de ark heemstede", "01AA00"),
        ("heemstede de ark", "01AA00"),
        ("De Ark (Heemstede)", "01AA00"),
        ("de ark in heemstede", "01AA00"),
        ("RKBS de ark, HEEMSTEDE", "01AA00"),
        ("01aa 00", "01AA00"),
        ("01ac", "01AC00"),
        ("ml king", "01AC00"),
        ("M. L. Kingschool", "01AC00"),
        ("aan t heike", "01AE00"),
        ("de molenwiek montessori", "01AF01"),
        ("Montessorischool De Molenwiek", "01AF01"),
        ("de parel", "01AG00"),
        ("prinses beatrix den haag", "01AH00"),
        ("Prinses Beatrixschool 's-Gravenhage", "01AH00"),
        ("prinses beatrix s gravenhage", "01AH00"),
        ("willibrordus bloemendaal", "01AI00"),
        ("willibrordus bennebroek", "01AI00"),
        ("kennemer lyceum", "01AJ00"),
        ("dr voorbeeld", "01AK00"),
        ("de ysvogel", "01AL00"),
        ("de ijsvogel beek", "01AL00"),
        ("antoniusschool", "01AM00"),
    ],
)
def test_found(register: Register, typed: str, code: str) -> None:
    assert register.said(typed) == ("found", [code])


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("De Ark", ["01AA00", "01AB00"]),
        ("st bavo", ["01AD00", "01AD01"]),
        ("Basisschool Sint Bavo", ["01AD00", "01AD01"]),
        ("RK Basisschool St Bavo", ["01AD00", "01AD01"]),
        ("de molenwiek", ["01AF00", "01AF01"]),
        ("01AF", ["01AF00", "01AF01"]),
        ("sint bavo haarlem", ["01AD00", "01AD01"]),
    ],
)
def test_two_that_fit_are_ambiguous(register: Register, typed: str, codes: list[str]) -> None:
    assert register.said(typed) == ("ambiguous", codes)


@pytest.mark.parametrize(
    "typed",
    [
        "King",
        "Bavo",
        "Molenwiek Jenaplan",
        "Kennemer College",
        "01ZZ00",
        "01ZZ",
        "",
        " ",
        "de",
        "-",
        "%",
        '"',
    ],
)
def test_not_guessed(register: Register, typed: str) -> None:
    assert register.said(typed) == ("not_found", [])


def test_suggestions_can_be_typed_back(register: Register) -> None:
    match = register.find("King")
    assert match.suggestions == ("OBS M.L. King (Haarlem)",)
    assert register.said(match.suggestions[0]) == ("found", ["01AC00"])
    assert register.find("de ark bennebroek").suggestions[:2] == (
        "De Ark (Haarlem)",
        "Rooms Katholieke Basisschool De Ark (Heemstede)",
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("willibrodusschool", "01AI00"),
        ("wilibrordus", "01AI00"),
        ("Kenemer Lyceum", "01AJ00"),
        ("Kennemer Lyseum", "01AJ00"),
        ("de molewniek dalton", "01AF00"),
        ("Bassischool De Parel", "01AG00"),
        ("de perel", "01AG00"),
        ("prnses beatrixschool", "01AH00"),
        ("prinses beatrixschol", "01AH00"),
        ("de ark heemstde", "01AA00"),
        ("deparel", "01AG00"),
        ("antoniusschool haarlme", "01AM00"),
    ],
)
def test_typing_errors(register: Register, typed: str, code: str) -> None:
    match = register.find(typed)
    assert [(fit.school.code, fit.matched) for fit in match.fits] == [(code, "typo")]


def test_a_typing_error_counts_only_when_nothing_fits(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.fill(("01AA00", "De Linde"), ("01AB00", "De Linge"))
    assert register.said("de linde") == ("found", ["01AA00"])
    assert register.said("de linse") == ("ambiguous", ["01AA00", "01AB00"])


def test_how_it_was_found(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.fill(("01AA00", "De Oude Naam"), date="2025-08")
    register.fill(("01AA00", "De Nieuwe Naam"), date="2026-08")
    for typed, matched, name in (
        ("de nieuwe naam", "name", "De Nieuwe Naam"),
        ("de oude naam", "former_name", "De Oude Naam"),
        ("01aa00", "code", "De Nieuwe Naam"),
    ):
        (fit,) = register.find(typed).fits
        assert (fit.school.name, fit.matched, fit.name) == ("De Nieuwe Naam", matched, name)


def test_a_closed_school_is_not_offered_as_open(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.fill(("01AA00", "De Vlieger"), ("01AB00", "De Kegel"), date="2025-08")
    register.fill(("01AB00", "De Kegel"), ("01AC00", "De Vlieger", "HEEMSTEDE"), date="2026-08")
    assert register.said("de vlieger") == ("found", ["01AC00"])
    assert register.said("de vlieger haarlem") == ("not_found", [])
    for typed in ("de vlieger haarlem", "01AA00"):
        match = register.find(typed)
        assert [(fit.school.code, fit.school.is_open) for fit in match.closed] == [("01AA00", False)]


def named(code: str, name: str, *aliases: str) -> School:
    return School(code, name, "0392", ("so",), place="Haarlem", aliases=aliases, region="voorbeeld")


def choose(
    register: Register, query: str, own: list[School], spoken: list[tuple[str, str]]
) -> schools.Choice:
    connection = register.read()
    try:
        return schools.choose(connection, query, own, spoken, lambda s: s.municipality in ("0392", "0397"))
    finally:
        connection.close()


def test_schools_of_the_regions_come_first(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.fill(
        ("01AA00", "De Boei", "HOOFDDORP"), ("01AB00", "De Boei", "'S-GRAVENHAGE"), ("01AC00", "De Boei"),
        ("01AD00", "De Ree", "HOOFDDORP"), ("01AE00", "De Ree", "'S-GRAVENHAGE"),
        ("01AF00", "De Eik", "HOOFDDORP"), ("01AG00", "De Mus"), ("01AH00", "De Mus", "HEEMSTEDE"),
    )  # fmt: skip
    boei = choose(register, "de boei", [], [])
    assert (boei.result, boei.school and boei.school.code) == ("found", "01AC00")
    assert [fit.school.code for fit in boei.namesakes] == ["01AA00", "01AB00"]
    ree = choose(register, "de ree", [], [])
    assert (ree.result, [fit.school.code for fit in ree.candidates]) == ("ambiguous", ["01AD00", "01AE00"])
    assert choose(register, "de eik", [], []).school is not None
    assert choose(register, "de mus", [], []).result == "ambiguous"
    # A typing error for a school here does not beat a school elsewhere that is called just so.
    assert choose(register, "de ree", [named("02AA00", "De Reep")], []).result == "ambiguous"


def test_a_school_of_an_agreement_needs_no_register(tmp_path: Path) -> None:
    register = Register(tmp_path)
    own = [named("02AA00", "De Kade voor speciaal onderwijs", "de kade zuid")]
    for typed, matched in (
        ("De Kade", "name"),
        ("de kade zuid", "alias"),
        ("02aa", "code"),
        ("de kade haarlem", "name"),
        ("de kade zuidd", "typo"),
    ):
        choice = choose(register, typed, own, [])
        assert choice.fit is not None, typed
        assert (choice.fit.school.code, choice.fit.matched) == ("02AA00", matched)
    assert choose(register, "kajuit", own, []).result == "not_found"


def test_spoken_names(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.fill(("01AA00", "Eerste Christelijke School voor Voorbeelden"), ("01AB00", "De Zon"))
    choice = choose(register, "ecsv", [], [("01AA00", "ECSV"), ("09ZZ00", "ECSV")])
    assert choice.fit is not None
    assert (choice.fit.school.code, choice.fit.matched, choice.fit.name) == ("01AA00", "alias", "ECSV")
    assert choose(register, "de zon", [], [("01AA00", "De Zon")]).result == "ambiguous"


def test_what_the_register_adds_to_a_school_of_an_agreement(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.fill(("02AA00", "Kade SO"))
    choice = choose(register, "de kade", [named("02AA00", "De Kade")], [])
    assert choice.school is not None
    assert (choice.school.name, choice.school.address, choice.school.region) == (
        "De Kade",
        "Voorbeeldlaan 1-A",
        "voorbeeld",
    )


def test_wanted_holds_the_core_of_every_reading() -> None:
    for typed, core in (
        ("de ark heemstede", "ark"),
        ("heemstede de ark", "ark"),
        ("OBS De Ark", "ark"),
        ("de ark den haag", "ark"),
        ("Dr. Voorbeeldschool", "voorbeeld"),
    ):
        assert core in schools.wanted(typed)


def test_places(register: Register) -> None:
    connection = register.read()
    assert schools.places(connection, "Bennebroek") == ("0377",)
    assert schools.places(connection, "hoofddorp") == ()
    assert schools.places(connection, "beek") == ("0888",)
    connection.close()


LETTERS = string.ascii_uppercase
WORDS = st.text(string.ascii_lowercase, min_size=5, max_size=9).filter(
    lambda word: names.key(word) == word and not names.code_of(word)
)
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(st.lists(WORDS, min_size=2, max_size=6, unique=True), st.data())
def test_names_and_namesakes(found: list[str], data: st.DataObject) -> None:
    """A unique name is found, whatever stands around it; a second school of that name makes it ambiguous."""
    chosen = data.draw(st.sampled_from(found))
    front = data.draw(st.sampled_from(["", "De ", "OBS ", "Rooms Katholieke Basisschool ", "'t "]))
    at = data.draw(st.integers(0, len(chosen) - 1))
    wrong = chosen[:at] + data.draw(st.sampled_from("qxz")) + chosen[at + 1 :]
    with TemporaryDirectory() as folder:
        register = Register(Path(folder))
        entries = [
            (f"01A{letter}00", f"De {word.title()}") for letter, word in zip(LETTERS, found, strict=False)
        ]
        code = next(code for code, name in entries if name == f"De {chosen.title()}")
        register.fill(*entries, date="2026-01")
        assert register.said(front + chosen.upper()) == ("found", [code])
        result, codes = register.said("de " + wrong)
        assert (result in ("found", "ambiguous") and code in codes) or wrong in found
        register.fill(*entries, ("02AA00", f"RKBS {chosen}", "HEEMSTEDE"), date="2026-02")
        assert register.said(front + chosen) == ("ambiguous", sorted([code, "02AA00"]))
        kept = [entry for entry in entries if entry[0] != code]
        register.fill(*kept, ("02AA00", f"RKBS {chosen}", "HEEMSTEDE"), date="2026-03")
        assert register.said(front + chosen) == ("found", ["02AA00"])
