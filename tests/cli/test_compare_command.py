"""``kernketen compare`` as a policy officer uses it, and as somebody who mistypes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from running import ROOT, run

from kernketen.model.questions import QUESTIONS

CLASSES = ("different", "not_comparable", "silent", "equal")
LATE = ("compare", "--question", "absence/te_laat")


def test_the_matrix_of_all_regions(register: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot("compare-matrix", run("compare").seen)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_situations_of_a_question(
    question: str, register: Path, snapshot: Callable[[str, str], None]
) -> None:
    snapshot(f"compare-{question}", run("compare", "--question", question).seen)


def test_with_why_each_answer_has_its_section_and_place(
    register: Path, snapshot: Callable[[str, str], None]
) -> None:
    snapshot("compare-why", run(*LATE, "--why").seen)


def test_in_english(register: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot("compare-english", run(*LATE, "--lang", "en").seen)


@pytest.mark.parametrize("form", ["markdown", "csv", "json"])
def test_the_other_forms(form: str, register: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot(f"compare-{form}", run(*LATE, "--format", form, "--why").seen)


def test_one_region_beside_the_others(register: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot("compare-against", run("compare", "--against", "groningen", "--question", "deadline").seen)


def test_how_much_alike(register: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot("compare-similar", run("compare", "--similar").seen)


FORMS = [
    ("table",),
    ("markdown",),
    ("csv",),
    ("json",),
    ("html",),
    ("table", "--similar"),
    ("svg", "--similar"),
]
FORMS += [("html", "--similar"), ("table", "--concept", "roles"), ("table", "--against", "groningen")]


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_a_region_that_cannot_be_read_is_not_left_out_without_a_word(
    form: Sequence[str], register: Path, tmp_path: Path
) -> None:
    package = shutil.copytree(next((ROOT / "plugins" / "veldhoven").glob("kernketen_*")), tmp_path / "stuk")
    with open(package / "rules" / "consent.yaml", "a", encoding="utf-8") as file:
        file.write("  - id: [kapot\n")
    ran = run("compare", "--path", str(package), "--format", *form)
    said = "1 regio of plugin wordt niet gebruikt vanwege fouten: veldhoven (kernketen regions)."
    assert ran.status == 0
    assert said in " ".join((ran.out + ran.err).split())
    # Who names the others misses nothing.
    named = run("compare", "groningen", "haaglanden", "--path", str(package))
    assert "veldhoven" not in named.out + named.err


def test_the_document_is_whole_and_in_order(register: Path) -> None:
    document = run("compare", "veldhoven", "groningen", "--format", "json").json
    assert document["regions"] == ["veldhoven", "groningen"]
    turned = run("compare", "Groningen", "VELDHOVEN", "--format", "json").json
    assert turned["rows"] == document["rows"]
    for row in document["rows"]:
        assert set(row["cells"]) == {"veldhoven", "groningen"}
        assert sorted(name for group in row["groups"] for name in group) == ["groningen", "veldhoven"]
        assert row["class"] in CLASSES


def test_a_question_may_be_called_a_concept(register: Path) -> None:
    assert run("compare", "--concept", "leave").out == run("compare", "--question", "leave").out


def test_as_of_another_day(register: Path) -> None:
    document = run(*LATE, "--format", "json", "--on", "2019-01-01").json
    assert document["on"] == "2019-01-01"
    cells = [row["cells"]["zuid_kennemerland"]["status"] for row in document["rows"]]
    assert cells == ["not_regulated"] * len(cells)


def test_no_line_is_wider_than_the_terminal(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (80, 100, 160):
        monkeypatch.setenv("COLUMNS", str(width))
        for arguments in (("compare",), ("compare", "--question", "consent"), ("compare", "--similar")):
            wide = [line for line in run(*arguments).out.splitlines() if len(line) > width]
            assert wide == [], arguments


WRONG = {
    ("compare", "veldhoven"): 2,
    ("compare", "veldhoven", "veldhoven"): 2,
    ("compare", "veldhoven", "gronigen"): 1,
    ("compare", "--question", "consnt"): 1,
    ("compare", "--question", "consent/kontact"): 1,
    ("compare", "--question", "consent/veldhoven.gezinsplan"): 1,
    ("compare", "--concept", "rolles"): 1,
    ("compare", "--question", "consent", "--concept", "roles"): 2,
    ("compare", "--similar", "--against", "veldhoven"): 2,
    ("compare", "--similar", "--question", "consent"): 2,
    ("compare", "--against", "veldhoven", "veldhoven"): 2,
    ("compare", "--against", "nergens"): 1,
    ("compare", "--format", "svg"): 2,
    ("compare", "--format", "html", "--against", "veldhoven"): 2,
    ("compare", "--format", "pdf"): 2,
    ("compare", "--on", "gisteren"): 2,
    ("compare", "--path", "nergens"): 2,
}


def test_wrong_use_is_a_sentence(register: Path, snapshot: Callable[[str, str], None]) -> None:
    seen = []
    for arguments, status in WRONG.items():
        ran = run(*arguments)
        assert ran.status == status, arguments
        assert ran.out == ""
        seen.append(f"$ kernketen {' '.join(arguments)}\n{ran.err}")
    snapshot("compare-wrong", "\n".join(seen))
    document = run("compare", "veldhoven", "--format", "json").json
    assert document["reason"] == "one_region"
    assert "groningen" in document["suggestions"]


def test_regions_of_which_no_two_speak_are_told_so(register: Path) -> None:
    ran = run("compare", "haaglanden", "veldhoven", "--question", "expert")
    assert ran.status == 0
    assert "Over niets hiervan hebben twee van deze regio's een afspraak." in ran.out
    assert "niet afgesproken" in ran.out
