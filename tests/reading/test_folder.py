"""The files of a region's folder, and nothing beyond it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kernketen.reading import folder, schema
from kernketen.words import choose

links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
KNOWN = ", ".join(f"{name}.yaml" for name in sorted({*schema.of_files(), "eigen"} - {"rules"}))


@pytest.fixture(autouse=True)
def _english() -> None:
    choose("en")


def region(path: Path, *names: str) -> Path:
    for name in names:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text("a: 1\n", encoding="utf-8")
    return path


def said(found: folder.Files) -> list[tuple[str, str, str]]:
    return [(f.rule.id, str(f.location), f.message) for f in found.findings]


def test_the_files_of_a_region(tmp_path: Path) -> None:
    region(
        tmp_path, "teams.yaml", "region.yaml", "__init__.py", "README.md", "__pycache__/x.yaml", ".git/x.yaml"
    )
    found = folder.files(str(tmp_path), "mijn")
    assert said(found) == []
    assert [*found.files] == ["region", "teams"]
    assert found.files["teams"] == folder.File(
        os.path.realpath(tmp_path / "teams.yaml"), os.path.join("mijn", "teams.yaml")
    )


def test_rules_lie_one_folder_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "names", lambda: ("common", "region", "rules"))
    region(
        tmp_path,
        "region.yaml",
        "rules/absence.yaml",
        "rules/regie.yml",
        "rules/deep/er.yaml",
        "regels/x.yaml",
    )
    found = folder.files(str(tmp_path), "mijn")
    assert [*found.files] == ["region", "rules/absence"]
    assert said(found) == [
        (
            "file.unknown",
            "mijn/regels/x.yaml:1:1",
            "This file is not read: a region consists of region.yaml.",
        ),
        (
            "file.unknown",
            "mijn/rules/regie.yml:1:1",
            "This file is not read: its name must end in “.yaml”, not “.yml”. "
            "Did you mean “rules/regie.yaml”?",
        ),
    ]


def test_files_that_are_not_read_are_named_with_the_right_name(tmp_path: Path) -> None:
    region(tmp_path, "role.yaml", "teams.yml", "Region.yaml", "iets.yaml", "common.yaml", "eigen.yaml")
    found = folder.files(str(tmp_path), "mijn", also=["eigen"])
    assert [*found.files] == ["eigen"]
    no_such = "This file is not read: no file has this name. Did you mean"
    assert said(found) == [
        ("file.unknown", "mijn/Region.yaml:1:1", f"{no_such} “region.yaml”?"),
        (
            "file.unknown",
            "mijn/common.yaml:1:1",
            f"This file is not read: a region consists of {KNOWN}.",
        ),
        (
            "file.unknown",
            "mijn/iets.yaml:1:1",
            f"This file is not read: a region consists of {KNOWN}.",
        ),
        ("file.unknown", "mijn/role.yaml:1:1", f"{no_such} “roles.yaml”?"),
        (
            "file.unknown",
            "mijn/teams.yml:1:1",
            "This file is not read: its name must end in “.yaml”, not “.yml”. Did you mean “teams.yaml”?",
        ),
    ]
    assert {f.rule.severity.value for f in found.findings} == {"warning"}


OUTSIDE = "This file lies outside the region's folder and is not read."
NAME = "A file cannot have this name: it is empty or holds hidden characters."


@pytest.mark.parametrize(
    "name",
    [
        "../secret.yaml",
        "rules/../../secret.yaml",
        "rules/../region.yaml",
        "..",
        "..\\x.yaml",
        "a/b/c.yaml",
        ".",
    ],
)
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    region(tmp_path, "secret.yaml", "in/region.yaml", "in/a/b/c.yaml", "in/rules/x.yaml")
    document, findings = folder.open_inside(str(tmp_path / "in"), name, "mijn")
    assert document is None
    assert [(f.rule.id, f.message) for f in findings] == [("file.outside", OUTSIDE)]


def test_an_absolute_name(tmp_path: Path) -> None:
    region(tmp_path, "in/region.yaml")
    inside = str(tmp_path / "in" / "region.yaml")
    document, findings = folder.open_inside(str(tmp_path / "in"), inside, "mijn")
    assert document is None
    assert [(f.rule.id, f.message) for f in findings] == [("file.outside", OUTSIDE)]


@pytest.mark.parametrize(
    "name", ["", "a\0b.yaml", "a\x1b[31m.yaml", "a\u202e.yaml", "a\nb.yaml", "a\udcff.yaml"]
)
def test_names_with_hidden_characters(tmp_path: Path, name: str) -> None:
    document, findings = folder.open_inside(str(tmp_path), name, "mijn")
    assert document is None
    assert [(f.rule.id, f.message) for f in findings] == [("file.name", NAME)]
    assert str(findings[0].location).isprintable()


def test_a_file_inside_is_read(tmp_path: Path) -> None:
    region(tmp_path, "rules/x.yaml")
    document, findings = folder.open_inside(str(tmp_path), "rules/x.yaml", "mijn")
    assert document is not None
    assert (document.file, document.data, findings) == (os.path.join("mijn", "rules/x.yaml"), {"a": 1}, [])


@links
def test_links_that_leave_the_folder_and_links_that_stay(tmp_path: Path) -> None:
    region(tmp_path, "secret.yaml", "else/x.yaml", "in/region.yaml", "in-other/x.yaml")
    inside = tmp_path / "in"
    (inside / "roles.yaml").symlink_to("../secret.yaml")
    (inside / "partners.yaml").symlink_to(tmp_path / "in-other" / "x.yaml")
    (inside / "teams.yaml").symlink_to("region.yaml")
    (inside / "rules").symlink_to("../else")
    found = folder.files(str(inside), "mijn")
    assert [*found.files] == ["region", "teams"]
    assert said(found) == [
        ("file.outside", "mijn/partners.yaml:1:1", OUTSIDE),
        ("file.outside", "mijn/roles.yaml:1:1", OUTSIDE),
        ("file.outside", "mijn/rules:1:1", OUTSIDE),
    ]


@links
def test_a_region_behind_a_link_is_read(tmp_path: Path) -> None:
    region(tmp_path, "real/region.yaml")
    (tmp_path / "link").symlink_to("real")
    assert [*folder.files(str(tmp_path / "link"), "mijn").files] == ["region"]


@links
def test_a_link_to_nothing_and_a_folder_named_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "region.yaml").symlink_to("gone.yaml")
    (tmp_path / "roles.yaml").mkdir()
    assert [f.rule.id for f in folder.open_inside(str(tmp_path), "region.yaml", "mijn")[1]] == [
        "file.missing"
    ]
    assert [f.rule.id for f in folder.open_inside(str(tmp_path), "roles.yaml", "mijn")[1]] == [
        "file.not_a_file"
    ]
    assert [*folder.files(str(tmp_path), "mijn").files] == ["region", "roles"]


def test_no_folder(tmp_path: Path) -> None:
    region(tmp_path, "file")
    missing, no_folder = (
        folder.files(str(tmp_path / "x"), "mijn"),
        folder.files(str(tmp_path / "file"), "mijn"),
    )
    assert said(missing) == [("file.missing", "mijn:1:1", "This folder does not exist.")]
    assert said(no_folder) == [("file.not_a_file", "mijn:1:1", "This is not a folder.")]
    (finding,) = folder.files("a\0b", "mijn").findings
    assert (finding.rule.id, finding.message) == (
        "file.unreadable",
        "This folder cannot be read (ValueError).",
    )


def test_a_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert said(folder.files(str(tmp_path), "mijn")) == [
        ("file.unreadable", "mijn:1:1", "This folder cannot be read (Permission denied).")
    ]


def test_so_many_files_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_ENTRIES", 3)
    region(tmp_path, *(f"{n}.txt" for n in range(5)))
    assert said(folder.files(str(tmp_path), "mijn")) == [
        ("file.too_many", "mijn:1:1", "This folder holds more than 3 files; the rest is not read.")
    ]
