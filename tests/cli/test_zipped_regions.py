"""A region in a zip: used and checked without installing it; a hostile zip is refused in one sentence."""

from __future__ import annotations

import os
import stat
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import region_folder
from running import run

from kernketen.reading import archive

REGION = {f"{name}.yaml": text for name, text in region_folder.FILES.items()}


@pytest.fixture(autouse=True)
def _desk(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNKETEN_LANG", "en")
    monkeypatch.chdir(tmp_path)


def zipped(path: Path, above: str = "", **more: str) -> Path:
    """A zip with the small region below the folders ``above``; ``more`` are other texts for its files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in {**REGION, **{f"{stem}.yaml": text for stem, text in more.items()}}.items():
            made.writestr(above + name, text)
    return path


def kept(bare: Path) -> list[Path]:
    folder = bare / "archives"
    return sorted(folder.iterdir()) if folder.exists() else []


# -- used -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("above", ["", "kernketen_testland/", "main/kernketen-testland/kernketen_testland/"])
def test_a_zip_is_used_like_a_folder(above: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zipped(tmp_path / "r.zip", above)
    shown = run("show", "testland", "roles", "--path", "r.zip", "--format", "json").json
    assert shown["items"][0]["where"] == {"file": f"r.zip/{above}roles.yaml", "line": 2}
    monkeypatch.setenv("KERNKETEN_PATH", "r.zip")
    assert run("show", "testland", "roles", "--format", "json").json == shown
    assert run("ask", "absence", "--region", "testland").status == 0
    assert run("search", "coach", "--region", "testland").status == 0


def test_who_and_test_take_a_zip(tmp_path: Path) -> None:
    schools = (
        "schools:\n  - {id: zand, name: De Zandbank, code: 99ZZ00, municipality: Haarlem, "
        "sector: [bo], source: team}\n"
    )
    cases = (
        "cases:\n  - {id: een, question: absence, topic: te_laat, given: {}, "
        "expect: {status: not_regulated}}\n"
    )
    zipped(tmp_path / "r.zip", schools=schools, cases=cases)
    answer = run(
        "who", "--school", "99ZZ00", "--region", "testland", "--path", "r.zip", "--format", "json"
    ).json
    assert (answer["region"], answer["teams"][0]["members"][0]["name"]) == ("testland", "coach")
    assert run("test", "r.zip").out.startswith("1 case passed")


def test_validate_names_the_zip(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    roles = REGION["roles.yaml"].replace("employer: cjg", "employer: cgj")
    zipped(tmp_path / "in" / "r.zip", "pak/", roles=roles)
    found = run("validate", "in/r.zip", "--only", "reference", "--format", "json")
    assert found.status == 1
    (finding,) = found.json["findings"]
    assert (finding["file"], finding["line"], finding["suggestion"]) == ("in/r.zip/pak/roles.yaml", 5, "cjg")
    assert "    employer: cgj" not in run("validate", "in/r.zip").err
    listed = run("regions", "--path", "in/r.zip")
    said = (
        "r.zip/pak/roles.yaml:5:54: error: The partner “cgj” is not in partners.yaml. Did you mean “cjg”? "
        "[reference.partner]"
    )
    assert said in listed.err.splitlines()


def test_regions_names_the_zip_and_not_where_it_was_unpacked(tmp_path: Path, bare: Path) -> None:
    zipped(tmp_path / "r.zip", "pak/")
    out = run("regions", "--path", "r.zip", "--format", "csv").out
    assert [line.split(",")[2] for line in out.splitlines() if line.startswith("testland")] == ["r.zip/pak"]
    assert str(bare) not in out


def test_a_newer_zip_is_seen_and_an_unchanged_one_is_not_unpacked_again(
    tmp_path: Path, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "r.zip")
    names = []
    for name in ("Testland", "Overland"):
        zipped(path, region=REGION["region.yaml"].replace("name: Testland", f"name: {name}"))
        names.append(run("show", "testland", "--path", "r.zip").out.splitlines()[0])
    assert names == ["Testland", "Overland"]
    before = kept(bare)
    assert len(before) == 2
    monkeypatch.setattr(archive, "_unpack", lambda *_: pytest.fail("it was unpacked again"))
    assert run("show", "testland", "--path", "r.zip").status == 0
    assert kept(bare) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_what_is_unpacked_is_for_its_user_only(tmp_path: Path, bare: Path) -> None:
    zipped(tmp_path / "r.zip", "pak/")
    assert run("show", "testland", "--path", "r.zip").status == 0
    folders = [bare / "archives", *kept(bare), *(p / "r.zip" / "pak" for p in kept(bare))]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 3


def test_what_nobody_uses_any_more_is_removed(tmp_path: Path, bare: Path) -> None:
    for number in range(12):
        zipped(tmp_path / f"r{number}.zip")
        assert run("show", "testland", "--path", f"r{number}.zip").status == 0
    # As long as they are in use, none is taken away under another's feet.
    assert len(kept(bare)) == 12
    (bare / "archives" / "unpacking-left").mkdir()
    old = time.time() - 90 * 24 * 3600
    for folder in kept(bare):
        os.utime(folder, (old, old))
    used = run("show", "testland", "--path", "r11.zip")
    assert used.status == 0
    zipped(tmp_path / "new.zip")
    assert run("show", "testland", "--path", "new.zip").status == 0
    left = kept(bare)
    assert len(left) == 9
    assert "unpacking-left" not in [folder.name for folder in left]


# -- refused --------------------------------------------------------------------------------------


def named(name: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(zipped(path), "a") as made:
            made.writestr(zipfile.ZipInfo(name), "terms: []\n")

    return make


def linked(path: Path) -> None:
    with zipfile.ZipFile(zipped(path), "a") as made:
        entry = zipfile.ZipInfo("glossary.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")


def many(path: Path) -> None:
    with zipfile.ZipFile(zipped(path), "a") as made:
        for number in range(archive.MAX_ENTRIES):
            made.writestr(f"{number}.txt", "")


def bomb(path: Path) -> None:
    with zipfile.ZipFile(zipped(path), "a", zipfile.ZIP_DEFLATED) as made:
        for number in range(10):
            made.writestr(f"rules/r{number}.yaml", b"#" * (4 << 20))


def lying_bomb(path: Path) -> None:
    """A zip that says of each of its files that it is small."""
    bomb(path)
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 4 << 20), struct.pack("<L", 10)))


def encrypted(path: Path) -> None:
    content = bytearray(zipped(path).read_bytes())
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(start)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(start, at + 4)
    path.write_bytes(content)


def packed_otherwise(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as made:
        made.writestr("region.yaml", REGION["region.yaml"])


def cut(path: Path) -> None:
    content = zipped(path).read_bytes()
    path.write_bytes(content[: len(content) // 2])


def garbled(path: Path) -> None:
    content = bytearray(zipped(path).read_bytes())
    at = content.find(b"region.yaml") + len(b"region.yaml")
    content[at : at + 40] = b"\xff" * 40
    path.write_bytes(content)


def two(path: Path) -> None:
    with zipfile.ZipFile(zipped(path, "een/"), "a") as made:
        made.writestr("twee/region.yaml", REGION["region.yaml"])


def empty(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("README.md", "# Niets\n")


def twice(path: Path) -> None:
    with zipfile.ZipFile(zipped(path), "a") as made:
        made.writestr("ROLES.yaml", "roles: []\n")


def as_folder_and_file(path: Path) -> None:
    with zipfile.ZipFile(zipped(path), "a") as made:
        made.writestr("roles.yaml/x.yaml", "roles: []\n")


def no_zip(path: Path) -> None:
    path.write_text("dit is geen zip", encoding="utf-8")


LEADS_OUT = "r.zip is not unpacked: the name of a file in it leads out of it."
DAMAGED = "The zip r.zip cannot be read: it is no zip, or is damaged."
REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "name with ..": (named("../buiten.yaml"), LEADS_OUT),
    "name with .. further on": (named("rules/../../buiten.yaml"), LEADS_OUT),
    "absolute name": (named("/elders/buiten.yaml"), LEADS_OUT),
    "name with a backslash": (named("..\\buiten.yaml"), LEADS_OUT),
    "name with a drive": (named("C:buiten.yaml"), LEADS_OUT),
    "name with hidden characters": (named("rules/a\x1b[31m.yaml"), LEADS_OUT),
    "link": (linked, "r.zip is not unpacked: it holds a link instead of a file."),
    "many files": (many, "r.zip is not unpacked: it holds more than 2000 files."),
    "large files": (bomb, "r.zip is not unpacked: its files are larger than 32 MB."),
    "files that lie about their size": (lying_bomb, DAMAGED),
    "password": (encrypted, "r.zip is not unpacked: it needs a password."),
    "another way of packing": (
        packed_otherwise,
        "r.zip is not unpacked: it is packed in a way that is not usual.",
    ),
    "cut off": (cut, DAMAGED),
    "damaged inside": (garbled, DAMAGED),
    "no zip": (no_zip, DAMAGED),
    "nothing": (lambda path: path.touch(), DAMAGED),
    "no region": (empty, "r.zip holds no region: no region.yaml."),
    "two regions": (two, "r.zip holds several regions: een, twee. Unpack it, and give the folder of one."),
    "a name twice": (twice, "r.zip is not unpacked: it holds a file of the same name twice."),
    "a file that is a folder too": (as_folder_and_file, "The zip r.zip cannot be read: File exists."),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_zip_that_is_refused(what: str, tmp_path: Path, bare: Path) -> None:
    make, said = REFUSED[what]
    make(tmp_path / "r.zip")
    before = sorted(p.name for p in tmp_path.iterdir() if p != bare)
    for command in (("validate", "r.zip"), ("regions", "--path", "r.zip"), ("test", "r.zip")):
        ran = run(*command, "--format", "json")
        assert (ran.status, ran.err) == (2, said + "\n")
        assert ran.json["reason"] == "archive"
    # Nothing was written but in our own folder, and nothing half done is left there.
    assert sorted(p.name for p in tmp_path.iterdir() if p != bare) == before
    assert [folder.name for folder in kept(bare) if folder.name.startswith("unpacking-")] == []


def test_a_zip_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    with open(tmp_path / "r.zip", "wb") as file:
        file.truncate(archive.MAX_BYTES + 1)
    ran = run("validate", "r.zip")
    assert (ran.status, ran.err) == (2, "r.zip is not unpacked: it is larger than 32 MB.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of memory needs Unix")
def test_a_list_of_names_as_large_as_a_zip_may_be_ends_in_time(tmp_path: Path) -> None:
    name = b"PK\x01\x02" + b"\0" * 24 + struct.pack("<H", 1) + b"\0" * 16 + b"a"
    number = (archive.MAX_BYTES - 100) // len(name)
    end = b"PK\x05\x06" + struct.pack(
        "<HHHHLLH", 0, 0, number & 0xFFFF, number & 0xFFFF, len(name) * number, 0, 0
    )
    (tmp_path / "r.zip").write_bytes(name * number + end)
    begun = time.process_time()
    assert run("validate", "r.zip").status == 2
    assert time.process_time() - begun < 10


def test_a_file_that_is_too_large_is_a_finding(tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(tmp_path / "r.zip"), "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("glossary.yaml", b"#" * (9 << 20))
    found = run("validate", "r.zip", "--only", "yaml", "--format", "json").json["findings"]
    assert [(f["file"], f["rule"]) for f in found] == [("r.zip/glossary.yaml", "yaml.too_large")]


def test_other_files_and_links_to_them_are_left_aside(tmp_path: Path, bare: Path) -> None:
    with zipfile.ZipFile(zipped(tmp_path / "r.zip", "pak/"), "a") as made:
        made.writestr("pak/__init__.py", "raise SystemExit('gedraaid')\n")
        entry = zipfile.ZipInfo("pak/LICENSE")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "../LICENSE")
        made.writestr("__MACOSX/pak/._region.yaml", b"\0\5\x16\7")
    assert run("validate", "r.zip", "--only", "file").status == 0
    names = {path.name for path in (bare / "archives").rglob("*") if path.is_file()}
    assert names == {*REGION, "._region.yaml"}


def test_a_zip_that_is_not_there(tmp_path: Path) -> None:
    ran = run("regions", "--path", "weg.zip")
    assert (ran.status, ran.err) == (2, "The folder weg.zip does not exist.\n")
