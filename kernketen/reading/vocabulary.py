"""The words a region may use: its own ids, the core's facts, the municipalities; others are findings."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kernketen.finding import Finding, Location, Rule
from kernketen.model import municipality
from kernketen.model.facts import Fact
from kernketen.model.questions import QUESTIONS, Question
from kernketen.reading.scalar import shortened
from kernketen.words import marked

MAX_COMPARED = 20_000
"""With so many words a wrong one is compared, to find what was meant; a comparison takes 30 µs."""
_MUNICIPALITIES = 400
_LONGEST = 100

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
    "contact": (
        Rule("reference.contact"),
        marked("The contact point “{word}” is not in partners.yaml, with that organisation."),
    ),
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
    _left: int = MAX_COMPARED
    _members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def known(self, kind: str, word: str, among: Collection[str], place: Location, **values: str) -> bool:
        """Whether ``word`` is ``among`` the words of its kind; if not, that is a finding."""
        if word in among:
            return True
        self.unknown(kind, word, self.nearest(word, among), place, **values)
        return False

    def nearest(self, word: str, among: Iterable[str]) -> str | None:
        """``nearest``, as long as it does not take too much: a thousand wrong words are wrong otherwise."""
        words = set(among)
        self._left -= len(words)
        return nearest(word, words) if self._left > 0 else None

    def unknown(self, kind: str, word: str, near: str | None, place: Location, **values: str) -> None:
        """Note that ``word`` is not a word of its kind."""
        rule, sentence = UNKNOWN[kind]
        self.findings.append(Finding(rule, place, sentence, {"word": shortened(word), **values}, near))

    def members(self, role: str) -> tuple[str, ...]:
        """The roles a role stands for: the members of a group, or itself; groups may hold groups."""
        if role not in self._members:
            found, left = {role: None}, [role]
            while left:
                new = [member for member in self.roles.get(left.pop(0), ()) if member not in found]
                found |= dict.fromkeys(new)
                left += new
            leaves = tuple(word for word in found if not self.roles.get(word))
            self._members[role] = leaves or (role,)
        return self._members[role]

    def municipality(self, word: str, place: Location) -> str | None:
        """The CBS code of a municipality given by name or code."""
        found = municipality.find(word)
        if found is None:
            self._left -= _MUNICIPALITIES
            near = municipality.near(word) if self._left > 0 and len(word) < _LONGEST else []
            self.unknown("municipality", word, near[0] if near else None, place)
            return None
        return found.code


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word most like ``word``, if one is near enough to be meant."""
    found = difflib.get_close_matches(word, sorted(set(words)), 1, 0.6) if len(word) < _LONGEST else []
    return found[0] if found else None
