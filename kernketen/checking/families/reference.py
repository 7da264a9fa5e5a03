"""References: every id, word, fact and place that an item names is there."""

from __future__ import annotations

from kernketen.checking.check import Check, Example
from kernketen.checking.example_rules import example
from kernketen.checking.smallest import FILES
from kernketen.model.questions import QUESTIONS
from kernketen.reading import conditions, items, own_facts, region, rules, vocabulary
from kernketen.words import marked

_COVERS = "covers: {schoolgemeente: Haarlem}"
_SHORT = """\
  - id: kort
    topic: toestaan
    source: team
    modality: may
    when: {verlofsoort: vakantie, verlof_dagen: {le: 10, unit: lesdagen}}
    then: {outcome: mogelijk, text: Tien dagen kan.}
"""
_LONG = """\
  - id: lang
    topic: toestaan
    source: team
    modality: must_not
    when: {verlofsoort: vakantie, verlof_dagen: {gt: 10, unit: lesdagen}}
    then: {outcome: niet_mogelijk, text: Meer kan niet.}
"""
_TEN = "toestaan: verlofsoort: vakantie, verlof_dagen: 10 lesdagen -> status: decided, outcome: mogelijk"
_TWELVE = (
    "toestaan: verlofsoort: vakantie, verlof_dagen: 12 lesdagen -> status: decided, outcome: niet_mogelijk"
)
_RULES = example("leave", _SHORT + _LONG, _TEN, _TWELVE)


def _file(name: str, old: str, new: str) -> Example:
    assert old in FILES[name], f"{old!r} is not in the smallest {name}"
    return Example(name, FILES[name].replace(old, new))


def _as_usual(name: str) -> Example:
    return Example(name, FILES[name])


def _covers(condition: str) -> Example:
    return _file("region.yaml", _COVERS, f"covers: {condition}")


def _member(condition: str) -> Example:
    return _file(
        "teams.yaml", "who: coach, presence: fixed", f"who: coach, presence: fixed, when: {condition}"
    )


def _partners(word: str) -> Example:
    text = FILES["partners.yaml"] + f"  - {{id: {word}, name: CJG Noord, source: team}}\n"
    return Example("partners.yaml", text)


def _card(contacts: str) -> Example:
    member = f"{{role: coach, partner: cjg, contacts: {contacts}}}"
    text = f"""\
cards:
  - id: haarlem
    given: {{schoolgemeente: Haarlem}}
    expect:
      kernteam:
        composition: nu
        members:
          - {{role: ib_er}}
          - {member}
"""
    reached = "contacts: [{id: vragen, purpose: vragen, source: team, email: vragen@cjg.example.org}]"
    partners = FILES["partners.yaml"].replace(
        "name: CJG, source: team", f"name: CJG, source: team, {reached}"
    )
    return Example("cases.yaml", text, more=(Example("partners.yaml", partners),))


def _gaps(more: str = "") -> Example:
    topics = [f"leave/{topic}" for topic in QUESTIONS["leave"].topics] + ([more] if more else [])
    gaps = (
        f"  - {{id: stil_{n}, topic: {topic}, searched: all, note: Hier niets.}}\n"
        for n, topic in enumerate(topics, 1)
    )
    return Example("statements.yaml", f"gaps:\n{''.join(gaps)}")


def _paper(more: str) -> Example:
    said = "{id: afspraak, kind: principle, source: team, text: Wij spreken af., modality: info"
    return Example("statements.yaml", f"statements:\n  - {said}{more}}}\n")


