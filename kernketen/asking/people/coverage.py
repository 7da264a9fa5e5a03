"""Which documents of a region speak for a school, and what a school tells about a case."""

from __future__ import annotations

from kernketen.asking.situations import cells
from kernketen.model.condition import facts_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kernketen.model.condition import Condition
    from kernketen.model.region import Region
    from kernketen.model.school import School


def covers(region: Region, school: School) -> dict[str, bool | None]:
    """For each document of the region, whether it speaks for the school: yes, no, or it excludes it (None).

    A school that an agreement names is spoken for, wherever it stands. Where a document counts by the
    pupil's home, it speaks for the schools of those municipalities: most of their pupils live there.
    """
    known = given(region, school, school.municipality)
    named = {
        region["sections"][entry["source"]]["document"]
        for entry in region["schools"]
        if entry["code"] == school.code and entry["source"] in region["sections"]
    }
    found: dict[str, bool | None] = {}
    for document in region["documents"]:
        excluded = document["excludes"] is not None and cells.truth(
            _about_school(document["excludes"]), known, region["domains"]
        )
        if document["id"] in named:
            found[document["id"]] = True
        elif excluded:
            found[document["id"]] = None
        else:
            found[document["id"]] = cells.truth(document["covers"], known, region["domains"]) is not False
    return found


def speaks(region: Region, school: School) -> bool:
    """Whether the region's agreement is about this school: a document speaks for it and a team is for it.

    An agreement may say a thing of schools that it is not for, such as where an activity is not held.
    """
    if not any(covers(region, school).values()):
        return False
    known, domains = given(region, school, None), region["domains"]
    teams = [team for team in region["teams"] if team["per"] != "region"]
    scopes = [(team["scope"], region["sections"][team["source"]]["scope"]) for team in teams]
    return not teams or any(
        all(scope is None or cells.truth(scope, known, domains) is not False for scope in both)
        for both in scopes
    )


def _about_school(condition: Condition) -> Condition:
    # What a text leaves out by the pupil's age says nothing about a school.
    if condition[0] in ("all", "any"):
        return [condition[0], [_about_school(part) for part in condition[1]]]
    return ["any", []] if facts_in(condition) & {"leeftijd", "woongemeente"} else condition


def given(region: Region, school: School, home: str | None) -> dict[str, list[Any]]:
    """What is known about a case at a school: facts with their possible values, for ``cells``."""
    facts: dict[str, list[Any]] = {"schoolgemeente": [school.municipality], "school": [school.code]}
    if school.sectors:
        facts["sector"] = list(school.sectors)
    if school.postcode:
        facts["postcodegebied"] = [school.postcode[:4]]
    if home:
        facts["woongemeente"] = [home]
    return facts
