"""What the declarations of the commands are made with: groups of commands, and arguments that several of them have."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from portfolio.cli.console import Console
from portfolio.cli.parser import Parser, a_count, a_pair, a_path, add_common, add_fields, epilog
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _

LIST_ORDERS = ("newest", "oldest", "title", "issuer", "expires")


class Commands:
    """The commands of one level: of the program, or of a group such as `project`."""

    def __init__(self, parser: Parser, metavar: str, *, required: bool = True) -> None:
        self._sub = parser.add_subparsers(dest=metavar.lower(), metavar=metavar, title=_("commands"), required=required)

    def add(self, name: str, run: str, told: str, examples: str, **defaults: Any) -> Parser:
        """One command: its name, `module:function` of portfolio.cli, what it does, examples one a line."""
        parser: Parser = self._sub.add_parser(
            name,
            help=told,
            description=told,
            epilog=epilog(examples),
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        add_common(parser)
        parser.set_defaults(run=_Later(run), **defaults)
        return parser


class _Later:
    """A function of portfolio.cli whose module is imported when it is called, so that help costs none of the core."""

    def __init__(self, where: str) -> None:
        self._module, self._function = where.split(":")

    def __call__(self, args: Namespace, console: Console) -> int:
        return int(getattr(_module(self._module), self._function)(args, console))


def _module(name: str) -> ModuleType:
    # Written out, so that tools which follow imports (packagers, the linter of layers) see them.
    match name:
        case "attaching":
            from portfolio.cli import attaching

            return attaching
        case "exporting":
            from portfolio.cli import exporting

            return exporting
        case "grammar":
            from portfolio.cli import grammar

            return grammar
        case "listing":
            from portfolio.cli import listing

            return listing
        case "reading":
            from portfolio.cli import reading

            return reading
        case "sample":
            from portfolio.cli import sample

            return sample
        case "skills":
            from portfolio.cli import skills

            return skills
        case "writing":
            from portfolio.cli import writing

            return writing
    raise ValueError(name)


def but(table: Sequence[Field], *names: str) -> list[Field]:
    """The fields of a table without those named."""
    return [field for field in table if field.name not in names]


def many(parser: argparse.ArgumentParser, option: str, metavar: str, told: str, **more: Any) -> None:
    """An option that may be given several times."""
    parser.add_argument(option, metavar=metavar, action="append", default=[], help=told, **more)


def one_record(parser: argparse.ArgumentParser) -> None:
    """The argument that names one record."""
    parser.add_argument("record", metavar="ID|TITLE", help=_("its id, the beginning of it (4 or more), or its title"))


def several_records(parser: Parser, told: str) -> None:
    """The argument that names one or more records."""
    parser.add_argument("records", metavar="ID|TITLE", nargs="+", help=told)
    parser.rest = "records"


def add_arguments(parser: Parser, table: Sequence[Field], heading: str) -> None:
    """What a new credential or project is made from."""
    parser.add_argument("title", metavar="TITLE", help=_("as it stands on the certificate"))
    many(parser, "--skill", "NAME", _("a skill that it shows; may be repeated"))
    many(parser, "--attach", "FILE", _("a file to attach as evidence; may be repeated"), type=a_path)
    add_fields(parser, heading, but(table, "title"))


def list_arguments(parser: Parser, told: str) -> None:
    """What narrows and orders a list."""
    parser.add_argument("query", metavar="QUERY", nargs="*", help=told)
    parser.add_argument("--sort", choices=LIST_ORDERS, help=_("the order; newest unless said otherwise"))
    parser.add_argument("--limit", metavar="N", type=a_count, help=_("at most so many"))
    parser.rest = "query"


def edit_arguments(parser: Parser) -> None:
    """The changes that every kind of record takes beside its own fields."""
    told = _("any field by its name; an empty value empties it; may be repeated")
    many(parser, "--set", "FIELD=VALUE", told, type=a_pair)
    many(parser, "--add-skill", "NAME", _("a skill that it shows; may be repeated"))
    many(parser, "--remove-skill", "NAME", _("a skill that it does not show; may be repeated"))
