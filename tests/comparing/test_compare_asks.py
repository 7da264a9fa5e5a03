"""A cell of a comparison says what ``ask`` says there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from asked_situations import answered, base, cells_of, facts_of, local, matches

from kernketen.asking.situations.cells import TooWide
from kernketen.cli import located, opened
from kernketen.comparing.answers.laid import Laid
from kernketen.comparing.answers.subject import subjects
from kernketen.comparing.answers.voices import Speaker
from kernketen.model.dates import span
from kernketen.model.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ON = span("2026-11-22")


@pytest.fixture
def speakers(register: Path) -> Iterator[list[Speaker]]:
    found = located.regions()
    yield [Speaker(region, ON) for name in found.region_ids() if (region := found.answers(name))]
    opened.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_cell_says_what_ask_says(question: str, speakers: list[Speaker]) -> None:
    for subject in subjects(speakers, question):
        laid = Laid({one.id: one.voices(*subject.of(one)) for one in speakers})
        for situation in laid.situations():
            for cell in cells_of(situation.cells, 2):
                facts = facts_of(laid, cell)
                for speaker in speakers:
                    check(speaker, subject.of(speaker), situation.profiles[speaker.id], facts)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_region_that_speaks_alone_says_in_its_own_words_what_ask_says(
    question: str, speakers: list[Speaker]
) -> None:
    for subject in subjects(speakers, question):
        speaking = [one for one in speakers if subject.is_spoken_of(one)]
        if len(speaking) != 1:
            continue
        try:
            laid = Laid({one.id: one.voices(*subject.of(one)) for one in speakers}, is_own=True)
        except TooWide:
            continue
        (alone,) = speaking
        for situation in laid.situations():
            profile = situation.profiles[alone.id]
            assert profile.one is not None
            for cell in cells_of(situation.cells, 3):
                answer = answered(alone, *subject.of(alone), facts_of(laid, cell))
                told = f"{subject.topic} {facts_of(laid, cell)} {profile.one.key} {answer['status']}"
                assert matches(profile.one, answer), told


def check(speaker: Speaker, asked: tuple[str, str], profile: Any, facts: dict[str, Any]) -> None:
    cases = local(facts, speaker)
    answers = [answered(speaker, *asked, given) for given in cases]
    told = f"{speaker.id} {asked} {facts} {[one.key for one in profile.said]}"
    one = profile.one
    for answer in answers:
        said = (answer["status"], answer["outcome"], answer["modality"], answer["missing"])
        if one is not None:
            assert matches(one, answer), f"{told}\n{said}"
        elif answer["status"] == "need_more_facts":
            assert set(answer["missing"]) <= set(map(base, profile.hangs_on)), f"{told}\n{said}"
        else:
            assert any(matches(each, answer) for each in profile.said), f"{told}\n{said}"
