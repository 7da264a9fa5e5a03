"""The words a region may use: its own ids, the core's facts, the municipalities; others are findings."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kernketen.finding import Finding, Location, Rule
from kernketen.model import municipality
from kernketen.model.facts import Fact
from kernketen.model.questions import QUESTIONS, Question
from kernketen.words import marked

DUPLICATE_ID = Rule("reference.duplicate_id")
UNKNOWN = {
    "section": (Rule("reference.section"), marked("The section “{word}” is not in region.yaml.")),
    "role": (Rule("reference.role"), marked("The role “{word}” is not in roles.yaml.")),
    "partner": (Rule("reference.partner"), marked("The partner “{word}” is not in partners.yaml.")),
    "team": (Rule("reference.team"), marked("The team “{word}” is not in teams.yaml.")),
    "external": (
        Rule("reference.external"),
        marked("The paper “{word}” is not among the external_references of region.yaml."),
    ),
    "composition": (Rule("reference.composition"), marked("This team has no composition “{word}”.")),
    "fact": (Rule("reference.fact"), marked("The case fact “{word}” does not exist.")),
    "value": (Rule("reference.value"), marked("“{word}” is no value of the fact “{fact}”.")),
    "unit": (Rule("reference.unit"), marked("The fact “{fact}” is not counted in “{word}”.")),
    "municipality": (Rule("reference.municipality"), marked("The municipality “{word}” does not exist.")),
    "area": (Rule("reference.area"), marked("“{word}” is neither a postcode nor an area of region.yaml.")),
}


@dataclass(slots=True)
class Vocabulary:
    """The ids of one region by kind, its facts, and the findings about words that are not among them."""

    sections: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    partners: frozenset[str]
    teams: frozenset[str]
    external: frozenset[str]
    facts: Mapping[str, Fact]
    areas: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, Question] = field(default_factory=lambda: QUESTIONS)
    findings: list[Finding] = field(default_factory=list)

    def known(self, kind: str, word: str, among: Iterable[str], place: Location, **values: str) -> bool:
        """Whether ``word`` is ``among`` the words of its kind; if not, that is a finding."""
        words = list(among)
        if word in words:
            return True
        self.unknown(kind, word, nearest(word, words), place, **values)
        return False

    def unknown(self, kind: str, word: str, near: str | None, place: Location, **values: str) -> None:
        """Note that ``word`` is not a word of its kind."""
        rule, sentence = UNKNOWN[kind]
        self.findings.append(Finding(rule, place, sentence, {"word": word, **values}, near))

    def members(self, role: str) -> tuple[str, ...]:
        """The roles a role stands for: the members of a group, or itself; groups may hold groups."""
        found = [role]
        for word in found:
            found += [member for member in self.roles.get(word, ()) if member not in found]
        return tuple(word for word in found if not self.roles.get(word)) or (role,)

    def municipality(self, word: str, place: Location) -> str | None:
        """The CBS code of a municipality given by name or code."""
        found = municipality.find(word)
        if found is None:
            near = municipality.near(word)
            self.unknown("municipality", word, near[0] if near else None, place)
            return None
        return found.code


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word most like ``word``, if one is near enough to be meant."""
    found = difflib.get_close_matches(word, sorted(set(words)), 1, 0.6)
    return found[0] if found else None
