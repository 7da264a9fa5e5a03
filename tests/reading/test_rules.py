"""Rules, the matrix, cases, gaps: what is wrong is a finding at its place, with the nearest word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from region_folder import FILES, said
from region_folder import write as write_folder

from kernketen import words
from kernketen.reading.region import Loaded, read

ABSENCE = """\
question: absence
rules:
  - id: te_laat.houdt
    topic: te_laat
    source: team
    modality: info
    when: {te_laat_keer: {le: 12}}
    then: {outcome: school_houdt, who: school}
  - id: te_laat.melden
    topic: te_laat
    source: team
    modality: must
    scope: {sector: bo}
    when: {te_laat_keer: {gt: 12, unit: keer}}
    then: {outcome: melden, who: coach, by: {any: [directeur, ib_er]}, see: bijlage}
    overrides: [te_laat.houdt]
    doubts: [{id: A-1, note: Geen periode., against: oud}]
"""
ESCALATION = """\
question: escalation
rules:
  - id: op
    topic: casus_vast
    source: team
    modality: must
    order: ladder
    steps:
      - {id: eerst, then: {outcome: aanspreekpunt, who: coach}}
      - {id: dan, source: oud, when: {zorgen: true}, then: {outcome: opschalen, who: directeur}}
"""
MATRIX = """\
matrix:
  - id: tabel
    source: team
    rows: {fact: fase, values: [begin, eind]}
    columns: {role: [coach, directeur]}
    footnotes: {ster: {source: team, text: Buiten het pakket.}}
    cells:
      - {row: begin, column: coach, source: team, footnotes: [ster],
         turns: [{id: coach.begin, when: {zorgen: true}, text: Bij zorgen., shared_with: [directeur]}]}
      - {row: begin, column: directeur, source: oud, empty: true}
      - {row: eind, column: coach, source: team, empty: true}
      - {row: eind, column: directeur, source: team, turns: [{id: directeur.eind}]}
"""
CASES = """\
cases:
  - id: te_laat_13
    question: absence
    topic: te_laat
    on: "2024-03-01"
    given: {te_laat_keer: 13}
    expect: {status: decided, outcome: melden}
"""
STATEMENTS = """\
gaps:
  - {id: g, topic: regie/plan, searched: [team], note: Niets.}
  - {id: h, topic: who/kernteam, searched: all, note: Niets.}
