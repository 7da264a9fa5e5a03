"""The fixtures of this folder: a real browser without a window, and pages in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from real_browser import ARGUMENTS, CHROMIUM, IS_WANTED, Shown

from kernketen import words


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; where it or playwright is not installed the test is skipped, or fails where it may not be."""
    missing = "" if CHROMIUM else "chromium"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing = "playwright (the dependency group “browser”)"
    if missing:
        if IS_WANTED:
            pytest.fail(f"{missing} is not on this machine, and KERNKETEN_TEST_EXTERNAL is set")
        pytest.skip(f"{missing} is not on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """``show(html)`` opens a page; what was opened is closed again."""
    words.choose("nl")
    opened: list[Any] = []

    def show(html: str, **options: Any) -> Shown:
        file = tmp_path / f"page{len(opened)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        opened.append(context)
        return Shown(context.new_page(), file)

    yield show
    for context in opened:
        context.close()
    words.choose("en")
