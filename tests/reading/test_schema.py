"""Every demand of the schemas is explained in one sentence, at the place of what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernketen.finding import Finding
from kernketen.reading import schema
from kernketen.reading.document import parse
from kernketen.refusal import Refusal
from kernketen.words import choose


@pytest.fixture(autouse=True)
def _english() -> None:
    choose("en")


def said(findings: list[Finding]) -> list[tuple[str, str, str, str]]:
    return [(f.rule.id, str(f.location).partition(":")[2], f.location.pointer, f.message) for f in findings]


def checked(text: str, name: str = "roles") -> list[tuple[str, str, str, str]]:
    document, findings = parse(text.encode(), f"{name}.yaml")
    assert document is not None
    assert findings == []
    return said(schema.check(document, name))


ID = "Kleine letters, cijfers, punt en liggend streepje; begint met een letter."
GOOD = "roles:\n  - {id: school, name: De school, source: kern}\n"
ROLES = """\
region: x
roles:
  - id: Foo Bar
    name: 12
    aliases: foo
    canonical: intern_begeleidr
    match: samee
    source: a
    emploier: school
    tasks:
      - {id: a, text: '', source: b, modality: must, with: {al: [x]}, when: {}}
      - {id: b, text: t, source: b, modality: may, scope: {leeftijd: {ge: "4"}, Het Soort: bo, c: }}
      - {id: c, with: Q Q}
      -
  - {id: c, name: n, source: s, canonical: ouders, tasks: {a: 1}, aliases: [1, [2], {a: 3}, , ok]}
  - text
