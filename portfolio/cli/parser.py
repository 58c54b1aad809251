"""How arguments become a namespace: options that stand anywhere, options made from fields, usage errors."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from portfolio import __version__
from portfolio.core.fields import Field, Shape
from portfolio.core.i18n import gettext as _

PROGRAM = "portfolio"
_FIELD = "field_"  # keeps the option --kind of a credential apart from the arguments of the commands
_METAVARS = {
    Shape.LINE: "TEXT",
    Shape.TEXT: "TEXT",
    Shape.DATE: "DATE",
    Shape.URL: "URL",
    Shape.NUMBER: "NUMBER",
    Shape.WHOLE: "LEVEL",
    Shape.CHOICE: "CHOICE",
}
_HIGHEST_LIMIT = 1_000_000


class UsageError(Exception):
    """The arguments do not make a command: what is wrong, and the usage line of the command that was meant."""

    def __init__(self, message: str, usage: str = "", command: str = PROGRAM) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage
        self.command = command


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError and takes its list of words (`rest`) also between and after options."""

    rest = ""
    rest_type: Callable[[str], Any] = str

    def error(self, message: str) -> NoReturn:
        """Raise UsageError; argparse would print and exit."""
        raise UsageError(message, self.format_usage(), self.prog)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As in argparse, but words left over go to the list named by `rest`: `attach a.pdf --private b.pdf`."""
        found, extras = super().parse_known_args(args, namespace)
        options_end = extras.index("--") if "--" in extras else len(extras)
        if self.rest and not any(word.startswith("-") for word in extras[:options_end]):
            words = [self._typed(word) for word in extras[:options_end] + extras[options_end + 1 :]]
            setattr(found, self.rest, [*(getattr(found, self.rest, None) or ()), *words])
            extras = []
        return found, extras

    def _typed(self, word: str) -> Any:
        try:
            return self.rest_type(word)
        except argparse.ArgumentTypeError as error:
            self.error(str(error))


def new_parser(prog: str, description: str, examples: str = "") -> Parser:
    """A parser of the house: no abbreviated options, the examples as they are, the options that stand anywhere."""
    parser = Parser(
        prog=prog,
        description=description,
        epilog=epilog(examples),
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_common(parser)
    return parser


def epilog(examples: str) -> str:
    """The examples under their heading, one a line."""
    lines = "\n".join(f"  {line.strip()}" for line in examples.strip().splitlines())
    return _("examples:") + "\n" + lines if lines else ""


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options that every command has and that may stand before or after its name."""
    common = parser.add_argument_group(_("options of every command"))
    absent: dict[str, Any] = {"default": argparse.SUPPRESS}  # or the command would undo what stands before its name
    common.add_argument("--library", metavar="DIR", type=a_path, help=_("the library (or LAUREL_LIBRARY)"), **absent)
    common.add_argument("--data-dir", metavar="DIR", type=a_path, help=_("keep all of Laurel below DIR"), **absent)
    common.add_argument("--json", action="store_true", help=_("one JSON document; see: portfolio help json"), **absent)
    common.add_argument("-q", "--quiet", action="store_true", help=_("only results and errors"), **absent)
    version = _("Laurel {version}").format(version=__version__)
    common.add_argument("--version", action="version", version=version, help=_("print the version"))


def add_fields(parser: argparse.ArgumentParser, heading: str, fields: Sequence[Field]) -> None:
    """One option for each field, named as the field."""
    group = parser.add_argument_group(heading)
    for field in fields:
        option = "--" + field.name.replace("_", "-")
        meaning = ", ".join(field.choices) or _(field.hint)
        told = (_(field.label) + (f": {meaning}" if meaning else "")).replace("%", "%%")
        kept: dict[str, Any] = {"dest": _FIELD + field.name, "default": argparse.SUPPRESS, "help": told}
        if field.shape is Shape.FLAG:
            group.add_argument(option, action=argparse.BooleanOptionalAction, **kept)
        else:
            group.add_argument(option, metavar=_METAVARS[field.shape], **kept)


def given_fields(args: argparse.Namespace) -> dict[str, Any]:
    """The fields that options named, with `--set field=value` among them. Raises UsageError for one said twice."""
    values = {name.removeprefix(_FIELD): value for name, value in vars(args).items() if name.startswith(_FIELD)}
    for said, value in getattr(args, "set", None) or ():
        name = said.replace("-", "_")
        if name in values:
            raise UsageError(_("the field “{name}” is given twice").format(name=name))
        values[name] = value
    return values


def option(args: argparse.Namespace, name: str, otherwise: Any = None) -> Any:
    """An option that stands anywhere, which is absent from the namespace where it was not given."""
    values: Mapping[str, Any] = vars(args)
    return values.get(name, otherwise)


def a_path(text: str) -> Path:
    """A path from an argument, `~` resolved. Refuses what no file system can hold."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("the path is empty"))
    try:
        if b"\0" in os.fsencode(text):
            raise argparse.ArgumentTypeError(_("the path has a NUL character in it"))
        return Path(text).expanduser()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(_("the path has characters that no file name can have")) from error
    except RuntimeError as error:  # the home of an unknown user
        raise argparse.ArgumentTypeError(_("no such home folder: {path}").format(path=text[:60])) from error


def a_count(text: str) -> int:
    """A whole number from 1."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_HIGHEST_LIMIT)) else 0
    if not 1 <= number <= _HIGHEST_LIMIT:
        raise argparse.ArgumentTypeError(_("“{text}” is not a whole number from 1").format(text=text[:40]))
    return number


def a_pair(text: str) -> tuple[str, str]:
    """`name=value`, split at the first equals sign."""
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(_("“{text}” is not NAME=VALUE").format(text=text[:40]))
    return name.strip(), value
