"""What a region says, in a few words that cannot be taken for something else."""

from __future__ import annotations

from typing import Any

import pytest
import small_regions as small
from test_classes_of_pairs import ON, region, rule

from kernketen.comparing.answers.said import Said
from kernketen.comparing.answers.voices import Speaker
from kernketen.showing.answers import quantity
from kernketen.showing.in_short import in_short

TOLD: dict[str, tuple[Any, str, str]] = {
    "a duty with who has it": (
        rule(small.then("melden", who="leerplicht")), "melden: Leerplicht (must)", "melden: Leerplicht"),
    "a duty and nothing else: the text": (
        rule(small.then("melden", text="De school meldt het.")),
        "melden: De school meldt het. (must)", "melden: De school meldt het."),
    "a role without what it does: the text": (
        rule(small.then(who="leerplicht", text="Leerplicht heeft een rol.")),
        "Leerplicht heeft een rol. (must)", "Leerplicht heeft een rol."),
    "a paper beside an outcome": (
        rule(small.then("melden", who="leerplicht", see="bijlage")),
        "melden: Leerplicht; see: bijlage (must)", "melden: Leerplicht, see: bijlage"),
    "a paper alone": (
        rule(small.then(see="bijlage", text="Zie de bijlage.")), "see: bijlage (must)", "see: bijlage"),
    "a word for something else than the answer": (
        rule(small.then("melden", who="leerplicht", word="aan_zet")),
        "melden (aan zet): Leerplicht (must)", "melden (aan zet): Leerplicht"),
    "a word for the answer itself": (
        rule(small.then("regie", who="leerplicht", word="casusregie"), "regie", "casus"),
        "casusregie: Leerplicht (must)", "casusregie: Leerplicht"),
    "a person decides": (
        rule(small.then("regie", decided_by="directeur"), "regie", "casus"),
        "regie; decided by Directeur (must)", "regie, decided by Directeur"),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_in_a_few_words(name: str) -> None:
    asked, whole, brief = TOLD[name]
    speaker = Speaker(region("een", asked), ON)
    turns = speaker.voices(asked["question"], asked["topic"]).turns
    said = Said(asked["question"], turns, (), speaker.region, speaker.roles)
    assert in_short(said, speaker.region).casefold() == whole.casefold()
    assert in_short(said, speaker.region, True).casefold() == brief.casefold()


def test_what_must_lie_before_an_event_is_not_counted_from_it() -> None:
    least, most = {"ge": 8, "unit": "weken", "before": "verlof"}, {"le": 2, "unit": "dagen", "from": "vraag"}
    assert quantity(least) == "at least 8 weken before verlof"
    assert quantity(most) == "at most 2 dagen, counted from vraag"
