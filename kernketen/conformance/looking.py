"""How the tests of the kit look at a region: findings as lines, its conditions, the program's documents."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from kernketen.cli import app
from kernketen.finding import Finding
from kernketen.reading.printed import unfit


def lines(findings: Iterable[Finding]) -> list[str]:
    """Each finding on a line: place, sentence, rule."""
    return [f"{f.location}: {f.message} [{f.rule.id}]" for f in findings]


def none(what: str, wrong: Iterable[str]) -> None:
    """Fail with ``what`` is demanded and each line of what is wrong, where there is any."""
    found = list(wrong)
    if found:
        pytest.fail("\n".join([f"{what}:", *(f"  {line}" for line in found)]), pytrace=False)


def conditions(part: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """(place, condition) of each ``when``, ``scope``, ``covers`` and ``excludes`` in a region."""
    if isinstance(part, dict):
        here = f"{at}/{part['id']}" if isinstance(part.get("id"), str) else at
        for key, value in part.items():
            if key in ("when", "scope", "covers", "excludes") and isinstance(value, list):
                yield f"{here} {key}", value
            elif key not in ("cases", "cards"):
                yield from conditions(value, here)
    elif isinstance(part, list):
        for value in part:
            yield from conditions(value, at)


def document(*arguments: str) -> tuple[int, dict[str, Any]]:
    """Exit status and JSON document of a command; fails where it does not fit the schema of the command."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = app.run([*arguments, "--format", "json"])
    said = f"kernketen {' '.join(arguments)}"
    try:
        printed: dict[str, Any] = json.loads(out.getvalue())
    except ValueError:
        pytest.fail(f"{said} (exit {status}) prints no document: {err.getvalue()}", pytrace=False)
    none(f"{said} prints what does not fit its schema", unfit(printed))
    return status, printed
