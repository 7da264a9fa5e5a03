"""The smallest region in which nothing is wrong: what the examples of the rules are laid over."""

from __future__ import annotations

from collections.abc import Mapping

FILES: Mapping[str, str] = {
    "region.yaml": """\
id: voorbeeld
name: Voorbeeldland
reviewed_on: "2026-09-01"
documents:
  - id: afspraken
    title: Afspraken van Voorbeeldland
    date: "2024-01"
    kind: agreement
    covers: {schoolgemeente: Haarlem}
    sections:
      - {id: team, heading: Het team}
""",
    "roles.yaml": """\
roles:
  - {id: ib_er, name: IB-er, canonical: intern_begeleider, match: same, source: team, employer: school}
  - {id: coach, name: coach, canonical: toegang_jeugdhulp, match: close, source: team, employer: cjg}
""",
    "partners.yaml": """\
partners:
  - {id: school, name: School, source: team}
  - {id: cjg, name: CJG, source: team}
""",
    "teams.yaml": """\
teams:
  - id: kernteam
    name: kernteam
    canonical: schoolteam
    match: close
    per: school
    source: team
    compositions:
      - id: nu
        source: team
        list: exact
        members:
          - {id: ib_er, who: ib_er, presence: fixed}
          - {id: coach, who: coach, presence: fixed}
""",
}
"""The files by name, with their text."""
