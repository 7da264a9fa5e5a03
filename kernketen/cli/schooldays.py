"""Which school holidays count for a case: those of the school's holiday region, as far as on file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

from kernketen import home
from kernketen.asking.days.calendar import SchoolHolidays
from kernketen.cli import which_region
from kernketen.refusal import Refusal
from kernketen.register import holidays, schools, store
from kernketen.words import tr

REGIONS = ("noord", "midden", "zuid")
_OTHER = {"north": "noord", "central": "midden", "south": "zuid", "no": "noord", "mi": "midden", "zu": "zuid"}


def school_holidays(
    case: Mapping[str, Sequence[Any]], option: str | None
) -> tuple[str | None, SchoolHolidays | None]:
    """The holiday region (``noord``, ``midden``, ``zuid``) and its holidays; ``None`` where not known.

    The region is that of the school in the case, else ``--holiday-region``. Raises ``Refusal`` where the two
    contradict each other.
    """
    chosen = _region(option)
    with closing(store.read(home.store_path())) as connection:
        codes = case.get("school", ())
        school = schools.by_code(connection, str(codes[0])) if len(codes) == 1 else None
        own = school.holiday_region if school is not None else ""
        if chosen and own and chosen != own:
            raise Refusal(
                tr("The school lies in the holiday region {region}; leave --holiday-region out.", region=own),
                reason="contradicting_facts",
            )
        name = own or chosen
        spans = holidays.holidays(connection, name) if name else ()
    return name or None, SchoolHolidays(spans) if spans else None


def _region(option: str | None) -> str:
    if option is None:
        return ""
    word = option.strip().casefold().removeprefix("regio ")
    word = _OTHER.get(word, word)
    if word in REGIONS:
        return word
    near = which_region.nearest(word, REGIONS)
    said = tr("The holiday region “{word}” does not exist; choose from {regions}.",
              word=option, regions=", ".join(REGIONS))  # fmt: skip
    if near:
        said += " " + tr("Did you mean “{word}”?", word=near[0])
    raise Refusal(said, reason="holiday_region", suggestions=tuple(near or REGIONS))
