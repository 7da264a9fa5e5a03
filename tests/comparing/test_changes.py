"""What changed between two versions of a region, item by item: by id, never by place."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asked_region import TEXTS
from region_folder import FILES, write
from running import ROOT

from kernketen.comparing.versions.changes import Change, changes
from kernketen.comparing.versions.flips import flips
from kernketen.comparing.versions.inventory import CONCEPTS, inventory
from kernketen.comparing.versions.renaming import renamed
from kernketen.model.region import Region
from kernketen.reading.region import read

WHOLE = {
    **{name: FILES[name] for name in ("partners", "roles")},
    **TEXTS,
    "teams": FILES["teams"]
    + "    cadence: [{id: elke_maand, source: team, modality: must, text: Elke maand.}]\n"
    + "    tasks: [{id: bespreken, source: team, modality: must, text: Bespreekt zorgen.}]\n",
    "glossary": "terms:\n  - {id: ib, term: IB, source: team, expansion: interne begeleiding}\n",
    "statements": TEXTS["statements"]
    + "statements:\n  - {id: dichtbij, kind: principle, source: team, modality: info,\n"
    + "     text: Hulp is dichtbij.}\n",
    "schools": "schools:\n  - {id: ster, code: 99AA00, name: De Ster, source: team, sector: [bo],\n"
    "     municipality: Haarlem, basis: editor}\n"
    "aliases:\n  - {code: 99AA00, names: [Sterretje], basis: editor}\n",
}


Reads = Callable[..., Region]


@pytest.fixture
def version(tmp_path: Path) -> Reads:
    """A version of the made-up region; each change is (text of all files, its replacement)."""
    count = iter(range(100))

    def made(*edits: tuple[str, str]) -> Region:
        texts = dict(WHOLE)
        for old, new in edits:
            assert any(re.search(old, text) for text in texts.values()), old
            texts = {name: re.sub(old, new, text) for name, text in texts.items()}
        folder = tmp_path / str(next(count))
        (folder / "rules").mkdir(parents=True)
        loaded = read(str(write(folder, **texts)), "testland")
        assert loaded.region is not None, [f"{f.location} {f.message}" for f in loaded.findings]
        return loaded.region

    return made


def different(old: Region, new: Region) -> list[Change]:
    before, names = renamed(old, new)
    return changes(before, new, names, flips(before, new).flips)


def told(found: list[Change]) -> list[tuple[Any, ...]]:
    return [
        (one.kind, one.concept, one.id, one.old_id or [f.name for f in one.fields], one.weight, one.touches)
        for one in found
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("name: Testland", "name: Het Testland",
         ("changed", "region", "testland", ["name"], "notable", "maintainer")),
        ("title: Plan van Testland", "title: Het plan van Testland",
         ("changed", "documents", "plan", ["title"], "editorial", "maintainer")),
        (r"\[Haarlem, Heemstede\]", "[Haarlem]",
         ("changed", "documents", "plan", ["covers"], "breaking", "professional")),
        ("heading: Het team", "heading: Het hele team",
         ("changed", "sections", "team", ["heading"], "editorial", "maintainer")),
        ("title: Bijlage", "title: De bijlage",
         ("changed", "external_references", "bijlage", ["title"], "editorial", "maintainer")),
        (r"\"2065\", \"2066\"", "\"2065\"",
         ("changed", "areas", "polder", ["postcodes"], "notable", "professional")),
        ("name: CJG", "name: Het CJG",
         ("changed", "partners", "cjg", ["name"], "notable", "professional")),
        ("cjg@example.org", "team@example.org",
         ("changed", "contacts", "cjg/vragen", ["email"], "notable", "professional")),
        ("name: intern begeleider", "name: ib'er",
         ("changed", "roles", "ib_er", ["name"], "notable", "professional")),
        ("Bespreekt zorgen", "Bespreekt alle zorgen",
         ("changed", "tasks", "kernteam/bespreken", ["text"], "editorial", "professional")),
        ("name: kernteam", "name: schoolteam",
         ("changed", "teams", "kernteam", ["name"], "notable", "professional")),
        ("Elke maand", "Elke week",
         ("changed", "cadence", "kernteam/elke_maand", ["text"], "editorial", "professional")),
        ("presence: fixed", "presence: on_request",
         ("changed", "members", "kernteam/nu/coach", ["presence"], "notable", "professional")),
        ("who: coach, presence", "who: ib_er, presence",
         ("changed", "members", "kernteam/nu/coach", ["who"], "breaking", "professional")),
        ("list: exact", "list: at_least",
         ("changed", "compositions", "kernteam/nu", ["list"], "notable", "professional")),
        ("name: De Ster", "name: De Sterren",
         ("changed", "schools", "ster", ["name"], "notable", "professional")),
        ("Sterretje", "Sterren",
         ("changed", "aliases", "99AA00", ["names"], "editorial", "maintainer")),
        ("expansion: interne begeleiding", "expansion: intern begeleider",
         ("changed", "terms", "ib", ["expansion"], "editorial", "maintainer")),
        ("Welke kleur", "Wat voor kleur",
         ("changed", "facts", "kleur", ["question_nl"], "editorial", "maintainer")),
        ("Hulp is dichtbij", "Hulp is heel dichtbij",
         ("changed", "statements", "dichtbij", ["text"], "editorial", "professional")),
        ("Ziekte komt niet voor", "Ziekte staat er niet in",
         ("changed", "gaps", "g", ["note"], "editorial", "maintainer")),
        ("Kom langs", "Kom gerust langs",
         ("changed", "rules", "spreekuur", ["then.text"], "editorial", "child_or_parent")),
        ("within: {le: 2, unit: werkdagen, from: melding}}\n    d",
         "within: {le: 5, unit: werkdagen, from: melding}}\n    d",
         ("changed", "rules", "te_laat.melden", ["then.within"], "breaking", "child_or_parent")),
        ("outcome: opschalen, who: directeur", "outcome: opschalen, who: coach",
         ("changed", "steps", "op/dan", ["then.who"], "breaking", "professional")),
        ("te_laat_keer: 13", "te_laat_keer: 14",
         ("changed", "cases", "te_laat_13", ["given"], "editorial", "maintainer")),
    ],
    ids=lambda value: value[1] + "." + value[3][0] if isinstance(value, tuple) else "",
)  # fmt: skip
def test_one_field_of_one_item(version: Reads, old: str, new: str, expected: Any) -> None:
    assert told(different(version(), version((old, new)))) == [expected]
    (change,) = different(version(), version((old, new)))
    (field,) = change.fields
    assert field.before != field.after


@pytest.mark.parametrize(
    ("old", "new", "concept", "ids"),
    [
        (r"(?<!name: )\bcoach\b", "schoolcoach", "roles", ("coach", "schoolcoach")),
        (r"\bib_er\b", "intern", "roles", ("ib_er", "intern")),
        (r"\bcjg\b(?!@)", "cjg_haarlem", "partners", ("cjg", "cjg_haarlem")),
        (r"\boud\b", "vroeger", "sections", ("oud", "vroeger")),
        ("id: plan", "id: jaarplan", "documents", ("plan", "jaarplan")),
        (r"\bkleur\b(?!\?)", "tint", "facts", ("kleur", "tint")),
        (r"testland\.spreekuur", "testland.inloop", "topics", ("testland.spreekuur", "testland.inloop")),
        (r"id: casus\.nu", "id: casus.vandaag", "rules", ("casus.nu", "casus.vandaag")),
        ("id: dan", "id: daarna", "steps", ("op/dan", "op/daarna")),
        ("id: kernteam", "id: schoolteam", "teams", ("kernteam", "schoolteam")),
        ("id: vragen", "id: algemeen", "contacts", ("cjg/vragen", "cjg/algemeen")),
        ("id: dichtbij", "id: nabij", "statements", ("dichtbij", "nabij")),
        ("id: ib,", "id: interne,", "terms", ("ib", "interne")),
        ("id: te_laat_13", "id: dertien", "cases", ("te_laat_13", "dertien")),
        ("id: ster,", "id: de_ster,", "schools", ("ster", "de_ster")),
    ],
    ids=lambda value: value if isinstance(value, str) and value in CONCEPTS else "",
)
def test_another_id_is_found_and_followed(
    version: Reads, old: str, new: str, concept: str, ids: tuple[str, str]
) -> None:
    """Whatever names it: no other item changed, and no decision flips."""
    before, after = version(), version((old, new))
    followed, names = renamed(before, after)
    assert names[concept][ids[0]] == ids[1]
    assert flips(followed, after) == ([], [])
    found = different(before, after)
    assert [(one.kind, one.concept, one.id, one.old_id) for one in found if one.concept == concept] == [
        ("renamed", concept, ids[1], ids[0])
    ]
    # What else differs are words that happen to be the same as the id, and ids that hold it.
    assert {one.kind for one in found} <= {"renamed", "changed"}
    assert {one.weight for one in found} == {"editorial"}


def test_a_role_that_takes_the_place_of_another_is_no_new_name_for_it(version: Reads) -> None:
    """A role with another name, in the same place: that is another person, and it must flip."""
    before = version()
    after = version((r"\bcoach\b", "consulent"))
    assert "roles" not in renamed(before, after)[1]
    assert "outcome: melden" in WHOLE["rules/absence"]
    assert {flip.topic for flip in flips(renamed(before, after)[0], after).flips} >= {"te_laat"}


def test_what_stands_within_something_new_does_not_count_by_itself(version: Reads) -> None:
    with_team = version(
        (
            "teams:\n",
            "teams:\n  - {id: overleg, name: overleg, per: school, source: team, compositions: "
            "[{id: a, source: team, list: exact, members: [{id: x, who: coach, presence: fixed}]}]}\n",
        )
    )
    (added,) = different(version(), with_team)
    assert (added.kind, added.concept, added.id, added.parts) == ("added", "teams", "overleg", 2)
    (removed,) = different(with_team, version())
    assert (removed.kind, removed.id, removed.parts) == ("removed", "overleg", 2)
    assert (added.weight, removed.weight) == ("notable", "breaking")


def test_who_is_kept_out_of_a_team_from_now_on_weighs_as_who_is_gone(version: Reads) -> None:
    (found,) = different(version(), version(("presence: fixed", "presence: excluded")))
    assert (found.concept, found.weight) == ("members", "breaking")


def test_the_sections_of_a_document_hold_from_its_day(version: Reads) -> None:
    """A document that gets another date is one change; a section with a date of its own another."""
    found = different(version(), version(('date: "2024-01"', 'date: "2024-02"')))
    assert [(one.concept, one.id) for one in found if one.concept in ("documents", "sections")] == [
        ("documents", "plan")
    ]


def test_a_rule_weighs_what_it_flips(version: Reads) -> None:
    before = version()
    found = different(before, version(("{le: 12}", "{lt: 12}"), ("{gt: 12}", "{ge: 12}")))
    assert [(one.id, one.own_weight, one.weight, len(one.flips)) for one in found] == [
        ("te_laat.houdt", "editorial", "breaking", 1),
        ("te_laat.melden", "editorial", "breaking", 1),
    ]
    # The same in other words decides nothing else.
    found = different(
        before, version(("when: {te_laat_keer: {le: 12}}", "when: {not: {te_laat_keer: {gt: 12}}}"))
    )
    assert [(one.id, one.weight, one.flips) for one in found] == [("te_laat.houdt", "editorial", [])]


REGIONS = sorted((ROOT / "plugins").glob("*/kernketen_*"))


@pytest.fixture(scope="module", params=REGIONS, ids=lambda path: path.parent.name)
def shipped(request: pytest.FixtureRequest) -> Region:
    found = read(str(request.param), "").region
    assert found is not None
    return found


def test_moved_files_lines_and_orders_are_nothing(shipped: Region) -> None:
    moved: Any = copy.deepcopy(shipped)
    chance = random.Random(7)

    def shuffled(value: Any, key: str = "") -> None:
        if isinstance(value, dict):
            if "where" in value:
                value["where"] = ("elders/bestand.yaml", chance.randrange(1000))
            for name, inner in value.items():
                # Conditions and columns are no lists of items.
                if name not in ("when", "scope", "covers", "excludes", "columns", "data"):
                    shuffled(inner, name)
        elif isinstance(value, list):
            for inner in value:
                shuffled(inner)
            # The order of steps is what was agreed.
            if key != "steps":
                chance.shuffle(value)

    moved["sections"] = dict(sorted(moved["sections"].items(), reverse=True))
    for key in ("documents", "partners", "roles", "teams", "schools", "terms", "statements", "gaps", "rules"):
        shuffled(moved[key], key)
    assert different(shipped, moved) == []


def test_every_item_of_a_region_is_in_the_inventory(shipped: Region) -> None:
    kinds = {concept for concept, _ in inventory(shipped)}
    assert kinds <= set(CONCEPTS)
    numbers = {concept: sum(key[0] == concept for key in inventory(shipped)) for concept in CONCEPTS}
    assert numbers["rules"] == len(shipped["rules"])
    assert numbers["steps"] == sum(len(rule["steps"]) for rule in shipped["rules"])
    assert numbers["members"] == sum(
        len(c["members"]) for team in shipped["teams"] for c in team["compositions"]
    )
    assert numbers["tasks"] == sum(len(one["tasks"]) for one in (*shipped["roles"], *shipped["teams"]))
    assert numbers["contacts"] == sum(len(partner["contacts"]) for partner in shipped["partners"])
    assert numbers["cells"] == sum(len(table["cells"]) for table in shipped["matrix"])
    assert numbers["entries"] == sum(len(own["items"]) for own in shipped["structures"])


def test_each_item_that_is_dropped_is_told(shipped: Region) -> None:
    """One of each kind of list: one item less is one item that is gone, whatever else follows from it."""
    chance = random.Random(3)
    for key in (
        "documents",
        "partners",
        "roles",
        "teams",
        "schools",
        "terms",
        "statements",
        "gaps",
        "rules",
        "cases",
    ):
        items: Any = shipped[key]
        for item in chance.sample(items, min(1, len(items))):
            if key == "documents" and len(items) == 1:
                continue
            less: Any = {**shipped, key: [one for one in items if one is not item]}
            mine, theirs = inventory(shipped), inventory(less)
            gone = [path for path in mine if path not in theirs]
            assert (key, item["id"]) in gone
            if key in ("documents", "roles"):
                continue
            found = different(shipped, less)
            assert [(one.kind, one.concept, one.id) for one in found] == [("removed", key, item["id"])]
            back = different(less, shipped)
            assert [(one.kind, one.concept, one.id) for one in back] == [("added", key, item["id"])]
            assert found[0].fingerprint != back[0].fingerprint
