"""Words of the texts: what each means in each region, and words that only look alike.

The same word is no proof of the same thing. A word is equal only where both texts write it out the same; a
word that names a team or a paper is held against the others by what it names.
"""

from __future__ import annotations

from typing import NamedTuple

from kernketen.comparing.sides import Entry, Side, entry, holding, nothing, row
from kernketen.words import tr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from typing import Any, TypeAlias

    from kernketen.model.dates import Span
    from kernketen.model.region import Region, Team, Term

    # For each word, the things of each region that bear it as their name.
    Things: TypeAlias = dict[str, dict[str, list["Named"]]]

_SHORTEST = 4
"""A word of fewer letters is an abbreviation: longer names begin with it by chance, unless it is a team."""


class Named(NamedTuple):
    """A thing with its name: a team or a paper, and what it is."""

    name: str
    kind: tuple[Hashable, ...]
    said: Entry

    @property
    def is_team(self) -> bool:
        """Whether it is a team, and no paper."""
        return self.kind[0] == "team"


def words(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """What does this word mean in each region? A row a word that two of them have; the others in one row."""
    terms = {region["id"]: holding(region, region["terms"], on) for region in regions}
    alike = _alike(regions, on)
    spelled = _spelled(terms)
    rows, shared = [], set()
    for spellings in spelled:
        things = next((alike[word] for word in sorted(spellings) if word in alike), None)
        found = {name: _having(own, spellings) for name, own in terms.items()}
        if sum(1 for own in found.values() if own) < 2 and things is None:
            continue
        shared |= spellings
        sides = {each["id"]: (each, _meaning(found[each["id"]], things, each)) for each in regions}
        title = _usual(found, spellings)
        rows.append(row("glossary", _folded(title).replace(" ", "_"), title, sides, _differs(things)))
    for word in sorted(set(alike) - {word for spellings in spelled for word in spellings}):
        sides = {each["id"]: (each, _thing(alike[word].get(each["id"], ()))) for each in regions}
        title = _title(alike[word], word)
        rows.append(row("glossary", word.replace(" ", "_"), title, sides, _differs(alike[word])))
    rows.sort(key=lambda each: each["topic"])
    rest = {each["id"]: (each, _only(terms[each["id"]], shared)) for each in regions}
    rows.append(row("glossary", "only", tr("Words that only this region explains"), rest))
    return [each for each in rows if any(c["status"] != "not_regulated" for c in each["cells"].values())]


def names_alike(regions: Sequence[Region], on: Span) -> list[dict[str, Any]]:
    """The names of teams that mean another team elsewhere: a row each, so that nobody takes them as one."""
    rows = []
    for word, things in _alike(regions, on).items():
        if any(named.is_team for found in things.values() for named in found):
            sides = {region["id"]: (region, _thing(things.get(region["id"], ()))) for region in regions}
            said = tr("The name “{name}”", name=_title(things, word))
            rows.append(row("teams", f"name.{word.replace(' ', '_')}", said, sides, _differs(things)))
    return rows


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


def _having(own: Sequence[Term], spellings: set[str]) -> list[Term]:
    return [term for term in own if spellings & _spellings(term)]


def _spellings(term: Term) -> set[str]:
    return {_folded(each) for each in (term["term"], *term["aliases"])}


def _spelled(terms: dict[str, list[Term]]) -> list[set[str]]:
    """The spellings that some region takes for one word, together."""
    found: list[set[str]] = []
    for own in terms.values():
        for term in own:
            mine = _spellings(term)
            joined = mine.union(*(other for other in found if other & mine))
            found = [*(other for other in found if not other & mine), joined]
    return sorted(found, key=min)


def _usual(found: dict[str, list[Term]], spellings: set[str]) -> str:
    """The spelling that most regions use; of two, the one that comes first."""
    used = sorted(term["term"] for own in found.values() for term in own)
    return max(used, key=lambda each: (used.count(each), -used.index(each))) if used else min(spellings)


def _differs(things: dict[str, list[Named]] | None) -> list[str]:
    kinds = {named.kind[:-1] for own in (things or {}).values() for named in own}
    return ["who"] if things and len(kinds) == 1 else ["meaning"]


def _called(region: Region, on: Span) -> list[Named]:
    """The teams and papers of a region under their names."""
    found = [
        # The same word for a team of another kind or level, or with others in it, is another team.
        Named(team["name"],
              ("team", team["canonical"] or team["id"], team["per"], _members(region, team, on)),
              entry(team, f"{team['name']}: {team['description']}".removesuffix(": ")))
        for team in holding(region, region["teams"], on)
    ]  # fmt: skip
    found += [
        Named(paper["title"], ("paper", _folded(paper["title"]), ""),
              Entry(tr("Title of the agreement: {title}", title=paper["title"]), "", paper["where"]))
        for paper in region["documents"]
    ]  # fmt: skip
    found += [
        Named(paper["title"], ("paper", _folded(paper["title"]), ""),
              entry(paper, tr("Another paper that the text points to: {title}", title=paper["title"])))
        for paper in region["external_references"]
    ]  # fmt: skip
    return found


def _members(region: Region, team: Team, on: Span) -> Hashable:
    roles = {role["id"]: role["canonical"] or role["id"] for role in region["roles"]}
    return tuple(
        sorted(
            {
                (member["presence"], roles[name])
                for one in holding(region, team["compositions"], on)
                for member in one["members"]
                for name in member["who"]["roles"]
            }
        )
    )


def _alike(regions: Sequence[Region], on: Span) -> Things:
    """The words that in two regions are the name, or begin the name, of things of another kind."""
    candidates = {
        _folded(term["term"]) for region in regions for term in holding(region, region["terms"], on)
    }
    called = {region["id"]: _called(region, on) for region in regions}
    teams = {_folded(named.name) for own in called.values() for named in own if named.is_team}
    candidates |= teams
    found: Things = {}
    for name, own in called.items():
        for named in own:
            parts = _folded(named.name).split()
            for length in range(1, len(parts) + 1):
                word = " ".join(parts[:length])
                if word in (teams if len(word) < _SHORTEST else candidates):
                    found.setdefault(word, {}).setdefault(name, []).append(named)
    return {
        word: things
        for word, things in sorted(found.items())
        if len(things) > 1 and len({named.kind for own in things.values() for named in own}) > 1
    }


def _title(things: dict[str, list[Named]], word: str) -> str:
    """The word as it is written where it is a whole name."""
    names = [named.name for name in sorted(things) for named in things[name]]
    return next((name for name in names if _folded(name) == word), word)


def _thing(found: Sequence[Named]) -> Side:
    if not found:
        return nothing(said=tr("no entry for this word"))
    return Side(
        "; ".join(named.name for named in found),
        [named.said for named in found],
        key=_kinds(found),
        local=", ".join(named.name for named in found),
    )


def _kinds(found: Sequence[Named]) -> Hashable:
    return tuple(sorted({named.kind for named in found}, key=str)) or None


def _meaning(found: Sequence[Term], things: dict[str, list[Named]] | None, region: Region) -> Side:
    named = (things or {}).get(region["id"], [])
    if not found:
        return _thing(named)
    full = tuple(sorted({_folded(term["expansion"]) for term in found if term["expansion"]}))
    said = [_explained(term) for term in found]
    return Side(
        "; ".join(said),
        [
            *(entry(term, f"{term['term']}: {_whole(term)}") for term in found),
            *(thing.said for thing in named),
        ],
        # Where the word names a team or a paper in some region, that is what it means.
        key=_kinds(named) if things else full or None,
        local=", ".join(term["term"] for term in found),
        mark="" if any(term["expansion"] or term["description"] for term in found) else "ambiguous",
    )


def _explained(term: Term) -> str:
    return term["expansion"] or term["description"] or tr("not explained in the text")


def _whole(term: Term) -> str:
    parts = [part for part in (term["expansion"], term["description"]) if part]
    return ". ".join(parts) or tr("not explained in the text")


def _only(own: Sequence[Term], shared: set[str]) -> Side:
    found = [term for term in own if not shared & _spellings(term)]
    if not found:
        return nothing(said=tr("none"))
    names = ", ".join(term["term"] for term in found)
    entries = [entry(term, f"{term['term']}: {_whole(term)}") for term in found]
    return Side(names, entries, local=names)
