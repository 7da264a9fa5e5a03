"""``ask absence --events``: the first day on which a number of the region is passed, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import region_folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import run

from kernketen import home, words
from kernketen.asking.days.calendar import SchoolHolidays
from kernketen.asking.events import count_events
from kernketen.model.event import Event
from kernketen.model.region import Region
from kernketen.refusal import Refusal
from kernketen.register import store
from kernketen.register.event_file import read_events

KINDS = ("te_laat", "ongeoorloofd", "geoorloofd", "ziek", "absoluut")
SPANS = [
    ("2026-04-25", "2026-05-03", "Meivakantie"),
    ("2026-07-18", "2026-08-30", "Zomervakantie"),
    ("2026-10-17", "2026-10-25", "Herfstvakantie"),
    ("2026-12-19", "2027-01-03", "Kerstvakantie"),
]
MIDDEN = SchoolHolidays(SPANS)
ON = ("2026-12-18", "2026-12-18")
RULES = """\
question: absence
rules:
  - id: laat
    topic: te_laat
    source: team
    modality: must
    scope: {verzuimsoort: te_laat}
    when: {te_laat_keer: {gt: 3}}
    then: {outcome: melden, who: coach, by: school}
  - id: laat.school
    topic: te_laat
    source: team
    modality: must
    scope: {verzuimsoort: te_laat}
    when: {te_laat_keer: {le: 3}}
    then: {outcome: school_houdt, who: school}
  - id: uren
    topic: ongeoorloofd
    source: team
    modality: must
    scope: {verzuimsoort: ongeoorloofd}
    when: {verzuim_uren: {gt: 16, unit: uur, in: 4 schoolweken}}
    then: {outcome: melden, who: coach, by: school}
    doubts: [{id: T-1, note: vakantie ertussen, reading: telt niet mee, when: {vakantie_in_periode: true}}]
  - id: uren.niet
    topic: ongeoorloofd
    source: team
    modality: info
    scope: {verzuimsoort: ongeoorloofd}
    when: {verzuim_uren: {le: 16, unit: uur, in: 4 schoolweken}}
    then: {outcome: geen_meldplicht, who: coach}
    doubts: [{id: T-2, note: precies zestien, when: {verzuim_uren: {is: 16, unit: uur, in: 4 schoolweken}}}]
  - id: ziek
    topic: ziek
    source: team
    modality: should
    order: ladder
    scope: {verzuimsoort: ziek}
    steps:
      - {id: gesprek, when: {ziekmeldingen: {ge: 2, in: 1 schooljaar}}, then: {outcome: gesprek, by: school}}
      - {id: arts, when: {ziekmeldingen: {ge: 3, in: 1 schooljaar}}, then: {outcome: inschakelen, who: coach}}
