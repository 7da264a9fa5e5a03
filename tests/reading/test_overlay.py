"""A draft laid over a region: what it says is there with its own place, the rest stays as it was."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import region_folder
from hypothesis import given, settings
from hypothesis import strategies as st
from running import ROOT, run

from kernketen.model.region import Region
from kernketen.reading import document
from kernketen.reading.overlay import laid_over
from kernketen.reading.region import Loaded, read

FOLDERS = {path.name: path for path in sorted(ROOT.glob("plugins/*/kernketen_*"))}
LISTS = {
    "roles": "roles", "partners": "partners", "teams": "teams", "schools": "schools", "glossary": "terms",
    "statements": "statements", "matrix": "matrix", "cases": "cases", "region": "documents",
}  # fmt: skip


def over(folder: Path, tmp_path: Path, *texts: str) -> Loaded:
    files = []
    for number, text in enumerate(texts):
        file = tmp_path / f"concept{number or ''}.yaml"
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    return laid_over(str(folder), folder.name, files)


def said(loaded: Loaded) -> list[str]:
    return [
        f"{Path(f.location.file).name}:{f.location.line}:{f.location.column}: {f.message}"
        for f in loaded.findings
    ]


def region(loaded: Loaded) -> Region:
    assert loaded.region is not None, said(loaded)
    return loaded.region


@cache
def items() -> list[tuple[str, str, dict[str, Any]]]:
    """(region, list, item) for all items of all lists of the four regions."""
    found = []
    for name, folder in FOLDERS.items():
        for path in sorted(folder.rglob("*.yaml")):
            loaded, _ = document.load(str(path), path.name)
            assert loaded is not None
            listed = "rules" if path.parent.name == "rules" else LISTS[path.stem]
            found += [(name, listed, item) for item in loaded.data.get(listed, [])]
            if path.stem == "statements":
                found += [(name, "gaps", item) for item in loaded.data.get("gaps", [])]
    return found


@cache
def as_it_is(name: str) -> Region:
    found = read(str(FOLDERS[name]), name).region
    assert found is not None
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_an_empty_draft_changes_nothing(name: str, tmp_path: Path) -> None:
    identifier = name.removeprefix("kernketen_")
    assert region(over(FOLDERS[name], tmp_path, f"region: {identifier}\n")) == as_it_is(name)


@settings(max_examples=15)
@given(st.data())
def test_a_draft_that_copies_items_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(FOLDERS)))
    own = [(listed, item) for at, listed, item in items() if at == name]
    copied = data.draw(
        st.lists(st.sampled_from(own), min_size=1, max_size=8, unique_by=lambda x: str(x[1]["id"]))
    )
    draft: dict[str, Any] = {"region": name.removeprefix("kernketen_")}
    for listed, item in copied:
        draft.setdefault(listed, []).append(item)
    # JSON is YAML too.
    found = over(FOLDERS[name], tmp_path_factory.mktemp("draft"), json.dumps(draft))
    assert region(found) == as_it_is(name)


def test_the_what_if_of_late_pupils(bare: Path, tmp_path: Path) -> None:
    before = {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDERS["kernketen_zuid_kennemerland"].rglob("*.yaml")
    }
    draft = tmp_path / "ontwerp.yaml"
    draft.write_text(AT_TWELVE, encoding="utf-8")
    ask = (
        "ask",
        "absence/te_laat",
        "--region",
        "zuid_kennemerland",
        "--format",
        "json",
        "--overlay",
        str(draft),
    )
    for times, outcome, line in (("11", "school_houdt", 3), ("12", "melden", 10), ("13", "melden", 10)):
        document_ = run(*ask, f"te_laat_keer={times}").json
        (answer,) = document_["answers"]
        assert (answer["status"], answer["outcome"]) == ("decided", outcome)
        (because,) = answer["because"]
        assert because["where"] == {"file": str(draft), "line": line}
        assert because["source"]["basis"] == "draft"
        assert because["source"]["title"].startswith("Voorstel in ontwerp.yaml, in plaats van: ")
        assert because["source"]["date"] == "unknown"
        assert document_["overlays"] == [str(draft)]
    seen = run("ask", "absence/te_laat", "te_laat_keer=12", "--overlay", str(draft))
    assert "Concept: " in seen.out and "voorgesteld, moet" in seen.out and "afgesproken" not in seen.out
    # Without the draft the region answers as before, and cites its agreement.
    plain = run(
        "ask", "absence/te_laat", "te_laat_keer=12", "--region", "zuid_kennemerland", "--format", "json"
    ).json
    assert "overlays" not in plain
    assert plain["answers"][0]["outcome"] == "school_houdt"
    assert "basis" not in plain["answers"][0]["because"][0]["source"]
    assert before == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in before}


def test_half_a_draft_contradicts_what_stayed(bare: Path, tmp_path: Path) -> None:
    draft = tmp_path / "half.yaml"
    draft.write_text(
        "region: zuid_kennemerland\nrules:\n"
        "  - {id: te_laat.melden, when: {te_laat_keer: {ge: 12, unit: keer}}}\n",
        encoding="utf-8",
    )
    (answer,) = run(
        "ask", "absence/te_laat", "te_laat_keer=12", "--overlay", str(draft), "--format", "json"
    ).json["answers"]
    assert answer["status"] == "ambiguous"
    assert [because["where"]["file"] == str(draft) for because in answer["because"]].count(True) == 1


def test_a_rung_that_changes_is_a_proposal_and_the_others_stay(bare: Path, tmp_path: Path) -> None:
    ladder = next(r for r in as_it_is("kernketen_veldhoven")["rules"] if r["order"] == "ladder")
    (item,) = (i for at, listed, i in items() if at == "kernketen_veldhoven" and i["id"] == ladder["id"])
    changed = json.loads(json.dumps(item["steps"]))
    changed[1]["text"] = "Iets anders."
    draft = {"region": "veldhoven", "rules": [{"id": ladder["id"], "steps": changed}]}
    found = over(FOLDERS["kernketen_veldhoven"], tmp_path, json.dumps(draft))
    (now,) = (rule for rule in region(found)["rules"] if rule["id"] == ladder["id"])
    files = [Path(step["where"][0]).name for step in now["steps"]]
    assert files == [
        "concept.yaml" if number == 1 else Path(ladder["where"][0]).name for number in range(len(files))
    ]
    assert now["steps"][0] == ladder["steps"][0]
    seen = run("escalate", "--overlay", str(tmp_path / "concept.yaml"))
    assert "Concept: " in seen.out and "Iets anders." in seen.out
    chart = run("escalate", "--overlay", str(tmp_path / "concept.yaml"), "--format", "mermaid").out
    assert "concept.yaml" in chart
    assert run("escalate", "--overlay", str(tmp_path / "concept.yaml"), "--format", "json").json["overlays"]


# -- what a draft can do --------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return region_folder.write(tmp_path / "testland")


def test_items_are_added_changed_and_removed(small: Path, tmp_path: Path) -> None:
    now = region(over(small, tmp_path, """\
