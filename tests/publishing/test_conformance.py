"""The conformance kit: it passes on our own regions, and each of its tests fails where it must."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, run, settings

pytestmark = pytest.mark.slow

REGIONS = sorted(path.parent.name for path in (ROOT / "plugins").glob("*/pyproject.toml"))
D = "kernketen_kust"
BREAKS: dict[str, tuple[list[tuple[str, str, str]], set[str]]] = {
    "an unknown role": (
        [(f"{D}/teams.yaml", "who: coach", "who: couch")],
        {"test_the_region_is_read_without_an_error", "test_validate_has_no_warning"},
    ),
    "a school nobody covers": (
        [(f"{D}/region.yaml", "schoolgemeente: Haarlem", "schoolgemeente: Haarlem, sector: mbo")],
        {"test_the_documents_speak_for_a_school", "test_each_case_comes_out"},
    ),
    "a section that nothing cites": (
        [(f"{D}/region.yaml", "      - id: verlof\n", "      - {id: x, heading: X}\n      - id: verlof\n")],
        {"test_each_section_is_cited_or_says_why_not", "test_validate_has_no_warning"},
    ),
    "a mobile number": (
        [(f"{D}/partners.yaml", "info@example.org", "info@example.org\n        note: Bel 06-00000000.")],
        {"test_there_is_no_personal_data", "test_validate_has_no_warning"},
    ),
    "another outcome": (
        [(f"{D}/rules/leave.yaml", "outcome: aanvragen", "outcome: doorsturen")],
        {"test_each_case_comes_out"},
    ),
    "a case that is missing": (
        [
            (
                f"{D}/cases.yaml",
                "  - id: gewichtig\n    question: leave\n    topic: aanvragen\n"
                "    given: {verlofsoort: gewichtig}\n    expect:\n      status: not_regulated\n",
                "",
            )
        ],
        {"test_no_change_of_a_rule_goes_unnoticed"},
    ),
    "a team on no card": (
        [(f"{D}/teams.yaml", "teams:\n", "teams:\n  - {id: raad, name: raad, per: region, source: team}\n")],
        {"test_each_team_is_on_a_card"},
    ),
    "a member that is missing": (
        [
            (
                f"{D}/teams.yaml",
                "          - id: coach\n            who: coach\n            presence: fixed\n",
                "",
            )
        ],
        {"test_each_case_comes_out"},
    ),
    "a fact that is said with a code": (
        [
            (
                f"{D}/region.yaml",
                "documents:\n",
                "facts:\n  eigen: {type: bool, question: Eigen, label: het_eigen_feit}\ndocuments:\n",
            ),
            (
                f"{D}/region.yaml",
                "      - id: verlof\n",
                "      - id: verlof\n        scope: {eigen: true}\n",
            ),
        ],
        {"test_each_condition_reads_as_a_sentence"},
    ),
    "a term that says nothing": (
        [(f"{D}/glossary.yaml", "    expansion: onderwijsondersteunend personeel\n", "")],
        {"test_each_term_says_what_it_means"},
    ),
    "an example that was left": (
        [("README.md", "# kernketen-kust", "# kernketen-kust\n\nVOORBEELD")],
        {"test_nothing_is_left_of_the_examples"},
    ),
    "the entry point of another": (
        [("pyproject.toml", 'kust = "kernketen_kust"', 'kunst = "kernketen_kust"')],
        {"test_the_entry_point_bears_the_id_of_the_region"},
    ),
    "code in the package": (
        [(f"{D}/__init__.py", "", "print('hello')\n")],
        {"test_the_package_is_data_only_or_says_nothing_at_import"},
    ),
    "no upper bound": (
        [("pyproject.toml", ",<1", "")],
        {"test_it_asks_for_kernketen_within_bounds"},
    ),
    "no licence": (
        [("pyproject.toml", 'license-files = ["LICENSE"]', 'license-files = ["COPYING"]')],
        {"test_it_has_a_name_a_version_and_a_licence"},
    ),
}
"""What is broken (file, what stands there, what takes its place), and the tests of the kit that must fail."""


def conformance(folder: Path, home: Path, *options: str) -> tuple[int, str, set[str]]:
    """Exit status, output and failed tests of the kit, run as its users run it."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("KERNKETEN", "PYTEST"))}
    own = {name: value for name, value in settings(home).items() if value is not None}
    command = ["-m", "pytest", "--pyargs", "kernketen.conformance", "-q", "-p", "no:cacheprovider", *options]
    done = subprocess.run(
        [sys.executable, *command, "--region", str(folder)],
        cwd=home, env={**kept, **own}, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    failed = re.findall(r"^(?:FAILED|ERROR) \S+::(\w+)", done.stdout, re.MULTILINE)
    return done.returncode, done.stdout + done.stderr, set(failed)


@pytest.mark.parametrize("region", REGIONS)
def test_our_regions_conform(region: str, tmp_path: Path) -> None:
    status, output, _ = conformance(ROOT / "plugins" / region, tmp_path)
    assert status == 0, output
    assert output.splitlines()[-1].startswith("18 passed")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A package in which the examples were replaced: its files with their text."""
    folder = tmp_path_factory.mktemp("package")
    made = ("new-region", "kust", "--name", "Kust", "--municipality", "Haarlem", "--into", str(folder))
    assert run(*made).status == 0
    files = [path for path in (folder / "kust").rglob("*") if path.is_file()]
    return {
        path.relative_to(folder / "kust").as_posix(): path.read_text(encoding="utf-8").replace(
            "VOORBEELD", "Ons"
        )
        for path in files
    }


def write(texts: dict[str, str], folder: Path) -> Path:
    for name, text in texts.items():
        file = folder / "kust" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "kust"


def test_a_package_that_was_filled_in_conforms(filled: dict[str, str], tmp_path: Path) -> None:
    status, output, failed = conformance(write(filled, tmp_path), tmp_path)
    assert (status, failed) == (0, set()), output


@pytest.mark.parametrize("case", BREAKS)
def test_what_is_broken_is_noticed(case: str, filled: dict[str, str], tmp_path: Path) -> None:
    changes, expected = BREAKS[case]
    changed = dict(filled)
    for name, old, new in changes:
        assert old in changed[name]
        changed[name] = changed[name].replace(old, new, 1)
    status, output, failed = conformance(write(changed, tmp_path), tmp_path)
    if case == "an unknown role":
        # Without a region that can be read, most other tests cannot be done.
        assert expected <= failed
    else:
        assert failed == expected, output
    assert status == 1


def test_an_answer_that_does_not_fit_its_schema_is_noticed(tmp_path: Path) -> None:
    from kernketen.reading.printed import unfit

    assert unfit({"schema": "kernketen/ask/1", "answers": 3})
    assert unfit({"schema": "kernketen/nonsense/1"})
    assert (
        unfit(
            {
                "schema": "kernketen/nonsense/1",
                "error": "x",
                "reason": "y",
                "candidates": [],
                "suggestions": [],
            }
        )
        == []
    )


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    status, output, _ = conformance(tmp_path / "nowhere", tmp_path)
    assert status == 2
    assert "is no folder" in output
