"""The commands on single records: add, list, show, edit, renew, the trash, undo, evidence."""

from __future__ import annotations

from portfolio.cli.commands import (
    Commands,
    add_arguments,
    but,
    edit_arguments,
    list_arguments,
    many,
    one_record,
    several_records,
)
from portfolio.cli.parser import a_path, add_fields
from portfolio.core import fields
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _


def declare(commands: Commands) -> None:
    """Add these commands to the program."""
    for one in (_adding, _looking, _changing, _evidence):
        one(commands)


def _adding(commands: Commands) -> None:
    parser = commands.add(
        "add",
        "writing:add",
        _("add a credential and print its id"),
        """portfolio add "AWS Certified Cloud Practitioner" --kind certificate --issued 2026-11 --expires 2029-11
           portfolio add "Scrum Master" --issuer "Scrum.org" --url https://example.org/check/123 --skill Scrum
           portfolio add "First aid" --attach scan.pdf --attach badge.png --private""",
        adds="credential",
    )
    add_arguments(parser, fields.CREDENTIAL, _("fields of a credential"))


def _looking(commands: Commands) -> None:
    parser = commands.add(
        "list",
        "listing:list_records",
        _("list and search credentials, projects, evidence, skills or the trash"),
        """portfolio list
           portfolio list issuer:acme status:expiring --sort title
           portfolio list projects python --json
           portfolio list evidence
           portfolio list -- kubernetes -status:expired
           portfolio help query""",
        kind=None,
    )
    list_arguments(parser, _("what to list (credentials, projects, evidence, skills, trash), then what to look for"))
    parser = commands.add(
        "show",
        "reading:show",
        _("show one credential, project, piece of evidence or skill whole"),
        """portfolio show "Scrum Master"
           portfolio show 1a2b3c4d --json""",
        kinds=None,
    )
    one_record(parser)


def _changing(commands: Commands) -> None:
    parser = commands.add(
        "edit",
        "writing:edit",
        _("change fields of a credential, project or piece of evidence; without options in your editor"),
        """portfolio edit "Scrum Master" --expires 2028-05 --featured
           portfolio edit 1a2b3c4d --set number=ABC-1 --set description=
           portfolio edit 1a2b3c4d --add-skill Python --remove-skill Excel
           EDITOR=nano portfolio edit "Scrum Master" """,
        kinds=None,
    )
    one_record(parser)
    edit_arguments(parser)
    add_fields(parser, _("fields of a credential (the first three also of others)"), _shared_first())
    known = {field.name for field in fields.CREDENTIAL}
    add_fields(parser, _("fields of a project"), but(fields.PROJECT, *known))
    known |= {field.name for field in fields.PROJECT}
    add_fields(parser, _("fields of evidence"), but(fields.EVIDENCE, *known))
    parser = commands.add(
        "renew",
        "writing:renew",
        _("begin a new period of validity; the earlier one stays on record"),
        """portfolio renew "First aid" --issued 2026-11-23 --expires 2028-11""",
    )
    one_record(parser)
    parser.add_argument("--issued", metavar="DATE", required=True, help=_("when it was renewed"))
    parser.add_argument("--expires", metavar="DATE", default="", help=_("when the new period ends"))
    parser.add_argument("--number", metavar="TEXT", default="", help=_("its new number, if it has one"))
    _trash(commands)
    commands.add("undo", "writing:undo", _("take the last change back"), "portfolio undo")
    commands.add("redo", "writing:redo", _("make the change again that was taken back"), "portfolio redo")


def _shared_first() -> list[Field]:
    shared = ("title", "url", "private")  # the sort is stable, so the others keep their order
    return sorted(fields.CREDENTIAL, key=lambda field: field.name not in shared)


def _trash(commands: Commands) -> None:
    parser = commands.add(
        "remove",
        "writing:remove",
        _("put credentials, projects or evidence into the trash"),
        """portfolio remove "Scrum Master"
           portfolio remove 1a2b3c4d 5e6f7a8b""",
        kinds=None,
    )
    several_records(parser, _("what to remove"))
    parser = commands.add(
        "restore",
        "writing:restore",
        _("take something out of the trash again"),
        """portfolio restore "Scrum Master" """,
    )
    several_records(parser, _("what to restore; see: portfolio list trash"))
    parser = commands.add(
        "purge",
        "writing:purge",
        _("delete something that lies in the trash"),
        """portfolio purge "Scrum Master" """,
    )
    several_records(parser, _("what to delete; see: portfolio list trash"))


def _evidence(commands: Commands) -> None:
    parser = commands.add(
        "attach",
        "attaching:attach",
        _("attach files, a link or a note as evidence and print the ids"),
        """portfolio attach certificate.pdf --to "Scrum Master"
           portfolio attach photo1.jpg photo2.jpg --to 1a2b3c4d --to "Garden robot" --private
           portfolio attach --link https://example.org/talk --title "My talk" --to "Garden robot"
           portfolio attach --note "Passed at the first attempt" --to "Scrum Master"
           portfolio attach --evidence 9c8d7e6f --to "Garden robot" """,
    )
    parser.add_argument("files", metavar="FILE", nargs="*", type=a_path, help=_("files; they are copied, never moved"))
    parser.rest, parser.rest_type = "files", a_path
    many(parser, "--to", "ID|TITLE", _("the credential, project or skill that it supports; may be repeated"))
    parser.add_argument("--link", metavar="URL", help=_("a web address instead of files"))
    parser.add_argument("--note", metavar="TEXT", help=_("a text of your own instead of files"))
    parser.add_argument("--evidence", metavar="ID|TITLE", help=_("evidence that the library has already"))
    add_fields(parser, _("fields of evidence"), but(fields.EVIDENCE, "url", "text"))
    parser = commands.add(
        "detach",
        "attaching:detach",
        _("take evidence away from what it was attached to; the evidence stays"),
        """portfolio detach photo1.jpg --from "Garden robot" """,
    )
    parser.add_argument("evidence", metavar="EVIDENCE", help=_("its id or title"))
    many(parser, "--from", "ID|TITLE", _("from what; may be repeated"), dest="sources", required=True)
    parser = commands.add(
        "copy",
        "reading:copy",
        _("copy an evidence file out of the library, after checking it"),
        """portfolio copy 9c8d7e6f ~/Desktop
           portfolio copy certificate.pdf copy-for-hr.pdf""",
    )
    parser.add_argument("evidence", metavar="EVIDENCE", help=_("its id or title"))
    parser.add_argument("dest", metavar="DEST", type=a_path, help=_("a folder, or the name of the new file"))
