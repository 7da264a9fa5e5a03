"""The core's own roles, by which the roles of regions are compared (SYNTAX.md §5)."""

from __future__ import annotations

from kernketen.words import marked

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

TITLES = {
    "schoolleiding": marked("School leadership"),
    "intern_begeleider": marked("Support coordinator of the school (IB)"),
    "leerkracht": marked("Teacher"),
    "pedagogisch_medewerker": marked("Early years staff"),
    "toegang_jeugdhulp": marked("Access to youth care, at the school"),
    "schoolmaatschappelijk_werk": marked("School social work"),
    "casemanager_jeugd": marked("Case manager youth care, one step up"),
    "jgz": marked("Youth health care (JGZ)"),
    "jeugdarts": marked("Youth doctor"),
    "jeugdverpleegkundige": marked("Youth nurse"),
    "leerplichtambtenaar": marked("Attendance officer (leerplichtambtenaar)"),
    "swv_consulent": marked("Consultant of the samenwerkingsverband"),
    "swv_ouderconsulent": marked("Consultant for parents of the samenwerkingsverband"),
    "gedragsdeskundige": marked("Expert on behaviour"),
    "huisarts_jeugd": marked("General practitioner or youth nurse practitioner"),
    "veilig_thuis": marked("Veilig Thuis"),
    "aandachtsfunctionaris": marked("Safety officer of the school (aandachtsfunctionaris)"),
    "toezichthouder": marked("Supervisor (inspectorate)"),
    "rechter": marked("Judge"),
    "jeugdhulpaanbieder": marked("Provider of youth care"),
    "beleidsambtenaar_jeugd": marked("Policy officer for youth"),
    "bestuurder": marked("Board or alderman"),
    "ouders": marked("Parents"),
    "leerling": marked("Pupil"),
}
"""What each is called for people."""
