"""``kernketen new-region``: a package that is right from the first minute, and never half a package."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import ROOT, members, run

from kernketen.checking.check import EDITION
from kernketen.cli import output
from kernketen.model import municipality
from kernketen.publishing import package
from kernketen.publishing.package import NewRegion
from kernketen.publishing.questions import examples_used, with_questions
from kernketen.reading.bundling import bundled
from kernketen.refusal import Refusal

DATA = "kernketen_zilverrand"
GIVEN = ("zilverrand", "--name", "Zilverrand", "--municipality", "Haarlem")


@pytest.fixture
def desk(register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the made-up register."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def made(*names: str, region: str = "zilverrand", name: str = "Zilverrand") -> dict[str, str]:
    places = [municipality.find(word) for word in names or ("Haarlem",)]
    return package.files(NewRegion(region, name, [p for p in places if p], "2026-11-22", EDITION, "0.1.0"))


def test_what_it_says_and_what_it_writes(desk: Path, snapshot: Callable[[str, str], None]) -> None:
    ran = run("new-region", *GIVEN)
    files = sorted(path.relative_to(desk).as_posix() for path in desk.rglob("*") if path.is_file())
    listed = [name for name in files if "/schemas/" not in name]
    data = desk / "zilverrand" / DATA
    shown = [
        f"--- {name}\n{(desk / name).read_text(encoding='utf-8')}" for name in listed if "LICENSE" not in name
    ]
    snapshot("new-region", "\n".join([ran.seen, *files, *shown]))
    assert (data / "__init__.py").read_bytes() == b""
    assert (desk / "zilverrand" / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_a_fresh_package_is_clean_and_its_cases_come_out(desk: Path) -> None:
    assert run("new-region", *GIVEN).status == 0
    validated = run("validate", "zilverrand", "--fail-on", "note", "--format", "json")
    assert (validated.status, validated.json["findings"]) == (0, [])
    tested = run("test", "zilverrand", "--mutate")
    assert (tested.status, tested.out) == (0, "3 gevallen geslaagd, 0 mislukt\n")


def test_the_examples_are_right_too(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used = {name: examples_used(text) for name, text in package.templates().items()}
    assert sum(used[name] != text for name, text in package.templates().items()) == 8
    monkeypatch.setattr(package, "templates", lambda: used)
    assert run("new-region", *GIVEN).status == 0
    validated = run("validate", "zilverrand", "--fail-on", "note", "--format", "json")
    assert (validated.status, validated.json["findings"]) == (0, [])
    tested = run("test", "zilverrand", "--mutate")
    assert (tested.status, tested.out) == (0, "5 gevallen geslaagd, 0 mislukt\n")


def test_taking_away_the_signs_before_an_example_gives_the_example() -> None:
    plain = {name: text for name, text in made().items() if name.endswith(".yaml")}
    for name, text in plain.items():
        template = package.templates().get(name.replace(DATA, "package"))
        if template is None or "#:" not in template:
            continue
        wanted = yaml.load(examples_used(template).replace("{{", "<").replace("}}", ">"), yaml.BaseLoader)
        # What an editor does with a block of comments: one "# " less before each line.
        lines = [
            re.sub(r"^(\s*)# ", r"\1", line) if re.match(r"\s*# ( |- |# |[a-z_]+:( |$))", line) else line
            for line in text.splitlines()
        ]
        uncommented = [line for line in lines if not line.lstrip().startswith("#")]
        got = yaml.load("\n".join(uncommented), yaml.BaseLoader)
        assert _shape(got) == _shape(wanted), name


def _shape(data: object) -> object:
    if isinstance(data, dict):
        return {key: _shape(value) for key, value in data.items()}
    return [_shape(value) for value in data] if isinstance(data, list) else ""


def test_above_each_field_stands_the_question_of_the_schema() -> None:
    text = "roles:\n  - id: x\n    name: X\n#:    aliases: [y]\n    source: s\n"
    described = bundled("roles")["properties"]["roles"]["items"]["properties"]["aliases"]
    written = with_questions(text, "roles")
    question = f"{described['title']}: {described['description']}"
    assert f"    # # {question}\n    # aliases: [y]\n" in written
    for name, template in package.templates().items():
        if not name.startswith("package/"):
            continue
        schema = bundled("rules" if "rules/" in name else Path(name).stem)
        plain = template.replace("{{", "").replace("}}", "")
        written = with_questions(plain, "rules" if "rules/" in name else Path(name).stem)
        comments = " ".join(re.sub(r"^[ #]*", "", line) for line in written.splitlines() if "#" in line)
        data = yaml.load(examples_used(plain), yaml.BaseLoader)
        asked = list(questions(data, schema, schema))
        assert len(asked) > 5, name
        assert [said for said in asked if said not in comments] == [], name


def questions(data: Any, part: Any, whole: Any) -> Iterator[str]:
    """The title and description that the schema has for each field in the data, once a line of its own."""
    part = (
        whole["$defs"][part["$ref"].split("/")[-1]] if "properties" not in part and "$ref" in part else part
    )
    if isinstance(data, list):
        for value in data:
            yield from questions(value, part.get("items", {}), whole)
    if isinstance(data, dict):
        for key, value in data.items():
            field = part.get("properties", {}).get(key)
            if field:
                yield field["title"]
                yield field["description"]
            # What stands between brackets on one line has no lines for its questions.
            if field and key not in ("within", "absent", "who"):
                yield from questions(value, field, whole)


def test_a_school_in_its_municipality_gets_an_answer(desk: Path) -> None:
    assert run("new-region", *GIVEN).status == 0
    answer = run(
        "who",
        "--school",
        "De Zilverreiger",
        "--path",
        "zilverrand",
        "--region",
        "zilverrand",
        "--format",
        "json",
    ).json
    assert [member["role"] for member in members(answer)] == ["directeur", "coach"]


def test_several_municipalities_each_once_as_people_write_them(desk: Path) -> None:
    ran = run(
        *("new-region", "kust", "--name", 'De "Kust" & meer'),
        *("--municipality", "den bosch", "--municipality", "0392", "--municipality", "Haarlem"),
    )
    assert ran.status == 0
    region = yaml.safe_load((desk / "kust" / "kernketen_kust" / "region.yaml").read_text(encoding="utf-8"))
    assert region["name"] == 'De "Kust" & meer'
    assert region["documents"][0]["covers"] == {"schoolgemeente": ["'s-Hertogenbosch", "Haarlem"]}
    project = tomllib.loads((desk / "kust" / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == "kernketen-kust"
    assert project["dependencies"] == ["kernketen>=0.1,<1"]
    assert project["entry-points"] == {"kernketen.regions": {"kust": "kernketen_kust"}}
    assert run("validate", "kust", "--fail-on", "note").status == 0


def test_every_municipality_can_be_written_and_is_read_back(desk: Path) -> None:
    names = [place.name for place in municipality.every() if not place.former]
    texts = made(*(place.code for place in municipality.every() if not place.former))
    package.write(texts, str(desk / "zilverrand"))
    region = yaml.safe_load(texts[f"{DATA}/region.yaml"])
    assert region["documents"][0]["covers"]["schoolgemeente"] == names
    validated = run("validate", "zilverrand", "--format", "json").json
    assert [finding["rule"] for finding in validated["findings"]] == []


def test_the_bounds_follow_the_version() -> None:
    place = municipality.find("Haarlem")
    assert place is not None
    found = package.files(NewRegion("x", "X", [place], "2026-11-22", 1, "2.3.1"))
    assert 'dependencies = ["kernketen>=2.3,<3"]' in found["pyproject.toml"]
    assert 'pip install "kernketen>=2.3,<3"' in found[".github/workflows/ci.yml"]


@pytest.mark.parametrize("name", [".github/workflows/ci.yml", ".gitlab-ci.yml"])
def test_the_workflows_run_commands_that_exist(desk: Path, name: str) -> None:
    assert run("new-region", *GIVEN).status == 0
    text = (desk / "zilverrand" / name).read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    lines = re.findall(r"(?:run: |- )kernketen (.+)$", text, re.MULTILINE)
    assert len(lines) == (2 if "github" in name else 4)
    for line in lines:
        ran = run(*line.replace(" . ", " zilverrand ").replace(" .", " zilverrand").split())
        assert ran.status == 0, f"{line}\n{ran.seen}"


BAD = {
    "no id": (("De Kust", *GIVEN[1:]), 2, "id", ["de_kust"]),
    "capitals": (("Kust", *GIVEN[1:]), 2, "id", ["kust"]),
    "a hyphen": (("de-kust", *GIVEN[1:]), 2, "id", ["de_kust"]),
    "a path": (("../kust", *GIVEN[1:]), 2, "id", ["kust"]),
    "accents": (("súdwest", *GIVEN[1:]), 2, "id", ["sudwest"]),
    "only digits": (("123", *GIVEN[1:]), 2, "id", []),
    "a newline": (("kust\n", *GIVEN[1:]), 2, "id", ["kust"]),
    "too long": (("k" * 41, *GIVEN[1:]), 2, "id", ["k" * 40]),
    "a dot": (("de.kust", *GIVEN[1:]), 2, "id", ["de_kust"]),
    "installed": (("haaglanden", *GIVEN[1:]), 2, "region_exists", []),
    "unknown municipality": (
        (*GIVEN[:3], "--municipality", "Harlem"),
        1,
        "unknown_municipality",
        ["Haarlem"],
    ),
    "former municipality": ((*GIVEN, "--municipality", "Ten Boer"), 1, "unknown_municipality", ["Groningen"]),
    "empty municipality": ((*GIVEN, "--municipality", " "), 1, "unknown_municipality", []),
    "name of two lines": (("kust", "--name", "a\nb", *GIVEN[3:]), 2, "name", []),
    "blank name": (("kust", "--name", " ", *GIVEN[3:]), 2, "name", []),
    "nothing": ((), 2, "missing_option", []),
    "no name": (("kust", *GIVEN[3:]), 2, "missing_option", []),
    "no municipality": (("kust", "--name", "Kust"), 2, "missing_option", []),
    "no folder": ((*GIVEN, "--into", "nowhere"), 2, "path", []),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_the_nearest_right_word(
    case: str, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments, status, reason, suggestions = BAD[case]
    seen: list[Refusal] = []
    refuse = output.refuse

    def remembered(refusal: Refusal, *rest: Any) -> int:
        seen.append(refusal)
        return refuse(refusal, *rest)

    monkeypatch.setattr(output, "refuse", remembered)
    ran = run("new-region", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert [(refusal.reason, [*refusal.suggestions][:1]) for refusal in seen] == [(reason, suggestions)]
    assert list(desk.iterdir()) == []


def test_what_is_said_of_bad_input(desk: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot(
        "new-region-refused", "\n".join(f"{case}\n  {run('new-region', *BAD[case][0]).err}" for case in BAD)
    )


def test_nothing_is_ever_written_over(desk: Path) -> None:
    (desk / "zilverrand").mkdir()
    kept = desk / "zilverrand" / "mine.txt"
    kept.write_text("mine", encoding="utf-8")
    ran = run("new-region", *GIVEN)
    assert (ran.status, ran.err) == (2, "De map ./zilverrand bestaat al; er wordt niets in overschreven.\n")
    assert [path.name for path in desk.rglob("*")] == ["zilverrand", "mine.txt"]
    kept.unlink()
    assert run("new-region", *GIVEN).status == 0, "an empty folder is as good as none"
    (desk / "file").write_text("", encoding="utf-8")
    (desk / "link").symlink_to(desk / "elsewhere")
    for name in ("file", "link"):
        assert run("new-region", name, *GIVEN[1:]).status == 2, name


def test_all_or_nothing(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = made()
    texts["zz/last.txt"] = "\udc80"  # cannot be written as UTF-8
    with pytest.raises(UnicodeEncodeError):
        package.write(texts, str(desk / "zilverrand"))
    assert list(desk.iterdir()) == []

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.makedirs", full)
    ran = run("new-region", *GIVEN)
    assert (ran.status, ran.err) == (2, "De map zilverrand kan niet worden geschreven: de schijf is vol.\n")
    assert list(desk.iterdir()) == []


def test_on_a_terminal_it_asks_what_is_missing_and_asks_again(tmp_path: Path) -> None:
    terminal = pytest.importorskip("terminal", reason="there are no such terminals on this system")
    replies = ["De Kust", "kust", "Kust", "Harlem", "Haarlem, Zandvoort"]
    status, lines = terminal.talk(tmp_path / "home", replies, "new-region", "--into", str(tmp_path))
    assert status == 0, lines
    assert [line for line in lines if line] == [
        "Kenmerk van de regio (kleine letters, zoals de_meierij): De Kust",
        "“De Kust” kan geen kenmerk zijn: kleine letters, cijfers en _ tussen woorden, een letter vooraan, "
        "ten hoogste 40 tekens. Bedoelde u “de_kust”?",
        "Kenmerk van de regio (kleine letters, zoals de_meierij): kust",
        "Naam van de regio: Kust",
        "Gemeenten van de scholen (met een komma ertussen): Harlem",
        "De gemeente “Harlem” bestaat niet. Bedoelde u “Haarlem”?",
        "Gemeenten van de scholen (met een komma ertussen): Haarlem, Zandvoort",
        f"De regio Kust staat in de map {tmp_path / 'kust'}: 26 bestanden.",
        "Alles erin is een voorbeeld. Vul in wat er in uw afspraak staat, en kijk het na met:",
        f"  kernketen validate {tmp_path / 'kust'}",
        f"  kernketen test {tmp_path / 'kust'}",
    ]
    text = (tmp_path / "kust" / "kernketen_kust" / "region.yaml").read_text(encoding="utf-8")
    assert "covers: {schoolgemeente: [Haarlem, Zandvoort]}" in text


def test_with_options_it_does_not_ask_on_a_terminal_either(tmp_path: Path) -> None:
    terminal = pytest.importorskip("terminal", reason="there are no such terminals on this system")
    status, lines = terminal.talk(tmp_path / "home", [], "new-region", *GIVEN, "--into", str(tmp_path))
    assert (status, lines[0].split(":")[0]) == (
        0,
        f"De regio Zilverrand staat in de map {tmp_path / 'zilverrand'}",
    )
