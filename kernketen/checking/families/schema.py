"""The shape of each file: which keys there are, and what may stand behind them."""

from __future__ import annotations

from kernketen.checking.check import Check, Example
from kernketen.checking.smallest import FILES
from kernketen.reading import explaining, own_schema, schema, structures
from kernketen.words import marked

_RIGHT = "terms:\n  - {id: jgz, term: JGZ, source: team}\n"
_STATEMENT = "statements:\n  - {{id: samen, kind: {}, source: team, text: samenwerken, modality: info}}\n"
_FACT = "facts:\n  {}: {{type: bool, question: is er al hulp}}\n"
_OWN = '{{"type": "object", "properties": {{"punten": {}}}}}\n'


def _glossary(text: str = _RIGHT, also: tuple[str, ...] = ()) -> Example:
    return Example("glossary.yaml", text, also=also)


def _region(more: str) -> Example:
    return Example("region.yaml", FILES["region.yaml"] + more)


def _own(demand: str) -> Example:
    """A schema that a region brings itself, for a file ``eigen.yaml`` with ``punten: [een, een]``."""
    return Example("eigen.schema.json", _OWN.format(demand))


def _doubling(times: int) -> str:
    """A schema in which each part asks twice for the part before it."""
    twice = (f'"a{n}": {{"allOf": [{{"$ref": "#/$defs/a{n - 1}"}}, {{"$ref": "#/$defs/a{n - 1}"}}]}}'
             for n in range(1, times + 1))  # fmt: skip
    parts = ",\n".join(f"  {part}" for part in ('"a0": {"type": "object"}', *twice))
    return f'{{"$ref": "#/$defs/a{times}", "$defs": {{\n{parts}\n}}}}\n'


def _structure(name: str, also: tuple[str, ...] = ()) -> Example:
    own = (
        f"structures:\n  - {{id: {name}, title: Groepen, file: groepen.yaml, schema: groepen.schema.json}}\n"
    )
    files = (
        Example("groepen.yaml", "groepen:\n  - {id: taal, name: Taal, source: team}\n"),
        Example("groepen.schema.json", '{"type": "object", "required": ["groepen"]}\n'),
    )
    return Example("region.yaml", FILES["region.yaml"] + own, more=files, also=also)


CHECKS = (
    Check(
        explaining.TYPE,
        marked("A value is of the kind that its key asks for: text, a number, a list, true or false."),
        marked("A number where text belongs, or one word where a list belongs, cannot be used."),
        _glossary("terms:\n  - {id: jgz, term: 12, source: team}\n"),
        _glossary('terms:\n  - {id: jgz, term: "12", source: team}\n'),
    ),
    Check(
        explaining.REQUIRED,
        marked("An item has all the keys that it cannot do without."),
        marked("Without them there is no answer, or nobody knows where it is written."),
        _glossary("terms:\n  - {id: jgz, source: team}\n"),
        _glossary(),
    ),
    Check(
        explaining.UNKNOWN_KEY,
        marked("A key is one that exists at that place."),
        marked("A key with a typing error would say nothing, and nobody would notice."),
        _glossary("terms:\n  - {id: jgz, term: JGZ, source: team, alias: [GGD]}\n"),
        _glossary("terms:\n  - {id: jgz, term: JGZ, source: team, aliases: [GGD]}\n"),
    ),
    Check(
        explaining.ENUM,
        marked("Where there is a fixed list of words, the value is one of them."),
        marked("The program knows what the words of its lists mean, and no others."),
        Example("statements.yaml", _STATEMENT.format("uitgangspunt")),
        Example("statements.yaml", _STATEMENT.format("principle")),
    ),
    Check(
        explaining.PATTERN,
        marked("An id, a code, a date or a link is written in its form."),
        marked("In another form it is not recognised: a date cannot be compared, a code not looked up."),
        _glossary("terms:\n  - {id: jeugd gezondheid, term: JGZ, source: team}\n"),
        _glossary("terms:\n  - {id: jeugd_gezondheid, term: JGZ, source: team}\n"),
    ),
    Check(
        explaining.EMPTY,
        marked("A text, a list or a block that is there is not empty."),
        marked("Something empty looks as if it had been filled in. Leave the key out, or fill it in."),
        _glossary('terms:\n  - {id: jgz, term: "", source: team}\n'),
        _glossary(),
    ),
    Check(
        explaining.SIZE,
        marked("A text or a list is not longer or shorter than its key allows."),
        marked("An id of more than 80 characters, for one, does not fit in a table or a command."),
        _glossary(f"terms:\n  - {{id: {'jgz_' * 21}, term: JGZ, source: team}}\n"),
        _glossary(),
    ),
    Check(
        explaining.RANGE,
        marked("A number lies between the bounds of its key."),
        marked("A number outside them means nothing there: there is no edition 0 of the rules."),
        _region("checked_with: 0\n"),
        _region("checked_with: 1\n"),
    ),
    Check(
        explaining.TOGETHER,
        marked("Keys that belong together stand there together."),
        marked("One without the other says half: a canonical role without how well it matches, for one."),
        Example("roles.yaml", FILES["roles.yaml"].replace(", match: same", "")),
        Example("roles.yaml", FILES["roles.yaml"]),
    ),
    Check(
        explaining.KEY,
        marked("A name that a region chooses itself for a key is written in small letters, without spaces."),
        marked("Only then can it be typed on the command line, as in `hulp_eerder=ja`."),
        _region(_FACT.format("Hulp eerder")),
        _region(_FACT.format("hulp_eerder")),
    ),
    Check(
        explaining.OTHER,
        marked("A value meets every other demand of the schema of its file."),
        marked("A schema that a region brings itself can ask for more, such as no item twice."),
        _own('{"uniqueItems": true}'),
        _own('{"type": "array"}'),
    ),
    Check(
        own_schema.REFERENCE,
        marked("A schema that a region brings itself refers to nothing outside itself."),
        marked("Nothing is fetched from the network to check a region: that would be slow and unsafe."),
        _own('{"$ref": "https://example.org/punten.json"}'),
        _own('{"type": "array"}'),
    ),
    Check(
        own_schema.INVALID,
        marked("A schema that a region brings itself is a JSON Schema (draft 2020-12)."),
        marked("With a schema that is none, nothing in its file is checked."),
        _own('{"type": "lijst"}'),
        _own('{"type": "array"}'),
    ),
    Check(
        own_schema.TOO_HEAVY,
        marked("A file can be checked with a schema of the region's own in a moment."),
        marked("A schema whose parts refer to each other can ask for more steps than there are seconds."),
        Example("eigen.schema.json", _doubling(40)),
        Example("eigen.schema.json", _doubling(4)),
    ),
    Check(
        structures.TAKEN,
        marked("A structure of the region's own has a name and a file that the core does not use."),
        marked("Who asks for the name would not know which of the two is shown."),
        _structure("roles", also=("file.unknown",)),
        _structure("werkgroepen"),
    ),
    Check(
        schema.MORE,
        marked("After 200 findings the rest of a file is not checked."),
        marked("It only says that there may be more; mend the ones above it and look again."),
        _glossary(
            "terms:\n"
            + "".join(f"  - {{id: t{n}, term: T, source: team, extra{n}: x}}\n" for n in range(201)),
            also=("schema.unknown_key",),
        ),
        _glossary(),
    ),
)
