"""Rules, ladders, the matrix and cases as rows of text, for tables."""

from __future__ import annotations

from typing import Any

from kernketen.model import municipality
from kernketen.model.titles import readable, topic_title
from kernketen.model.wording import said, spoken
from kernketen.showing.answers import quantity
from kernketen.showing.rows import Rows, place, section
from kernketen.showing.terms import IN_ANSWER, MODALITY, TOGETHER, word
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import Region, Then, Who


def rules(region: Region) -> Rows:
    """Each rule as a row, the rungs of a ladder and the steps of a protocol each as one below it."""
    rows: Rows = []
    for rule in region["rules"]:
        name = f"{rule['question']}/{rule['topic']}"
        title = topic_title(region, rule["question"], rule["topic"])
        held = _if(region, rule["when"], rule["scope"])
        source, where = section(region, rule["source"]), place(rule)
        strength = word(MODALITY, rule["modality"])
        then = " · ".join(part for part in (rule["then"]["text"], _then(region, rule["then"])) if part)
        rows.append([f"{title} ({name})", held, then, strength, source, where])
        for number, step in enumerate(rule["steps"], 1):
            said_ = step["text"] or step["then"]["text"]
            text = " · ".join(part for part in (said_, _then(region, step["then"])) if part)
            own = section(region, step["source"]) if step["source"] else ""
            strong = word(MODALITY, step["modality"]) if step["modality"] else ""
            rows.append(
                [f"  {number}. {step['id']}", _if(region, step["when"]), text, strong, own, place(step)]
            )
    return rows


def matrix(region: Region) -> Rows:
    """Each cell of each table as a row, and each of its turns as one below it; an empty cell says so."""
    names = {role["id"]: role["name"] for role in region["roles"]}
    turns = {rule["id"]: rule for rule in region["rules"]}
    rows: Rows = []
    for table in region["matrix"]:
        for cell in table["cells"]:
            doubts = [f"{doubt['note']} ({doubt['id']})" for doubt in cell["doubts"]]
            rows.append(
                [
                    spoken(table["fact"], cell["row"], region),
                    names.get(cell["column"], cell["column"]),
                    tr("empty in the text") if cell["empty"] else cell["text"],
                    "",
                    " ".join([*cell["footnotes"], *doubts]),
                    section(region, cell["source"]),
                    place(cell),
                ]
            )
            for turn in (turns[name] for name in cell["turns"] if name in turns):
                text, held = turn["then"]["text"], _if(region, turn["when"])
                rows.append(["", "", f"→ {text}", held, "", "", place(turn)])
    return rows


def cases(region: Region) -> Rows:
    """Each case and each card as a row: what is given, and what must come out."""
    rows = [
        [
            case["id"],
            f"{case['question']}/{case['topic']}",
            _listed(case["given"]),
            _listed(case["expect"]),
            place(case),
        ]
        for case in region["cases"]
    ]
    for card in region["cards"]:
        given = {fact: [_named(fact, value) for value in values] for fact, values in card["given"].items()}
        absent = [tr("not {name}", name=name) for name in card["never"].get("teams", ())]
        teams = ", ".join((*card["expect"], *absent))
        rows.append([card["id"], "who", _listed(given), teams, place(card)])
    return rows


def _named(fact: str, value: str) -> str:
    return municipality.name_of(value) if fact in ("schoolgemeente", "woongemeente") else value


def _then(region: Region, then: Then) -> str:
    """What holds: "melden, who: leerplicht, within 2 werkdagen"."""
    found: list[str] = [readable(then["outcome"])] if then["outcome"] else []
    for key, label in IN_ANSWER.items():
        who: Who | None = then[key]  # type: ignore[literal-required]
        if who is not None:
            found.append(f"{tr(label)}: {people(region, who)}")
    if then["within"]:
        found.append(tr("within {term}", term=quantity(then["within"])))
    if then["see"]:
        found.append(tr("on another paper: {paper}", paper=readable(then["see"])))
    return ", ".join(found)


def people(region: Region, who: Who) -> str:
    """Roles by name, joined as their mode asks; or that the text does not say who."""
    if who["mode"] == "unknown":
        return tr("the text does not say")
    names = {role["id"]: role["name"] for role in region["roles"]}
    called = [names.get(role, role) for role in who["roles"]]
    if len(called) < 2:
        return "".join(called)
    return f"{', '.join(called[:-1])} {word(TOGETHER, who['mode'])} {called[-1]}"


def _if(region: Region, *conditions: Any) -> str:
    return "; ".join(said(condition, region) for condition in conditions if condition is not None)


def _listed(facts: dict[str, Any]) -> str:
    return ", ".join(f"{key}={_plain(value)}" for key, value in facts.items())


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, dict):
        return " ".join(f"{key} {_plain(inner)}" for key, inner in value.items())
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)
