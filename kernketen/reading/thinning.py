"""Data without the entries of lists in which nothing is wrong: only the rest needs to be explained."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Path = tuple[str | int, ...]

# Of a list without anything wrong so many entries stay: no list of ours must be longer.
_KEPT = 3


class Thinned:
    """The data that is left, and where each entry of it stood."""

    def __init__(self, data: Any, wrong: Iterable[Path]) -> None:
        """``wrong`` are the paths of what is wrong: what stands there stays whole."""
        self._wrong: dict[Path, set[str | int]] = {}
        self._whole = set(wrong)
        self._kept: dict[Path, Sequence[int]] = {}
        for path in self._whole:
            for length, step in enumerate(path):
                self._wrong.setdefault(path[:length], set()).add(step)
        self.data = self._thin(data, (), ())

    def original(self, path: Iterable[str | int]) -> Path:
        """Where the value at ``path`` in what is left stands in the data."""
        thin: Path = ()
        found: Path = ()
        for step in path:
            kept = self._kept.get(thin)
            thin = (*thin, step)
            found = (*found, kept[step] if kept is not None and isinstance(step, int) else step)
        return found

    def _thin(self, data: Any, path: Path, thin: Path) -> Any:
        if path in self._whole:
            return data
        if isinstance(data, dict):
            return {key: self._thin(value, (*path, key), (*thin, key)) for key, value in data.items()}
        if not isinstance(data, list):
            return data
        steps = self._wrong.get(path, ())
        kept = sorted(step for step in steps if isinstance(step, int)) or range(min(len(data), _KEPT))
        self._kept[thin] = kept
        return [self._thin(data[n], (*path, n), (*thin, i)) for i, n in enumerate(kept)]
