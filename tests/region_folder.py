"""A small made-up region on disk, of which a test breaks or adds one thing."""

from __future__ import annotations

from pathlib import Path

from kernketen.model.region import Region
from kernketen.reading.region import Loaded, read

FILES = {
    "region": """\
id: testland
name: Testland
reviewed_on: "2026-09-01"
documents:
  - id: plan
    title: Plan van Testland
    date: "2024-01"
    kind: agreement
    covers: {schoolgemeente: [Haarlem, Heemstede]}
    sections:
      - {id: team, heading: Het team}
      - {id: oud, heading: Zoals het was, valid_from: "2020", valid_until: "2023-12"}
external_references:
  - {id: bijlage, title: Bijlage, source: team}
areas:
  - {id: polder, name: De polder, municipality: Haarlemmermeer, postcodes: ["2065", "2066"], basis: register}
""",
    "partners": """\
partners:
  - id: schoolorg
    name: School
    source: team
    roles: [directeur, ib_er]
  - id: cjg
    name: CJG
    source: team
    roles: [coach]
    contacts:
      - {id: vragen, purpose: vragen, source: team, email: cjg@example.org}
""",
    "roles": """\
roles:
  - {id: directeur, name: directeur, source: team}
  - {id: ib_er, name: intern begeleider, source: team}
  - {id: school, name: de school, source: team, group: [directeur, ib_er]}
  - {id: coach, name: coach, source: team, employer: cjg}
""",
    "teams": """\
teams:
  - id: kernteam
    name: kernteam
    per: school
    source: team
    compositions:
      - id: nu
        source: team
        list: exact
        members:
          - {id: coach, who: coach, presence: fixed}
""",
}


def write(folder: Path, *changes: tuple[str, str, str], **more: str) -> Path:
    """Write the region in ``folder``; each change is (file, text that stands there once, its replacement).

    ``more`` are further files, or other texts for these; an empty one leaves the file out.
    """
    texts = {**FILES, **more}
    for name, old, new in changes:
        assert texts[name].count(old) == 1, f"{texts[name].count(old)} × {old!r} in {name}.yaml"
        texts[name] = texts[name].replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        if text:
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path, *changes: tuple[str, str, str], **more: str) -> Loaded:
    """The region as it is read, with its findings; its files are shown as ``testland/…``."""
    return read(str(write(folder, *changes, **more)), "testland")


def sound(folder: Path, *changes: tuple[str, str, str], **more: str) -> Region:
    """A region that must have nothing wrong with it."""
    found = loaded(folder, *changes, **more)
    assert said(found) == []
    assert found.region is not None
    return found.region


def said(found: Loaded) -> list[str]:
    """The findings in the order of file and line, as one line of text each: place, rule, sentence."""
    return [
        f"{f.location} {f.rule.id}: {f.message}" for f in sorted(found.findings, key=lambda f: f.location)
    ]
