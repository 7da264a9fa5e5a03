"""The forms of a report: the same findings and the same exit status in each, whole and harmless."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import bad_region
import jsonschema
import pytest
from running import Ran, run

from kernketen.checking import book
from kernketen.checking.smallest import FILES
from kernketen.finding import Finding, Location, Report, Rule, Severity
from kernketen.showing.grades import GRADES
from kernketen.showing.reports import FORMATS, github, gitlab, junit, sarif, text
from kernketen.showing.reports import json as as_data

SCHEMA = json.loads((Path(__file__).parent / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
GITLAB = {"info", "minor", "major", "critical", "blocker"}
JSON_FORMS = ("json", "sarif", "gitlab")

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder above the bad region, which has a name that must be escaped in a URI."""
    bad_region.write(tmp_path / "regio één")
    (tmp_path / "leeg").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def validate(form: str, *more: str) -> Ran:
    return run("validate", "regio één", "--format", form, *more)


def wrong_sarif(document: Any) -> list[str]:
    checker = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    found = [f"{list(e.absolute_path)}: {e.message}" for e in checker.iter_errors(document)]
    for one in document["runs"]:
        rules = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
        assert len(rules) == len(set(rules))
        found += [
            f"{r['ruleId']} at {r['ruleIndex']}"
            for r in one["results"]
            if rules[r["ruleIndex"]] != r["ruleId"]
        ]
    return found


def test_the_schema_of_sarif_finds_what_is_wrong() -> None:
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    assert wrong_sarif({"version": "2.1.0", "runs": []}) == []
    assert wrong_sarif({"version": "2.0.0", "runs": []}) != []


