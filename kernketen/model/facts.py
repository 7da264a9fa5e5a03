"""The dictionary of case facts: what can be known about a case, and the question that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kernketen.words import marked

KINDS = ("enum", "bool", "number", "quantity", "set", "text", "date", "role", "municipality", "school")


@dataclass(frozen=True, slots=True)
class Fact:
    """One case fact.

    ``values`` are the words of an enum or set (empty: the region names them), ``units`` the units a
    number may have. ``question`` is an English key of the catalogue; a region's own fact brings its
    question in Dutch and, if it likes, in English, and its own words for a sentence: a ``label``, or for a
    bool ``yes`` and ``no``. Those of a core fact are in ``model.labels``. ``words`` say the values
    of a region.
    """

    id: str
    kind: str
    values: tuple[str, ...]
    units: tuple[str, ...]
    question: str
    question_nl: str | None = None
    label: str = ""
    yes: str = ""
    no: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def usual_unit(self) -> str | None:
        """The unit that is meant where none is written: the only one in which this fact is counted."""
        return self.units[0] if len(self.units) == 1 else None


GROUPS: Mapping[tuple[str, str], tuple[str, ...]] = {("sector", "po"): ("bo", "sbo", "so")}
"""Words that stand for several values of a fact."""

CORE: tuple[Fact, ...] = (
    Fact(
        "sector",
        "enum",
        ("vve", "bo", "sbo", "so", "vo", "vso", "mbo"),
        (),
        marked("Which kind of education?"),
    ),
    Fact("school", "school", (), (), marked("Which school?")),
    Fact("schoolgemeente", "municipality", (), (), marked("In which municipality is the school?")),
    Fact("woongemeente", "municipality", (), (), marked("Where does the pupil live?")),
    Fact("postcodegebied", "text", (), (), marked("Which postcode area?")),
    Fact("leeftijd", "number", (), ("jaar",), marked("How old is the pupil?")),
    Fact("van", "role", (), (), marked("Who acts or asks?")),
    Fact("naar", "role", (), (), marked("With or towards whom?")),
    Fact(
        "handeling",
        "enum",
        (
            "contact",
            "bespreken",
            "aanmelden",
            "melden",
            "sparren",
            "vooroverleg",
            "onderzoek_aanvragen",
            "deelnemen",
            "bericht_sturen",
            "gegevens_verwerken",
            "meedenken",
            "adviseren",
            "beoordelen",
            "toezeggen",
        ),
        (),
        marked("What is to be done?"),
    ),
    Fact("onderwerp", "enum", ("proces", "inhoud"), (), marked("About what?")),
    Fact(
        "toestemming",
        "enum",
        ("gegeven", "geweigerd", "niet_gevraagd"),
        (),
        marked("Have the parents consented?"),
    ),
    Fact("ouders_geinformeerd", "bool", (), (), marked("Have the parents been told first?")),
    Fact(
        "ouders_wens",
        "enum",
        ("verzoek", "bezwaar", "geen"),
        (),
        marked("Do the parents ask for it or object?"),
    ),
    Fact("anoniem", "bool", (), (), marked("Is the case anonymous?")),
    Fact("afgestemd", "bool", (), (), marked("Was it aligned between the partners?")),
    Fact("alleen_onderwijs", "bool", (), (), marked("Is it about education only?")),
    Fact(
        "nadruk",
        "enum",
        ("onderwijs", "opvoedondersteuning", "jeugdhulp", "betwist"),
        (),
        marked("Where is the emphasis?"),
    ),
    Fact(
        "complexiteit",
        "enum",
        ("enkelvoudig", "complex", "zeer_complex"),
        (),
        marked("How complex is the case?"),
    ),
    Fact("nieuw_gesprek", "bool", (), (), marked("Is this a new conversation?")),
    Fact("voorgestelde_regisseur", "role", (), (), marked("Who is proposed for regie?")),
    Fact("casusregie_gewenst", "bool", (), (), marked("Is case regie wanted?")),
    Fact("opp", "bool", (), (), marked("Is there an OPP?")),
    Fact("fase", "enum", (), (), marked("In which phase?")),
    Fact(
        "verzuimsoort",
        "enum",
        ("te_laat", "ongeoorloofd", "geoorloofd", "ziek", "absoluut"),
        (),
        marked("Which absence?"),
    ),
    Fact("te_laat_keer", "quantity", (), ("keer",), marked("How often late, in which period?")),
    Fact("verzuim_uren", "quantity", (), ("uur", "lesuur"), marked("How many hours, in which period?")),
    Fact("vakantie_in_periode", "bool", (), (), marked("Is there a holiday in that period?")),
    Fact("ziek_achtereen", "quantity", (), ("dagen", "schooldagen"), marked("Ill for how long on end?")),
    Fact("ziekmeldingen", "quantity", (), ("keer",), marked("How often reported ill, in which period?")),
    Fact("verzuim_gemeld", "bool", (), (), marked("Has it been reported to leerplicht?")),
    Fact("verzuim_houdt_aan", "bool", (), (), marked("Does the absence persist?")),
    Fact("medewerking", "bool", (), (), marked("Do pupil and parents cooperate?")),
    Fact("verwijtbaar", "bool", (), (), marked("Are they culpable?")),
    Fact("verwijderd", "bool", (), (), marked("Was the pupil removed?")),
    Fact("zorgen", "bool", (), (), marked("Is the school worried?")),
    Fact("achterliggend", "bool", (), (), marked("Is there an underlying problem?")),
    Fact("vrijstelling_aan_orde", "bool", (), (), marked("Is an exemption at issue?")),
    Fact("verlofsoort", "enum", ("vakantie", "gewichtig", "religieus"), (), marked("Which leave?")),
    Fact("verlof_dagen", "quantity", (), ("dagen", "lesdagen", "schooldagen"), marked("How many days?")),
    Fact("verlofgrond", "enum", ("beroep_ouders", "anders"), (), marked("On what ground?")),
    Fact("buiten_wil", "bool", (), (), marked("Outside the will of parents and child?")),
    Fact("keer_dit_jaar", "quantity", (), ("keer",), marked("Which time this year?")),
    Fact("weken_vooraf", "quantity", (), ("weken",), marked("How many weeks ahead?")),
    Fact("schoolweek_na_zomer", "quantity", (), ("weken",), marked("School week after summer?")),
    Fact("schriftelijk", "bool", (), (), marked("In writing?")),
    Fact("overstap_naar", "enum", ("so", "sbo", "vso", "geen"), (), marked("Transfer to?")),
    Fact("eerste_deskundige", "role", (), (), marked("First expert?")),
    Fact("tweede_deskundige", "role", (), (), marked("Second expert?")),
    Fact("tweede_betrokken", "bool", (), (), marked("Is that person involved?")),
    Fact(
        "onderzoek",
        "enum",
        ("iq_alleen", "iq_in_breder_onderzoek", "anders"),
        (),
        marked("Which examination?"),
    ),
    Fact("nodig_voor", "enum", ("school", "ouders", "jeugdhulp"), (), marked("Who needs it?")),
    Fact("budget_ingezet", "bool", (), (), marked("Does the school use its budget?")),
    Fact("hulp_ingezet", "bool", (), (), marked("Has help been deployed?")),
    Fact("resultaat_onvoldoende", "bool", (), (), marked("Is the result insufficient?")),
    Fact("hulp_gewenst", "bool", (), (), marked("Do parents acknowledge it and want help?")),
    Fact("overgang", "bool", (), (), marked("Worries about the transition?")),
    Fact(
        "hulpvraag",
        "set",
        (
            "veiligheid",
            "crisis",
            "medisch",
            "dossier_jgz",
            "psycho_educatie",
            "doorverwijzing",
            "wmo",
            "wachtlijst",
            "gezin",
        ),
        (),
        marked("What is the request about? (several)"),
    ),
    Fact("kwestie", "enum", ("casus", "beleid", "wrijving"), (), marked("What is stuck?")),
    Fact("activiteit", "enum", (), (), marked("Which activity?")),
    Fact("bredere_aanpak", "bool", (), (), marked("Part of a broader approach?")),
    Fact("capaciteit", "bool", (), (), marked("Is there capacity?")),
    Fact(
        "instrument", "enum", ("verwijsindex", "zorg_voor_jeugd", "meldcode"), (), marked("Which instrument?")
    ),
    Fact(
        "afspraak",
        "enum",
        ("nagekomen", "afgemeld", "niet_verschenen"),
        (),
        marked("Was the appointment kept?"),
    ),
    Fact("smw_aanwezig", "bool", (), (), marked("Has the school SMW?")),
    Fact("wachttijd", "quantity", (), ("weken",), marked("How long is the waiting time?")),
    Fact("begonnen_op", "date", (), (), marked("When did the term start?")),
)


def dictionary(own: Iterable[Fact] = ()) -> dict[str, Fact]:
    """The facts by id: the core's, and a region's own, which may add values and units to a core fact."""
    facts = {fact.id: fact for fact in CORE}
    for fact in own:
        core = facts.get(fact.id)
        if core is not None and core.kind == fact.kind:
            values = tuple(dict.fromkeys(core.values + fact.values))
            units = tuple(dict.fromkeys(core.units + fact.units))
            fact = Fact(core.id, core.kind, values, units, core.question, words=fact.words)
        facts[fact.id] = fact
    return facts
