"""A schema of a region that asks for more than there is time for: it ends, with a finding."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from kernketen.reading import bounded, own_schema
from kernketen.reading.document import Document, parse
from kernketen.words import choose


def read(data: Any, file: str) -> Document:
    document, findings = parse(json.dumps(data).encode(), file)
    assert document is not None
    assert findings == []
    return document


def doubling(times: int) -> dict[str, Any]:
    twice = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n - 1}"}] * 2} for n in range(1, times + 1)}
    return {"$ref": f"#/$defs/a{times}", "$defs": {"a0": {"type": "object"}, **twice}}


LARGE = [{"b": number} for number in range(40_000)]
TEXTS = {f"k{number}": "x" for number in range(30)}
HEAVY: dict[str, tuple[Any, Any]] = {
    "references that double": ({"a": 1}, doubling(60)),
    "a schema of many values": ({"a": 1}, {"properties": {f"p{n}": {"type": "string"} for n in range(9000)}}),
    "many patterns": (TEXTS, {"patternProperties": {f"^x{n}": {} for n in range(500)}}),
    "all pairs of a long list": ({"a": LARGE}, {"properties": {"a": {"uniqueItems": True}}}),
    "a long list of words for each item": (
        {"a": list(range(20_000))},
        {"properties": {"a": {"items": {"enum": [str(n) for n in range(2000)]}}}},
    ),
    "an error that writes out the whole file": ({"a": LARGE}, {"allOf": [{"type": "string"}] * 900}),
    "choices that all fail": (LARGE, {"anyOf": [{"items": {"type": "string"}}, {"items": {"type": "null"}}]}),
}


@pytest.mark.parametrize("what", HEAVY)
def test_it_ends_with_a_finding(what: str) -> None:
    choose("en")
    data, schema = HEAVY[what]
    document, own = read(data, "x.yaml"), read(schema, "x.schema.json")
    begun = time.process_time()
    found = own_schema.check(document, own)
    assert time.process_time() - begun < 10
    assert (found[-1].rule.id, str(found[-1].location)) == ("schema.too_heavy", "x.schema.json:1:1")


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "^(a|a)*$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*x", "^(a|aa)+$"]
)
def test_a_pattern_takes_time_that_grows_with_the_text_alone(pattern: str) -> None:
    text = "a" * 20_000 + "!"
    begun = time.process_time()
    for own in (
        {"properties": {"a": {"pattern": pattern}}},
        {"patternProperties": {pattern: {}}, "additionalProperties": True},
        {"propertyNames": {"pattern": pattern}},
    ):
        # A key of YAML is at most 1,024 characters long.
        own_schema.check(read({"a": text, "a" * 900 + "!": 1}, "x.yaml"), read(own, "x.schema.json"))
    assert time.process_time() - begun < 5


def test_the_steps_are_shared_by_all_structures_of_a_region() -> None:
    steps = bounded.Steps(60)
    document, own = read({"a": 1}, "x.yaml"), read({"properties": {"a": {}}}, "x.schema.json")
    rules = [[finding.rule.id for finding in own_schema.check(document, own, steps)] for _ in range(6)]
    assert rules[0] == []
    assert rules[-1] == ["schema.too_heavy"]


def test_an_ordinary_file_is_far_from_the_bound() -> None:
    steps = bounded.Steps(bounded.MAX_STEPS // 4)
    item = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string", "pattern": "^[a-z]"}},
    }
    schema = {"properties": {"a": {"items": item}}}
    document = read({"a": [{"id": f"n{n}"} for n in range(1000)]}, "x.yaml")
    assert own_schema.check(document, read(schema, "x.schema.json"), steps) == []
