"""A small made-up region on disk that answers questions, and is sound with all of its cases."""

from __future__ import annotations

from pathlib import Path

from region_folder import FILES, write

TEXTS = {
    "region": FILES["region"]
    + "topics: [{id: testland.spreekuur, question: absence, text: Het spreekuur.}]\n"
    "facts:\n"
    "  kleur: {type: enum, values: [rood, blauw], question: 'Welke kleur?', question_en: 'Which colour?'}\n",
    "rules/absence": """\
question: absence
rules:
  - id: te_laat.houdt
    topic: te_laat
    source: team
    modality: info
    scope: {sector: bo}
    when: {te_laat_keer: {le: 12}}
    then: {outcome: school_houdt, who: school}
  - id: te_laat.melden
    topic: te_laat
    source: team
    modality: must
    scope: {sector: bo}
    when: {te_laat_keer: {gt: 12}}
    then: {outcome: melden, who: coach, by: {any: [directeur, ib_er]},
           within: {le: 2, unit: werkdagen, from: melding}}
    doubts: [{id: T-01, note: De telperiode staat er niet., reading: Elke periode., against: oud}]
  - id: uren.melden
    topic: ongeoorloofd
    source: team
    modality: must
    when: {verzuim_uren: {gt: 16, unit: uur, in: 4 schoolweken}}
    then: {outcome: melden, who: unknown}
  - id: spreekuur
    topic: testland.spreekuur
    source: team
    modality: may
    when: {kleur: rood}
    then: {outcome: langskomen, text: Kom langs.}
""",
    "rules/consent": """\
question: consent
rules:
  - id: contact
    topic: contact
    source: team
    modality: must
    scope: {anoniem: false}
    when: {van: school}
    then: {outcome: toestemming, of: directeur, if_refused: alleen_anoniem}
""",
    "rules/regie": """\
question: regie
rules:
  - id: casus.toen
    topic: casus
    source: oud
    modality: info
    then: {outcome: regie, who: directeur}
  - id: casus.nu
    topic: casus
    source: team
    modality: info
    valid_from: "2024"
    when: {nadruk: onderwijs}
    then: {outcome: regie, who: school, word: regie}
  - id: casus.elders
    topic: casus
    source: team
    modality: info
    valid_from: "2024"
    when: {nadruk: betwist}
    then: {decided_by: {all: [directeur, coach]}}
""",
    "rules/escalation": """\
question: escalation
rules:
  - id: op
    topic: casus_vast
    source: team
    modality: must
    order: ladder
    steps:
      - {id: eerst, then: {outcome: aanspreekpunt, who: coach}}
      - {id: dan, when: {zorgen: true}, then: {outcome: opschalen, who: directeur}}
""",
    "statements": """\
gaps:
  - {id: g, topic: absence/ziek, searched: [team], note: Ziekte komt niet voor.}
""",
    "cases": """\
cases:
  - id: te_laat_13
    question: absence
    topic: te_laat
    given: {sector: bo, te_laat_keer: 13}
    expect: {status: decided, outcome: melden, who: coach, by: {any: [directeur, ib_er]},
             within: {le: 2, unit: werkdagen, from: melding}, flags: [T-01]}
  - id: te_laat_12
    question: absence
    topic: te_laat
    given: {sector: bo, te_laat_keer: 12}
    expect: {status: decided, outcome: school_houdt, who: school}
  - id: ladder_dan
    question: escalation
    topic: casus_vast
    given: {zorgen: true}
    expect: {status: decided, step: dan}
""",
}


def asked_region(folder: Path, *changes: tuple[str, str, str], **more: str) -> Path:
    """Write the region; each change is (file, text that stands there once, its replacement)."""
    texts = {**TEXTS, **more}
    for name, old, new in changes:
        assert texts[name].count(old) == 1, f"{texts[name].count(old)} × {old!r} in {name}"
        texts[name] = texts[name].replace(old, new)
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    return write(folder, **texts)