# -- whole outputs --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "sarif"])
def test_one_bad_region_in_each_form(form: str, desk: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot(f"report-{form}", validate(form).seen)


def test_one_bad_region_as_sarif(desk: Path, snapshot: Callable[[str, str], None]) -> None:
    document = json.loads(validate("sarif").out)
    assert wrong_sarif(document) == []
    (driver,) = (one["tool"]["driver"] for one in document["runs"])
    assert [rule["id"] for rule in driver["rules"]] == [check.rule.id for check in book.checks()]
    for rule in driver["rules"]:
        assert set(rule) >= {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
        assert rule["help"]["text"].startswith(rule["id"])
    # All rules are in it. The snapshot has one of them, and no numbers, or it would change with each new one.
    for result in document["runs"][0]["results"]:
        del result["ruleIndex"]
    driver["rules"] = [rule for rule in driver["rules"] if rule["id"] == "structure.role_without_employer"]
    snapshot("report-sarif", json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def test_a_language_changes_the_words_and_nothing_else(desk: Path) -> None:
    dutch, english = (json.loads(validate("json", "--lang", lang).out)["findings"] for lang in ("nl", "en"))
    assert [finding["message"] for finding in dutch] != [finding["message"] for finding in english]
    for finding in (*dutch, *english):
        del finding["message"]
    assert dutch == english


# -- exit status ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_status_is_the_same_in_each_form(form: str, desk: Path) -> None:
    assert [validate(form, "--fail-on", word).status for word in ("error", "warning", "note")] == [1, 1, 1]
    (desk / "regio één" / "partners.yaml").write_text(FILES["partners.yaml"], encoding="utf-8")
    assert [validate(form, "--fail-on", word).status for word in ("error", "warning", "note")] == [0, 1, 1]
    (desk / "regio één" / "glosary.yaml").unlink()
    assert [validate(form, "--fail-on", word).status for word in ("error", "warning", "note")] == [0, 0, 1]
    (desk / "regio één" / "roles.yaml").write_text(FILES["roles.yaml"], encoding="utf-8")
    assert [validate(form, "--fail-on", word).status for word in ("error", "warning", "note")] == [0, 0, 0]


REFUSALS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "no such folder": (("validate", "weg"), "De map weg bestaat niet."),
    "nothing to check": (("validate", "leeg"), "Hier is niets te controleren: er is geen region.yaml."),
    "no such severity": (
        ("validate", "regio één", "--fail-on", "erg"),
        "“erg” is geen ernst; kies uit error, warning, note.",
    ),
    "no such rule": (
        ("validate", "regio één", "--only", "reference.rol"),
        "Er is geen regel of familie “reference.rol”. Bedoelde u “reference.role”?",
    ),
    "no such option": (
        ("validate", "regio één", "--ony", "x"),
        "De optie --ony bestaat niet. Bedoelde u “--only”? Zie: kernketen validate --help",
    ),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_is_a_whole_document(what: str, form: str, desk: Path) -> None:
    arguments, sentence = REFUSALS[what]
    ran = run(*arguments, "--format", form)
    assert (ran.status, ran.err) == (2, sentence + "\n")
    check_refusal(form, ran.out, sentence)
    ran = run(*arguments, "--format", form, "-o", "uit")
    assert (ran.status, ran.out, ran.err) == (2, "", sentence + "\n")
    written = (desk / "uit").read_text(encoding="utf-8") if (desk / "uit").exists() else ""
    check_refusal(form, written, sentence)


def check_refusal(form: str, out: str, sentence: str) -> None:
    if form == "text":
        assert out == ""
    elif form == "github":
        assert out == f"::error title=kernketen::{sentence}\n"
    elif form == "json":
        assert json.loads(out)["error"] == sentence
    elif form == "sarif":
        document = json.loads(out)
        assert wrong_sarif(document) == []
        (invocation,) = document["runs"][0]["invocations"]
        assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
        (said,) = invocation["toolExecutionNotifications"]
        assert said["message"]["text"] == sentence
    elif form == "junit":
        suites = ET.fromstring(out)
        assert (suites.attrib["tests"], suites.attrib["errors"]) == ("1", "1")
        assert [error.attrib["message"] for error in suites.iter("error")] == [sentence]
    else:
        (entry,) = json.loads(out)
        assert (entry["description"], entry["severity"]) == (sentence, "blocker")
        check_gitlab([entry])


def test_the_form_may_come_from_the_environment(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNKETEN_FORMAT", "github")
    assert run("validate", "regio één").out == validate("github").out
    assert run("validate", "weg").out == "::error title=kernketen::De map weg bestaat niet.\n"
    # Another command has no such form, and says so in a sentence.
    assert run("regions").out == ""


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_can_go_to_a_file(form: str, desk: Path) -> None:
    shown, kept = validate(form), validate(form, "-o", "uit")
    assert (kept.status, kept.out, kept.err) == (shown.status, "", "")
    assert (desk / "uit").read_text(encoding="utf-8") == shown.out


def test_the_help_lists_all_forms() -> None:
    said = " ".join(run("validate", "--help").out.split())
    assert ", ".join(FORMATS) in said


# -- structure of the forms for CI ----------------------------------------------------------------


def check_gitlab(entries: list[dict[str, Any]]) -> None:
    prints = [entry["fingerprint"] for entry in entries]
    assert len(prints) == len(set(prints))
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in GITLAB
        assert set(entry["location"]) == {"path", "lines"}
        assert not entry["location"]["path"].startswith(("/", "./"))
        assert entry["location"]["lines"]["begin"] >= 1
        assert all(isinstance(entry[key], str) and entry[key] for key in ("description", "check_name"))


def check_junit(out: str) -> dict[str, str]:
    """What became of each file: ``ok`` or ``failure``."""
    suites = ET.fromstring(out)
    assert suites.tag == "testsuites"
    (suite,) = suites
    cases = suite.findall("testcase")
    failures = [case for case in cases if case.find("failure") is not None]
    for one in (suites, suite):
        assert one.attrib["tests"] == str(len(cases))
        assert one.attrib["failures"] == str(len(failures))
        assert one.attrib["errors"] == "0"
    for case in cases:
        assert {child.tag for child in case} <= {"failure", "system-out"}
        assert len(case.findall("failure")) <= 1
    return {case.attrib["name"]: "failure" if case in failures else "ok" for case in cases}


def test_junit_lists_the_clean_files_too(desk: Path) -> None:
    files = {f"regio één/{name}": "ok" for name in ("glosary.yaml", *FILES)}
    assert check_junit(validate("junit").out) == {**files, "regio één/partners.yaml": "failure"}
    failing = check_junit(validate("junit", "--fail-on", "note").out)
    assert {file for file, became in failing.items() if became == "failure"} == {
        f"regio één/{name}" for name in ("partners.yaml", "glosary.yaml", "roles.yaml")
    }


def test_gitlab_gets_what_is_open(desk: Path) -> None:
    entries = json.loads(validate("gitlab").out)
    check_gitlab(entries)
    found = json.loads(validate("json").out)["findings"]
    assert [e["fingerprint"] for e in entries] == [f["fingerprint"] for f in found if not f["waived"]]
    bad_region.write(desk / "regio één", FILES)
    for name in ("glosary.yaml",):
        (desk / "regio één" / name).unlink()
    assert json.loads(validate("gitlab").out) == []


def test_sarif_has_the_waived_ones_with_their_reason(desk: Path) -> None:
    results = json.loads(validate("sarif").out)["runs"][0]["results"]
    waived = [result["suppressions"] for result in results if "suppressions" in result]
    assert waived == [[{"kind": "inSource", "justification": "het document noemt er geen"}]]
    assert len(results) == len(json.loads(validate("json").out)["findings"])


def test_an_absolute_path_becomes_one_from_here(desk: Path) -> None:
    here = desk / "regio één"
    ran = run("validate", str(here), "--format", "sarif")
    places = json.loads(ran.out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert places["artifactLocation"] == {"uri": "regio%20%C3%A9%C3%A9n/glosary.yaml"}
    assert "file=regio één/glosary.yaml," in run("validate", str(here), "--format", "github").out


def test_two_regions_have_no_fingerprint_in_common(desk: Path) -> None:
    bad_region.write(
        desk / "twee", {**bad_region.BAD, "region.yaml": FILES["region.yaml"].replace("voorbeeld", "twee", 1)}
    )
    entries = json.loads(run("validate", "regio één", "twee", "--format", "gitlab").out)
    assert len(entries) == 6
    check_gitlab(entries)


def test_the_regions_that_come_along_make_valid_reports() -> None:
    assert wrong_sarif(json.loads(run("validate", "--installed", "--format", "sarif").out)) == []
    check_gitlab(json.loads(run("validate", "--installed", "--format", "gitlab").out))
    assert check_junit(run("validate", "--installed", "--format", "junit").out)


def test_there_is_one_table_of_severities() -> None:
    assert list(GRADES) == list(Severity)
    assert {grade.gitlab for grade in GRADES.values()} <= GITLAB
    words = {word for grade in GRADES.values() for word in (grade.github, grade.gitlab)} - {
        "error",
        "warning",
    }
    folder = Path(text.__file__).parent
    for path in sorted(folder.glob("*.py")):
        assert not re.findall(f'"({"|".join(words)})"', path.read_text(encoding="utf-8")), path


# -- hostile data ---------------------------------------------------------------------------------

HOSTILE = (
    "::error::x\n::set-output name=a::b\r\n##[error]y %0A %25 a,b:c ]]> <script>alert(1)</script> "
    "</failure> & \" ' \x00 \x1b[31m \x9b \u202e \ufffe \udc80 `x` | =1+1"
)


@pytest.fixture
def hostile() -> Report:
    """Findings of which every text comes from a stranger."""
    rule = Rule("own.rule\n::error::", Severity.WARNING)
    place = Location(f"a,b:c%/{HOSTILE}", 3, 4, "/a~1b")
    found = [
        Finding(rule, place, HOSTILE, {}, suggestion=HOSTILE, related=(place,), fingerprint="0" * 16),
        Finding(rule, place, HOSTILE, {}, waived=HOSTILE, fingerprint="1" * 16),
        Finding(rule, place, HOSTILE, {}, weight=Severity.ERROR, fingerprint="2" * 16),
    ]
    return Report(tuple(found), (place.file,))


FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ufffe]")


def test_github_gets_one_harmless_line_for_each(hostile: Report) -> None:
    lines = github.text(hostile).split("\n")
    assert len(lines) == 4
    assert lines[3] == ""
    for line, word in zip(lines, ("warning", "error"), strict=False):
        assert not FORBIDDEN.search(line)
        properties, _, message = line.removeprefix("::").partition("::")
        name, _, listed = properties.partition(" ")
        assert name == word
        assert [one.partition("=")[0] for one in listed.split(",")] == ["file", "line", "col", "title"]
        assert "%250A %2525" in message
        assert "\n" not in message
    refused = github.refused(HOSTILE)
    assert refused.startswith("::error title=kernketen::")
    assert refused.count("\n") == 1


def test_junit_stays_xml(hostile: Report) -> None:
    for out in (junit.text(hostile, Severity.ERROR), junit.text(hostile, Severity.NOTE)):
        assert list(check_junit(out).values()) == ["failure"]
        assert not FORBIDDEN.search(out)
        assert "<script>" not in out
        out.encode()
    assert [error.tag for error in ET.fromstring(junit.refused(HOSTILE)).iter("error")] == ["error"]


def test_sarif_stays_sarif(hostile: Report) -> None:
    document = sarif.document(hostile, book.checks())
    assert wrong_sarif(document) == []
    uri = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", uri)
    assert wrong_sarif(sarif.refused(HOSTILE, "x", 2)) == []


def test_gitlab_stays_one_line(hostile: Report) -> None:
    entries = gitlab.document(hostile)
    check_gitlab(entries)
    assert not FORBIDDEN.search("".join(e["description"] + e["location"]["path"] for e in entries))


def test_text_obeys_nothing(hostile: Report) -> None:
    out = text.text(hostile, {})
    assert not FORBIDDEN.search(out)
    assert not re.search("^::", out, re.MULTILINE)
    assert len(as_data.document(hostile)["findings"]) == 3


@pytest.mark.parametrize("form", FORMATS)
def test_a_hostile_region_is_harmless_in_each_form(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = json.dumps(HOSTILE.encode("utf-8", "ignore").decode().replace("\x00", " "))
    files = {
        **FILES,
        "partners.yaml": FILES["partners.yaml"].replace("source: team}", f"source: {evil}}}", 1),
        "statements.yaml": "gaps:\n  - {id: a, topic: absence/te_laat, searched: all, ::error::x: y}\n",
        "rules/a::b,c%.yaml": "rules: []\n",
    }
    bad_region.write(tmp_path / "re,gio%0A", files)
    monkeypatch.chdir(tmp_path)
    ran = run("validate", "re,gio%0A", "--format", form)
    assert ran.status == 1
    assert not FORBIDDEN.search(ran.out)
    if form == "github":
        assert all(
            line.startswith(("::error ", "::warning ", "::notice ")) for line in ran.out.splitlines()[:-1]
        )
        assert "file=re%2Cgio%250A/partners.yaml," in ran.out
    elif form == "junit":
        check_junit(ran.out)
    elif form == "gitlab":
        check_gitlab(json.loads(ran.out))
    elif form == "sarif":
        assert wrong_sarif(json.loads(ran.out)) == []
    else:
        assert not re.search(r"^\s*::", ran.out, re.MULTILINE)
