"""One topic of one region, ready to be laid beside another's: its rules, its papers, what they mention."""

from __future__ import annotations

import hashlib
from functools import cached_property

from kernketen.asking.topics.answer import Asker
from kernketen.asking.topics.speaking import COMPANY, DECISIVE, leading, ordered, signature
from kernketen.asking.topics.topic import Topic, Turn, doubted
from kernketen.comparing.answers.said import Said, Silence
from kernketen.comparing.answers.shared import (
    OwnTerms,
    Roles,
    Terms,
    is_shared,
    is_territory,
    perhaps,
    surely,
)
from kernketen.model.condition import facts_in, leaves

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Space, Variable
    from kernketen.model.condition import Condition
    from kernketen.model.dates import Span
    from kernketen.model.region import Document, Doubt, Region


class Speaker:
    """A region on a day; ``shapes`` are those that are known already, by what was written."""

    def __init__(self, region: Region, on: Span, shapes: dict[str, tuple[str, bool]] | None = None) -> None:
        self.shapes = {} if shapes is None else shapes
        self.region = region
        self.id = region["id"]
        self.on = on
        self.roles = Roles(region)
        self.asker = Asker(region, {}, on)
        self._rules: dict[tuple[str, str], list[Any]] = {}
        for rule in region["rules"]:
            if self.asker.is_in_force(rule):
                self._rules.setdefault((rule["question"], rule["topic"]), []).append(rule)
        self.known_roles = repr([(r["id"], r["canonical"], r["match"], r["group"]) for r in region["roles"]])
        self.around = {paper["id"]: _around(paper) for paper in region["documents"]}
        self._voices: dict[tuple[str, str], Voices] = {}

    def speaks(self, question: str, topic: str) -> bool:
        """Whether it has rules of a topic that are in force."""
        return (question, topic) in self._rules

    def topics(self) -> list[tuple[str, str]]:
        """The topics of which it has rules in force."""
        return list(self._rules)

    def voices(self, question: str, topic: str) -> Voices:
        """What it says of a topic."""
        key = (question, topic)
        if key not in self._voices:
            self._voices[key] = Voices(self, question, topic, self._rules.get(key, ()))
        return self._voices[key]


def speakers_of(regions: Sequence[Region], on: Span) -> list[Speaker]:
    """Several regions on a day, which know together what was worked out for one of them."""
    shapes: dict[str, tuple[str, bool]] = {}
    return [Speaker(region, on, shapes) for region in regions]


