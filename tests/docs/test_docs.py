"""What the README and the pages in docs/ show is what a reader gets: commands, output, files, links."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import made_up
import pytest
from running import ROOT, Ran, run

from kernketen import words
from kernketen.cli.known import COMMANDS

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(f"docs/{p.name}" for p in sorted(ROOT.glob("docs/*.md"))),
)
DUTCH = (
    "docs/schoolprofessional.md",
    "docs/regiobeheerder.md",
    "docs/exporteren.md",
    "docs/vergelijken.md",
    "docs/wat-als.md",
    "docs/verschillen.md",
)
# Followed in an environment of its own: test_publishing_page.py.
FOLLOWED = "docs/regio-publiceren.md"
REGION = "docs/regiobeheerder.md"
# These fetch from DUO; a test that needs the network is a test of the network.
NETWORK = ("schools update",)
# Set-up, which the wheel and CI checks carry out, and commands about the tests themselves.
SET_UP = re.compile(
    r"python3 -m (pip install|uv run (pytest|ruff|mypy|kernketen who --school \"De Parel\"$))"
)

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`([\w./-]+\.(?:csv|json|yaml|toml))`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_IN_TABLE = re.compile(r"^\|.*\| `(kernketen [^`]+)` \|$", re.MULTILINE)


@dataclass(frozen=True)
class Shown:
    """A command as a page shows it: the output below it, and the exit status."""

    line: str
    output: str
    status: int


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return [body for name, body in _FENCE.findall(text(page)) if name == language]


def shown(page: str) -> list[Shown]:
    return [command for block in blocks(page, "console") for command in commands(block)]


def commands(block: str) -> Iterator[Shown]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert parts[0] == "", "a console block begins with its command"
    told = [(line, output) for line, _, output in (part.partition("\n") for part in parts[1:])]
    for index, (line, output) in enumerate(told):
        if line == "echo $?":
            continue
        following = told[index + 1] if index + 1 < len(told) else ("", "")
        yield Shown(line, output, int(following[1]) if following[0] == "echo $?" else 0)


def carry_out(line: str) -> Ran:
    program, *arguments = shlex.split(line)
    assert program == "kernketen"
    return run(*arguments)


def needs_network(line: str) -> bool:
    return any(line.startswith(f"kernketen {name}") for name in NETWORK)


def check(command: Shown, ran: Ran) -> None:
    assert ran.status == command.status, f"{command.line}\n{ran.seen}"
    seen = " ".join((ran.out + "\n" + ran.err).split())
    after = 0
    # A line of its own with … stands for lines left out; how lines are wrapped does not matter.
    for piece in re.split(r"^…$", command.output, flags=re.MULTILINE):
        wanted = " ".join(piece.split())
        at = seen.find(wanted, after)
        assert at >= 0, f"{command.line} does not print\n{piece}\nbut\n{ran.out}{ran.err}"
        after = at + len(wanted)


def write_files(page: str, folder: Path) -> None:
    """The files that a page shows by name, and those of DUO that it mentions."""
    made_up.register_files(folder)
    for name, body in _NAMED.findall(text(page)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")


@pytest.fixture
def desk(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a home of its own."""
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("page", DUTCH)
def test_a_page_read_from_top_to_bottom_tells_what_happens(page: str, desk: Path) -> None:
    write_files(page, desk)
    for block in blocks(page, "console"):
        for command in commands(block):
            if needs_network(command.line):
                continue
            apply_changes(page, block, desk)
            check(command, carry_out(command.line))
            undo_changes(page, desk)


