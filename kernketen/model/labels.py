"""How the core case facts are said in a sentence: a label, a sentence for yes and for no, words for values.

English keys of the catalogue. The Dutch ones follow "als", "dat" or "omdat": "er een OPP is". Facts whose
sentence is more than "label is value" have theirs in ``model.wording``.
"""

from __future__ import annotations

from kernketen.model.region import CaseFact
from kernketen.words import marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.facts import Fact

LABELS = {
    "school": marked("the school"),
    "leeftijd": marked("the age of the pupil"),
    "toestemming": marked("the consent"),
    "complexiteit": marked("the case"),
    "voorgestelde_regisseur": marked("the one who would get the lead"),
    "fase": marked("the phase"),
    "te_laat_keer": marked("the number of times late"),
    "verzuim_uren": marked("the number of hours of absence"),
    "ziek_achtereen": marked("the time of illness on end"),
    "ziekmeldingen": marked("the number of reports of illness"),
    "verlof_dagen": marked("the number of days of leave"),
    "verlofgrond": marked("the reason for the leave"),
    "keer_dit_jaar": marked("the number of times this year"),
    "weken_vooraf": marked("the number of weeks ahead"),
    "schoolweek_na_zomer": marked("the school week after the summer"),
    "eerste_deskundige": marked("the first expert"),
    "tweede_deskundige": marked("the second expert"),
    "activiteit": marked("the activity"),
    "afspraak": marked("the appointment"),
    "wachttijd": marked("the waiting time"),
    "begonnen_op": marked("the day on which the term began"),
}

YES_NO = {
    "ouders_geinformeerd": (
        marked("the parents were spoken to or told first"),
        marked("the parents were not spoken to or told first"),
    ),
    "anoniem": (marked("the case is anonymous"), marked("the case is not anonymous")),
    "afgestemd": (
        marked("it was aligned between the partners"),
        marked("it was not aligned between the partners"),
    ),
    "alleen_onderwijs": (
        marked("the case is about education only"),
        marked("the case is not about education only"),
    ),
    "nieuw_gesprek": (marked("this is a new conversation"), marked("this is no new conversation")),
    "casusregie_gewenst": (marked("case regie is wanted"), marked("case regie is not wanted")),
    "opp": (marked("there is an OPP"), marked("there is no OPP")),
    "vakantie_in_periode": (
        marked("a holiday lies in that period"),
        marked("no holiday lies in that period"),
    ),
    "verzuim_gemeld": (
        marked("the absence was reported to leerplicht"),
        marked("the absence was not reported to leerplicht"),
    ),
    "verzuim_houdt_aan": (marked("the absence persists"), marked("the absence does not persist")),
    "medewerking": (
        marked("the pupil and the parents cooperate"),
        marked("the pupil and the parents do not cooperate"),
    ),
    "verwijtbaar": (marked("they are culpable"), marked("they are not culpable")),
    "verwijderd": (
        marked("the pupil was removed from school"),
        marked("the pupil was not removed from school"),
    ),
    "zorgen": (marked("the school is worried"), marked("the school is not worried")),
    "achterliggend": (
        marked("there is an underlying problem, or a suspicion of one"),
        marked("there is no underlying problem, and no suspicion of one"),
    ),
    "vrijstelling_aan_orde": (marked("an exemption is at issue"), marked("no exemption is at issue")),
    "buiten_wil": (
        marked("it lies outside the will of parents and child"),
        marked("it does not lie outside the will of parents and child"),
    ),
    "schriftelijk": (marked("it is in writing"), marked("it is not in writing")),
    "tweede_betrokken": (
        marked("the second expert is involved with the pupil"),
        marked("the second expert is not involved with the pupil"),
    ),
    "budget_ingezet": (marked("the school uses its budget"), marked("the school does not use its budget")),
    "hulp_ingezet": (marked("help was deployed already"), marked("no help was deployed yet")),
    "resultaat_onvoldoende": (
        marked("the result is insufficient"),
        marked("the result is not insufficient"),
    ),
    "hulp_gewenst": (
        marked("the parents acknowledge the worry and want help"),
        marked("the parents do not acknowledge the worry or want no help"),
    ),
    "overgang": (
        marked("there are worries about the transition"),
        marked("there are no worries about the transition"),
    ),
    "bredere_aanpak": (
        marked("it is part of a broader approach"),
        marked("it is not part of a broader approach"),
    ),
    "capaciteit": (marked("there is capacity"), marked("there is no capacity")),
    "smw_aanwezig": (
        marked("the school has school social work (SMW)"),
        marked("the school has no school social work (SMW)"),
    ),
}

