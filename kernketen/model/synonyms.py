"""Other words for the values of core facts, as texts and people use them."""

from __future__ import annotations

SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "sector": {
        "basisonderwijs": ("bo",),
        "basisschool": ("bo",),
        "primair onderwijs": ("bo", "sbo", "so"),
        "speciaal basisonderwijs": ("sbo",),
        "speciaal onderwijs": ("so",),
        "middelbare school": ("vo",),
        "voortgezet onderwijs": ("vo",),
        "voortgezet speciaal onderwijs": ("vso",),
        "ve": ("vve",),
        "voorschool": ("vve",),
        "voorschoolse educatie": ("vve",),
    },
    "handeling": {
        "aanmelding": ("aanmelden",),
        "advies": ("adviseren",),
        "bericht": ("bericht_sturen",),
        "beoordeling": ("beoordelen",),
        "bespreking": ("bespreken",),
        "melding": ("melden",),
        "onderzoek": ("onderzoek_aanvragen",),
        "toezegging": ("toezeggen",),
    },
    "toestemming": {
        "ja": ("gegeven",),
        "yes": ("gegeven",),
        "nee": ("geweigerd", "niet_gevraagd"),
        "no": ("geweigerd", "niet_gevraagd"),
    },
    "verzuimsoort": {
        "laat": ("te_laat",),
        "ziekte": ("ziek",),
        "ziekteverzuim": ("ziek",),
        "ongeoorloofd verzuim": ("ongeoorloofd",),
        "geoorloofd verzuim": ("geoorloofd",),
        "absoluut verzuim": ("absoluut",),
    },
    "verlofsoort": {
        "vakantieverlof": ("vakantie",),
        "gewichtige omstandigheden": ("gewichtig",),
        "andere gewichtige omstandigheden": ("gewichtig",),
        "religieuze feestdag": ("religieus",),
        "religieuze verplichting": ("religieus",),
    },
    "verlofgrond": {"beroep": ("beroep_ouders",), "beroep van de ouders": ("beroep_ouders",)},
    "onderzoek": {
        "iq test": ("iq_alleen", "iq_in_breder_onderzoek"),
        "iq onderzoek": ("iq_alleen", "iq_in_breder_onderzoek"),
        "intelligentieonderzoek": ("iq_alleen", "iq_in_breder_onderzoek"),
    },
    "overstap_naar": {"speciaal basisonderwijs": ("sbo",), "speciaal onderwijs": ("so",), "nee": ("geen",)},
    "instrument": {"vir": ("verwijsindex",), "zvj": ("zorg_voor_jeugd",)},
    "afspraak": {"afgezegd": ("afgemeld",), "no show": ("niet_verschenen",)},
    "ouders_wens": {"nee": ("geen",)},
}
"""By fact: a word in lower case, with spaces, and the values that it can mean."""
