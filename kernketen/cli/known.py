"""Which commands the core has, and the module of ``cli`` that declares each; a group has its own ``app``."""

from __future__ import annotations

COMMANDS = {
    "who": "commands",
    "regions": "commands",
    "show": "commands",
    "search": "commands",
    "ask": "questions",
    "escalate": "questions",
    "test": "questions",
    "compare": "comparing",
    "diff": "comparing",
    "validate": "maintaining",
    "rules": "maintaining",
    "explain": "maintaining",
    "new-region": "maintaining",
    "schema": "maintaining",
    "export": "maintaining",
    "schools": "",
    "contacts": "",
}
