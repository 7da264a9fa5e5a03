"""A schema that a region brings itself: checked, explained, and never a way to the network."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from kernketen.reading import own_schema
from kernketen.reading.document import Document, parse
from kernketen.words import choose


@pytest.fixture(autouse=True)
def _english_and_without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    choose("en")
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("something was fetched"))


def read(text: str, file: str) -> Document:
    document, findings = parse(text.encode(), file)
    assert document is not None
    assert findings == []
    return document


def checked(text: str, own: Any) -> list[tuple[str, str, str]]:
    brought = own if isinstance(own, str) else json.dumps(own)
    findings = own_schema.check(read(text, "x.yaml"), read(brought, "x.schema.json"))
    return [(f.rule.id, str(f.location), f.message) for f in findings]


@pytest.mark.parametrize(
    ("demand", "value", "rule", "message"),
    [
        ({"const": "ja"}, "nee", "schema.enum", "“a” must be “ja”, not “nee”."),
        ({"enum": [1, 2]}, "3", "schema.enum", "“a” cannot be “3”. Possible: 1, 2."),
        ({"type": "integer"}, "'3'", "schema.type", "“a” takes a whole number without quotes, not “3”."),
        ({"type": "boolean"}, "ja", "schema.type", "“a” takes true or false without quotes, not “ja”."),
        ({"type": ["string", "number"]}, "[1]", "schema.type", "“a” takes one single value, not “[…]”."),
        (
            {"type": ["string", "object"]},
            "[1]",
            "schema.type",
            "“a” takes text or keys with values, not “[…]”.",
        ),
        ({"type": ["string", "array"]}, "3", "schema.type", "“a” takes text or a list, not “3”."),
        (
            {"type": ["array", "object"], "description": "Een lijst of een blok."},
            "3",
            "schema.type",
            "“a” cannot be “3”. Een lijst of een blok.",
        ),
        ({"minLength": 3}, "ab", "schema.size", "Number of characters in “a”: at least 3."),
        ({"maxLength": 3}, "abcd", "schema.size", "Number of characters in “a”: at most 3."),
        ({"minItems": 1}, "[]", "schema.empty", "“a” is empty. Fill it in."),
        ({"minItems": 2}, "[1]", "schema.size", "Number of items in “a”: at least 2."),
        ({"maxItems": 1}, "[1, 2]", "schema.size", "Number of items in “a”: at most 1."),
        ({"minProperties": 2}, "{b: 1}", "schema.size", "Number of keys in “a”: at least 2."),
        ({"maxProperties": 1}, "{b: 1, c: 2}", "schema.size", "Number of keys in “a”: at most 1."),
        ({"minimum": 3}, "2", "schema.range", "“a” must be 3 or more, not 2."),
        ({"maximum": 3}, "4", "schema.range", "“a” must be 3 or less, not 4."),
        ({"exclusiveMinimum": 3}, "3", "schema.range", "“a” must be more than 3, not 3."),
        ({"exclusiveMaximum": 3}, "3", "schema.range", "“a” must be less than 3, not 3."),
        (
            {"pattern": "^[a-z$]$"},
            "A",
            "schema.pattern",
            "“a” cannot be “A”: it does not fit the pattern ^[a-z$]$",
        ),
        ({"uniqueItems": True}, "[1, 1]", "schema.other", "“a” holds the same item twice."),
        (
            {"anyOf": [{"type": "null"}], "description": "Laat dit leeg."},
            "3",
            "schema.other",
            "“a” does not fit. Laat dit leeg.",
        ),
        (
            {"multipleOf": 2},
            "3",
            "schema.other",
            "“a” does not fit the schema: 3 is not a multiple of 2.",
        ),
        (
            {"propertyNames": {"pattern": "^[a-z]+$", "description": "Alleen kleine letters."}},
            "{b: 1}",
            None,
            None,
        ),
    ],
)
def test_each_demand(demand: Any, value: str, rule: str | None, message: str | None) -> None:
    expected = [] if rule is None else [(rule, "x.yaml:1:4", message)]
    assert checked(f"a: {value}", {"properties": {"a": demand}}) == expected


def test_a_key_with_a_description_of_its_own() -> None:
    own = {"propertyNames": {"pattern": "^[a-z]+$", "description": "Alleen kleine letters."}}
    assert checked("b: 1\nB: 1", own) == [
        ("schema.key", "x.yaml:2:1", "The key “B” is not written as it must be. Alleen kleine letters.")
    ]


def test_our_common_parts_can_be_used() -> None:
    own = {"$id": "https://example.org/x", "properties": {"a": {"$ref": "common.schema.json#/$defs/brin"}}}
    assert checked("a: 16WT01", own) == []
    assert checked("a: 16wt01", own) == [
        (
            "schema.pattern",
            "x.yaml:1:4",
            "“a” cannot be written as “16wt01”. BRIN met vestiging, zoals 16WT01.",
        )
    ]


@pytest.mark.parametrize(
    ("own", "rule", "place", "message"),
    [
        (
            {"properties": {"a": {"$ref": "https://example.org/x.json"}}},
            "schema.reference",
            "1:31",
            "This schema refers to https://example.org/x.json, outside itself. Nothing is fetched.",
        ),
        (
            {"$ref": "file:///etc/hostname"},
            "schema.reference",
            "1:10",
            "This schema refers to file:///etc/hostname, outside itself. Nothing is fetched.",
        ),
        (
            {"$schema": "http://json-schema.org/draft-04/schema#"},
            "schema.reference",
            "1:13",
            "This schema must be of the draft 2020-12 (https://json-schema.org/draft/2020-12/schema).",
        ),
        (
            {"properties": {"a": {"$ref": "#/$defs/b"}}},
            "schema.reference",
            "1:1",
            "“/$defs/b” stands for nothing in this schema.",
        ),
        ({"$ref": "#"}, "schema.invalid", "1:1", "This schema refers to itself without an end."),
        ([], "schema.invalid", "1:1", "A schema must be a mapping."),
        (
            {"properties": {"a": {"type": "tekst"}}},
            "schema.invalid",
            "1:31",
            "This is not a JSON Schema: 'tekst' is not valid under any of the given schemas.",
        ),
        (
            {"properties": {"a": {"pattern": "("}}},
            "schema.invalid",
            "1:34",
            "This is not a JSON Schema: '(' is not a 'regex'.",
        ),
    ],
)
def test_a_schema_that_is_wrong_itself(own: Any, rule: str, place: str, message: str) -> None:
    assert checked("a: b", own) == [(rule, f"x.schema.json:{place}", message)]
