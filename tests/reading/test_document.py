"""What a YAML file means, where each value stands, and each trap with its whole finding."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from kernketen.finding import Location
from kernketen.reading import document
from kernketen.reading.document import Document, parse, pointer_step
from kernketen.words import choose


@pytest.fixture(autouse=True)
def _english() -> None:
    choose("en")


def good(text: str) -> Document:
    found, findings = parse(text.encode(), "x.yaml")
    assert findings == []
    assert found is not None
    return found


def problems(text: str | bytes) -> list[tuple[str, str, str, str, list[str]]]:
    """Rule, place, pointer, message and related places of everything found."""
    content = text if isinstance(text, bytes) else text.encode()
    _, findings = parse(content, "x.yaml")
    return [
        (f.rule.id, str(f.location), f.location.pointer, f.message, [str(r) for r in f.related])
        for f in findings
    ]


TEAM = """\
# a team
teams:
  - id: kernteam
    members:
      - {who: cjg_coach, presence: fixed}
      - who: "leerplicht"
        when: {te_laat: {gt: 12}}
    note: >-
      twee
      regels
    a/b~c: ''
"""


def test_values_and_their_places() -> None:
    team = good(TEAM)
    assert team.data == {
        "teams": [
            {
                "id": "kernteam",
                "members": [
                    {"who": "cjg_coach", "presence": "fixed"},
                    {"who": "leerplicht", "when": {"te_laat": {"gt": 12}}},
                ],
                "note": "twee regels",
                "a/b~c": "",
            }
        ]
    }
    assert team.place("") == (2, 1)
    assert team.place("/teams") == (3, 3)
    assert team.key_place("/teams") == (2, 1)
    assert team.place("/teams/0") == (3, 5)
    assert team.place("/teams/0/members/0/presence") == (5, 36)
    assert team.key_place("/teams/0/members/0/presence") == (5, 26)
    assert team.place("/teams/0/members/1/when/te_laat/gt") == (7, 30)
    assert team.place("/teams/0/note") == (8, 11)
    assert team.place("/teams/0/a~1b~0c") == (11, 12)
    assert team.location("/teams/0/id", key=True) == Location("x.yaml", 3, 5, "/teams/0/id")
    assert team.line(3) == "  - id: kernteam"
    assert (team.line(0), team.line(99)) == ("", "")


@pytest.mark.parametrize("pointer", ["/teams/0/nothing", "/teams/0/id/deeper", "/teams/0/nothing/at/all"])
def test_an_unknown_pointer_has_the_place_of_what_is_around_it(pointer: str) -> None:
    team = good(TEAM)
    around = (3, 9) if "/id/" in pointer else (3, 5)
    assert team.place(pointer) == team.key_place(pointer) == around


@pytest.mark.parametrize("step", ["7", "-1", "x", "٠", "99999999999999999999"])
def test_no_item_no_place_but_the_list(step: str) -> None:
    assert good("a: [1]").place(f"/a/{step}") == (1, 4)


def test_pointer_steps_are_escaped() -> None:
    assert pointer_step("a/b~c") == "/a~1b~0c"
    assert pointer_step(3) == "/3"


PLAIN_TEXT = [
    *(
        "0392",
        "2025-01-01",
        "2025-01-01T10:00:00",
        "16:00",
        "1_000",
        ".5",
        "5.",
        "0x1F",
        "0o17",
        "0b1",
        "01",
        "-01",
    ),
    *(
        "no",
        "yes",
        "on",
        "off",
        "No",
        "YES",
        "True",
        "FALSE",
        "Null",
        "NULL",
        "~",
        "NaN",
        ".nan",
        ".inf",
        "-.inf",
    ),
    *(
        "Infinity",
        "+1",
        "--",
        "1e",
        "1e+",
        "-0x1",
        "1,5",
        "12345678901234567890z",
        "16WT01",
        "1.2.3",
        "=",
        "٣",
    ),
]


@pytest.mark.parametrize("word", PLAIN_TEXT)
def test_what_json_does_not_know_stays_text(word: str) -> None:
    assert good(f"- {word}\n").data == [word]


def test_json_words_without_quotes_are_values_and_with_quotes_text() -> None:
    values = good("[0, -0, 12, -3, 1.50, 1e3, 2.5E-1, true, false, null, '12', \"true\", 'null', '']").data
    expected = [0, 0, 12, -3, 1.5, 1000.0, 0.25, True, False, None, "12", "true", "null", ""]
    assert values == expected
    assert [type(v) for v in values] == [type(v) for v in expected]


def test_a_key_with_nothing_behind_it_has_no_value() -> None:
    found = good("a:\nb: {c, d: }\n")
    assert found.data == {"a": None, "b": {"c": None, "d": None}}
    assert found.key_place("/a") == (1, 1)


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_an_empty_file_has_no_data(text: str) -> None:
    assert good(text).data is None


def test_byte_order_mark_and_windows_line_ends() -> None:
    found, findings = parse(b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n", "x.yaml")
    assert found is not None
    assert (found.data, findings) == ({"a": 1, "b": 2, "c": 3}, [])
    assert (found.place("/a"), found.place("/b"), found.place("/c")) == ((1, 4), (2, 4), (3, 4))
    assert found.lines == ["a: 1", "b: 2", "c: 3", ""]


def test_columns_count_characters_not_bytes() -> None:
    assert good("één: {ü: x}\n").place("/één/ü") == (1, 10)


def test_doubled_keys_are_named_with_both_places_and_the_first_counts() -> None:
    text = "a: 1\nb: {c: 1, c: 2}\na: 3\n"
    found, _ = parse(text.encode(), "x.yaml")
    assert found is not None
    assert found.data == {"a": 1, "b": {"c": 1}}
    assert found.place("/a") == (1, 4)
    said = "stands twice here; the first is on line"
    assert problems(text) == [
        ("yaml.duplicate_key", "x.yaml:2:11", "/b/c", f"The key “c” {said} 2.", ["x.yaml:2:5"]),
        ("yaml.duplicate_key", "x.yaml:3:1", "/a", f"The key “a” {said} 1.", ["x.yaml:1:1"]),
    ]


def test_tags_are_left_out_and_never_run() -> None:
    text = "a: !!python/object/apply:os.abort []\nb: !!int '3'\nc: !own {d: 1}\n"
    found, _ = parse(text.encode(), "x.yaml")
    assert found is not None
    assert found.data == {"a": [], "b": "3", "c": {"d": 1}}
    end = "is not used here and is left out. Put text between quotes instead."
    assert problems(text) == [
        ("yaml.tag", "x.yaml:1:4", "/a", f"The tag !!python/object/apply:os.abort {end}", []),
        ("yaml.tag", "x.yaml:2:4", "/b", f"The tag !!int {end}", []),
        ("yaml.tag", "x.yaml:3:4", "/c", f"The tag !own {end}", []),
    ]
    assert problems("# top\n%TAG ! tag:example.org,2000:\n---\na: 1\n") == [
        ("yaml.tag", "x.yaml:2:1", "", "Tags are not used here. Remove this line.", [])
    ]


def test_only_the_first_document_counts() -> None:
    assert problems("---\na: 1\n---\nb: 2\n") == [
        (
            "yaml.multiple_documents",
            "x.yaml:3:1",
            "",
            "A second document begins here (“---”). A file holds one; this part is not read.",
            [],
        )
    ]


def test_keys_are_text() -> None:
    text = "1: a\ntrue: b\n'2': c\n{e: f}: g\n<<: {h: i}\n&k j: 1\n*k : 2\n"
    found, _ = parse(text.encode(), "x.yaml")
    assert found is not None
    assert found.data == {"1": "a", "true": "b", "2": "c", "j": 1}
    assert problems(text) == [
        ("yaml.key", "x.yaml:1:1", "", "A key must be text. Put 1 between quotes.", []),
        ("yaml.key", "x.yaml:2:1", "", "A key must be text. Put true between quotes.", []),
        ("yaml.key", "x.yaml:4:1", "", "A key must be text, not an alias, a list or a mapping.", []),
        ("yaml.key", "x.yaml:5:1", "", "Keys cannot be merged in with “<<”. Write them out.", []),
        ("yaml.key", "x.yaml:7:1", "", "A key must be text, not an alias, a list or a mapping.", []),
    ]
    assert problems("? \n: a") == [("yaml.key", "x.yaml:1:2", "", "A key is missing before this colon.", [])]


def test_a_number_too_large_to_count_with() -> None:
    end = "is too large. Put it between quotes if it is a code."
    assert problems("a: 1e999\nb: " + "9" * 100) == [
        ("yaml.number", "x.yaml:1:4", "/a", f"The number 1e999 {end}", []),
        ("yaml.number", "x.yaml:2:4", "/b", f"The number {'9' * 59}… {end}", []),
    ]


@pytest.mark.parametrize(
    ("content", "rule", "place", "message"),
    [
        (
            b"a: 1\nb: caf\xe9\n",
            "yaml.encoding",
            "2:7",
            "The file is not UTF-8: the byte 0xE9 has no meaning here.",
        ),
        (b"\xff\xfea\x00", "yaml.encoding", "1:1", "The file is saved as UTF-16."),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "yaml.encoding", "1:1", "The file is saved as UTF-32."),
    ],
)
def test_only_utf8(content: bytes, rule: str, place: str, message: str) -> None:
    assert problems(content) == [(rule, f"x.yaml:{place}", "", f"{message} Save it as UTF-8.", [])]


@pytest.mark.parametrize("code", [0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9B, 0x2028, 0x202E, 0x2066, 0xFEFF])
def test_hidden_characters_in_the_file_or_through_a_code(code: int) -> None:
    assert problems(f"a: 1\nb: x{chr(code)}") == [
        (
            "yaml.control_character",
            "x.yaml:2:5",
            "",
            f"A hidden control character (U+{code:04X}) stands here. Remove it.",
            [],
        )
    ]
    assert problems(f'a: "x\\u{code:04x}"') == [
        (
            "yaml.control_character",
            "x.yaml:1:4",
            "/a",
            f"This text holds a hidden control character (U+{code:04X}). Remove it.",
            [],
        )
    ]


def test_messages_never_carry_control_characters_on() -> None:
    (problem,) = problems('"a\\e[31m": 1\n')
    assert problem[0] == "yaml.control_character"
    assert all("\x1b" not in text for text in problem[:4])


def test_findings_end_after_some_hundreds() -> None:
    found = problems("a: 1\n" * 100_000)
    assert len(found) == document.MAX_FINDINGS + 1
    assert found[-1] == (
        "yaml.more",
        "x.yaml:201:1",
        "/a",
        "There may be more: after 200 findings the rest of the file was not read.",
        [],
    )


def test_two_thousand_lines_go_through_the_c_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = importlib.import_module("_ruamel_yaml").CParser
    assert vars(document)["CParser"] is quick
    used: list[int] = []

    def counting(content: bytes) -> Any:
        used.append(len(content))
        return quick(content)

    monkeypatch.setattr(document, "CParser", counting)
    text = "items:\n" + "  - {id: a, text: een regel}\n" * 2000
    assert len(good(text).data["items"]) == 2000
    assert used == [len(text)]
