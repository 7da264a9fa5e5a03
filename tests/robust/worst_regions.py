"""Regions that cost as much as a region can: each well-formed as far as it goes, and far too much of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kernketen.checking.smallest import FILES

MANY = 10_000

Maker = Callable[[Path], None]


def _lines(form: str, number: int = MANY) -> str:
    return "".join(form.format(n=n) for n in range(number))


def _words(stem: str, number: int) -> str:
    return ", ".join(f"{stem}{n}" for n in range(number))


def _file(name: str, text: str) -> Maker:
    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return make


def _more(name: str, text: str) -> Maker:
    return _file(name, FILES[name] + text)


def _files(number: int, name: str, text: str) -> Maker:
    def make(folder: Path) -> None:
        (folder / "rules").mkdir(exist_ok=True)
        for n in range(number):
            (folder / name.format(n=n)).write_text(text, encoding="utf-8")

    return make


def _rules(rows: str) -> Maker:
    return _file("rules/absence.yaml", "question: absence\nrules:\n" + rows)


_RULE = "  - {{id: r{n}, topic: te_laat, source: team, modality: must, "
_MELDEN = "then: {{outcome: melden, who: coach}}"
_WAIVER = "  # kernketen: toegestaan structure.role_without_employer het staat er niet\n"
_TEXT = "gaps:\n  - {id: g, topic: absence/ziek, searched: [team], note: '"
_SECTIONS = "".join(f"      - {{id: sectie_{n}, heading: H}}\n" for n in range(5000))

WORST: dict[str, Maker] = {
    "roles": _more("roles.yaml", _lines("  - {{id: rol_{n}, name: rol {n}, source: team}}\n", 11_000)),
    "unknown references": lambda folder: (
        _more("region.yaml", _SECTIONS)(folder),
        _more("roles.yaml", _lines("  - {{id: rol_{n}, name: rol {n}, source: sektie_{n}}}\n"))(folder),
    )[0],
    "unknown keys": _more("roles.yaml", _lines("  - {{id: rol_{n}, naam: rol {n}, sorce: team}}\n")),
    "a few wrong of many": _more(
        "roles.yaml",
        _lines("  - {{id: rol_{n}, name: rol, source: team}}\n", 11_000)
        + "  - {id: 5, name: x, source: team}\n",
    ),
    "one id": _more("roles.yaml", _lines("  - {{id: rol, name: rol {n}, source: team}}\n")),
    "one line": _more(
        "roles.yaml", "  - {id: a, name: b, source: team, aliases: [" + "woord, " * 150_000 + "]}\n"
    ),
    "groups of all": _file(
        "roles.yaml",
        "roles:\n"
        + "".join(
            f"  - {{id: rol_{n}, name: r, source: team, group: [{_words('rol_', 400)}]}}\n"
            for n in range(400)
        ),
    ),
    "nested groups": _file(
        "roles.yaml",
        "roles:\n  - {id: rol_0, name: r, source: team}\n"
        + "".join(
            f"  - {{id: rol_{n}, name: r, source: team, group: [rol_{n - 1}, rol_{max(0, n - 2)}]}}\n"
            for n in range(1, 5000)
        ),
    ),
    "rules of one topic": _rules(
        _lines(_RULE + "when: {{te_laat_keer: {{gt: {n}}}}}, " + _MELDEN + "}}\n", 5500)
    ),
    "rules that all hold": _rules(_lines(_RULE + _MELDEN + "}}\n", 7000)),
    "rules that contradict": _rules(
        _lines(
            _RULE + "when: {{leeftijd: {{gt: {n}}}}}, then: {{outcome: school_houdt, who: ib_er}}}}\n", 1500
        )
        + _lines(
            _RULE.replace("r{n}", "s{n}") + "when: {{te_laat_keer: {{gt: {n}}}}}, " + _MELDEN + "}}\n", 1500
        )
    ),
    "rules that override": _rules(
        "".join(
            f"  - {{id: r{n}, topic: te_laat, source: team, modality: must, overrides: "
            f"[{_words('r', 300)}], then: {{outcome: melden, who: coach}}}}\n"
            for n in range(300)
        )
    ),
    "rules of all days": _rules(
        "".join(
            f"  - {{id: r{n}, topic: te_laat, source: team, modality: must, "
            f"valid_from: '{1000 + n // 4}-0{n % 4 + 1}', "
            f"when: {{te_laat_keer: {{gt: {n}}}}}, then: {{outcome: melden, who: coach}}}}\n"
            for n in range(4000)
        )
    ),
    "wide topics": _rules(
        "".join(
            f"  - {{id: r{n}, topic: testland.t{n // 4}, source: team, modality: must, when: {{te_laat_keer: "
            f"{{gt: {n}}}, ziekmeldingen: {{gt: {n}}}, leeftijd: {{gt: {n}}}, wachttijd: {{gt: {n}}}, "
            f"weken_vooraf: {{gt: {n}}}}}, then: {{outcome: melden, who: coach}}}}\n"
            for n in range(1500)
        )
    ),
    "a ladder": _file(
        "rules/escalation.yaml",
        "question: escalation\nrules:\n  - id: op\n    topic: casus_vast\n    source: team\n"
        "    modality: must\n    order: ladder\n    steps:\n"
        + _lines(
            "      - {{id: s{n}, when: {{leeftijd: {{ge: {n}}}}}, "
            "then: {{outcome: opschalen, who: coach}}}}\n",
            4000,
        ),
    ),
    "cases": lambda folder: (
        _rules(_lines(_RULE + "when: {{te_laat_keer: {{gt: {n}}}}}, " + _MELDEN + "}}\n", 200))(folder),
        _file(
            "cases.yaml",
            "cases:\n"
            + _lines(
                "  - {{id: c{n}, question: absence, topic: te_laat, given: {{te_laat_keer: {n}}}, "
                "expect: {{status: not_regulated}}}}\n",
                5000,
            ),
        )(folder),
    )[0],
    "a matrix without cells": _file(
        "matrix.yaml",
        "matrix:\n  - id: m\n    source: team\n    rows: {fact: fase, values: ["
        + ", ".join(f"f{n}" for n in range(10_000))
        + "]}\n    columns: {role: ["
        + ", ".join(f"c{n}" for n in range(10_000))
        + "]}\n    cells: []\n",
    ),
    "waivers": _more(
        "roles.yaml", _lines(_WAIVER + "  - {{id: rol_{n}, name: rol {n}, source: team}}\n", 8_000)
    ),
    "waivers in the region": lambda folder: (
        _more(
            "region.yaml",
            "waivers:\n"
            + _lines("  - {{rule: structure.role_without_employer, item: rol_{n}, reason: zo}}\n", 7000),
        )(folder),
        _more("roles.yaml", _lines("  - {{id: rol_{n}, name: rol {n}, source: team}}\n", 7000))(folder),
    )[0],
    "comments": _more("roles.yaml", _WAIVER * 50_000),
    "a text": _file("statements.yaml", _TEXT + "Jan Jansen belt 06-00000000. " * 70_000 + "'}\n"),
    "a word": _file("statements.yaml", _TEXT + "a" * 3_000_000 + "'}\n"),
    "digits": _file("statements.yaml", _TEXT + "1" * 3_000_000 + "'}\n"),
    "spaced digits": _file("statements.yaml", _TEXT + "0 6 - " * 500_000 + "'}\n"),
    "mail": _file("statements.yaml", _TEXT + "a.b@" * 1_000_000 + "'}\n"),
    "capitals": _file("statements.yaml", _TEXT + "Jan de " * 500_000 + "'}\n"),
    "spaces": _file("statements.yaml", _TEXT + "mw" + " " * 3_000_000 + "'}\n"),
    "a word before an address": _file("statements.yaml", _TEXT + "a" * 3_000_000 + " @'}\n"),
    "unknown waivers": _more("roles.yaml", _lines("  # kernketen: toegestaan regel.{n} zo\n", 50_000)),
    "unknown municipalities": _rules(
        _lines(_RULE + "when: {{woongemeente: Harlem{n}}}, " + _MELDEN + "}}\n", 5500)
    ),
    "dots": _file("statements.yaml", _TEXT + ". " * 2_000_000 + "'}\n"),
    "numbers as texts": _file(
        "statements.yaml",
        "gaps:\n"
        + _lines("  - {{id: g{n}, topic: absence/ziek, searched: [team], note: bel 0600000000 op 16:00}}\n"),
    ),
    "lines": _file("glossary.yaml", "terms: []\n" + "\n" * 4_000_000),
    "structures": _more(
        "region.yaml",
        "structures:\n" + _lines("  - {{id: s{n}, title: S, file: s{n}.yaml, schema: s{n}.json}}\n", 7000),
    ),
    "facts": _more(
        "region.yaml",
        "facts:\n" + _lines("  feit_{n}: {{type: bool, question: 'Is dat zo?'}}\n", 12_000),
    ),
    "topics": _more(
        "region.yaml",
        "topics:\n" + _lines("  - {{id: voorbeeld.t{n}, question: absence, text: T.}}\n", 11_000),
    ),
    "sections": _more(
        "region.yaml",
        _lines("      - {{id: s{n}, heading: H, valid_from: '2020', valid_until: '2021'}}\n", 8_000),
    ),
    "documents": _more(
        "region.yaml",
        _lines(
            "  - {{id: d{n}, title: D, date: '2024', kind: agreement, "
            "sections: [{{id: s{n}, heading: H}}]}}\n",
            7000,
        ),
    ),
    "compositions": _more(
        "teams.yaml",
        _lines(
            "      - {{id: c{n}, source: team, list: exact, "
            "members: [{{id: m, who: coach, presence: fixed}}]}}\n",
            7000,
        ),
    ),
    "teams that replace": _more(
        "teams.yaml",
        _lines(
            "  - {{id: t{n}, name: T, per: school, source: team, replaces: t{n}, compositions: []}}\n", 7000
        ),
    ),
    "full files of rules": _files(
        1000, "rules/r{n}.yaml", "question: absence\nrules:\n" + "  - {id: r, topic: te_laat}\n" * 30_000
    ),
    "heavy files of rules": _files(
        1000, "rules/r{n}.yaml", "question: absence\nrules: []\nx: " + "a" * 1_000_000
    ),
    "empty files": _files(3000, "rules/r{n}.yaml", ""),
    "unknown files": _files(3000, "rolles{n}.yaml", "roles: []\n"),
}
"""What makes each region in a folder, by name."""


def write(name: str, folder: Path) -> None:
    """The smallest region, with the worst of one kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in FILES.items():
        (folder / file).write_text(text, encoding="utf-8")
    WORST[name](folder)
