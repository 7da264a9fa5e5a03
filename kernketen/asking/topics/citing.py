"""How an answer names things: roles, steps, papers, doubts, sources, and the rule behind it."""

from __future__ import annotations

from kernketen.asking.situations.cells import truth
from kernketen.asking.topics.values import one
from kernketen.model.condition import facts_in
from kernketen.model.wording import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.asking.situations.cells import Given
    from kernketen.asking.topics.topic import Turn
    from kernketen.model.region import Doubt, Region, Step, Who

WHO = ("who", "by", "of", "decided_by", "with", "among", "inform", "via")
"""The fields of a rule that name roles."""


class Citing:
    """A region, and what is given about a case, as answers cite them."""

    def __init__(self, region: Region, given: Given) -> None:
        self.region = region
        self.given = given
        self.documents = {document["id"]: document for document in region["documents"]}
        self.roles = {role["id"]: role for role in region["roles"]}

    def who(self, who: Who | None) -> dict[str, Any] | None:
        """Roles with their local names and canonical roles."""
        if who is None or who["mode"] == "unknown":
            return None
        return {
            "mode": who["mode"],
            "roles": [
                {"id": r, "name": self.roles[r]["name"], "canonical": self.roles[r]["canonical"] or None}
                for r in who["roles"]
            ],
        }

    def steps(self, steps: Sequence[Step]) -> list[dict[str, Any]]:
        """The rungs or steps of a rule."""
        return [
            {
                "id": step["id"],
                "text": step["text"] or step["then"]["text"] or None,
                "condition": said(step["when"], self.region) if step["when"] is not None else None,
                "outcome": step["then"]["outcome"] or None,
                **{name: self.who(step["then"][name]) for name in WHO},  # type: ignore[literal-required]
                "within": step["then"]["within"],
                "form": [field["text"] for field in step["form"]],
                "included": step["content"] != "not_included",
            }
            for step in steps
        ]

    def paper(self, name: str) -> dict[str, Any] | None:
        """A paper that the text points to."""
        for entry in self.region["external_references"]:
            if entry["id"] == name:
                return {"id": name, "title": entry["title"], "date": entry["date"] or None}
        return None

    def flag(self, doubt: Doubt) -> dict[str, Any]:
        """A doubt as it stands in an answer."""
        against = self.source(doubt["against"]) if doubt["against"] else None
        return {
            "id": doubt["id"],
            "text": doubt["note"],
            "reading": doubt["reading"] or None,
            "against": against,
        }

    def source(self, section: str) -> dict[str, Any]:
        """How a section is cited."""
        entry = self.region["sections"][section]
        title = self.documents[entry["document"]]["title"]
        date = entry["adopted_on"] or entry["valid_from"] or "unknown"
        cited = {"document": entry["document"], "title": title, "section": entry["heading"], "date": date}
        # What only a draft says is never cited as the agreement.
        is_draft = self.documents[entry["document"]]["kind"] == "draft"
        return {**cited, "basis": "draft"} if is_draft else cited

    def wanted(self, fact: str) -> dict[str, Any]:
        """A fact that is still needed, as it is asked for."""
        known = self.region["facts"][fact]
        values: list[Any] = [True, False] if known["kind"] == "bool" else list(known["values"])
        questions = {"question": known["question"], "question_nl": known["question_nl"]}
        return {"fact": fact, **questions, "values": values}

    def because(self, turn: Turn) -> dict[str, Any]:
        """The rule behind an answer, its source and place, and the facts that made it true."""
        condition = turn.condition
        place = (turn.rule if turn.step is None else turn.rule["steps"][turn.step])["where"]
        facts = facts_in(condition) if condition is not None else set()
        return {
            "rule": turn.rule["id"],
            "source": self.source(turn.source),
            "where": {"file": place[0], "line": place[1]},
            "facts": {f: plain(self.given[f]) for f in sorted(facts) if f in self.given},
            "condition": said(condition, self.region) if condition is not None else None,
        }

    def left_out(self, document: str) -> dict[str, Any]:
        """The citation of a document that leaves the case out."""
        paper = self.documents[document]
        excludes = paper["excludes"]
        assert excludes is not None
        if excludes[0] == "any":
            # Of several kinds of cases that are left out, those that this one is.
            parts = [part for part in excludes[1] if truth(part, self.given, self.region["domains"])]
            excludes = excludes if len(parts) != 1 else parts[0]
        return {
            "rule": None,
            "source": {"document": document, "title": paper["title"], "section": None, "date": paper["date"]},
            "where": {"file": paper["where"][0], "line": paper["where"][1]},
            "facts": {f: plain(self.given[f]) for f in sorted(facts_in(excludes)) if f in self.given},
            "condition": said(excludes, self.region),
        }


def plain(values: Sequence[Any]) -> Any:
    """Given values as they are shown: quantities as they are typed, with unit and window."""
    return one([_written(value) for value in values])


def _written(value: Any) -> Any:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if not isinstance(value, tuple):
        return value
    number, unit, window = value
    said_ = f"{number:g}" + (f" {unit}" if unit else "")
    return said_ + ("/" + window.replace(" ", "-") if window else "")
