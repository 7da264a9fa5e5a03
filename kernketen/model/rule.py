"""What was agreed, as rules that answer: conditions, outcomes, ladders, the matrix; and the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

from kernketen.model.item import Doubt, Item, Where, Who, With

if TYPE_CHECKING:
    from kernketen.model.condition import Condition


class Then(With):
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
    # What the outcome does, where the question is one that a plugin added.
    polarity: NotRequired[str]


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


class Cell(Item):
    """One cell of a matrix: what it says of a partner in a row, and the rules that are its turns."""

    row: str
    column: str
    text: str
    empty: bool
    footnotes: list[str]
    turns: list[str]


class Matrix(Item):
    """A table: rows are values of a fact, columns are roles."""

    fact: str
    rows: list[str]
    columns: list[str]
    cells: list[Cell]


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


class Card(TypedDict):
    """A school and a day, and who must come out; ``kernketen test`` runs it.

    ``given`` maps ``school``, ``schoolgemeente``, ``sector`` and ``woongemeente`` to lists of values
    (municipalities as CBS codes): the card counts for every combination. ``served`` names the composition to
    look at, for teams of which ``who`` shows another. ``expect`` is by team, as it is written in the file.
    """

    id: str
    given: dict[str, list[str]]
    on: str
    served: dict[str, str]
    expect: dict[str, dict[str, Any]]
    never: dict[str, list[str]]
    note: str
    where: Where
