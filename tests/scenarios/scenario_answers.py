"""What each scenario of the file asks of kernketen, and what must come out.

The scenarios name their outcomes in neutral English; here stands by hand what that is in kernketen's words.
The status is not repeated: it must be the scenario's own, unless a part of the answer has another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Asks:
    """``ask TOPIC`` with the scenario's facts (and ``more``), and the keys of the answer that must hold."""

    topic: str
    said: Mapping[str, Any] = field(default_factory=dict)
    status: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Climbs:
    """``escalate TOPIC`` on the scenario's day: the steps in order."""

    topic: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Shows:
    """An item of the region's data that ``show`` and ``search`` give: its list, its id, words of its text."""

    path: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Calls:
    """``who`` for a school in the scenario's municipality: members with these keys; flags; papers.

    ``channels`` are the contact channels that must be there, each as the scenario itself prints it.
    ``left_out`` roles must not be there, or only as excluded.
    """

    town: str
    sector: str = "bo"
    members: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[str, ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)
    see: str | None = None
    nobody: bool = False
    out_of_scope: bool = False


Check = Asks | Climbs | Shows | Calls

KERNTEAM = "kernteamlid"
GRN_WIJ = {"outcome": "aan_zet", "who": "vo_wij"}
GRN_JGZ = {"outcome": "aan_zet", "who": "jgz"}
SILENT = {"attested": True, "outcome": None, "who": None}
KGS = {"one_of": ["klantmanager", "generalist", "specialist"]}

