"""Looking at a page in a real browser: what has the focus, what is asked for, how colours stand out."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

CHROMIUM = os.environ.get("KERNKETEN_TEST_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
IS_WANTED = bool(os.environ.get("KERNKETEN_TEST_EXTERNAL"))
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Shown:
    """A page in the browser, with all that it asked for and complained about."""

    def __init__(self, page: Any, file: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.url = file.as_uri()
        page.goto(self.url)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """The text of what has the focus, as it is seen."""
        said: str = self.page.evaluate(
            "document.activeElement.innerText || document.activeElement.name || ''"
        )
        return " ".join(said.split())

    def computed(self, selector: str, name: str) -> str:
        """A computed style of the first element that fits."""
        found: str = self.page.eval_on_selector(selector, f"element => getComputedStyle(element)['{name}']")
        return found


def tab_to_the_table(shown: Any) -> None:
    for _ in range(20):
        shown.press("Tab")
        if shown.page.evaluate("document.activeElement.tagName") == "TD":
            return
    raise AssertionError("the table cannot be reached with Tab")


BEHIND = """element => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== 'rgba(0, 0, 0, 0)') return colour;
  }
  return 'rgb(255, 255, 255)';
}"""


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrast(shown: Any, selector: str, front: str, back: str) -> float:
    return ratio(shown.computed(selector, front), shown.computed(selector, back))