"""


def folder(path: Path, rules: str = RULES) -> Path:
    (path / "rules").mkdir(parents=True, exist_ok=True)
    return region_folder.write(path, **{"rules/absence": rules})


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    words.choose("en")
    path = folder(tmp_path_factory.mktemp("made") / "testland")
    return region_folder.sound(path, **{"rules/absence": RULES})


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def event(day: str, kind: str = "ongeoorloofd", hours: str | None = "4", line: int = 2) -> Event:
    return Event(line, date.fromisoformat(day), kind, {"uur": Decimal(hours)} if hours else {})


def hours(*pairs: tuple[str, str]) -> list[Event]:
    return [event(day, hours=amount, line=line) for line, (day, amount) in enumerate(pairs, 2)]


def counted(
    region: Region,
    events: Sequence[Event],
    topic: str = "ongeoorloofd",
    school: SchoolHolidays | None = MIDDEN,
    **case: Any,
) -> dict[str, Any]:
    document = count_events(region, topic, events, case, ON, school, "midden")
    return document["thresholds"][-1] if topic != "ziek" else {"all": document["thresholds"]}


# -- counting ---------------------------------------------------------------------------------------


def test_the_first_day_and_what_was_counted(region: Region) -> None:
    found = counted(region, hours(("2026-09-07", "6"), ("2026-09-14", "6"), ("2026-09-15", "4.5"),
                                  ("2026-09-16", "6")))  # fmt: skip
    assert (found["status"], found["date"]) == ("passed", "2026-09-15")
    assert found["counted"] == {
        "sum": 16.5,
        "from": "2026-07-13",
        "to": "2026-09-15",
        "basis": "register",
        "events": [
            {"line": 2, "date": "2026-09-07", "kind": "ongeoorloofd", "number": 6.0},
            {"line": 3, "date": "2026-09-14", "kind": "ongeoorloofd", "number": 6.0},
            {"line": 4, "date": "2026-09-15", "kind": "ongeoorloofd", "number": 4.5},
        ],
    }
    assert (found["rules"], found["kinds"]) == (["uren"], ["ongeoorloofd"])
    assert found["remarks"] == [
        "In this period lies the school holiday Zomervakantie (2026-07-18 – 2026-08-30). "
        "Weeks without school were not counted and do not interrupt."
    ]
    assert (found["answer"]["status"], found["answer"]["outcome"], found["answer"]["on"]) == (
        "decided",
        "melden",
        "2026-09-15",
    )


def test_exactly_sixteen_is_not_more_than_sixteen(region: Region) -> None:
    found = counted(region, hours(*((f"2026-09-{day:02}", "1.6") for day in range(7, 17))))
    assert (found["status"], found["date"], found["counted"]["sum"]) == ("not_passed", None, 16.0)
    assert found["remarks"][0] == "Exactly 16 is not more than 16."
    assert found["answer"]["outcome"] == "geen_meldplicht"
    assert [flag["id"] for flag in found["answer"]["flags"]] == ["T-2"]


def test_four_weeks_are_four(region: Region) -> None:
    """20 hours in six weeks, at most 14 in any four: not passed."""
    weeks = ("2026-09-01", "2026-09-08", "2026-09-15", "2026-09-22", "2026-09-29", "2026-10-06")
    found = counted(region, hours(*zip(weeks, ("3", "3", "4", "4", "3", "3"), strict=True)))
    assert (found["status"], found["counted"]["sum"]) == ("not_passed", 14.0)
    assert (found["counted"]["from"], found["counted"]["to"]) == ("2026-08-31", "2026-09-22")


def test_a_holiday_between_does_not_count_and_the_doubt_shows(region: Region) -> None:
    across = hours(("2026-10-05", "8"), ("2026-10-12", "4"), ("2026-10-27", "4"), ("2026-11-03", "1"))
    found = counted(region, across)
    assert (found["date"], found["counted"]["from"]) == ("2026-11-03", "2026-10-05")
    assert found["remarks"] == [
        "In this period lies the school holiday Herfstvakantie (2026-10-17 – 2026-10-25). "
        "Weeks without school were not counted and do not interrupt."
    ]
    assert found["answer"]["status"] == "ambiguous"
    assert [flag["id"] for flag in found["answer"]["flags"]] == ["T-1"]
    # What is passed after the holiday alone is passed in either reading.
    after = counted(region, [*across[:1], *hours(("2026-10-27", "17"))])
    assert (after["date"], after["answer"]["status"]) == ("2026-10-27", "decided")
    # A user who knows better is believed.
    said = counted(region, across, vakantie_in_periode=[False])
    assert said["answer"]["status"] == "decided"


def test_a_day_in_a_week_without_school_is_left_aside(region: Region) -> None:
    found = counted(region, hours(("2026-10-12", "9"), ("2026-10-20", "9")))
    assert (found["status"], found["counted"]["sum"]) == ("not_passed", 9.0)
    assert found["remarks"] == ["Line 3 (2026-10-20) lies in a week without school and was not counted."]


@pytest.mark.parametrize("school", [None, SchoolHolidays([]), SchoolHolidays(SPANS[:2])])
def test_without_a_table_the_number_is_asked_for(region: Region, school: SchoolHolidays | None) -> None:
    found = counted(region, hours(("2026-09-07", "20")), school=school)
    assert (found["status"], found["date"], found["answer"]) == ("not_counted", None, None)
    assert found["missing"] == {
        "fact": "verzuim_uren",
        "question": "How many hours, in which period?",
        "question_nl": None,
        "why": "School days and school weeks need the school holidays of these days: give --school or "
        "--holiday-region, and import the table with kernketen schools import.",
    }


def test_a_number_that_is_given_is_not_counted(region: Region) -> None:
    found = counted(
        region, hours(("2026-09-07", "1")), school=None, verzuim_uren=[(17.0, "uur", "4 schoolweken")]
    )
    assert (found["status"], found["answer"]["outcome"]) == ("given", "melden")


def test_lessons_are_no_hours(region: Region) -> None:
    lessons = [Event(5, date(2026, 9, 7), "ongeoorloofd", {"lesuur": Decimal(30)})]
    found = counted(region, lessons)
    assert found["status"] == "not_counted"
    assert found["missing"]["why"] == "No number of uur on line 5; nothing is converted."


def test_without_a_period_all_is_counted(region: Region) -> None:
    late = [event(day, "te_laat", None) for day in ("2024-02-01", "2025-02-03", "2026-02-02", "2026-11-02")]
    found = counted(region, late, "te_laat", None)
    assert (found["date"], found["counted"]["sum"]) == ("2026-11-02", 4.0)
    assert (found["counted"]["from"], found["counted"]["basis"]) == ("2024-02-01", None)
    assert found["remarks"] == ["The text names no period: all events up to this day were counted."]
    assert found["answer"]["outcome"] == "melden"
    fewer = counted(region, late[:3], "te_laat", None)
    assert (fewer["status"], fewer["answer"]["outcome"]) == ("not_passed", "school_houdt")


def test_each_rung_of_a_ladder_has_its_day(region: Region) -> None:
    ill = [event(day, "ziek", None) for day in ("2026-06-01", "2026-09-01", "2026-09-07", "2026-11-02")]
    rungs = counted(region, ill, "ziek")["all"]
    assert [(r["number"], r["date"], r["answer"]["outcome"]) for r in rungs] == [
        (2.0, "2026-09-07", "gesprek"),
        (3.0, "2026-11-02", "inschakelen"),
    ]
    assert rungs[0]["counted"]["from"] == "2026-08-01"


def test_a_rule_counts_from_the_day_it_holds(tmp_path: Path) -> None:
    rules = RULES.replace("    when: {te_laat_keer: {gt: 3}}\n",
                          '    when: {te_laat_keer: {gt: 3}}\n    valid_from: "2026-11"\n')  # fmt: skip
    path = folder(tmp_path / "testland", rules)
    region = region_folder.sound(path, **{"rules/absence": rules})
    late = [event(f"2026-10-{day:02}", "te_laat", None) for day in (1, 2, 5, 6)]
    assert counted(region, late, "te_laat", None)["date"] is None
    later = counted(region, [*late, event("2026-11-02", "te_laat", None)], "te_laat", None)
    assert (later["date"], later["counted"]["sum"]) == ("2026-11-02", 5.0)


def test_a_weekend_is_remarked_on(region: Region) -> None:
    document = count_events(region, None, hours(("2026-09-12", "2")), {}, ON, MIDDEN)
    assert document["remarks"] == ["Line 2: 2026-09-12 is no working day."]


@st.composite
def lists(draw: st.DrawFn) -> list[Event]:
    days = st.dates(date(2026, 8, 31), date(2026, 12, 18))
    amounts = st.decimals(0, 8, places=1)
    found = draw(st.lists(st.builds(lambda d, a: (d, a), days, amounts), min_size=1, max_size=12))
    return [Event(i, d, "ongeoorloofd", {"uur": a}) for i, (d, a) in enumerate(sorted(found), 2)]


@given(events=lists(), more=lists())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_more_event_never_makes_the_day_later(
    region: Region, events: list[Event], more: list[Event]
) -> None:
    before = counted(region, events)["date"]
    both = sorted([*events, *more], key=lambda one: one.day)
    after = counted(region, both)["date"]
    assert before is None or (after is not None and after <= before)


@given(events=lists())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_agrees_with_counting_by_hand(region: Region, events: list[Event]) -> None:
    """The weeks of school in a row, and in each day's last four the hours up to that day."""
    monday = date(2026, 8, 31)
    weeks = [monday + timedelta(weeks=n) for n in range(16) if n != 7]

    def week(day: date) -> int | None:
        start = day - timedelta(day.weekday())
        return weeks.index(start) if start in weeks else None

    passed = [
        last.day
        for last in events
        if (at := week(last.day)) is not None
        and sum(e.amounts["uur"] for e in events
                if e.day <= last.day and (w := week(e.day)) is not None and at - 3 <= w <= at) > 16
    ]  # fmt: skip
    found = counted(region, events)["date"]
    assert found == (min(passed).isoformat() if passed else None)


