"""The commands that come in groups: `project`, `skill` and `profile`."""

from __future__ import annotations

from portfolio.cli.commands import Commands, add_arguments, edit_arguments, list_arguments, many, one_record
from portfolio.cli.parser import Parser, a_pair, add_fields
from portfolio.core import fields
from portfolio.core.i18n import gettext as _


def declare(commands: Commands) -> None:
    """Add these commands to the program."""
    _projects(commands)
    _skills(commands)
    parser = commands.add(
        "profile",
        "reading:profile",
        _("show whose library it is; `profile edit` changes it"),
        """portfolio profile
           portfolio profile edit --name "Maya Lindqvist" --headline "Data engineer" """,
    )
    edit = Commands(parser, "ACTION", required=False).add(
        "edit",
        "writing:edit_profile",
        _("change the profile; without options in your editor"),
        """portfolio profile edit --name "Maya Lindqvist" --email maya@example.org
           portfolio profile edit --summary ""
           portfolio profile edit --add-identity profile=https://example.org/maya --remove-identity old@example.org""",
    )
    add_fields(edit, _("fields of the profile"), fields.PROFILE)
    told = ", ".join(fields.IDENTITY_KINDS)
    many(edit, "--add-identity", "KIND=VALUE", _("a further contact ({kinds})").format(kinds=told), type=a_pair)
    many(edit, "--add-hidden-identity", "KIND=VALUE", _("the same, never shown in an export"), type=a_pair)
    many(edit, "--remove-identity", "VALUE", _("a contact to take away"))


def _projects(commands: Commands) -> None:
    group = commands.add(
        "project",
        "grammar:help_topic",
        _("add, edit, list and show projects"),
        """portfolio project add "Garden robot" --role Builder --started 2025-03
           portfolio project list robot""",
    )
    actions = Commands(group, "ACTION")
    parser = actions.add(
        "add",
        "writing:add",
        _("add a project and print its id"),
        """portfolio project add "Garden robot" --role Builder --started 2025-03 --skill Python --attach photo.jpg""",
        adds="project",
    )
    add_arguments(parser, fields.PROJECT, _("fields of a project"))
    parser = actions.add(
        "edit",
        "writing:edit",
        _("change fields of a project; without options in your editor"),
        """portfolio project edit "Garden robot" --ended 2026-10 --outcome "Mows 400 m² a day" """,
        kinds=("project",),
    )
    one_record(parser)
    edit_arguments(parser)
    add_fields(parser, _("fields of a project"), fields.PROJECT)
    parser = actions.add(
        "list",
        "listing:list_records",
        _("list and search projects"),
        "portfolio project list python --sort oldest",
        kind="projects",
    )
    list_arguments(parser, _("what to look for"))
    parser = actions.add(
        "show", "reading:show", _("show a project whole"), 'portfolio project show "Garden robot"', kinds=("project",)
    )
    one_record(parser)


def _skills(commands: Commands) -> None:
    group = commands.add(
        "skill",
        "grammar:help_topic",
        _("add, list, rename and remove skills, and say what shows them"),
        """portfolio skill list
           portfolio skill add Python SQL --to "Garden robot" --level advanced --source supervised""",
    )
    actions = Commands(group, "ACTION")
    parser = actions.add("list", "listing:list_records", _("list skills"), "portfolio skill list pyt", kind="skills")
    list_arguments(parser, _("part of a name"))
    parser = actions.add(
        "show", "reading:show", _("show what proves a skill"), "portfolio skill show Python", kinds=("skill",)
    )
    one_record(parser)
    parser = actions.add(
        "add",
        "skills:add",
        _("say that credentials or projects show skills"),
        """portfolio skill add Python SQL --to "Garden robot" --level advanced --source supervised""",
    )
    parser.add_argument("names", metavar="NAME", nargs="+", help=_("the skills"))
    parser.rest = "names"
    many(parser, "--to", "ID|TITLE", _("what shows them; may be repeated"), required=True)
    _claim_arguments(parser)
    parser = actions.add(
        "set",
        "skills:replace",
        _("make these the only skills of a credential or project, in this order"),
        """portfolio skill set "Garden robot" Python Soldering
           portfolio skill set 1a2b3c4d""",
    )
    one_record(parser)
    parser.add_argument("names", metavar="NAME", nargs="*", help=_("the skills; none takes all away"))
    parser.rest = "names"
    _claim_arguments(parser)
    _skill_names(actions)


def _claim_arguments(parser: Parser) -> None:
    parser.add_argument("--level", metavar="TEXT", help=_("how well, in words of your own"))
    parser.add_argument("--source", metavar="CHOICE", help=_("who says so: ") + ", ".join(fields.CLAIM_SOURCES))
    parser.add_argument("--claimed", metavar="DATE", help=_("when it was shown"))


def _skill_names(actions: Commands) -> None:
    parser = actions.add(
        "rename",
        "skills:rename",
        _("give a skill another name; two of one name become one"),
        'portfolio skill rename "Javascript" "JavaScript"',
    )
    parser.add_argument("old", metavar="OLD", help=_("its name or id"))
    parser.add_argument("new", metavar="NEW", help=_("its new name"))
    parser = actions.add(
        "remove",
        "skills:remove",
        _("remove skills from everything that shows them"),
        'portfolio skill remove "MS Office"',
    )
    parser.add_argument("names", metavar="NAME", nargs="+", help=_("their names or ids"))
    parser.rest = "names"