region: testland
roles:
  - {id: jgz, name: jeugdarts}
  - {id: coach, name: gezinscoach}
rules:
  - id: verzuim.nieuw
    question: leave
    topic: toestaan
    modality: may
    when: {leeftijd: {lt: 6, unit: jaar}}
    then: {outcome: mogelijk, decided_by: directeur}
remove:
  partners: [schoolorg]
"""))  # fmt: skip
    assert [role["id"] for role in now["roles"]] == ["directeur", "ib_er", "school", "coach", "jgz"]
    roles = {role["id"]: role for role in now["roles"]}
    assert roles["coach"]["name"] == "gezinscoach" and roles["coach"]["employer"] == "cjg"
    assert [partner["id"] for partner in now["partners"]] == ["cjg"]
    cited = {
        name: (now["sections"][roles[name]["source"]]["heading"], title(now, roles[name]["source"]))
        for name in roles
    }
    assert cited["directeur"] == ("Het team", "Plan van Testland")
    assert cited["coach"] == ("Het team", "Proposal in concept.yaml, in the place of: Plan van Testland")
    assert cited["jgz"] == ("without a place in the agreement", "Proposal in concept.yaml")
    (rule,) = (rule for rule in now["rules"] if rule["id"] == "verzuim.nieuw")
    assert (rule["question"], rule["where"]) == ("leave", (str(tmp_path / "concept.yaml"), 6))


def title(now: Region, section: str) -> str:
    paper = now["sections"][section]["document"]
    return next(document_["title"] for document_ in now["documents"] if document_["id"] == paper)


def test_the_last_draft_lies_on_top(small: Path, tmp_path: Path) -> None:
    texts = [f"region: testland\nroles:\n  - {{id: coach, name: {name}}}\n" for name in ("een", "twee")]
    now = region(over(small, tmp_path, *texts))
    (coach,) = (role for role in now["roles"] if role["id"] == "coach")
    assert (coach["name"], Path(coach["where"][0]).name) == ("twee", "concept1.yaml")


def test_an_item_can_be_replaced_whole(small: Path, tmp_path: Path) -> None:
    text = "region: testland\nroles:\n  - {id: coach, name: nieuw}\nremove: {roles: [coach]}\n"
    now = region(over(small, tmp_path, text))
    (coach,) = (role for role in now["roles"] if role["id"] == "coach")
    assert (coach["name"], coach["employer"]) == ("nieuw", "")


WRONG = [
    ("region: elders\n", ["concept.yaml:1:9: This draft is for the region “elders”, not for testland."]),
    (
        "region: testland\nrols: []\n",
        ["concept.yaml:2:1: The key “rols” does not exist here. Did you mean “roles”?"],
    ),
    (
        "region: testland\nremove: {roles: [coah]}\n",
        [
            "concept.yaml:2:18: The region has no “coah” in roles; nothing can be removed. "
            "Did you mean “coach”?"
        ],
    ),
    (
        "region: testland\nroles:\n  - {id: coch, employer: cjg}\n",
        [
            "concept.yaml:3:10: The region has no “coch” in roles, so this is a new item, which must be "
            "complete. Did you mean “coach”?",
            "concept.yaml:3:5: “coch” lacks the required key “name”.",
        ],
    ),
    (
        "region: testland\nroles:\n  - {id: coach, employer: cgj}\n",
        ["concept.yaml:3:27: The partner “cgj” is not in partners.yaml. Did you mean “cjg”?"],
    ),
    (
        "region: testland\nroles:\n  - {id: coach, nam: x}\n",
        ["concept.yaml:3:17: The key “nam” does not exist here. Did you mean “name”?"],
    ),
    (
        "region: testland\nroles:\n  - {id: coach, name: x}\n  - {id: coach, name: y}\n",
        ["concept.yaml:4:10: The id “coach” is used twice."],
    ),
    (
        "region: testland\nrules:\n  - {id: nieuw, topic: ziek, modality: must}\n",
        ["concept.yaml:3:10: A new rule names its question: “question: absence”."],
    ),
    ("region: testland\nroles: {}\n", ["concept.yaml:2:8: “roles” takes a list. Begin each item with “- ”."]),
    ("- a\n", None),
    ("region: testland\nroles: [\n", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said_at_its_place(
    small: Path, tmp_path: Path, text: str, expected: list[str] | None
) -> None:
    found = over(small, tmp_path, text)
    assert found.region is None
    if expected is not None:
        assert said(found) == expected
    assert all(Path(finding.location.file).name == "concept.yaml" for finding in found.findings)


def test_bad_input_is_a_sentence(bare: Path, tmp_path: Path) -> None:
    draft = tmp_path / "ontwerp.yaml"
    draft.write_text(AT_TWELVE, encoding="utf-8")
    other = run("ask", "absence/te_laat", "--region", "veldhoven", "--overlay", str(draft))
    assert (other.status, other.out) == (2, "")
    assert "is voor de regio zuid_kennemerland, niet voor veldhoven." in other.err
    nowhere = run("ask", "absence", "--overlay", str(tmp_path / "nergens.yaml"), "--format", "json")
    assert nowhere.status == 2
    assert [finding["rule"] for finding in nowhere.json["findings"]] == ["file.missing"]
    draft.write_text("region: zuit_kennemerland\n", encoding="utf-8")
    unknown = run("ask", "absence/te_laat", "--overlay", str(draft))
    assert unknown.status == 1
    assert "Bedoelde u “zuid_kennemerland”?" in unknown.err
    folder = run("escalate", "--overlay", str(tmp_path))
    assert folder.status == 2


AT_TWELVE = """\
region: zuid_kennemerland
rules:
  - id: te_laat.school
    when: {te_laat_keer: {lt: 12, unit: keer}}
    then:
      outcome: school_houdt
      who: school
      text: Tot twaalf keer te laat blijft het bij de school.
    doubts: []
  - id: te_laat.melden
    when: {te_laat_keer: {ge: 12, unit: keer}}
    doubts: []