# -- the file ---------------------------------------------------------------------------------------


def read(path: Path, content: str | bytes, until: str = "2026-11-22") -> tuple[list[Event], list[str]]:
    file = path / "lijst.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_events(str(file), KINDS, until)


def test_both_languages_both_separators_both_ways_to_write_a_day(tmp_path: Path) -> None:
    dutch = "Datum;Uren;Soort verzuim;Klas\n14-9-2026;1,5;Ongeoorloofd verzuim;6\n15-9-2026;;te laat;6\n"
    english = "date,hours,kind\n2026-09-14,1.5,unauthorised\n2026-09-15,,late\n"
    (one, ignored), (other, none) = read(tmp_path, dutch), read(tmp_path, english)
    assert [repr(e) for e in one] == [repr(e) for e in other] == [
        "Event(2: 2026-09-14 ongeoorloofd {'uur': Decimal('1.5')})",
        "Event(3: 2026-09-15 te_laat {})",
    ]  # fmt: skip
    assert (ignored, none) == (["klas"], [])
    (lesson,), _ = read(tmp_path, "dag;lesuren;type\n2026-09-14;2;ongeoorloofd\n".encode("cp1252"))
    assert lesson.amounts == {"lesuur": Decimal(2)}


HEAD = "datum;uren;soort\n"
WRONG: dict[str, tuple[str | bytes, str]] = {
    "no such day": (
        f"{HEAD}2026-02-30;2;ziek\n",
        "Line 2: “2026-02-30” is no day; write it as 2026-03-31 or 31-3-2026.",
    ),
    "a month": (
        f"{HEAD}2026-02;2;ziek\n",
        "Line 2: “2026-02” is no day; write it as 2026-03-31 or 31-3-2026.",
    ),
    "negative": (
        f"{HEAD}2026-02-20;2;ziek\n2026-02-20;-2;ziek\n",
        "Line 3: -2 hours or lessons cannot be less than zero.",
    ),
    "too many": (f"{HEAD}2026-02-20;25;ziek\n", "Line 2: 25 hours or lessons do not fit in a day."),
    "no number": (
        f"{HEAD}2026-02-20;twee;ziek\n",
        "Line 2: “twee” is no number of hours or lessons; write 2 or 1,5.",
    ),
    "hours missing": (f"{HEAD}2026-02-20;;ongeoorloofd\n", "Line 2: the hours or lessons are missing."),
    "no hours at all": (
        "datum;soort\n2026-02-20;ongeoorloofd\n",
        "Line 2: the hours or lessons are missing.",
    ),
    "kind": (
        f"{HEAD}2026-02-20;2;ongeorloofd\n",
        "Line 2: “ongeorloofd” is no kind of absence; choose from te_laat, ongeoorloofd, geoorloofd, "
        "ziek, absoluut. Did you mean “ongeoorloofd”?",
    ),
    "future": (
        f"{HEAD}2026-11-23;2;ziek\n",
        "Line 2: 2026-11-23 lies after 2026-11-22, the day the answer is for (--on).",
    ),
    "columns": ("datum,uren,soort\n2026-09-14,1,5,ziek\n", "Line 2: 4 columns instead of 3."),
    "empty": ("", "lijst.csv is empty."),
    "only headings": (HEAD, "lijst.csv has headings but no events."),
    "headings": (
        "x;y;uren\n1;2;3\n",
        "lijst.csv is no list of absences: missing date, kind; found x, y, uren.",
    ),
    "twice": ("datum;dag;soort\n", "Two columns say the same: datum, dag."),
    "no text": (b"PK\x03\x04\0\0", "lijst.csv is not a text file. Save it as CSV first."),
}