class Voices:
    """What a region says of a topic: ``turns`` as they are written, ``papers`` with whom each speaks for."""

    def __init__(self, speaker: Speaker, question: str, topic: str, rules: Sequence[Any]) -> None:
        self.speaker = speaker
        self.question = question
        self.topic = topic
        self.turns = ordered(question, speaker.asker.turns(rules))
        self._papers = [paper for paper in speaker.region["documents"] if rules]
        self._of_rules = {self.paper(turn)["id"] for turn in self.turns}
        # What a paper leaves out, and a scope says once more, is taken for granted, as in an answer.
        around = {fact for paper in self._papers for part in left_out(paper) for fact in facts_in(part)}
        self._whens = [turn.when for turn in self.turns if turn.when is not None]
        self._scopes = [scope for turn in self.turns for scope in turn.scopes]
        self.facts = {fact for when in self._whens for fact in facts_in(when)}
        self.facts |= {fact for scope in self._scopes for fact in facts_in(scope)} - around

    def silence(self) -> Said:
        """What it says where it has no rule."""
        return Silence(self.speaker.region, self.question, self.topic)

    @property
    def is_own(self) -> bool:
        """Whether what it says has roles or facts of this region alone."""
        return self._shaped[1]

    @property
    def shape(self) -> str:
        """What it says and when, without the names of the region: equal for rules that are written alike."""
        return self._shaped[0]

    @cached_property
    def _shaped(self) -> tuple[str, bool]:
        known = self.speaker.shapes
        if self._written not in known:
            plain = self._plain
            own = f"'{self.speaker.id}:"
            shape = hashlib.sha256(plain.replace(own, "':").encode()).hexdigest()
            known[self._written] = (shape, own in plain)
        return known[self._written]

    @cached_property
    def _written(self) -> str:
        """All on which the shape hangs, as it is written: what is written alike is worked out once."""
        if not self.turns:
            return self._plain
        found: list[Any] = [self.question, self.topic, self.speaker.known_roles]
        for turn in self.turns:
            paper = self.paper(turn)
            kind = self.speaker.region["sections"][turn.source]["kind"]
            found += [
                turn.rule["id"],
                turn.rule["order"],
                turn.rule["overrides"],
                turn.step,
                turn.modality,
                kind,
            ]
            found += [turn.then, turn.when, turn.scopes, self.speaker.around[paper["id"]]]
            found += [(doubt["id"], doubt["when"]) for doubt in turn.doubts]
            found += [(step["then"], step["when"]) for step in turn.rule["steps"]]
        return repr(found)

    @cached_property
    def _plain(self) -> str:
        if not self.turns:
            return f"silent {self.silence().key} {self.silence().attested}"
        return repr(plain_turns(self))

    def numbers(self) -> set[Variable]:
        """The numbers that it compares: fact, unit and window."""
        return {
            (leaf[1], leaf[2], leaf[3])
            for condition in (*self._whens, *self._scopes, *doubted(self.turns))
            for leaf in leaves(condition)
            if leaf[0] == "num"
        }

    def terms(self, facts: Iterable[str], foreign: Iterable[Variable]) -> Terms:
        """Its words beside those of others: the ``facts`` that rules mention, the ``foreign`` numbers."""
        known = frozenset(fact for fact in facts if not is_territory(fact)) | self.facts
        region, roles = self.speaker.region, self.speaker.roles
        return Terms(region, roles, self._whole(known), foreign, known)

    def own_terms(self) -> Terms:
        """Its own words, where no other region says anything."""
        known = frozenset(self.facts)
        return OwnTerms(self.speaker.region, self.speaker.roles, self._whole(known), (), known)

    def told(self, terms: Terms) -> list[Condition]:
        """All that it mentions, in those words."""
        return [terms.said(condition) for condition in self._whole(terms.known)]

    def _whole(self, known: frozenset[str]) -> list[Condition]:
        doubts = [doubt["when"] for turn in self.turns for doubt in turn.doubts]
        found = [*self._whens, *(perhaps(scope, known) for scope in self._scopes)]
        found += [surely(when, known) for when in doubts if when is not None]
        for paper in self._papers:
            found += [_covered(paper, known), _excluded(paper, known)]
        return [condition for condition in found if facts_in(condition)]

    def areas(self, space: Space, terms: Terms) -> list[tuple[Said, int]]:
        """What is said, with the cells of the space in which it is; all cells are in one of them."""
        region = self.speaker.region
        topic = Topic([self._turn(turn, terms) for turn in self.turns], {}, region, space)
        left_out = self._spoken_for(topic, terms)[1]
        parts: list[tuple[int, list[tuple[Turn, tuple[str, ...]]]]] = [(space.full, [])]
        for turn, cells, doubts in _split(topic, self.turns):
            found = []
            for area, heard in parts:
                if area & cells:
                    found.append((area & cells, [*heard, (turn, doubts)]))
                if area & ~cells:
                    found.append((area & ~cells, heard))
            parts = found
        merged: dict[str, tuple[Said, int]] = {}
        for area, heard in parts:
            for said, cells in self._said(area, heard, left_out):
                # Two services of one region are two answers, also where others call both by one name.
                known = merged.get(said.own_key)
                merged[said.own_key] = (said, cells) if known is None else (known[0], known[1] | cells)
        return list(merged.values())

    def _said(
        self, area: int, heard: Sequence[tuple[Turn, tuple[str, ...]]], left_out: int
    ) -> Iterable[tuple[Said, int]]:
        region = self.speaker.region
        if heard:
            turns = leading(self.question, (turn for turn, _ in heard))
            spoken = {id(turn) for turn in turns}
            doubts = sorted({name for turn, names in heard if id(turn) in spoken for name in names})
            yield Said(self.question, turns, doubts, region, self.speaker.roles), area
            return
        if area & left_out:
            yield Silence(region, self.question, self.topic, True), area & left_out
        if area & ~left_out:
            yield Silence(region, self.question, self.topic), area & ~left_out

    def _turn(self, turn: Turn, terms: Terms) -> Turn:
        when = None if turn.when is None else terms.said(turn.when)
        doubts: list[Doubt] = [
            {**doubt, "when": terms.said(surely(doubt["when"], terms.known))} if doubt["when"] else doubt
            for doubt in turn.doubts
        ]
        scopes = [terms.said(perhaps(scope, terms.known)) for scope in turn.scopes]
        paper = self.paper(turn)
        for condition in (_covered(paper, terms.known), ["not", _excluded(paper, terms.known)]):
            scopes += [terms.said(condition)] if facts_in(condition) else []
        return Turn(turn.rule, turn.then, when, scopes, doubts, turn.step)

    def paper(self, turn: Turn) -> Document:
        """The paper in which a turn stands."""
        asker = self.speaker.asker
        return asker.documents[asker.region["sections"][turn.rule["source"]]["document"]]

    def _spoken_for(self, topic: Topic, terms: Terms) -> tuple[dict[str, int], int]:
        """For each paper of the rules the cells for which it speaks; and those that the text leaves out."""
        speaking: dict[str, int] = {}
        left_out = 0
        for paper in self._papers:
            excluded = topic.mask(terms.said(_excluded(paper, terms.known)))
            left_out |= excluded
            if paper["id"] in self._of_rules:
                speaking[paper["id"]] = topic.mask(terms.said(_covered(paper, terms.known))) & ~excluded
        for cells in speaking.values():
            left_out &= ~cells
        return speaking, left_out

    def home(self, space: Space, terms: Terms) -> int:
        """The cells that are about the region's own schools and pupils: those for which its papers speak.

        Where papers speak for other municipalities, they are the cells for which all speak that can.
        """
        topic = Topic([], {}, self.speaker.region, space)
        speaking, _ = self._spoken_for(topic, terms)
        every, some = space.full, 0
        for cells in speaking.values():
            every &= cells | ~opened(space, cells)
            some |= cells
        own = every & some
        own |= some & ~opened(space, own)
        return own | (space.full & ~opened(space, own))


