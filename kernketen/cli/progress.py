"""A bar on stderr while something long goes on; nothing where stderr is no terminal."""

from __future__ import annotations

import sys

_WIDTH = 30


class Bar:
    """``with Bar("Importing") as bar: … bar.advance(done, total)``; the bar is wiped out at the end."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = -1
        self._draws = sys.stderr.isatty()

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._draws and self._shown >= 0:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def advance(self, done: int, total: int) -> None:
        """Show how far it is."""
        percent = 100 * done // total if total else 100
        if not self._draws or percent == self._shown:
            return
        self._shown = percent
        full = _WIDTH * percent // 100
        sys.stderr.write(f"\r{self._what} [{'#' * full}{'.' * (_WIDTH - full)}] {percent:3d}%")
        sys.stderr.flush()
