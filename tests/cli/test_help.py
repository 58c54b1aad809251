"""Help: of every command, with examples that are commands; and what it costs."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio import __version__
from portfolio.cli import main
from portfolio.cli.grammar import build
from portfolio.cli.parser import Parser
from portfolio.cli.topics import topics
from portfolio.core import fields
from tests.cli.conftest import Portfolio

ROOT = Path(__file__).resolve().parents[2]


def parsers(parser: Parser, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Parser]]:
    yield words, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from parsers(below, (*words, name))


COMMANDS = dict(parsers(build()))


def examples(text: str) -> list[str]:
    _before, _heading, after = text.partition("examples:\n")
    return [line.strip() for line in after.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_examples(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--help"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert COMMANDS[words].description
    lines = examples(told.out)
    assert lines
    assert all("portfolio" in line for line in lines)
    if words and words != ("help",):
        assert any(" ".join(("portfolio", *words)) in line for line in lines)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_example_is_understood(words: tuple[str, ...]) -> None:
    for line in examples(COMMANDS[words].epilog or ""):
        command = line.partition(" | ")[0]
        arguments = shlex.split(command)
        while "=" in arguments[0]:
            arguments = arguments[1:]
        assert arguments[0] == "portfolio"
        args = build().parse_args(arguments[1:])
        assert callable(args.run)


@pytest.mark.parametrize("topic", topics())
def test_every_topic_is_told(run: Portfolio, topic: str) -> None:
    told = run("help", topic).out
    assert examples(told)
    assert topic in run("--help").out


def test_the_help_on_json_names_every_command_that_writes_one(run: Portfolio) -> None:
    told = run("help", "json").out
    for words in COMMANDS:
        if len(words) == 1 and words[0] not in ("help", "project", "skill"):
            assert words[0] in told


def test_help_on_a_command_is_the_help_of_the_command(run: Portfolio) -> None:
    assert run("help", "project", "edit").out == run("project", "edit", "--help").out
    assert run("help").out == run("--help").out
    assert "no help" in run.refused("help", "nonsense", code=2)


@pytest.mark.parametrize("words", [["--version"], ["list", "--version"], ["project", "add", "--version"]])
def test_the_version_can_be_asked_everywhere(run: Portfolio, words: list[str]) -> None:
    assert run(*words).out == f"Laurel {__version__}\n"


@pytest.mark.parametrize(
    ("words", "table"),
    [(("add",), fields.CREDENTIAL), (("project", "add"), fields.PROJECT), (("project", "edit"), fields.PROJECT),
     (("profile", "edit"), fields.PROFILE), (("edit",), fields.CREDENTIAL + fields.PROJECT + fields.EVIDENCE)],
)  # fmt: skip
def test_every_field_has_an_option(words: tuple[str, ...], table: tuple[fields.Field, ...]) -> None:
    told = COMMANDS[words].format_help()
    for field in table:
        name = field.name.replace("_", "-")
        assert f"--{name}" in told or (field.required and field.name.upper() in told)


def test_help_and_the_command_line_load_little() -> None:
    # Without measuring its coverage: that loads sqlite3 by itself.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    code = (
        "import sys; from portfolio.cli import main; code = main(['edit', '--help'])\n"
        "heavy = {'PySide6', 'sqlalchemy', 'sqlite3', 'reportlab', 'PIL', 'alembic', 'portfolio.core.store'}\n"
        "print(sorted(heavy & sys.modules.keys()), code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=unmeasured, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_a_list_loads_neither_qt_nor_sqlalchemy(run: Portfolio) -> None:
    run("add", "X")
    code = (
        "import sys; from portfolio.cli import main\n"
        f"code = main(['--data-dir', {str(run.data_dir)!r}, 'list'])\n"
        "print(sorted({'PySide6', 'sqlalchemy', 'reportlab'} & sys.modules.keys()), code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "[] 0"