"""


# -- whatever stands in a draft -------------------------------------------------------------------

WORDS = st.sampled_from(
    ["id", "coach", "directeur", "source", "team", "rules", "roles", "then", "when", "question", "absence",
     "ziek", "topic", "te_laat", "name", "aliases", "compositions", "members", "who", "remove", "kernteam",
     "documents", "sections", "plan", "facts", "type", "bool", "group"]
)  # fmt: skip
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers(-3, 30) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
ITEMS = st.builds(lambda word, more: {**more, "id": word}, WORDS, st.dictionaries(WORDS, VALUES, max_size=4))
LISTED = st.sampled_from(["rules", "roles", "partners", "teams", "statements", "gaps", "documents", "topics"])
DRAFTS = st.builds(
    lambda lists, more: {"region": "testland", **more, **lists},
    st.dictionaries(LISTED, st.lists(ITEMS, min_size=1, max_size=3), max_size=3),
    st.dictionaries(st.sampled_from(["facts", "remove", "note"]), VALUES, max_size=2),
)


@settings(max_examples=60)
@given(DRAFTS)
def test_whatever_stands_in_a_draft_gives_a_region_or_findings(
    tmp_path_factory: pytest.TempPathFactory, draft: dict[str, Any]
) -> None:
    tmp_path = tmp_path_factory.mktemp("fuzz")
    folder = region_folder.write(tmp_path / "testland")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    found = over(folder, tmp_path, json.dumps(draft))
    assert (found.region is None) == any(f.rule.severity.value == "error" for f in found.findings)
    for finding in found.findings:
        assert finding.message
        if finding.rule.severity.value == "error":
            at = Path(finding.location.file).read_text(encoding="utf-8").splitlines()
            assert 1 <= finding.location.line <= len(at)
    if found.region is not None:
        # What the draft says is never cited as the agreement.
        kinds = {paper["id"]: paper["kind"] for paper in found.region["documents"]}
        for role in found.region["roles"]:
            is_draft = Path(role["where"][0]).name == "concept.yaml"
            section = found.region["sections"][role["source"]]
            assert (kinds[section["document"]] == "draft") >= is_draft
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_comparison_with_a_draft_says_so_in_each_form(bare: Path, tmp_path: Path) -> None:
    draft = tmp_path / "ontwerp.yaml"
    draft.write_text(AT_TWELVE, encoding="utf-8")
    compare = ("compare", "zuid_kennemerland", "haaglanden", "--question", "absence/te_laat")
    plain = run(*compare, "--format", "json").json
    assert "overlays" not in plain and "proposed" not in json.dumps(plain["rows"])
    found = run(*compare, "--overlay", str(draft), "--format", "json").json
    assert found["overlays"] == [str(draft)]
    cells = [row["cells"]["zuid_kennemerland"] for row in found["rows"]]
    assert {cell["mark"] for cell in cells if cell["status"] == "decided"} == {"proposed"}
    assert {cell["source"]["file"] for cell in cells if cell["status"] == "decided"} == {str(draft)}
    for form in ("table", "markdown", "csv", "html"):
        seen = run(*compare, "--overlay", str(draft), "--format", form)
        assert seen.status == 0
        assert "voorstel, geen afspraak" in " ".join((seen.out + seen.err).split()), form
    other = run("compare", "veldhoven", "haaglanden", "--overlay", str(draft))
    assert (other.status, other.out) == (2, "")
    assert "is voor de regio zuid_kennemerland, niet voor veldhoven, haaglanden." in other.err
