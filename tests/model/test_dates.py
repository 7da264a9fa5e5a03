"""Dates as agreements give them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernketen import words
from kernketen.model.dates import asked, exists, in_force, span
from kernketen.refusal import Refusal

DAY = ("2024-06-15", "2024-06-15")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2024-04", "2024-04-01", "2024-04-30"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_partial_date_is_the_whole_month_or_year(text: str, first: str, last: str) -> None:
    assert span(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "0000",
        "0000-01",
        "2024-00",
        "2024-13",
        "2024-1",
        "2024-01-00",
        "2024-01-32",
        "2023-02-29",
        "2024-04-31",
        "24-01-01",
        "01-02-2024",
        "2024/01/01",
        "2024-01-01T00:00",
        "2024-01-01\n",
        " 2024",
        "２０２４",
        "-2024",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        span(text)
    assert not exists(text)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date_within_its_month_and_year(day: datetime.date) -> None:
    text = day.isoformat()
    assert span(text) == (text, text)
    for part in (text[:7], text[:4]):
        first, last = span(part)
        assert first <= text <= last
        after = datetime.date.fromisoformat(last).toordinal() + 1
        assert after > datetime.date.max.toordinal() or not datetime.date.fromordinal(
            after
        ).isoformat().startswith(part)


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_no_day_is_a_date_that_the_calendar_does_not_have(year: int, month: int, day: int) -> None:
    text = f"{year:04}-{month:02}-{day:02}"
    try:
        datetime.date(year, month, day)
    except ValueError:
        assert not exists(text)
    else:
        assert exists(text)


def test_the_day_asked_about() -> None:
    assert asked(" 2024-03 ") == ("2024-03-01", "2024-03-31")
    words.choose("en")
    with pytest.raises(Refusal) as caught:
        asked("31-03-2024")
    assert caught.value.sentence == (
        "“31-03-2024” is no date. Write a day as 2024-03-31, a month as 2024-03 or a year as 2024."
    )
    assert (caught.value.status, caught.value.reason) == (2, "date")


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "expected"),
    [
        ("", "", True),
        (None, None, True),
        ("unknown", "unknown", True),
        ("unknown", "2024-06-14", False),
        ("2024-06-16", "unknown", False),
        ("2024-06-15", "2024-06-15", True),
        ("2024-06", "", True),
        ("2024-06-16", "", False),
        ("2024-07", "", False),
        ("2024", "", True),
        ("2025", "", False),
        ("", "2024-06-14", False),
        ("", "2024-06", True),
        ("", "2024-05", False),
        ("", "2024", True),
        ("2020", "2023", False),
    ],
)
def test_what_is_in_force_on_a_day(valid_from: str, valid_until: str, expected: bool) -> None:
    assert in_force(valid_from, valid_until, DAY) is expected


def test_a_whole_year_meets_all_that_held_on_some_day_of_it() -> None:
    year = span("2022")
    assert in_force("2022-09", "", year)
    assert in_force("", "2022-09", year)
    assert not in_force("2023", "", year)
    assert not in_force("", "2021-12-31", year)


_texts = st.one_of(
    st.just("unknown"),
    st.just(""),
    st.dates().map(lambda d: d.isoformat()),
    st.dates().map(lambda d: d.isoformat()[:7]),
)


@given(_texts, _texts, st.dates(), st.dates())
def test_what_holds_on_a_day_holds_in_any_span_around_it(
    start: str, end: str, one: datetime.date, other: datetime.date
) -> None:
    first, last = sorted((one.isoformat(), other.isoformat()))
    if in_force(start, end, (first, first)) or in_force(start, end, (last, last)):
        assert in_force(start, end, (first, last))
    assert in_force("unknown", "unknown", (first, last))
