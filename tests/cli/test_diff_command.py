"""``kernketen diff`` as a user runs it: folders, zips, installed regions, and every form of the answer."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from asked_region import TEXTS, asked_region
from running import run

from kernketen.comparing.versions import flips
from kernketen.showing.differences import FORMATS

pytestmark = pytest.mark.usefixtures("register")

EDITS = (
    # What is decided, the name of a role, a case that is dropped, a rule that is new, words.
    ("rules/absence", "{te_laat_keer: {le: 12}}", "{te_laat_keer: {lt: 12}}"),
    ("rules/absence", "{te_laat_keer: {gt: 12}}", "{te_laat_keer: {ge: 12}}"),
    ("rules/absence", "text: Kom langs.", "text: Kom gerust langs."),
    ("rules/consent", "if_refused: alleen_anoniem}", "if_refused: alleen_anoniem, inform: coach}"),
    ("rules/regie", "when: {nadruk: betwist}\n", "when: {nadruk: betwist}\n    valid_until: \"2030\"\n"),
    ("statements", "note: Ziekte komt niet voor.", "note: Over ziekte staat er niets."),
    ("rules/escalation",
     "      - {id: dan, when: {zorgen: true}, then: {outcome: opschalen, who: directeur}}\n", ""),
)  # fmt: skip


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with two versions of the made-up region, ``oud`` and ``nieuw``."""
    asked_region(tmp_path / "oud")
    edits = [(name, TEXTS[name].count(old), old, new) for name, old, new in EDITS]
    assert all(count == 1 for _, count, _, _ in edits)
    asked_region(tmp_path / "nieuw", *EDITS, cases="")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_each_form(two: Path, form: str, snapshot: Callable[[str, str], None]) -> None:
    snapshot(f"diff-{form}", run("diff", "oud", "nieuw", "--format", form).seen)


def test_in_english(two: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Callable[[str, str], None]) -> None:
    monkeypatch.setenv("KERNKETEN_LANG", "en")
    snapshot("diff-text-en", run("diff", "oud", "nieuw").seen)


def test_a_draft_for_the_changelog(two: Path, snapshot: Callable[[str, str], None]) -> None:
    snapshot("diff-changelog", run("diff", "oud", "nieuw", "--changelog").seen)


def test_a_version_beside_itself(two: Path) -> None:
    assert run("diff", "oud", "oud", "--fail-on", "notable").seen == (
        "exit 0\n--- out\nTestland: van oud naar oud\nEr is niets anders.\n\n"
        "0 beslissingen zijn anders, 0 wijzigingen\n"
    )
    for form in ("markdown", "html", "github"):
        assert "0 beslissingen zijn anders" in run("diff", "oud", "oud", "--format", form).out
    assert "Er is niets anders" in run("diff", "oud", "oud", "--changelog").out


def test_one_question_or_topic(two: Path) -> None:
    found = run("diff", "oud", "nieuw", "--question", "absence/te_laat", "--format", "json").json
    assert {(flip["question"], flip["topic"]) for flip in found["flips"]} == {("absence", "te_laat")}
    assert {(c["concept"], c["id"]) for c in found["changes"]} == {
        ("rules", "te_laat.houdt"),
        ("rules", "te_laat.melden"),
        ("cases", "te_laat_12"),
        ("cases", "te_laat_13"),
    }
    found = run("diff", "oud", "nieuw", "--question", "consent", "--format", "json").json
    assert {flip["topic"] for flip in found["flips"]} == {"contact"}


def test_what_is_reported_is_what_ask_says(two: Path) -> None:
    """Exactly 12 times late: nothing else about being late flips, and the numbers beside it do not."""
    (flip,) = run("diff", "oud", "nieuw", "--question", "absence/te_laat", "--format", "json").json["flips"]
    assert flip["situation"] == "het aantal keren te laat precies 12 keer is"
    for number, versions in ((11, {"school_houdt"}), (12, {"school_houdt", "melden"}), (13, {"melden"})):
        said = [
            run(
                *("ask", "absence/te_laat", "--region", "testland", "--path", folder, "--format", "json"),
                *("sector=bo", f"te_laat_keer={number}"),
            ).json["answers"][0]
            for folder in ("oud", "nieuw")
        ]
        assert {answer["outcome"] for answer in said} == versions
        if number == 12:
            for side, answer in zip(("before", "after"), said, strict=True):
                for key in ("status", "outcome", "modality", "who", "by", "within"):
                    assert flip[side][key] == answer[key]


