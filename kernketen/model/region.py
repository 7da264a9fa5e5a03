"""The shape of a region as the program knows it: plain data, each item with its source and its place.

A region is read from YAML once and kept in the snapshot as JSON, so it stays plain data all the way: these
classes name the fields for the reader and the type checker, and cost nothing at run time. A region is never
changed after it was read. ``where`` is (file, line); ``source`` is the id of a section; conditions are those
of ``model.condition``; a missing text is an empty string, a missing condition ``None``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from kernketen.model.item import Doubt, Item, Where, Who
from kernketen.model.people import (
    Cadence,
    Composition,
    Contact,
    Member,
    Partner,
    Role,
    Serve,
    Task,
    Team,
)
from kernketen.model.rule import Card, Case, Cell, Field, Matrix, Rule, Step, Then

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

__all__ = [
    "Cadence",
    "Card",
    "Case",
    "CaseFact",
    "Cell",
    "Composition",
    "Contact",
    "Document",
    "Doubt",
    "Elsewhere",
    "Field",
    "Gap",
    "Item",
    "Matrix",
    "Member",
    "NamedSchool",
    "OwnItem",
    "OwnQuestion",
    "Partner",
    "Region",
    "Role",
    "Rule",
    "Section",
    "Serve",
    "SpokenName",
    "Statement",
    "Step",
    "Structure",
    "Task",
    "Team",
    "Term",
    "Then",
    "Where",
    "Who",
]


class Section(TypedDict):
    """The unit of citing, dating and scope."""

    id: str
    document: str
    heading: str
    kind: str
    valid_from: str
    valid_until: str
    adopted_on: str
    scope: Condition | None
    reason: str
    note: str
    doubts: list[Doubt]
    where: Where


class Document(TypedDict):
    """A paper in which agreements stand, and whom it speaks for."""

    id: str
    title: str
    date: str
    kind: str
    parties: list[str]
    valid_from: str
    valid_until: str
    covers: Condition | None
    excludes: Condition | None
    note: str
    doubts: list[Doubt]
    where: Where


class Elsewhere(TypedDict):
    """A paper that the text points to and that is not included."""

    id: str
    title: str
    source: str
    date: str
    web: str
    note: str
    where: Where


class NamedSchool(Item):
    """A school that the agreement names."""

    code: str
    name: str
    register_name: str
    aliases: list[str]
    municipality: str
    place: str
    postcode: str
    sector: list[str]
    basis: str
    cooperation: list[str]
    group: str


class SpokenName(TypedDict):
    """Names people use for a school of the register."""

    code: str
    names: list[str]
    basis: str
    note: str
    where: Where


class Term(Item):
    """An abbreviation or a word of the text."""

    term: str
    aliases: list[str]
    expansion: str
    description: str
    expanded: bool
    used: bool


class Statement(Item):
    """What the text says besides: principles, definitions, differences, recommendations …"""

    kind: str
    text: str
    modality: str
    who: Who | None
    team: str
    partner: str
    order: int | None
    frequency: dict[str, Any] | None
    origin: str
    adopted: bool
    date: str
    see: str


class Gap(TypedDict):
    """A subject that was looked for in the text and is not there."""

    id: str
    topic: str
    searched: list[str]
    see: str
    note: str
    doubts: list[Doubt]
    where: Where


class OwnItem(TypedDict):
    """One entry of a structure that only this region has: what stands there, and the sections it cites."""

    id: str
    part: str
    where: Where
    sources: list[str]
    data: dict[str, Any]


class Structure(TypedDict):
    """A structure that only this region has: its file, its columns (key, title) and its parts."""

    id: str
    title: str
    file: str
    where: Where
    columns: list[tuple[str, str]]
    parts: dict[str, str]
    items: list[OwnItem]


class OwnQuestion(TypedDict):
    """A question that a plugin added: how it is asked, its topics by title, what each outcome does."""

    said: str
    topics: dict[str, str]
    outcomes: dict[str, str]


class CaseFact(TypedDict):
    """A case fact as this region knows it: the core's, or its own; with its question in two languages.

    ``label``, ``yes`` and ``no`` say it in a sentence, ``words`` its values: English keys of the core, or the
    region's own Dutch where it has a ``question_nl``.
    """

    kind: str
    values: list[str]
    units: list[str]
    question: str
    question_nl: str
    label: str
    yes: str
    no: str
    words: dict[str, str]


class Region(TypedDict):
    """One region, whole."""

    id: str
    name: str
    reviewed_on: str
    checked_with: int
    note: str
    documents: list[Document]
    sections: dict[str, Section]
    external_references: list[Elsewhere]
    areas: dict[str, list[str]]
    area_names: dict[str, list[str]]
    partners: list[Partner]
    roles: list[Role]
    teams: list[Team]
    schools: list[NamedSchool]
    aliases: list[SpokenName]
    terms: list[Term]
    statements: list[Statement]
    gaps: list[Gap]
    rules: list[Rule]
    matrix: list[Matrix]
    cases: list[Case]
    cards: list[Card]
    topics: dict[str, str]
    titles: dict[str, str]
    facts: dict[str, CaseFact]
    domains: dict[str, list[str | bool]]
    structures: list[Structure]
    questions: dict[str, OwnQuestion]
