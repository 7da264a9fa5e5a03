"""``kernketen schema``: each schema in one piece, the same as those that the program itself uses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from referencing import Registry, Resource
from running import ROOT, run

from kernketen.reading import schema
from kernketen.reading.bundling import bundled

FILES = sorted(ROOT.glob("plugins/*/kernketen_*/**/*.yaml"))
# Nothing at all can be looked up outside a schema.
ALONE: Registry[Any] = Registry()


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref")
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def together() -> Registry[Any]:
    """The schemas as they lie in schemas/, which refer to each other."""
    found = [json.loads(schema.schema_text(name)) for name in schema.names()]
    return ALONE.with_resources((one["$id"], Resource.from_contents(one)) for one in found)


@pytest.mark.parametrize("name", schema.names())
def test_a_schema_stands_alone(name: str) -> None:
    document = json.loads(run("schema", name).out)
    jsonschema.Draft202012Validator.check_schema(document)
    assert {found for found in references(document) if not found.startswith("#/$defs/")} == set()
    used = {found.removeprefix("#/$defs/") for found in references(document)}
    assert used <= set(document.get("$defs", {}))
    if name != "common":
        assert set(document.get("$defs", {})) == used, "nothing comes along that it does not need"


def test_in_one_piece_it_says_the_same_of_every_file_of_our_regions_and_of_broken_ones() -> None:
    registry = together()
    broken = 0
    for path in FILES:
        name = "rules" if path.parent.name == "rules" else path.stem
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        apart = jsonschema.Draft202012Validator(json.loads(schema.schema_text(name)), registry=registry)
        alone = jsonschema.Draft202012Validator(bundled(name), registry=ALONE)
        for version in (data, without_ids(data)):
            said = sorted(error.message for error in alone.iter_errors(version))
            assert said == sorted(error.message for error in apart.iter_errors(version)), path
            broken += bool(said)
    assert broken >= len(FILES) - 8


def without_ids(data: Any) -> Any:
    """The same data with each id turned into a number."""
    if isinstance(data, dict):
        return {key: 1 if key in ("id", "source") else without_ids(value) for key, value in data.items()}
    return [without_ids(value) for value in data] if isinstance(data, list) else data


def test_the_list_the_nearest_name_and_wrong_use(bare: Path, snapshot: Callable[[str, str], None]) -> None:
    lines = [
        ("schema",),
        ("schema", "rols"),
        ("schema", "zzz"),
        ("schema", "--all"),
        ("schema", "roles", "--all", "-o", "x"),
    ]
    snapshot("schema", "\n".join(f"$ kernketen {' '.join(line)}\n{run(*line).seen}" for line in lines))


def test_into_a_file_and_all_into_a_folder(bare: Path, tmp_path: Path) -> None:
    file = tmp_path / "roles.json"
    assert run("schema", "roles.schema.json", "-o", str(file)).status == 0
    assert json.loads(file.read_text(encoding="utf-8")) == bundled("roles")
    folder = tmp_path / "deep" / "schemas"
    ran = run("schema", "--all", "-o", str(folder))
    assert (ran.status, ran.err) == (0, f"10 schema's staan in {folder}.\n")
    written = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert written == {f"{n}.schema.json": bundled(n) for n in schema.of_files()}
    refused = run("schema", "--all", "-o", str(file))
    assert refused.status == 2
    assert refused.err.startswith(f"De map {file} kan niet worden geschreven: ")