# -- the exit status, and what is allowed ---------------------------------------------------------


def test_it_fails_on_what_is_heavy_enough(two: Path) -> None:
    assert run("diff", "oud", "nieuw").status == 0
    assert run("diff", "oud", "nieuw", "--fail-on", "breaking").status == 1
    assert run("diff", "oud", "nieuw", "--fail-on", "notable").status == 1
    lighter = ("--question", "consent")
    assert run("diff", "oud", "nieuw", "--fail-on", "breaking", *lighter).status == 0
    assert run("diff", "oud", "nieuw", "--fail-on", "notable", *lighter).status == 1


def allow(folder: Path, fingerprint: str, until: str = "2027-01-31") -> None:
    path = folder / "region.yaml"
    known = path.read_text(encoding="utf-8")
    known += "" if "allowed_changes" in known else "allowed_changes:\n"
    entry = f'  - {{fingerprint: "{fingerprint}", reason: besloten in het overleg, until: "{until}"}}\n'
    path.write_text(known + entry, encoding="utf-8")


def heavy(*arguments: str) -> list[str]:
    found = run("diff", "oud", "nieuw", *arguments, "--format", "json").json
    flips_ = [flip["fingerprint"] for flip in found["flips"] if flip["weight"] == "breaking"]
    return flips_ + [c["fingerprint"] for c in found["changes"] if c["own_weight"] == "breaking"]


def test_what_is_allowed_with_a_reason_does_not_fail(two: Path) -> None:
    marks = heavy()
    assert marks
    for mark in marks:
        assert run("diff", "oud", "nieuw", "--fail-on", "breaking").status == 1
        allow(two / "nieuw", mark)
    assert run("diff", "oud", "nieuw", "--fail-on", "breaking").status == 0
    found = run("diff", "oud", "nieuw", "--format", "json").json
    assert found["summary"]["flips"]["breaking"] == found["summary"]["changes"]["breaking"] == 0
    assert found["summary"]["waived"] >= len(marks)
    assert {f["waived"] for f in found["flips"] if f["fingerprint"] in marks} == {"besloten in het overleg"}
    assert "toegestaan: besloten in het overleg" in run("diff", "oud", "nieuw").out
    # The version is for the reader of the package: what is allowed still changed.
    assert found["version"]["step"] == "major"
    assert run("validate", "nieuw").status == 0


def test_it_is_allowed_until_its_day_and_not_after(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for mark in heavy():
        allow(two / "nieuw", mark, "2026-12-31")
    monkeypatch.setenv("KERNKETEN_ON", "2026-12-31")
    assert run("diff", "oud", "nieuw", "--fail-on", "breaking").status == 0
    monkeypatch.setenv("KERNKETEN_ON", "2027-01-01")
    ran = run("diff", "oud", "nieuw", "--fail-on", "breaking")
    assert ran.status == 1
    assert "liep af op 2026-12-31" in ran.out


def test_what_allows_nothing_any_more_is_told(two: Path) -> None:
    allow(two / "nieuw", "0123456789abcdef")
    allow(two / "nieuw", "fedcba9876543210", "2027-02-31")
    problems = run("diff", "oud", "nieuw", "--format", "json").json["waivers"]
    assert [(one["fingerprint"], one["problem"]) for one in problems] == [
        ("0123456789abcdef", "unused"),
        ("fedcba9876543210", "date"),
    ]
    said = " ".join(run("diff", "oud", "nieuw").out.split())
    for one in problems:
        assert one["message"] in said


def test_a_fingerprint_survives_moved_lines_and_other_changes(two: Path) -> None:
    before = heavy("--question", "absence/te_laat")
    path = two / "nieuw" / "rules" / "absence.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    moved = text.replace("question: absence\n", "# Verzuim\n\nquestion: absence\n").replace(
        "outcome: langskomen", "outcome: bellen"
    )
    (path.parent / "verzuim.yaml").write_text(moved, encoding="utf-8")
    assert heavy("--question", "absence/te_laat") == before


# -- the version ----------------------------------------------------------------------------------


