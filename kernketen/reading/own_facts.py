"""The case facts that a region adds to those of the core."""

from __future__ import annotations

from collections.abc import Iterable

from kernketen.finding import Finding, Rule
from kernketen.model.facts import KINDS, Fact, dictionary
from kernketen.reading.places import Document, pointer_step
from kernketen.reading.vocabulary import Vocabulary
from kernketen.words import marked

FACT_KIND = Rule("fact.kind")


def own_facts(region: Document, findings: list[Finding]) -> Iterable[Fact]:
    """The facts in ``region.yaml``; one of the core with another kind is a finding."""
    core = dictionary()
    own = region.data.get("facts") if isinstance(region.data, dict) else None
    for name, entry in (own if isinstance(own, dict) else {}).items():
        if not isinstance(entry, dict):
            continue
        kind = str(entry.get("type", "text"))
        if name in core and kind in KINDS and kind != core[name].kind:
            place = region.location(f"/facts{pointer_step(name)}/type")
            sentence = marked(
                "“{fact}” is a core fact of the type {kind}; a region can only add values to it."
            )
            values = {"fact": str(name), "kind": core[name].kind}
            findings.append(Finding(FACT_KIND, place, sentence, values))
            continue
        unit = entry.get("unit")
        yield Fact(
            str(name),
            kind,
            tuple(_values(entry.get("values"))),
            (unit,) if isinstance(unit, str) else (),
            str(entry.get("question_en") or entry.get("question", "")),
            str(entry.get("question", "")),
            str(entry.get("label", "")),
            str(entry.get("yes", "")),
            str(entry.get("no", "")),
            tuple(_spoken(entry.get("words")).items()),
        )


def spoken_values(region: Document, vocabulary: Vocabulary) -> None:
    """Note the words for values that the fact does not have."""
    own = region.data.get("facts") if isinstance(region.data, dict) else None
    for name, entry in (own if isinstance(own, dict) else {}).items():
        fact = vocabulary.facts.get(name)
        if isinstance(entry, dict) and fact is not None:
            for value in _spoken(entry.get("words")):
                place = region.location(f"/facts{pointer_step(name)}/words{pointer_step(value)}", key=True)
                vocabulary.known("value", value, fact.values, place, fact=str(name))


def domains(facts: Iterable[Fact]) -> dict[str, list[str | bool]]:
    """The values of each fact of which they are fixed."""
    found: dict[str, list[str | bool]] = {}
    for fact in facts:
        if fact.kind == "bool":
            found[fact.id] = [True, False]
        elif fact.kind == "enum" and fact.values:
            found[fact.id] = list(fact.values)
    return found


def _values(data: object) -> list[str]:
    return [str(word) for word in data] if isinstance(data, list) else []


def _spoken(data: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in data.items()} if isinstance(data, dict) else {}
