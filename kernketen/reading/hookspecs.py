"""What a plugin with code can do. A region that is data alone needs none of this."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pluggy

from kernketen.finding import Finding
from kernketen.model.region import Region

PROJECT = "kernketen"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def kernketen_regions() -> Iterable[str]:  # type: ignore[empty-body]
    """Folders (paths) that each hold the ``region.yaml`` of a further region."""


@hookspec
def kernketen_checks() -> Iterable[Any]:  # type: ignore[empty-body]
    """Further rules for ``kernketen validate``: ``kernketen.Check`` objects."""


@hookspec
def kernketen_findings(region: Region) -> Iterable[Finding]:  # type: ignore[empty-body]
    """Further findings about a region that was read: checks that a schema cannot express."""
