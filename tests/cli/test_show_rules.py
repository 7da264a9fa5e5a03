"""``kernketen show REGION rules|matrix|cases``: what was agreed as a table, whole or one item of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from running import run

pytestmark = pytest.mark.usefixtures("register")


def test_an_empty_cell_of_the_matrix_says_so_with_its_source(snapshot: Callable[[str, str], None]) -> None:
    snapshot("show-matrix-empty-cell", run("show", "groningen", "matrix", "oza", "jgz").seen)


def test_a_cell_shows_each_of_its_turns_with_its_condition(snapshot: Callable[[str, str], None]) -> None:
    shown = run("show", "groningen", "matrix", "ondersteuning_en_begeleiding", "leerplichtambtenaar")
    snapshot("show-matrix-cell", shown.seen)


def test_the_rules_of_one_topic(snapshot: Callable[[str, str], None]) -> None:
    snapshot("show-rules-topic", run("show", "zuid_kennemerland", "rules", "absence/te_laat").seen)


def test_a_ladder_has_a_row_for_each_rung(snapshot: Callable[[str, str], None]) -> None:
    snapshot("show-rules-ladder", run("show", "veldhoven", "rules", "escalation/casus_vast").seen)


def test_every_rule_every_cell_and_every_case_is_shown() -> None:
    for region in ("groningen", "veldhoven"):
        for concept in ("rules", "matrix", "cases"):
            items = run("show", region, concept, "--format", "json").json["items"]
            counted = {
                e["concept"]: e["number"] for e in run("show", region, "--format", "json").json["items"]
            }
            assert len(items) == counted[concept]
    assert len(run("show", "groningen", "matrix", "--format", "json").json["items"]) == 3 * 4


def test_one_item_is_chosen_by_its_id_in_any_case() -> None:
    for words, ids in (
        (("roles", "CJG_er"), ["cjg_er"]),
        (("rules", "regie"), None),
        (("glossary", "cjg"), ["cjg"]),
    ):
        items = run("show", "veldhoven", *words, "--format", "json").json["items"]
        if ids is None:
            assert {item["question"] for item in items} == {"regie"}
        else:
            assert [item["id"] for item in items] == ids


def test_what_is_not_there_is_refused_with_the_nearest() -> None:
    ran = run("show", "groningen", "matrix", "ozaa", "jgz")
    assert (ran.status, ran.err) == (1, "“ozaa” staat hier niet. Bedoelde u “oza”?\n")
    ran = run("show", "veldhoven", "tasks", "iets")
    assert (ran.status, ran.err) == (2, "Van “tasks” worden alle items getoond; laat “iets” weg.\n")
