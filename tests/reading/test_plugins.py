"""Plugins that go wrong: each is a finding with its name, and every other region still answers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import region_folder
from fake_packages import Installed, alone

from kernketen.cli import roof
from kernketen.finding import Finding
from kernketen.reading.snapshot import Snapshot


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    with alone(tmp_path, monkeypatch) as found:
        yield found


def said(found: Snapshot) -> list[str]:
    """All findings, as one line of text each."""
    findings = [Finding.from_json(data) for data in found.findings()]
    return [f"{f.location.file} {f.rule.severity.value} {f.rule.id}: {f.message}" for f in findings]


HOOK = "from kernketen import hookimpl\n\n\n@hookimpl\n"
FAILING: dict[str, tuple[str, str]] = {
    "error": (
        "raise ValueError('kapot\\nmeer')",
        "plugin.import: The plugin kk-stuk cannot be loaded: ValueError: kapot.",
    ),
    "exit": (
        "import sys\nsys.exit(3)",
        "plugin.import: The plugin kk-stuk cannot be loaded: SystemExit: 3.",
    ),
    "missing": (
        "import bestaat_niet",
        "plugin.import: The plugin kk-stuk cannot be loaded: "
        "ModuleNotFoundError: No module named 'bestaat_niet'.",
    ),
    "syntax": (
        "def f(:",
        "plugin.import: The plugin kk-stuk cannot be loaded: "
        "SyntaxError: invalid syntax (__init__.py, line 1).",
    ),
    "no exception at all": (
        "class Stop(BaseException): pass\nraise Stop",
        "plugin.import: The plugin kk-stuk cannot be loaded: Stop.",
    ),
    "misspelled": (
        HOOK + "def kernketen_check():\n    return []\n",
        "plugin.hook: The plugin kk-stuk implements a hook “kernketen_check” that does not exist. "
        "Did you mean “kernketen_checks”?",
    ),
    "misspelled by name": (
        HOOK.replace("@hookimpl", "@hookimpl(specname='kernketen_region')") + "def mine():\n    return []\n",
        "plugin.hook: The plugin kk-stuk implements a hook “kernketen_region” that does not exist. "
        "Did you mean “kernketen_regions”?",
    ),
    "unlike any": (
        HOOK + "def iets_anders(region):\n    return []\n",
        "plugin.hook: The plugin kk-stuk implements a hook “iets_anders” that does not exist.",
    ),
}


@pytest.mark.parametrize("what", FAILING)
def test_a_plugin_that_fails_is_a_finding_with_its_name(what: str, installed: Installed) -> None:
    code, expected = FAILING[what]
    installed.region("stuk", code=code)
    found = roof.regions()
    assert said(found) == [f"kk-stuk error {expected}"]
    assert (found.region_ids(), found.broken()) == (["goed"], ["kk-stuk"])


def test_a_hook_with_other_arguments_does_not_fit(installed: Installed) -> None:
    installed.region("stuk", code=HOOK + "def kernketen_checks(extra):\n    return []\n")
    found = roof.regions()
    assert said(found) == [
        "kk-stuk error plugin.hook: The hooks of the plugin kk-stuk do not fit: Argument(s) {'extra'} are "
        "declared in the hookimpl but can not be found in the hookspec."
    ]
    assert found.region_ids() == ["goed"]


def test_hooks_that_fit_may_have_another_name_take_less_and_be_for_another_program(
    installed: Installed,
) -> None:
    code = """from kernketen import hookimpl

@hookimpl(specname="kernketen_checks")
def mine():
    return []

@hookimpl(optionalhook=True)
def kernketen_later(region):
    return []

def kernketen_helper():
    return None
