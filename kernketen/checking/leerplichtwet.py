"""The law as a floor: what the Leerplichtwet 1969 asks at least, where an agreement has thresholds for it.

The law never answers a question about a region; it only shows where an agreement asks less. The articles
(BWBR0002628), and where they were looked up in November 2026:

* 13: leave for a religious duty is announced at least two days before (municipality of Rotterdam).
* 13a: leave for a holiday once a school year, for ten days at most, not in the first two weeks of lessons
  (the text in force since 1 July 2017).
* 14, third member: leave of more than ten days for weighty circumstances is decided by leerplicht (a
  judgment of the Raad van State on it).
* 21a: absence without leave is reported from sixteen hours in four weeks of lessons that follow each other
  (Inspectie van het Onderwijs).

The law's other terms (absence of a child that no school has enrolled, removal from a school: articles 18 and
21) hang on no number that a case can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kernketen.words import marked

_FOUR_WEEKS = re.compile(r"4 (?:\w+ )?(?:les|school)?weken")
_DAYS = ("dagen", "lesdagen", "schooldagen")


@dataclass(frozen=True, slots=True)
class Floor:
    """One threshold of the law.

    In situations that fit ``about`` and in which ``fact``, counted in one of ``units`` (and in a period that
    is ``window``), is ``op`` ``number``, an agreement must say one of ``asked`` (or leave it to the role
    ``left_to``) and may not say one of ``refused``. ``said`` is the law in a sentence.
    """

    article: str
    topic: str
    about: tuple[str, str]
    fact: str
    units: tuple[str, ...]
    op: str
    number: int
    asked: tuple[str, ...]
    refused: tuple[str, ...]
    said: str
    window: re.Pattern[str] | None = None
    left_to: str = ""


FLOORS = (
    Floor(
        "21a",
        "absence/ongeoorloofd",
        ("verzuimsoort", "ongeoorloofd"),
        "verzuim_uren",
        ("uur", "lesuur"),
        "ge",
        16,
        ("melden",),
        ("school_houdt", "geen_meldplicht"),
        marked("absence without leave must be reported from 16 hours in 4 weeks"),
        window=_FOUR_WEEKS,
    ),
    Floor(
        "13a",
        "leave/toestaan",
        ("verlofsoort", "vakantie"),
        "verlof_dagen",
        _DAYS,
        "gt",
        10,
        ("niet_mogelijk",),
        ("mogelijk",),
        marked("holiday leave lasts 10 days at most"),
    ),
    Floor(
        "13a",
        "leave/toestaan",
        ("verlofsoort", "vakantie"),
        "schoolweek_na_zomer",
        ("weken",),
        "le",
        2,
        ("niet_mogelijk",),
        ("mogelijk",),
        marked("there is no holiday leave in the first 2 weeks of the school year"),
    ),
    Floor(
        "13a",
        "leave/toestaan",
        ("verlofsoort", "vakantie"),
        "keer_dit_jaar",
        ("keer",),
        "gt",
        1,
        ("niet_mogelijk",),
        ("mogelijk",),
        marked("holiday leave is given once a school year"),
    ),
    Floor(
        "14",
        "leave/toestaan",
        ("verlofsoort", "gewichtig"),
        "verlof_dagen",
        _DAYS,
        "gt",
        10,
        ("doorsturen", "niet_mogelijk"),
        ("mogelijk",),
        marked("leave of more than 10 days is decided by the leerplichtambtenaar"),
        left_to="leerplichtambtenaar",
    ),
)

NOTICE_ARTICLE, NOTICE_DAYS = "13", 2
NOTICE = marked("leave for a religious duty is announced 2 days before at the latest")
"""The one term: what an agreement asks of parents under leave/aanvragen, as ``within``."""