# The values whose id is no word of a sentence.
WORDS = {
    "kwestie": {
        "casus": marked("a case"),
        "beleid": marked("policy"),
        "wrijving": marked("friction"),
    },
    "nodig_voor": {
        "school": marked("the school"),
        "ouders": marked("parents"),
        "jeugdhulp": marked("youth care"),
    },
    "complexiteit": {
        "enkelvoudig": marked("single"),
        "complex": marked("complex"),
        "zeer_complex": marked("very complex"),
    },
    "nadruk": {
        "onderwijs": marked("education"),
        "opvoedondersteuning": marked("parenting support"),
        "jeugdhulp": marked("youth care"),
        "betwist": marked("disputed"),
    },
    "handeling": {
        "contact": marked("contact"),
        "bespreken": marked("discussing"),
        "aanmelden": marked("signing up"),
        "melden": marked("reporting"),
        "sparren": marked("sparring"),
        "vooroverleg": marked("talk beforehand"),
        "deelnemen": marked("taking part"),
        "meedenken": marked("thinking along"),
        "adviseren": marked("advising"),
        "beoordelen": marked("judging"),
        "toezeggen": marked("promising"),
        "onderzoek_aanvragen": marked("asking for an examination"),
        "bericht_sturen": marked("sending a message"),
        "gegevens_verwerken": marked("processing data"),
    },
    "onderwerp": {"proces": marked("the process"), "inhoud": marked("the content")},
    "ouders_wens": {
        "verzoek": marked("a request"),
        "bezwaar": marked("an objection"),
        "geen": marked("no request and no objection"),
    },
    "verzuimsoort": {
        "te_laat": marked("coming late"),
        "ongeoorloofd": marked("unauthorised absence"),
        "geoorloofd": marked("authorised absence"),
        "ziek": marked("absence through illness"),
        "absoluut": marked("absolute absence"),
    },
    "verlofsoort": {
        "vakantie": marked("holiday leave"),
        "gewichtig": marked("leave for weighty circumstances"),
        "religieus": marked("leave for a religious reason"),
    },
    "verlofgrond": {"beroep_ouders": marked("the profession of the parents"), "anders": marked("another")},
    "overstap_naar": {"geen": marked("no other kind of school")},
    "onderzoek": {
        "iq_alleen": marked("an IQ test only"),
        "iq_in_breder_onderzoek": marked("an IQ test in a broader examination"),
        "anders": marked("another examination"),
    },
    "hulpvraag": {
        "veiligheid": marked("safety"),
        "crisis": marked("a crisis"),
        "doorverwijzing": marked("a referral"),
        "wachtlijst": marked("a waiting list"),
        "gezin": marked("the family"),
        "medisch": marked("medical matters"),
        "dossier_jgz": marked("the file of the JGZ"),
        "psycho_educatie": marked("psycho-education"),
        "wmo": marked("the Wmo"),
    },
    "instrument": {
        "verwijsindex": marked("the Verwijsindex"),
        "zorg_voor_jeugd": marked("Zorg voor Jeugd"),
        "meldcode": marked("the meldcode"),
    },
    "afspraak": {
        "nagekomen": marked("kept"),
        "afgemeld": marked("called off"),
        "niet_verschenen": marked("missed"),
    },
}


def case_fact(fact: Fact) -> CaseFact:
    """A fact as a region knows it: with the words of the core, or those that the region brings itself."""
    yes, no = YES_NO.get(fact.id, ("", ""))
    label = LABELS.get(fact.id, "")
    if fact.question_nl is not None:
        label, yes, no = fact.label, fact.yes, fact.no
    return {
        "kind": fact.kind,
        "values": list(fact.values),
        "units": list(fact.units),
        "question": fact.question,
        "question_nl": fact.question_nl or "",
        "label": label,
        "yes": yes,
        "no": no,
        "words": {**(WORDS.get(fact.id, {}) if fact.question_nl is None else {}), **dict(fact.words)},
    }
