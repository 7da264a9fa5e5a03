"""The rows of the tables of a whole region: each as texts by column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kernketen.model.titles import topic_title
from kernketen.showing.answers import question as asked
from kernketen.showing.terms import absent
from kernketen.showing.whole.citing import Names, inline

Row = dict[str, str]

# The columns that say what holds; those from who to via are roles.
THEN = (
    "outcome", "text", "who", "by", "with", "of", "decided_by", "among", "inform", "via", "within", "money",
    "word", "if_refused", "see",
)  # fmt: skip


def _cited(names: Names, item: Any, source: str = "") -> Row:
    """Source and place of an item; ``source`` is that of what stands around it."""
    section = names.region["sections"].get(item["source"] or source)
    document = names.documents.get(section["document"], "") if section else ""
    heading = section["heading"] if section else ""
    found = {"document": document, "section": heading, "date": names.day(item["source"] or source)}
    return {**found, **_placed(item)}


def _placed(item: Any) -> Row:
    file, line = item["where"]
    return {"file": file, "line": str(line), "note": item.get("note", ""), "doubts": inline(item)}


def _texts(item: Any, *keys: str) -> Row:
    """Texts and lists of texts as they are."""
    return {k: ", ".join(v) if isinstance(v := item[k], list) else _word(v) for k in keys}


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _then(names: Names, then: Any) -> Row:
    """What holds, in columns."""
    found = {key: names.who(then[key]) for key in THEN[2:10]}
    found |= {key: then[key] for key in ("outcome", "text", "money", "word", "if_refused")}
    return {
        **found,
        "within": names.amount(then["within"]),
        "see": names.papers.get(then["see"], then["see"]),
    }


def documents(names: Names) -> Iterator[Row]:
    """The rows of the table ``documents``."""
    for paper in names.region["documents"]:
        yield {
            **_texts(paper, "id", "title", "date", "kind", "parties", "valid_from", "valid_until"),
            "covers": names.condition(paper["covers"]),
            "excludes": names.condition(paper["excludes"]),
            **_placed(paper),
        }


def sources(names: Names) -> Iterator[Row]:
    """The rows of the table ``sources``."""
    for section in names.region["sections"].values():
        yield {
            **_texts(section, "id", "heading", "kind", "valid_from", "valid_until", "adopted_on", "reason"),
            "document": names.documents[section["document"]],
            "condition": names.condition(section["scope"]),
            **_placed(section),
        }


def partners(names: Names) -> Iterator[Row]:
    """The rows of the table ``partners``."""
    for partner in names.region["partners"]:
        yield {
            **_texts(partner, "id", "name", "aliases", "description"),
            "roles": names.called(partner["roles"]),
            "condition": names.condition(partner["when"], partner["scope"]),
            **_cited(names, partner),
        }


def contacts(names: Names) -> Iterator[Row]:
    """The rows of the table ``contacts``."""
    for partner in names.region["partners"]:
        for contact in partner["contacts"]:
            yield {
                **_texts(contact, "id", "purpose", "phone", "email", "web"),
                "partner": partner["name"],
                "roles": names.called(contact["roles"]),
                "missing": absent(contact),
                "see": names.papers.get(contact["see"], contact["see"]),
                "condition": names.condition(partner["when"], contact["when"], contact["scope"]),
                **_cited(names, contact, partner["source"]),
            }


def roles(names: Names) -> Iterator[Row]:
    """The rows of the table ``roles``."""
    for role in names.region["roles"]:
        yield {
            **_texts(role, "id", "name", "aliases", "canonical", "match", "description"),
            "employer": names.partners.get(role["employer"], role["employer"]),
            "group": names.called(role["group"]),
            **_cited(names, role),
        }


def tasks(names: Names) -> Iterator[Row]:
    """The rows of the table ``tasks``."""
    for kind, holders in (("role", names.region["roles"]), ("team", names.region["teams"])):
        for holder in holders:
            for task in holder["tasks"]:
                yield {
                    **_texts(task, "id", "text", "modality", "fase", "presence"),
                    kind: holder["name"],
                    "with": names.who(task["with"]),
                    "see": names.papers.get(task["see"], task["see"]),
                    "condition": names.condition(task["when"], task["scope"]),
                    **_cited(names, task, holder["source"]),
                }


def teams(names: Names) -> Iterator[Row]:
    """The rows of the table ``teams``."""
    for team in names.region["teams"]:
        yield {
            **_texts(
                team, "id", "name", "aliases", "canonical", "match", "per", "description", "valid_from",
                "valid_until",
            ),
            "replaces": names.teams.get(team["replaces"], team["replaces"]),
            "condition": names.condition(team["when"], team["scope"]),
            **_cited(names, team),
        }  # fmt: skip


def compositions(names: Names) -> Iterator[Row]:
    """The rows of the table ``compositions``: the lists of a team, and where each is the one that counts."""
    for team in names.region["teams"]:
        for listed in team["compositions"]:
            yield {
                **_texts(listed, "id", "name", "list", "by", "valid_from", "valid_until"),
                "team": team["name"],
                "see": names.papers.get(listed["see"], listed["see"]),
                "condition": names.condition(listed["when"], listed["scope"]),
                "served": "; ".join(
                    names.served(serve) for serve in team["serve"] if serve["composition"] == listed["id"]
                ),
                **_cited(names, listed, team["source"]),
            }


def members(names: Names) -> Iterator[Row]:
    """The rows of the table ``members``."""
    for team in names.region["teams"]:
        for listed in team["compositions"]:
            for member in listed["members"]:
                yield {
                    **_texts(member, "id", "presence", "chair"),
                    **_texts(listed, "list", "by", "valid_from", "valid_until"),
                    "team": team["name"],
                    "composition": listed["name"] or listed["id"],
                    "who": names.who(member["who"]),
                    "at_least": names.amount(member["at_least"]),
                    "see": names.papers.get(member["see"], member["see"]),
                    "condition": names.condition(listed["when"], member["when"], member["scope"]),
                    **_cited(names, member, listed["source"]),
                }


def cadence(names: Names) -> Iterator[Row]:
    """The rows of the table ``cadence``."""
    for team in names.region["teams"]:
        for cadence in team["cadence"]:
            yield {
                **_texts(cadence, "id", "text", "modality"),
                "team": team["name"],
                "frequency": names.amount(cadence["frequency"]),
                "initiator": names.who(cadence["initiator"]),
                "condition": names.condition(cadence["when"], cadence["scope"]),
                **_cited(names, cadence, team["source"]),
            }


def schools(names: Names) -> Iterator[Row]:
    """The rows of the table ``schools``."""
    keys = ("id", "code", "name", "register_name", "aliases", "municipality", "place", "postcode", "sector")
    for school in names.region["schools"]:
        yield {**_texts(school, *keys, "group", "cooperation", "basis"), **_cited(names, school)}


def rules(names: Names) -> Iterator[Row]:
    """The rows of the table ``rules``."""
    for rule in names.region["rules"]:
        yield {
            **_texts(
                rule, "id", "question", "topic", "modality", "order", "overrides", "valid_from", "valid_until"
            ),
            "title": topic_title(names.region, rule["question"], rule["topic"]),
            "condition": names.condition(rule["when"], rule["scope"]),
            **_then(names, rule["then"]),
            **_cited(names, rule),
        }  # fmt: skip


def steps(names: Names) -> Iterator[Row]:
    """The rows of the table ``steps``."""
    for rule in names.region["rules"]:
        for number, step in enumerate(rule["steps"], 1):
            yield {
                **_texts(step, "id", "content"),
                **_then(names, step["then"]),
                "rule": rule["id"],
                "number": str(number),
                "modality": step["modality"] or rule["modality"],
                "text": step["text"] or step["then"]["text"],
                "condition": names.condition(step["when"], step["scope"]),
                "form": "; ".join(field["text"] for field in step["form"]),
                **_cited(names, step, rule["source"]),
            }


def matrix(names: Names) -> Iterator[Row]:
    """The rows of the table ``matrix``."""
    for table in names.region["matrix"]:
        for cell in table["cells"]:
            yield {
                **_texts(cell, "id", "row", "text", "empty", "turns"),
                "matrix": table["id"],
                "role": names.roles.get(cell["column"], cell["column"]),
                "footnotes": " ".join(cell["footnotes"]),
                **_cited(names, cell, table["source"]),
            }


def glossary(names: Names) -> Iterator[Row]:
    """The rows of the table ``glossary``."""
    for term in names.region["terms"]:
        yield {
            **_texts(term, "id", "term", "aliases", "expansion", "description", "expanded", "used"),
            **_cited(names, term),
        }


def statements(names: Names) -> Iterator[Row]:
    """The rows of the table ``statements``."""
    for one in names.region["statements"]:
        yield {
            **_texts(one, "id", "kind", "text", "modality", "origin", "adopted", "order"),
            "who": names.who(one["who"]),
            "team": names.teams.get(one["team"], one["team"]),
            "partner": names.partners.get(one["partner"], one["partner"]),
            "frequency": names.amount(one["frequency"]),
            "see": names.papers.get(one["see"], one["see"]),
            "condition": names.condition(one["when"], one["scope"]),
            **_cited(names, one),
        }


def gaps(names: Names) -> Iterator[Row]:
    """The rows of the table ``gaps``."""
    for gap in names.region["gaps"]:
        question, _, topic = gap["topic"].partition("/")
        yield {
            **_texts(gap, "id"),
            "question": question,
            "topic": topic,
            "title": "" if question == "who" else topic_title(names.region, question, topic),
            "text": gap["note"],
            "searched": names.searched(gap["searched"]),
            "see": names.papers.get(gap["see"], gap["see"]),
            **_placed(gap),
        }


def cases(names: Names) -> Iterator[Row]:
    """The rows of the table ``cases``."""
    for case in names.region["cases"]:
        told = {key: _plain(case[key]) for key in ("given", "expect", "never")}
        yield {**_texts(case, "id", "question", "topic", "on"), **told, **_placed(case)}


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def cards(names: Names) -> Iterator[Row]:
    """The rows of the table ``cards``."""
    for card in names.region["cards"]:
        told = {k: _plain(card[k]) for k in ("given", "served", "expect", "never")}
        yield {**_texts(card, "id", "on"), **told, **_placed(card)}


def facts(names: Names) -> Iterator[Row]:
    """The rows of the table ``facts``."""
    for name, fact in names.region["facts"].items():
        yield {
            "id": name,
            **_texts(fact, "kind", "values", "units"),
            "question": asked(fact),
        }


def elsewhere(names: Names) -> Iterator[Row]:
    """The rows of the table ``elsewhere``."""
    for paper in names.region["external_references"]:
        yield {**_texts(paper, "id", "title", "web"), **_cited(names, paper), "paper_date": paper["date"]}


def doubts(names: Names) -> Iterator[Row]:
    """The rows of the table ``doubts``."""
    for item in _doubting(names.region):
        for doubt in item["doubts"]:
            yield {
                **_texts(doubt, "id", "note", "reading"),
                "item": item.get("id", ""),
                "against": names.source(doubt["against"]),
                "condition": names.condition(doubt["when"]),
                **{key: _placed(item)[key] for key in ("file", "line")},
            }


def _doubting(part: Any) -> Iterator[Any]:
    """Everything with doubts, at any depth, in the order of the region."""
    if isinstance(part, dict):
        if part.get("doubts") and "where" in part:
            yield part
        for value in part.values():
            yield from _doubting(value)
    elif isinstance(part, list):
        for value in part:
            yield from _doubting(value)
