"""Running the command line inside the test process, as a user runs it, and looking at what came out."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry, Resource

from kernketen.__main__ import main

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "schemas" / "output"


@dataclass(frozen=True)
class Ran:
    """What a user saw: exit status, stdout, stderr."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The document on stdout, which must be whole and fit the schema of its command."""
        document: dict[str, Any] = json.loads(self.out)
        assert wrong(document) == []
        return document

    @property
    def seen(self) -> str:
        """All of it, for a snapshot."""
        parts = [f"exit {self.status}"]
        parts += [f"--- {name}\n{text}" for name, text in (("out", self.out), ("err", self.err)) if text]
        return "\n".join(parts)


def run(*arguments: str) -> Ran:
    """Run ``kernketen`` with these arguments; a document of JSON is held against its schema."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["kernketen", *arguments]
    status: Any = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as left:
        status = left.code or 0
    finally:
        sys.argv = before
        _forget_groups()
    ran = Ran(int(status), out.getvalue(), err.getvalue())
    assert "Traceback" not in ran.err, ran.err
    if any(word == "json" or word == "--format=json" for word in arguments) and ran.out:
        assert ran.json
    return ran


def _forget_groups() -> None:
    # A group says its help when it is loaded, in the language of that moment; a user loads it each time.
    for name in ("schools", "contacts"):
        sys.modules.pop(f"kernketen.cli.{name}", None)


@functools.cache
def output_schemas() -> dict[str, dict[str, Any]]:
    """The schemas of the output, by the name of their command."""
    return {
        path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(OUTPUT.glob("*.schema.json"))
    }


@functools.cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    found = output_schemas()
    registry: Registry[Any] = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in found.values()
    )
    return jsonschema.Draft202012Validator(found[name], registry=registry)


def wrong(document: dict[str, Any]) -> list[str]:
    """In what a document differs from the schema of its command; a refusal of any command fits ``error``."""
    name = document["schema"].split("/")[1]
    if name not in output_schemas():
        assert "error" in document, f"no schema in schemas/output describes {document['schema']}"
        name = "error"
    return [
        f"/{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in _validator(name).iter_errors(document)
    ]


def settings(home: Path) -> dict[str, str | None]:
    """The environment in which every test runs: nothing depends on today or on this machine."""
    unset = [name for name in os.environ if name.startswith("KERNKETEN_") and name != "KERNKETEN_TEST_DATA"]
    return {
        **dict.fromkeys(unset),
        "KERNKETEN_HOME": str(home),
        "KERNKETEN_ON": "2026-11-22",
        "KERNKETEN_LANG": "nl",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }


def members(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """All members of all teams in an answer of ``who``."""
    return [member for team in answer["teams"] for member in team["members"]]


def written(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a CSV file with ``;``."""
    return "".join(";".join(row) + "\n" for row in rows)
