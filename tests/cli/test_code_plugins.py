"""A small plugin with code for each hook, installed: rules, a question, an exporter, a command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import region_folder
from fake_packages import Installed, alone
from running import run, settings

from kernketen.cli.known import COMMANDS

HOOK = "from kernketen import {names}, hookimpl\n\n\n"

CHECK = (
    HOOK.format(names="Check, Example, Finding, Rule, Severity")
    + """\
SHORT = Rule("kk.short_name", Severity.WARNING)


def short(subject):
    for role in subject.region["roles"]:
        if len(role["name"]) < 6:
            said = "The name “{name}” is short."
            yield Finding(SHORT, subject.place(role, "name"), said, {"name": role["name"]})


@hookimpl
def kernketen_checks():
    example = Example("roles.yaml", "roles: []\\n")
    return [Check(SHORT, "A role has a name of six letters or more.", "Short names look alike.",
                  example, example, short)]
"""
)

QUESTION = (
    HOOK.format(names="Question")
    + """\
@hookimpl
def kernketen_questions():
    return [Question("vervoer", "Wie regelt het vervoer?", {"taxi": "De taxi"},
                     {"regelt": "!", "mag": "+", "mag_niet": "-"})]
"""
)

EXPORTER = (
    HOOK.format(names="Exporter")
    + """\
def names(region):
    return "".join(role["name"] + "\\n" for role in region["roles"])


@hookimpl
def kernketen_exporters():
    return [Exporter("namen", "The names of the roles, one a line.", names)]
"""
)

COMMAND = (
    HOOK.format(names="Command")
    + """\
def greet(name: str, times: int = 1) -> int:
    print("\\n".join([f"Dag {name}"] * times))
    return 0 if times < 3 else 4


@hookimpl
def kernketen_commands():
    return [Command("groet", "Says good day.", greet)]