"""


def test_all_problems_at_once_each_with_its_place() -> None:
    text = ROLES.replace(", , ", ", null, ")
    assert checked(text) == [
        ("schema.unknown_key", "1:1", "/region", "The key “region” does not exist here. Possible: roles."),
        ("schema.pattern", "3:9", "/roles/0/id", f"“id” cannot be written as “Foo Bar”. {ID}"),
        ("schema.type", "4:11", "/roles/0/name", "“name” takes text. Put 12 between quotes."),
        ("schema.type", "5:14", "/roles/0/aliases", "“aliases” takes a list. Put “foo” behind “- ”."),
        (
            "schema.enum",
            "6:16",
            "/roles/0/canonical",
            "“canonical” cannot be “intern_begeleidr”. Did you mean “intern_begeleider”?",
        ),
        (
            "schema.enum",
            "7:12",
            "/roles/0/match",
            "“match” cannot be “samee”. Possible: same, close, rough. Did you mean “same”?",
        ),
        (
            "schema.unknown_key",
            "9:5",
            "/roles/0/emploier",
            "The key “emploier” does not exist here. Did you mean “employer”?",
        ),
        ("schema.empty", "11:23", "/roles/0/tasks/0/text", "“text” is empty. Fill it in."),
        (
            "schema.unknown_key",
            "11:61",
            "/roles/0/tasks/0/with/al",
            "The key “al” does not exist here. Did you mean “all”?",
        ),
        ("schema.empty", "11:77", "/roles/0/tasks/0/when", "“when” is empty. Fill it in."),
        (
            "schema.type",
            "12:75",
            "/roles/0/tasks/1/scope/leeftijd/ge",
            "“ge” takes a number without quotes, not “4”.",
        ),
        (
            "schema.key",
            "12:81",
            "/roles/0/tasks/1/scope/Het Soort",
            "The key “Het Soort” is not written as it must be. "
            "De naam van een feit uit het woordenboek, in kleine letters.",
        ),
        (
            "schema.type",
            "12:99",
            "/roles/0/tasks/1/scope/c",
            "“c” has no value. Write one behind the colon.",
        ),
        ("schema.required", "13:9", "/roles/0/tasks/2", "“c” lacks the required key “text”."),
        ("schema.required", "13:9", "/roles/0/tasks/2", "“c” lacks the required key “source”."),
        ("schema.required", "13:9", "/roles/0/tasks/2", "“c” lacks the required key “modality”."),
        (
            "schema.pattern",
            "13:23",
            "/roles/0/tasks/2/with",
            "“with” cannot be written as “Q Q”. Het kenmerk van een rol, of {all: […]} samen, "
            "{one_of: […]} precies één, {any: […]} één of meer.",
        ),
        (
            "schema.type",
            "14:8",
            "/roles/0/tasks/3",
            "An item of “tasks” has no value. Write one behind the “-”, or remove it.",
        ),
        (
            "schema.together",
            "15:33",
            "/roles/1/canonical",
            "“canonical” stands here without “match”; the two belong together.",
        ),
        ("schema.type", "15:59", "/roles/1/tasks", "“tasks” takes a list. Begin each item with “- ”."),
        ("schema.type", "15:77", "/roles/1/aliases/0", "“aliases” takes text. Put 1 between quotes."),
        ("schema.type", "15:80", "/roles/1/aliases/1", "“aliases” takes text, not “[…]”."),
        ("schema.type", "15:85", "/roles/1/aliases/2", "“aliases” takes text, not “{…}”."),
        (
            "schema.type",
            "15:93",
            "/roles/1/aliases/3",
            "An item of “aliases” has no value. Write one behind the “-”, or remove it.",
        ),
        (
            "schema.type",
            "16:5",
            "/roles/2",
            "“roles” takes keys with values (“key: value”), not “text”.",
        ),
    ]


def test_a_good_file_has_no_findings() -> None:
    assert checked(GOOD) == []


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("", "schema.type", "This file is empty."),
        ("[]", "schema.type", "“roles.yaml” takes keys with values (“key: value”), not “[…]”."),
        ("{}", "schema.required", "The key “roles” is required here and is missing."),
        (
            "roles.yaml",
            "schema.type",
            "“roles.yaml” takes keys with values (“key: value”), not “roles.yaml”.",
        ),
    ],
)
def test_the_file_as_a_whole(text: str, rule: str, message: str) -> None:
    assert checked(text) == [(rule, "1:1", "", message)]


def test_a_newline_at_the_end_is_no_part_of_an_id() -> None:
    (problem,) = checked('roles: [{id: "school\\n", name: x, source: y}]')
    assert problem == ("schema.pattern", "1:14", "/roles/0/id", f"“id” cannot be written as “school ”. {ID}")


def test_findings_end_after_some_hundreds() -> None:
    found = checked("roles: [" + "1, " * 5000 + "2]")
    assert len(found) == schema.MAX_FINDINGS + 1
    assert found[-1] == (
        "schema.more",
        "1:1",
        "",
        "There may be more: after 200 findings the rest of the file was not checked.",
    )


def test_the_schemas_that_exist() -> None:
    assert {"common", "region", "roles", "teams"} <= set(schema.names())
    for name in schema.names():
        assert json.loads(schema.schema_text(name)) == json.loads(schema.schema_text(f"{name}.schema.json"))


@pytest.mark.parametrize("name", ["rolse", "../region", "", "region.yaml"])
def test_a_schema_that_does_not_exist(name: str) -> None:
    document, _ = parse(b"a: 1", "x.yaml")
    assert document is not None
    for refused in (lambda: schema.schema_text(name), lambda: schema.check(document, name)):
        with pytest.raises(Refusal) as refusal:
            refused()
        near = {"rolse": "roles", "../region": "region", "region.yaml": "region"}.get(name)
        assert refusal.value.sentence == (
            f"There is no schema “{name}”. The schemas are {', '.join(schema.names())}."
            + (f" Did you mean “{near}”?" if near else "")
        )
        assert (refusal.value.status, refusal.value.reason) == (1, "unknown_schema")
    if name == "rolse":
        assert refusal.value.suggestions == ("roles",)


def test_without_the_quick_validator_the_answers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ROLES.replace(", , ", ", null, ")
    with_it = checked(text), checked(GOOD)
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    schema._quick.cache_clear()
    assert (checked(text), checked(GOOD)) == with_it
    schema._quick.cache_clear()


def test_a_good_file_does_not_load_the_slow_validator() -> None:
    pytest.importorskip("jsonschema_rs")
    program = (
        "import sys\n"
        "from kernketen.reading import document, schema\n"
        f"found, _ = document.parse({GOOD.encode()!r}, 'roles.yaml')\n"
        "assert schema.check(found, 'roles') == []\n"
        "assert 'jsonschema' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


KEYS = [
    "roles",
    "id",
    "name",
    "aliases",
    "canonical",
    "match",
    "source",
    "tasks",
    "group",
    "text",
    "modality",
]
KEYS += ["with", "when", "scope", "all", "any", "not", "gt", "unit", "doubts", "note", "Foo Bar", "x\n"]
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [
        "school",
        "ouders",
        "same",
        "must",
        "",
        "A B",
        "x\n",
        "2024-01",
        "ü",
        True,
        None,
        0,
        1.0,
        2.5,
        10**30,
        -1,
    ]
)
PART = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=15,
)
ROLE = st.fixed_dictionaries(
    {"id": st.just("a") | VALUES, "name": st.just("b") | VALUES, "source": st.just("c") | VALUES},
    optional={key: PART for key in KEYS if key not in ("id", "name", "source")},
)


@given(st.fixed_dictionaries({"roles": st.lists(ROLE, max_size=3) | PART}) | PART)
@settings(deadline=None)
def test_the_quick_validator_and_the_explaining_one_agree(data: Any) -> None:
    pytest.importorskip("jsonschema_rs")
    assert schema._accepts("roles", data) == (not list(schema._explainer("roles").iter_errors(data)))


@given(st.fixed_dictionaries({"roles": st.lists(ROLE, max_size=3) | PART}) | PART)
@settings(deadline=None)
def test_whatever_is_wrong_is_explained(data: Any) -> None:
    document, _ = parse(json.dumps(data).encode(), "roles.yaml")
    assert document is not None
    findings = schema.check(document, "roles")
    assert bool(findings) == (not schema._accepts("roles", document.data))
    assert [f.location for f in findings] == sorted(f.location for f in findings)
    for finding in findings:
        assert finding.message.isprintable()
