"""The examples of the checks of ``decisions``: of each a wrong one, and the same mended."""

from __future__ import annotations

from kernketen.checking.check import Example
from kernketen.checking.example_rules import example
from kernketen.model.facts import CORE

_SHORT = """\
  - id: kort
    topic: toestaan
    source: team
    modality: may
    when: {verlof_dagen: {le: 10, unit: lesdagen}}
    then: {outcome: mogelijk, text: Kort verlof kan.}
"""
_LONG = """\
  - id: lang
    topic: toestaan
    source: team
    modality: must
    when: {verlof_dagen: {gt: 10, unit: lesdagen}}
    then: {outcome: doorsturen, who: coach, text: Over lang verlof beslist de coach.}
"""
_TEN = "toestaan: verlof_dagen: 9 lesdagen -> status: decided, outcome: mogelijk"
_TWELVE = "toestaan: verlof_dagen: 12 lesdagen -> status: decided, outcome: doorsturen"

CONTRADICTION = (
    example("leave", _SHORT + _LONG.replace("gt: 10", "ge: 10"), _TEN, _TWELVE),
    example("leave", _SHORT + _LONG, _TEN, _TWELVE),
)

NEVER = (
    example("leave", _SHORT + _LONG.replace("{gt: 10,", "{gt: 10, lt: 10,"), _TEN),
    example("leave", _SHORT + _LONG, _TEN, _TWELVE),
)

_SHORTER = _SHORT.replace("10", "6")
_SIX = "toestaan: verlof_dagen: 6 lesdagen -> status: decided, outcome: mogelijk"
HOLE = (
    example("leave", _SHORTER + _LONG.replace("10", "8"), _SIX, _TWELVE),
    example("leave", _SHORTER + _LONG.replace("10", "6"), _SIX, _TWELVE),
)

_UNSEEN = example("leave", _SHORT, _TEN)
NOT_LOOKED_AT = (
    Example(_UNSEEN.file, _UNSEEN.text, more=tuple(e for e in _UNSEEN.more if e.file == "cases.yaml")),
    _UNSEEN,
)

_DOUBT = """\
    doubts:
      - id: TWIJFEL-1
        note: De kaart zegt niet of precies tien nog mag.
        when: {verlof_dagen: {is: 11, unit: lesdagen}}
"""
_AT_TEN = "toestaan: verlof_dagen: 10 lesdagen -> status: ambiguous, outcome: mogelijk"
DOUBT = (
    example("leave", _SHORT + _DOUBT, _TEN),
    example("leave", _SHORT + _DOUBT.replace("11", "10"), _TEN, _AT_TEN),
)

_FACTS = [fact.id for fact in CORE if fact.kind == "bool"][:19]


def _wide(topic: str, facts: list[str]) -> str:
    listed = "\n".join(f"          - {fact}: true" for fact in facts)
    return f"""\
  - id: {topic}.iets
    topic: {topic}
    source: team
    modality: may
    when:
      any:
{listed}
    then: {{outcome: mogelijk, text: Dit kan.}}
"""


TOO_WIDE = (
    example("leave", _wide("toestaan", _FACTS)),
    example(
        "leave",
        _wide("toestaan", _FACTS[:10]) + _wide("aanvragen", _FACTS[10:]),
        f"toestaan: {_FACTS[0]}: true -> status: decided, outcome: mogelijk",
        f"aanvragen: {_FACTS[10]}: true -> status: decided, outcome: mogelijk",
    ),
)
