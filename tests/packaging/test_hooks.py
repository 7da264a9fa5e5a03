"""What a region's repository runs of ours in CI: the pre-commit hooks and the GitHub Action, really run."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest
import yaml
from running import ROOT

from kernketen.checking.smallest import FILES
from kernketen.showing.reports import FORMATS

HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / "action.yml"
PAGE = ROOT / "docs" / "ci.md"
MUST = bool(os.environ.get("KERNKETEN_TEST_EXTERNAL"))
BAD = {**FILES, "teams.yaml": FILES["teams.yaml"].replace("who: coach", "who: coch")}
FINDING = "De rol “coch” staat niet in roles.yaml. Bedoelde u “coach”?"


def missing(what: str) -> NoReturn:
    """Leave the test out with a reason; in CI, where everything was installed, that is a failure."""
    if MUST:
        pytest.fail(what, False)
    pytest.skip(what)


def plain_environment(folder: Path, **more: str) -> dict[str, str]:
    """As on a machine of its own: no settings of ours, no Python of these tests."""
    kept = {
        n: v for n, v in os.environ.items() if not n.startswith(("KERNKETEN", "PYTHON", "GIT_", "VIRTUAL"))
    }
    own = {
        "KERNKETEN_HOME": str(folder / "home"),
        "KERNKETEN_LANG": "nl",
        "NO_COLOR": "1",
    }
    return {**kept, **own, "KERNKETEN_ON": "2026-11-22", "PYTHONUTF8": "1", **more}


def done(command: list[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    ran = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return ran.returncode, ran.stdout


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


# -- what the files say ---------------------------------------------------------------------------


def test_the_hooks_are_ours() -> None:
    hooks = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["kernketen-validate", "kernketen-test"]
    for hook in hooks:
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
        assert hook["entry"].split()[0] == "kernketen"
        assert re.compile(hook["files"]).search("rules/absence.yaml")


def test_the_action_gives_data_to_commands_as_variables_only() -> None:
    action = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    assert set(action["inputs"]) >= {"path", "fail-on", "version"}
    for one in action["inputs"].values():
        assert one["description"]
    for step in action["runs"]["steps"]:
        # What stands in an expression would be run as it is, whatever somebody calls a folder.
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == ("shell" in step)
        named = re.findall(r"inputs\.([\w-]+)", str({**step.get("env", {}), **step.get("with", {})}))
        assert set(named) <= set(action["inputs"])


def test_the_page_shows_what_there_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    hooks = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    inputs = set(yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"])
    blocks = [yaml.safe_load(body) for body in re.findall(r"^```yaml\n(.*?)^```$", page, re.M | re.S)]
    steps = [s for b in blocks for job in b.get("jobs", {}).values() for s in job["steps"]]
    ours = [step for step in steps if "kernketen" in step.get("uses", "")]
    assert ours
    assert {name for step in ours for name in step.get("with", {})} <= inputs
    shown = [hook for b in blocks for repo in b.get("repos", []) for hook in repo["hooks"]]
    assert shown
    assert {hook["id"] for hook in shown} <= hooks
    for form in FORMATS:
        assert f"`{form}`" in page
    for name in inputs:
        assert f"`{name}`" in page


# -- pre-commit -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the files of this checkout as they are now, committed."""
    if importlib.util.find_spec("pre_commit") is None:
        missing("pre-commit is not installed: uv sync")
    if not shutil.which("git") or not (ROOT / ".git").exists():
        missing("this is no checkout with git")
    folder = tmp_path_factory.mktemp("checkout") / "kernketen"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    for name in names:
        # The tests, and the regions, are no part of what is installed.
        if name and (ROOT / name).is_file() and not name.startswith(("tests/", "plugins/", "benchmarks/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--no-verify", "-m", "as it is"]):
        subprocess.run(["git", *who, *command], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def hook_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs: once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.mark.slow
@pytest.mark.external
@pytest.mark.parametrize(("files", "status"), [(FILES, 0), (BAD, 1)], ids=["good", "bad"])
def test_pre_commit_installs_and_runs_the_hooks(
    files: Mapping[str, str], status: int, checkout: Path, hook_home: Path, tmp_path: Path
) -> None:
    repository = written(tmp_path / "regio", files)
    config = {"repos": [{"repo": str(checkout), "rev": "HEAD", "hooks": [{"id": "kernketen-validate"}]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    commit(repository)
    environment = plain_environment(hook_home, PRE_COMMIT_HOME=str(hook_home))
    python = [sys.executable, "-m", "pre_commit"]
    installed, said = done([*python, "install-hooks"], repository, environment)
    if installed:
        missing(f"the hooks cannot be installed:\n{said}")
    ended, said = done([*python, "run", "--all-files", "--color", "never"], repository, environment)
    assert (ended, FINDING in said) == (status, status == 1), said
    assert ("Failed" if status else "Passed") in said
    if status:
        assert "teams.yaml:14:30 fout [reference.role]" in said


# -- the action -----------------------------------------------------------------------------------


class Runner:
    """A runner of GitHub as far as our steps need one: files for output and summary, and expressions."""

    def __init__(self, folder: Path, python: Path) -> None:
        self.folder = folder
        self.files = {
            name: folder / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV")
        }
        for path in self.files.values():
            path.write_text("", encoding="utf-8")
        programs = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
        given = {name: str(path) for name, path in self.files.items()}
        self.environment = plain_environment(
            folder, PATH=programs, RUNNER_TEMP=str(folder), GITHUB_ACTIONS="true", **given
        )

    def value(self, text: str, inputs: Mapping[str, str]) -> str:
        known = {"github.action_path": str(ROOT), **{f"inputs.{name}": word for name, word in inputs.items()}}
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: known[match[1]], text)

    def run(self, step: Mapping[str, Any], inputs: Mapping[str, str], workspace: Path) -> tuple[int, str]:
        own = {name: self.value(str(text), inputs) for name, text in step.get("env", {}).items()}
        script = self.folder / "step.sh"
        script.write_text(step["run"], encoding="utf-8", newline="\n")
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return done(command, workspace, {**self.environment, **own})


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment of its own, as setup-python gives one."""
    if not shutil.which("bash"):
        missing("bash is not on this machine")
    folder = tmp_path_factory.mktemp("python") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
    return folder / "bin" / "python"


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    return found


def usual(**given: str) -> dict[str, str]:
    inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
    return {**{name: str(one.get("default", "")) for name, one in inputs.items()}, **given}


CASES = {
    **FILES,
    "rules/leave.yaml": """\
question: leave
rules:
  - id: kort
    topic: toestaan
    source: team
    modality: may
    when: {verlof_dagen: {le: 10, unit: lesdagen}}
    then: {outcome: mogelijk, text: Kort verlof kan.}
""",
    "cases.yaml": """\
cases:
  - id: kort
    question: leave
    topic: toestaan
    given: {verlof_dagen: 9 lesdagen}
    expect: {status: decided, outcome: mogelijk}
""",
}


@pytest.mark.slow
@pytest.mark.external
def test_the_steps_of_the_action_run_in_order(python: Path, tmp_path: Path) -> None:
    good = written(tmp_path / "good" / "mijn regio", CASES).parent
    bad = written(tmp_path / "bad" / "mijn regio", {**CASES, "teams.yaml": BAD["teams.yaml"]}).parent
    install, validate, cases = [step for step in steps() if "run" in step]
    runner = Runner(tmp_path, python)
    inputs = usual(path="mijn regio")
    status, said = runner.run(install, inputs, good)
    if status:
        missing(f"kernketen cannot be installed:\n{said}")
    assert said.splitlines()[-1].startswith("kernketen ")

    status, said = runner.run(validate, inputs, good)
    assert status == 0, said
    assert "::error" not in said
    status, said = runner.run(cases, inputs, good)
    assert (status, said) == (0, "1 geval geslaagd, 0 mislukt\n")

    status, said = runner.run(validate, inputs, bad)
    assert status == 1
    assert f"::error file=mijn regio/teams.yaml,line=14,col=30,title=reference.role::{FINDING}\n" in said
    assert runner.run(cases, inputs, bad)[0] == 1
    outputs = dict(line.split("=", 1) for line in runner.files["GITHUB_OUTPUT"].read_text().splitlines())
    assert '"2.1.0"' in Path(outputs["sarif"]).read_text(encoding="utf-8")
    summary = runner.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    assert summary.count("### kernketen validate\n") == 2
    assert f"    mijn regio/teams.yaml:14:30 fout [reference.role]\n      {FINDING}\n" in summary

    # A step that cannot do its work says so with the status of a refusal.
    status, said = runner.run(validate, usual(path="weg"), bad)
    assert (status, "::error title=kernketen::De map weg bestaat niet.\n" in said) == (2, True)


@pytest.mark.slow
@pytest.mark.external
def test_a_version_that_does_not_exist_stops_the_action(python: Path, tmp_path: Path) -> None:
    runner = Runner(tmp_path, python)
    install = next(step for step in steps() if "run" in step)
    status, said = runner.run(install, usual(version="0.0.0.dev999"), tmp_path)
    assert status != 0
    assert "kernketen==0.0.0.dev999" in said
