"""One self-contained page of HTML: style and script inside, and no way to the network.

The page allows only its own style and script, by their fingerprints; so nothing from the data can run, and
nothing is fetched.
"""

from __future__ import annotations

import base64
import hashlib
import html
import os

from kernketen.showing.plain import plain
from kernketen.words import language

_HERE = os.path.join(os.path.dirname(__file__), "pages")


def escaped(text: object) -> str:
    """Text from data as HTML that shows it as it is, also inside an attribute."""
    return html.escape(plain(str(text)), quote=True)


def element(name: str, inner: str, /, **attributes: str) -> str:
    """An element around ``inner``, which is HTML already; ``class_`` and ``data_told`` are attributes."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{said}>{inner}</{name}>"


def signed(sign: str, word: str) -> str:
    """A sign for the eye before the word that says it to everybody."""
    return element("span", escaped(sign), class_="sign", aria_hidden="true") + escaped(word)


def page(title: str, body: str, style: str, script: str = "") -> str:
    """A whole page around ``body``. ``style`` and ``script`` are names of files in ``pages/``."""
    css, code = _read(style), _read(script) if script else ""
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_fingerprint(css)}'",
            f"script-src '{_fingerprint(code)}'" if code else "script-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n{body}\n"
        + (f"<script>{code}</script>\n" if code else "")
        + "</body>\n</html>\n"
    )


def _read(name: str) -> str:
    with open(os.path.join(_HERE, name), encoding="utf-8", newline="") as file:
        return file.read().replace("\r\n", "\n")


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