@pytest.mark.parametrize("what", WRONG)
def test_bad_input_is_one_sentence(what: str, tmp_path: Path) -> None:
    content, sentence = WRONG[what]
    with pytest.raises(Refusal) as refusal:
        read(tmp_path, content)
    assert (refusal.value.sentence, refusal.value.status) == (sentence, 2)


@pytest.mark.parametrize(
    "heading",
    [
        "Naam",
        "leerling",
        "name",
        "BSN",
        "geboortedatum",
        "Voornaam",
        "pupil id",
        "leerling_nr",
        "E-mail",
        "kind",
    ],
)
def test_a_column_about_a_person_is_refused(heading: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read(tmp_path, f"datum;uren;soort;{heading}\n2026-09-14;2;ziek;x\n")
    assert refusal.value.sentence == (
        f"The column “{heading.casefold().replace('_', ' ')}” says who it is about; take it out: "
        "kernketen needs no pupil's name or number."
    )
    assert (refusal.value.status, refusal.value.reason) == (2, "personal_data")


def test_a_list_is_about_one_case(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="more than 5000 events"):
        read(tmp_path, HEAD + "2026-09-14;2;ziek\n" * 5001)


@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_break_it(tmp_path: Path, content: bytes) -> None:
    for head in (b"", HEAD.encode()):
        try:
            events, _ = read(tmp_path, head + content)
        except Refusal as refusal:
            assert refusal.status == 2
            assert refusal.sentence
        else:
            assert events


CELLS = st.one_of(
    st.sampled_from(
        ("2026-09-14", "14-9-2026", "ziek", "te laat", "1,5", "-1", "", '"', "9999-12-31", "1-1-1")
    ),
    st.text(max_size=8),
)


@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5), sign=st.sampled_from(";,\t"))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_rows_break_it(tmp_path: Path, region: Region, rows: list[list[str]], sign: str) -> None:
    text = sign.join(("datum", "uren", "soort")) + "\n" + "\n".join(sign.join(row) for row in rows)
    try:
        events, _ = read(tmp_path, text.encode("utf-8", "surrogatepass"))
    except Refusal as refusal:
        assert "\n" not in refusal.sentence.strip()
    else:
        count_events(region, None, events, {}, ON, MIDDEN)


