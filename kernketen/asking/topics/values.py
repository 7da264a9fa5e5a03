"""Values as they stand in an answer."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


def one(values: Sequence[Any]) -> Any:
    """The value itself where there is one, else the list of them."""
    return values[0] if len(values) == 1 else list(values)
