"""Fetching DUO's current school files from where DUO publishes them: over HTTPS, bounded in size and time."""

from __future__ import annotations

import datetime
import email.utils
import os
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from typing import IO

from kernketen.refusal import Refusal
from kernketen.register import csvfile
from kernketen.register.csvfile import Sheet
from kernketen.register.imported import Imported
from kernketen.register.importing import import_sheets
from kernketen.words import tr

BASE = "https://duo.nl/open_onderwijsdata/images/"
FILES = (
    "02.-alle-schoolvestigingen-basisonderwijs.csv",
    "09.-alle-vestigingen-sbo-so-en-vso.csv",
    "02.-alle-vestigingen-vo.csv",
)
LARGEST = 50_000_000  # bytes; the largest of the three is 3 million
WAIT = 20  # seconds without an answer
LONGEST = 180  # seconds for one file


def update(
    path: str, *, base: str | None = None, progress: Callable[[int, int], None] | None = None
) -> tuple[list[Imported], list[str]]:
    """Fetch DUO's current files and import them into the store at ``path``, in one transaction.

    ``base`` (else ``KERNKETEN_DUO``) is another address that holds the files, for a mirror or a test. Gives
    what became of each file, and the addresses where none was. Raises ``Refusal`` when DUO cannot be
    reached.
    """
    start = base or os.environ.get("KERNKETEN_DUO") or BASE
    sheets: list[Sheet] = []
    missing: list[str] = []
    for name in FILES:
        address = start.rstrip("/") + "/" + name
        found = fetch(address)
        if found is None:
            missing.append(address)
        else:
            data, day = found
            sheets.append(csvfile.of_bytes(f"{name.removesuffix('.csv')}-{day}.csv", data))
    if not sheets:
        raise Refusal(
            tr("None of DUO's files is at {address}; download them and use: kernketen schools import FILE.",
               address=start),
            reason="not_published",
        )  # fmt: skip
    return import_sheets(path, sheets, progress=progress), missing


def fetch(address: str) -> tuple[bytes, str] | None:
    """The content of a file and its date (``YYYY-MM-DD``); ``None`` where there is none at that address."""
    _checked(address)
    opener = urllib.request.build_opener(
        _Redirects(), urllib.request.HTTPSHandler(context=ssl.create_default_context())
    )
    request = urllib.request.Request(address, headers={"User-Agent": "kernketen"})  # noqa: S310
    deadline = time.monotonic() + LONGEST
    try:
        with opener.open(request, timeout=WAIT) as answer:
            data = bytearray()
            while block := answer.read(1 << 16):
                data += block
                if len(data) > LARGEST or time.monotonic() > deadline:
                    raise Refusal(
                        tr("{address} is too large or too slow; nothing was changed.", address=address),
                        reason="too_large",
                    )
            return bytes(data), _day(answer.headers.get("Last-Modified"))
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in (404, 410):
            return None
        raise _unreachable(address, f"HTTP {error.code}") from None
    except urllib.error.URLError as error:
        raise _unreachable(address, str(error.reason)) from None
    except (OSError, HTTPException) as error:
        raise _unreachable(address, str(error) or type(error).__name__) from None


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to where a file may be fetched from."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The next request. Raises ``Refusal`` for an address that is not HTTPS."""
        try:
            _checked(newurl)
        except Refusal:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _checked(address: str) -> None:
    parts = urllib.parse.urlsplit(address)
    is_local = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme != "https" and not is_local:
        raise Refusal(
            tr("{address} is not fetched: only https addresses are.", address=address), reason="not_https"
        )


def _day(modified: str | None) -> str:
    try:
        day = email.utils.parsedate_to_datetime(modified or "").date()
    except ValueError:
        day = datetime.date.today()
    return day.isoformat()


def _unreachable(address: str, why: str) -> Refusal:
    return Refusal(
        tr(
            "{host} cannot be reached ({why}); nothing was changed. Without a connection, download the files "
            "elsewhere and use: kernketen schools import FILE.",
            host=urllib.parse.urlsplit(address).hostname or address,
            why=why,
        ),
        reason="offline",
    )
