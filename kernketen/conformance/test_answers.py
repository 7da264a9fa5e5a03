"""The answers: each question and each school gets one, in the form that programs rely on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kernketen.asking import ask
from kernketen.conformance.looking import conditions, document, none
from kernketen.model import municipality
from kernketen.model.questions import QUESTIONS
from kernketen.model.region import Region

_HEAD = "INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;GEMEENTENUMMER;GEMEENTENAAM;PLAATSNAAM;POSTCODE"
_SECTORS = {"bo": ("bo", ""), "vo": ("vo", ";HAVO/VWO")}
_MOST = 40


@pytest.fixture(scope="module")
def schools(home: Path, region: Region) -> list[str]:
    """Codes of made-up schools in the municipalities for which the documents speak, imported at home."""
    codes = []
    for number, (sector, (name, more)) in enumerate(_SECTORS.items()):
        rows = []
        for index, code in enumerate(_municipalities(region)):
            school = f"99{chr(65 + number)}{chr(65 + index // 26)}{index % 26:02d}"
            place = municipality.name_of(code).upper()
            rows.append(f"{school[:4]};{school};Proefschool {school};{code};{place};{place};1000 AA{more}")
            codes.append(school)
        head = _HEAD + (";ONDERWIJSSTRUCTUUR" if more else "")
        file = home / f"{name}-2026-10.csv"
        file.write_text("\r\n".join([head, *rows, ""]), encoding="cp1252", errors="replace")
        status, _ = document("schools", "import", str(file))
        assert status == 0, sector
    return codes


def test_the_documents_speak_for_a_school(schools: list[str], folder: Path, region: Region) -> None:
    """In some municipality that is covered, ``kernketen who --school`` answers."""
    named = [school["code"] for school in region["schools"] if school["code"]]
    answers = [_who(code, folder, region) for code in [*schools, *named][:_MOST]]
    given = [answer["teams"] for status, answer in answers if status == 0]
    none("look at covers in region.yaml", [] if given else ["no school gets an answer"])
    none("look at teams.yaml", [] if any(given) else ["no school has a team"])


def test_each_school_that_is_named_gets_an_answer(home: Path, folder: Path, region: Region) -> None:
    """A school of ``schools.yaml`` with its code is found without any register."""
    named = [school["code"] for school in region["schools"] if school["code"]][:_MOST]
    none("schools without an answer", [code for code in named if _who(code, folder, region)[0] != 0])


def _who(code: str, folder: Path, region: Region) -> tuple[int, dict[str, Any]]:
    """What the region says to a school; another region may speak for it too."""
    return document("who", "--school", code, "--region", region["id"], "--path", str(folder))


def test_each_question_gets_an_answer(home: Path, folder: Path, region: Region) -> None:
    """Each topic, those of the region itself too, whatever its status."""
    where = ("--region", region["id"], "--path", str(folder))
    questions = [*QUESTIONS, *(q for q in ask.questions(region) if q not in QUESTIONS)]
    failed = []
    for question in questions:
        for topic in ask.topics(region, question):
            status, _ = document("ask", f"{question}/{topic}", *where)
            failed += [f"{question}/{topic}: exit {status}"] if status else []
    none("topics without an answer", failed)


def test_the_ladders_are_shown(home: Path, folder: Path, region: Region) -> None:
    """``kernketen escalate`` shows them, or says that there is none."""
    status, _ = document("escalate", "--region", region["id"], "--path", str(folder))
    assert status == 0


def _municipalities(region: Region) -> list[str]:
    """The codes of the municipalities that a condition of a document names for its schools."""
    codes: dict[str, None] = {}
    for _, condition in conditions(region["documents"]):
        codes.update(dict.fromkeys(_named(condition)))
    return list(codes)[: _MOST // 2] or [place.code for place in municipality.every() if not place.former][:1]


def _named(condition: Any) -> Iterator[str]:
    if condition[:2] in (["in", "schoolgemeente"], ["in", "woongemeente"]):
        yield from condition[2]
    for part in condition[1:]:
        for inside in part if isinstance(part, list) else ():
            if isinstance(inside, list):
                yield from _named(inside)
        if isinstance(part, list) and part[:1] and isinstance(part[0], str):
            yield from _named(part)
