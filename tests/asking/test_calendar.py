"""When a term ends: working days, school days and school weeks on the real Dutch calendar."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import run

from kernketen import home, words
from kernketen.asking.days.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    SchoolHolidays,
    Uncounted,
    is_school_day,
    is_school_week,
    is_working_day,
    public_holidays,
)
from kernketen.asking.days.periods import opening
from kernketen.asking.days.terms import due
from kernketen.register import holidays, store

# Made up, but shaped as they are: Saturday to Sunday.
MIDDEN = SchoolHolidays(
    [
        ("2026-07-18", "2026-08-30", "Zomervakantie"),
        ("2026-10-17", "2026-10-25", "Herfstvakantie"),
        ("2026-12-19", "2027-01-03", "Kerstvakantie"),
        ("2027-02-20", "2027-02-28", "Voorjaarsvakantie"),
        ("2027-04-24", "2027-05-02", "Meivakantie"),
    ]
)
WERKDAGEN_2: dict[str, Any] = {"le": 2, "unit": "werkdagen", "from": "vraag"}
AFTER = "; that day itself is not counted"


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def plain(start: str, school: SchoolHolidays | None = None, **quantity: Any) -> dict[str, Any]:
    term = due(date.fromisoformat(start), quantity, school)
    assert term is not None
    return term.plain()


def test_two_working_days_over_a_weekend() -> None:
    assert plain("2026-09-04", **WERKDAGEN_2) == {
        "date": "2026-09-08",
        "counted": f"2 werkdagen after 2026-09-04{AFTER}; left out: weekends.",
        "remarks": [],
        "basis": "register",
    }


def test_the_day_of_asking_is_not_counted() -> None:
    assert plain("2026-09-07", **WERKDAGEN_2)["counted"] == f"2 werkdagen after 2026-09-07{AFTER}."
    assert plain("2026-09-07", **WERKDAGEN_2)["date"] == "2026-09-09"
    assert plain("2026-09-07", lt=2, unit="werkdagen")["date"] == "2026-09-08"


def test_koningsdag_is_left_out_and_named_in_the_reader_s_language() -> None:
    assert plain("2026-04-24", **WERKDAGEN_2)["date"] == "2026-04-29"
    assert "King's Day (2026-04-27)" in plain("2026-04-24", **WERKDAGEN_2)["counted"]
    words.choose("nl")
    assert "Koningsdag (2026-04-27)" in plain("2026-04-24", **WERKDAGEN_2)["counted"]


def test_koningsdag_moves_from_a_sunday() -> None:
    assert public_holidays(2025)[date(2025, 4, 26)] == "King's Day"
    assert date(2025, 4, 27) not in public_holidays(2025)


def test_good_friday_is_left_out_as_the_library_has_it_and_that_is_said() -> None:
    """Since 0.85 or earlier the library counts Good Friday among the public holidays."""
    found = plain("2026-04-01", **WERKDAGEN_2)
    assert found["date"] == "2026-04-07"
    assert found["remarks"] == [
        "Good Friday (2026-04-03) was left out, as in the Algemene termijnenwet; many people work then."
    ]


def test_liberation_day_is_counted_but_every_fifth_year() -> None:
    found = plain("2026-05-04", **WERKDAGEN_2)
    assert found["date"] == "2026-05-06"
    assert found["remarks"] == ["Liberation Day (2026-05-05) was counted; not everybody works then."]
    found = plain("2025-05-02", **WERKDAGEN_2)
    assert (found["date"], found["remarks"]) == ("2025-05-07", [])


def test_a_term_over_christmas() -> None:
    found = plain("2026-12-24", le=3, unit="werkdagen")
    assert found["date"] == "2026-12-30"
    assert found["counted"] == (
        f"3 werkdagen after 2026-12-24{AFTER}; left out: Christmas Day (2026-12-25), weekends."
    )
    assert plain("2026-12-31", le=1, unit="werkdagen")["date"] == "2027-01-04"


def test_a_school_holiday_in_the_term_is_said_and_changes_nothing() -> None:
    found = plain("2026-10-16", MIDDEN, **WERKDAGEN_2)
    assert found["date"] == "2026-10-20"
    assert found["remarks"] == [
        "In this term lies the school holiday Herfstvakantie (2026-10-17 – 2026-10-25); "
        "the text does not say whether those days count."
    ]


def test_days_weeks_and_months_run_on_and_their_end_is_looked_at() -> None:
    assert plain("2026-09-01", le=7, unit="dagen")["date"] == "2026-09-08"
    assert plain("2026-09-01", le=6, unit="weken")["date"] == "2026-10-13"
    assert plain("2026-09-05", le=1, unit="week")["remarks"] == [
        "2026-09-12 is no working day; the text does not say whether the term then runs on."
    ]
    assert plain("2026-11-30", le=3, unit="maanden")["date"] == "2027-02-28"
    assert plain("2024-02-29", le=1, unit="jaar")["date"] == "2025-02-28"


@pytest.mark.parametrize("unit", ["schooldagen", "lesdagen", "schoolweken"])
@pytest.mark.parametrize("school", [None, SchoolHolidays([])])
def test_school_days_are_never_made_of_other_days(unit: str, school: SchoolHolidays | None) -> None:
    found = plain("2026-10-15", school, le=2, unit=unit)
    assert found["date"] is None
    assert found["counted"] == (
        "School days and school weeks need the school holidays of these days: give --school or "
        "--holiday-region, and import the table with kernketen schools import."
    )


def test_school_days_and_school_weeks() -> None:
    found = plain("2026-10-15", MIDDEN, le=2, unit="schooldagen")
    assert found["date"] == "2026-10-26"
    assert "left out: Herfstvakantie (2026-10-17 – 2026-10-25)." in found["counted"]
    found = plain("2026-10-15", MIDDEN, le=2, unit="schoolweken")
    assert found["date"] == "2026-11-05"
    assert "left out: Herfstvakantie (2026-10-17 – 2026-10-25)." in found["counted"]


def test_beyond_the_table_there_is_no_date() -> None:
    assert plain("2027-04-20", MIDDEN, le=8, unit="schooldagen")["date"] is None
    assert plain("2026-07-01", MIDDEN, le=1, unit="schooldagen")["date"] is None


def test_a_holiday_that_is_missing_in_the_table_is_noticed() -> None:
    """The rejected row of the real table: then every week after it would count as a school week."""
    torn = SchoolHolidays(
        [("2026-12-19", "2027-01-03", "Kerstvakantie"), ("2027-04-24", "2027-05-02", "Meivakantie")]
    )
    found = plain("2027-02-01", torn, le=3, unit="schoolweken")
    assert (found["date"], found["counted"]) == (
        None,
        "The table of school holidays misses one between 2027-01-04 and 2027-04-23.",
    )
    with pytest.raises(Uncounted):
        is_school_week(date(2027, 2, 1), torn)


@pytest.mark.parametrize(
    "quantity",
    [
        {"le": 2, "unit": "keer", "in": "1 jaar"},
        {"ge": 8, "unit": "weken", "from": "begin van het verlof"},
        {"le": 1, "unit": "dagen", "in": "1 week"},
        {"le": 2, "unit": "werkdagtje"},
        {"le": 2},
    ],
)
def test_what_is_no_term_has_no_end(quantity: dict[str, Any]) -> None:
    assert due(date(2026, 9, 1), quantity) is None


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        ({"le": 48, "unit": "uur"}, "A term in hours or parts of days cannot be counted on a calendar."),
        ({"le": 1.5, "unit": "dagen"}, "A term in hours or parts of days cannot be counted on a calendar."),
        ({"le": 9999, "unit": "dagen"}, "A term of more than 2000 days or weeks is not counted."),
    ],
)
def test_what_no_calendar_tells_is_said(quantity: dict[str, Any], said: str) -> None:
    assert plain("2026-09-01", **quantity) == {
        "date": None,
        "counted": said,
        "remarks": [],
        "basis": "register",
    }


def test_years_without_a_calendar() -> None:
    for start in ("0001-01-01", "1900-05-05", "2100-01-05", "9999-12-31"):
        assert plain(start, **WERKDAGEN_2)["date"] is None
        assert plain(start, le=2000, unit="jaren")["counted"]


DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR - 1, 6, 30))


@given(start=DAYS, number=st.integers(1, 60))
@settings(deadline=None)
def test_a_term_in_working_days_ends_on_one_and_has_as_many(start: date, number: int) -> None:
    term = due(start, {"le": number, "unit": "werkdagen"})
    assert term is not None
    assert term.date is not None
    assert term.date.weekday() < 5
    assert term.date not in public_holidays(term.date.year)
    between = [start + timedelta(n) for n in range(1, (term.date - start).days + 1)]
    assert sum(is_working_day(day) for day in between) == number


@given(start=st.dates(date(2026, 9, 1), date(2027, 3, 1)), number=st.integers(1, 20))
@settings(deadline=None)
def test_a_term_in_school_days_ends_on_one(start: date, number: int) -> None:
    term = due(start, {"le": number, "unit": "schooldagen"}, MIDDEN)
    assert term is not None
    assert term.date is not None
    assert is_school_day(term.date, MIDDEN)


@given(
    start=st.dates(),
    number=st.one_of(st.integers(-5, 3000), st.floats(-3, 3000)),
    op=st.sampled_from(("le", "lt", "is", "ge", "gt")),
    unit=st.sampled_from(
        ("werkdagen", "dagen", "weken", "maanden", "jaren", "schooldagen", "schoolweken", "uur", "keer", "")
    ),
)
@settings(deadline=None, max_examples=200)
def test_no_term_breaks_it(start: date, number: float, op: str, unit: str) -> None:
    term = due(start, {op: number, "unit": unit}, MIDDEN)
    assert term is None or term.date is None or term.date >= start


def first(window: str, day: str, school: SchoolHolidays | None = MIDDEN) -> str:
    return opening(window, date.fromisoformat(day), school).isoformat()


def test_periods() -> None:
    assert first("4 schoolweken", "2026-10-14") == "2026-09-21"
    # A week of holiday is passed over.
    assert first("4 schoolweken", "2026-11-04") == "2026-10-05"
    assert first("4 aaneengesloten schoolweken", "2026-11-04") == "2026-10-05"
    assert first("4 weken", "2026-11-04", None) == "2026-10-08"
    assert first("10 dagen", "2026-11-04", None) == "2026-10-26"
    assert first("3 schooldagen", "2026-10-27") == "2026-10-16"
    assert first("1 schooljaar", "2026-07-31", None) == "2025-08-01"
    assert first("schooljaar", "2026-08-01", None) == "2026-08-01"
    assert first("1 kalenderjaar", "2026-08-01", None) == "2026-01-01"


@pytest.mark.parametrize("window", ["1 jaar", "een tijdje", "0 weken", "4 schoolweken", "99999999 weken", ""])
def test_a_period_that_no_calendar_tells(window: str) -> None:
    with pytest.raises(Uncounted):
        opening(window, date(2026, 11, 4), None)


DATA = os.environ.get("KERNKETEN_TEST_DATA")


@pytest.mark.data
@pytest.mark.skipif(not DATA, reason="the real registers are not at hand (KERNKETEN_TEST_DATA)")
def test_the_real_table(bare: Path) -> None:
    done = run(
        "schools", "import", str(Path(DATA or "") / "vakantie" / "schoolvakanties.csv"), "--format", "json"
    )
    assert [row["line"] for row in done.json["files"][0]["rejected"]] == [66, 84]
    words.choose("en")
    with closing(store.read(home.store_path())) as connection:
        spans = {name: holidays.holidays(connection, name) for name in ("noord", "midden", "zuid")}
    tables = {name: SchoolHolidays(found) for name, found in spans.items()}
    for table in tables.values():
        assert table.reach is not None
        assert table.reach[0] == date(2019, 12, 21)
    # Autumn holidays of 2026: a week earlier in the north.
    weeks = {name: opening("4 schoolweken", date(2026, 11, 4), table) for name, table in tables.items()}
    assert set(weeks.values()) == {date(2026, 10, 5)}
    ends = {name: due(date(2026, 10, 9), {"le": 1, "unit": "schooldagen"}, t) for name, t in tables.items()}
    assert {name: end and end.date for name, end in ends.items()} == {
        "noord": date(2026, 10, 19),
        "midden": date(2026, 10, 12),
        "zuid": date(2026, 10, 12),
    }
    # The spring holiday of the south was rejected: nothing is counted across the hole.
    with pytest.raises(Uncounted, match="2027-01-04"):
        opening("4 schoolweken", date(2027, 2, 3), tables["zuid"])
    assert opening("4 schoolweken", date(2027, 3, 10), tables["noord"]) == date(2027, 2, 8)
