"""Waivers: a finding may stay where somebody says why, as long as it is there."""

from __future__ import annotations

from kernketen.checking import waivers
from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.words import marked

_ROLE = "  - {id: logopedist, name: logopedist, source: team}"


def _roles(comment: str, role: str = _ROLE + "\n", also: tuple[str, ...] = ()) -> Example:
    return Example(
        "roles.yaml", f"{FILES['roles.yaml']}  # kernketen: toegestaan {comment}\n{role}", also=also
    )


_UNEMPLOYED = "structure.role_without_employer"
_RIGHT = _roles(f"{_UNEMPLOYED} het document noemt geen werkgever")

CHECKS = (
    Check(
        waivers.RULE,
        marked("A waiver names a rule that exists."),
        marked("A waiver with a typing error lets nothing pass."),
        _roles("structure.role_without_employr het document noemt geen werkgever", also=(_UNEMPLOYED,)),
        _RIGHT,
    ),
    Check(
        waivers.REASON,
        marked("A waiver says why the finding may stay."),
        marked("Without a reason nobody after you knows whether it still holds."),
        _roles(_UNEMPLOYED, also=(_UNEMPLOYED,)),
        _RIGHT,
    ),
    Check(
        waivers.DATE,
        marked("A waiver that ends does so on a day that exists."),
        marked("Otherwise it is unknown until when it counts, and it lets nothing pass."),
        _roles(f"{_UNEMPLOYED} tot 2027-02-31 het document noemt geen werkgever", also=(_UNEMPLOYED,)),
        _roles(f"{_UNEMPLOYED} tot 2027-02-28 het document noemt geen werkgever"),
    ),
    Check(
        waivers.EXPIRED,
        marked("A waiver is not past its last day."),
        marked("Until that day somebody would mend it; now the finding counts again."),
        _roles(f"{_UNEMPLOYED} tot 2026-01-01 het document noemt geen werkgever", also=(_UNEMPLOYED,)),
        _roles(f"{_UNEMPLOYED} tot 2099-12-31 het document noemt geen werkgever"),
    ),
    Check(
        waivers.UNUSED,
        marked("A waiver lets something pass that is found."),
        marked("One that is left over would silently let pass what goes wrong there later."),
        _roles(
            f"{_UNEMPLOYED} het document noemt geen werkgever",
            _ROLE.replace("team}", "team, employer: cjg}\n"),
        ),
        _RIGHT,
    ),
    Check(
        waivers.ERROR,
        marked("A waiver lets pass what a check finds, never a reference or a key that is wrong."),
        marked("A region that cannot be read whole is not used, whatever is said about it."),
        _roles(
            "reference.partner komt er nog",
            _ROLE.replace("team}", "team, employer: logo}\n"),
            also=("reference.partner",),
        ),
        Example("roles.yaml", FILES["roles.yaml"]),
    ),
)