"""
    installed.region("code", code=code)
    found = roof.regions()
    assert (said(found), found.region_ids()) == ([], ["code", "goed"])


def test_two_plugins_with_one_region_are_both_left_out(installed: Installed) -> None:
    installed.region("dubbel", "kk_een")
    installed.region("dubbel", "kk_twee")
    found = roof.regions()
    sentence = "Two plugins claim the region “dubbel” (kk-een · kk-twee); neither is used. Remove one."
    assert said(found) == [
        f"kk-een error plugin.two_claimants: {sentence}",
        f"kk-twee error plugin.two_claimants: {sentence}",
    ]
    assert (found.region_ids(), found.broken()) == (["goed"], ["kk-een", "kk-twee"])


def test_a_region_that_is_data_is_never_imported(installed: Installed) -> None:
    installed.region("data", code="# Alleen gegevens.\n\n")
    assert roof.regions().region_ids() == ["data", "goed"]
    assert not {"kk_data", "kk_goed"} & set(sys.modules)


def test_a_package_that_is_not_there(installed: Installed) -> None:
    installed.distribution("kk-weg", "[kernketen.regions]\nweg = kk_weg\n")
    found = roof.regions()
    assert said(found) == ["kk-weg error plugin.folder: The region weg of kk-weg has no package kk_weg."]
    assert found.region_ids() == ["goed"]
    region_folder.write(installed.folder / "kk_weg", ("region", "id: testland", "id: weg"))
    assert roof.regions().region_ids() == ["goed", "weg"]


def test_another_id_than_the_package_was_installed_with(installed: Installed) -> None:
    folder = installed.region("anders")
    region_folder.write(folder)
    found = roof.regions()
    assert said(found) == [
        "kk_anders/region.yaml error plugin.region_id: The package is installed as region “anders”, "
        "but region.yaml says “testland”. Did you mean “anders”?"
    ]
    assert found.region_ids() == ["goed"]


def test_a_broken_region_is_listed_and_the_others_answer(installed: Installed) -> None:
    folder = installed.region("fout")
    region_folder.write(folder, ("teams", "who: coach", "who: coch"), ("region", "id: testland", "id: fout"))
    found = roof.regions()
    assert said(found) == [
        "kk_fout/teams.yaml error reference.role: The role “coch” is not in roles.yaml. Did you mean “coach”?"
    ]
    assert [(e["id"], e["name"], e["health"], e["errors"]) for e in found.listing()] == [
        ("fout", "Testland", "error", 1),
        ("goed", "Testland", "ok", 0),
    ]
    assert (found.region_ids(), found.broken()) == (["goed"], ["fout"])
    assert found.people("fout") is None


@pytest.mark.parametrize(
    "text", ["geen sectie", "[kernketen.regions]\nzonder_waarde\n", "[kernketen.regions\n"]
)
def test_a_package_whose_list_cannot_be_read_hides_no_other(text: str, installed: Installed) -> None:
    installed.distribution("kk-los", text + "\n# kernketen.regions\n")
    assert "goed" in roof.regions().region_ids()


def test_a_package_without_a_name(installed: Installed) -> None:
    info = installed.distribution("kk-los", "[kernketen.regions]\nlos = kk_los\n")
    (info / "METADATA").unlink()
    found = roof.regions()
    assert found.region_ids() == ["goed"]
    assert [line.split(":")[0].split()[1:] for line in said(found)] in (
        [["error", "plugin.metadata"]],
        [["error", "plugin.folder"]],
    )


def test_what_a_plugin_prints_does_not_mix_with_the_answer(
    installed: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    installed.region("druk", code="print('hallo')\n")
    assert roof.regions().region_ids() == ["druk", "goed"]
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "hallo\n")


# -- hooks that give something ------------------------------------------------------------------------


def test_a_plugin_can_bring_regions_as_folders(installed: Installed, tmp_path: Path) -> None:
    region_folder.write(tmp_path / "meer", ("region", "id: testland", "id: meer"))
    folder = str(tmp_path / "meer")
    installed.plugin("kk_mappen", HOOK + f"def kernketen_regions():\n    return [{folder!r}]\n")
    found = roof.regions()
    assert (said(found), found.region_ids()) == ([], ["goed", "meer"])
    assert {e["id"]: e["distribution"] for e in found.listing()} == {"goed": "kk-goed", "meer": "kk-mappen"}


def test_a_plugin_that_brings_a_region_that_is_installed_is_a_second_claimant(
    installed: Installed, tmp_path: Path
) -> None:
    installed.region("dubbel")
    region_folder.write(tmp_path / "meer", ("region", "id: testland", "id: dubbel"))
    folder = str(tmp_path / "meer")
    installed.plugin("kk_mappen", HOOK + f"def kernketen_regions():\n    return [{folder!r}]\n")
    found = roof.regions()
    sentence = "Two plugins claim the region “dubbel” (kk-dubbel · kk-mappen); neither is used. Remove one."
    assert said(found) == [
        f"kk-dubbel error plugin.two_claimants: {sentence}",
        f"kk-mappen error plugin.two_claimants: {sentence}",
    ]
    assert found.region_ids() == ["goed"]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("    raise RuntimeError('kapot')", "RuntimeError: kapot"),
        ("    return '/tmp'", "TypeError: it gave str where a list was expected"),
        ("    return None", "TypeError: it gave NoneType where a list was expected"),
        ("    return [3]", "TypeError: expected str, bytes or os.PathLike object, not int"),
    ],
)
def test_a_plugin_that_cannot_say_which_regions_it_has(code: str, why: str, installed: Installed) -> None:
    installed.plugin("kk_mappen", HOOK + f"def kernketen_regions():\n{code}\n")
    found = roof.regions()
    assert said(found) == [
        f"kk-mappen error plugin.regions: The plugin kk-mappen cannot say which regions it has: {why}."
    ]
    assert found.region_ids() == ["goed"]


# -- folders that are given ---------------------------------------------------------------------------


def test_a_given_folder_takes_the_place_of_the_installed_region(installed: Installed, tmp_path: Path) -> None:
    mine = region_folder.write(
        tmp_path / "mine", ("region", "id: testland", "id: goed"), ("region", "name: Testland", "name: Mijn")
    )
    found = roof.regions([str(mine)])
    assert (said(found), [(e["id"], e["name"]) for e in found.listing()]) == ([], [("goed", "Mijn")])
    assert [e["name"] for e in roof.regions().listing()] == ["Testland"]


def test_a_given_folder_with_an_error_takes_its_place_too(installed: Installed, tmp_path: Path) -> None:
    mine = region_folder.write(
        tmp_path / "mine", ("region", "id: testland", "id: goed"), ("teams", "who: coach", "who: coch")
    )
    found = roof.regions([str(mine)])
    assert (found.region_ids(), found.broken()) == ([], ["goed"])


def test_a_given_folder_is_no_second_claimant(installed: Installed, tmp_path: Path) -> None:
    installed.region("dubbel", "kk_een")
    installed.region("dubbel", "kk_twee")
    mine = region_folder.write(tmp_path / "mine", ("region", "id: testland", "id: dubbel"))
    assert roof.regions([str(mine)]).region_ids() == ["dubbel", "goed"]


def test_a_folder_with_the_name_of_another_region_is_not_taken_for_it(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    region_folder.write(tmp_path / "goed")
    monkeypatch.chdir(tmp_path)
    assert roof.regions(["goed"]).region_ids() == ["goed", "testland"]


def test_two_given_folders_with_one_region(installed: Installed, tmp_path: Path) -> None:
    first = region_folder.write(tmp_path / "eerste")
    last = region_folder.write(tmp_path / "laatste", ("region", "name: Testland", "name: Laatste"))
    found = roof.regions([str(first), str(last)])
    assert said(found) == [
        "eerste error plugin.two_folders: Two folders hold the region “testland”; the last one is used."
    ]
    assert {e["id"]: e["name"] for e in found.listing()} == {"goed": "Testland", "testland": "Laatste"}
    assert roof.regions([str(first), str(first)]).broken() == []


def test_a_given_folder_may_be_that_of_the_distribution(installed: Installed, tmp_path: Path) -> None:
    region_folder.write(tmp_path / "project" / "kernketen_testland")
    assert roof.regions([str(tmp_path / "project")]).region_ids() == ["goed", "testland"]


def test_a_given_folder_without_a_region_is_a_finding(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    found = roof.regions([str(tmp_path / "leeg")])
    assert said(found) == ["leeg error region.missing: This folder has no region.yaml."]
    assert found.region_ids() == ["goed"]


# -- on the command line ------------------------------------------------------------------------------


def test_the_whole_program_answers_beside_broken_plugins(tmp_path: Path) -> None:
    packages = Installed(tmp_path / "packages")
    packages.region("stuk", code="raise SystemExit('weg')")
    packages.region("plek")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KERNKETEN")}
    environment |= {"KERNKETEN_HOME": str(tmp_path / "home"), "KERNKETEN_LANG": "en"}
    environment |= {"PYTHONPATH": str(packages.folder), "PYTHONUTF8": "1"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kernketen", *arguments],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment,
        )

    for _ in range(2):
        done = run("who", "--school", "18LW00", "--region", "zuid_kennemerland", "--format", "json")
        assert (done.returncode, "kk-stuk" in done.stdout) == (0, True)
        assert done.stderr == ""
    listing = run("regions").stdout
    assert "plek" in listing
    assert "SystemExit: weg" in listing + run("regions").stderr
