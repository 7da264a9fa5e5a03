"""What one region says in a row, as its cell: in short, in its own words, with its mark and its place."""

from __future__ import annotations

from kernketen.asking.topics.citing import WHO
from kernketen.comparing.answers.shared import base
from kernketen.comparing.sides import Entry, source
from kernketen.model.canonical import TITLES
from kernketen.model.wording import label
from kernketen.words import language, tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TypeAlias

    from kernketen.comparing.answers.laid import Profile
    from kernketen.comparing.answers.said import Said
    from kernketen.comparing.answers.voices import Speaker
    from kernketen.model.region import Region

    # What is said, in a few words, as the region calls it; the last is for no more than the outcome and who.
    InShort: TypeAlias = Callable[[Said, Region, bool], str]

_MATCHES = {"same": "=", "close": "~", "rough": "?"}
_MOST = 3
_MOST_ANSWERS = 5


def cell(profile: Profile, speaker: Speaker, in_short: InShort) -> dict[str, Any]:
    """The cell of a region in a row of situations."""
    region = speaker.region
    one = profile.one
    # What is agreed first, then what is unclear or left open, then the silence.
    every = sorted(
        profile.said, key=lambda said: (said.is_silent, said.status == "ambiguous", _is_open(said))
    )
    entries = [entry(said, region, in_short(said, region, False)) for said in every]
    if one is not None:
        return cell_of(one, speaker, entries[0]["said"], entries)
    facts = [asked(fact, region) for fact in dict.fromkeys(map(base, (*profile.hangs_on, *profile.besides)))]
    spoken = [said for said in every if not said.is_silent] or every
    return {
        **cell_of(spoken[0], speaker, hangs_on(facts, briefly(every, region, in_short)), entries),
        "status": "need_more_facts",
        "mark": "depends",
        "attested": None,
    }


def asked(fact: str, region: Region) -> str:
    """A fact by its name, or by its question where it has none."""
    known = region["facts"][fact]
    if known["label"]:
        return label(fact, region)
    own = known["question_nl"] if language() == "nl" else ""
    english = known["question"]
    return f"“{own or tr(english)}”"


def briefly(every: Sequence[Said], region: Region, in_short: InShort) -> list[str]:
    """The answers in a few words, each once; one that is unclear says so where another says the same."""
    surely = {in_short(said, region, True) for said in every if said.status != "ambiguous"}
    found = []
    for said in every:
        short = in_short(said, region, True)
        if said.status == "ambiguous" and short in surely:
            short = tr("{answer} (unclear)", answer=short)
        found.append(short)
    return list(dict.fromkeys(found))


def hangs_on(facts: Sequence[str], answers: Sequence[str]) -> str:
    """That what is said depends on some facts, and what it can be."""
    told = _some(answers, _MOST_ANSWERS)
    return tr("depends on {facts}: {answers}", facts=", ".join(_some(facts, _MOST)), answers=" / ".join(told))


def _some(words: Sequence[str], most: int) -> list[str]:
    return [*words[:most], *(["…"] if len(words) > most else [])]


def _is_open(said: Said) -> bool:
    """Whether the text leaves open who it is."""
    who = said.then["who"]
    return who is not None and who["mode"] == "unknown"


def entry(said: Said, region: Region, short: str) -> dict[str, Any]:
    """One thing that is said, with how it is meant and where it stands."""
    if said.turns:
        turn = said.turns[0]
        where = (turn.rule if turn.step is None else turn.rule["steps"][turn.step])["where"]
        return {"said": short, "mark": said.mark, "source": source(region, Entry("", turn.source, where))}
    if said.gap is not None:
        section = next((name for name in said.gap["searched"] if name in region["sections"]), "")
        return {
            "said": short,
            "mark": said.mark,
            "source": source(region, Entry("", section, said.gap["where"])),
        }
    return {"said": short, "mark": said.mark, "source": None}


def cell_of(said: Said, speaker: Speaker, short: str, entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A cell with one thing that is said; ``entries`` are all that stands behind it."""
    local, canonical = _roles(said, speaker)
    return {
        "status": said.status,
        "mark": said.mark,
        "short": short,
        "local": local,
        "canonical": canonical or None,
        "modality": said.modality or None,
        "attested": said.attested,
        "doubts": said.doubts,
        "source": next((each["source"] for each in entries if each["source"]), None),
        "entries": list(entries),
    }


def _roles(said: Said, speaker: Speaker) -> tuple[str, str]:
    """The region's own words for who is named, and the canonical roles with how well they match."""
    names = {role["id"]: role["name"] for role in speaker.region["roles"]}
    named = [role for key in WHO for role in (said.then[key] or {"roles": []})["roles"]]  # type: ignore[literal-required]
    local, canonical = [], []
    for role in dict.fromkeys(named):
        local.append(names.get(role, role))
        title, match = speaker.roles.match(role)
        if title:
            canonical.append(f"{_MATCHES[match]} {tr(TITLES[title]) if title in TITLES else title}")
    return "; ".join(local), "; ".join(dict.fromkeys(canonical))