def distribution(folder: Path, source: Path, version: str) -> None:
    shutil.copytree(source, folder / "kernketen_testland")
    project = f'[project]\nname = "kernketen-testland"\nversion = "{version}"\n'
    (folder / "pyproject.toml").write_text(project, encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "needed", "status"),
    [
        ("0.1.0", "0.1.0", "0.2.0", 1),
        ("0.1.0", "0.1.9", "0.2.0", 1),
        ("0.1.0", "0.2.0", "0.2.0", 0),
        ("0.9.3", "1.0.0", "0.10.0", 0),
        ("1.4.2", "1.5.0", "2.0.0", 1),
        ("1.4.2", "2.0.0", "2.0.0", 0),
        ("2026.1", "2026.2", "2027.0.0", 1),
    ],
)
def test_the_version_is_raised_as_much_as_it_asks(
    two: Path, old: str, new: str, needed: str, status: int
) -> None:
    distribution(two / "a", two / "oud", old)
    distribution(two / "b", two / "nieuw", new)
    ran = run("diff", "a", "b", "--check-version", "--format", "json")
    assert (ran.status, ran.json["version"]["needed"]) == (status, needed)
    assert needed in ran.err
    assert run("diff", "a", "b").status == 0


def test_lighter_changes_ask_less(two: Path) -> None:
    distribution(two / "a", two / "oud", "1.4.2")
    distribution(two / "b", two / "oud", "1.4.2")

    def needed() -> dict[str, Any]:
        version: dict[str, Any] = run("diff", "a", "b", "--format", "json").json["version"]
        return version

    assert (needed()["needed"], needed()["ok"], needed()["step"]) == ("1.4.2", True, "none")
    path = two / "b" / "kernketen_testland" / "rules" / "absence.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Kom langs.", "Kom gerust langs."), encoding="utf-8")
    assert (needed()["needed"], needed()["ok"], needed()["step"]) == ("1.4.3", False, "patch")
    roles = path.parent.parent / "roles.yaml"
    roles.write_text(
        roles.read_text(encoding="utf-8").replace("name: coach", "name: gezinscoach"), encoding="utf-8"
    )
    assert (needed()["needed"], needed()["step"]) == ("1.5.0", "minor")


def test_a_version_that_is_not_known_cannot_be_checked(two: Path) -> None:
    ran = run("diff", "oud", "nieuw", "--check-version")
    assert ran.status == 2
    assert "niet aan beide kanten bekend" in ran.err


def test_the_help_is_in_both_languages_with_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    for language, words in (("nl", ("Voorbeeld", "OUD", "zwaarte")), ("en", ("Example", "OLD", "weight"))):
        monkeypatch.setenv("KERNKETEN_LANG", language)
        said = " ".join(run("diff", "--help").out.split())
        assert all(word in said for word in words)
        assert "kernketen diff v0.1.0:plugins/haaglanden plugins/haaglanden" in said


# -- where versions come from ---------------------------------------------------------------------


