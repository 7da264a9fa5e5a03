"""The neutral English keys of the scenario file, said as case facts.

A scenario knows nothing of kernketen's words: ``late_count: 13`` is ``te_laat_keer=13`` here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Words = dict[str, Any]

PLAIN = {
    "absence_persists": "verzuim_houdt_aan",
    "acknowledge": "ouders_erkennen",
    "activity": "activiteit",
    "actor": "van",
    "after_report_to": "naar",
    "age": "leeftijd",
    "aligned": "afgestemd",
    "anonymous": "anoniem",
    "appointment_with": "naar",
    "asker": "van",
    "broader_approach": "bredere_aanpak",
    "capacity": "capaciteit",
    "case_only_education_related": "alleen_onderwijs",
    "casusregie_jeugdhulp_wanted": "casusregie_gewenst",
    "counterparty": "naar",
    "culpable": "verwijtbaar",
    "exemption": "vrijstelling_aan_orde",
    "exemption_at_issue": "vrijstelling_aan_orde",
    "extra_support_from_education": "extra_ondersteuning",
    "first_expert": "eerste_deskundige",
    "help_deployed": "hulp_ingezet",
    "help_insufficient": "resultaat_onvoldoende",
    "instrument": "instrument",
    "late_count": "te_laat_keer",
    "leave_days": "verlof_dagen",
    "needed_by": "nodig_voor",
    "new_meeting": "nieuw_gesprek",
    "niet_pluis": "zorgen",
    "nth_this_year": "keer_dit_jaar",
    "opp": "opp",
    "outside_will": "buiten_wil",
    "parents_informed": "ouders_geinformeerd",
    "profile_gives_cause": "profiel_aanleiding",
    "pupil_municipality": "woongemeente",
    "regular": "verzuim_regelmatig",
    "removed_from_school": "verwijderd",
    "reported": "verzuim_gemeld",
    "requested_by": "van",
    "requested_from": "naar",
    "school_concern": "zorgen",
    "school_help_question": "hulpvraag_school",
    "school_municipality": "schoolgemeente",
    "school_uses_budget": "budget_ingezet",
    "school_week_after_summer": "schoolweek_na_zomer",
    "second_expert": "tweede_deskundige",
    "second_involved": "tweede_betrokken",
    "sick_days": "ziek_achtereen",
    "smw_present": "smw_aanwezig",
    "topic": "onderwerp",
    "transition_worry": "overgang",
    "unauthorised_absence_reported": "verzuim_gemeld",
    "waiting_weeks": "wachttijd",
    "want_help": "hulp_gewenst",
    "weeks_notice": "weken_vooraf",
    "worries": "zorgen",
    "written": "schriftelijk",
}
"""Keys whose value is said as it is."""

VALUES: Mapping[str, tuple[str, Mapping[Any, Any]]] = {
    "absence_type": (
        "verzuimsoort",
        {
            "late": "te_laat",
            "unauthorised": "ongeoorloofd",
            "authorised": "geoorloofd",
            "sick": "ziek",
            "absolute": "absoluut",
        },
    ),
    "act": ("handeling", {"aanmelding": "aanmelden", "sparren": "sparren", "vooroverleg": "vooroverleg"}),
    "action": ("handeling", {"register_for_examination": "onderzoek_aanvragen"}),
    "complexity": ("complexiteit", {"normaal": "complex", "zeer complex": "zeer_complex"}),
    "consent": ("toestemming", {"given": "gegeven", "refused": "geweigerd", "not_asked": "niet_gevraagd"}),
    "emphasis": ("nadruk", {"disputed": "betwist"}),
    "ground": ("verlofgrond", {"occupation": "beroep_ouders", "cheap tickets": "anders"}),
    "issue": ("kwestie", {"kernteam problem at policy level": "beleid"}),
    "item": ("jgz_inzet", {"jeugdarts in ziekteverzuimprotocol": "ziekteverzuimprotocol"}),
    "leave_type": (
        "verlofsoort",
        {
            "vakantieverlof": "vakantie",
            "andere gewichtige omstandigheden": "gewichtig",
            "religieuze feestdag": "religieus",
        },
    ),
    "parents_object": ("ouders_wens", {True: "bezwaar"}),
    "parents_request": ("ouders_wens", {True: "verzoek"}),
    "proposed_regisseur": ("voorgestelde_regisseur", {"ouders en CJG-coach samen": ["ouders", "CJG-coach"]}),
    "question_to": ("naar", {"chain partner": "ketenpartners"}),
    "request": (
        "handeling",
        {
            "advice on suitable school": "adviseren",
            "aanmelding CJG": "aanmelden",
            "assess the school": "beoordelen",
        },
    ),
    "school_place": ("schoolgemeente", {"Bennebroek": "Bloemendaal"}),
    "school_type": ("sector", {"basisschool": "bo"}),
    "sector": ("sector", {"VE": "vve"}),
    "suspected": ("verzuim_gemeld", {True: "nee"}),
    "transfer_to": ("overstap_naar", {None: "geen"}),
    "oza": ("fase", {True: "oza"}),
    "window": ("vakantie_in_periode", {"2 school weeks, 2 weeks holiday, 2 school weeks": "ja"}),
}
"""Keys whose values have other words here; a value that is not named is said as it is."""

ABOUT: Mapping[str, Mapping[Any, str]] = {
    "crisis": {True: "crisis"},
    "link_needed": {"WMO": "wmo"},
    "medical_question": {True: "medisch"},
    "need": {
        "medical history from file": "dossier_jgz",
        "psycho-education / de-medicalising advice": "psycho_educatie",
    },
    "referral_needed": {True: "doorverwijzing"},
    "safety": {"acute danger": "veiligheid"},
    "safety_question": {True: "veiligheid"},
    "waiting_list_problem": {True: "wachtlijst"},
}
"""Keys that say what the request is about: they make up one set, ``hulpvraag``."""

NO_FACT = {
    # what `who`, `show` or `--on` is asked, not what a case is like
    *("channel", "coach_unknown", "date", "indicator", "party", "partner", "purpose", "wanted", "year"),
    # told in passing: nothing in the agreements turns on it
    *("aandachtsfunctionaris", "extra_support_at", "parents_also_want", "previous_regie"),
    # the answer is the number in the text; whether it was met is the reader's own sum
    *("team_meetings_physical", "weekly_meeting"),
}


def _hours(given: Words) -> Words:
    # "At most n in any four weeks" is the number that a rule about four weeks asks for.
    if "max_in_any_4_weeks" in given:
        return {"verzuim_uren": f"{given['max_in_any_4_weeks']}/4-schoolweken"}
    hours, weeks = given["absence_hours"], given.get("window_school_weeks", 4 if "window" in given else None)
    return {"verzuim_uren": f"{hours}/{weeks}-schoolweken" if weeks else f"{hours}/onbekend"}


def _appointment(given: Words) -> Words:
    return (
        {"afspraak": "afgemeld" if given.get("notified") else "niet_verschenen"} if given["no_show"] else {}
    )


def _iq(given: Words) -> Words:
    alone = given.get("only_iq_test")
    if alone is None:
        return {"onderzoek": ["iq_alleen", "iq_in_breder_onderzoek"]}
    return {"onderzoek": "iq_alleen" if alone else "iq_in_breder_onderzoek"}


def _promise(given: Words) -> Words:
    if given["act"] != "promise help by CJG":
        return {}
    return {"handeling": "toezeggen", "toezegging_over_ander": "ja"}


TOGETHER: Mapping[str, Callable[[Words], Words]] = {
    "absence_hours": _hours,
    "act": _promise,
    "anonymous_report_necessary": lambda given: {"anoniem": "ja", "handeling": "melden"},
    "iq_test": _iq,
    "no_cooperation": lambda given: {"medewerking": not given["no_cooperation"]},
    "no_show": _appointment,
    "route": lambda given: {"van": given["route"]},
}
"""Keys that are said in more than one fact, or only together with others."""

OF_OTHERS = {"max_in_any_4_weeks", "notified", "only_iq_test", "window_school_weeks"}


def facts(given: Mapping[str, Any]) -> Words:
    """What a scenario gives, as ``kernketen ask`` takes it. Raises ``KeyError`` for a key nobody mapped."""
    said: Words = {}
    about: list[str] = []
    for key, value in given.items():
        if key in ABOUT:
            about += [ABOUT[key][value]] if value is not False else []
        elif key in PLAIN:
            said[PLAIN[key]] = value
        elif key in VALUES:
            fact, words = VALUES[key]
            said[fact] = words.get(value, value)
        elif key not in TOGETHER and key not in OF_OTHERS and key not in NO_FACT:
            raise KeyError(key)
        if key in TOGETHER:
            said |= TOGETHER[key](dict(given))
    return said | ({"hulpvraag": about} if about else {})
