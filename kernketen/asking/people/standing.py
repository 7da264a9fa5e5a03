"""What holds for a school on a day: conditions, sections in force, doubts that bite, citing a source."""

from __future__ import annotations

from kernketen.asking.people.coverage import covers, given
from kernketen.asking.situations import cells
from kernketen.model.condition import both
from kernketen.model.dates import in_force

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from kernketen.model.condition import Condition
    from kernketen.model.dates import Span
    from kernketen.model.region import Doubt, Item, Region, Role
    from kernketen.model.school import School

    People = Callable[[str, str], Sequence[dict[str, Any]]]


class Standing:
    """A region as it stands for one school, one day, and what is known of the pupil's home."""

    def __init__(
        self,
        region: Region,
        school: School,
        on: Span,
        home: str | None,
        role: Sequence[str] | None,
        people: People | None,
    ) -> None:
        self.region = region
        self.school = school
        self.on = on
        self.home = home
        self.people = people
        self.given = given(region, school, home)
        self.covered = covers(region, school)
        self.documents = {document["id"]: document for document in region["documents"]}
        self.roles: dict[str, Role] = {entry["id"]: entry for entry in region["roles"]}
        self.wanted = None if role is None else {one for name in role for one in self.inside(name)}

    def inside(self, name: str) -> list[str]:
        """A role and the roles of its group."""
        found = [name]
        for one in found:
            group = self.roles[one]["group"] if one in self.roles else ()
            found += [role for role in group if role not in found]
        return found

    def truth(self, condition: Condition | None) -> bool | None:
        """Whether a condition holds here: true, false, or ``None`` for unknown."""
        return cells.truth(condition, self.given, self.region["domains"])

    def holds(self, item: Item, source: str | None = None) -> bool | None:
        """Whether an item counts here and now: its conditions, and its section's scope, document and dates.

        ``source`` is another section than the item's own, or an empty text for none.
        """
        section = self.region["sections"].get(item["source"] if source is None else source)
        if section is not None:
            if not self.covered[section["document"]]:
                return False
            if not in_force(section["valid_from"], section["valid_until"], self.on):
                return False
            if self.truth(section["scope"]) is False:
                return False
        if self.truth(item["scope"]) is False:
            return False
        return self.truth(item["when"])

    def condition(self, item: Item) -> Condition | None:
        """What the reader must know of an item: its condition, and of what it is about what is presumed."""
        return both(item["when"], item["scope"] if self.truth(item["scope"]) is None else None)

    def flags(self, doubts: Sequence[Doubt], supposing: Condition | None = None) -> list[dict[str, Any]]:
        """The doubts that bite here: those without a condition, and those whose condition holds.

        ``supposing`` is a condition under which something is said, and which counts as true for its doubts.
        """
        return [
            {
                "id": doubt["id"],
                "text": doubt["note"],
                "reading": doubt["reading"] or None,
                "against": self.source(doubt["against"]) if doubt["against"] else None,
            }
            for doubt in doubts
            if self.bites(doubt["when"], supposing)
        ]

    def bites(self, when: Condition | None, supposing: Condition | None) -> bool:
        """Whether a doubt with this condition concerns the case, supposing that another condition holds."""
        if when is None or supposing is None:
            return self.truth(when) is True
        try:
            space = cells.Space([when, supposing], self.given, self.region["domains"])
        except cells.TooWide:
            return self.truth(when) is True
        known = space.known() & space.mask(supposing)
        return bool(known) and not known & ~space.mask(when)

    def source(self, section: str) -> dict[str, Any]:
        """How a section is cited."""
        entry = self.region["sections"][section]
        document = self.documents[entry["document"]]
        return {
            "document": document["title"],
            "section": entry["heading"],
            "date": entry["adopted_on"] or entry["valid_from"] or document["date"],
            "kind": entry["kind"],
        }

    def covered_by(self, section: str) -> bool:
        """Whether the document of a section speaks for the school."""
        entry = self.region["sections"].get(section)
        return entry is None or bool(self.covered[entry["document"]])

    def see(self, name: str) -> dict[str, Any] | None:
        """A paper that the text points to and that is not included."""
        for entry in self.region["external_references"]:
            if entry["id"] == name:
                return {"id": name, "title": entry["title"], "date": entry["date"] or None}
        return None


def where(item: Any) -> dict[str, Any]:
    """The place of an item in the data."""
    return {"file": item["where"][0], "line": item["where"][1]}
