"""Regions of a few rules, built in memory in the shape of ``model.region``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from kernketen.model.facts import dictionary
from kernketen.model.labels import case_fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kernketen.model.region import Region, Rule

ROLES = ("school", "directeur", "ib_er", "coach", "leerplicht", "jgz")
_WHO = ("who", "by", "of", "decided_by", "with", "among", "inform", "via")


def who(*roles: str, mode: str = "all") -> dict[str, Any]:
    """A who-expression."""
    return {"mode": mode, "roles": list(roles)}


def then(outcome: str = "", **said: Any) -> dict[str, Any]:
    """What a rule says; roles as text, a list (all together) or as ``who`` gives them."""
    found: dict[str, Any] = {
        "outcome": outcome,
        "within": None,
        **dict.fromkeys(("money", "word", "if_refused", "see", "text"), ""),
        **dict.fromkeys(_WHO),
    }
    for key, value in said.items():
        if key in _WHO and isinstance(value, str):
            value = who(mode="unknown") if value == "unknown" else who(value)
        found[key] = who(*value) if key in _WHO and isinstance(value, (list, tuple)) else value
    return found


def doubt(name: str, when: Any = None, against: str = "") -> dict[str, Any]:
    """A doubt."""
    return {"id": name, "note": f"Twijfel {name}.", "reading": "", "against": against, "when": when}


def step(name: str, what: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A rung or a step."""
    return {
        "id": name,
        "where": ("klein/rules/x.yaml", 9),
        **dict.fromkeys(("source", "modality", "content", "text", "note"), ""),
        **dict.fromkeys(("scope", "when")),
        "then": what or then(),
        "form": [],
        "doubts": [],
        **more,
    }


def rule(name: str, what: dict[str, Any] | None = None, **more: Any) -> Rule:
    """A rule of ``leave/toestaan`` in the section ``eerste``, unless said otherwise."""
    found: Any = {
        "id": name,
        "where": ("klein/rules/x.yaml", 3),
        "source": "eerste",
        **dict.fromkeys(("note", "order", "valid_from", "valid_until"), ""),
        **dict.fromkeys(("scope", "when")),
        **{key: [] for key in ("doubts", "steps", "overrides")},
        "question": "leave",
        "topic": "toestaan",
        "modality": "must",
        "then": what or then(),
        **more,
    }
    return cast("Rule", found)


def section(name: str, document: str = "plan", **more: Any) -> dict[str, Any]:
    """A section."""
    return {
        "id": name,
        "document": document,
        "heading": name.capitalize(),
        **dict.fromkeys(("kind", "valid_from", "valid_until", "adopted_on", "reason", "note"), ""),
        "scope": None,
        "doubts": [],
        "where": ("klein/region.yaml", 5),
        **more,
    }


def document(name: str = "plan", **more: Any) -> dict[str, Any]:
    """A document that speaks for everybody."""
    return {
        "id": name,
        "title": f"Het {name}",
        "date": "2024-01",
        "kind": "agreement",
        "parties": [],
        **dict.fromkeys(("valid_from", "valid_until", "note"), ""),
        **dict.fromkeys(("covers", "excludes")),
        "doubts": [],
        "where": ("klein/region.yaml", 2),
        **more,
    }


def region(rules: Sequence[Rule], **more: Any) -> Region:
    """A region with these rules, two sections and the roles of ``ROLES``; ``school`` is a group."""
    facts = dictionary()
    domains: dict[str, list[Any]] = {
        fact.id: [True, False] if fact.kind == "bool" else list(fact.values)
        for fact in facts.values()
        if fact.kind == "bool" or (fact.kind == "enum" and fact.values)
    }
    found: Any = {
        "id": "klein",
        "name": "Klein",
        "reviewed_on": "",
        "note": "",
        "documents": [document()],
        "sections": {name: section(name) for name in ("eerste", "tweede")},
        "external_references": [
            {
                "id": "bijlage",
                "title": "Bijlage",
                "source": "eerste",
                **dict.fromkeys(("date", "web", "note"), ""),
                "where": ("klein/region.yaml", 7),
            }
        ],
        "areas": {"polder": ["2065", "2066"]},
        "area_names": {"polder": ["De Polder", "het Buitenland"]},
        **{key: [] for key in ("partners", "teams", "schools", "aliases", "terms", "statements", "gaps")},
        "roles": [
            {
                "id": name,
                "name": name.replace("_", "-"),
                "aliases": [],
                "canonical": {"ib_er": "intern_begeleider", "coach": "toegang_jeugdhulp"}.get(name, ""),
                "match": "same",
                "group": ["directeur", "ib_er"] if name == "school" else [],
            }
            for name in ROLES
        ],
        "rules": list(rules),
        "cases": [],
        "cards": [],
        "topics": {},
        "titles": {},
        "facts": {fact.id: case_fact(fact) for fact in facts.values()},
        "domains": domains,
        **more,
    }
    return cast("Region", found)
