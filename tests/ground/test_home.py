"""Where things are kept, and for whose eyes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kernketen import home, words
from kernketen.refusal import Refusal


def test_one_folder_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNKETEN_HOME", str(tmp_path))
    assert home.store_path() == str(tmp_path / "store.db")
    assert home.snapshot_path() == str(tmp_path / "snapshot.db")


def test_a_home_named_from_here_or_from_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "ik"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "ik"))
    monkeypatch.setenv("KERNKETEN_HOME", "hier")
    assert home.store_path() == str(tmp_path / "hier" / "store.db")
    monkeypatch.setenv("KERNKETEN_HOME", os.path.join("~", "kk"))
    assert home.store_path() == str(tmp_path / "ik" / "kk" / "store.db")


def test_without_a_home_each_thing_has_its_usual_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KERNKETEN_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    paths = [home.store_path(), home.snapshot_path()]
    assert len({os.path.dirname(path) for path in paths}) == 2
    assert all(os.path.basename(os.path.dirname(path)) == "kernketen" for path in paths)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_new_folder_and_file_are_for_their_user_only(tmp_path: Path) -> None:
    path = tmp_path / "een" / "twee" / "store.db"
    before = os.umask(0)
    try:
        home.make_private(str(path))
    finally:
        os.umask(before)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"inhoud")
    path.chmod(0o640)
    home.make_private(str(path))
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"inhoud", 0o640)


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    folder = tmp_path / "bestand" / "map"
    words.choose("en")
    with pytest.raises(Refusal) as caught:
        home.make_private(str(folder / "store.db"))
    assert caught.value.sentence == (
        f"The folder {folder} cannot be written (a part of the path is no folder). "
        "Set KERNKETEN_HOME to a folder of your own."
    )
    assert (caught.value.status, caught.value.reason) == (2, "home_not_writable")
