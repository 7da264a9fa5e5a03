"""A region's conditions in the words that regions share, so that situations can be laid over each other.

A region is asked about its own schools and pupils: which municipality it is, is a thing of its own. So are
its own facts, the values that it added to a fact, a role that is nobody else's, and a number in another unit
or window than that of another region. Such a thing becomes a fact of which the name has an ``@``:
what hangs on it cannot be compared, and does not split the situations of the others.
"""

from __future__ import annotations

from kernketen.asking.situations.classes import alike_together
from kernketen.model.condition import facts_in, leaves
from kernketen.model.facts import CORE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kernketen.asking.situations.cells import Variable
    from kernketen.asking.situations.classes import Value
    from kernketen.model.condition import Condition
    from kernketen.model.region import Region

OWN = "<own>"
"""The value of a shared fact that stands for whatever only one region has."""

_CORE = {fact.id: fact for fact in CORE}
_MATCHED = ("same", "close")


class Roles:
    """The roles of a region as others know them."""

    def __init__(self, region: Region) -> None:
        self._region = region["id"]
        self._by_id = {role["id"]: role for role in region["roles"]}
        self._standing: dict[str, tuple[str, ...]] = {}
        for match in reversed(_MATCHED):
            found: dict[str, list[str]] = {}
            for role in region["roles"]:
                if role["canonical"] and (role["match"] or "same") == match:
                    found.setdefault(role["canonical"], []).extend(self.members(role["id"]))
            # What is the same goes before what is only close.
            self._standing |= {name: tuple(dict.fromkeys(ids)) for name, ids in found.items()}

        self._canonical: dict[str, list[str]] = {}
        for canonical, ids in self._standing.items():
            for one in ids:
                self._canonical.setdefault(one, []).append(canonical)

    def canonical(self, name: str) -> Sequence[str]:
        """The canonical roles that stand for a role."""
        return self._canonical.get(name, ())

    def members(self, name: str) -> list[str]:
        """A role itself, or the roles of a group."""
        found: list[str] = []
        todo, seen = [name], set()
        while todo:
            one = todo.pop(0)
            if one not in seen:
                seen.add(one)
                group = self._by_id[one]["group"] if one in self._by_id else []
                found += [] if group else [one]
                todo += group
        return found

    def standing(self) -> Mapping[str, tuple[str, ...]]:
        """For each canonical role the region's own roles that it stands for."""
        return self._standing

    def token(self, name: str) -> str:
        """A role as it is compared: its canonical role, or itself where no other region has it."""
        role = self._by_id.get(name)
        if role is not None and role["canonical"] and (role["match"] or "same") in _MATCHED:
            return role["canonical"]
        return f"{self._region}:{name}"

    def tokens(self, names: Iterable[str]) -> tuple[frozenset[str], bool]:
        """Roles as they are compared, and whether one of them is a group of roles."""
        found: set[str] = set()
        grouped = False
        for name in names:
            role = self._by_id.get(name)
            if role is not None and role["group"] and ":" in self.token(name):
                grouped = True
                found |= {self.token(member) for member in self.members(name)}
            else:
                found.add(self.token(name))
        return frozenset(found), grouped

    def match(self, name: str) -> tuple[str, str]:
        """The canonical role of a role and how well it matches; nothing where there is none."""
        role = self._by_id.get(name)
        return (role["canonical"], role["match"] or "same") if role and role["canonical"] else ("", "")