def left_out(paper: Document) -> list[Condition]:
    """The kinds of cases that a paper leaves out in so many words, wherever they are."""
    excludes = paper["excludes"] or ["any", []]
    parts = excludes[1] if excludes[0] == "any" else [excludes]
    return [part for part in parts if not any(map(is_territory, facts_in(part)))]


def _around(paper: Document) -> str:
    """Whom a paper speaks for, with its places numbered: alike for two regions elsewhere."""
    places: dict[str, int] = {}
    parts = [condition for condition in (paper["covers"], paper["excludes"]) if condition is not None]
    return repr([_numbered(part, places) for part in parts])


def _numbered(condition: Condition, places: dict[str, int]) -> Any:
    if condition[0] == "not":
        return ["not", _numbered(condition[1], places)]
    if condition[0] in ("all", "any"):
        return [condition[0], [_numbered(part, places) for part in condition[1]]]
    if condition[0] in ("in", "has") and is_territory(condition[1]):
        return [*condition[:2], [places.setdefault(str(value), len(places)) for value in condition[2]]]
    return condition


def _covered(paper: Document, known: frozenset[str]) -> Condition:
    """Where a paper may speak while only these facts are known: as in an answer, it is taken to."""
    return ["all", []] if paper["covers"] is None else perhaps(paper["covers"], known)


