"""The core's own roles, by which the roles of regions are compared (SYNTAX.md §5)."""

from __future__ import annotations

ROLES = (
    "schoolleiding",
    "intern_begeleider",
    "leerkracht",
    "pedagogisch_medewerker",
    "toegang_jeugdhulp",
    "schoolmaatschappelijk_werk",
    "casemanager_jeugd",
    "jgz",
    "jeugdarts",
    "jeugdverpleegkundige",
    "leerplichtambtenaar",
    "swv_consulent",
    "swv_ouderconsulent",
    "gedragsdeskundige",
    "huisarts_jeugd",
    "veilig_thuis",
    "aandachtsfunctionaris",
    "toezichthouder",
    "rechter",
    "jeugdhulpaanbieder",
    "beleidsambtenaar_jeugd",
    "bestuurder",
    "ouders",
    "leerling",
)
"""The ids, as `roles.schema.json` lists them."""
