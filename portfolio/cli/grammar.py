"""The whole command line as one parser, and the help that can be asked for by name."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from portfolio.cli import group_commands, library_commands, record_commands
from portfolio.cli.commands import Commands
from portfolio.cli.console import Console
from portfolio.cli.parser import PROGRAM, Parser, UsageError, new_parser
from portfolio.cli.topics import topics
from portfolio.core.i18n import gettext as _


def build() -> Parser:
    """The parser of the whole command line."""
    parser = new_parser(
        PROGRAM,
        _("Laurel keeps your credentials, the evidence for them and your projects, and exports a PDF portfolio."),
        """portfolio add "AWS Certified Cloud Practitioner" --issuer "Amazon Web Services" --issued 2026-11
           portfolio attach certificate.pdf --to "AWS Certified Cloud Practitioner"
           portfolio list status:expiring
           portfolio export --out portfolio.pdf
           portfolio help json | exit-codes | query | environment""",
    )
    commands = Commands(parser, "COMMAND")
    for part in (record_commands, group_commands, library_commands):
        part.declare(commands)
    return parser


def help_topic(args: Namespace, console: Console) -> int:
    """`portfolio help [COMMAND...|TOPIC]`."""
    words: Sequence[str] = args.words
    known = topics()
    if len(words) == 1 and words[0] in known:
        console.write(known[words[0]].rstrip("\n"))
        return 0
    try:
        build().parse_args([*words, "--help"])
    except UsageError:
        raise UsageError(
            _("there is no help on “{words}”; the topics are {topics}").format(
                words=" ".join(words), topics=", ".join(known)
            )
        ) from None
    return 0
