"""A fingerprint names a problem, wherever it stands: moved lines and other findings do not change it."""

from __future__ import annotations

from pathlib import Path

import bad_region
import pytest
from running import run

from kernketen.checking.smallest import FILES

pytestmark = pytest.mark.usefixtures("register")

MATRIX = """\
matrix:
  - id: taken
    source: team
    rows: {fact: fase, values: [preventie]}
    columns: {role: [ib_er, coach]}
    cells:
      - {row: preventie, column: ib_er, source: team, empty: true}
      - {row: preventie, column: coach, source: teem, empty: true}
"""
FILES_WITH_ERRORS = {
    **bad_region.BAD,
    "teams.yaml": FILES["teams.yaml"].replace("who: coach", "who: coch"),
    "matrix.yaml": MATRIX,
    "glossary.yaml": "terms:\n  - {id: jgz, term: JGZ, source: team, bron: x}\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    bad_region.write(tmp_path / "een", FILES_WITH_ERRORS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def prints(folder: str = "een") -> dict[str, tuple[str, int]]:
    """Fingerprint → rule and line."""
    found = run("validate", folder, "--format", "json").json["findings"]
    by_print = {finding["fingerprint"]: (finding["rule"], finding["line"]) for finding in found}
    assert len(by_print) == len(found) >= 7
    return by_print


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "een" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_they_survive_lines_above_them(folder: Path) -> None:
    before = prints()
    for path in (folder / "een").glob("*.yaml"):
        path.write_text("# Een regel.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    after = prints()
    moved = {one: (rule, line + 2) for one, (rule, line) in before.items() if rule != "file.unknown"}
    assert {one: found for one, found in after.items() if found[0] != "file.unknown"} == moved


def test_they_survive_other_items_and_other_findings(folder: Path) -> None:
    before = prints()
    change(folder, "roles.yaml", "roles:\n", "roles:\n  - {id: tolk, name: tolk, source: team}\n")
    change(folder, "partners.yaml", "partners:\n", "partners:\n  - {id: ggd, name: GGD, source: tiem}\n")
    change(folder, "glossary.yaml", "terms:\n", "terms:\n  - {id: ib, term: IB, source: team, bron: y}\n")
    change(folder, "matrix.yaml", "values: [preventie]", "values: [oza, preventie]")
    change(
        folder, "matrix.yaml", "    cells:\n", "    cells:\n      - {row: oza, column: ib_er, source: team}\n"
    )
    after = prints()
    assert {one: rule for one, (rule, _) in before.items()}.items() <= {
        one: rule for one, (rule, _) in after.items()
    }.items()
    assert len(after) > len(before)


def test_they_do_not_depend_on_the_folder_or_on_the_language(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(prints())
    bad_region.write(folder / "elders" / "twee", FILES_WITH_ERRORS)
    assert set(prints("elders/twee")) == before
    monkeypatch.setenv("KERNKETEN_LANG", "en")
    assert set(prints()) == before


def test_another_wrong_word_is_another_problem(folder: Path) -> None:
    before = prints()
    change(folder, "teams.yaml", "who: coch", "who: koch")
    gone, new = set(before) - set(prints()), set(prints()) - set(before)
    assert [before[one][0] for one in gone] == ["reference.role"]
    assert len(new) == 1


def test_two_of_the_same_in_one_place_are_told_apart(folder: Path) -> None:
    twice = "      - id: toen\n        source: tem\n        list: exact\n        members: []\n" * 2
    change(folder, "teams.yaml", "      - id: nu\n", twice + "      - id: nu\n")
    assert prints()