"""
)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    with alone(tmp_path, monkeypatch) as found:
        for name, value in settings(tmp_path / "home").items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        monkeypatch.setenv("KERNKETEN_LANG", "en")
        monkeypatch.chdir(tmp_path)
        region_folder.write(tmp_path / "mijn", ("region", "id: testland", "id: mijn"))
        yield found


def findings(*arguments: str) -> list[str]:
    document = run("validate", *arguments, "--format", "json").json
    return [
        f"{f['file']}:{f['line']}:{f['column']} {f['severity']} {f['rule']}: {f['message']}"
        for f in document["findings"]
        if not f["rule"].startswith("sources.")
    ]


# -- rules ----------------------------------------------------------------------------------------


def test_a_plugin_adds_a_rule(installed: Installed) -> None:
    installed.plugin("kk_check", CHECK)
    assert findings("mijn") == ["mijn/roles.yaml:5:23 warning kk.short_name: The name “coach” is short."]
    assert run("validate", "mijn", "--only", "kk.short_name", "--fail-on", "warning").status == 1
    assert "Short names look alike." in run("explain", "kk.short_name").out
    # A region is served whatever a plugin thinks of it.
    assert run("regions").status == 0


def test_its_finding_can_be_waived(installed: Installed, tmp_path: Path) -> None:
    installed.plugin("kk_check", CHECK)
    waiver = "waivers:\n  - {rule: kk.short_name, reason: De rol heet zo.}\n"
    with open(tmp_path / "mijn" / "region.yaml", "a", encoding="utf-8") as file:
        file.write(waiver)
    assert run("validate", "mijn", "--only", "kk.short_name", "--fail-on", "note").status == 0


FAILS = CHECK.replace('yield Finding(SHORT, subject.place(role, "name")', "yield {}; Finding(SHORT, 1")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            CHECK.replace('len(role["name"])', "1 / 0"),
            "mijn/region.yaml:1:1 warning check.failed: The check kk.short_name of the plugin kk-check could "
            "not be done: ZeroDivisionError: division by zero.",
        ),
        (
            CHECK.replace("    for role", '    raise SystemExit("weg")\n    for role'),
            "mijn/region.yaml:1:1 warning check.failed: The check kk.short_name of the plugin kk-check could "
            "not be done: SystemExit: weg.",
        ),
        (
            CHECK.replace("Finding(SHORT", 'Finding(Rule("reference.role")'),
            "mijn/region.yaml:1:1 warning check.failed: The check kk.short_name of the plugin kk-check could "
            "not be done: ValueError: it found reference.role, which is not its rule.",
        ),
        (
            CHECK.replace('{"name": role["name"]}', '{"nam": "x"}'),
            "mijn/region.yaml:1:1 warning check.failed: The check kk.short_name of the plugin kk-check could "
            "not be done: KeyError: 'name'.",
        ),
        (
            CHECK.replace(
                "            yield Finding(",
                "            raise TypeError('kapot')\n            yield Finding(",
            ),
            "mijn/region.yaml:1:1 warning check.failed: The check kk.short_name of the plugin kk-check could "
            "not be done: TypeError: kapot.",
        ),
        (
            CHECK.replace('"kk.short_name"', '"reference.role"'),
            "kk-check:1:1 warning plugin.name_taken: “reference.role” of the plugin kk-check is not used: "
            "kernketen has one of that name already (kernketen_checks).",
        ),
        (
            CHECK.replace('"kk.short_name"', '"Kort"'),
            "kk-check:1:1 warning plugin.gives: What the plugin kk-check gives for kernketen_checks "
            "cannot be "
            "used: a rule is called family.name, in small letters.",
        ),
        (
            CHECK.replace("    example =", "    raise TypeError('kapot')\n    example ="),
            "kk-check:1:1 warning plugin.gives: What the plugin kk-check gives for kernketen_checks "
            "cannot be "
            "used: TypeError: kapot.",
        ),
        (
            CHECK.replace("    example =", "    return ['kapot']\n    example ="),
            "kk-check:1:1 warning plugin.gives: What the plugin kk-check gives for kernketen_checks "
            "cannot be "
            "used: str is no Check.",
        ),
        (
            "raise SystemExit(3)\n",
            "kk-check:1:1 warning plugin.import: The plugin kk-check cannot be loaded: SystemExit: 3.",
        ),
    ],
)
def test_a_rule_that_goes_wrong_is_a_warning_with_the_name_of_its_plugin(
    code: str, said: str, installed: Installed
) -> None:
    installed.plugin("kk_check", code)
    assert findings("mijn") == [said]


def test_a_rule_cannot_change_what_others_look_at(installed: Installed) -> None:
    change = '    subject.region["roles"].clear()\n    subject.documents["roles"].data.clear()\n'
    installed.plugin("kk_a", CHECK.replace("    for role", f"{change}    for role"))
    installed.plugin("kk_b", CHECK.replace("kk.short_name", "kk.also_short"))
    assert findings("mijn") == ["mijn/roles.yaml:5:23 warning kk.also_short: The name “coach” is short."]


def test_what_a_rule_prints_does_not_mix_with_the_report(installed: Installed) -> None:
    installed.plugin("kk_check", CHECK.replace("    for role", "    print('hallo')\n    for role"))
    ran = run("validate", "mijn", "--format", "json")
    assert "kk.short_name" in [finding["rule"] for finding in ran.json["findings"]]
    assert "hallo" in ran.err


def test_of_two_plugins_with_one_rule_the_first_by_name_has_it(installed: Installed) -> None:
    installed.plugin("kk_b", CHECK.replace("is short", "is korter"))
    installed.plugin("kk_a", CHECK)
    assert findings("mijn") == [
        "kk-b:1:1 warning plugin.name_taken: “kk.short_name” of the plugin kk-b is not used: kk-a has one of "
        "that name already (kernketen_checks).",
        "mijn/roles.yaml:5:23 warning kk.short_name: The name “coach” is short.",
    ]


# -- questions ------------------------------------------------------------------------------------

RULES = """\
question: vervoer
rules:
  - {id: taxi.school, topic: taxi, source: team, modality: must, scope: {sector: so},
     then: {outcome: regelt, who: school}}
  - {id: taxi.ouders, topic: taxi, source: team, modality: may, when: {leeftijd: {gt: 12}},
     then: {outcome: mag_niet, who: coach}}
