"""How much alike: whatever the order, 1 with itself, like beside like; and what is too wide is said."""

from __future__ import annotations

from typing import Any

import pytest
import small_regions as small
from test_classes_of_pairs import MELDEN, ON, region, rule

from kernketen.asking.situations.cells import TooWide
from kernketen.comparing.answers import comparison, likeness, rows
from kernketen.comparing.answers.likeness import ordered, similar
from kernketen.showing.in_short import in_short

LATE: list[Any] = ["num", "te_laat_keer", "keer", None, [["gt", 12]]]


def regions() -> list[Any]:
    return [
        region("een", rule(MELDEN)),
        region("twee", rule(MELDEN)),
        region("drie", rule(MELDEN, when=LATE), small.rule("b", small.then("gesprek"), question="absence",
                                                           topic="te_laat", when=["not", LATE])),
        region("vier"),
    ]  # fmt: skip


def test_each_is_wholly_like_itself_and_as_like_another_as_that_is_like_it() -> None:
    found = similar(regions(), ON)["similar"]
    like = found["likeness"]
    assert found["basis"] == "situations"
    assert all(like[name][name] == 1 for name in like)
    assert all(like[a][b] == like[b][a] for a in like for b in like)
    assert like["een"]["twee"] == 1
    assert like["een"]["drie"] == pytest.approx(1 / 3, abs=0.001)
    assert like["een"]["vier"] == 0
    assert similar(regions()[::-1], ON)["similar"] == found


def test_many_are_compared_by_their_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "MOST_IN_DETAIL", 3)
    found = similar(regions(), ON)["similar"]
    assert found["basis"] == "fingerprint"
    assert found["likeness"]["een"] == {"drie": 0, "een": 1, "twee": 1, "vier": 0}


def test_like_stands_beside_like() -> None:
    like = {"a": {"b": 0.1, "c": 0.9, "d": 0.2}, "b": {"a": 0.1, "c": 0.3, "d": 0.8},
            "c": {"a": 0.9, "b": 0.3, "d": 0.1}, "d": {"a": 0.2, "b": 0.8, "c": 0.1}}  # fmt: skip
    assert ordered(like) in (["a", "c", "b", "d"], ["d", "b", "c", "a"])


def test_a_topic_too_wide_for_all_is_compared_with_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows.rows

    def narrow(subject: Any, speakers: Any, told: Any) -> Any:
        if len(speakers) > 2:
            raise TooWide
        return whole(subject, speakers, told)

    monkeypatch.setattr(rows, "rows", narrow)
    document = comparison.compare(regions(), ON, in_short, "absence", "te_laat")
    assert len(document["notes"]) == 1
    assert "Een" in document["notes"][0]
    assert all(set(row["cells"]) == {"een", "twee", "drie", "vier"} for row in document["rows"])
    assert {row["class"] for row in document["rows"]} == {"equal", "different", "silent"}
