"""A real language server (yaml-language-server) on our files: what an editor shows while somebody types."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, run

pytestmark = pytest.mark.external

# The file ``bin/yaml-language-server`` of the npm package of that name; .ci/run installs it.
SERVER = os.environ.get("KERNKETEN_TEST_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
IS_WANTED = bool(os.environ.get("KERNKETEN_TEST_EXTERNAL"))
SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}


class Editor:
    """An editor that speaks the language server protocol over the server's standard input and output."""

    def __init__(self, program: list[str]) -> None:
        self._server = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._number = 0
        self._open: set[Path] = set()
        self.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._send({"method": "initialized", "params": {}})

    def close(self) -> None:
        self._server.kill()
        self._server.communicate()

    def open(self, file: Path, text: str) -> list[dict[str, Any]]:
        """Open a file with this text in it; returns what the server finds wrong."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": self._number, "text": text}
        if file in self._open:
            change = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._send({"method": "textDocument/didChange", "params": change})
        else:
            self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        self._open.add(file)
        self._number += 1
        told = self._until(
            lambda m: (
                m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == file.as_uri()
            )
        )
        found: list[dict[str, Any]] = told["params"]["diagnostics"]
        return found

    def at(self, method: str, file: Path, text: str, mark: str) -> Any:
        """Ask something of the place right behind ``mark`` in the text."""
        before = text[: text.index(mark) + len(mark)].split("\n")
        place = {"line": len(before) - 1, "character": len(before[-1])}
        return self.request(method, {"textDocument": {"uri": file.as_uri()}, "position": place})

    def request(self, method: str, params: Any) -> Any:
        self._number += 1
        number = f"our {self._number}"
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == number)["result"]

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while not wanted(message := self._received()):
            if "method" in message and "id" in message:
                items = message.get("params", {}).get("items", [])
                result = [SETTINGS.get(item["section"]) for item in items] or None
                self._send({"id": message["id"], "result": result})
        return message

    def _received(self) -> dict[str, Any]:
        assert self._server.stdout
        length = 0
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has stopped"
        message: dict[str, Any] = json.loads(self._server.stdout.read(length))
        return message


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    node = shutil.which("node")
    if not (node and SERVER and Path(SERVER).exists()):
        missing = "node" if not node else "yaml-language-server (npm install yaml-language-server@1)"
        if IS_WANTED:
            pytest.fail(f"{missing} is not on this machine, and KERNKETEN_TEST_EXTERNAL is set")
        pytest.skip(f"{missing} is not on this machine")
    started = Editor([node, SERVER, "--stdio"])
    yield started
    started.close()


@pytest.fixture
def fresh(bare: Path, tmp_path: Path) -> Path:
    """The data folder of a package that was just made."""
    made = run("new-region", "kust", "--name", "Kust", "--municipality", "Haarlem", "--into", str(tmp_path))
    assert made.status == 0
    return tmp_path / "kust" / "kernketen_kust"


def test_every_file_of_a_fresh_package_is_right(editor: Editor, fresh: Path) -> None:
    files = sorted(fresh.rglob("*.yaml"))
    assert len(files) == 8
    assert {file.name: editor.open(file, file.read_text(encoding="utf-8")) for file in files} == {
        file.name: [] for file in files
    }


def test_the_schemas_accept_our_own_files_of_each_kind(editor: Editor) -> None:
    largest = {
        file.name if file.parent.name != "rules" else "rules": file
        for file in sorted(ROOT.glob("plugins/*/kernketen_*/**/*.yaml"), key=lambda file: file.stat().st_size)
    }
    assert len(largest) == 10
    wrong = {
        name: [f for f in editor.open(file, file.read_text(encoding="utf-8")) if "schema" in f["source"]]
        for name, file in largest.items()
    }
    assert wrong == {name: [] for name in largest}


@pytest.mark.parametrize("where", ["fresh", "plugins"])
def test_a_wrong_word_is_underlined_where_it_stands(editor: Editor, fresh: Path, where: str) -> None:
    file = fresh / "roles.yaml"
    if where == "plugins":
        (file, *_) = sorted(ROOT.glob("plugins/*/kernketen_*/roles.yaml"))
    text = file.read_text(encoding="utf-8").replace("match: same", "match: sme", 1)
    line = next(number for number, row in enumerate(text.split("\n")) if "match: sme" in row)
    (found,) = editor.open(file, text)
    column = text.split("\n")[line].index("sme")
    assert found["range"] == {
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column + 3},
    }
    assert found["message"] == 'Value is not accepted. Valid values: "same", "close", "rough".'


def test_an_unknown_key_is_underlined(editor: Editor, fresh: Path) -> None:
    file = fresh / "teams.yaml"
    text = file.read_text(encoding="utf-8").replace("presence: fixed", "aanwezig: fixed", 1)
    said = [found["message"] for found in editor.open(file, text)]
    assert "Property aanwezig is not allowed." in said
    assert 'Missing property "presence".' in said


@pytest.mark.parametrize("where", ["fresh", "plugins"])
def test_keys_and_values_are_offered(editor: Editor, fresh: Path, where: str) -> None:
    file = fresh / "roles.yaml"
    if where == "plugins":
        (file, *_) = sorted(ROOT.glob("plugins/*/kernketen_*/roles.yaml"))
    head = file.read_text(encoding="utf-8").split("roles:")[0] + "roles:\n  - id: x\n"
    text = head + "    can\n"
    editor.open(file, text)
    offered = editor.at("textDocument/completion", file, text, "    can")["items"]
    (canonical,) = [item for item in offered if item["label"] == "canonical"]
    assert canonical["documentation"] == "De rol van de kern waarmee deze te vergelijken is."
    text = head + "    match: \n"
    editor.open(file, text)
    values = editor.at("textDocument/completion", file, text, "    match: ")["items"]
    assert sorted(item["label"] for item in values) == ["close", "rough", "same"]


def test_what_stands_behind_a_reference_is_offered_and_explained(editor: Editor, fresh: Path) -> None:
    file = fresh / "rules" / "leave.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "      outcome: aanvragen", "      outcome: aanvragen\n      dec", 1
    )
    editor.open(file, text)
    offered = editor.at("textDocument/completion", file, text, "\n      dec")["items"]
    assert "decided_by" in [item["label"] for item in offered]
    shown = editor.at("textDocument/hover", file, text, "\n      outc")["contents"]["value"]
    assert "Een woord uit de lijst van de vraag" in shown
