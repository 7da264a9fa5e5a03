"""The option of the conformance kit; pytest loads this module wherever kernketen is installed."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--region``, unless the tests at hand have an option of that name already."""
    group = parser.getgroup("kernketen", "kernketen: the conformance of a region")
    try:
        group.addoption("--region", metavar="FOLDER", default=".", help="the folder of a region's package")
    except ValueError:
        return
