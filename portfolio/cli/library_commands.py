"""The commands on the library as a whole: export, init, info, check, demo, help."""

from __future__ import annotations

import argparse
from pathlib import Path

from portfolio.cli.commands import Commands, many
from portfolio.cli.parser import a_path
from portfolio.core.i18n import gettext as _
from portfolio.core.records import ORDERS, PAPERS


def declare(commands: Commands) -> None:
    """Add these commands to the program."""
    for one in (_export, _library, _help):
        one(commands)


def _export(commands: Commands) -> None:
    parser = commands.add(
        "export",
        "exporting:export",
        _("export the portfolio as a PDF and print its path"),
        """portfolio export
           portfolio export --out application.pdf --paper Letter --order title --force
           portfolio export --exclude "First aid" --no-evidence
           portfolio export --out - | lp""",
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=a_path, default=Path("portfolio.pdf"), help=_out_help())
    parser.add_argument("--paper", dest="export_paper", choices=PAPERS, help=_("for this export"))
    parser.add_argument("--order", dest="export_order", choices=ORDERS, help=_("for this export"))
    parts = {"skills": _("the skills page, for this export"), "evidence": _("the evidence annex, for this export")}
    for name, told in parts.items():
        action = argparse.BooleanOptionalAction
        parser.add_argument(f"--{name}", dest=f"export_{name}", action=action, default=None, help=told)
    many(parser, "--include", "ID|TITLE", _("put it into this and later exports; may be repeated"))
    many(parser, "--exclude", "ID|TITLE", _("leave it out of this and later exports; may be repeated"))
    parser.add_argument("--force", action="store_true", help=_("replace the file when it exists"))
    told = _("go on when the fonts lack characters; without it they are listed and nothing is written")
    parser.add_argument("--allow-missing", action="store_true", help=told)


def _out_help() -> str:
    return _("where to write it (portfolio.pdf); a folder, or - for standard output")


def _library(commands: Commands) -> None:
    parser = commands.add(
        "init",
        "reading:init",
        _("make an empty library"),
        """portfolio init
           portfolio init ~/work-portfolio""",
    )
    parser.add_argument("dir", metavar="DIR", nargs="?", type=a_path, help=_("a new or empty folder; else the default"))
    commands.add("info", "reading:info", _("say where the library is and what it holds"), "portfolio info --json")
    commands.add(
        "check",
        "reading:check",
        _("check the database and every file of the library; exit code 6 when something is wrong"),
        "portfolio check --library ~/work-portfolio",
    )
    parser = commands.add(
        "demo",
        "sample:demo",
        _("make the sample library, export its PDF and open a window on it"),
        """portfolio demo
           portfolio demo --out sample.pdf --no-window""",
    )
    told = _("where to write the PDF (sample-portfolio.pdf)")
    parser.add_argument("-o", "--out", metavar="FILE", type=a_path, default=Path("sample-portfolio.pdf"), help=told)
    parser.add_argument("--no-window", action="store_true", help=_("only the library and the PDF"))


def _help(commands: Commands) -> None:
    parser = commands.add(
        "help",
        "grammar:help_topic",
        _("help on a command, or on json, exit-codes, query, environment"),
        """portfolio help add
           portfolio help project edit
           portfolio help json""",
    )
    parser.add_argument("words", metavar="COMMAND|TOPIC", nargs="*", help=_("what to explain"))
