"""Where texts are silent: for each topic whether the agreement speaks, points elsewhere, or says nothing."""

from __future__ import annotations

from kernketen.comparing.items.role_rows import canonical_title
from kernketen.comparing.sides import Entry, Side, holding, nothing, row
from kernketen.model.questions import QUESTIONS
from kernketen.model.titles import TURN, question_title, topic_title
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from kernketen.model.dates import Span
    from kernketen.model.region import Gap, Region, Rule


def gaps(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """Does the text say anything about this? A row a canonical topic; what one region alone knows is last."""
    topics = {gap["topic"] for region in regions for gap in region["gaps"]}
    canonical = [f"{name}/{topic}" for name, found in QUESTIONS.items() for topic in found.topics]
    turns = sorted(topic for topic in topics if topic.startswith(f"referral/{TURN}"))
    rules = {region["id"]: _rules(region, on) for region in regions}
    rows = []
    for path in [*(path for path in canonical if path in topics), *turns]:
        question, _, topic = path.partition("/")
        title = f"{question_title(question)} · {_title(regions, question, topic)}"
        sides = {
            region["id"]: (region, _spoken(region, path, rules[region["id"]].get(path, ())))
            for region in regions
        }
        rows.append(row("gaps", path, title, sides))
    people = {region["id"]: (region, _listed(region, people=True)) for region in regions}
    own = {region["id"]: (region, _listed(region, people=False)) for region in regions}
    rows.append(row("gaps", "who", tr("About teams and how to reach people"), people))
    rows.append(row("gaps", "own", tr("About topics of the region itself"), own))
    return [each for each in rows if any(cell["attested"] for cell in each["cells"].values())]


def _title(regions: Sequence[Region], question: str, topic: str) -> str:
    name = topic.removeprefix(TURN)
    if name != topic:
        # The role of a turn is a region's own; the first that knows it tells its name.
        for region in sorted(regions, key=lambda each: each["id"]):
            for role in region["roles"]:
                if role["id"] == name:
                    canonical = role["canonical"]
                    return tr("Whose turn it is: {role}",
                              role=canonical_title(canonical) if canonical else role["name"])  # fmt: skip
    return topic_title(regions[0], question, topic)


def _rules(region: Region, on: Span) -> dict[str, list[Rule]]:
    """The rules that hold on the day, by topic."""
    found: dict[str, list[Rule]] = {}
    for rule in holding(region, region["rules"], on):
        found.setdefault(f"{rule['question']}/{rule['topic']}", []).append(rule)
    return found


def _spoken(region: Region, path: str, rules: Sequence[Rule]) -> Side:
    found = [gap for gap in region["gaps"] if gap["topic"] == path]
    entries = [Entry(rule["then"]["text"] or rule["id"], rule["source"], rule["where"]) for rule in rules]
    notes = [_entry(region, gap) for gap in found]
    if rules and not found:
        # That two texts speak about it does not make them equal.
        return Side(tr("the text speaks about it"), entries)
    if rules:
        said = tr("the text speaks about it; not about: {note}", note=_note(found))
        return Side(said, [*notes, *entries])
    if not found:
        return nothing(said=tr("not looked at"))
    paper = next((_paper(region, gap) for gap in found if gap["see"]), "")
    if paper:
        said = tr("in another paper: {paper}", paper=paper)
        return Side(said, notes, mark="elsewhere", status="external_reference")
    return nothing(found[0])


def _listed(region: Region, people: bool) -> Side:
    known = {f"{name}/{topic}" for name, found in QUESTIONS.items() for topic in found.topics}
    found = [
        gap
        for gap in region["gaps"]
        if gap["topic"].startswith("who/") == people
        and gap["topic"] not in known
        and not gap["topic"].startswith(f"referral/{TURN}")
    ]
    if not found:
        return nothing(said=tr("nothing noted"))
    said = tr("{number} things that the text does not tell", number=len(found))
    entries = [_entry(region, gap) for gap in found]
    return Side(said, entries, mark="silent", status="not_regulated", attested=True, is_list=True)


def _note(found: Sequence[Gap]) -> str:
    return " ".join(gap["note"] for gap in found if gap["note"]) or tr("a part of it")


def _paper(region: Region, gap: Gap) -> str:
    return next(
        (paper["title"] for paper in region["external_references"] if paper["id"] == gap["see"]), gap["see"]
    )


def _entry(region: Region, gap: Gap) -> Entry:
    searched = next((name for name in gap["searched"] if name != "all"), "")
    said = gap["note"] or tr("The text says nothing about it.")
    if gap["see"]:
        paper = tr("in another paper: {paper}", paper=_paper(region, gap))
        said = f"{said} ({paper})"
    return Entry(said, searched, gap["where"])