def test_the_readme_shows_the_answer_that_its_first_command_gives(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERNKETEN_LANG", "en")
    examples = shown("README.md")
    assert examples
    for command in examples:
        check(command, carry_out(command.line))


def test_each_command_in_the_table_of_the_readme_works(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERNKETEN_LANG", "en")
    write_files("docs/schoolprofessional.md", desk)
    write_files("docs/wat-als.md", desk)
    shutil.copytree(ROOT / "plugins" / "veldhoven", desk / "veldhoven-2027")
    lines = _IN_TABLE.findall(text("README.md"))
    assert {line.split()[1] for line in lines} == set(COMMANDS)
    for line in lines:
        if not needs_network(line):
            # The list of the Dutch page has a row that does not fit, on purpose.
            expected = 1 if "contacts import" in line else 0
            ran = carry_out(line)
            assert ran.status == expected, f"{line}\n{ran.seen}"
            assert (ran.out or ran.err).strip(), line


def test_every_command_shown_anywhere_is_among_those_that_are_run() -> None:
    for page in PAGES:
        run_here = shown(page) if page in (*DUTCH, FOLLOWED, "README.md") else []
        run_here = [command for command in run_here if command.line.startswith("kernketen")]
        lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
        others = [
            part.strip() for line in lines for part in line.split("&&") if not SET_UP.match(part.strip())
        ]
        assert [line for line in others if "kernketen" in line] == [], page
        assert len(run_here) == text(page).count("\n$ kernketen"), page


def test_every_command_named_in_a_sentence_exists() -> None:
    for page in PAGES:
        for line in re.findall(r"`kernketen ([^`]+)`", re.sub(r"\n(?=\S)", " ", _FENCE.sub("", text(page)))):
            found = re.match(r"(?:schools|contacts) [a-z]+|[a-z-]+", line)
            if not found:
                continue
            helped = run(*found[0].split(), "--help")
            assert helped.status == 0, f"{page}: {line}"
            for option in re.findall(r"(?<!\S)(--?[a-z-]+)", line):
                assert option in helped.out or option == "--help", f"{page}: {line}"


def test_the_readme_lists_the_variables_that_the_program_reads() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kernketen").rglob("*.py"))
    read = set(re.findall(r"environ\.get\(\s*\"(\w+)\"", code)) - {"LC_ALL", "TERM"}
    # What a user usually wants is read by its name: usual("region") is KERNKETEN_REGION.
    read |= {f"KERNKETEN_{name.upper()}" for name in re.findall(r"home\.usual\(\"(\w+)\"\)", code)}
    told = {
        name
        for row in re.findall(r"^\| (`[A-Z].*?) \|", text("README.md"), re.MULTILINE)
        for name in _names(row)
    }
    assert told == read


def _names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_each_dependency_is_explained() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    groups = project["dependency-groups"]
    asked = [
        *project["project"]["dependencies"],
        *groups["test"],
        *groups["lint"],
        *project["build-system"]["requires"],
    ]
    cells = re.findall(r"^\| ([^|]+) \|", text("docs/dependencies.md"), re.MULTILINE)
    explained = {word for cell in cells for word in re.findall(r"[\w.-]+", cell)}
    assert {re.split(r"[<>=]", name)[0].strip() for name in asked} - explained == set()


def test_architecture_names_modules_that_exist() -> None:
    here = {path.relative_to(ROOT / "kernketen").as_posix() for path in (ROOT / "kernketen").rglob("*.py")}
    named = set(re.findall(r"`([\w/]+\.py)`", text("docs/architecture.md")))
    assert named
    assert [name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in here)] == []


def test_links_inside_the_repository_lead_somewhere() -> None:
    for page in PAGES:
        for target in _LINK.findall(text(page)):
            if re.match(r"https?:", target):
                continue
            path, _, anchor = target.partition("#")
            file = (ROOT / page).parent / path if path else ROOT / page
            assert file.exists(), f"{page}: {target}"
            if anchor:
                assert anchor in anchors(file), f"{page}: {target}"


def anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_all_pages_stay_within_the_repository() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(home|work|tmp|root|usr)/", text(page)), page


# -- the example region -------------------------------------------------------------------------------


def the_change() -> tuple[str, int, str, str]:
    """The typing error of the page: file, line number, the right line, the wrong line."""
    (diff,) = blocks(REGION, "diff")
    found = re.search(r"`([\w/.]+)` op regel (\d+)", text(REGION).replace("\n", " "))
    assert found
    right, wrong = diff.splitlines()
    assert right[0] + wrong[0] == "-+"
    return found[1], int(found[2]), right[1:], wrong[1:]


def apply_changes(page: str, block: str, desk: Path) -> None:
    if page == REGION and ": error: " in block:
        name, number, right, wrong = the_change()
        replace_line(desk / name, number, right, wrong)


def undo_changes(page: str, desk: Path) -> None:
    if page == REGION:
        name, number, right, _ = the_change()
        replace_line(desk / name, number, None, right)


def replace_line(file: Path, number: int, before: str | None, after: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert before is None or lines[number - 1] == before, f"line {number} of {file.name}"
    lines[number - 1] = after
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_example_region_loads_without_a_finding(desk: Path) -> None:
    write_files(REGION, desk)
    document = run("regions", "--path", "waddenrand", "--format", "json").json
    assert document["findings"] == []
    (region,) = [entry for entry in document["regions"] if entry["id"] == "waddenrand"]
    assert region["health"] == "ok"


def test_the_example_region_has_each_file_of_the_table(desk: Path) -> None:
    write_files(REGION, desk)
    told = re.findall(r"^\| `([\w/….]+)\.yaml` \|", text(REGION), re.MULTILINE)
    # Of rules there is a file for each question.
    files = (desk / "waddenrand").iterdir()
    assert {"rules/…" if path.is_dir() else path.stem for path in files} == set(told)


def test_the_example_region_answers_for_a_pupil_from_elsewhere(desk: Path) -> None:
    write_files(REGION, desk)
    answer = run(
        *("who", "--path", "waddenrand", "--school", "99ZZ00", "--role", "leerplichtambtenaar"),
        *("--pupil-municipality", "Den Helder", "--format", "json"),
    ).json
    partners = [member["partner"]["name"] for team in answer["teams"] for member in team["members"]]
    assert partners == ["leerplicht van de woongemeente"]


def test_the_example_package_is_read_as_a_folder_too(desk: Path) -> None:
    write_files(REGION, desk)
    package = desk / "kernketen-waddenrand"
    (desk / "waddenrand").rename(package / "kernketen_waddenrand")
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
    (entry,) = project["project"]["entry-points"]["kernketen.regions"].items()
    assert entry == ("waddenrand", "kernketen_waddenrand")
    assert run("who", "--path", str(package), "--school", "De Zandbank").status == 0


def test_the_example_trace_names_items_that_exist(desk: Path) -> None:
    write_files(REGION, desk)
    (table,) = [block for block in blocks(REGION, "text") if block.startswith("nr\t")]
    written = {p.stem: p.read_text(encoding="utf-8") for p in (desk / "waddenrand").glob("*.yaml")}
    for row in table.splitlines()[1:]:
        _, section, _, item = row.split("\t")
        assert f"id: {section}\n" in written["region"]
        assert any(re.search(rf"id: {item.rpartition('/')[2]}\b", body) for body in written.values()), item


@pytest.fixture(autouse=True)
def _language_again() -> Iterator[None]:
    yield
    words.choose("en")