def _excluded(paper: Document, known: frozenset[str]) -> Condition:
    """Where a paper surely leaves out while only these facts are known."""
    return ["any", []] if paper["excludes"] is None else surely(paper["excludes"], known)


def _split(topic: Topic, turns: Sequence[Turn]) -> list[tuple[Turn, int, tuple[str, ...]]]:
    """The turns with their cells, split by the doubts that bite there; those that say the same together."""
    found: dict[str, list[Any]] = {}
    for turn, own in zip(topic.turns, turns, strict=True):
        parts: list[tuple[int, tuple[str, ...]]] = [(turn.cells, ())]
        for doubt in turn.doubts:
            if doubt["when"] is not None:
                bites = topic.mask(doubt["when"])
                parts = [(area & bites, (*names, doubt["id"])) for area, names in parts] + [
                    (area & ~bites, names) for area, names in parts
                ]
        for area, names in parts:
            if area:
                said = signature(turn.then, (*DECISIVE, *COMPANY))
                rung = "" if turn.step is None else (turn.rule["id"], turn.step)
                steps = turn.rule["id"] if turn.rule["order"] == "sequence" else ""
                key = repr((turn.modality, turn.source, said, rung, steps, sorted(set(names))))
                found.setdefault(key, [own, 0, tuple(sorted(set(names)))])[1] |= area
    return [(turn, cells, names) for turn, cells, names in found.values()]


def plain_turns(voices: Voices) -> list[Any]:
    """What the turns of a topic say and when, with places numbered and other things of its own marked."""
    speaker = voices.speaker
    terms = voices.terms(voices.facts, ())
    places: dict[str, int] = {}
    ids = {turn.rule["id"]: n for n, turn in enumerate(voices.turns)}

    def told(condition: Condition | None) -> Any:
        return None if condition is None else _plain_condition(terms.said(condition), places, speaker.id)

    found = []
    for turn in voices.turns:
        said = Said(voices.question, [turn], (), speaker.region, speaker.roles)
        whens = [d["when"] for d in turn.doubts if d["when"] is not None]
        doubts = [told(when) for when in (surely(when, terms.known) for when in whens) if facts_in(when)]
        paper = voices.paper(turn)
        around = [told(_covered(paper, terms.known)), told(_excluded(paper, terms.known))]
        scopes = [told(perhaps(scope, terms.known)) for scope in turn.scopes]
        rung = (ids[turn.rule["id"]], turn.step) if turn.step is not None else ()
        over = [ids[name] for name in turn.rule["overrides"] if name in ids]
        found.append((said.key, told(turn.when), scopes, doubts, around, rung, over))
    return found


def _plain_condition(condition: Condition, places: dict[str, int], region: str) -> Any:
    kind = condition[0]
    if kind == "not":
        return ["not", _plain_condition(condition[1], places, region)]
    if kind in ("all", "any"):
        return [kind, [_plain_condition(part, places, region) for part in condition[1]]]
    fact = condition[1]
    if is_shared(fact):
        return condition
    if kind in ("in", "has") and is_territory(fact):
        return [kind, fact, [places.setdefault(str(value), len(places)) for value in condition[2]]]
    return [f"{region}:", *condition] if not is_territory(fact) else condition


def projected(space: Space, cells: int) -> int:
    """The shared cells in which some of these lie, whatever holds of the region's own facts."""
    for stride, count in _own(space):
        cells = space.projected(cells, stride, count)
    return cells


def opened(space: Space, cells: int) -> int:
    """The cells with all of the region's own facts left open."""
    found = projected(space, cells)
    for stride, count in reversed(_own(space)):
        flat = found
        for index in range(1, count):
            found |= flat << (index * stride)
    return found


def _own(space: Space) -> list[tuple[int, int]]:
    """The dimensions of the region's own facts, the last first."""
    own = [(stride, count) for _, stride, count in space.dimensions() if stride >= space.before]
    return sorted(own, reverse=True)