"""
TEXTS = {
    "region": FILES["region"]
    + "facts: {fase: {type: enum, values: [begin, eind], question: 'Welke fase?'}}\n",
    "rules/absence": ABSENCE,
    "rules/escalation": ESCALATION,
    "matrix": MATRIX,
    "cases": CASES,
    "statements": STATEMENTS,
}


def folder(path: Path, *changes: tuple[str, str, str], **more: str) -> Path:
    """Write the region with these files; each change is (file, text that stands there once, replacement)."""
    texts = {**TEXTS, **more}
    for name, old, new in changes:
        assert texts[name].count(old) == 1, f"{texts[name].count(old)} × {old!r} in {name}"
        texts[name] = texts[name].replace(old, new)
    (path / "rules").mkdir(parents=True, exist_ok=True)
    return write_folder(path, **texts)


def loaded(path: Path, *changes: tuple[str, str, str], **more: str) -> Loaded:
    return read(str(folder(path, *changes, **more)), "testland")


def place(path: Path, file: str, text: str) -> str:
    """Where ``text`` first stands in a file, as an editor counts."""
    content = (path / f"{file}.yaml").read_text(encoding="utf-8")
    before = content[: content.index(text)]
    return f"testland/{file}.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def test_the_region_is_sound_and_read_whole(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert said(found) == []
    assert found.region is not None
    rules = {rule["id"]: rule for rule in found.region["rules"]}
    assert list(rules) == ["te_laat.houdt", "te_laat.melden", "op", "coach.begin", "directeur.eind"]
    melden = rules["te_laat.melden"]
    assert melden["where"] == ("testland/rules/absence.yaml", 9)
    assert melden["when"] == ["num", "te_laat_keer", "keer", None, [["gt", 12]]]
    assert melden["scope"] == ["in", "sector", ["bo"]]
    assert melden["overrides"] == ["te_laat.houdt"]
    assert melden["then"]["by"] == {"mode": "any", "roles": ["directeur", "ib_er"]}
    assert melden["then"]["see"] == "bijlage"
    # Without a unit it is the only one that the fact has.
    assert rules["te_laat.houdt"]["when"] == ["num", "te_laat_keer", "keer", None, [["le", 12]]]
    assert [step["id"] for step in rules["op"]["steps"]] == ["eerst", "dan"]
    assert rules["op"]["steps"][1]["where"] == ("testland/rules/escalation.yaml", 10)


def test_a_turn_of_the_matrix_is_a_rule_and_an_empty_cell_is_none(tmp_path: Path) -> None:
    region = loaded(tmp_path).region
    assert region is not None
    turn = next(rule for rule in region["rules"] if rule["id"] == "coach.begin")
    assert (turn["question"], turn["topic"], turn["modality"]) == ("referral", "aan_zet.coach", "must")
    assert turn["scope"] == ["in", "fase", ["begin"]]
    assert turn["when"] == ["in", "zorgen", [True]]
    then: Any = turn["then"]
    assert (then["outcome"], then["word"], then["text"]) == ("aan_zet", "aan_zet", "Bij zorgen.")
    assert then["who"] == {"mode": "all", "roles": ["coach"]}
    assert then["with"] == {"mode": "all", "roles": ["directeur"]}


RULES = "rules/absence"
STEPS = "rules/escalation"
# The file, what stands there, what is written instead, where the finding points, what it says.
WRONG: dict[str, tuple[str, str, str, str, str]] = {
    "question": (
        RULES,
        "question: absence",
        "question: absense",
        "absense",
        "reference.question: The question “absense” does not exist. Did you mean “absence”?",
    ),
    "topic": (
        RULES,
        "topic: te_laat\n    source: team\n    modality: info",
        "topic: te_last\n    source: team\n    modality: info",
        "te_last",
        "reference.topic: The topic “te_last” does not exist. Did you mean “te_laat”?",
    ),
    "outcome": (
        RULES,
        "outcome: melden",
        "outcome: meldne",
        "meldne",
        "reference.outcome: “meldne” is no outcome of this question. Did you mean “melden”?",
    ),
    "outcome of a step": (
        STEPS,
        "outcome: opschalen",
        "outcome: opscalen",
        "opscalen",
        "reference.outcome: “opscalen” is no outcome of this question. Did you mean “opschalen”?",
    ),
    "overridden rule": (
        RULES,
        "overrides: [te_laat.houdt]",
        "overrides: [te_laat.hout]",
        "te_laat.hout]",
        "reference.rule: There is no rule “te_laat.hout”. Did you mean “te_laat.houdt”?",
    ),
    "role": (
        RULES,
        "who: coach",
        "who: coch",
        "coch",
        "reference.role: The role “coch” is not in roles.yaml. Did you mean “coach”?",
    ),
    "role of a choice": (
        RULES,
        "ib_er]",
        "ib_err]",
        "ib_err",
        "reference.role: The role “ib_err” is not in roles.yaml. Did you mean “ib_er”?",
    ),
    "role of a step": (
        STEPS,
        "who: directeur",
        "who: direkteur",
        "direkteur",
        "reference.role: The role “direkteur” is not in roles.yaml. Did you mean “directeur”?",
    ),
    "section": (
        RULES,
        "source: team\n    modality: must",
        "source: teem\n    modality: must",
        "teem",
        "reference.section: The section “teem” is not in region.yaml. Did you mean “team”?",
    ),
    "section of a step": (
        STEPS,
        "source: oud",
        "source: out",
        "out,",
        "reference.section: The section “out” is not in region.yaml. Did you mean “oud”?",
    ),
    "other place of a doubt": (
        RULES,
        "against: oud",
        "against: ouds",
        "ouds",
        "reference.section: The section “ouds” is not in region.yaml. Did you mean “oud”?",
    ),
    "paper": (
        RULES,
        "see: bijlage",
        "see: bijlag",
        "bijlag",
        "reference.external: The paper “bijlag” is not among the external_references of region.yaml. "
        "Did you mean “bijlage”?",
    ),
    "fact": (
        RULES,
        "te_laat_keer: {le",
        "te_laat_keren: {le",
        "te_laat_keren",
        "reference.fact: The case fact “te_laat_keren” does not exist. Did you mean “te_laat_keer”?",
    ),
    "value": (
        RULES,
        "sector: bo",
        "sector: boo",
        "boo",
        "reference.value: “boo” is no value of the fact “sector”. Did you mean “bo”?",
    ),
    "unit": (
        RULES,
        "unit: keer",
        "unit: keren",
        "keren",
        "reference.unit: The fact “te_laat_keer” is not counted in “keren”. Did you mean “keer”?",
    ),
    "fact of a step": (
        STEPS,
        "zorgen: true",
        "zorg: true",
        "zorg:",
        "reference.fact: The case fact “zorg” does not exist. Did you mean “zorgen”?",
    ),
    "footnote": (
        "matrix",
        "footnotes: [ster]",
        "footnotes: [steer]",
        "steer",
        "reference.footnote: The table has no footnote “steer”. Did you mean “ster”?",
    ),
    "fact of the rows": (
        "matrix",
        "fact: fase",
        "fact: fasen",
        "fasen",
        "reference.fact: The case fact “fasen” does not exist. Did you mean “fase”?",
    ),
    "who shares a turn": (
        "matrix",
        "shared_with: [directeur]",
        "shared_with: [directuer]",
        "directuer",
        "reference.role: The role “directuer” is not in roles.yaml. Did you mean “directeur”?",
    ),
    "question of a case": (
        "cases",
        "question: absence",
        "question: absent",
        "absent",
        "reference.question: The question “absent” does not exist. Did you mean “absence”?",
    ),
    "topic of a case": (
        "cases",
        "topic: te_laat",
        "topic: te_last",
        "te_last",
        "reference.topic: The topic “te_last” does not exist. Did you mean “te_laat”?",
    ),
    "topic of a gap": (
        "statements",
        "regie/plan",
        "regie/plannen",
        "regie/plannen",
        "reference.topic: The topic “plannen” does not exist. Did you mean “plan”?",
    ),
    "question of a gap": (
        "statements",
        "regie/plan",
        "regi/plan",
        "regi/plan",
        "reference.question: The question “regi” does not exist. Did you mean “regie”?",
    ),
    "shape: neither then nor steps": (
        RULES,
        "    then: {outcome: school_houdt, who: school}\n",
        "",
        "id: te_laat.houdt",
        "schema.required: “te_laat.houdt” lacks the required key “then”.",
    ),
    "shape: steps without an order": (
        STEPS,
        "    order: ladder\n",
        "",
        "id: op",
        "schema.required: “op” lacks the required key “order”.",
    ),
    "shape: an unknown key of a rule": (
        RULES,
        "overrides:",
        "overides:",
        "overides",
        "schema.unknown_key: The key “overides” does not exist here. Did you mean “overrides”?",
    ),
    "shape: a wrong modality": (
        RULES,
        "modality: info",
        "modality: infos",
        "infos",
        "schema.enum: “modality” cannot be “infos”. Possible: must, must_not, should, may, info. "
        "Did you mean “info”?",
    ),
    "shape: a case without an expectation": (
        "cases",
        "    expect: {status: decided, outcome: melden}\n",
        "",
        "id: te_laat_13",
        "schema.required: “te_laat_13” lacks the required key “expect”.",
    ),
    "shape: an expectation without a status": (
        "cases",
        "status: decided, ",
        "",
        "{outcome",
        "schema.required: The key “status” is required here and is missing.",
    ),
    "shape: an unknown key of an expectation": (
        "cases",
        "outcome: melden}",
        "outcom: melden}",
        "outcom",
        "schema.unknown_key: The key “outcom” does not exist here. Did you mean “outcome”?",
    ),
    "shape: an unknown key of a case": (
        "cases",
        "    expect:",
        "    expected: {}\n    expect:",
        "expected",
        "schema.unknown_key: The key “expected” does not exist here. Did you mean “expect”?",
    ),
}


@pytest.mark.parametrize("what", sorted(WRONG))
def test_a_word_that_is_not_there_is_found_at_its_place(what: str, tmp_path: Path) -> None:
    file, old, new, where, sentence = WRONG[what]
    found = loaded(tmp_path, (file, old, new))
    assert said(found) == [f"{place(tmp_path, file, where)} {sentence}"]
    assert found.region is None


def missing(row: str, column: str) -> str:
    sentence = "is missing; where the text has nothing, write empty: true."
    return f"matrix.cell: The cell of “{row}” and “{column}” {sentence}"


def test_every_cell_of_the_table_must_be_there_once(tmp_path: Path) -> None:
    cell = "      - {row: eind, column: coach, source: team, empty: true}\n"
    at = "- {row: begin, column: coach"
    gone = tmp_path / "gone"
    assert said(loaded(gone, ("matrix", cell, ""))) == [
        f"{place(gone, 'matrix', at)} {missing('eind', 'coach')}"
    ]
    twice = tmp_path / "twice"
    found = said(loaded(twice, ("matrix", cell, cell + cell.replace("team", "oud"))))
    again = place(twice, "matrix", "{row: eind, column: coach, source: oud")
    assert found == [f"{again} matrix.cell: The cell of “eind” and “coach” is there twice."]


def test_a_row_that_the_table_does_not_have_leaves_its_cell_missing(tmp_path: Path) -> None:
    found = loaded(tmp_path, ("matrix", "row: begin, column: directeur", "row: begn, column: directeur"))
    assert said(found) == [
        f"{place(tmp_path, 'matrix', '- {row: begin, column: coach')} {missing('begin', 'directeur')}",
        f"{place(tmp_path, 'matrix', 'begn')} "
        "reference.row: The table has no row “begn”. Did you mean “begin”?",
    ]


def test_a_column_that_the_table_does_not_have_leaves_its_cell_missing(tmp_path: Path) -> None:
    found = loaded(tmp_path, ("matrix", "row: eind, column: directeur", "row: eind, column: ib_er"))
    assert said(found) == [
        f"{place(tmp_path, 'matrix', '- {row: begin, column: coach')} {missing('eind', 'directeur')}",
        f"{place(tmp_path, 'matrix', 'ib_er')} reference.column: The table has no column “ib_er”.",
    ]


def test_rows_and_columns_are_words_of_the_region(tmp_path: Path) -> None:
    rows = loaded(tmp_path / "rows", ("matrix", "values: [begin, eind]", "values: [begin, einde, eind]"))
    assert said(rows)[0] == (
        f"{place(tmp_path / 'rows', 'matrix', 'einde')} "
        "reference.value: “einde” is no value of the fact “fase”. Did you mean “eind”?"
    )
    columns = loaded(tmp_path / "columns", ("matrix", "[coach, directeur]", "[coach, directeur, jgz]"))
    assert said(columns)[0] == (
        f"{place(tmp_path / 'columns', 'matrix', 'jgz')} reference.role: The role “jgz” is not in roles.yaml."
    )
    assert len(said(rows)) == len(said(columns)) == 3


def test_an_id_of_a_rule_counts_once_in_all_files(tmp_path: Path) -> None:
    found = loaded(tmp_path, (STEPS, "id: op\n", "id: te_laat.houdt\n"))
    assert said(found) == [
        f"{place(tmp_path, STEPS, 'te_laat.houdt')} "
        "reference.duplicate_id: The id “te_laat.houdt” is used twice."
    ]
    (finding,) = found.findings
    assert [str(other) for other in finding.related] == [place(tmp_path, RULES, "te_laat.houdt")]


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("matrix", "id: directeur.eind", "id: te_laat.melden", "te_laat.melden"),
        (STEPS, "id: dan", "id: eerst", "eerst"),
        (RULES, "id: te_laat.melden", "id: te_laat.houdt", "te_laat.houdt"),
    ],
)
def test_turns_steps_and_rules_of_one_file_too(
    file: str, old: str, new: str, word: str, tmp_path: Path
) -> None:
    found = said(loaded(tmp_path, (file, old, new)))
    assert [line.partition(" ")[2] for line in found] == [
        f"reference.duplicate_id: The id “{word}” is used twice."
    ]


def test_a_case_has_an_id_of_its_own(tmp_path: Path) -> None:
    again = CASES.replace("cases:\n", "").replace("13", "14", 1).replace("te_laat_14", "te_laat_13")
    found = said(loaded(tmp_path, cases=CASES + again))
    assert [line.partition(" ")[2] for line in found] == [
        "reference.duplicate_id: The id “te_laat_13” is used twice."
    ]


def test_a_region_s_own_topic_and_question_are_known(tmp_path: Path) -> None:
    own = "topics: [{id: testland.spreekuur, question: absence, text: Het spreekuur.}]\n"
    rules = ABSENCE.replace(
        "topic: te_laat\n    source: team\n    modality: info",
        "topic: testland.spreekuur\n    source: team\n    modality: info",
    ).replace("school_houdt", "eigen_woord")
    assert said(loaded(tmp_path, region=TEXTS["region"] + own, **{RULES: rules})) == []
    elsewhere = own.replace("absence", "leave")
    found = said(loaded(tmp_path, region=TEXTS["region"] + elsewhere, **{RULES: rules}))
    assert [line.partition(" ")[2] for line in found] == [
        "reference.topic: The topic “testland.spreekuur” does not exist."
    ]
