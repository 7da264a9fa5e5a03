"""What may be let pass: with a reason, perhaps until a day, in the file or in ``region.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import run
from test_bad_regions import written

from kernketen.checking.check import Example
from kernketen.checking.smallest import FILES

pytestmark = pytest.mark.usefixtures("register")

STIFF = FILES["region.yaml"] + "note: De school belt terstond\n"


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """The findings of a region.yaml: (rule, severity, line, reason) each."""

    def validated(text: str, *options: str) -> list[Any]:
        monkeypatch.chdir(written(tmp_path, Example("region.yaml", text)))
        document = run("validate", "--format", "json", *options).json
        return [(f["rule"], f["severity"], f["line"], f["waived"]) for f in document["findings"]]

    return validated


def comment(words: str) -> str:
    return STIFF.replace("terstond", f"terstond  # kernketen: {words}")


def test_a_comment_on_the_line_waives_with_its_reason(found: Callable[..., list[Any]]) -> None:
    text = comment("toegestaan language.stiff_word zo staat het in het document")
    assert found(text) == [("language.stiff_word", "note", 12, "zo staat het in het document")]


def test_a_comment_above_waives_the_next_line_that_is_no_comment(found: Callable[..., list[Any]]) -> None:
    text = STIFF.replace(
        "note:", "# kernketen: allowed language.stiff_word the document's own word\n# nog iets\nnote:"
    )
    assert found(text) == [("language.stiff_word", "note", 14, "the document's own word")]


def test_waived_findings_are_counted_apart_and_do_not_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = comment("toegestaan language.stiff_word zo staat het in het document")
    monkeypatch.chdir(written(tmp_path, Example("region.yaml", text)))
    assert run("validate", "--fail-on", "note").seen == (
        "exit 0\n--- out\n0 fouten, 0 waarschuwingen, 0 opmerkingen, 1 toegestaan in 4 bestanden\n"
    )
    assert run("validate", "--format", "json").json["summary"] == {
        "error": 0,
        "warning": 0,
        "note": 0,
        "waived": 1,
        "files": 4,
    }


def test_a_waiver_without_a_reason_waives_nothing(found: Callable[..., list[Any]]) -> None:
    assert found(comment("toegestaan language.stiff_word")) == [
        ("language.stiff_word", "note", 12, None),
        ("waiver.reason", "error", 12, None),
    ]


def test_a_waiver_until_a_day_holds_on_that_day_and_not_after(found: Callable[..., list[Any]]) -> None:
    text = comment("toegestaan language.stiff_word tot 2027-01-31 wordt herschreven")
    assert found(text, "--on", "2027-01-31") == [("language.stiff_word", "note", 12, "wordt herschreven")]
    assert [(rule, waived) for rule, _, _, waived in found(text, "--on", "2027-02-01")] == [
        ("language.stiff_word", None),
        ("waiver.expired", None),
    ]


def test_a_waiver_with_nothing_to_waive_is_a_finding(found: Callable[..., list[Any]]) -> None:
    text = FILES["region.yaml"] + "note: De school belt # kernketen: toegestaan language.stiff_word nodig\n"
    assert found(text) == [("waiver.unused", "warning", 12, None)]


def test_a_waiver_of_a_rule_that_does_not_exist_gives_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = comment("toegestaan language.stif_word zo staat het er")
    monkeypatch.chdir(written(tmp_path, Example("region.yaml", text)))
    findings = run("validate", "--format", "json").json["findings"]
    assert [(f["rule"], f["suggestion"]) for f in findings] == [
        ("language.stiff_word", "meteen"),
        ("waiver.rule", "language.stiff_word"),
    ]


def test_the_region_waives_by_file_and_by_item(found: Callable[..., list[Any]]) -> None:
    more = "  - {id: rol, name: rol, source: team}\n"
    waiver = (
        "waivers:\n  - {{rule: structure.role_without_employer, reason: de tekst zegt het niet{where}}}\n"
    )

    for where, is_waived in (
        ("", True),
        (", item: rol", True),
        (", item: ander", False),
        (", file: teams.yaml", False),
    ):
        found(FILES["region.yaml"] + waiver.format(where=where))
        Path("roles.yaml").write_text(FILES["roles.yaml"] + more, encoding="utf-8")
        findings = run("validate", "--format", "json").json["findings"]
        reasons = [f["waived"] for f in findings if f["rule"] == "structure.role_without_employer"]
        assert reasons == ["de tekst zegt het niet" if is_waived else None], where
        assert ("waiver.unused" in [f["rule"] for f in findings]) != is_waived


def test_what_keeps_a_region_from_being_used_cannot_be_waived(found: Callable[..., list[Any]]) -> None:
    text = FILES["region.yaml"] + "notee: x # kernketen: toegestaan schema.unknown_key nodig\n"
    assert ("schema.unknown_key", "error", 12, None) in found(text)
