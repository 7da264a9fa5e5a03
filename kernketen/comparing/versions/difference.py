"""Two versions of one region, and all that is different between them, as one plain document."""

from __future__ import annotations

from typing import NamedTuple

from kernketen.comparing.versions.allowed import allowed
from kernketen.comparing.versions.changes import changes
from kernketen.comparing.versions.flips import flips
from kernketen.comparing.versions.raising import raised
from kernketen.comparing.versions.renaming import renamed
from kernketen.comparing.versions.weighing import BREAKING, WEIGHTS, at_least, heaviest
from kernketen.model.titles import topic_title
from kernketen.model.wording import said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from kernketen.comparing.versions.changes import Change
    from kernketen.comparing.versions.flips import Flip, Name
    from kernketen.model.condition import Condition
    from kernketen.model.region import Region

SCHEMA = "kernketen/diff/1"

_TIMES = "keer"
"""The unit that is counted in whole numbers."""


class Side(NamedTuple):
    """One version: the region, how it was named, and the version of its distribution where that is known."""

    region: Region
    shown: str
    version: str | None

    def plain(self) -> dict[str, Any]:
        """How the document names it."""
        region = self.region
        return {
            "shown": self.shown,
            "region": region["id"],
            "name": region["name"],
            "version": self.version,
        }


def difference(
    old: Side, new: Side, let_pass: Any, today: str, topics: Sequence[Name] | None = None
) -> dict[str, Any]:
    """All that is different, as ``schemas/output/diff.schema.json`` describes it.

    ``let_pass`` is what the new version says of changes that are allowed; with ``topics`` only these count.
    """
    before, names = renamed(old.region, new.region)
    flipped = flips(before, new.region, topics)
    changed = changes(before, new.region, names, flipped.flips)
    if topics is not None:
        changed = [one for one in changed if _is_of(one, (before, new.region), topics)]
    marks = {flip.fingerprint for flip in flipped.flips} | {one.fingerprint for one in changed}
    passing = allowed(let_pass, marks, today)
    told = [_flip(one, before, new.region, passing.reasons) for one in flipped.flips]
    told.sort(key=lambda entry: (is_past(entry, today), *_order(entry)))
    titles = _titles(before, new.region)
    items = [_item(one, passing.reasons, titles) for one in changed]
    wide = [{"question": q, "topic": t, "title": topic_title(new.region, q, t)} for q, t in flipped.too_wide]
    weights = [entry["weight"] for entry in (*told, *items)] + [BREAKING for _ in wide]
    return {
        "schema": SCHEMA,
        "on": today,
        "old": old.plain(),
        "new": new.plain(),
        "flips": told,
        "too_wide": wide,
        "changes": items,
        "waivers": passing.problems,
        "version": raised(old.version, new.version, heaviest(weights) if weights else ""),
        "summary": {
            "flips": _counted(told),
            "changes": _counted(items),
            "waived": sum(entry["waived"] is not None for entry in (*told, *items)),
        },
    }


def failing(document: Mapping[str, Any], limit: str) -> list[Mapping[str, Any]]:
    """The flips and changes that are as heavy as the limit and not let pass; of a flip not its rule again."""
    found = [
        entry
        for key, weight in (("flips", "weight"), ("changes", "own_weight"))
        for entry in document[key]
        if entry["waived"] is None and at_least(entry[weight], limit)
    ]
    # What could not be compared may be anything.
    return [*found, *document["too_wide"]]


def is_past(entry: Mapping[str, Any], today: str) -> bool:
    """Whether a flip is of days only that are over."""
    return bool(entry["until"]) and entry["until"] < today


def _is_of(change: Change, regions: Iterable[Region], topics: Sequence[Name]) -> bool:
    """Whether a change is one of a rule, step, gap or case of these topics."""
    wanted = {f"{question}/{topic}" for question, topic in topics}
    if change.concept in ("rules", "steps"):
        name = change.id.split("/")[0]
        found = {
            f"{rule['question']}/{rule['topic']}"
            for region in regions
            for rule in region["rules"]
            if rule["id"] == name
        }
        return bool(found & wanted)
    if change.concept == "gaps":
        return change.said["topic"] in wanted
    return change.concept == "cases" and f"{change.said['question']}/{change.said['topic']}" in wanted


