"""What can be compared: the topics that all regions share, and those that only one has."""

from __future__ import annotations

from kernketen.comparing.answers.common_words import spelt
from kernketen.model.questions import QUESTIONS, known
from kernketen.model.titles import TURN, question_title, topic_title
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.comparing.answers.voices import Speaker


class Subject:
    """A topic under the name that regions share; a region can call it otherwise (``aan_zet.`` and a role)."""

    def __init__(self, question: str, topic: str, title: str, local: dict[str, str] | None = None) -> None:
        self.question = question
        self.topic = topic
        self.title = title
        self._local = local or {}

    def of(self, speaker: Speaker) -> tuple[str, str]:
        """The question and the topic as a region calls it."""
        return self.question, self._local.get(speaker.id, self.topic)

    def is_spoken_of(self, speaker: Speaker) -> bool:
        """Whether a region has rules about it."""
        return speaker.speaks(*self.of(speaker))

    def head(self) -> dict[str, Any]:
        """How a row about it begins."""
        return {"concept": self.question, "topic": self.topic, "title": self.title}


def questions(speakers: Sequence[Speaker]) -> list[str]:
    """The questions of the core, and those that a plugin added to one of the regions."""
    own = {name for speaker in speakers for name in speaker.region.get("questions", {})}
    return [*QUESTIONS, *sorted(own - set(QUESTIONS))]


def subjects(speakers: Sequence[Speaker], question: str | None = None) -> list[Subject]:
    """The topics of all questions, or of one, that can be compared."""
    found: list[Subject] = []
    for name in questions(speakers) if question is None else [question]:
        asked = [(known(one.region, name), one) for one in sorted(speakers, key=lambda one: one.id)]
        for one, speaker in asked:
            for topic in one.topics if one else ():
                if not any((each.question, each.topic) == (name, topic) for each in found):
                    found.append(Subject(name, topic, topic_title(speaker.region, name, topic)))
        if name == "referral":
            found += _turns(speakers, name)
    return found


def own(speakers: Sequence[Speaker], question: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """For each region the topics that it alone has: they are shown, and not compared."""
    shared = subjects(speakers)
    found = {}
    for speaker in speakers:
        compared = {one.of(speaker) for one in shared}
        found[speaker.id] = [
            {"concept": name, "topic": topic, "title": topic_title(speaker.region, name, topic)}
            for name, topic in speaker.topics()
            if (name, topic) not in compared and question in (None, name)
        ]
    return found


def titles(speakers: Sequence[Speaker], names: Sequence[str]) -> dict[str, str]:
    """The questions as they are asked."""
    return {
        name: next(
            (t for s in speakers if (t := question_title(name, s.region)) != name), question_title(name)
        )
        for name in names
    }


def _turns(speakers: Sequence[Speaker], question: str) -> list[Subject]:
    """Whose turn it is, by canonical role: a region calls these topics after its own roles."""
    local: dict[str, dict[str, str]] = {}
    for speaker in speakers:
        for name, topic in speaker.topics():
            if name == question and topic.startswith(TURN):
                role = speaker.roles.token(topic.removeprefix(TURN))
                if ":" not in role:
                    local.setdefault(role, {}).setdefault(speaker.id, topic)
    return [
        Subject(question, TURN + role, tr("Whose turn it is: {role}", role=spelt(role)), local[role])
        for role in sorted(local)
    ]
