"""A whole region as one document to read: chapters, and each item with its source; doubts and silence too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kernketen.model.questions import QUESTIONS
from kernketen.model.region import Region, Rule
from kernketen.model.titles import question_title, topic_title
from kernketen.model.wording import spoken
from kernketen.showing import structures
from kernketen.showing.terms import CHANNEL, MODALITY, PRESENCE, absent, date, word
from kernketen.showing.whole.citing import Names
from kernketen.showing.whole.headings import KINDS, SORTS
from kernketen.showing.whole.writing import Writing
from kernketen.words import language, marked, tr

CHAPTERS = {
    "documents": marked("The documents"),
    "partners": marked("The organisations and how to reach them"),
    "roles": marked("The roles and their tasks"),
    "teams": marked("The teams"),
    "schools": marked("The schools that are named"),
    "rules": marked("What was agreed"),
    "matrix": marked("Who acts when"),
    "statements": marked("What the text says besides"),
    "gaps": marked("What the text does not say"),
    "glossary": marked("Words and abbreviations"),
    "elsewhere": marked("Papers that are not included"),
}


def markdown(region: Region, concept: str = "", people: Sequence[Mapping[str, str]] | None = None) -> str:
    """The document; only the chapters of ``concept`` where that is given, with ``people`` those on file."""
    names = Names(region)
    written = Writing()
    chapters = [name for name in CHAPTERS if concept in ("", name)]
    for name in chapters:
        _CHAPTERS[name](names, written)
    for own in region["structures"]:
        if concept in ("", own["id"]):
            written.heading(2, own["title"])
            written.table(structures.head(own), structures.rows(own, region))
    if people is not None:
        _people(people, written)
    return written.text(tr("Agreements of {region}", region=region["name"]), _intro(region))


def _intro(region: Region) -> list[str]:
    said = [
        tr("This is the whole of the region {region} as kernketen knows it.", region=region["name"]),
        tr("The sentences are a rendering; what was agreed stands in the documents that are cited."),
    ]
    if region["reviewed_on"] not in ("", "unknown"):
        said.append(tr("Read through for the last time on {date}.", date=region["reviewed_on"]))
    if language() == "en":
        said.append(tr("The agreement's own text is in Dutch."))
    if region["note"]:
        said.append(region["note"])
    return said


# -- chapters -------------------------------------------------------------------------------------


def _documents(names: Names, to: Writing) -> None:
    to.heading(2, word(CHAPTERS, "documents"))
    for paper in names.region["documents"]:
        to.item(f"({date(paper['date'])})", paper["title"])
        to.below(tr("Kind"), word(SORTS, paper["kind"]))
        to.below(tr("Speaks for"), names.condition(paper["covers"]))
        to.below(tr("Leaves out"), names.condition(paper["excludes"]))
        _remarks(names, paper, to)
        sections = [s for s in names.region["sections"].values() if s["document"] == paper["id"]]
        for section in sections:
            until = f" – {section['valid_until']}" if section["valid_until"] else ""
            said = f"{section['heading']} ({date(section['adopted_on'] or section['valid_from'])}{until})"
            scope = names.condition(section["scope"])
            to.item(said + (f": {scope}" if scope else ""), depth=1)


def _partners(names: Names, to: Writing) -> None:
    to.heading(2, word(CHAPTERS, "partners"))
    for partner in names.region["partners"]:
        to.heading(3, partner["name"], is_listed=False)
        if partner["description"]:
            to.paragraph(partner["description"])
        to.item(names.called(partner["roles"]), tr("Roles"))
        to.below(tr("If"), names.condition(partner["when"], partner["scope"]))
        _source(names, partner, to)
        for contact in partner["contacts"]:
            reached = [f"{word(CHANNEL, c)} {contact[c]}" for c in ("phone", "email", "web") if contact[c]]
            to.item(", ".join(reached), contact["purpose"])
            to.below(tr("Roles"), names.called(contact["roles"]))
            to.below(tr("If"), names.condition(contact["when"], contact["scope"]))
            to.below(tr("Missing"), absent(contact))
            _source(names, contact, to, partner["source"])


def _roles(names: Names, to: Writing) -> None:
    to.heading(2, word(CHAPTERS, "roles"))
    for role in names.region["roles"]:
        to.heading(3, role["name"], is_listed=False)
        to.item(role["description"] or names.partners.get(role["employer"], ""), tr("Role"))
        to.below(tr("Also called"), ", ".join(role["aliases"]))
        to.below(tr("Organisation"), names.partners.get(role["employer"], "") if role["description"] else "")
        to.below(tr("These together"), names.called(role["group"]))
        _source(names, role, to)
        _tasks(names, role, to)


def _tasks(names: Names, holder: Any, to: Writing) -> None:
    for task in holder["tasks"]:
        to.item(f"{task['text']} ({word(MODALITY, task['modality'])})", tr("Task"))
        to.below(tr("If"), names.condition(task["when"], task["scope"]))
        to.below(tr("with"), names.who(task["with"]))
        _source(names, task, to, holder["source"])


def _teams(names: Names, to: Writing) -> None:
    to.heading(2, word(CHAPTERS, "teams"))
    for team in names.region["teams"]:
        to.heading(3, team["name"])
        if team["description"]:
            to.paragraph(team["description"])
        dates = " – ".join((team["valid_from"] or "…", team["valid_until"] or "…"))
        to.item(dates if team["valid_from"] or team["valid_until"] else "", tr("Team"))
        to.below(tr("Also called"), ", ".join(team["aliases"]))
        to.below(tr("If"), names.condition(team["when"], team["scope"]))
        to.below(tr("In the place of"), names.teams.get(team["replaces"], team["replaces"]))
        _source(names, team, to)
        for listed in team["compositions"]:
            to.item(listed["name"] or listed["id"], tr("Members"))
            for member in listed["members"]:
                held = names.condition(member["when"], member["scope"])
                how = [
                    word(PRESENCE, member["presence"]),
                    tr("if {condition}", condition=held) if held else "",
                ]
                to.item(f"{names.who(member['who'])} ({'; '.join(h for h in how if h)})", depth=1)
                _source(names, member, to, depth=1)
            for serve in (serve for serve in team["serve"] if serve["composition"] == listed["id"]):
                to.below(tr("Counts"), names.served(serve))
            _source(names, listed, to, team["source"])
        for cadence in team["cadence"]:
            to.item(cadence["text"], tr("How often"))
            _source(names, cadence, to, team["source"])
        _tasks(names, team, to)


def _schools(names: Names, to: Writing) -> None:
    if names.region["schools"]:
        to.heading(2, word(CHAPTERS, "schools"))
        head = (tr("School"), tr("Code"), tr("Sector"), tr("Group"), tr("Source"))
        rows = [
            [s["name"], s["code"], "/".join(s["sector"]), s["group"], names.source(s["source"])]
            for s in names.region["schools"]
        ]
        to.table(head, rows)


def _rules(names: Names, to: Writing) -> None:
    region = names.region
    having = {rule["question"] for rule in region["rules"]}
    silent = [gap["topic"].partition("/") for gap in region["gaps"]]
    order = [*QUESTIONS, *sorted(having - set(QUESTIONS))]
    for question in order:
        rules = [rule for rule in region["rules"] if rule["question"] == question]
        gaps = [gap for gap, (of, _, _) in zip(region["gaps"], silent, strict=True) if of == question]
        if not rules and not gaps:
            continue
        to.heading(2, question_title(question, region))
        for topic in dict.fromkeys(rule["topic"] for rule in rules):
            to.heading(3, topic_title(region, question, topic))
            for rule in rules:
                if rule["topic"] == topic:
                    _rule(names, rule, to)
        _silence(names, gaps, to)


def _rule(names: Names, rule: Rule, to: Writing) -> None:
    held = names.condition(rule["when"], rule["scope"])
    said = [rule["then"]["text"] or tr("These steps:"), f"({word(MODALITY, rule['modality'])})"]
    to.item(" ".join(said), tr("If {condition}:", condition=held) if held else tr("Always:"))
    to.below(tr("That is"), ", ".join(names.outcome(rule["then"])))
    for number, step in enumerate(rule["steps"], 1):
        label = f"{number}. {step['text'] or step['then']['text'] or step['id']}"
        to.item(label, depth=1)
        to.below(tr("If"), names.condition(step["when"], step["scope"]), depth=1)
        to.below(tr("That is"), ", ".join(names.outcome(step["then"])), depth=1)
        to.below(tr("On the form"), "; ".join(field["text"] for field in step["form"]), depth=1)
        _source(names, step, to, depth=1)
    _source(names, rule, to)


def _silence(names: Names, gaps: Sequence[Any], to: Writing) -> None:
    if not gaps:
        return
    to.heading(3, tr("Not agreed"), is_listed=False)
    for gap in gaps:
        question, _, topic = gap["topic"].partition("/")
        title = topic_title(names.region, question, topic)
        to.item(gap["note"], f"{title}:")
        to.below(tr("Searched"), names.searched(gap["searched"]))
        to.below(tr("On another paper"), names.papers.get(gap["see"], gap["see"]))
        _remarks(names, {**gap, "note": ""}, to)


def _gaps(names: Names, to: Writing) -> None:
    """The silence about teams and contacts, which belongs to no question."""
    found = [gap for gap in names.region["gaps"] if gap["topic"].startswith("who/")]
    if found:
        to.heading(2, word(CHAPTERS, "gaps"))
    for gap in found:
        to.item(gap["note"])
        to.below(tr("Searched"), names.searched(gap["searched"]))
        to.below(tr("On another paper"), names.papers.get(gap["see"], gap["see"]))
        _remarks(names, {**gap, "note": ""}, to)


def _matrix(names: Names, to: Writing) -> None:
    for table in names.region["matrix"]:
        to.heading(2, word(CHAPTERS, "matrix"))
        _source(names, table, to, depth=-1)
        for row in table["rows"]:
            to.heading(3, spoken(table["fact"], row, names.region))
            for cell in (cell for cell in table["cells"] if cell["row"] == row):
                said = tr("empty in the text") if cell["empty"] else cell["text"]
                to.item(said, f"{names.roles.get(cell['column'], cell['column'])}:")
                to.below(tr("Note"), " ".join(cell["footnotes"]))
                _source(names, cell, to, table["source"])


def _statements(names: Names, to: Writing) -> None:
    found = names.region["statements"]
    if found:
        to.heading(2, word(CHAPTERS, "statements"))
    for kind in dict.fromkeys(statement["kind"] for statement in found):
        to.heading(3, word(KINDS, kind))
        for one in found:
            if one["kind"] != kind:
                continue
            to.item(f"{one['text']} ({word(MODALITY, one['modality'])})")
            origin = one["origin"] if one["adopted"] else tr("{origin}; not adopted", origin=one["origin"])
            to.below(tr("Origin"), origin if one["origin"] else "")
            to.below(tr("If"), names.condition(one["when"], one["scope"]))
            to.below(tr("Who"), names.who(one["who"]))
            _source(names, one, to)


def _glossary(names: Names, to: Writing) -> None:
    if names.region["terms"]:
        to.heading(2, word(CHAPTERS, "glossary"))
    for term in names.region["terms"]:
        full = term["expansion"] or ("" if term["expanded"] else tr("not explained in the text"))
        to.item(". ".join(part for part in (full, term["description"]) if part), f"{term['term']}:")
        _source(names, term, to)


def _elsewhere(names: Names, to: Writing) -> None:
    if names.region["external_references"]:
        to.heading(2, word(CHAPTERS, "elsewhere"))
    for paper in names.region["external_references"]:
        to.item(f"({date(paper['date'])})" if paper["date"] else "", paper["title"])
        _source(names, paper, to)


def _people(people: Sequence[Mapping[str, str]], to: Writing) -> None:
    to.heading(2, tr("People, from the contact list on this machine"))
    to.paragraph(tr("Personal and local: this is no part of the agreement. Do not pass this document on."))
    head = [tr(title) for title in ("School", "Role", "Name", "Phone", "E-mail", "Present", "Valid until")]
    keys = ("school", "role", "name", "phone", "email", "days", "valid_until")
    to.table(head, [[person[key] for key in keys] for person in people])


_PEOPLE_TITLES = (marked("Name"), marked("Phone"), marked("E-mail"), marked("Present"), marked("Valid until"))


def _source(names: Names, item: Any, to: Writing, around: str = "", depth: int = 0) -> None:
    cited = names.source(item["source"] or around)
    to.below(tr("Source"), cited, depth)
    _remarks(names, item, to, depth)


def _remarks(names: Names, item: Any, to: Writing, depth: int = 0) -> None:
    to.below(tr("Note"), item.get("note", ""), depth)
    for doubt in item.get("doubts", ()):
        said = f"{doubt['note']} ({doubt['id']})"
        if doubt["reading"]:
            said += " " + tr("Reading: {reading}", reading=doubt["reading"])
        label = tr("Unclear")
        if doubt["when"] is not None:
            label += " " + tr("if {condition}", condition=names.condition(doubt["when"]))
        to.below(label, said, depth)


_CHAPTERS = {
    "documents": _documents,
    "partners": _partners,
    "roles": _roles,
    "teams": _teams,
    "schools": _schools,
    "rules": _rules,
    "matrix": _matrix,
    "statements": _statements,
    "gaps": _gaps,
    "glossary": _glossary,
    "elsewhere": _elsewhere,
}
