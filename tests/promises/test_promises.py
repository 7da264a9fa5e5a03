"""The eleven promises of the design (§2), as far as they concern who belongs to a school."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import made_up
import pytest
import yaml
from running import ROOT, members, output_schemas, run

from kernketen.asking.situations import cells
from kernketen.model import municipality

PLUGINS = {path.name: path for path in sorted(ROOT.glob("plugins/*/kernketen_*"))}
REGIONS = {name.removeprefix("kernketen_"): path for name, path in PLUGINS.items()}
NAMED = ("18LW00", "18XY10", "18GX00")
COVERED = [
    code
    for code, *_ in (*made_up.BO, *made_up.VO, *made_up.SPECIAL)
    if code not in ("99AE00", "99AK00", "99AM00", "99AN00", "99AP00", "99BG00", "99CC00")
]
HOMES = (
    None,
    "Haarlem",
    "Heemstede",
    "Haarlemmermeer",
    "Hillegom",
    "Velsen",
    "Den Haag",
    "Veldhoven",
    "Groningen",
)
CHANNELS = ("phone", "email", "web")


def ask(school: str, home: str | None = None, *more: str) -> dict[str, Any]:
    arguments = ["who", "--school", school, "--format", "json", *more]
    ran = run(*arguments, *(("--pupil-municipality", home) if home else ()))
    assert ran.status == 0, ran.err
    return ran.json


def sections(region: str) -> dict[str, tuple[str, str]]:
    """For each heading of a region's sections: the title of its document, and what stands about its date."""
    data = yaml.load((REGIONS[region] / "region.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return {
        section["heading"]: (
            document["title"],
            section.get("adopted_on")
            or section.get("valid_from")
            or document.get("valid_from")
            or document["date"],
        )
        for document in data["documents"]
        for section in document["sections"]
    }


def cited(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything in an answer that says where it is written."""
    for team in answer["teams"]:
        yield team
        for member in team["members"]:
            yield member
            yield from member["contacts"]
            yield from member["notes"]


def begins_an_item(where: dict[str, Any]) -> bool:
    package, _, name = where["file"].partition("/")
    lines = (PLUGINS[package] / name).read_text(encoding="utf-8").splitlines()
    return bool(re.match(r"\s*- (\{\s*)?[a-z_]+:", lines[where["line"] - 1]))


# -- 1. never beyond the text ----------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("school", [*NAMED, *COVERED])
def test_1_everything_cites_document_section_date_and_the_line_of_its_item(school: str) -> None:
    answer = ask(school)
    known = sections(answer["region"])
    items = list(cited(answer))
    assert items
    for entry in items:
        source = entry["source"]
        assert source["section"] in known
        assert (source["document"], source["date"]) == known[source["section"]]
        assert entry["where"]["file"].startswith(f"kernketen_{answer['region']}/")
        assert begins_an_item(entry["where"])


@pytest.mark.usefixtures("register")
def test_1_the_line_is_that_of_the_very_item() -> None:
    for school in (*NAMED, *COVERED):
        answer = ask(school)
        for team in answer["teams"]:
            package, _, name = team["where"]["file"].partition("/")
            lines = (PLUGINS[package] / name).read_text(encoding="utf-8").splitlines()
            assert re.search(rf"id: {team['composition'] or team['id']}\b", lines[team["where"]["line"] - 1])
            for member in team["members"]:
                block = "\n".join(lines[member["where"]["line"] - 1 :][:4])
                assert member["presence"] in block
                for contact in member["contacts"]:
                    package, _, name = contact["where"]["file"].partition("/")
                    texts = (PLUGINS[package] / name).read_text(encoding="utf-8").splitlines()
                    following = "\n".join(texts[contact["where"]["line"] - 1 :][:30])
                    for channel in CHANNELS:
                        assert not contact[channel] or contact[channel] in following


@pytest.mark.usefixtures("register")
def test_1_one_region_s_number_is_never_another_s() -> None:
    own: dict[str, set[str]] = {}
    for region, package in REGIONS.items():
        data = yaml.load((package / "partners.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
        contacts = [c for partner in data["partners"] for c in partner.get("contacts", ())]
        own[region] = {
            contact[channel] for contact in contacts for channel in CHANNELS if contact.get(channel)
        }
    assert own["zuid_kennemerland"]
    for school in (*NAMED, *COVERED):
        answer = ask(school)
        text = json.dumps(answer, ensure_ascii=False)
        for region, numbers in own.items():
            if region != answer["region"]:
                assert not [number for number in numbers - own[answer["region"]] if number in text]
        shown = {
            c[channel] for m in members(answer) for c in m["contacts"] for channel in CHANNELS if c[channel]
        }
        assert shown <= own[answer["region"]]


# -- 2. silence is an answer ----------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_2_a_contact_point_without_any_channel_says_why() -> None:
    for school in (*NAMED, *COVERED):
        for member in members(ask(school)):
            for contact in member["contacts"]:
                if not any(contact[channel] for channel in CHANNELS):
                    assert contact["absent"] or contact["see"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", sorted(REGIONS))
def test_2_each_silence_says_where_was_looked_or_which_paper_tells(region: str) -> None:
    gaps = run("show", region, "gaps", "--format", "json").json["items"]
    assert gaps
    assert [gap for gap in gaps if not gap["searched"] and not gap["see"]] == []


@pytest.mark.usefixtures("register")
def test_2_what_the_text_leaves_out_is_not_the_same_as_what_it_does_not_mention() -> None:
    left_out = run("who", "--school", "99AE00", "--format", "json").json
    not_mentioned = run("who", "--school", "99AK00", "--format", "json").json
    assert (left_out["reason"], not_mentioned["reason"]) == ("out_of_scope", "no_region")


# -- 3. unknown is not false ----------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("school", ["18LW00", "99AA00", "99AC00", "99AG00", "99AL00", "99BB00"])
def test_3_whatever_the_home_turns_out_to_be_it_was_among_the_variants(school: str) -> None:
    def people(answer: dict[str, Any]) -> set[tuple[str, str, str | None]]:
        return {
            (team["id"], member["role"], member["partner"]["id"] if member["partner"] else None)
            for team in answer["teams"]
            for member in team["members"]
        }

    unknown = ask(school)
    conditional = {
        (team["id"], m["role"], m["partner"]["id"] if m["partner"] else None)
        for team in unknown["teams"]
        for m in team["members"]
        if m["condition"]
    }
    for home in HOMES[1:]:
        known = people(ask(school, home))
        # A role of which no organisation is for this pupil stays, without one.
        assert {entry for entry in known if entry[2]} <= people(unknown)
        assert {entry[:2] for entry in known} <= {entry[:2] for entry in people(unknown)}
        # What did not hang on a condition stays, wherever the pupil lives.
        assert people(unknown) - conditional <= known


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("home", [h for h in HOMES if h])
def test_3_one_service_for_leerplicht_holds_for_each_home(home: str) -> None:
    officers = [m for m in members(ask("99AA00", home)) if m["role"] == "leerplichtambtenaar"]
    assert len(officers) == 1
    assert officers[0]["condition"] is None


# -- 4. operators and units as printed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((12.0, "keer", "schooljaar"), False),
        ((13.0, "keer", "schooljaar"), True),
        ((13.0, "dag", "schooljaar"), None),
        ((13.0, "keer", "4 weken"), None),
    ],
)
def test_4_more_than_twelve_is_not_twelve_and_no_unit_or_window_is_converted(
    given: tuple[float, str, str], expected: bool | None
) -> None:
    condition = ["num", "te_laat_keer", "keer", "schooljaar", [["gt", 12]]]
    assert cells.truth(condition, {"te_laat_keer": [given]}, {}) is expected


@pytest.mark.usefixtures("register")
def test_4_numbers_are_shown_as_printed() -> None:
    texts = "".join((path / "partners.yaml").read_text(encoding="utf-8") for path in PLUGINS.values())
    for member in members(ask("99AA00")):
        for contact in member["contacts"]:
            assert not contact["phone"] or f'"{contact["phone"]}"' in texts


# -- 5. a human decides ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_5_a_choice_of_roles_that_the_text_leaves_open_is_left_open() -> None:
    choices = {(m["role"], m["choice"]) for m in members(ask("99AA00"))}
    assert {("jeugdarts", "any"), ("jeugdverpleegkundige", "any")} <= choices
    team = next(team for team in ask("99AL00")["teams"] if team["id"] == "mdo")
    assert {m["choice"] for m in team["members"] if m["role"] in ("cjg_er", "klantmanager")} == {"one_of"}


# -- 6. local words stay --------------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_6_roles_bear_the_region_s_own_name_in_both_languages() -> None:
    for language in ("nl", "en"):
        for school, role, name in (
            ("99AL00", "klantmanager", "klantmanager Jeugd"),
            ("99BB00", "vo_wij", "VO-WIJ"),
        ):
            found = [m for m in members(ask(school, None, "--lang", language)) if m["role"] == role]
            assert {m["name"] for m in found} == {name}
            assert name.lower() in run("who", "--school", school, "--lang", language).out.lower()
        card = run("who", "--school", "99AL00", "--lang", language).out
        assert "casemanager_jeugd" not in card
        assert "toegang_jeugdhulp" not in card


@pytest.mark.usefixtures("register")
def test_6_the_english_reader_is_told_that_the_agreement_is_dutch() -> None:
    for arguments in (("who", "--school", "99AA00"), ("show", "veldhoven", "roles")):
        assert "in Dutch" in run(*arguments, "--lang", "en").out
        assert "in Dutch" not in run(*arguments).out


@pytest.mark.usefixtures("register")
def test_6_the_same_word_in_two_regions_stays_two_things() -> None:
    den_haag = {team["id"]: team["name"] for team in ask("99AG00")["teams"]}
    haarlem = {team["id"]: team["name"] for team in ask("99AA00")["teams"]}
    assert haarlem["kernteam"] == "kernteam"
    assert "kernteam" not in den_haag
    assert "kernteam CJG" in den_haag.values()


# -- 7. kinds are kept apart ----------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_7_what_was_only_recommended_is_cited_as_a_recommendation() -> None:
    for item in cited(ask("99AL00")):
        is_advice = item["source"]["section"].startswith("Aanbevelingen")
        assert (item["source"]["kind"] == "recommendation") is is_advice


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("region", sorted(REGIONS))
def test_7_every_task_says_how_strong_it_is(region: str) -> None:
    tasks = run("show", region, "tasks", "--format", "json").json["items"]
    assert {task["modality"] for task in tasks} <= {"must", "must_not", "should", "may", "info"}


# -- 8. everything has a date ---------------------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_8_an_unknown_date_is_shown_on_every_answer() -> None:
    shown = {
        "table": "datum onbekend",
        "markdown": "datum onbekend",
        "csv": "datum onbekend",
        "json": '"unknown"',
    }
    for school in ("99AG00", "99AL00", "18XY10"):
        for form, words in shown.items():
            assert words in run("who", "--school", school, "--format", form).out
        assert "date unknown" in run("who", "--school", school, "--lang", "en").out
    assert "datum onbekend" in run("regions", "--format", "csv").out
    for region in ("haaglanden", "veldhoven"):
        for concept in ("documents", "roles", "teams", "partners"):
            assert "datum onbekend" in run("show", region, concept, "--format", "csv").out


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("day", ["1990-01-01", "2015", "2026-11-22", "2099-12"])
def test_8_an_unknown_date_is_never_taken_for_always_nor_for_never(day: str) -> None:
    answer = ask("99AL00", None, "--on", day)
    assert {team["source"]["date"] for team in answer["teams"]} == {"unknown"}
    assert answer["flags"]


@pytest.mark.usefixtures("register")
def test_8_a_month_or_a_year_is_all_its_days() -> None:
    month = ask("99AA00", None, "--on", "2022-09")
    assert month["on"] == "2022-09"
    year = {team["id"] for team in ask("99AA00", None, "--on", "2022")["teams"]}
    assert {"stuurgroep_kernteams", "platform_jop"} <= year


@pytest.mark.usefixtures("register")
def test_8_groningen_did_not_yet_agree_before_august_2021() -> None:
    assert ask("99BB00", None, "--on", "2021-07-31")["teams"] == []
    assert ask("99BB00", None, "--on", "2021-08-01")["teams"] != []


# -- 9. what no agreement contains says so --------------------------------------------------------------


@pytest.mark.usefixtures("register")
def test_9_a_choice_of_the_maintainer_is_said_to_be_one() -> None:
    team = next(team for team in ask("99AA00")["teams"] if team["id"] == "kernteam")
    assert team["chosen"]["by"] == "editor"
    assert team["chosen"]["doubt"] == "AMB-ZK-10"
    assert "Keuze van de beheerder" in run("who", "--school", "99AA00").out


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("school", ["99AG00", "99AL00", "99BB00"])
def test_9_a_list_that_the_maintainer_put_together_is_said_to_be_one(school: str) -> None:
    answer = ask(school)
    own = [team for team in answer["teams"] if team["basis"] == "editor"]
    assert own
    assert "beheerder" in run("who", "--school", school).out
    assert "maintainer" in run("who", "--school", school, "--lang", "en").out


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_9_codes_postcodes_and_spoken_names_say_that_no_agreement_has_them(region: str) -> None:
    for name in ("schools.yaml", "region.yaml"):
        path = REGIONS[region] / name
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) if path.exists() else {}
        for entry in data.get("areas", ()):
            assert entry["basis"] == "register"
        for entry in data.get("aliases", ()):
            assert entry["basis"] in ("register", "editor")
        for entry in data.get("schools", ()):
            assert not entry.get("code") or entry["basis"] in ("register", "editor")


def test_9_the_table_of_municipalities_says_where_it_comes_from() -> None:
    text = (Path(municipality.__file__).parent / "municipalities.tsv").read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert "CBS" in head
    assert re.search(r"20\d\d", head)
    assert "register" in head


# -- 10. no child in the data ---------------------------------------------------------------------------


TEXTS = (".py", ".yaml", ".json", ".tsv", ".md", ".toml", ".po", ".txt")


def packaged() -> Iterator[Path]:
    for top in ("kernketen", "schemas", "plugins"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.is_file() and path.suffix in TEXTS:
                yield path


def is_bsn(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(set(digits)) > 1 and sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


def test_10_no_schema_has_a_field_for_a_pupil() -> None:
    keys: set[str] = set()

    def collect(part: Any) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("properties"), dict):
                keys.update(part["properties"])
            for value in part.values():
                collect(value)
        elif isinstance(part, list):
            for value in part:
                collect(value)

    for path in (ROOT / "schemas").rglob("*.schema.json"):
        collect(json.loads(path.read_text(encoding="utf-8")))
    collect(list(output_schemas().values()))
    forbidden = re.compile(r"leerling|pupil|kind_|_kind|child|bsn|geboorte|birth|ouder_naam|parent")
    # The only thing ever said of a pupil is the municipality, typed at the moment and kept nowhere.
    assert sorted(key for key in keys if forbidden.search(key)) == ["pupil_municipality"]


def test_10_no_schema_of_a_region_has_a_place_for_a_person() -> None:
    for path in (ROOT / "schemas").glob("*.schema.json"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r'"(person|people|first_name|last_name|mobile|mobiel)": \{', text), path.name


@pytest.mark.parametrize("path", list(packaged()), ids=lambda path: str(path.relative_to(ROOT)))
def test_10_no_packaged_file_has_a_mobile_number_a_personal_mailbox_or_a_bsn(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\d.])(06|\+31 ?\(?0?\)?6|0031 ?6)[ -]?(\d[ -]?){8}(?!\d)", text)
    assert [d for d in re.findall(r"(?<![\d.])\d{9}(?![\d.])", text) if is_bsn(d)] == []
    for mailbox, domain in re.findall(r"([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", text):
        if not domain.endswith(("example.org", "example.com")):
            # A person's address has a dot or an initial: a.naam@, voornaam.naam@.
            assert "." not in mailbox, f"{mailbox}@{domain}"


def test_10_a_person_stays_on_this_machine_and_is_gone_when_forgotten(bare: Path, tmp_path: Path) -> None:
    path = tmp_path / "contacten-2026-09.csv"
    path.write_text("School;Rol;Naam\n18LW00;cjg_coach;Q. Zeldzaamnaam\n", encoding="utf-8")
    assert run("contacts", "import", str(path), "--region", "zuid_kennemerland").status == 0
    assert "Zeldzaamnaam" in run("who", "--school", "18LW00").out
    kept = [file for file in bare.iterdir() if b"Zeldzaamnaam" in file.read_bytes()]
    assert [file.name for file in kept] == ["store.db"]
    assert kept[0].stat().st_mode & 0o077 == 0
    assert run("contacts", "forget", "--person", "Q. Zeldzaamnaam", "--yes").status == 0
    assert [file for file in bare.iterdir() if b"Zeldzaamnaam" in file.read_bytes()] == []