ANSWERS: Mapping[str, tuple[Check, ...]] = {
    # ---- Zuid-Kennemerland ----
    "EX-001": (
        Asks(
            "regie/casus",
            {
                "decided_by": KERNTEAM,
                "among": {"any": ["ouders", KERNTEAM]},
                "outcome": None,
                "who": None,
                "word": "regie",
            },
        ),
    ),
    "EX-002": (Asks("regie/zuid_kennemerland.houder", {"outcome": "mogelijk"}),),
    "EX-003": (Asks("regie/gesprek", SILENT),),
    "EX-004": (Asks("consent/bespreken", {"outcome": "overleg", "of": "ouders"}),),
    "EX-005": (Asks("consent/onderzoek", {"outcome": "overleg", "of": "ouders"}),),
    "EX-006": (
        Asks(
            "referral/zuid_kennemerland.samen_in_gesprek",
            {
                "outcome": "gesprek",
                "by": "school",
                "with": {"any": ["ggd", "cjg", "leerplichtambtenaar", "onderwijsconsulent"]},
            },
        ),
        Asks("escalation/veiligheid", {"outcome": "gesprek", "by": "school"}),
    ),
    "EX-007": (Asks("escalation/veiligheid", SILENT),),
    "EX-008": (
        Asks("consent/bericht", {**SILENT, "inform": None}),
        # Silent for the right reason: who stays away without a word is told to the school.
        Asks("consent/bericht", {"inform": "school"}, more={"afspraak": "niet_verschenen"}),
    ),
    "EX-009": (Asks("referral/instrument", {"outcome": "niet_toegestaan", "flags": ["AMB-ZK-15"]}),),
    "EX-010": (Asks("escalation/zuid_kennemerland.verwijsindex_en_meldcode", {"outcome": "geen_melding"}),),
    "EX-011": (
        Asks("escalation/zuid_kennemerland.aandachtsfunctionaris", {"outcome": "aanbevolen"}),
        Asks("escalation/zuid_kennemerland.meldcode_plicht", {"outcome": "verplicht", "modality": "must"}),
    ),
    "EX-012": (Calls("Bloemendaal", members={"cjg_coach": "fixed"}, channels=("phone", "email")),),
    "EX-013": (
        Calls(
            "Heemstede",
            members={"cjg_coach": "fixed"},
            channels=("email", "web"),
            absent={"phone": "not_in_text"},
        ),
    ),
    "EX-014": (Asks("jurisdiction/coach", {"who": "unknown", "flags": ["AMB-ZK-05"]}),),
    "EX-015": (
        Asks("jurisdiction/coach", {"outcome": "bevoegd", "who": "coach_elders", "via": "cjg_coach"}),
    ),
    "EX-016": (
        Asks("jurisdiction/coach", {"outcome": "bevoegd", "who": "coach_elders", "via": "cjg_coach"}),
    ),
    "EX-017": (Asks("jurisdiction/leerplicht", {"outcome": "bevoegd", "who": "leerplein"}),),
    "EX-018": (
        Asks("jurisdiction/leerplicht", {"who": "leerplicht_haarlemmermeer", "flags": ["AMB-ZK-04"]}),
    ),
    "EX-019": (
        Calls(
            "Haarlem",
            members={
                "school": "fixed",
                "cjg_coach": "fixed",
                "jeugdarts": "fixed",
                "onderwijsconsulent": "fixed",
                "leerplichtambtenaar": "fixed",
            },
        ),
    ),
    "EX-020": (Calls("Haarlem", "vo", members={"smw_vo": "if_present"}),),
    "EX-021": (Calls("Haarlem", members={"consortia": "excluded"}),),
    "EX-022": (Asks("referral/toeleiding", {"outcome": "toeleiden", "who": "cjg"}),),
    "EX-023": (
        Asks("absence/te_laat", {"outcome": "school_houdt", "who": "school", "flags": ["AMB-ZK-01"]}),
    ),
    "EX-024": (Asks("absence/te_laat", {"outcome": "melden", "who": "leerplicht", "flags": ["AMB-ZK-01"]}),),
    "EX-025": (Asks("absence/ongeoorloofd", {"outcome": "melden", "who": "leerplicht", "modality": "must"}),),
    "EX-026": (
        Asks("absence/ongeoorloofd", {"outcome": "geen_meldplicht"}),
        Asks("absence/melding_swv", {"outcome": "melden", "who": "consultant_ouders_school"}),
    ),
    "EX-027": (Asks("absence/ongeoorloofd", {"outcome": "melden", "flags": ["AMB-ZK-03"]}),),
    "EX-028": (Asks("absence/zuid_kennemerland.ziektedagen", SILENT),),
    "EX-029": (Asks("leave/toestaan", {"outcome": "mogelijk", "decided_by": "directeur"}),),
    "EX-030": (Asks("leave/toestaan", {"outcome": "niet_mogelijk", "who": None}),),
    "EX-031": (Asks("leave/toestaan", {"outcome": "niet_mogelijk"}),),
    "EX-032": (
        Asks("leave/toestaan", {"outcome": "mogelijk", "decided_by": "directeur", "flags": ["AMB-ZK-06"]}),
    ),
    "EX-033": (Asks("leave/toestaan", {"outcome": "niet_mogelijk"}),),
    "EX-034": (Asks("leave/toestaan", SILENT),),
    "EX-035": (Asks("expert/tweede_deskundige", {"outcome": "niet_geschikt"}),),
    "EX-036": (Asks("expert/tweede_deskundige", {"outcome": "geschikt", "flags": ["AMB-ZK-09"]}),),
    "EX-037": (Asks("expert/tweede_deskundige", {"outcome": "niet_vereist"}),),
    "EX-038": (Asks("expert/zuid_kennemerland.eerste_deskundige", SILENT),),
    "EX-039": (Asks("funding/zuid_kennemerland.iq_jeugdwet", {"outcome": "niet_betaald"}),),
    "EX-040": (Asks("funding/iq_onderzoek", SILENT),),
    "EX-041": (Asks("funding/iq_onderzoek", {"outcome": "betaalt", "who": "school", "by": "school"}),),
    "EX-042": (Asks("deadline/reageren", {**SILENT, "within": None}),),
    "EX-043": (
        Asks("escalation/beleid", {}),
        Climbs("beleid", ("projectgroep_kernteams", "stuurgroep_kernteams", "platform_jeugd", "oogo")),
    ),
    "EX-044": (
        Asks("escalation/beleid", {"flags": ["AMB-ZK-11"]}),
        Climbs("beleid", ("platform_jop", "platform_jeugd", "oogo")),
    ),
    "EX-045": (Asks("deadline/plaatsing", {"outcome": None}), Calls("Velsen", out_of_scope=True)),
    "EX-046": (Shows("statements/indicator_thuiszitters_1", ("vier peildata per jaar",)),),
    "EX-047": (Shows("teams/oogo/cadence/voortgang_jop", ("1", "jaar")),),
    "EX-109": (Asks("absence/ongeoorloofd", {"outcome": None, "missing": ["verzuim_uren"]}),),
    # ---- Haaglanden ----
    "EX-048": (
        Asks("consent/aanmelden", {"outcome": "toestemming", "of": "ouders", "verdict": "not_allowed"}),
    ),
    "EX-049": (Asks("consent/aanmelden", {"outcome": None, "verdict": None, "flags": ["AMB-HGL-03"]}),),
    "EX-050": (Asks("escalation/haaglanden.mdo", {"outcome": "geen_aanleiding"}),),
    "EX-051": (Asks("mandate/haaglanden.advies_passende_hulp", {"outcome": "mag_niet"}),),
    "EX-052": (
        Asks(
            "mandate/handhaving",
            {"outcome": "mag", "by": "leerplichtambtenaar", "decided_by": "leerplichtambtenaar"},
        ),
    ),
    "EX-053": (Asks("mandate/handhaving", {"outcome": "mag_niet"}),),
    "EX-054": (
        Asks("absence/verwijdering", {"outcome": "melden", "by": "school", "who": "leerplichtambtenaar"}),
        Asks("absence/haaglanden.nieuwe_school", {"outcome": "school_zoekt", "by": "school"}),
        Asks("mandate/haaglanden.plek_zoeken", {"outcome": "mag_niet", "by": "leerplichtambtenaar"}),
    ),
    "EX-055": (Asks("leave/toestaan", {"who": "leerplichtambtenaar"}),),
    "EX-056": (Asks("leave/aanvragen", {**SILENT, "within": None}),),
    "EX-057": (Asks("escalation/preventieve_activiteit", {"outcome": "niet_mogelijk"}),),
    "EX-058": (Asks("escalation/preventieve_activiteit", {"outcome": "niet_mogelijk"}),),
    "EX-059": (
        Asks("escalation/preventieve_activiteit", {"outcome": "niet_aan_te_vragen", "flags": ["AMB-HGL-05"]}),
    ),
    "EX-060": (Asks("mandate/meedenken", {"outcome": "mag", "by": "leerplichtambtenaar"}),),
    "EX-061": (Asks("mandate/betrokkenheid", {"outcome": "ouders_mogen_weigeren"}),),
    "EX-062": (Asks("referral/aanspreekpunt", {"outcome": "aanspreekpunt", "who": "jeugdconsulent"}),),
    "EX-063": (Asks("referral/aanspreekpunt", {"who": "gezinscoach_koppelgenoot", "flags": ["AMB-HGL-01"]}),),
    "EX-064": (Asks("referral/aanspreekpunt", SILENT), Calls("Wassenaar", nobody=True)),
    "EX-065": (Asks("deadline/reageren", {**SILENT, "within": None}),),
    "EX-066": (Asks("absence/te_laat", SILENT),),
    "EX-067": (Asks("expert/tweede_deskundige", SILENT),),
    "EX-068": (
        Asks("mandate/beoordelen", {"outcome": "mag_niet", "by": "adviseur_sppoh"}),
        Asks("mandate/haaglanden.feedback", {"outcome": "mag", "by": "adviseur_sppoh"}),
    ),
    "EX-069": (Asks("absence/ziek", {"outcome": "inschakelen", "who": "jgz", "by": "school"}),),
    # ---- Veldhoven ----
    "EX-070": (
        Asks(
            "regie/casus",
            {
                "decided_by": {"all": ["school", "secretaris_swv", "kgs"]},
                "among": {"one_of": ["school", "kgs"]},
                "who": None,
            },
        ),
    ),
    "EX-071": (
        Asks("regie/casus", {"outcome": "regie", "who": KGS, "flags": ["AMB-VHV-02"]}),
        Asks("referral/veldhoven.enkelvoudig", {"outcome": "contact", "who": "cjg_er"}),
    ),
    "EX-072": (Asks("regie/casus", SILENT),),
    "EX-073": (Asks("regie/gesprek", {"outcome": "opnieuw_vaststellen", "modality": "must"}),),
    "EX-074": (Asks("consent/contact", {"outcome": "vrij", "flags": ["AMB-VHV-05"]}),),
    "EX-075": (Asks("consent/aanmelden", {"outcome": "niet_toegestaan"}),),
    "EX-076": (
        Asks("escalation/veldhoven.anonieme_melding", {"outcome": "mogelijk", "who": "veilig_thuis"}),
    ),
    "EX-077": (Asks("consent/bespreken", {"outcome": "toestemming", "verdict": "alleen_anoniem"}),),
    "EX-078": (Asks("consent/gegevens", {**SILENT, "verdict": None}),),
    "EX-079": (Asks("consent/vooroverleg", {"outcome": "niet_toegestaan"}),),
    "EX-080": (Asks("referral/toezegging", {"outcome": "niet_toegestaan"}),),
    "EX-081": (
        Asks(
            "referral/aanspreekpunt", {"outcome": "aanspreekpunt", "who": "cjg_er", "flags": ["AMB-VHV-07"]}
        ),
    ),
    "EX-082": (Asks("escalation/wachtlijst", {"outcome": "signaal", "who": "beleidsambtenaar_jeugd"}),),
    "EX-083": (Asks("deadline/veldhoven.wachttijd", SILENT),),
    "EX-084": (Asks("referral/instrument", {"flags": ["AMB-VHV-20"]}),),
    "EX-085": (Calls("Veldhoven", members={"cjg_er": "fixed"}, see="contactpersonenlijst"),),
    "EX-086": (Asks("absence/te_laat", SILENT),),
    "EX-087": (Asks("funding/iq_onderzoek", SILENT),),
    "EX-110": (Asks("consent/contact", {"outcome": "toestemming", "of": "ouders", "verdict": "ask_first"}),),
    # ---- Groningen ----
    "EX-088": (Asks("referral/aan_zet.vo_wij", GRN_WIJ), Asks("regie/casus", {"who": "vo_wij"})),
    "EX-089": (
        Asks(
            "referral/groningen.doorverwijzing", {"outcome": "contact_zoeken", "by": "jgz", "who": "vo_wij"}
        ),
    ),
    "EX-090": (
        Asks("absence/geoorloofd", {"outcome": "onderzoeken", "who": "vo_wij"}),
        Asks("referral/aan_zet.vo_wij", GRN_WIJ),
    ),
    "EX-091": (
        Asks("absence/groningen.leerplicht", {"outcome": "denkt_mee", "who": "leerplichtambtenaar"}),
        Asks("mandate/meedenken", {"outcome": "mag", "by": "leerplichtambtenaar"}),
        Asks("referral/aan_zet.leerplichtambtenaar", {"who": None}, status="not_regulated"),
    ),
    "EX-092": (Asks("absence/te_laat", {"see": "verzuimstappen", "outcome": None}),),
    "EX-093": (Asks("leave/toestaan", SILENT),),
    "EX-094": (
        Asks("escalation/veiligheid", {"who": "vo_wij"}),
        Asks("referral/aan_zet.vo_wij", GRN_WIJ),
    ),
    "EX-095": (Asks("referral/aan_zet.vo_wij", GRN_WIJ),),
    "EX-096": (Asks("referral/aan_zet.vo_wij", GRN_WIJ),),
    "EX-097": (Asks("referral/aan_zet.jgz", GRN_JGZ),),
    "EX-098": (Asks("referral/aan_zet.vo_wij", GRN_WIJ), Asks("referral/aan_zet.jgz", GRN_JGZ)),
    "EX-099": (Asks("expert/tweede_deskundige", SILENT),),
    "EX-100": (
        Asks(
            "deadline/bijeenkomst",
            {"outcome": "termijn", "modality": "must", "by": "ondersteuningscoordinator"},
        ),
    ),
    "EX-101": (Asks("deadline/groningen.ontmoeting", {"outcome": "termijn", "modality": "may"}),),
    "EX-102": (Asks("consent/bespreken", {**SILENT, "verdict": None}),),
    "EX-103": (
        Asks("consent/groningen.verwijzing_na_profiel", {"outcome": "overleg", "of": "unknown", "by": "jgz"}),
    ),
    "EX-104": (Asks("referral/aan_zet.jgz", SILENT),),
    "EX-105": (Asks("funding/basispakket", {"outcome": "plustaak", "who": "jeugdarts"}),),
    "EX-106": (Asks("funding/iq_onderzoek", SILENT),),
    "EX-107": (Asks("regie/casus", {"missing": ["casusregie_gewenst"]}),),
    "EX-108": (Asks("referral/aan_zet.jgz", GRN_JGZ),),
}
