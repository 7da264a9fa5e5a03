"""The questions that agreements answer, with their canonical topics and outcomes (SYNTAX.md §14)."""

from __future__ import annotations

from kernketen.words import marked

# What an outcome does: + permits, - forbids (goes before a permission), ! is a duty, . is information.
PERMITS, FORBIDS, DUTY, TELLS = "+", "-", "!", "."

LEVELS = ("vrij", "informeren", "eerst_spreken", "overleg", "toestemming", "schriftelijke_toestemming")
"""How much is asked of a professional towards parents, from light to heavy."""


class Question:
    """A question: its ``topics``, its ``outcomes`` with what each does, and how it is asked."""

    __slots__ = ("id", "outcomes", "said", "topics")

    def __init__(self, name: str, said: str, topics: str, outcomes: dict[str, str]) -> None:
        self.id = name
        self.said = said
        self.topics = tuple(topics.split())
        self.outcomes = outcomes


QUESTIONS = {
    question.id: question
    for question in (
        Question(
            "regie",
            marked("Who has the lead (regie)?"),
            "casus opp plan gesprek overdracht",
            {"regie": TELLS, "opnieuw_vaststellen": DUTY},
        ),
        Question(
            "consent",
            marked("What must parents agree to or know?"),
            "contact bespreken aanmelden onderzoek bericht vooroverleg ouders_vooraf gegevens",
            {
                **dict.fromkeys(LEVELS, TELLS),
                "alleen_anoniem": TELLS,
                "ouders_mogen_weigeren": TELLS,
                "niet_toegestaan": FORBIDS,
            },
        ),
        Question(
            "absence",
            marked("What must be done about absence?"),
            "te_laat ongeoorloofd melding_swv ziek geoorloofd absoluut verwijdering partners_uitnodigen",
            {
                "school_houdt": TELLS,
                "melden": DUTY,
                "geen_meldplicht": TELLS,
                "inschakelen": DUTY,
                "gesprek": DUTY,
                "informeren": DUTY,
                "uitnodigen": DUTY,
                "onderzoeken": DUTY,
            },
        ),
        Question(
            "leave",
            marked("When is leave possible, and how is it asked for?"),
            "toestaan aanvragen",
            {"mogelijk": PERMITS, "niet_mogelijk": FORBIDS, "doorsturen": DUTY, "aanvragen": DUTY},
        ),
        Question(
            "deadline",
            marked("Within what term?"),
            "reageren plaatsing inschrijving bijeenkomst gesprek_jeugdarts",
            {"termijn": DUTY},
        ),
        Question(
            "referral",
            marked("Who is turned to?"),
            "aanspreekpunt toeleiding instrument toezegging",
            {
                "aanspreekpunt": TELLS,
                "aan_zet": DUTY,
                "toeleiden": DUTY,
                "registreren": PERMITS,
                "niet_toegestaan": FORBIDS,
            },
        ),
        Question(
            "expert",
            marked("Which expert is needed?"),
            "tweede_deskundige orthopedagoog",
            {"vereist": DUTY, "niet_vereist": TELLS, "geschikt": PERMITS, "niet_geschikt": FORBIDS},
        ),
        Question(
            "funding",
            marked("Who pays?"),
            "iq_onderzoek ondersteuning basispakket",
            {"betaalt": TELLS, "niet_betaald": FORBIDS, "plustaak": TELLS},
        ),
        Question(
            "mandate",
            marked("What may a professional do?"),
            "gegevens_verwerken meedenken betrokkenheid beoordelen handhaving",
            {"mag": PERMITS, "mag_niet": FORBIDS, "ouders_mogen_weigeren": TELLS},
        ),
        Question("jurisdiction", marked("Whose area is it?"), "leerplicht coach jgz", {"bevoegd": TELLS}),
        Question(
            "escalation",
            marked("What is the next step up?"),
            "casus_vast beleid wachtlijst veiligheid preventieve_activiteit",
            {
                "opschalen": DUTY,
                "signaal": DUTY,
                "mogelijk": PERMITS,
                "niet_mogelijk": FORBIDS,
                "niet_aan_te_vragen": FORBIDS,
                "aanspreekpunt": TELLS,
                "gesprek": DUTY,
            },
        ),
    )
}