def zipped(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for one in sorted(folder.rglob("*.yaml")):
            file.write(one, f"{folder.name}/{one.relative_to(folder).as_posix()}")
    return path


def test_a_zip_says_the_same_as_its_folder(two: Path) -> None:
    zipped(two / "oud", two / "oud.zip")
    zipped(two / "nieuw", two / "nieuw.zip")
    for pair in (("oud.zip", "nieuw"), ("oud", "nieuw.zip"), ("oud.zip", "nieuw.zip")):
        found, plain = (run("diff", *p, "--format", "json").json for p in (pair, ("oud", "nieuw")))
        assert [one["fingerprint"] for one in found["flips"]] == [
            one["fingerprint"] for one in plain["flips"]
        ]
        assert found["summary"] == plain["summary"]
        assert (found["old"]["shown"], found["new"]["shown"]) == pair


@pytest.mark.parametrize("name", ["veldhoven", "groningen"])
def test_an_installed_region_beside_its_own_folder(name: str, tmp_path: Path) -> None:
    from running import ROOT

    ran = run("diff", name, str(ROOT / "plugins" / name), "--fail-on", "notable", "--format", "json")
    assert (ran.status, ran.json["flips"], ran.json["changes"]) == (0, [], [])
    assert ran.json["old"]["version"] == ran.json["new"]["version"]
    assert run("diff", name, name).status == 0


def test_without_the_second_it_is_the_folder_we_are_in(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(two / "nieuw")
    assert (
        run("diff", "../oud", "--format", "json").json["summary"]
        == (run("diff", "../oud", ".", "--format", "json").json["summary"])
    )


def test_a_draft_laid_over_it(two: Path) -> None:
    draft = "region: testland\nrules:\n  - {id: te_laat.melden, when: {te_laat_keer: {ge: 10}}}\n"
    (two / "concept.yaml").write_text(draft, encoding="utf-8")
    found = run("diff", "oud", "--overlay", "concept.yaml", "--format", "json").json
    assert found["overlays"] == ["concept.yaml"]
    assert (found["old"]["shown"], found["new"]["shown"]) == ("oud", "oud + concept.yaml")
    assert {flip["topic"] for flip in found["flips"]} == {"te_laat"}
    assert any("10" in (flip["situation"] or "") for flip in found["flips"])
    assert "Met het concept concept.yaml eroverheen." in run("diff", "oud", "--overlay", "concept.yaml").out


# -- what cannot be compared ----------------------------------------------------------------------


def test_what_is_wrong_is_said_in_a_sentence(
    two: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Callable[[str, str], None]
) -> None:
    (two / "leeg").mkdir()
    (two / "tekst.txt").write_text("niets", encoding="utf-8")
    (two / "kapot.zip").write_bytes(b"PK niet echt")
    shutil.copytree(two / "oud", two / "stuk")
    (two / "stuk" / "roles.yaml").write_text("roles:\n  - {id: x}\n", encoding="utf-8")
    tries = [
        ("oud", "veldhoven"),
        ("oud", "niews"),
        ("oud", "./nergens"),
        ("leeg", "nieuw"),
        ("tekst.txt", "nieuw"),
        ("kapot.zip", "nieuw"),
        ("weg.zip", "nieuw"),
        ("", "nieuw"),
        ("oud", "stuk"),
        ("oud",),
        (),
        ("oud", "nieuw", "--fail-on", "zwaar"),
        ("oud", "nieuw", "--format", "xlsx"),
        ("oud", "nieuw", "--question", "absense"),
        ("oud", "nieuw", "--question", "absence/telaat"),
        ("oud", "nieuw", "derde"),
        ("veldhove", "veldhoven"),
        ("oud", "nieuw", "-o", "nergens/uit.txt"),
    ]
    said = []
    for arguments in tries:
        ran = run("diff", *arguments)
        assert ran.status in (1, 2), arguments
        assert ran.out == ""
        said.append(f"$ kernketen diff {' '.join(arguments)}\nexit {ran.status}\n{ran.err}")
        as_json = run("diff", *arguments, *(() if "--format" in arguments else ("--format", "json")))
        if "-o" not in arguments and "--format" not in arguments:
            assert as_json.json["error"]
    snapshot("diff-refused", "\n".join(said))


def test_what_is_too_wide_is_said_and_fails(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flips, "MOST_CELLS", 3)
    ran = run("diff", "oud", "nieuw", "--fail-on", "breaking", "--question", "absence/te_laat")
    assert ran.status == 1
    assert "te veel situaties om te vergelijken" in " ".join(ran.out.split())
    for form in ("markdown", "html", "github"):
        assert "te veel situaties" in run("diff", "oud", "nieuw", "--format", form).out
    found = run("diff", "oud", "nieuw", "--format", "json").json
    assert {"absence/te_laat"} <= {f"{one['question']}/{one['topic']}" for one in found["too_wide"]}
    assert found["version"]["step"] == "major"


# -- nothing from data is markup ------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}


def test_nothing_from_data_is_markup(two: Path) -> None:
    evil = "'</li><script>alert(1)</script> | *x* `y` ::error::%0A [l](x:y)'"
    path = two / "nieuw" / "roles.yaml"
    text = path.read_text(encoding="utf-8").replace("name: coach", f"name: {evil}")
    path.write_text(text, encoding="utf-8")
    page = run("diff", "oud", "nieuw", "--format", "html").out
    parsed = Tags()
    parsed.feed(page)
    assert "script" not in parsed.tags
    assert parsed.attributes <= {"lang", "charset", "name", "content", "http-equiv", "class"}
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "")
    table = run("diff", "oud", "nieuw", "--format", "markdown").out
    assert "<script" not in table
    assert "[l](" not in table
    rows = [line for line in table.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} == {5}
    for line in run("diff", "oud", "nieuw", "--format", "github").out.splitlines():
        assert line.startswith(("::warning ", "::notice ", "::error ")) or line[0].isdigit()
        assert "%250A" in line if "::error::" in line else True


def test_it_fits_the_terminal(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (60, 100, 160):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert max(map(len, run("diff", "oud", "nieuw").out.splitlines())) <= columns
