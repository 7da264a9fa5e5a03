"""Opening a file: never waiting, never too much, and a sentence for each way in which it fails."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from kernketen.reading import opening
from kernketen.reading.document import load
from kernketen.words import choose


@pytest.fixture(autouse=True)
def _english() -> None:
    choose("en")


def failing(path: Path | str) -> tuple[str, str, str]:
    found, findings = load(str(path), "map/x.yaml")
    assert found is None
    (finding,) = findings
    return finding.rule.id, str(finding.location), finding.message


def test_a_good_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 0392\n", encoding="utf-8")
    found, findings = load(str(path), "map/x.yaml")
    assert found is not None
    assert (found.file, found.data, findings) == ("map/x.yaml", {"a": "0392"}, [])


NO_FILE = "This is a folder or a device, not a file."


def test_missing(tmp_path: Path) -> None:
    assert failing(tmp_path / "x.yaml") == ("file.missing", "map/x.yaml:1:1", "This file does not exist.")
    assert failing("x\0y") == ("file.missing", "map/x.yaml:1:1", "This file does not exist.")


def test_a_folder(tmp_path: Path) -> None:
    assert failing(tmp_path) == ("file.not_a_file", "map/x.yaml:1:1", NO_FILE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert failing(tmp_path / "pipe") == ("file.not_a_file", "map/x.yaml:1:1", NO_FILE)


@pytest.mark.skipif(
    not os.path.exists(os.devnull) or os.name == "nt", reason="this system has no devices as files"
)
def test_a_device() -> None:
    assert failing(os.devnull) == ("file.not_a_file", "map/x.yaml:1:1", NO_FILE)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert failing(tmp_path / "x.yaml") == (
        "file.unreadable",
        "map/x.yaml:1:1",
        "You have no permission to read this file.",
    )


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").symlink_to("x.yaml")
    rule, _, message = failing(tmp_path / "x.yaml")
    assert rule == "file.unreadable"
    assert message.startswith("This file cannot be read (")


def test_fifty_megabytes_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as file:
        file.truncate(50 << 20)
    monkeypatch.setattr(os, "read", lambda *_: pytest.fail("the file was read"))
    assert failing(path) == (
        "yaml.too_large",
        "map/x.yaml:1:1",
        "The file is larger than 4096 kB and is not read.",
    )


def test_a_file_that_does_not_tell_its_size_is_read_to_the_limit_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"x" * 5000)
    untold = SimpleNamespace(st_mode=stat.S_IFREG, st_size=0)
    monkeypatch.setattr(os, "fstat", lambda _: untold)
    asked: list[int] = []
    read = os.read

    def counting(handle: int, number: int) -> bytes:
        asked.append(number)
        return read(handle, number)

    monkeypatch.setattr(os, "read", counting)
    result = opening.read(str(path), "x.yaml", 2048)
    assert not isinstance(result, bytes)
    assert (result.rule.id, result.message) == (
        "yaml.too_large",
        "The file is larger than 2 kB and is not read.",
    )
    assert sum(asked) <= 2049
