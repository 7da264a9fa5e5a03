"""Each JSON document has a schema that says in Dutch what every key means; the documents fit it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import made_up
import pytest
from running import members, output_schemas, run

from kernketen.reading import schema
from kernketen.showing.region import CONCEPTS

NAMES = {
    *("who", "regions", "show", "search", "schools-find", "schools-status", "schools-import"),
    *("contacts-list", "contacts-import", "error"),
    *("ask", "questions", "facts", "escalate", "test", "events", "diff", "compare"),
}
REGIONS = ("zuid_kennemerland", "haaglanden", "veldhoven", "groningen")


def objects(part: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        if "properties" in part and part.get("type") == "object":
            yield pointer, part
        for key, value in part.items():
            yield from objects(value, f"{pointer}/{key}")
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from objects(value, f"{pointer}/{index}")


def test_there_is_a_schema_for_each_document() -> None:
    assert set(output_schemas()) >= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_schema_is_valid_and_explains_every_key(name: str) -> None:
    document = output_schemas()[name]
    jsonschema.Draft202012Validator.check_schema(document)
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    found = list(objects(document))
    assert found
    for pointer, part in found:
        assert part["additionalProperties"] is False, pointer
        for key, value in part["properties"].items():
            assert value.get("title"), f"{pointer}/{key}"
            assert value.get("description"), f"{pointer}/{key}"


def test_they_are_no_schemas_of_a_region_s_files() -> None:
    assert not set(schema.names()) & (NAMES - {"schools"})
    assert all("output" not in name for name in schema.names())


def test_no_schema_has_a_place_for_a_pupil() -> None:
    words = ("leerling_", "pupil_name", "bsn", "geboorte", "birth", "child", "kind_naam")
    for name, document in output_schemas().items():
        for pointer, part in objects(document):
            for key in part["properties"]:
                assert not any(word in key for word in words), f"{name}{pointer}/{key}"


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", REGIONS)
def test_show_prints_what_its_schema_says(region: str) -> None:
    overview = run("show", region, "--format", "json").json
    assert [item["concept"] for item in overview["items"]] == list(CONCEPTS)
    for item in overview["items"]:
        shown = run("show", region, item["concept"], "--format", "json").json
        assert (shown["region"], shown["concept"]) == (region, item["concept"])
        assert len(shown["items"]) == item["number"]


@pytest.mark.usefixtures("register")
def test_the_keys_that_were_promised_for_who_are_there() -> None:
    answer = run("who", "--school", "99AF00", "--pupil-municipality", "Hillegom", "--format", "json").json
    assert answer["schema"] == "kernketen/who/1"
    assert set(answer["school"]) == {"code", "name", "municipality", "sector"}
    assert set(answer["school"]["municipality"]) == {"code", "name"}
    assert set(answer) >= {"school", "region", "on", "teams"}
    for team in answer["teams"]:
        assert set(team) >= {"id", "name", "composition", "members"}
    for member in members(answer):
        assert set(member) >= {
            *("role", "name", "canonical", "presence", "partner", "contacts", "people"),
            *("because", "source", "where", "flags"),
        }
        assert set(member["source"]) >= {"document", "section", "date"}
        assert set(member["where"]) == {"file", "line"}
        for contact in member["contacts"]:
            assert set(contact) >= {"purpose", "condition", "phone", "email", "web", "absent"}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("typed", "result", "status"),
    [("18LW00", "found", 0), ("De Sterrenschipper", "ambiguous", 3), ("Kwaakhuis", "not_found", 1)],
)
def test_schools_find_prints_a_whole_document_at_every_status(typed: str, result: str, status: int) -> None:
    ran = run("schools", "find", typed, "--format", "json")
    assert ran.status == status
    assert ran.json["result"] == result
    assert ran.json["query"] == typed
    assert set(ran.json) >= {"schema", "query", "result", "schools", "suggestions"}
    for school in ran.json["schools"]:
        assert set(school) >= {"code", "name", "municipality", "sector", "address", "matched"}


@pytest.mark.usefixtures("register")
def test_regions_search_and_status_print_what_their_schemas_say() -> None:
    regions = run("regions", "--format", "json").json
    assert [entry["id"] for entry in regions["regions"]] == sorted(REGIONS)
    assert run("schools", "status", "--format", "json").json["postcodes"] == 2
    found = run("search", "leerplicht", "--format", "json").json
    assert {result["region"] for result in found["results"]} == set(REGIONS)
    assert run("search", "kwaakhuis", "--format", "json").json["results"] == []


@pytest.mark.usefixtures("register")
def test_search_finds_words_with_accents_by_words_without() -> None:
    with_accent = run("search", "coördinator", "--format", "json").json["results"]
    without = run("search", "coordinator", "--format", "json").json["results"]
    assert with_accent
    assert with_accent == without


def test_schools_import_prints_what_its_schema_says(bare: Path, tmp_path: Path) -> None:
    files = made_up.register_files(tmp_path)
    first = run("schools", "import", *files, "--format", "json").json
    assert [entry["kind"] for entry in first["files"]] == ["schools", "schools", "schools", "postcodes"]
    later = tmp_path / "vo-2026-11.csv"
    lines = (tmp_path / "vo-2026-10.csv").read_text(encoding="utf-8-sig").splitlines()
    changed = [line.replace("Duinrand Lyceum", "Duinrand College") for line in lines[:-1]]
    later.write_text("\n".join([*changed, "99BZ;99BZ00;;1;X;X;1000 AA;VMBO"]) + "\n", encoding="utf-8")
    (second,) = run("schools", "import", str(later), "--format", "json").json["files"]
    assert second["renamed"] == [{"code": "99BA00", "from": "Duinrand Lyceum", "to": "Duinrand College"}]
    assert [row["line"] for row in second["rejected"]] == [8]
    assert second["closed"] == [{"code": "99BG00", "name": "Hofvijver Lyceum"}]
    by_old_name = run("schools", "find", "Duinrand Lyceum", "--format", "json").json
    assert [(s["code"], s["matched"]) for s in by_old_name["schools"]] == [("99BA00", "former_name")]
    gone = run("schools", "find", "Hofvijver Lyceum", "--format", "json")
    assert gone.status == 1
    assert [s["code"] for s in gone.json["closed"]] == ["99BG00"]


def test_a_file_with_other_headings_says_which_are_missing_and_which_were_found(
    bare: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bo-2026-10.csv"
    path.write_text("INSTELLINGSCODE;NAAM;PLAATSNAAM\n99AA;X;Y\n", encoding="utf-8")
    ran = run("schools", "import", str(path), "--format", "json")
    assert ran.status == 2
    assert ran.json["found"] == ["INSTELLINGSCODE", "NAAM", "PLAATSNAAM"]
    assert "VESTIGINGSCODE" in ran.json["missing"]
    assert "VESTIGINGSCODE" in ran.err


def test_before_any_import_the_documents_are_whole_and_empty(bare: Path) -> None:
    status = run("schools", "status", "--format", "json")
    assert status.status == 0
    assert (status.json["store"], status.json["schools"], status.json["files"]) == (None, [], [])
    assert run("contacts", "list", "--format", "json").json["people"] == []
    missing = run("schools", "find", "Kwaakhuis", "--format", "json")
    assert (missing.status, missing.json["result"]) == (1, "not_found")
    assert "kernketen schools import" in missing.err
    # Looking is not a reason to make a store.
    assert not (bare / "store.db").exists()


def test_contacts_import_prints_what_its_schema_says(bare: Path, tmp_path: Path) -> None:
    path = tmp_path / "contacten-2026-09.csv"
    path.write_text(
        "School;Rol;Naam;E-mail\n"
        "18LW00;CJG-coach;A. Voorbeeld;a.voorbeeld@example.org\n"
        "18LW00;kwaakmeester;B. Proef;\n"
        "99ZZ00;CJG-coach;C. Test;\n"
        "18LW00;CJG-coach;;\n",
        encoding="utf-8",
    )
    ran = run("contacts", "import", str(path), "--region", "Zuid-Kennemerland", "--format", "json")
    assert ran.status == 1
    assert (ran.json["region"], ran.json["stored"], ran.json["replaced"]) == ("zuid_kennemerland", 1, 0)
    assert [remark["line"] for remark in ran.json["rejected"]] == [3, 4, 5]
    listed = run(
        "contacts", "list", "--region", "zuid_kennemerland", "--school", "De Parel", "--format", "json"
    )
    assert (listed.json["region"], listed.json["school"]) == ("zuid_kennemerland", "18LW00")
    assert [person["name"] for person in listed.json["people"]] == ["A. Voorbeeld"]
    again = run("contacts", "import", str(path), "--region", "zuid_kennemerland", "--format", "json")
    assert (again.json["stored"], again.json["replaced"]) == (1, 1)