CHECKS = (
    Check(
        vocabulary.DUPLICATE_ID,
        marked("An id is used once among items of its kind."),
        marked("Two items with one id cannot be told apart by whoever refers to it."),
        _partners("cjg"),
        _partners("cjg_noord"),
    ),
    Check(
        region.CIRCLE,
        marked("A group of roles does not hold itself, directly or through another group."),
        marked("Nobody could say who is in such a group."),
        Example(
            "roles.yaml",
            FILES["roles.yaml"] + "  - {id: allen, name: allen, source: team, group: [coach, allen]}\n",
        ),
        Example(
            "roles.yaml",
            FILES["roles.yaml"] + "  - {id: allen, name: allen, source: team, group: [coach, ib_er]}\n",
        ),
    ),
    Check(
        vocabulary.UNKNOWN["section"][0],
        marked("A source is a section of a document in region.yaml."),
        marked("Without it nobody can see where an answer is written, from when, and for whom."),
        _file("partners.yaml", "name: CJG, source: team", "name: CJG, source: teem"),
        _as_usual("partners.yaml"),
    ),
    Check(
        vocabulary.UNKNOWN["role"][0],
        marked("A role that is named stands in roles.yaml."),
        marked("An answer would name somebody about whom nothing is known."),
        _file("teams.yaml", "who: coach", "who: coch"),
        _as_usual("teams.yaml"),
    ),
    Check(
        vocabulary.UNKNOWN["partner"][0],
        marked("An employer or partner that is named stands in partners.yaml."),
        marked("Who looks up a role would not find the organisation."),
        _file("roles.yaml", "employer: cjg", "employer: cgj"),
        _as_usual("roles.yaml"),
    ),
    Check(
        vocabulary.UNKNOWN["team"][0],
        marked("A team that is named stands in teams.yaml."),
        marked("Nobody can look up who is in it."),
        _file("teams.yaml", "    per: school", "    replaces: kernteem\n    per: school"),
        _as_usual("teams.yaml"),
    ),
    Check(
        vocabulary.UNKNOWN["composition"][0],
        marked("A composition that is to be used is one of the team."),
        marked("The team would have no members."),
        _file(
            "teams.yaml",
            "    compositions:",
            "    serve: [{composition: nou, by: editor, note: de jongste lijst}]\n    compositions:",
        ),
        _file(
            "teams.yaml",
            "    compositions:",
            "    serve: [{composition: nu, by: editor, note: de jongste lijst}]\n    compositions:",
        ),
    ),
    Check(
        vocabulary.UNKNOWN["contact"][0],
        marked("A contact point that a card names is one of the organisation in partners.yaml."),
        marked("The card could never come out as it says."),
        _card("[vraag]"),
        _card("[vragen]"),
    ),
    Check(
        vocabulary.UNKNOWN["external"][0],
        marked("A paper that `see` points to stands among the external_references of region.yaml."),
        marked("A reader could not find the paper."),
        _paper(", see: verzuimkaart"),
        _paper(""),
    ),
    Check(
        vocabulary.UNKNOWN["fact"][0],
        marked("A fact in a condition is one of the core or of the region's own `facts`."),
        marked("A condition on a fact that does not exist is never true."),
        _covers("{schoolgemeente: Haarlem, sektor: bo}"),
        _covers("{schoolgemeente: Haarlem, sector: bo}"),
    ),
    Check(
        vocabulary.UNKNOWN["value"][0],
        marked("A value in a condition is one that the fact can have."),
        marked("A condition on a value that does not exist is never true."),
        _covers("{schoolgemeente: Haarlem, sector: basis}"),
        _covers("{schoolgemeente: Haarlem, sector: bo}"),
    ),
    Check(
        vocabulary.UNKNOWN["unit"][0],
        marked("A number in a condition has a unit in which its fact is counted."),
        marked("Units are never converted into each other, so the condition would never be true."),
        _member("{verzuim_uren: {gt: 16, unit: minuten, in: 4 schoolweken}}"),
        _member("{verzuim_uren: {gt: 16, unit: uur, in: 4 schoolweken}}"),
    ),
    Check(
        vocabulary.UNKNOWN["municipality"][0],
        marked("A municipality exists, by its name or its CBS code."),
        marked("A school there would not find its agreement."),
        _covers("{schoolgemeente: Haarlemm}"),
        _covers("{schoolgemeente: Haarlem}"),
    ),
    Check(
        vocabulary.UNKNOWN["area"][0],
        marked("A postcode area is four digits, or the id of one of the `areas` in region.yaml."),
        marked("A school there would not find its agreement."),
        _covers("{schoolgemeente: Haarlem, postcodegebied: polder}"),
        _covers('{schoolgemeente: Haarlem, postcodegebied: "2011"}'),
    ),
    Check(
        rules.QUESTION,
        marked("A question is one that the program knows, or one of the region's own."),
        marked("Nobody could ask it."),
        _gaps("leve/toestaan"),
        _gaps(),
    ),
    Check(
        rules.TOPIC,
        marked("A topic is one of its question, or of the region's own `topics`."),
        marked("Nobody would find an answer under it."),
        _gaps("leave/toestan"),
        _gaps(),
    ),
    Check(
        rules.OUTCOME,
        marked("An outcome is one of those of its question."),
        marked("The program would not know whether it allows, forbids or asks for something."),
        example("leave", _SHORT + _LONG.replace("niet_mogelijk", "niet_mogelyk"), _TEN),
        _RULES,
    ),
    Check(
        rules.OVERRIDES,
        marked("A rule that is overridden is there."),
        marked("The rule that was meant would still count, and contradict this one."),
        example("leave", _SHORT + _LONG + "    overrides: [kor]\n", _TEN),
        _RULES,
    ),
    Check(
        own_facts.FACT_KIND,
        marked("A region's own fact with the name of a core fact has the same type."),
        marked("The same word would mean two things, and regions could not be compared."),
        Example(
            "region.yaml",
            FILES["region.yaml"] + "facts:\n  sector: {type: bool, question: is het een basisschool}\n",
        ),
        Example(
            "region.yaml",
            FILES["region.yaml"] + "facts:\n  basisschool: {type: bool, question: is het een basisschool}\n",
        ),
    ),
    Check(
        conditions.SHAPE,
        marked("A condition compares numbers, and asks of other facts whether they are a value."),
        marked("A comparison that cannot be made is never true."),
        _covers("{schoolgemeente: Haarlem, sector: {gt: 2}}"),
        _covers("{schoolgemeente: Haarlem, sector: bo}"),
    ),
    Check(
        items.DATE,
        marked("A date exists in the calendar."),
        marked("Nothing can be in force on a day that never comes."),
        _file("region.yaml", '"2026-09-01"', '"2026-09-31"'),
        _as_usual("region.yaml"),
    ),
)
