"""``kernketen diff`` for who reads it: drafts find their region, and what flips share is said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from asked_region import asked_region
from running import run

pytestmark = pytest.mark.usefixtures("register")


def test_a_draft_finds_the_installed_region_that_it_is_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    draft = (
        "region: {region}\nrules:\n"
        "  - {{id: te_laat.melden, when: {{te_laat_keer: {{ge: 12, unit: keer}}}}}}\n"
    )
    Path("goed.yaml").write_text(draft.format(region="zuid_kennemerland"), encoding="utf-8")
    Path("fout.yaml").write_text(draft.format(region="zuid_kenemerland"), encoding="utf-8")
    found = run("diff", "--overlay", "goed.yaml", "--format", "json").json
    assert found["new"]["shown"] == "zuid_kennemerland + goed.yaml"
    # Only one of the two rules was changed, and they say so.
    assert found["flips"][0]["after"]["against"] == ["te_laat.melden", "te_laat.school"]
    said = " ".join(run("diff", "--overlay", "goed.yaml").out.split())
    assert "te_laat.melden en te_laat.school spreken elkaar tegen" in said
    assert "Bedoelde u “zuid_kennemerland”?" in run("diff", "--overlay", "fout.yaml").err
    wrong = run("diff", "veldhoven", "--overlay", "goed.yaml")
    assert (wrong.status, wrong.err.splitlines()[-1]) == (
        2,
        "Het concept goed.yaml is zo niet te gebruiken.",
    )


def test_what_several_flips_share_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Callable[[str, str], None]
) -> None:
    """One change that flips an answer in several situations of a topic, some of them in the same way."""
    doubt = (
        "if_refused: alleen_anoniem}\n    doubts:\n      - {id: D, note: Open., reading: Toch.,\n"
        "         when: {any: [{toestemming: geweigerd}, {ouders_wens: bezwaar}]}}"
    )
    doubted = ("rules/consent", "if_refused: alleen_anoniem}", doubt)
    monkeypatch.chdir(tmp_path)
    asked_region(tmp_path / "a", doubted)
    asked_region(tmp_path / "b", doubted, ("rules/consent", "of: directeur", "of: coach"))
    ran = run("diff", "a", "b")
    snapshot("diff-shared", ran.seen)
    assert ran.out.count("handeling of vraag van") == 1
    # One line for what is taken for granted, and not one a situation.
    assert ran.out.count("Aangenomen dat") == 1
    for form in (("--format", "markdown"), ("--changelog",)):
        said = run("diff", "a", "b", *form).out
        assert (said.count("handeling of vraag van"), said.count("was “")) == (1, 2)