def _order(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        *(WEIGHTS.index(entry["weight"]), entry["question"], entry["topic"]),
        *(repr(entry["differs"]), entry["situation"] or "", entry["since"] or "", entry["fingerprint"]),
    )


def _flip(flip: Flip, old: Region, new: Region, reasons: Mapping[str, str]) -> dict[str, Any]:
    # A situation may name what only the old version knows.
    known: Any = {
        **new,
        "roles": [*new["roles"], *old["roles"]],
        "facts": {**old["facts"], **new["facts"]},
    }
    when = None if flip.when is None else whole(flip.when)
    return {
        "question": flip.question,
        "topic": flip.topic,
        "title": _title(new, old, flip.question, flip.topic),
        "situation": None if when is None else said(when, known),
        "parts": [] if when is None else [_said(part, known) for part in _parts(when)],
        "granted": None if flip.scope is None else said(flip.scope, known),
        "condition": flip.condition,
        "before": dict(flip.before),
        "after": dict(flip.after),
        "differs": list(flip.differs),
        "weight": flip.weight,
        "touches": flip.touches,
        "since": flip.since or None,
        "until": flip.until or None,
        "fingerprint": flip.fingerprint,
        "waived": reasons.get(flip.fingerprint),
    }


def _parts(condition: Condition) -> Sequence[Condition]:
    return condition[1] if condition[0] == "all" else [condition]


def _said(condition: Condition, region: Region) -> str:
    """A condition that is said beside others; one of several in brackets, to be read in one way."""
    inner = condition
    while inner[0] == "not":
        inner = inner[1]
    return f"({said(condition, region)})" if inner[0] in ("all", "any") else said(condition, region)


def whole(condition: Condition) -> Condition:
    """A condition as it is said, in which "more than 12 and at most 13 times" is exactly 13 times."""
    if condition[0] in ("all", "any"):
        return [condition[0], [whole(part) for part in condition[1]]]
    if condition[0] != "num" or condition[2] != _TIMES:
        return condition
    bounds = dict(condition[4])
    if any(number != int(number) for number in bounds.values()):
        return condition
    first = bounds.get("ge", bounds["gt"] + 1 if "gt" in bounds else None)
    last = bounds.get("le", bounds["lt"] - 1 if "lt" in bounds else None)
    return [*condition[:4], [["is", first]]] if first is not None and first == last else condition


def _title(new: Region, old: Region, question: str, topic: str) -> str:
    """The title of a topic, also of one that only the old version has."""
    region = old if topic in old["titles"] and topic not in new["titles"] else new
    return topic_title(region, question, topic)


def _titles(old: Region, new: Region) -> dict[str, str]:
    """The titles of the topics of rules, by rule."""
    return {
        rule["id"]: _title(new, old, rule["question"], rule["topic"])
        for region in (old, new)
        for rule in region["rules"]
    }


def _item(change: Change, reasons: Mapping[str, str], titles: Mapping[str, str]) -> dict[str, Any]:
    rule = change.id.split("/")[0] if change.concept in ("rules", "steps") else ""
    waived = [reasons[mark] for mark in change.flips if mark in reasons]
    follows = waived[0] if change.flips and len(waived) == len(change.flips) else None
    return {
        "kind": change.kind,
        "concept": change.concept,
        "id": change.id,
        "old_id": change.old_id or None,
        "topic": titles.get(rule),
        "fields": [{"field": f.name, "before": f.before, "after": f.after} for f in change.fields],
        "content": change.said,
        "parts": change.parts,
        "where": {"file": change.where[0], "line": change.where[1]},
        "weight": change.weight,
        "own_weight": change.own_weight,
        "touches": change.touches,
        "flips": list(change.flips),
        "fingerprint": change.fingerprint,
        "waived": reasons.get(change.fingerprint, follows),
    }


def _counted(entries: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    open_ = [entry["weight"] for entry in entries if entry["waived"] is None]
    return {weight: open_.count(weight) for weight in WEIGHTS}
