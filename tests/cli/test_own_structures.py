"""A structure that only one region has: a file with a schema of its own, checked, shown and searched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import region_folder
from running import run

from kernketen.reading import structures
from kernketen.showing.region import CONCEPTS

DECLARED = """\
structures:
  - {id: werkgroepen, title: Werkgroepen, file: werkgroepen.yaml, schema: werkgroepen.schema.json}
"""
GROUPS = """\
werkgroepen:
  - id: verzuim
    naam: Werkgroep verzuim
    leden: [coach, directeur]
    vast: true
    source: team
  - {id: jeugd, naam: Jeugd en zorg, source: oud, overleg: {keer: 4, per: jaar}}
"""
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["werkgroepen"],
    "properties": {
        "werkgroepen": {"title": "Groepen", "type": "array", "items": {"$ref": "#/$defs/groep"}},
    },
    "$defs": {
        "groep": {
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "naam"],
            "properties": {
                "naam": {"title": "Naam", "type": "string", "pattern": "^[A-Z]"},
                "id": {"title": "Kenmerk", "$ref": "common.schema.json#/$defs/id"},
                "leden": {"title": "Wie erin zit", "type": "array"},
                "vast": {"title": "Vast?", "type": "boolean"},
                "overleg": {"title": "Hoe vaak", "type": "object"},
                "source": {"title": "Bron"},
            },
        }
    },
}


def written(folder: Path, groups: str = GROUPS, schema: Any = SCHEMA, declared: str = DECLARED) -> Path:
    region_folder.write(folder, region=region_folder.FILES["region"] + declared)
    (folder / "werkgroepen.yaml").write_text(groups, encoding="utf-8")
    text = schema if isinstance(schema, str) else json.dumps(schema, indent=1)
    (folder / "werkgroepen.schema.json").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _desk(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNKETEN_LANG", "en")
    monkeypatch.chdir(tmp_path)


def findings(*options: str) -> list[str]:
    document = run("validate", "mijn", *options, "--format", "json").json
    return [
        f"{f['file']}:{f['line']}:{f['column']} {f['pointer']} {f['rule']}: {f['message']}"
        for f in document["findings"]
        if not f["rule"].startswith("sources.")
    ]


# -- used -----------------------------------------------------------------------------------------


def test_it_is_shown_under_the_titles_of_its_schema(tmp_path: Path) -> None:
    written(tmp_path / "mijn")
    assert findings() == []
    shown = ("show", "testland", "werkgroepen", "--path", "mijn")
    assert run(*shown, "--format", "csv").out == (
        "Naam,Kenmerk,Wie erin zit,Vast?,Hoe vaak,Source,Place\n"
        'Werkgroep verzuim,verzuim,"coach, directeur",yes,,Het team (2024-01),werkgroepen.yaml:2\n'
        "Jeugd en zorg,jeugd,,,keer: 4; per: jaar,Zoals het was (2020),werkgroepen.yaml:7\n"
    )
    assert run(*shown).out.splitlines()[0] == "Testland · werkgroepen"
    assert "| Naam | Kenmerk |" in run(*shown, "--format", "markdown").out
    items = run(*shown, "--format", "json").json["items"]
    assert items[1] == {
        "id": "jeugd",
        "part": "werkgroepen",
        "where": {"file": "mijn/werkgroepen.yaml", "line": 7},
        "sources": ["oud"],
        "data": {
            "id": "jeugd",
            "naam": "Jeugd en zorg",
            "source": "oud",
            "overleg": {"keer": 4, "per": "jaar"},
        },
    }


def test_it_is_searched_and_counted(tmp_path: Path) -> None:
    written(tmp_path / "mijn")
    found = run("search", "zorg", "--region", "testland", "--path", "mijn", "--format", "json").json[
        "results"
    ]
    assert [(r["concept"], r["item"], r["title"]) for r in found] == [
        ("werkgroepen", "jeugd", "Jeugd en zorg")
    ]
    overview = run("show", "testland", "--path", "mijn", "--format", "json").json["items"]
    assert overview[-1] == {"concept": "werkgroepen", "number": 2}
    counted = {
        item["id"]: item["cited_by"]
        for item in run("show", "testland", "sources", "--path", "mijn", "--format", "json").json["items"]
    }
    assert counted["oud"] == 1
    assert not any("sources.uncited" in line for line in run("validate", "mijn").out.splitlines())

    def items(path: str) -> int:
        listing = run("regions", "--path", path, "--format", "json").json["regions"]
        return int(next(entry["items"] for entry in listing if entry["id"] == "testland"))

    region_folder.write(tmp_path / "zonder")
    assert items("mijn") == items("zonder") + 2


def test_keys_that_mean_something_elsewhere_are_only_data_here(tmp_path: Path) -> None:
    groups = "werkgroepen: [{id: a, naam: Aa, when: {x: 1}, where: hier, scope: 3, covers: []}]\n"
    written(tmp_path / "mijn", groups, {"type": "object"})
    assert findings() == []
    for form in ("table", "json", "markdown", "csv"):
        assert run("show", "testland", "werkgroepen", "--path", "mijn", "--format", form).status == 0
    whole = run("export", "testland", "--path", "mijn", "--format", "json").json["region"]["structures"][0]
    assert whole["items"][0]["data"]["when"] == {"x": 1}
    assert run("ask", "absence", "--region", "testland", "--path", "mijn").status == 0


@pytest.mark.parametrize(
    ("groups", "rows"),
    [
        ("- een\n- twee\n", ["een", "twee"]),
        ("doel: samen\nleden: [a, b]\n", [",samen,", "Leden,,a", "Leden,,b"]),
        ("alleen: dit\n", ["dit"]),
        ("{}\n", []),
    ],
)
def test_files_of_another_shape(groups: str, rows: list[str], tmp_path: Path) -> None:
    written(tmp_path / "mijn", groups, {"properties": {"leden": {"title": "Leden"}}})
    assert findings() == []
    out = run("show", "testland", "werkgroepen", "--path", "mijn", "--format", "csv").out.splitlines()[1:]
    assert [line[: len(row)] for line, row in zip(out, rows, strict=True)] == rows


def test_names_and_sources_of_it_are_checked_as_those_of_the_core(tmp_path: Path) -> None:
    groups = GROUPS.replace("source: oud", "source: oude").replace("id: jeugd", "id: verzuim")
    written(tmp_path / "mijn", groups + "  - {id: tel, naam: Bel 0600000000, source: team}\n")
    assert findings() == [
        "mijn/werkgroepen.yaml:7:10 /werkgroepen/1/id reference.duplicate_id: The id “verzuim” is used "
        "twice.",
        "mijn/werkgroepen.yaml:7:48 /werkgroepen/1/source reference.section: The section “oude” is not in "
        "region.yaml. Did you mean “oud”?",
        "mijn/werkgroepen.yaml:8:21 /werkgroepen/2/naam privacy.mobile: “0600000000” is a mobile number. A "
        "published region has numbers of services only; write `absent: {phone: personal}`.",
    ]


# -- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        (
            GROUPS.replace("naam: Jeugd en", "naam: jeugd en"),
            "mijn/werkgroepen.yaml:7:23 /werkgroepen/1/naam schema.pattern: “naam” cannot be “jeugd en "
            "zorg”: it "
            "does not fit the pattern ^[A-Z]",
        ),
        (
            GROUPS.replace("vast: true", "vast: ja"),
            "mijn/werkgroepen.yaml:5:11 /werkgroepen/0/vast schema.type: “vast” takes true or false without "
            "quotes, not “ja”.",
        ),
        (
            GROUPS.replace("leden:", "ledn:"),
            "mijn/werkgroepen.yaml:4:5 /werkgroepen/0/ledn schema.unknown_key: The key “ledn” does not exist "
            "here. Did you mean “leden”?",
        ),
        (
            GROUPS.replace("    naam: Werkgroep verzuim\n", ""),
            "mijn/werkgroepen.yaml:2:5 /werkgroepen/0 schema.required: “verzuim” lacks the required key "
            "“naam”.",
        ),
    ],
)
def test_what_its_schema_does_not_allow_is_a_finding(groups: str, found: str, tmp_path: Path) -> None:
    written(tmp_path / "mijn", groups)
    assert findings() == [found]
    assert run("regions", "--path", "mijn").status == 1


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        (
            DECLARED.replace("werkgroepen.yaml", "groepen.yaml"),
            "mijn/region.yaml:18:49 /structures/0/file file.missing: The structure “werkgroepen” needs "
            "the file "
            "groepen.yaml, which is not in the region's folder.",
        ),
        (
            DECLARED.replace("werkgroepen.schema", "groepen.schema"),
            "mijn/region.yaml:18:75 /structures/0/schema file.missing: The structure “werkgroepen” needs "
            "the file "
            "groepen.schema.json, which is not in the region's folder.",
        ),
        (
            DECLARED.replace("id: werkgroepen", "id: sources"),
            "mijn/region.yaml:18:10 /structures/0/id structure.name_taken: The name “sources” is taken "
            "already; "
            "choose another for the structure.",
        ),
        (
            DECLARED.replace("file: werkgroepen.yaml", "file: teams.yaml"),
            "mijn/region.yaml:18:49 /structures/0/file structure.name_taken: The name “teams.yaml” is taken "
            "already; choose another for the structure.",
        ),
        (
            DECLARED + DECLARED.splitlines(keepends=True)[1],
            "mijn/region.yaml:19:10 /structures/1/id reference.duplicate_id: The id “werkgroepen” is "
            "used twice.",
        ),
    ],
)
def test_a_declaration_that_does_not_fit(declared: str, found: str, tmp_path: Path) -> None:
    written(tmp_path / "mijn", declared=declared)
    assert found in findings()
    assert run("validate", "mijn").status == 1


@pytest.mark.parametrize(
    "name", ["../buiten.yaml", "/etc/hosts", "rules/x.yaml", "Groepen.yaml", "x.yml", "x"]
)
def test_a_file_elsewhere_is_not_read(name: str, tmp_path: Path) -> None:
    written(tmp_path / "mijn", declared=DECLARED.replace("file: werkgroepen.yaml", f"file: {name}"))
    (tmp_path / "buiten.yaml").write_text("geheim: 1\n", encoding="utf-8")
    rules = [line.split()[2] for line in findings()]
    assert "schema.pattern:" in rules
    assert "geheim" not in run("validate", "mijn").out


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder = written(tmp_path / "mijn")
    for name in ("werkgroepen.yaml", "werkgroepen.schema.json"):
        (folder / name).rename(tmp_path / name)
        (folder / name).symlink_to(f"../{name}")
    assert [line.partition(":1:1  ")[2].partition(":")[0] for line in findings()] == ["file.outside"] * 2


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ('{"$ref": "https://example.org/x.json"}', "schema.reference"),
        ('{"$ref": "../../geheim.json"}', "schema.reference"),
        ('{"$ref": "#"}', "schema.invalid"),
        ('{"type": "lijst"}', "schema.invalid"),
        ('{"properties": {"a": {"pattern": "(?=a)"}}}', "schema.invalid"),
        ('{"unevaluatedProperties": false}', "schema.invalid"),
        ("}", "yaml.syntax"),
    ],
)
def test_a_schema_that_is_refused_stands_at_its_own_line(schema: str, said: str, tmp_path: Path) -> None:
    written(tmp_path / "mijn", schema=schema)
    (found,) = findings()
    assert found.startswith("mijn/werkgroepen.schema.json:1:")
    assert f" {said}: " in found
    assert said.startswith("yaml.") or f"1 | {schema}" in run("validate", "mijn").out


def test_the_core_s_own_names_cannot_be_taken() -> None:
    assert [name for name in CONCEPTS if not structures.is_reserved(name)] == []