class Terms:
    """The conditions of one topic of a region, said anew in shared facts and facts of its own (``@``).

    ``foreign`` are the numbers that another region counts in another unit or window; ``known`` are the
    facts that the rules of some region mention.
    """

    def __init__(
        self,
        region: Region,
        roles: Roles,
        conditions: Sequence[Condition],
        foreign: Iterable[Variable],
        known: frozenset[str],
    ) -> None:
        self.known = known
        self._region = region
        self._roles = roles
        self._foreign = frozenset(foreign)
        self._twins: set[str] = set()
        self._named: dict[str, list[Sequence[Value]]] = {}
        for condition in conditions:
            for leaf in leaves(condition):
                if leaf[0] == "same":
                    self._twins.update(leaf[1:3])
                elif leaf[0] == "in":
                    self._named.setdefault(leaf[1], []).append(leaf[2])
        self._split: dict[tuple[str, str], bool] = {}
        self.domains: dict[str, Sequence[Value]] = {}

    def said(self, condition: Condition) -> Condition:
        """A condition in these terms."""
        kind = condition[0]
        if kind == "not":
            return ["not", self.said(condition[1])]
        if kind in ("all", "any"):
            return [kind, [self.said(part) for part in condition[1]]]
        if kind == "same":
            return ["same", self._own(condition[1]), self._own(condition[2])]
        fact = condition[1]
        if kind == "num":
            key = (fact, condition[2], condition[3])
            name = self._own(fact) if key in self._foreign or self._is_own(fact) else fact
            return ["num", name, *condition[2:]]
        if self._is_own(fact):
            return [kind, self._own(fact), condition[2]]
        if _CORE[fact].kind == "role":
            return self._role(fact, condition[2])
        return self._value(kind, fact, condition[2])

    def _is_own(self, fact: str) -> bool:
        known = _CORE.get(fact)
        if known is None or fact in self._twins or is_territory(fact):
            return True
        # A fact of which each region names the values: the same word need not be the same thing.
        return known.kind in ("enum", "set") and not known.values

    def _own(self, fact: str) -> str:
        name = f"{fact}@"
        if fact in self._region["domains"]:
            self.domains[name] = self._region["domains"][fact]
        return name

    def _role(self, fact: str, values: Sequence[Value]) -> Condition:
        parts: list[Condition] = []
        left = dict.fromkeys(str(value) for value in values)
        standing = self._roles.standing()
        for canonical in dict.fromkeys(one for name in left for one in self._roles.canonical(name)):
            ids = standing[canonical]
            named = [name for name in ids if name in left]
            token: Condition = ["in", fact, [canonical]]
            if self._is_split(fact, canonical, ids):
                own = f"{fact}@{canonical}"
                self.domains[own] = ids
                token = ["all", [token, ["in", own, named]]]
            parts.append(token)
        nobodys = [name for name in left if not self._roles.canonical(name)]
        if nobodys:
            parts.append(["all", [["in", fact, [OWN]], ["in", f"{fact}@", nobodys]]])
        return parts[0] if len(parts) == 1 else ["any", parts]

    def _is_split(self, fact: str, canonical: str, ids: Sequence[str]) -> bool:
        """Whether the topic tells apart the roles that are one canonical role."""
        key = (fact, canonical)
        if key not in self._split:
            named = [[name for name in values if name in ids] for values in self._named.get(fact, ())]
            classes = alike_together([*named, list(ids)])
            self._split[key] = len(classes) > 1
        return self._split[key]

    def _value(self, kind: str, fact: str, values: Sequence[Value]) -> Condition:
        known = _CORE[fact]
        if known.kind not in ("enum", "set"):
            return [kind, fact, values]
        shared = [value for value in values if value in known.values]
        own = [value for value in values if value not in known.values]
        if not own:
            return [kind, fact, values]
        name = f"{fact}@"
        if kind == "has":
            return ["any", [["has", fact, shared], ["has", name, own]]] if shared else ["has", name, own]
        part: Condition = ["all", [["in", fact, [OWN]], ["in", name, own]]]
        return ["any", [["in", fact, shared], part]] if shared else part


class OwnTerms(Terms):
    """The conditions of a region as it says them itself: nobody else speaks, so there is nothing to share."""

    def said(self, condition: Condition) -> Condition:
        """The condition itself."""
        self.domains |= {
            fact: self._region["domains"][fact]
            for fact in facts_in(condition)
            if fact in self._region["domains"]
        }
        return condition


def is_territory(fact: str) -> bool:
    """Whether a fact says where a case is."""
    known = _CORE.get(base(fact))
    return known is not None and (known.kind in ("municipality", "school") or known.id == "postcodegebied")


def nature(fact: str) -> str:
    """Of what kind one of a region's own terms is: why what hangs on it cannot be compared."""
    known = _CORE.get(base(fact))
    if known is None:
        return "own_facts"
    if is_territory(fact):
        return "place"
    return {"role": "own_roles", "quantity": "window", "number": "window"}.get(known.kind, "own_facts")


def is_shared(fact: str) -> bool:
    """Whether a fact means the same for all regions."""
    return "@" not in fact


def base(fact: str) -> str:
    """The fact of the region behind one of its own terms."""
    return fact.partition("@")[0]


def domain(fact: str, named: Iterable[Value]) -> list[Value] | None:
    """The values of a shared fact, where these are all there are; ``named`` are those that occur."""
    known = _CORE.get(fact)
    if known is None:
        return None
    if known.kind == "bool":
        return [True, False]
    if known.kind == "enum" and known.values:
        return [*known.values, *([OWN] if OWN in named else [])]
    return None


def surely(condition: Condition, known: frozenset[str], turned: bool = False) -> Condition:
    """A condition that holds only where the other surely does while all facts but the ``known`` are open."""
    kind = condition[0]
    if kind == "not":
        return surely(condition[1], known, not turned)
    if kind in ("all", "any"):
        parts = [surely(part, known, turned) for part in condition[1]]
        return [{"all": "any", "any": "all"}[kind] if turned else kind, parts]
    facts = condition[1:3] if kind == "same" else condition[1:2]
    if any(fact not in known for fact in facts):
        return ["any", []]
    return ["not", condition] if turned else condition


def perhaps(condition: Condition, known: frozenset[str]) -> Condition:
    """A condition that holds where the other can while all facts but the ``known`` are open."""
    return condition if facts_in(condition) <= known else ["not", surely(["not", condition], known)]


def shared_leaves(conditions: Iterable[Condition]) -> list[Condition]:
    """The simple conditions on shared facts, once each, in an order that does not hang on the regions'."""
    found = {repr(leaf): leaf for c in conditions for leaf in leaves(c) if is_shared(leaf[1])}
    return [found[key] for key in sorted(found)]
