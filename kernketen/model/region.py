"""The shape of a region as the program knows it: plain data, each item with its source and its place.

A region is read from YAML once and kept in the snapshot as JSON, so it stays plain data all the way: these
classes name the fields for the reader and the type checker, and cost nothing at run time. A region is never
changed after it was read. ``where`` is (file, line); ``source`` is the id of a section; conditions are those
of ``model.condition``; a missing text is an empty string, a missing condition ``None``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from kernketen.model.condition import Condition

Where = tuple[str, int]


class Doubt(TypedDict):
    """A place where the text is unclear, and the reading that was taken."""

    id: str
    note: str
    reading: str
    against: str
    when: Condition | None


class Item(TypedDict):
    """What every item has."""

    id: str
    where: Where
    source: str
    note: str
    doubts: list[Doubt]
    scope: Condition | None
    when: Condition | None


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


class Who(TypedDict):
    """Roles: ``all`` together, exactly ``one_of``, or ``any`` (one or more)."""

    mode: str
    roles: list[str]


# "with" is a word of Python, so it is named in the other form of a TypedDict.
_With = TypedDict("_With", {"with": Who | None})


class Task(Item, _With):
    """Something a role or a team does."""

    text: str
    modality: str
    fase: str
    presence: str
    see: str


class Role(Item):
    """A role of the region, or a group of roles."""

    name: str
    aliases: list[str]
    canonical: str
    match: str
    employer: str
    group: list[str]
    description: str
    tasks: list[Task]


class Contact(Item):
    """A functional contact point; ``absent`` says why a channel is empty."""

    purpose: str
    roles: list[str]
    web: str
    email: str
    phone: str
    absent: dict[str, str]
    see: str


class Partner(Item):
    """An organisation."""

    name: str
    aliases: list[str]
    description: str
    roles: list[str]
    contacts: list[Contact]


class Member(Item):
    """A place in a team."""

    who: Who
    presence: str
    chair: bool
    at_least: dict[str, Any] | None
    see: str


class Composition(Item):
    """The members of a team as one text lists them."""

    name: str
    list: str
    by: str
    see: str
    valid_from: str
    valid_until: str
    members: list[Member]


class Serve(TypedDict):
    """Which composition a reader gets, and who chose it."""

    composition: str
    by: str
    scope: Condition | None
    note: str
    doubt: str


class Cadence(Item):
    """How often a team meets."""

    text: str
    modality: str
    frequency: dict[str, Any] | None
    initiator: Who | None


class Team(Item):
    """A team around a school, a meeting about a case, or a governing body."""

    name: str
    aliases: list[str]
    canonical: str
    match: str
    per: str
    description: str
    valid_from: str
    valid_until: str
    replaces: str
    tasks: list[Task]
    cadence: list[Cadence]
    compositions: list[Composition]
    serve: list[Serve]


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


class Then(_With):
    """What holds when a rule is true. A role not named is ``None``; mode ``unknown``: the text is silent."""

    outcome: str
    who: Who | None
    by: Who | None
    of: Who | None
    decided_by: Who | None
    among: Who | None
    inform: Who | None
    via: Who | None
    within: dict[str, Any] | None
    money: str
    word: str
    if_refused: str
    see: str
    text: str


class Field(TypedDict):
    """A field of a form."""

    id: str
    text: str
    source: str


class Step(TypedDict):
    """A rung of a ladder or a step of a protocol."""

    id: str
    where: Where
    source: str
    modality: str
    scope: Condition | None
    when: Condition | None
    then: Then
    form: list[Field]
    content: str
    text: str
    note: str
    doubts: list[Doubt]


class Rule(Item):
    """An agreement that answers: a condition, and what then holds."""

    question: str
    topic: str
    modality: str
    then: Then
    order: str
    steps: list[Step]
    overrides: list[str]
    valid_from: str
    valid_until: str


class Case(TypedDict):
    """Given facts and the answer that must come out; ``kernketen test`` runs it."""

    id: str
    question: str
    topic: str
    on: str
    given: dict[str, Any]
    expect: dict[str, Any]
    never: dict[str, list[str]]
    note: str
    where: Where


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
    partners: list[Partner]
    roles: list[Role]
    teams: list[Team]
    schools: list[NamedSchool]
    aliases: list[SpokenName]
    terms: list[Term]
    statements: list[Statement]
    gaps: list[Gap]
    rules: list[Rule]
    cases: list[Case]
    topics: dict[str, str]
    titles: dict[str, str]
    facts: dict[str, CaseFact]
    domains: dict[str, list[str | bool]]
