"""Habits of the house that no other tool checks."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "kernketen").rglob("*.py"))
MOST_LINES = 400
MANY_LINES = 200

REGIONS = re.compile(r"zuid[ _-]?kennemerland|haaglanden|veldhoven|groningen", re.IGNORECASE)
# A help text shows a command as it is typed, and a hint the package as it is installed.
SHOWN = re.compile(r"(?:Example: kernketen|pip install kernketen-)[^\n]*")

# In halves, so that this file names no package registry either.
REGISTRIES = ("py" + "pi.", "python" + "hosted", "registry." + "npm")
ELSEWHERE = re.compile(
    r"(?<![\w.])/(?:work|root|Users|home/\w+|tmp/\w+)\b|[A-Z]:\\Users|"
    + "|".join(map(re.escape, REGISTRIES)),
    re.I,
)
SHARED = re.compile(r"\.\./shared\b")


def in_the_repository() -> list[Path]:
    """The files that git keeps or would keep; all but the hidden ones where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    """(name, text) of each file that is text."""
    for path in in_the_repository():
        content = path.read_bytes()
        if b"\0" not in content and path != Path(__file__).resolve():
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", errors="replace")


def strings_and_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.Name):
            yield node.lineno, node.id
        elif isinstance(node, ast.alias):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.lineno, node.name


def test_no_region_is_named_in_the_core() -> None:
    named = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in CODE
        for line, text in strings_and_names(ast.parse(path.read_text(encoding="utf-8")))
        if REGIONS.search(SHOWN.sub("", text))
    ]
    assert named == []
    assert [path.name for path in CODE if REGIONS.search(path.name)] == []


def test_a_region_holds_no_code() -> None:
    code = {
        path.relative_to(ROOT).as_posix(): path.stat().st_size for path in (ROOT / "plugins").rglob("*.py")
    }
    folders = sorted(path.name for path in (ROOT / "plugins").iterdir() if path.is_dir())
    assert code == {f"plugins/{name}/kernketen_{name}/__init__.py": 0 for name in folders}


def test_every_module_says_what_it_is_in_its_name() -> None:
    vague = {"utils.py", "util.py", "common.py", "base.py", "types.py", "helpers.py", "misc.py"}
    assert [str(path.relative_to(ROOT)) for path in CODE if path.name in vague] == []


def test_one_idea_in_a_file() -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE
    }
    assert {name: number for name, number in lines.items() if number > MOST_LINES} == {}
    long = [name for name, number in lines.items() if number > MANY_LINES]
    assert len(long) <= len(CODE) // 4, (
        f"{len(long)} of {len(CODE)} are longer than {MANY_LINES} lines: {long}"
    )


def test_nothing_points_to_one_machine() -> None:
    assert [(name, found[0]) for name, text in texts() if (found := ELSEWHERE.search(text))] == []
    assert sorted(name for name, text in texts() for _ in SHARED.finditer(text)) == [".ci/run"]


def test_every_file_ends_with_a_newline() -> None:
    assert [name for name, text in texts() if text and not text.endswith("\n")] == []


def test_all_parts_carry_the_same_licence() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert re.findall(r"(?m)^(\d+)\. [A-Z]", licence) == [str(number) for number in range(1, 16)]
    assert licence.endswith(
        "changes or additions to this Appendix require the production of a new EUPL version.\n"
    )
    for path in sorted((ROOT / "plugins").glob("*/pyproject.toml")):
        assert path.with_name("LICENSE").read_text(encoding="utf-8") == licence, path.parent.name
