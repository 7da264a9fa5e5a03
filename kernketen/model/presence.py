"""How a member belongs to a team, in words."""

from __future__ import annotations

from kernketen.words import marked

PRESENCE = {
    "fixed": marked("fixed"),
    "if_present": marked("if present"),
    "preferred": marked("preferably"),
    "usually": marked("usually"),
    "sometimes": marked("sometimes"),
    "on_request": marked("on request"),
    "backup": marked("stand-in"),
    "not_stated": marked("attendance not stated"),
    "excluded": marked("not in this team"),
}
