"""The regions in ``plugins/``: they load without a finding, and everything in them can be traced."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import ROOT, run

from kernketen import read
from kernketen.register import store

PACKAGES = {path.name.removeprefix("kernketen_"): path for path in sorted(ROOT.glob("plugins/*/kernketen_*"))}
REGIONS = sorted(PACKAGES)
TRACED = {
    *("role", "team_member", "task", "contact", "municipality_difference", "school"),
    *("glossary", "governance", "phase", "definition", "cadence"),
}
DATA = os.environ.get("KERNKETEN_TEST_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="KERNKETEN_TEST_DATA is not set")


def entries(region: str) -> dict[str, Any]:
    """All files of a region as one mapping, every scalar as its text."""
    found: dict[str, Any] = {}
    for path in sorted(PACKAGES[region].glob("*.yaml")):
        # Only to look in, not to trust: every scalar stays text.
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        for key, value in data.items():
            assert key not in found, f"{key} stands in two files"
            found[key] = value
    for path in sorted(PACKAGES[region].glob("rules/*.yaml")):
        found.setdefault("rules", []).extend(
            yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["rules"]
        )
    return found


def item(data: Any, path: str) -> Any:
    """The entry at a path of list names and ids, or ``None``."""
    key, *rest = path.split("/")
    here = data.get(key)
    for step in rest:
        if isinstance(here, list):
            here = next((e for e in here if isinstance(e, dict) and _name(e) == step), None)
        elif isinstance(here, dict):
            here = here.get(step)
        else:
            return None
    return here


def _name(entry: dict[str, Any]) -> Any:
    # A cell of a matrix is named by its row and column.
    return entry.get("id") or f"{entry.get('row')}.{entry.get('column')}"


def trace(region: str) -> list[list[str]]:
    with (PACKAGES[region].parent / "TRACE.tsv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert head == ["nr", "sectie", "afspraak", "item"]
    return rows


def paths_of_ids(data: Any, at: str = "") -> Iterator[str]:
    if isinstance(data, list):
        for entry in data:
            if isinstance(entry, dict) and "id" in entry:
                yield f"{at}/{entry['id']}"
                yield from paths_of_ids(
                    {k: v for k, v in entry.items() if k != "doubts"}, f"{at}/{entry['id']}"
                )
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from paths_of_ids(value, f"{at}/{key}")


def test_the_four_regions_are_there() -> None:
    assert REGIONS == ["groningen", "haaglanden", "veldhoven", "zuid_kennemerland"]


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_loads_without_a_finding(region: str) -> None:
    loaded = read(str(PACKAGES[region]), f"kernketen_{region}")
    assert [f"{f.location}: {f.message}" for f in loaded.findings] == []
    assert loaded.region is not None
    assert loaded.region["id"] == region


@pytest.mark.parametrize("region", REGIONS)
def test_every_traced_agreement_has_its_section_and_its_items(region: str) -> None:
    data = entries(region)
    sections = {section["id"] for document in data["documents"] for section in document["sections"]}
    wrong = []
    for number, row in enumerate(trace(region), 2):
        if len(row) != 4 or not all(row):
            wrong.append(f"line {number}: {len(row)} columns")
            continue
        if row[1] not in sections:
            wrong.append(f"line {number}: section {row[1]}")
        wrong += [f"line {number}: {path}" for path in row[3].split(" ") if item(data, path) is None]
    assert wrong == []


@pytest.mark.parametrize("region", REGIONS)
def test_no_agreement_is_traced_twice(region: str) -> None:
    counted = Counter(row[0] for row in trace(region))
    assert [number for number, times in counted.items() if times > 1] == []


@pytest.mark.data
@needs_data
@pytest.mark.parametrize("region", REGIONS)
def test_every_agreement_is_traced(region: str) -> None:
    facts = yaml.safe_load((Path(str(DATA)).parent / "content" / "facts.yaml").read_text(encoding="utf-8"))[
        "facts"
    ]
    has_rules = "rules" in entries(region)
    wanted = {f["id"] for f in facts if f["region"] == region and (has_rules or f["kind"] in TRACED)}
    assert wanted
    assert sorted(wanted - {row[0] for row in trace(region)}) == []


@pytest.mark.parametrize("region", REGIONS)
def test_no_two_items_bear_the_same_id_in_one_list(region: str) -> None:
    counted = Counter(paths_of_ids(entries(region)))
    assert [path for path, times in counted.items() if times > 1] == []


# The text names these and gives them nothing to do: by name in a list, or as the one it is about; or they
# are a group by which people ask (jeugdhulp).
IDLE = {
    "groningen": {"jeugdreclassering", "jeugdhulp"},
    "veldhoven": {"casusregisseur", "leerling"},
}


@pytest.mark.parametrize("region", REGIONS)
def test_every_role_does_something_or_belongs_somewhere(region: str) -> None:
    used: set[str] = set()

    def collect(part: Any, key: str = "") -> None:
        if isinstance(part, dict):
            for name, value in part.items():
                collect(value, name)
        elif isinstance(part, list):
            for value in part:
                collect(value, key)
        elif key not in ("id", "canonical", "name", "source"):
            used.add(part)

    for path in PACKAGES[region].rglob("*.yaml"):
        collect(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))
    idle = {
        role["id"] for role in entries(region)["roles"] if role["id"] not in used and not role.get("tasks")
    }
    assert idle == IDLE.get(region, set())


@pytest.mark.parametrize("region", REGIONS)
def test_every_section_is_cited_or_says_why_not(region: str) -> None:
    loaded = read(str(PACKAGES[region]), region).region
    assert loaded is not None
    cited: Counter[str] = Counter()

    def count(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("source"), str):
                cited[part["source"]] += 1
            for value in part.values():
                count(value)
        elif isinstance(part, list):
            for value in part:
                count(value)

    count({key: value for key, value in loaded.items() if key != "sections"})
    for gap in loaded["gaps"]:
        cited.update(gap["searched"])
    for section in loaded["sections"].values():
        assert cited[section["id"]] or section["reason"], section["id"]


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_is_data_alone(region: str) -> None:
    package = PACKAGES[region]
    assert (package / "__init__.py").read_text(encoding="utf-8") == ""
    assert [path.name for path in package.rglob("*.py") if path.name != "__init__.py"] == []


def test_the_core_names_no_region() -> None:
    words = [*REGIONS, "kennemerland", "Zuid-Kennemerland", "Haaglanden", "Veldhoven", "Groningen"]
    # Municipalities are facts of the CBS; examples in help and advice name a region that can be installed.
    found = []
    for path in sorted((ROOT / "kernketen").rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if any(word in line for word in words) and "xample" not in line and "for example" not in line:
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert [
        line for line in found if "--region haaglanden" not in line and "show haaglanden" not in line
    ] == []


@pytest.mark.data
@needs_data
def test_every_school_that_a_region_names_is_in_the_register(bare: Path) -> None:
    duo = Path(str(DATA)) / "duo"
    files = [
        duo / name
        for name in ("bo-2026-08.csv", "vo-sample.csv", "scholen-regio.csv", "leerlingen-historie.csv")
    ]
    ran = run("schools", "import", *(str(path) for path in files if path.exists()), "--date", "2026-08")
    assert ran.status == 0, ran.err
    connection = store.read(str(bare / "store.db"))
    known = {code for (code,) in connection.execute("SELECT code FROM school")}
    connection.close()
    for region in REGIONS:
        data = entries(region)
        codes = [
            entry["code"]
            for key in ("schools", "aliases")
            for entry in data.get(key, ())
            if entry.get("code")
        ]
        assert [code for code in codes if code not in known] == [], region
