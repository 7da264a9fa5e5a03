"""``kernketen diff`` with versions from git, as on a pull request: a real repository with tags."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from asked_region import asked_region
from running import run

pytestmark = [
    pytest.mark.usefixtures("register"),
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not here"),
]

PROJECT = '[project]\nname = "kernketen-testland"\nversion = "{version}"\n'
PACKAGE = "plugins/testland/kernketen_testland"


def git(folder: Path, *arguments: str) -> str:
    settings = (
        "-c",
        "user.name=A. Voorbeeld",
        "-c",
        "user.email=a@example.org",
        "-c",
        "init.defaultBranch=main",
    )
    done = subprocess.run(
        ["git", "-C", str(folder), *settings, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
    )
    return done.stdout


def commit(folder: Path, said: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", said)


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / PACKAGE / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a region in a subfolder: tagged v0.1.0, and changed on a branch since."""
    root = tmp_path / "repo"
    asked_region(root / PACKAGE)
    (root / "README.md").write_text("# Regio's\n", encoding="utf-8")
    (root / "plugins/testland/pyproject.toml").write_text(PROJECT.format(version="0.1.0"), encoding="utf-8")
    git(tmp_path, "init", "-q", str(root))
    commit(root, "Begin")
    git(root, "tag", "v0.1.0")
    git(root, "checkout", "-q", "-b", "voorstel")
    change(root, "rules/absence.yaml", "{te_laat_keer: {le: 12}}", "{te_laat_keer: {lt: 12}}")
    change(root, "rules/absence.yaml", "{te_laat_keer: {gt: 12}}", "{te_laat_keer: {ge: 12}}")
    for name in ("te_laat_13", "te_laat_12"):
        assert name in (root / PACKAGE / "cases.yaml").read_text(encoding="utf-8")
    (root / PACKAGE / "cases.yaml").unlink()
    commit(root, "Melden bij twaalf")
    monkeypatch.chdir(root)
    return root


def flipped(*arguments: str) -> list[tuple[str, str | None]]:
    found = run("diff", *arguments, "--format", "json").json
    return [(flip["topic"], flip["situation"]) for flip in found["flips"]]


EXPECTED = [("te_laat", "het aantal keren te laat precies 12 keer is")]


@pytest.mark.parametrize(
    "pair",
    [
        ("v0.1.0:plugins/testland", "plugins/testland"),
        ("main:plugins/testland", "voorstel:plugins/testland"),
        (f"v0.1.0:{PACKAGE}", f"HEAD:{PACKAGE}/"),
        ("HEAD~1:./plugins/testland", "HEAD:"),
        ("main:", "voorstel:plugins"),
    ],
    ids=" ".join,
)
def test_two_versions_from_git(repository: Path, pair: tuple[str, str]) -> None:
    assert flipped(*pair) == EXPECTED
    assert flipped(pair[1], pair[0]) == EXPECTED
    assert flipped(pair[0], pair[0]) == []


