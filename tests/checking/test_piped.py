"""``validate -``: one file from stdin, by itself or in its place in a region."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from running import run
from test_bad_regions import written

from kernketen.checking.smallest import FILES

pytestmark = pytest.mark.usefixtures("register")
ROLES = FILES["roles.yaml"]


def piped(monkeypatch: pytest.MonkeyPatch, content: str | bytes, *options: str) -> Any:
    raw = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
    return run("validate", "-", *options)


def test_a_file_by_itself_is_held_against_its_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = piped(monkeypatch, ROLES.replace("name: IB-er", "naam: IB-er"))
    assert ran.status == 1
    assert ran.out.startswith("stdin:2:5 fout [schema.required]\n")
    assert piped(monkeypatch, ROLES).seen == (
        "exit 0\n--- out\n0 fouten, 0 waarschuwingen, 0 opmerkingen in 1 bestand\n"
    )


def test_the_first_line_says_which_file_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "# yaml-language-server: $schema=../../../schemas/teams.schema.json\n"
    ran = piped(monkeypatch, line + ROLES)
    assert [f["rule"] for f in piped(monkeypatch, line + ROLES, "--format", "json").json["findings"]] == [
        "schema.required",
        "schema.unknown_key",
    ], ran.out


def test_with_its_name_a_file_is_judged_in_its_region(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written(tmp_path))
    text = FILES["teams.yaml"].replace("who: coach", "who: coatch")
    ran = piped(monkeypatch, text, "--filename", "teams.yaml")
    assert ran.status == 1
    assert ran.out.splitlines()[:2] == [
        "teams.yaml:14:30 fout [reference.role]",
        "  De rol “coatch” staat niet in roles.yaml. Bedoelde u “coach”?",
    ]
    # What is wrong in other files is not said, and what is on disk does not count.
    (tmp_path / "teams.yaml").write_text("teams: kapot", encoding="utf-8")
    (tmp_path / "partners.yaml").write_text("partners: kapot", encoding="utf-8")
    findings = piped(monkeypatch, text, "--filename", "teams.yaml", "--format", "json").json["findings"]
    assert [f["rule"] for f in findings] == ["reference.role"]


def test_a_file_that_is_not_there_yet_counts_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(written(tmp_path))
    text = "question: absence\nrules:\n  - {id: r, topic: te_lat, source: team, modality: must}\n"
    findings = piped(monkeypatch, text, "--filename", "rules/absence.yaml", "--format", "json").json[
        "findings"
    ]
    assert ("reference.topic", "rules/absence.yaml", "te_laat") in [
        (f["rule"], f["file"], f["suggestion"]) for f in findings
    ]


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (
            "hallo: wereld\n",
            (),
            "Zeg met --filename welk bestand van een regio dit is: rules/absence.yaml.\n",
        ),
        (ROLES, ("--filename", "roles.yaml"), "Rond roles.yaml is geen regio: er is geen region.yaml.\n"),
        (ROLES, (".",), "“-” staat voor één bestand van stdin; laat de andere paden weg.\n"),
    ],
)
def test_wrong_use(
    content: str, options: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = piped(monkeypatch, content, *options)
    assert (ran.status, ran.err) == (2, said)


def test_bytes_that_are_no_text_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = piped(monkeypatch, b"\xff")
    assert ran.status == 1
    assert ran.out.startswith("stdin:1:1 fout [yaml.encoding]\n")
