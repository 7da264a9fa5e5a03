"""The people of a school, from the local contact list (light: on the warm path of ``who``)."""

from __future__ import annotations

import sqlite3

from kernketen.refusal import Refusal
from kernketen.words import tr

KEYS = ("role", "name", "phone", "email", "days", "stand_in", "valid_until", "list_date")


def people_of(connection: sqlite3.Connection, region: str, school_code: str) -> list[dict[str, str]]:
    """The people of one school on the region's contact list, in the order of the list, as plain data.

    ``role`` is a role id of the region; what the list does not say is an empty string. ``valid_until`` and
    ``list_date`` may be partial (``2027-07``); whether they have passed is for ``model.dates.in_force``.
    Raises ``Refusal`` when the store cannot be read.
    """
    try:
        rows = connection.execute(
            "SELECT role, name, phone, email, days, stand_in, valid_until, list_date FROM contact"
            " WHERE region = ? AND school = ? ORDER BY line, rowid",
            (region, school_code),
        ).fetchall()
    except sqlite3.Error as error:
        raise unusable(error) from None
    return [dict(zip(KEYS, row, strict=True)) for row in rows]


def unusable(error: sqlite3.Error) -> Refusal:
    """The refusal for a store whose contacts cannot be read or written."""
    return Refusal(
        tr("The contact lists in the store cannot be used ({why}). Nothing was changed.", why=error),
        reason="store_unusable",
    )
