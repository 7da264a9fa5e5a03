"""A quick door for ``kernketen who``: plain options go straight to the answer, any doubt goes to typer.

It only reads the options; what they mean is decided in ``cli.who`` for both ways in.
"""

from __future__ import annotations

import os

from kernketen import __version__

_OPTIONS = {
    "--school": "school",
    "--region": "region",
    "--role": "role",
    "--pupil-municipality": "home",
    "--on": "on",
    "--format": "form",
    "--lang": "lang",
}


def answer(arguments: list[str]) -> int | None:
    """Answer ``who`` and return the exit status, or ``None`` when these arguments are not for this door."""
    if arguments == ["--version"] and "_KERNKETEN_COMPLETE" not in os.environ:
        from kernketen.cli import output

        output.say(f"kernketen {__version__}")
        return 0
    values = parse(arguments)
    if values is None:
        return None
    # Other commands are not to wait for what only this one needs.
    from kernketen.cli import who

    return who.run(**values)


def parse(arguments: list[str]) -> dict[str, str] | None:
    """The options of a plain ``who``, or ``None`` where anything is unusual."""
    if not arguments or arguments[0] != "who" or "_KERNKETEN_COMPLETE" in os.environ:
        return None
    values: dict[str, str] = {}
    rest = arguments[1:]
    while rest:
        name, is_joined, value = rest[0].partition("=")
        rest = rest[1:]
        if name not in _OPTIONS or _OPTIONS[name] in values:
            return None
        if not is_joined:
            if not rest or rest[0].startswith("-"):
                return None
            value, rest = rest[0], rest[1:]
        values[_OPTIONS[name]] = value
    return values if "school" in values else None
