"""Who there is: roles with their tasks, organisations with their contact points, teams with their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from kernketen.model.item import Item, Who, With

if TYPE_CHECKING:
    from kernketen.model.condition import Condition


class Task(Item, With):
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
