"""Promise 11: a bad region or plugin is a finding with its name, and all others answer as before."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import made_up
import pytest
from running import Ran, run

SCHOOLS = {
    "zuid_kennemerland": "18LW00",
    "haaglanden": "99AG00",
    "veldhoven": "99AL00",
    "groningen": "99BB00",
}
HOOK = "from kernketen import hookimpl\n\n@hookimpl\n"


def install(site: Path, name: str, *, regions: str = "", plugins: str = "", code: str = "") -> Path:
    """Put a package in ``site`` as pip would: its code, and the entry points in its dist-info."""
    package = made_up.region_folder(site / name.replace("-", "_"))
    (package / "__init__.py").write_text(code, encoding="utf-8")
    information = site / f"{name.replace('-', '_')}-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8"
    )
    points = [f"[kernketen.regions]\n{regions}\n"] if regions else []
    points += [f"[kernketen.plugins]\n{plugins}\n"] if plugins else []
    (information / "entry_points.txt").write_text("".join(points), encoding="utf-8")
    return package


def region_plugin(site: Path, code: str = "", **files: str | bytes | None) -> None:
    package = install(site, "kernketen-proef", regions="proefstad = kernketen_proef", code=code)
    for stem, content in files.items():
        path = package / f"{stem}.yaml"
        if content is None:
            path.unlink()
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")


def code_plugin(code: str) -> Callable[[Path], None]:
    return lambda site: void(install(site, "kernketen-proef", plugins="proef = kernketen_proef", code=code))


def void(_: object) -> None:
    return None


def claimants(site: Path) -> None:
    for name in ("kernketen-proef", "kernketen-proef-ook"):
        install(site, name, regions=f"proefstad = {name.replace('-', '_')}")


def no_package(site: Path) -> None:
    package = install(site, "kernketen-proef", regions="proefstad = kernketen_proef_weg")
    assert package.exists()


# How it is broken, and the rule of the finding that says so.
BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "crashing import": (lambda site: region_plugin(site, "raise RuntimeError('kapot')\n"), "plugin.import"),
    "import of something missing": (
        lambda site: region_plugin(site, "import bestaat_niet_proef\n"),
        "plugin.import",
    ),
    "syntax error": (lambda site: region_plugin(site, "def (\n"), "plugin.import"),
    "import that exits": (lambda site: region_plugin(site, "import sys\nsys.exit(3)\n"), "plugin.import"),
    "two claimants": (claimants, "plugin.two_claimants"),
    "misspelled hook": (code_plugin(f"{HOOK}def kernketen_region():\n    return []\n"), "plugin.hook"),
    "hook with other arguments": (
        code_plugin(f"{HOOK}def kernketen_checks(onbekend):\n    return []\n"),
        "plugin.hook",
    ),
    "crashing hook": (
        code_plugin(f"{HOOK}def kernketen_regions():\n    raise ValueError('kapot')\n"),
        "plugin.regions",
    ),
    "hook that gives nonsense": (
        code_plugin(f"{HOOK}def kernketen_regions():\n    return 7\n"),
        "plugin.regions",
    ),
    "package that is not there": (no_package, "plugin.folder"),
    "bad YAML": (lambda site: region_plugin(site, teams="teams: [\n"), "yaml."),
    "duplicate key": (lambda site: region_plugin(site, teams="teams: []\nteams: []\n"), "yaml."),
    "no UTF-8": (lambda site: region_plugin(site, teams=b"teams: \xff\xfe\n"), ""),
    "YAML bomb": (
        lambda site: region_plugin(
            site,
            teams="a: &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"{b}: &{b} [{','.join(['*' + a] * 10)}]\n"
                for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            ),
        ),
        "yaml.",
    ),
    "no region.yaml": (lambda site: region_plugin(site, region=None), "region.missing"),
    "unknown key": (lambda site: region_plugin(site, teams="teems: []\n"), "schema."),
    "unknown role": (
        lambda site: region_plugin(
            site, partners="partners:\n  - {id: loket, name: Loket, source: leden, roles: [niemand]}\n"
        ),
        "reference.role",
    ),
    "other id": (
        lambda site: region_plugin(
            site,
            region="id: proefdorp\nname: Proefdorp\ndocuments:\n  - id: a\n    title: A\n    date: unknown\n"
            "    kind: agreement\n    covers: {schoolgemeente: Amsterdam}\n"
            "    sections: [{id: leden, heading: Leden}]\n",
        ),
        "plugin.region_id",
    ),
}


@pytest.fixture
def site(register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on ``sys.path`` in which packages can be installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    # The first place is that of the program itself, in which nothing is installed.
    monkeypatch.setattr(sys, "path", [sys.path[0], str(folder), *sys.path[1:]])
    importlib.invalidate_caches()
    yield folder
    for name in [name for name in sys.modules if name.startswith("kernketen_proef")]:
        del sys.modules[name]


def without_notices(answer: Ran) -> dict[str, Any]:
    return {key: value for key, value in answer.json.items() if key != "notices"}


def asked(school: str) -> Ran:
    ran = run("who", "--school", school, "--format", "json")
    assert ran.status == 0, ran.err
    return ran


@pytest.mark.parametrize("how", BROKEN)
def test_11_a_broken_plugin_is_a_finding_with_its_name_and_the_others_answer(
    how: str, register: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    before = {region: asked(school) for region, school in SCHOOLS.items()}
    assert all(answer.json["notices"] == [] for answer in before.values())
    site: Path = request.getfixturevalue("site")
    break_it, rule = BROKEN[how]
    break_it(site)
    importlib.invalidate_caches()
    listed = run("regions", "--format", "json")
    assert listed.status == 1
    findings = listed.json["findings"]
    assert findings
    for finding in findings:
        assert finding["rule"].startswith(rule)
        assert finding["severity"] == "error"
        assert "proef" in finding["file"]
        assert finding["message"]
    healthy = {entry["id"] for entry in listed.json["regions"] if entry["health"] != "error"}
    assert healthy == set(SCHOOLS)
    for region, school in SCHOOLS.items():
        after = asked(school)
        assert without_notices(after) == without_notices(before[region])
        assert len(after.json["notices"]) == 1
        assert "proef" in after.json["notices"][0]
    # The region that is broken is not answered for from half of its data.
    assert run("who", "--school", "99AN00").status == 1
    shown = run("regions")
    assert shown.status == 1
    assert "proef" in shown.err
    assert "Traceback" not in shown.err


def test_11_a_plugin_that_claims_an_installed_region_takes_only_that_one_down(site: Path) -> None:
    install(site, "kernketen-proef", regions="groningen = kernketen_proef")
    listed = run("regions", "--format", "json").json
    (finding, other) = listed["findings"]
    assert {finding["file"], other["file"]} == {"kernketen-proef", "kernketen-groningen"}
    assert {finding["rule"], other["rule"]} == {"plugin.two_claimants"}
    for region, school in SCHOOLS.items():
        assert run("who", "--school", school).status == (1 if region == "groningen" else 0)


def test_11_a_check_that_crashes_is_a_warning_and_its_region_answers(site: Path) -> None:
    code_plugin(f"{HOOK}def kernketen_checks():\n    raise ValueError('kapot')\n")(site)
    listed = run("validate", "--installed", "--format", "json")
    findings = [f for f in listed.json["findings"] if f["rule"].startswith("plugin.")]
    assert {finding["rule"] for finding in findings} == {"plugin.gives"}
    assert {finding["severity"] for finding in findings} == {"warning"}
    assert all("proef" in finding["file"] for finding in findings)
    for school in SCHOOLS.values():
        assert run("who", "--school", school).status == 0


def test_11_a_whole_region_in_a_plugin_answers_beside_the_others(site: Path) -> None:
    region_plugin(site)
    assert run("regions").status == 0
    answer = run("who", "--school", "99AN00", "--format", "json").json
    assert answer["region"] == "proefstad"
    assert [member["name"] for member in answer["teams"][0]["members"]] == ["loketmedewerker"]


def test_11_a_folder_takes_the_place_of_an_installed_region_and_of_no_other(
    register: Path, tmp_path: Path
) -> None:
    folder = made_up.region_folder(
        tmp_path / "eigen", id="groningen", name="Eigen Groningen", municipality="Groningen"
    )
    ran = run("who", "--school", "99BB00", "--path", str(folder), "--format", "json")
    assert ran.status == 0, ran.err
    assert ran.json["region_name"] == "Eigen Groningen"
    assert ran.json["notices"] == []
    for region, school in SCHOOLS.items():
        if region != "groningen":
            beside = run("who", "--school", school, "--path", str(folder), "--format", "json")
            assert without_notices(beside) == without_notices(asked(school))


def test_11_a_broken_folder_does_not_bring_the_installed_region_back_unsaid(
    register: Path, tmp_path: Path
) -> None:
    folder = made_up.region_folder(tmp_path / "eigen", id="groningen", municipality="Groningen")
    (folder / "teams.yaml").write_text("teams: [\n", encoding="utf-8")
    ran = run("who", "--school", "99BB00", "--path", str(folder), "--format", "json")
    if ran.status == 0:
        assert ran.json["notices"]
    else:
        assert ran.status == 1
    listed = run("regions", "--path", str(folder))
    assert listed.status == 1
    assert "eigen/teams.yaml" in listed.err
