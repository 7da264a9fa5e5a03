"""Fetching the register: from a local server here, over HTTPS only elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from composed_registers import NEW, SECONDARY, Register, row

from kernketen import words
from kernketen.refusal import Refusal
from kernketen.register import fetching

PRIMARY, SPECIAL, VO = fetching.FILES


class Server:
    """Serves the files it is given; a text that starts with http is a redirect."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                text = outer.files.get(self.path.rpartition("/")[2])
                if text is None:
                    self.send_error(404)
                elif text.startswith(("http:", "ftp:", "file:")):
                    self.send_response(302)
                    self.send_header("Location", text)
                    self.end_headers()
                else:
                    self.send_response(200)
                    self.send_header("Last-Modified", "Sat, 15 Aug 2026 10:00:00 GMT")
                    self.end_headers()
                    self.wfile.write(text.encode("cp1252"))

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}/images/"
        self._thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    words.choose("en")
    made = Server()
    yield made
    made.close()


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(tmp_path)


def refused(register: Register, base: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        fetching.update(register.path, base=base)
    return caught.value


def test_the_three_files_are_fetched_and_imported(
    server: Server, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files = {
        PRIMARY: f"{NEW}\r\n{row('01AA00', 'De Reinbôge')}\r\n",
        SPECIAL: f"{NEW}\r\n{row('03AA00', 'De Weg')}\r\n",
        VO: f"{SECONDARY}\r\n{row('02AA00', 'Voorbeeld College', kind='PRO')}\r\n",
    }
    monkeypatch.setenv("KERNKETEN_DUO", server.base)
    done, missing = fetching.update(register.path)
    assert missing == []
    assert [(one.as_of, one.sectors, one.new) for one in done] == [
        ("2026-08-15", ("bo",), ["01AA00"]),
        ("2026-08-15", ("sbo", "so", "vso"), ["03AA00"]),
        ("2026-08-15", ("vo",), ["02AA00"]),
    ]
    assert register.said("de reinboge") == ("found", ["01AA00"])


def test_a_file_that_is_not_there_is_told(server: Server, register: Register) -> None:
    server.files = {PRIMARY: f"{NEW}\r\n{row('01AA00', 'De Een')}\r\n"}
    done, missing = fetching.update(register.path, base=server.base)
    assert len(done) == 1
    assert missing == [server.base + SPECIAL, server.base + VO]


def test_nothing_at_the_address(server: Server, register: Register) -> None:
    assert refused(register, server.base).reason == "not_published"


def test_offline(server: Server, register: Register) -> None:
    register.fill(("01AA00", "De Een"))
    base = server.base
    server.close()
    refusal = refused(register, base)
    assert refusal.sentence.startswith("127.0.0.1 cannot be reached (")
    assert refusal.sentence.endswith(
        "); nothing was changed. Without a connection, download the files elsewhere and use: "
        "kernketen schools import FILE."
    )
    assert register.said("de een") == ("found", ["01AA00"])


@pytest.mark.parametrize("to", ["http://example.org/x.csv", "ftp://example.org/x.csv", "file:///etc/passwd"])
def test_a_redirect_to_anything_but_https(server: Server, register: Register, to: str) -> None:
    server.files = {PRIMARY: to}
    refusal = refused(register, server.base)
    assert refusal.status == 2
    assert to in refusal.sentence or refusal.reason == "offline"


@pytest.mark.parametrize("base", ["http://example.org/", "file:///etc/", "ftp://example.org/", "duo.nl/"])
def test_only_https(register: Register, base: str) -> None:
    words.choose("en")
    assert refused(register, base).sentence == (
        f"{base.rstrip('/')}/{PRIMARY} is not fetched: only https addresses are."
    )


def test_a_file_that_is_too_large(
    server: Server, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 100)
    server.files = {PRIMARY: "x" * 1000}
    assert refused(register, server.base).reason == "too_large"


def test_a_web_page_instead_of_a_register(server: Server, register: Register) -> None:
    server.files = {PRIMARY: "<!doctype html><p>Onderhoud"}
    assert refused(register, server.base).reason == "other_headings"


def test_the_published_addresses_are_https() -> None:
    assert fetching.BASE.startswith("https://duo.nl/")