"""


def vervoer(tmp_path: Path, text: str = RULES) -> Path:
    (tmp_path / "mijn" / "rules").mkdir()
    (tmp_path / "mijn" / "rules" / "vervoer.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "mijn"


def test_a_region_uses_the_question_of_a_plugin(installed: Installed, tmp_path: Path) -> None:
    vervoer(tmp_path)
    wrong = "mijn/rules/vervoer.yaml:1:11 error reference.question: The question “vervoer” does not exist."
    assert findings("mijn")[0] == wrong
    installed.plugin("kk_vraag", QUESTION)
    assert findings("mijn", "--only", "reference") == []
    asked = ("ask", "vervoer", "--region", "mijn", "--path", "mijn")
    first = run(*asked, "sector=so", "leeftijd=9", "--format", "json").json
    assert (first["title"], first["answers"][0]["title"]) == ("Wie regelt het vervoer?", "De taxi")
    assert [(a["status"], a["outcome"]) for a in first["answers"]] == [("decided", "regelt")]
    # What forbids goes before a duty: the polarity is that of the plugin.
    second = run(*asked, "sector=so", "leeftijd=14", "--format", "json").json
    assert [(a["status"], a["outcome"]) for a in second["answers"]] == [("decided", "mag_niet")]
    assert "Wie regelt het vervoer?" in run("ask", "--region", "mijn", "--path", "mijn").out


def test_another_topic_or_outcome_than_the_question_has_is_a_finding(
    installed: Installed, tmp_path: Path
) -> None:
    installed.plugin("kk_vraag", QUESTION)
    changed = RULES.replace("taxi, source: team, modality: must", "taxii, source: team, modality: must")
    vervoer(tmp_path, changed.replace("outcome: mag_niet", "outcome: mag_nooit"))
    assert findings("mijn", "--only", "reference") == [
        "mijn/rules/vervoer.yaml:3:30 error reference.topic: The topic “taxii” does not exist. Did you "
        "mean “taxi”?",
        "mijn/rules/vervoer.yaml:6:22 error reference.outcome: “mag_nooit” is no outcome of this question. "
        "Did you mean “mag_niet”?",
    ]


def test_a_region_without_a_rule_says_that_it_is_silent(installed: Installed) -> None:
    installed.plugin("kk_vraag", QUESTION)
    answer = run("ask", "vervoer", "--region", "mijn", "--path", "mijn", "--format", "json").json["answers"]
    assert [(a["topic"], a["status"], a["attested"]) for a in answer] == [("taxi", "not_regulated", False)]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            QUESTION.replace('"vervoer"', '"absence"'),
            "plugin.name_taken: “absence” of the plugin kk-vraag is not used: kernketen has one of that name "
            "already (kernketen_questions).",
        ),
        (
            QUESTION.replace('"!"', '"?"'),
            "plugin.gives: What the plugin kk-vraag gives for kernketen_questions cannot be used: the "
            "outcome "
            "regelt of vervoer must do one of + - ! ..",
        ),
        (
            QUESTION.replace('{"taxi": "De taxi"}', "[]"),
            "plugin.gives: What the plugin kk-vraag gives for kernketen_questions cannot be used: the topics "
            "of vervoer are no titles by id.",
        ),
        (
            QUESTION.replace("    return", "    raise ValueError('kapot')\n    return"),
            "plugin.gives: What the plugin kk-vraag gives for kernketen_questions cannot be used: "
            "ValueError: "
            "kapot.",
        ),
    ],
)
def test_a_question_that_cannot_be_used_is_said_and_regions_answer(
    code: str, said: str, installed: Installed
) -> None:
    installed.plugin("kk_vraag", code)
    ran = run("regions")
    assert ran.err == f"kk-vraag:1:1: warning: {said.partition(': ')[2]} [{said.partition(':')[0]}]\n"
    assert run("ask", "absence", "--region", "goed").status == 0


# -- exporters ------------------------------------------------------------------------------------


def test_a_plugin_adds_a_format(installed: Installed, tmp_path: Path) -> None:
    installed.plugin("kk_vorm", EXPORTER)
    ran = run("export", "goed", "--format", "namen", "-o", "namen.txt")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    names = "directeur\nintern begeleider\nde school\ncoach\n"
    assert (tmp_path / "namen.txt").read_text(encoding="utf-8") == names
    whole = run("export", "goed", "--format", "json").json
    assert [role["name"] for role in whole["region"]["roles"]] == names.split("\n")[:-1]
    wrong = run("export", "goed", "--format", "excel")
    assert wrong.status == 2
    assert wrong.err == (
        "The format “excel” does not exist here; choose from json, csv, xlsx, markdown, mermaid, namen.\n"
    )


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        (
            EXPORTER.replace('return "".join', "1 / 0; ''.join"),
            2,
            "The format namen of the plugin kk-vorm failed: ZeroDivisionError: division by zero.",
        ),
        (
            EXPORTER.replace('return "".join', "''.join"),
            2,
            "The format namen of the plugin kk-vorm failed: TypeError: it gave NoneType where a text was "
            "expected.",
        ),
        (
            EXPORTER.replace('"namen"', '"json"'),
            2,
            "“json” of the plugin kk-vorm is not used: kernketen has one of that name already "
            "(kernketen_exporters).\nThe format “namen” does not exist here; choose from json, csv, "
            "xlsx, markdown, mermaid.",
        ),
    ],
)
def test_a_format_that_fails_is_said_with_the_name_of_its_plugin(
    code: str, status: int, said: str, installed: Installed
) -> None:
    installed.plugin("kk_vorm", code)
    ran = run("export", "goed", "--format", "namen")
    assert (ran.status, ran.out, ran.err) == (status, "", said + "\n")


# -- commands -------------------------------------------------------------------------------------


def test_a_plugin_adds_a_command(installed: Installed) -> None:
    installed.plugin("kk_opdracht", COMMAND)
    ran = run("groet", "Jan", "--times", "2")
    assert (ran.status, ran.out, ran.err) == (0, "Dag Jan\nDag Jan\n", "")
    assert run("groet", "Jan", "--times", "3").status == 4
    assert run("groet", "Jan", "--tims", "2").status == 2
    helped = run("groet", "--help").out
    assert "Says good day." in helped
    assert "--times" in helped


def test_the_help_names_it_without_loading_it(installed: Installed) -> None:
    installed.plugin("kk_opdracht", COMMAND)
    run("regions")
    sys.modules.pop("kk_opdracht", None)
    assert "  groet " in run("--help").out
    assert "kk_opdracht" not in sys.modules
    assert run("who", "--school", "Kwaakhuis").status == 1
    assert "kk_opdracht" not in sys.modules


def test_a_wrong_word_is_compared_with_commands_of_plugins(installed: Installed) -> None:
    installed.plugin("kk_opdracht", COMMAND)
    ran = run("groett", "Jan")
    assert ran.status == 2
    assert ran.err.startswith("The command “groett” does not exist. Did you mean “groet”?")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            COMMAND.replace("    print", "    raise ValueError('kapot')\n    print"),
            "The command groet of the plugin kk-opdracht failed: ValueError: kapot.\n",
        ),
        (
            COMMAND.replace("name: str", "name: object"),
            "The command groet of the plugin kk-opdracht failed: RuntimeError: Type not yet supported: "
            "<class 'object'>.\n",
        ),
    ],
)
def test_a_command_that_fails_is_said_with_the_name_of_its_plugin(
    code: str, said: str, installed: Installed
) -> None:
    installed.plugin("kk_opdracht", code)
    ran = run("groet", "Jan")
    assert (ran.status, ran.out, ran.err) == (2, "", said)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_of_the_core_cannot_be_taken(name: str, installed: Installed) -> None:
    installed.plugin("kk_opdracht", COMMAND.replace('"groet"', f'"{name}"'))
    ran = run("regions")
    assert ran.err == (
        f"kk-opdracht:1:1: warning: “{name}” of the plugin kk-opdracht is not used: kernketen has one of "
        f"that "
        "name already (kernketen_commands). [plugin.name_taken]\n"
    )
    assert "Says good day." not in run("--help").out


def test_a_plugin_that_was_changed_is_read_again(installed: Installed) -> None:
    installed.plugin("kk_opdracht", COMMAND)
    assert "Says good day." in run("--help").out
    sys.modules.pop("kk_opdracht", None)
    (installed.folder / "kk_opdracht.py").write_text(
        COMMAND.replace("Says good day.", "Says hello there."), encoding="utf-8"
    )
    assert "Says hello there." in run("--help").out
