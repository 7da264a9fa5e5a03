"""A file can be hostile: bounded in size, depth, values and aliases."""

from __future__ import annotations

import pytest

from kernketen.finding import Finding
from kernketen.reading import document
from kernketen.reading.document import parse
from kernketen.words import choose


@pytest.fixture(autouse=True)
def _english() -> None:
    choose("en")


def only(text: str) -> tuple[str, str, str, list[str]]:
    found, findings = parse(text.encode(), "x.yaml")
    assert found is None
    finding: Finding = findings[-1]
    return finding.rule.id, str(finding.location), finding.message, [str(r) for r in finding.related]


DEEP = "Values are nested more than 64 deep here; the file is not read."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 64 + "[" * 3_000_000, "1:65"),
        ("{" * 3_000_000, "1:65"),
        ("- " * 100_000, "1:129"),
        ("? " * 100_000, "1:129"),
        ("[a: " * 100_000, "1:129"),
    ],
)
def test_too_deep(text: str, place: str) -> None:
    assert only(text) == ("yaml.too_deep", f"x.yaml:{place}", DEEP, [])


def test_just_deep_enough() -> None:
    assert parse(("[" * 64 + "]" * 64).encode(), "x.yaml")[1] == []


def test_aliases_do_not_make_it_deeper_than_allowed() -> None:
    text = f"a: &a {'[' * 40}{']' * 40}\nb: {'[' * 40}*a{']' * 40}\n"
    assert only(text) == ("yaml.too_deep", "x.yaml:2:44", DEEP, [])
    assert (
        parse(
            text.replace("[" * 40 + "*", "[" * 23 + "*").replace("*a" + "]" * 40, "*a" + "]" * 23).encode(),
            "x",
        )[1]
        == []
    )


def laughs(levels: int) -> str:
    rows = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for n in range(1, levels):
        rows.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]")
    return "\n".join(rows)


def test_a_billion_laughs() -> None:
    assert only(laughs(9)) == (
        "yaml.alias_bomb",
        "x.yaml:6:15",
        "With all aliases followed the file holds too many values; it is not read.",
        ["x.yaml:5:5"],
    )


def test_a_long_text_cannot_be_repeated_without_end_either() -> None:
    text = f"a: &a {'x' * 1_000_000}\nb: [{', '.join(['*a'] * 10_000)}]\n"
    assert only(text)[0] == "yaml.alias_bomb"


def test_a_few_aliases_are_fine_and_stand_where_they_are_used() -> None:
    found, findings = parse(b"a: &a {b: [1, 2]}\nc: *a\nd: [*a]\n", "x.yaml")
    assert found is not None
    assert findings == []
    assert found.data == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": [{"b": [1, 2]}]}
    assert found.place("/a/b/1") == (1, 15)
    assert found.place("/c/b/1") == (2, 4)
    assert found.place("/d/0/b") == (3, 5)


def test_aliases_without_end_without_anchor_and_with_two() -> None:
    found, findings = parse(b"a: &a [1, *a]\nb: *nothing\nc: &a 2\nd: *a\n", "x.yaml")
    assert found is not None
    assert found.data == {"a": [1, None], "b": None, "c": 2, "d": 2}
    assert [(f.rule.id, str(f.location), f.message, [str(r) for r in f.related]) for f in findings] == [
        (
            "yaml.alias",
            "x.yaml:1:11",
            "The alias “*a” stands inside what it stands for, and has no end.",
            ["x.yaml:1:4"],
        ),
        (
            "yaml.alias",
            "x.yaml:2:4",
            "The alias “*nothing” stands for nothing: no “&nothing” comes before it.",
            [],
        ),
        (
            "yaml.alias",
            "x.yaml:3:4",
            "The anchor “&a” is given twice; the first is on line 1.",
            ["x.yaml:1:4"],
        ),
    ]


def test_too_many_values() -> None:
    assert only("- x\n" * 250_000) == (
        "yaml.too_large",
        "x.yaml:200000:3",
        f"The file holds more than {document.MAX_NODES} values and is not read.",
        [],
    )


def test_too_many_bytes() -> None:
    assert only("x" * (4 << 20) + "y") == (
        "yaml.too_large",
        "x.yaml:1:1",
        "The file is larger than 4096 kB and is not read.",
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"%TAG !{n}! b\n" for n in range(100_000)) + "---\n",
        "a: 1\n...\n" + "".join(f"%TAG !{n}! b\n" for n in range(100_000)) + "---\n",
        "&a " * 1_000_000,
        "!" * 3_000_000,
        "a: 'x" + "\n" * 1_000_000,
        "k: " * 1_000_000,
        'a: "' + "\\\n" * 1_000_000,
        "[" + "a," * 1_000_000,
        "? a\n" * 1_000_000,
        "- &a" + "a" * 1_000_000 + " x\n",
    ],
    ids=range(10),
)
def test_what_would_take_a_parser_long_ends_soon(text: str) -> None:
    # Without the bounds some of these take minutes, which nobody would call a passing test.
    found, findings = parse(text.encode(), "x.yaml")
    assert findings or found is not None
