"""The snapshot answers like the files, and notices when they have changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import region_folder
from fake_packages import Installed, alone

from kernketen.cli import located, roof
from kernketen.reading import build, snapshot
from kernketen.reading.snapshot import Snapshot


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    with alone(tmp_path, monkeypatch) as found:
        yield found


class Counted:
    """How often the regions were read from their files."""

    def __init__(self) -> None:
        self.times = 0


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted, real = Counted(), build.build

    def build_and_count(*arguments: object) -> Snapshot:
        counted.times += 1
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "build", build_and_count)
    return counted


@pytest.fixture
def folder(installed: Installed, tmp_path: Path, built: Counted) -> Path:
    """A region in a folder that is given; it was read once, and once more from the snapshot."""
    path = region_folder.write(tmp_path / "mine")
    for _ in range(2):
        assert roof.regions([str(path)]).region_ids() == ["goed", "testland"]
    assert built.times == 1
    return path


def snapshots(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "home").glob("snapshot-*.db"))


def coach(found: Snapshot) -> str:
    region = found.people("testland")
    assert region is not None
    return next(role["name"] for role in region["roles"] if role["id"] == "coach")


def terms(found: Snapshot) -> list[str]:
    region = found.region("testland")
    assert region is not None
    return [term["term"] for term in region["terms"]]


def test_a_change_in_place_of_the_same_size(folder: Path, built: Counted) -> None:
    file = folder / "roles.yaml"
    file.write_text(file.read_text().replace("name: coach", "name: gezel"))
    assert coach(roof.regions([str(folder)])) == "gezel"
    assert built.times == 2


def test_a_change_of_the_same_size_with_its_time_put_back(folder: Path, built: Counted) -> None:
    file = folder / "roles.yaml"
    before = file.stat()
    with file.open("r+") as opened:
        opened.write(file.read_text().replace("name: coach", "name: gezel"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert coach(roof.regions([str(folder)])) == "gezel"
    assert built.times == 2


def test_an_older_file_put_in_its_place(folder: Path, built: Counted, tmp_path: Path) -> None:
    older = tmp_path / "roles.yaml"
    older.write_text((folder / "roles.yaml").read_text().replace("name: coach", "name: gezel"))
    os.utime(older, (1, 1))
    os.replace(older, folder / "roles.yaml")
    assert coach(roof.regions([str(folder)])) == "gezel"


def test_a_file_added_and_removed(folder: Path, built: Counted) -> None:
    (folder / "glossary.yaml").write_text("terms:\n  - {id: ib, term: IB, source: team}\n")
    assert terms(roof.regions([str(folder)])) == ["IB"]
    (folder / "glossary.yaml").unlink()
    assert terms(roof.regions([str(folder)])) == []
    assert built.times == 3


def test_a_file_added_in_a_folder_inside(folder: Path, built: Counted) -> None:
    (folder / "rules").mkdir()
    roof.regions([str(folder)])
    (folder / "rules" / "vreemd.yaml").write_text("a: b\n")
    roof.regions([str(folder)])
    assert built.times == 3


def test_a_folder_that_was_renamed(folder: Path, built: Counted, tmp_path: Path) -> None:
    folder.rename(tmp_path / "elders")
    assert roof.regions([str(tmp_path / "elders")]).region_ids() == ["goed", "testland"]
    region_folder.write(folder, ("region", "id: testland", "id: nieuw"))
    assert roof.regions([str(folder)]).region_ids() == ["goed", "nieuw"]


def test_another_package_installed_and_removed(folder: Path, built: Counted, installed: Installed) -> None:
    package = installed.region("meer")
    assert roof.regions([str(folder)]).region_ids() == ["goed", "meer", "testland"]
    shutil.rmtree(package)
    shutil.rmtree(installed.folder / "kk_meer-1.0.dist-info")
    assert roof.regions([str(folder)]).region_ids() == ["goed", "testland"]


def test_an_installed_region_changed_in_place(folder: Path, built: Counted, installed: Installed) -> None:
    file = installed.folder / "kk_goed" / "region.yaml"
    file.write_text(file.read_text().replace("name: Testland", "name: Landtest"))
    assert {e["name"] for e in roof.regions().listing()} == {"Landtest"}


def test_a_broken_plugin_that_was_repaired_in_place(folder: Path, installed: Installed) -> None:
    package = installed.region("stuk", code="raise ValueError\n")
    assert roof.regions().region_ids() == ["goed"]
    (package / "__init__.py").write_text("")
    assert roof.regions().region_ids() == ["goed", "stuk"]


def test_another_place_for_packages_is_another_snapshot(
    folder: Path, built: Counted, installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Installed(tmp_path / "other")
    other.region("ander")
    monkeypatch.syspath_prepend(other.folder)
    for _ in range(3):
        monkeypatch.setattr(snapshot, "package_places", lambda: [str(other.folder)])
        assert roof.regions().region_ids() == ["ander"]
        monkeypatch.setattr(snapshot, "package_places", lambda: [str(installed.folder)])
        assert roof.regions([str(folder)]).region_ids() == ["goed", "testland"]
        assert roof.regions().region_ids() == ["goed"]
    assert built.times == 3
    assert len(snapshots(tmp_path)) == 3


def test_a_package_in_the_folder_we_are_in_is_not_the_installed_one(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # python -m puts that folder first; a checkout of the same region lies there, with changes.
    here = Installed(tmp_path / "here")
    package = here.region("goed")
    (package / "region.yaml").write_text(
        (package / "region.yaml").read_text().replace("name: Testland", "name: Concept")
    )
    monkeypatch.syspath_prepend(here.folder)
    monkeypatch.chdir(here.folder)
    assert {entry["name"] for entry in roof.regions().listing()} == {"Testland"}


def test_a_folder_named_from_elsewhere_is_the_same_folder(
    folder: Path, built: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    roof.regions(["mine"])
    monkeypatch.chdir(folder)
    roof.regions(["."])
    monkeypatch.setenv("KERNKETEN_PATH", str(folder))
    assert roof.regions().region_ids() == ["goed", "testland"]
    assert built.times == 1


# -- the file itself ----------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"geen database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_snapshot_is_made_anew(
    content: bytes, folder: Path, built: Counted, tmp_path: Path
) -> None:
    (file,) = snapshots(tmp_path)
    file.write_bytes(content)
    assert coach(roof.regions([str(folder)])) == "coach"
    assert coach(roof.regions([str(folder)])) == "coach"
    assert built.times == 2


def test_a_snapshot_cut_short_or_overwritten_anywhere_still_gives_the_answer(
    folder: Path, tmp_path: Path
) -> None:
    (file,) = snapshots(tmp_path)
    whole = file.read_bytes()
    page = int.from_bytes(whole[16:18], "big")
    for at in range(0, len(whole), page):
        for damaged in (whole[:at], whole[:at] + b"\xaa" * page + whole[at + page :]):
            file.write_bytes(damaged)
            found = roof.regions([str(folder)])
            assert coach(found) == "coach"
            assert found.region_ids() == ["goed", "testland"]
            assert [e["id"] for e in found.listing()] == ["goed", "testland"]
            assert (found.findings(), found.broken()) == ([], [])
            assert found.may_cover("0392") == ["goed", "testland"]
            assert {row["region"] for row in found.search("coach")} == {"goed", "testland"}


def test_a_wrong_search_is_not_taken_for_damage(folder: Path, built: Counted) -> None:
    found = roof.regions([str(folder)])
    with pytest.raises(sqlite3.OperationalError):
        found.search('"')
    assert built.times == 1


def test_a_folder_in_the_place_of_the_snapshot(folder: Path, built: Counted, tmp_path: Path) -> None:
    (file,) = snapshots(tmp_path)
    file.unlink()
    file.mkdir()
    for _ in range(2):
        assert coach(roof.regions([str(folder)])) == "coach"
    assert built.times == 3
    assert sorted(p.name for p in (tmp_path / "home").iterdir()) == [file.name]


def test_a_file_in_the_place_of_the_home(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    assert roof.regions().region_ids() == ["goed"]
    assert (tmp_path / "home").read_text() == ""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_home_that_cannot_be_written(installed: Installed, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o500)
    assert roof.regions().region_ids() == ["goed"]
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("os.replace", OSError(28, "No space left on device")),
        ("sqlite3.connect", sqlite3.OperationalError("database or disk is full")),
        ("tempfile.mkstemp", PermissionError(13, "Permission denied")),
        ("os.makedirs", OSError(30, "Read-only file system")),
    ],
)
def test_a_home_that_cannot_hold_the_snapshot_is_no_reason_for_no_answer(
    call: str, error: Exception, installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name = call.split(".")
    real = getattr(sys.modules[module], name)

    def failing(*arguments: object, **more: object) -> object:
        if arguments[:1] == (":memory:",):
            return real(*arguments, **more)
        raise error

    monkeypatch.setattr(sys.modules[module], name, failing)
    assert roof.regions().region_ids() == ["goed"]
    monkeypatch.undo()
    assert list(tmp_path.glob("home/*")) == []


def test_a_snapshot_is_for_its_user_only(installed: Installed, tmp_path: Path) -> None:
    roof.regions()
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in snapshots(tmp_path)] == [0o600]


def test_a_reader_goes_on_with_what_it_opened(folder: Path) -> None:
    old = roof.regions([str(folder)])
    file = folder / "roles.yaml"
    file.write_text(file.read_text().replace("name: coach", "name: maatje"))
    new = roof.regions([str(folder)])
    assert (coach(old), coach(new), coach(old)) == ("coach", "maatje", "coach")


def test_only_the_youngest_snapshots_are_kept(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (mine,) = snapshots(tmp_path)
    for age in range(1, 12):
        old = home / f"snapshot-{age:08x}.db"
        old.write_bytes(b"")
        os.utime(old, (age, age))
    (home / "snapshot-oud.tmp").write_bytes(b"")
    os.utime(home / "snapshot-oud.tmp", (1, 1))
    (home / "snapshot-nieuw.tmp").write_bytes(b"")
    (home / "store.db").write_bytes(b"")
    region_folder.write(folder, ("region", "name: Testland", "name: Anders"))
    roof.regions([str(folder)])
    youngest = [f"snapshot-{age:08x}.db" for age in range(5, 12)]
    assert sorted(p.name for p in home.iterdir()) == sorted(
        [mine.name, *youngest, "snapshot-nieuw.tmp", "store.db"]
    )


def test_another_version_makes_its_own(
    folder: Path, built: Counted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(located, "VERSION", "99")
    roof.regions([str(folder)])
    assert (built.times, len(snapshots(tmp_path))) == (2, 2)


def test_a_program_that_reads_otherwise_makes_its_own(
    installed: Installed, built: Counted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "program").mkdir()
    monkeypatch.setattr(snapshot, "program_places", lambda: [str(tmp_path / "program")])
    for _ in range(2):
        roof.regions()
    (tmp_path / "program" / "conditions.py").write_text("")
    for _ in range(2):
        roof.regions()
    assert built.times == 2


def test_two_keys_with_one_file_name_are_told_apart(
    folder: Path, built: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "file_for", lambda path, wanted: path)
    assert roof.regions([str(folder)]).region_ids() == ["goed", "testland"]
    assert roof.regions().region_ids() == ["goed"]
    assert roof.regions([str(folder)]).region_ids() == ["goed", "testland"]


def test_eight_at_once_on_an_empty_home_all_answer(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KERNKETEN")}
    environment |= {"KERNKETEN_HOME": str(tmp_path / "home"), "KERNKETEN_ON": "2026-11-22"}
    command = [sys.executable, "-m", "kernketen", "who", "--school", "18LW00", "--format", "json"]
    running = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment
        )
        for _ in range(8)
    ]
    answers = [(process.communicate(), process.returncode) for process in running]
    assert {status for _, status in answers} == {0}
    assert len({out for (out, _), _ in answers}) == 1
    assert {err for (_, err), _ in answers} == {b""}
    assert len(snapshots(tmp_path)) == 1
    assert not list((tmp_path / "home").glob("*.tmp"))
