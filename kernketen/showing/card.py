"""The card of ``who``: who belongs to the school, how to reach them, and where that is written."""

from __future__ import annotations

from itertools import groupby

from kernketen.showing.lines import wrapped
from kernketen.showing.terms import CHOICE, PRESENCE, absent, cited, date, word
from kernketen.words import language, tr, trn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    from kernketen.showing.lines import Line

    Data: TypeAlias = dict[str, Any]


def card(answer: Data, width: int = 80, bold: bool = False) -> str:
    """The answer of ``who`` as text of at most ``width`` columns; ``bold`` marks headings for a terminal."""
    return wrapped(_Card(answer).lines(), width, bold)


class _Card:
    """The lines of one card; doubts become numbered notes at its end."""

    def __init__(self, answer: Data) -> None:
        self.answer = answer
        self.notes: dict[tuple[str, str], int] = {}
        self.flags: list[Data] = []
        self.papers: list[str] = []

    def lines(self) -> Iterator[Line]:
        answer = self.answer
        yield from self.head()
        by = {kind: [t for t in answer["teams"] if _kind(t) == kind] for kind in ("school", "case", "region")}
        for team in by["school"]:
            yield from self.team(team)
        if not answer["teams"]:
            said = tr("The agreement names nobody here for this school.")
            if answer.get("role"):
                said = tr("The agreement names nobody with this role for this school.")
            yield from (("", 0, False), (said, 0, False))
        yield from self.others(tr("Meetings about a pupil"), by["case"])
        yield from self.others(tr("Above the schools"), by["region"])
        for paper in answer["out_of_scope"]:
            said = tr("{document} ({date}) leaves this school out: its text does not count here.",
                      document=paper["document"], date=date(paper["date"]))  # fmt: skip
            yield from (("", 0, False), (said, 0, False))
        yield from self.not_included()
        yield from self.doubts()

    def head(self) -> Iterator[Line]:
        answer, school = self.answer, self.answer["school"]
        place = f"{school['municipality']['name']} · {school['sector']}"
        yield f"{school['name']} ({school['code']}) · {place}{self.mark(answer['flags'])}", 0, True
        yield tr("Region {region} · as of {date}", region=answer["region_name"], date=answer["on"]), 0, False
        if answer["pupil_municipality"]:
            name = answer["pupil_municipality"]["name"]
            yield tr("The pupil lives in {municipality}.", municipality=name), 0, False
        if answer.get("namesakes"):
            said = trn(
                "{number} other school bears this name: kernketen schools find.",
                "{number} other schools bear this name: kernketen schools find.",
                answer["namesakes"],
            )
            yield said, 0, False
        asked = answer.get("role")
        if asked and asked["shown"] and asked["shown"] != asked["asked"]:
            yield (
                tr("The lists do not name this role itself; here are the roles of its organisation."),
                0,
                False,
            )
        if language() == "en":
            yield tr("The agreement's own text is in Dutch."), 0, False
        for notice in answer.get("notices", ()):
            yield notice, 0, False

    def mark(self, flags: Iterable[Data]) -> str:
        """The numbers of the notes for these doubts: " [1] [2]"."""
        numbers = []
        for flag in flags:
            key = (flag["id"], flag["text"])
            if key not in self.notes:
                self.notes[key] = len(self.notes) + 1
                self.flags.append(flag)
            numbers.append(self.notes[key])
        return "".join(f" [{number}]" for number in sorted(set(numbers)))

    def elsewhere(self, paper: Data | None) -> str:
        """The letter of the note for a paper that is not included: " [a]"."""
        if paper is None:
            return ""
        title = paper["title"] + (f" ({date(paper['date'])})" if paper["date"] else "")
        if title not in self.papers:
            self.papers.append(title)
        return f" [{_letter(self.papers.index(title))}]"

    def not_included(self) -> Iterator[Line]:
        """The papers that the text points to, as lettered notes."""
        if self.papers:
            yield "", 0, False
            yield tr("On papers that are not included"), 0, True
        for number, title in enumerate(self.papers):
            yield f"[{_letter(number)}] {title}", 2, False

    def doubts(self) -> Iterator[Line]:
        if not self.flags:
            return
        yield "", 0, False
        yield tr("Unclear in the text"), 0, True
        for number, flag in enumerate(self.flags, 1):
            said = f"[{number}] {flag['text']}"
            if flag["reading"]:
                said += " " + tr("Reading: {reading}", reading=flag["reading"])
            if flag["against"]:
                said += " " + tr("Other place: {source}.", source=cited(flag["against"]))
            yield f"{said} ({flag['id']})", 2, False

    def team(self, team: Data) -> Iterator[Line]:
        yield "", 0, False
        name = f"{team['name']} — {team['composition_name']}" if team["composition_name"] else team["name"]
        yield name[:1].upper() + name[1:] + self.elsewhere(team["see"]) + self.mark(team["flags"]), 0, True
        if team["condition"]:
            yield tr("If {condition}", condition=team["condition"]), 2, False
        yield tr("Source: {source}", source=cited(team["source"])), 2, False
        if team["chosen"] and team["chosen"]["note"]:
            yield tr("Chosen by the maintainer: {why}", why=team["chosen"]["note"]), 2, False
        elif team["basis"] == "editor":
            yield tr("Put together by the maintainer from the text; the text has no such list."), 2, False
        if team["complete"] is False:
            yield tr("The text does not say that the list is complete."), 2, False
        present = [m for m in team["members"] if m["presence"] != "excluded"]
        shown: set[tuple[str, str]] = set()
        for _, group in groupby(present, key=lambda m: (m["where"]["line"], m["role"])):
            yield from self.member(list(group), team["source"], shown)
        left_out = [m["name"] for m in team["members"] if m["presence"] == "excluded"]
        if left_out:
            yield tr("Not in this team: {names}", names=", ".join(left_out)), 2, False

    def member(self, variants: list[Data], source: Data, shown: set[tuple[str, str]]) -> Iterator[Line]:
        first = variants[0]
        marks = [word(PRESENCE, first["presence"])]
        if first["chair"]:
            marks.append(tr("chair"))
        if first["choice"]:
            marks.append(word(CHOICE, first["choice"]))
        role = first["name"][:1].upper() + first["name"][1:]
        flags = [flag for variant in variants for flag in variant["flags"]]
        notes = self.elsewhere(first["see"]) + self.mark(flags)
        yield f"{role} · {', '.join(marks)}{notes}", 2, True
        if first["note"]:
            yield first["note"], 4, False
        if first["source"] != source:
            yield tr("Source: {source}", source=cited(first["source"])), 4, False
        for person in first["people"]:
            yield _person(person), 4, False
        for variant in variants:
            yield from self.variant(variant, shown)
        for note in _distinct(note["text"] for variant in variants for note in variant["notes"]):
            yield note, 4, False

    def variant(self, member: Data, shown: set[tuple[str, str]]) -> Iterator[Line]:
        """One organisation of a member, with its contact points."""
        name = member["partner"]["name"] if member["partner"] else ""
        if member["condition"]:
            yield tr("If {condition}: {name}", condition=member["condition"], name=name or "—"), 4, False
        elif member["because"] and not name:
            yield tr("Because {reason}", reason=member["because"]), 4, False
        elif member["because"]:
            yield tr("{name}, because {reason}", name=name, reason=member["because"]), 4, False
        elif name:
            yield name, 4, False
        if member["later_contacts"]:
            yield tr("Contact points are on file for other days only."), 6, False
        for contact in member["contacts"]:
            key = (name, contact["purpose"])
            if key in shown:
                yield tr("Contact: see above."), 6, False
                continue
            shown.add(key)
            yield from self.contact(contact, member["condition"])

    def contact(self, contact: Data, said_before: str | None) -> Iterator[Line]:
        """One contact point."""
        channels = [contact[name] for name in ("phone", "email", "web") if contact[name]]
        head = contact["purpose"] + self.elsewhere(contact["see"])
        if contact["condition"] and contact["condition"] != said_before:
            head += " — " + tr("if {condition}", condition=contact["condition"])
        yield (f"{head}: {' · '.join(channels)}" if channels else head), 6, False
        if contact["absent"]:
            yield absent(contact), 8, False

    def others(self, heading: str, teams: list[Data]) -> Iterator[Line]:
        if not teams:
            return
        yield "", 0, False
        yield heading, 0, True
        for team in teams:
            names = _distinct(m["name"] for m in team["members"] if m["presence"] != "excluded")
            said = f"{team['name']}: {', '.join(names)}" if names else team["name"]
            if team["valid_from"] or team["valid_until"]:
                said += f" [{team['valid_from'] or '…'} – {team['valid_until'] or '…'}]"
            if team["condition"]:
                said += ", " + tr("if {condition}", condition=team["condition"])
            flags = team["flags"] + [flag for member in team["members"] for flag in member["flags"]]
            yield f"{said} — {cited(team['source'])}{self.mark(flags)}", 2, False


def _kind(team: Data) -> str:
    return team["per"] if team["per"] in ("school", "case") else "region"


def _person(person: Data) -> str:
    said = " · ".join([person["name"], *(person[name] for name in ("phone", "email") if person[name])])
    if person["days"]:
        said += f" ({person['days']})"
    if person["stand_in"]:
        said += "; " + tr("stand-in: {name}", name=person["stand_in"])
    said += " — " + tr("your own contact list of {date}", date=person["list_date"])
    if person["expired"]:
        said += ", " + tr("past its date ({date})", date=person["valid_until"])
    return said


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"a{number}"


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
