"""The questions that agreements answer, with their canonical topics and outcomes (SYNTAX.md §14)."""

from __future__ import annotations

from kernketen.words import marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kernketen.model.region import OwnQuestion, Region

# What an outcome does: + permits, - forbids (goes before a permission), ! is a duty, . is information.
PERMITS, FORBIDS, DUTY, TELLS = "+", "-", "!", "."

LEVELS = ("vrij", "informeren", "eerst_spreken", "overleg", "toestemming", "schriftelijke_toestemming")
"""How much is asked of a professional towards parents, from light to heavy."""


class Question:
    """A question: how it is asked, its ``topics`` with titles, its ``outcomes`` with what each does."""

    __slots__ = ("id", "outcomes", "said", "topics")

    def __init__(self, name: str, said: str, topics: dict[str, str], outcomes: dict[str, str]) -> None:
        self.id = name
        self.said = said
        self.topics = topics
        self.outcomes = outcomes

    def plain(self) -> OwnQuestion:
        """The question as plain data, as a region keeps one that a plugin added."""
        return {"said": self.said, "topics": dict(self.topics), "outcomes": dict(self.outcomes)}


QUESTIONS = {
    question.id: question
    for question in (
        Question(
            "regie",
            marked("Who has the lead (regie)?"),
            {
                "casus": marked("The lead in a case"),
                "opp": marked("OPP"),
                "plan": marked("The plan"),
                "gesprek": marked("Before a conversation"),
                "overdracht": marked("Handing over the lead"),
            },
            {"regie": TELLS, "opnieuw_vaststellen": DUTY},
        ),
        Question(
            "consent",
            marked("What must parents agree to or know?"),
            {
                "contact": marked("Contact about a pupil"),
                "bespreken": marked("Discussing a pupil"),
                "aanmelden": marked("Signing a pupil up"),
                "onderzoek": marked("Examination of a pupil"),
                "bericht": marked("Sending a message about a pupil"),
                "vooroverleg": marked("Talk among professionals beforehand"),
                "ouders_vooraf": marked("Telling the parents beforehand"),
                "gegevens": marked("Sharing data"),
            },
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
            {
                "te_laat": marked("Coming late"),
                "ongeoorloofd": marked("Unauthorised absence"),
                "melding_swv": marked("Reporting to the samenwerkingsverband"),
                "ziek": marked("Absence through illness"),
                "geoorloofd": marked("Authorised absence"),
                "absoluut": marked("Absolute absence"),
                "verwijdering": marked("Removal from school"),
                "partners_uitnodigen": marked("Inviting partners"),
            },
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
            {
                "toestaan": marked("Granting leave"),
                "aanvragen": marked("Asking for leave"),
            },
            {"mogelijk": PERMITS, "niet_mogelijk": FORBIDS, "doorsturen": DUTY, "aanvragen": DUTY},
        ),
        Question(
            "deadline",
            marked("Within what term?"),
            {
                "reageren": marked("Term for a reply"),
                "plaatsing": marked("Term for a placement"),
                "inschrijving": marked("Term for enrolment"),
                "bijeenkomst": marked("Term for a meeting"),
                "gesprek_jeugdarts": marked("Term for a talk with the youth doctor"),
            },
            {"termijn": DUTY},
        ),
        Question(
            "referral",
            marked("Who is turned to?"),
            {
                "aanspreekpunt": marked("Whom to turn to"),
                "toeleiding": marked("The way to help"),
                "instrument": marked("Registering and reporting"),
                "toezegging": marked("Promising something"),
            },
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
            {
                "tweede_deskundige": marked("The second expert"),
                "orthopedagoog": marked("The orthopedagoog"),
            },
            {"vereist": DUTY, "niet_vereist": TELLS, "geschikt": PERMITS, "niet_geschikt": FORBIDS},
        ),
        Question(
            "funding",
            marked("Who pays?"),
            {
                "iq_onderzoek": marked("Paying for an IQ test"),
                "ondersteuning": marked("Paying for support"),
                "basispakket": marked("What is in the basic package"),
            },
            {"betaalt": TELLS, "niet_betaald": FORBIDS, "plustaak": TELLS},
        ),
        Question(
            "mandate",
            marked("What may a professional do?"),
            {
                "gegevens_verwerken": marked("Processing data"),
                "meedenken": marked("Thinking along"),
                "betrokkenheid": marked("Taking part"),
                "beoordelen": marked("Judging"),
                "handhaving": marked("Enforcement"),
            },
            {"mag": PERMITS, "mag_niet": FORBIDS, "ouders_mogen_weigeren": TELLS},
        ),
        Question(
            "jurisdiction",
            marked("Whose area is it?"),
            {
                "leerplicht": marked("Which leerplicht"),
                "coach": marked("Which coach"),
                "jgz": marked("Which JGZ"),
            },
            {"bevoegd": TELLS},
        ),
        Question(
            "escalation",
            marked("What is the next step up?"),
            {
                "casus_vast": marked("A case that gets stuck"),
                "beleid": marked("A matter of policy"),
                "wachtlijst": marked("A long waiting list"),
                "veiligheid": marked("Safety"),
                "preventieve_activiteit": marked("A preventive activity"),
            },
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


def told(name: str, question: OwnQuestion) -> Question:
    """The question that ``Question.plain`` told."""
    return Question(name, question["said"], question["topics"], question["outcomes"])


def known(region: Region, name: str) -> Question | None:
    """A question of the core, or one that a plugin added to what this region may use."""
    if name in QUESTIONS:
        return QUESTIONS[name]
    own = region.get("questions", {}).get(name)
    return told(name, own) if own else None
