"""Wrong input: one sentence that says what was wrong and the nearest right thing, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import run

# What is typed, the exit status, and the words that the sentence must have.
WRONG = {
    "school": (("who", "--school", "Zilverrijgersnest"), 1, ("Zilverrijgersnest",)),
    "school code": (("who", "--school", "99ZZ00"), 1, ("99ZZ00",)),
    "empty school": (("who", "--school", ""), 1, ("“”",)),
    "region": (
        ("who", "--school", "18LW00", "--region", "haaglande"),
        1,
        ("haaglande", "“haaglanden”", "veldhoven"),
    ),
    "region of show": (("show", "groninge"), 1, ("groninge", "“groningen”")),
    "region of find": (("schools", "find", "x", "--region", "groninge"), 1, ("groninge", "“groningen”")),
    "other region": (("who", "--school", "18LW00", "--region", "haaglanden"), 1, ("Haarlem", "haaglanden")),
    "role": (("who", "--school", "18LW00", "--role", "cjg-koach"), 1, ("cjg-koach", "“cjg-coach”")),
    "municipality": (
        ("who", "--school", "18LW00", "--pupil-municipality", "Hilegom"),
        1,
        ("Hilegom", "“Hillegom”"),
    ),
    "municipality of find": (
        ("schools", "find", "x", "--municipality", "Harlem"),
        1,
        ("Harlem", "“Haarlem”"),
    ),
    "day": (("who", "--school", "18LW00", "--on", "2024-02-30"), 2, ("2024-02-30", "2024-03-31")),
    "date in words": (("who", "--school", "18LW00", "--on", "gisteren"), 2, ("gisteren", "2024-03-31")),
    "format": (("who", "--school", "18LW00", "--format", "yaml"), 2, ("yaml", "table, json, markdown, csv")),
    "format of schools": (("schools", "status", "--format", "csv"), 2, ("csv", "table, json")),
    "concept": (("show", "groningen", "rols"), 1, ("rols", "“roles”", "partners")),
    "command": (("wo",), 2, ("wo", "“who”", "regions")),
    "command of a group": (("schools", "fnd"), 2, ("fnd", "“find”", "status")),
    "option": (("who", "--scool", "x"), 2, ("--scool", "“--school”")),
    "missing option": (("who", "--role", "ib"), 2, ("--school",)),
    "missing value": (("who", "--school"), 2, ("--school",)),
    "too much": (("who", "--school", "18LW00", "extra"), 2, ("extra",)),
    "which region": (("show",), 2, ("groningen", "zuid_kennemerland")),
    "nothing to search": (("search", "!!"), 2, ()),
    "folder": (("regions", "--path", "/geen/map"), 2, ("/geen/map",)),
    "file": (("schools", "import", "geen-2026-01.csv"), 2, ("geen-2026-01.csv",)),
    "contact file": (("contacts", "import", "geen.csv", "--region", "groningen"), 2, ("geen.csv",)),
    "contact region": (("contacts", "import", "geen.csv", "--region", "groninge"), 1, ("“groningen”",)),
    "sector": (("schools", "import", "x.csv", "--sector", "mbo"), 2, ("mbo", "sbo")),
}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("what", WRONG)
def test_wrong_input_is_one_sentence_with_the_nearest_right_word(what: str) -> None:
    arguments, status, words = WRONG[what]
    ran = run(*arguments)
    assert (ran.status, ran.out) == (status, "")
    assert len(ran.err.splitlines()) == 1
    for word in words:
        assert word in ran.err


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("what", WRONG)
def test_wrong_input_is_a_whole_document_where_json_is_asked_for(what: str) -> None:
    arguments, status, _ = WRONG[what]
    if "--format" in arguments or what == "missing value":
        return
    ran = run(*arguments, "--format", "json")
    assert ran.status == status
    document = ran.json
    assert document["error"]
    assert document["reason"]
    assert set(document) >= {"schema", "candidates", "suggestions"}
    if arguments[0] in ("who", "show", "search", "regions"):
        assert document["schema"] == f"kernketen/{arguments[0]}/1"


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("what", WRONG)
def test_wrong_input_is_said_in_english_too(what: str) -> None:
    arguments, status, _ = WRONG[what]
    dutch = run(*arguments)
    if arguments[0] not in ("who", "regions", "show", "search", "schools", "contacts"):
        return
    english = run(*arguments[:2], *arguments[2:], "--lang", "en")
    if what == "missing value":
        english = run("who", "--lang", "en", "--school")
    assert english.status == status
    assert english.err != dutch.err
    assert len(english.err.splitlines()) == 1


@pytest.mark.usefixtures("register")
def test_the_format_of_the_environment_counts_for_a_refusal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNKETEN_FORMAT", "json")
    for arguments in (("who", "--school", "99ZZ00"), ("show", "groninge"), ("who", "--scool", "x")):
        assert json.loads(run(*arguments).out)["error"]


@pytest.mark.usefixtures("register")
def test_a_refusal_as_json_goes_where_the_answer_would_go(tmp_path: Path) -> None:
    for number, arguments in enumerate(
        (("who", "--school", "99ZZ00"), ("show", "groninge"), ("regions", "--path", "/geen"))
    ):
        target = tmp_path / f"{number}.json"
        ran = run(*arguments, "--format", "json", "-o", str(target))
        assert ran.status in (1, 2)
        assert ran.out == ""
        assert json.loads(target.read_text(encoding="utf-8"))["error"]


def test_no_region_at_all_says_what_to_install(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    monkeypatch.setattr(metadata, "distributions", lambda **_: ())
    assert "pip install kernketen-" in run("regions").out
    ran = run("show")
    assert ran.status == 2
    assert "pip install kernketen-" in ran.err
