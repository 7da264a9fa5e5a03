"""Nothing from data can command a terminal, a browser or a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import made_up
import pytest
from running import run

ESCAPE, BELL, CSI, REVERSED = "\x1b", "\x07", "\x9b", "\u202e"
HOSTILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
FORMS = ("table", "json", "markdown", "csv")
MARKUP = "'<script>alert(1)</script> <img src=x onerror=alert(1)> | *vet* [hier](http://example.org) `x`'"
FORMULAS = {
    "name": "'=HYPERLINK(\"http://example.org\")'",
    "partner": "'+31 formule'",
    "purpose": "'@SUM(1)'",
    "role": "'-2+3'",
    "team": "'=1+1'",
}


def cells(text: str) -> Iterable[str]:
    return (cell for row in csv.reader(io.StringIO(text)) for cell in row)


@pytest.mark.parametrize("escaped", [False, True])
@pytest.mark.parametrize("character", [ESCAPE, BELL, CSI, REVERSED, "\u2066"])
def test_a_region_with_hidden_characters_is_a_finding_and_is_not_used(
    register: Path, tmp_path: Path, character: str, escaped: bool
) -> None:
    written = f"\\u{ord(character):04x}" if escaped else character
    folder = made_up.region_folder(tmp_path / "proefstad", team=f'"kring {written}]0;titel {written}[31m"')
    for form in FORMS:
        ran = run("regions", "--path", str(folder), "--format", form)
        assert ran.status == 1
        assert not HOSTILE.search(ran.out + ran.err)
    findings = run("regions", "--path", str(folder), "--format", "json").json["findings"]
    assert findings
    assert {finding["rule"] for finding in findings} == {"yaml.control_character"}
    assert all(finding["file"].startswith("proefstad/teams.yaml") for finding in findings)
    # The others still answer.
    assert run("who", "--school", "18LW00", "--path", str(folder)).status == 0


def test_markup_in_a_region_stays_text(register: Path, tmp_path: Path) -> None:
    every = dict.fromkeys(("name", "title", "partner", "purpose", "role", "team", "note"), MARKUP)
    folder = made_up.region_folder(tmp_path / "proefstad", **every)
    path = ("--path", str(folder))
    shown = {form: run("who", "--school", "99AN00", *path, "--format", form) for form in FORMS}
    assert {ran.status for ran in shown.values()} == {0}
    for arguments in (("regions",), ("show", "proefstad", "teams"), ("show", "proefstad", "partners")):
        shown[" ".join(arguments)] = run(*arguments, *path, "--format", "markdown")
    for name, ran in shown.items():
        if name not in ("table", "json", "csv"):
            assert "<script" not in ran.out, name
            assert "<img" not in ran.out, name
            assert not re.search(r"(?<!\\)\[hier(?<!\\)\]", ran.out), name
            for line in ran.out.splitlines():
                if line.startswith("|"):
                    # Every table has as many bars as its heading: none comes from the data.
                    assert len(re.findall(r"(?<!\\)\|", line)) in (5, 6, 7, 9)
    answer = shown["json"].json
    assert answer["teams"][0]["name"].startswith("<script>")


def test_a_formula_in_a_region_stays_text(register: Path, tmp_path: Path) -> None:
    folder = made_up.region_folder(tmp_path / "proefstad", **FORMULAS)
    path = ("--path", str(folder))
    for arguments in (
        ("who", "--school", "99AN00"),
        ("regions",),
        ("show", "proefstad", "teams"),
        ("show", "proefstad", "partners"),
        ("show", "proefstad", "roles"),
        ("search", "formule"),
    ):
        ran = run(*arguments, *path, "--format", "csv")
        assert ran.status == 0
        assert not [cell for cell in cells(ran.out) if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        for line in ran.out.splitlines():
            assert not line.startswith(("=", "+", "-", "@"))
    written = run("who", "--school", "99AN00", *path, "--format", "csv").out
    assert "'=1+1" in written
    assert "'+31 formule" in written
    assert run("who", "--school", "99AN00", *path, "--format", "json").json["teams"][0]["name"] == "=1+1"


def test_a_register_with_hidden_characters_does_not_reach_the_terminal(bare: Path, tmp_path: Path) -> None:
    path = tmp_path / "bo-2026-10.csv"
    path.write_text(
        "INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;GEMEENTENUMMER;GEMEENTENAAM;PLAATSNAAM;POSTCODE\n"
        f"99DA;99DA00;De {ESCAPE}]0;titel{BELL}Kwaakhoek;0392;HAARLEM;HAARLEM;2011 AA\n"
        f"99DB;99DB00;=cmd{CSI}31m Kwaakhoek;0392;HAARLEM;HAAR{ESCAPE}[2JLEM;2011 AA\n"
        f"{ESCAPE}[31m;99XX;Fout{ESCAPE};0392;HAARLEM;HAARLEM;2011 AA\n",
        encoding="utf-8",
    )
    seen = [run("schools", "import", str(path))]
    seen += [
        run("who", "--school", code, "--format", form) for code in ("99DA00", "99DB00") for form in FORMS
    ]
    seen += [run("schools", "find", "kwaakhoek", "--format", form) for form in ("table", "json")]
    seen += [run("schools", "find", f"x{ESCAPE}[31m"), run("who", "--school", f"x{ESCAPE}[31m")]
    for ran in seen:
        assert not HOSTILE.search(ran.out + ran.err), ran.out + ran.err
    table = run("who", "--school", "99DB00", "--format", "csv").out
    assert not [cell for cell in cells(table) if cell.startswith(("=", "+", "-", "@"))]


def test_a_contact_list_with_hidden_characters_and_formulas_stays_text(bare: Path, tmp_path: Path) -> None:
    path = tmp_path / "contacten-2026-09.csv"
    path.write_text(
        "School;Rol;Naam;Telefoon;E-mail\n"
        f"18LW00;cjg_coach;=A{ESCAPE}[31m. Voorbeeld;+000{BELL}1;a.voorbeeld@example.org\n"
        "18LW00;directeur;<b>B. Proef</b>|x;;\n",
        encoding="utf-8",
    )
    seen = [run("contacts", "import", str(path), "--region", "zuid_kennemerland")]
    seen += [run("contacts", "list", "--format", form) for form in ("table", "json")]
    cards = {form: run("who", "--school", "18LW00", "--format", form) for form in FORMS}
    for ran in (*seen, *cards.values()):
        assert not HOSTILE.search(ran.out + ran.err)
    assert "Voorbeeld" in cards["table"].out
    assert "<b>" not in cards["markdown"].out
    assert not [cell for cell in cells(cards["csv"].out) if cell.startswith(("=", "+", "-", "@"))]


def test_what_the_user_typed_is_said_back_without_commands(register: Path) -> None:
    for arguments in (
        ("who", "--school", f"{ESCAPE}[31m"),
        ("who", "--school", "18LW00", "--role", f"{ESCAPE}]0;x{BELL}"),
        ("who", "--school", "18LW00", "--format", f"{ESCAPE}[31m"),
        ("who", f"--{ESCAPE}[31m"),
        ("show", f"{ESCAPE}[31m"),
        ("show", "groningen", f"{ESCAPE}[31m"),
        ("search", f"{ESCAPE}[31mkwaakhuis"),
        (f"{ESCAPE}[31m",),
    ):
        for form in ("table", "markdown", "json"):
            ran = run(*arguments, *(() if "--format" in arguments else ("--format", form)))
            assert ran.status in (0, 1, 2)
            assert not HOSTILE.search(ran.out + ran.err), arguments
