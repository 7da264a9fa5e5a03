"""In which language the program speaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kernketen import words

VARIABLES = ("KERNKETEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (*VARIABLES, "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    yield
    words.choose("en")


@pytest.mark.parametrize(
    ("option", "environment", "expected"),
    [
        (None, {}, "nl"),
        ("en", {}, "en"),
        ("nl", {"KERNKETEN_LANG": "en"}, "nl"),
        (None, {"KERNKETEN_LANG": "en", "LC_ALL": "nl_NL.UTF-8"}, "en"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "nl_NL.UTF-8", "LANG": "nl_NL"}, "en"),
        (None, {"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "nl_NL"}, "en"),
        (None, {"LANG": "en_US.UTF-8"}, "en"),
        (None, {"LANG": "nl_BE@euro"}, "nl"),
        (None, {"LANG": "en@quot"}, "en"),
        (None, {"LANG": "C"}, "nl"),
        (None, {"LANG": "C.UTF-8"}, "nl"),
        (None, {"LANG": "POSIX"}, "nl"),
        (None, {"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "nl"),
        (None, {"KERNKETEN_LANG": "", "LANG": "en_US"}, "en"),
        ("EN", {}, "en"),
        ("en-GB", {}, "en"),
        ("NL_nl.utf8", {}, "nl"),
        # The agreements are Dutch, and so is who speaks neither language of the program.
        (None, {"LANG": "fr_FR.UTF-8"}, "nl"),
        (None, {"KERNKETEN_LANG": "fr"}, "nl"),
    ],
)
def test_the_language(
    option: str | None, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert words.choose(option) == expected
    assert words.language() == expected
    assert words.tr("and") == {"nl": "en", "en": "and"}[expected]


def test_values_fill_the_sentence_and_braces_in_them_stay() -> None:
    words.choose("en")
    assert words.tr("The format “{format}” does not exist here.", format="{x}") == (
        "The format “{x}” does not exist here."
    )
    assert words.tr("Braces {stay} without values.") == "Braces {stay} without values."


def test_one_and_several() -> None:
    one = "{number} region or plugin is not used because of errors: {names} (kernketen regions)."
    many = "{number} regions or plugins are not used because of errors: {names} (kernketen regions)."
    words.choose("en")
    assert words.trn(one, many, 1, names="a") == (
        "1 region or plugin is not used because of errors: a (kernketen regions)."
    )
    assert words.trn(one, many, 0, names="").startswith("0 regions")
    words.choose("nl")
    assert words.trn(one, many, 2, names="a, b") != words.trn(one, many, 1, names="a, b")