def test_the_last_tag_and_the_folder_we_are_in(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("plugins/testland", PACKAGE):
        monkeypatch.chdir(repository / folder)
        found = run("diff", "--format", "json").json
        assert [(flip["topic"], flip["situation"]) for flip in found["flips"]] == EXPECTED
        assert found["old"]["shown"] == f"v0.1.0:{PACKAGE}"
        assert (found["old"]["version"], found["new"]["version"]) == ("0.1.0", "0.1.0")
        assert found["version"] == {
            "old": "0.1.0",
            "new": "0.1.0",
            "step": "minor",
            "needed": "0.2.0",
            "ok": False,
        }
    # What is not committed yet counts too: that is what one looks at before a commit.
    change(repository, "roles.yaml", "name: coach", "name: gezinscoach")
    assert {c["id"] for c in run("diff", "--format", "json").json["changes"]} >= {"coach"}


def test_a_later_tag_is_the_one_that_counts(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "tag", "v0.2.0")
    monkeypatch.chdir(repository / "plugins/testland")
    assert flipped() == []


def test_as_the_step_of_a_pull_request(repository: Path, snapshot: Callable[[str, str], None]) -> None:
    """The command of the workflow in docs/verschillen.md."""
    step = ("diff", "origin/main:plugins/testland", "plugins/testland", "--format", "github")
    git(repository, "update-ref", "refs/remotes/origin/main", "main")
    ran = run(*step, "--fail-on", "breaking", "--check-version")
    snapshot("diff-pull-request", ran.seen)
    assert ran.status == 1
    marks = [
        flip["fingerprint"]
        for flip in run(*step[:3], "--format", "json").json["flips"]
        if flip["weight"] == "breaking"
    ]
    entries = "".join(f'  - {{fingerprint: "{m}", reason: besloten, until: "2027-01-31"}}\n' for m in marks)
    change(repository, "region.yaml", "reviewed_on", f"allowed_changes:\n{entries}reviewed_on")
    project = repository / "plugins/testland/pyproject.toml"
    project.write_text(PROJECT.format(version="0.2.0"), encoding="utf-8")
    assert run(*step, "--fail-on", "breaking", "--check-version").status == 0


def test_a_shallow_clone_without_tags_says_what_to_do(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "clone"
    address = f"file://{repository.as_posix()}"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", "--branch", "voorstel", address, str(clone))
    monkeypatch.chdir(clone / "plugins/testland")
    ran = run("diff")
    assert (ran.status, ran.out) == (2, "")
    assert "fetch-depth: 0" in ran.err
    ran = run("diff", "v0.1.0:plugins/testland", ".")
    assert (ran.status, ran.out) == (1, "")
    assert "niet volledig" in ran.err
    git(clone, "fetch", "-q", "--unshallow", "--tags")
    assert flipped() == EXPECTED


def test_without_a_tag(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "tag", "-d", "v0.1.0")
    monkeypatch.chdir(repository / "plugins/testland")
    ran = run("diff")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "Nog geen versie in git heeft een tag om mee te vergelijken. Noem er een: kernketen diff REF:MAP.\n"
    )


@pytest.mark.parametrize(
    ("version", "status", "said"),
    [
        (
            "v0.1.9:plugins/testland",
            1,
            "Er is geen versie “v0.1.9” in deze git-repository. Bedoelde u “v0.1.0”?",
        ),
        (
            "v0.1.0:plugins/testlnd",
            1,
            "Bij v0.1.0 is er in deze repository geen map “plugins/testlnd”. Bedoelde u “plugins/testland”?",
        ),
        ("v0.1.0:README.md", 1, "Bij v0.1.0 is er in deze repository geen map “README.md”."),
        ("v0.1.0:../elders", 1, "Bij v0.1.0 is er in deze repository geen map “../elders”."),
        ("--output=x:plugins", 2, ""),
        ("v0.1.0\x1b[31m:plugins", 2, "is geen versie in git."),
    ],
)
def test_what_is_not_in_git(repository: Path, version: str, status: int, said: str) -> None:
    ran = run("diff", "--", version, "plugins/testland")
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.err
    assert not (repository / "x").exists()


@pytest.mark.parametrize("place", [".", "./"])
def test_the_folder_we_are_in_at_a_version(
    repository: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    expected = flipped("v0.1.0:plugins/testland", "plugins/testland")
    for folder in ("plugins/testland", PACKAGE):
        monkeypatch.chdir(repository / folder)
        assert flipped(f"v0.1.0:{place}", ".") == expected
        found = run("diff", f"v0.1.0:{place}", ".", "--format", "json").json
        assert found["old"]["version"] == "0.1.0"


def test_a_folder_of_git_that_holds_no_region(repository: Path) -> None:
    (repository / "docs").mkdir()
    (repository / "docs/pagina.md").write_text("# Pagina\n", encoding="utf-8")
    commit(repository, "Een pagina")
    ran = run("diff", "HEAD:docs", "plugins/testland")
    assert (ran.status, ran.err) == (2, "In HEAD:docs zit geen regio: geen region.yaml.\n")


def test_two_regions_in_one_tree(repository: Path) -> None:
    shutil.copytree(repository / PACKAGE, repository / "plugins/kopie/kernketen_kopie")
    commit(repository, "Nog een")
    ran = run("diff", "HEAD:plugins", "plugins/testland")
    assert (ran.status, ran.out) == (2, "")
    assert "kernketen_kopie" in ran.err


def test_where_there_is_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_region(tmp_path / "los")
    monkeypatch.chdir(tmp_path / "los")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for arguments in ((), ("v1:.", ".")):
        ran = run("diff", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert "staat niet in een git-repository." in ran.err


def test_where_there_is_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository / "leeg"))
    ran = run("diff", "v0.1.0:plugins/testland", "plugins/testland")
    assert (ran.status, ran.out) == (2, "")
    assert "het programma git nodig" in ran.err


def test_a_link_in_git_leads_nowhere(repository: Path) -> None:
    (repository / PACKAGE / "glossary.yaml").symlink_to("/etc/passwd")
    commit(repository, "Een link")
    ran = run("diff", "v0.1.0:plugins/testland", "HEAD:plugins/testland")
    assert (ran.status, ran.out) == (2, "")
    assert "HEAD:plugins/testland wordt niet uitgepakt: er zit een koppeling in" in ran.err