# -- the command ------------------------------------------------------------------------------------

LIST = HEAD + "5-10-2026;8;ongeoorloofd\n12-10-2026;4,5;ongeoorloofd\n27-10-2026;4;ongeoorloofd\n"
TABLE = "Id;Country;StartDate;EndDate;Type;RegionalScope;Name;Groups\n" + "".join(
    f"a;NL;{first};{last};School;Regional;NL {name};MI\n" for first, last, name in SPANS
)


@pytest.fixture
def at(bare: Path, tmp_path: Path) -> Path:
    """A folder with the region ``testland``, the list ``lijst.csv`` and the holidays on file."""
    folder(tmp_path / "testland")
    (tmp_path / "lijst.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "schoolvakanties.csv").write_text(TABLE, encoding="utf-8")
    assert run("schools", "import", str(tmp_path / "schoolvakanties.csv")).status == 0
    return tmp_path


def asked(at: Path, *more: str, question: str = "absence") -> Sequence[str]:
    path = ("--region", "testland", "--path", str(at / "testland"))
    return ("ask", question, "--events", str(at / "lijst.csv"), *path, "--lang", "en", *more)


def test_the_table(at: Path) -> None:
    ran = run(*asked(at, "--holiday-region", "midden", question="absence/ongeoorloofd"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "What must be done about absence? (absence) · Region Testland · as of 2026-11-22\n"
        "3 events on the list, 2026-10-05 – 2026-10-27: unauthorised absence 3. Nothing of it is kept.\n"
        "School holidays: region midden (basis: register, not the agreement).\n"
        "\n"
        "Unauthorised absence, more than 16 uur per 4 schoolweken: passed on 2026-10-27 ·\n"
        "  absence/ongeoorloofd\n"
        "  Counted: 16.5 uur from 2026-09-28 to 2026-10-27 (lines 2, 3, 4).\n"
        "  In this period lies the school holiday Herfstvakantie (2026-10-17 – 2026-10-25). Weeks without\n"
        "    school were not counted and do not interrupt.\n"
        "  Answer on 2026-10-27: melden (the text is unclear here, must)\n"
        "    who: coach\n"
        "    by: de school\n"
        "    Unclear (T-1): vakantie ertussen Reading: telt niet mee\n"
        "    Source: Plan van Testland, “Het team” (2024-01)\n"
    )


def test_the_document_and_that_nothing_is_kept(at: Path) -> None:
    before = Path(home.store_path()).read_bytes()
    document = run(*asked(at, "--holiday-region", "midden", "--format", "json")).json
    assert document["schema"] == "kernketen/events/1"
    assert document["events"]["kinds"] == [{"kind": "ongeoorloofd", "number": 3}]
    assert [(t["topic"], t["status"]) for t in document["thresholds"]] == [
        ("ongeoorloofd", "passed"),
        ("te_laat", "not_passed"),
        ("ziek", "not_passed"),
        ("ziek", "not_passed"),
    ]
    assert Path(home.store_path()).read_bytes() == before


def test_without_a_holiday_region_the_number_is_asked_for_and_can_be_given(at: Path) -> None:
    ran = run(*asked(at, question="absence/ongeoorloofd"))
    assert ran.status == 0
    assert "not counted" in ran.out
    assert "Still needed: How many hours, in which period? (verzuim_uren)" in ran.out
    ran = run(*asked(at, "verzuim_uren=17/4-schoolweken", question="absence/ongeoorloofd"))
    assert "This number was given; the events were not counted for it." in ran.out


def test_the_school_tells_the_holiday_region(at: Path) -> None:
    with store.write(home.store_path()) as connection:
        connection.execute(
            "INSERT INTO school VALUES ('99ZZ00', 'De Testpier', '0392', 'Haarlem', '2011AB', '', 'bo', "
            "'midden', 1, '2026-08', 'bo')"
        )
    connection.close()
    ran = run(*asked(at, "school=99ZZ00", "--format", "json"))
    assert ran.json["holiday_region"] == "midden"
    refused = run(*asked(at, "school=99ZZ00", "--holiday-region", "zuid"))
    assert (refused.status, refused.err) == (
        2,
        "The school lies in the holiday region midden; leave --holiday-region out.\n",
    )


@pytest.mark.parametrize(
    ("more", "question", "sentence"),
    [
        (
            ("--holiday-region", "nord"),
            "absence",
            "The holiday region “nord” does not exist; choose from noord, midden, zuid. "
            "Did you mean “noord”?\n",
        ),
        ((), "leave", "A list of events (--events) goes with the question absence only.\n"),
        (
            ("--events", "geen.csv"),
            "absence",
            "geen.csv cannot be read: the folder or file does not exist.\n",
        ),
        (
            ("--on", "2026-10-20"),
            "absence",
            "Line 4: 2026-10-27 lies after 2026-10-20, the day the answer is for (--on).\n",
        ),
    ],
)
def test_wrong_use_is_one_sentence(at: Path, more: Sequence[str], question: str, sentence: str) -> None:
    ran = run(*asked(at, *more, question=question))
    assert (ran.status, ran.out, ran.err) == (2, "", sentence)
    assert run(*asked(at, *more, "--format", "json", question=question)).json["error"] == sentence.strip()


TERMS = """\
question: deadline
rules:
  - {id: antwoord, topic: reageren, source: team, modality: must,
     then: {outcome: termijn, by: school, within: {le: 2, unit: werkdagen, from: vraag}}}
"""


def test_ask_says_when_a_term_ends(at: Path) -> None:
    (at / "testland" / "rules" / "deadline.yaml").write_text(TERMS, encoding="utf-8")
    place = ("--region", "testland", "--path", str(at / "testland"), "--lang", "en")
    ran = run("ask", "deadline/reageren", "begonnen_op=2026-10-16", "--holiday-region", "midden", *place)
    assert ran.status == 0
    assert (
        "  At the latest on 2026-10-20: 2 werkdagen after 2026-10-16; that day itself is not counted; left\n"
        "    out: weekends.\n"
        "    In this term lies the school holiday Herfstvakantie (2026-10-17 – 2026-10-25); "
        "the text does not\n"
        "      say whether those days count.\n"
    ) in ran.out
    without = run("ask", "deadline/reageren", *place)
    assert "At the latest" not in without.out
    wrong = run("ask", "deadline/reageren", "begonnen_op=2026-02-30", *place)
    assert wrong.status == 2
    assert "“2026-02-30” is no day" in wrong.err
