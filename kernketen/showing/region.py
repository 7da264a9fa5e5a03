"""The concepts of a region that ``show`` knows: their headings, their rows, and their items as data."""

from __future__ import annotations

from kernketen.model.wording import said
from kernketen.showing import rows, rule_rows, structures
from kernketen.words import marked, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from kernketen.model.region import Region
    from kernketen.showing.rows import Rows

    Concept: TypeAlias = tuple[str, Callable[[Region], Rows]]

# The headings that occur below, for the catalogue.
TITLES = (
    marked("How often"),
    marked("Called by"),
    marked("Fact"),
    marked("Values"),
    marked("Question"),
    marked("About"),
    marked("Also called"),
    marked("Canonical"),
    marked("Code"),
    marked("Composition"),
    marked("Contact"),
    marked("Cooperation"),
    marked("Date"),
    marked("Document"),
    marked("For"),
    marked("Group"),
    marked("Case"),
    marked("Expected"),
    marked("Given"),
    marked("If"),
    marked("Partner"),
    marked("Row"),
    marked("Then"),
    marked("Topic"),
    marked("In full"),
    marked("Items"),
    marked("Kind"),
    marked("Leaves out"),
    marked("Meaning"),
    marked("Missing"),
    marked("Name in the register"),
    marked("Note"),
    marked("Organisation"),
    marked("Origin"),
    marked("Other paper"),
    marked("Paper"),
    marked("Place"),
    marked("Presence"),
    marked("Role"),
    marked("Roles"),
    marked("School"),
    marked("Searched"),
    marked("Section"),
    marked("Sector"),
    marked("Source"),
    marked("Speaks for"),
    marked("Strength"),
    marked("Subject"),
    marked("Task"),
    marked("Tasks"),
    marked("Team"),
    marked("Term"),
    marked("Text"),
    marked("What is missing"),
    marked("Why none"),
)

CONCEPTS: dict[str, Concept] = {
    "documents": ("Document · Date · Kind · Speaks for · Leaves out · Place", rows.documents),
    "sources": ("Document · Section · Date · About · Items · Why none · Place", rows.sources),
    "partners": ("Organisation · Roles · For · If · Contact · Missing · Source · Place", rows.partners),
    "roles": ("Role · Also called · Canonical · Organisation · Tasks · Source · Place", rows.roles),
    "tasks": ("Role · Task · Strength · If · Source · Place", rows.tasks),
    "cadence": ("Team · Text · Strength · How often · Called by · Source · Place", rows.cadence),
    "teams": ("Team · Composition · Role · Presence · Source · Place", rows.teams),
    "schools": (
        "School · Code · Name in the register · Sector · Group · Cooperation · Source · Place",
        rows.schools,
    ),
    "glossary": ("Term · In full · Meaning · Source · Place", rows.glossary),
    "statements": ("Kind · Text · Strength · Origin · Source · Place", rows.statements),
    "rules": ("Topic · If · Then · Strength · Source · Place", rule_rows.rules),
    "matrix": ("Row · Partner · Text · If · Note · Source · Place", rule_rows.matrix),
    "cases": ("Case · Topic · Given · Expected · Place", rule_rows.cases),
    "gaps": ("Subject · What is missing · Searched · Other paper · Place", rows.gaps),
    "facts": ("Fact · Kind · Values · Question", rows.facts),
    "elsewhere": ("Paper · Date · Note · Source · Place", rows.elsewhere),
}


def head(concept: str) -> list[str]:
    """The headings of a concept's rows, in the reader's language."""
    return [tr(title) for title in CONCEPTS[concept][0].split(" · ")]


def items(region: Region, concept: str) -> list[Any]:
    """The items of a concept as plain data."""
    if concept == "tasks":
        return [
            {"holder": holder["id"], **task}
            for holder in (*region["roles"], *region["teams"])
            for task in holder["tasks"]
        ]
    if concept == "cadence":
        return [{"holder": team["id"], **cadence} for team in region["teams"] for cadence in team["cadence"]]
    if concept == "facts":
        return [{"id": name, **fact} for name, fact in region["facts"].items()]
    if concept == "sources":
        counted = rows.citing(region)
        return [{**section, "cited_by": counted[section["id"]]} for section in region["sections"].values()]
    if concept == "matrix":
        return [{"matrix": table["id"], **cell} for table in region["matrix"] for cell in table["cells"]]
    own = structures.structure(region, concept)
    if own is not None:
        return list(own["items"])
    keys = {"glossary": "terms", "elsewhere": "external_references"}
    found: list[Any] = dict(region)[keys.get(concept, concept)]  # type: ignore[assignment]
    return found


def names(region: Region) -> list[str]:
    """What ``show`` can be asked for: the concepts of the core, and the structures of this region alone."""
    return [*CONCEPTS, *(own["id"] for own in region["structures"])]


def table(region: Region, concept: str) -> tuple[list[str], Rows]:
    """The headings and rows of a concept."""
    own = structures.structure(region, concept)
    if own is not None:
        return structures.head(own), structures.rows(own, region)
    return head(concept), CONCEPTS[concept][1](region)


def plain_items(region: Region, concept: str) -> Any:
    """The items of a concept for programs."""
    own = structures.structure(region, concept)
    # What a region gives a shape of its own is shown as it is written.
    return structures.data(own) if own is not None else as_data(items(region, concept), region)


_CONDITIONS = ("when", "scope", "covers", "excludes")


def as_data(data: Any, region: Region) -> Any:
    """Items for programs: places as ``{"file", "line"}``, conditions in words beside their plain form."""
    if isinstance(data, dict):
        return {key: _value(key, value, region) for key, value in data.items()}
    return [as_data(entry, region) for entry in data] if isinstance(data, list) else data


def _value(key: str, value: Any, region: Region) -> Any:
    if key == "where":
        return {"file": value[0], "line": value[1]}
    if key in _CONDITIONS:
        return None if value is None else {"said": said(value, region), "condition": value}
    return as_data(value, region)


def overview(region: Region) -> Rows:
    """How many items each concept has."""
    return [[concept, str(len(items(region, concept)))] for concept in names(region)]
