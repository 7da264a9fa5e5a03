"""What is no YAML is said in our words, at the line where it went wrong."""

from __future__ import annotations

import pytest

from kernketen.reading.document import parse
from kernketen.words import choose

SPECIAL = "has a meaning of its own in YAML at the start of a value. Put the value between quotes."
TAB = "A tab stands here as indentation. Use spaces."
CODE = "A backslash between double quotes begins a code, and this one does not exist. Use single quotes."
INDENTATION = "This line does not fit under the lines above it. Check its indentation."
ENDED = "The value on this line has ended already. Put the whole value between one pair of quotes."
COLON = (
    "A colon stands here where no new key can begin. Put text with a colon between quotes, "
    "or check the indentation."
)


@pytest.mark.parametrize(
    ("text", "place", "message", "related"),
    [
        ("a: tijd: nu\n", "1:8", COLON, []),
        ("a: 1\n  b: 2\n", "2:4", COLON, []),
        ("a:\n\tb: 1\n", "2:1", TAB, []),
        ("a: |\n\tb\n", "2:1", TAB, []),
        ("a: 1\n\tb: 2\n", "2:1", TAB, []),
        ("a: 1\nb: 'x\nc: 2\n", "2:4", "The quote that opens here is not closed again.", ["4:1"]),
        ('a: "x\n---\n', "1:4", "The quote that opens here is not closed again.", ["2:1"]),
        (
            "a: [1, 2\nb: 3\n",
            "2:2",
            "The [ of line 1 is still open here: a comma or the closing ] is missing.",
            ["1:4"],
        ),
        (
            "a: {b: 1\n",
            "2:1",
            "The { of line 1 is still open here: a comma or the closing } is missing.",
            ["1:4"],
        ),
        ("a: 1\nbeta\nc: 2\n", "2:1", "A colon is missing behind “beta”.", []),
        ("a:\n  b: 1\n c: 2\n", "3:2", INDENTATION, []),
        ("  a: 1\n b: 2\n", "2:2", INDENTATION, []),
        ("a: 'b' c\n", "1:8", ENDED, []),
        ("a: [b] c\n", "1:8", ENDED, []),
        ("- a\nb: 1\n", "2:1", "A list goes on here, but this line does not begin with “- ”.", []),
        ("a: - b\n", "1:4", "A list item (“- ”) cannot begin here. Put it on a new line.", []),
        ("a: [1,,2]\n", "1:7", "A value is missing before “,”.", []),
        ("a: ]\n", "1:4", "A value is missing before “]”.", []),
        ("[[", "2:1", "The file ends here, but a value is still missing.", []),
        ("a: @x\n", "1:4", f"“@” {SPECIAL}", []),
        ("a: `x\n", "1:4", f"“`” {SPECIAL}", []),
        ("a: %x\n", "1:4", f"“%” {SPECIAL}", []),
        ("a: & x\n", "1:4", f"“&” {SPECIAL}", []),
        ("a: **x\n", "1:4", f"“*” {SPECIAL}", []),
        ("a: !e!x y\n", "1:4", f"“!” {SPECIAL}", []),
        ('a: "c:\\quit"\n', "1:7", CODE, []),
        ('a: "\\ud800"\n', "1:7", CODE, []),
        (
            "a: | tekst\n",
            "1:6",
            "Behind “|” or “>” nothing else can stand on the line. Begin the text on the next line.",
            [],
        ),
        ("a: {b:1}\n", "1:6", "A space is missing behind this colon.", []),
        ("%YAML 2.0\n---\na: 1\n", "1:1", "This is not valid YAML: found incompatible YAML document.", []),
    ],
)
def test_syntax(text: str, place: str, message: str, related: list[str]) -> None:
    choose("en")
    found, findings = parse(text.encode(), "x.yaml")
    assert found is None
    assert [
        (f.rule.id, str(f.location), f.message, [str(r).removeprefix("x.yaml:") for r in f.related])
        for f in findings
    ] == [("yaml.syntax", f"x.yaml:{place}", message, related)]


def test_what_was_found_before_the_error_is_reported_as_well() -> None:
    choose("en")
    _, findings = parse(b"a: 1\na: 2\nb: @\n", "x.yaml")
    assert [f.rule.id for f in findings] == ["yaml.duplicate_key", "yaml.syntax"]
