"""A region's file over which others were laid: its values are from several files, and each knows its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kernketen.finding import Location
from kernketen.reading.places import Document

Origin: TypeAlias = tuple[Document, str]
"""Where a value was written: the file, and the pointer in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid(Document):
    """The data of several files as those of one. ``origins`` says for pointers where they were written.

    What lies below a pointer was written with it, as far as it has no origin of its own.
    """

    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)

    def place(self, pointer: str) -> tuple[int, int]:
        """Line and column in the file where the value was written."""
        origin = self._origin(pointer)
        return origin[0].place(origin[1]) if origin else Document.place(self, pointer)

    def key_place(self, pointer: str) -> tuple[int, int]:
        """Line and column of the key of the value, in the file where it was written."""
        origin = self._origin(pointer)
        return origin[0].key_place(origin[1]) if origin else Document.key_place(self, pointer)

    def location(self, pointer: str, key: bool = False) -> Location:
        """The place of the value (or of its key) in the file where it was written."""
        origin = self._origin(pointer)
        return origin[0].location(origin[1], key) if origin else Document.location(self, pointer, key)

    def where(self, pointer: str) -> tuple[str, int]:
        """File and line where the value was written."""
        origin = self._origin(pointer)
        return origin[0].where(origin[1]) if origin else Document.where(self, pointer)

    def _origin(self, pointer: str) -> Origin | None:
        end = len(pointer)
        while end > 0:
            found = self.origins.get(pointer[:end])
            if found is not None:
                return found[0], found[1] + pointer[end:]
            end = pointer.rfind("/", 0, end)
        return None
