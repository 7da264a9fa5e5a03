"""The card of ``who``, whole, for schools of each region and in each form."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from running import run

Snapshot = Callable[[str, str], None]

CARDS = {
    # Zuid-Kennemerland: the schools that the JOP names, and each municipality it treats in its own way.
    "zk-de-parel": ("--school", "18LW00"),
    "zk-molenduin-velsen": ("--school", "Molenduin Santpoort"),
    "zk-focus-sbo": ("--school", "Focus"),
    "zk-haarlem-bo": ("--school", "99AA00"),
    "zk-heemstede-bo": ("--school", "99AB00"),
    "zk-hoofddorp-bo": ("--school", "99AC00"),
    "zk-haarlemmerliede-bo": ("--school", "99AD00"),
    "zk-velsen-vo": ("--school", "99BA00"),
    "zk-velsen-bo-left-out": ("--school", "99AE00"),
    "zk-haarlem-vo": ("--school", "99BF00"),
    # Haaglanden: three municipalities, primary and special education; Wassenaar belongs to none.
    "hgl-den-haag-bo": ("--school", "99AG00"),
    "hgl-rijswijk-bo": ("--school", "99AH00"),
    "hgl-leidschendam-voorburg-bo": ("--school", "99AJ00"),
    "hgl-den-haag-sbo": ("--school", "99CA00"),
    "hgl-den-haag-vo-not-covered": ("--school", "99BG00"),
    "hgl-wassenaar-bo-not-covered": ("--school", "99AK00"),
    # Veldhoven: one municipality, all kinds of education.
    "vhv-bo": ("--school", "99AL00"),
    "vhv-vo": ("--school", "99BE00"),
    "vhv-so": ("--school", "99CB00"),
    # Groningen: secondary education only.
    "grn-vo": ("--school", "99BB00"),
    "grn-vo-second": ("--school", "99BC00"),
    "grn-practical": ("--school", "99BD00"),
    "grn-bo-not-covered": ("--school", "99AM00"),
    # The other forms, and English.
    "form-json": ("--school", "99AB00", "--format", "json"),
    "form-markdown": ("--school", "99AF00", "--format", "markdown"),
    "form-csv": ("--school", "99AF00", "--format", "csv"),
    "english-zk": ("--school", "99AF00", "--lang", "en"),
    "english-haaglanden": ("--school", "99AG00", "--lang", "en"),
    "english-groningen-json": ("--school", "99BB00", "--lang", "en", "--format", "json"),
    # Days, homes and roles.
    "on-2021": ("--school", "99AA00", "--on", "2021"),
    "on-2024": ("--school", "99AA00", "--on", "2024"),
    "home-hillegom": ("--school", "99AF00", "--pupil-municipality", "Hillegom"),
    "home-haarlemmermeer": ("--school", "99AA00", "--pupil-municipality", "Hoofddorp"),
    "home-same": ("--school", "99AA00", "--pupil-municipality", "Haarlem"),
    "role-leerplichtambtenaar": ("--school", "99AA00", "--role", "leerplichtambtenaar"),
}


def flat(text: str) -> str:
    return " ".join(text.lower().split())


@pytest.mark.parametrize("name", CARDS)
def test_the_card_is_as_it_was_approved(name: str, register: Path, snapshot: Snapshot) -> None:
    # Line numbers change with every edit of a region; the promises test that they are right.
    seen = re.sub(r'("line": |yaml,)\d+', r"\1N", run("who", *CARDS[name]).seen)
    snapshot(f"who-{name}", seen)


def test_no_line_is_wider_than_the_terminal(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (40, 60, 100):
        monkeypatch.setenv("COLUMNS", str(width))
        for school in ("18LW00", "99AG00", "99AL00", "99BB00"):
            for line in run("who", "--school", school).out.splitlines():
                # A word that is longer than the line is not broken: it may be an address.
                assert len(line) <= width or len(line.split()) <= 2, line


def test_a_paper_that_is_not_included_is_named_once_on_a_card(register: Path) -> None:
    card = run("who", "--school", "99BB00").out
    assert flat(card).count("excel document met de personen per school") == 1


def test_every_form_names_every_member_and_every_contact_point(register: Path) -> None:
    answer = run("who", "--school", "99AF00", "--format", "json").json
    texts = {
        form: run("who", "--school", "99AF00", "--format", form).out for form in ("csv", "markdown", "table")
    }
    for team in answer["teams"]:
        for member in team["members"]:
            for form, text in texts.items():
                assert flat(member["name"]) in flat(text), (form, member["name"])
            for contact in member["contacts"]:
                for channel in ("phone", "email", "web"):
                    for form, text in texts.items():
                        said = (contact[channel] or "").replace("_", "\\_" if form == "markdown" else "_")
                        assert team["per"] != "school" or said in text, (form, contact[channel])
