"""What one run of the program has open: closed together at its end."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_open: list[Any] = []


def keep(thing: Any) -> None:
    """Remember something with a ``close`` method until the end of the run."""
    _open.append(thing)


def close() -> None:
    """Close all that was kept."""
    while _open:
        _open.pop().close()
