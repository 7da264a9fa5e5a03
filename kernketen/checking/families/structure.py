"""Structure: roles that nobody employs, teams without members, ladders that turn back or end nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from kernketen.checking.check import Check, Example
from kernketen.checking.families import ladders
from kernketen.checking.smallest import FILES
from kernketen.checking.subject import Subject
from kernketen.finding import Finding, Rule, Severity
from kernketen.words import marked

UNEMPLOYED = Rule("structure.role_without_employer", Severity.NOTE)
NO_MEMBERS = Rule("structure.team_without_members", Severity.WARNING)

# People whom no organisation employs.
_THEMSELVES = ("ouders", "leerling")


def role_without_employer(subject: Subject) -> Iterator[Finding]:
    """Roles that no partner has, alone or in a group."""
    region = subject.region
    points = [*region["partners"], *(c for partner in region["partners"] for c in partner["contacts"])]
    offered = {role for point in points for role in point["roles"]}
    offered |= {role["id"] for role in region["roles"] if role["employer"]}
    for role in region["roles"]:
        if role["id"] in offered:
            offered.update(role["group"])
    for role in region["roles"]:
        if role["id"] not in offered and not role["group"] and role["canonical"] not in _THEMSELVES:
            sentence = marked(
                "Nobody employs the role “{role}”: name an employer, or list it with a partner."
            )
            yield Finding(UNEMPLOYED, subject.place(role, "id"), sentence, {"role": role["id"]})


def team_without_members(subject: Subject) -> Iterator[Finding]:
    """Teams around a school or a case in which no text lists a member."""
    for team in subject.region["teams"]:
        if team["per"] == "region" or any(c["members"] or c["see"] for c in team["compositions"]):
            continue
        sentence = marked("The team “{team}” has no members. Write who is in it, or where that stands.")
        yield Finding(NO_MEMBERS, subject.place(team, "id"), sentence, {"team": team["id"]})


CHECKS = (
    Check(
        UNEMPLOYED,
        marked("Each role has an employer, or stands in the list of roles of a partner."),
        marked(
            "Who looks up a role wants to know which organisation the person works for, and how to reach it."
        ),
        Example(
            "roles.yaml",
            FILES["roles.yaml"] + "  - {id: logopedist, name: logopedist, source: team}\n",
        ),
        Example(
            "roles.yaml",
            FILES["roles.yaml"] + "  - {id: logopedist, name: logopedist, source: team, employer: cjg}\n",
        ),
        role_without_employer,
    ),
    Check(
        NO_MEMBERS,
        marked("A team around a school or a case has at least one composition with members."),
        marked("A team of nobody answers no question: `kernketen who` would show its name and nothing else."),
        Example(
            "teams.yaml",
            FILES["teams.yaml"] + "  - {id: mdo, name: MDO, per: case, source: team}\n",
        ),
        Example(
            "teams.yaml",
            FILES["teams.yaml"]
            + "  - id: mdo\n    name: MDO\n    per: case\n    source: team\n    compositions:\n"
            + "      - {id: nu, source: team, list: exact,\n"
            + "         members: [{id: ib, who: ib_er, presence: fixed}]}\n",
        ),
        team_without_members,
    ),
    *ladders.CHECKS,
)
