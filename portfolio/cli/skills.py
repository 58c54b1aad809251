"""The commands of `portfolio skill`: which credential or project shows which skill."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from portfolio.cli.console import Console
from portfolio.cli.naming import SUBJECTS, Found, find, record
from portfolio.cli.place import writing
from portfolio.cli.reading import skill_of
from portfolio.cli.writing import change_skills
from portfolio.core import fields, library
from portfolio.core.i18n import gettext as _
from portfolio.core.store import Store


def add(args: Namespace, console: Console) -> int:
    """`portfolio skill add NAME... --to ID...`."""
    with writing(args, console) as store:
        with store.read() as session:
            targets = [find(session, text, SUBJECTS) for text in args.to]
        with store.write(_("Add skills")) as session:
            for target in targets:
                change_skills(session, target, args.names)
                _describe(session, target, args)
        with store.read() as session:
            now = [{one.kind: record(session, one)} for one in targets]
    console.document(changed=now)
    console.note(_("Added: {names}.").format(names=", ".join(args.names)))
    return 0


def replace(args: Namespace, console: Console) -> int:
    """`portfolio skill set ID [NAME...]`: exactly these, in this order."""
    with writing(args, console) as store:
        with store.read() as session:
            target = find(session, args.record, SUBJECTS)
        with store.write(_("Change skills")) as session:
            library.set_skills(session, *target.subject, args.names)
            _describe(session, target, args)
        _tell(store, target, console)
    return 0


def rename(args: Namespace, console: Console) -> int:
    """`portfolio skill rename OLD NEW`. Where NEW exists already, the two become one."""
    with writing(args, console) as store:
        with store.read() as session:
            found = find(session, args.old, ("skill",))
        with store.write(_("Rename skill")) as session:
            library.rename_skill(session, found.id, args.new)
        with store.read() as session:
            skill = skill_of(session, find(session, fields.one_line(args.new), ("skill",)).id)
    console.document(skill=skill)
    console.note(_("The skill is called “{name}” now.").format(name=skill.name))
    return 0


def remove(args: Namespace, console: Console) -> int:
    """`portfolio skill remove NAME...`: from everything that shows it."""
    with writing(args, console) as store:
        with store.read() as session:
            ids = dict.fromkeys(find(session, text, ("skill",)).id for text in args.names)
            gone = [skill_of(session, one) for one in ids]
        with store.write(_("Remove skill")) as session:
            for one in gone:
                library.remove_skill(session, one.id)
    console.document(removed=[{"subject": "skill", "id": one.id, "title": one.name} for one in gone])
    for one in gone:
        console.note(_("Removed the skill “{name}”. “portfolio undo” brings it back.").format(name=one.name))
    return 0


def _describe(session: Any, target: Found, args: Namespace) -> None:
    if args.level is None and args.source is None and args.claimed is None:
        return
    wanted = {fields.one_line(name).casefold() for name in args.names}
    for claim in getattr(record(session, target), "claims", ()):
        if claim.skill.casefold() in wanted:
            library.edit_claim(
                session, *target.subject, claim.skill_id, level=args.level, source=args.source, claimed=args.claimed
            )


def _tell(store: Store, target: Found, console: Console) -> None:
    with store.read() as session:
        now = record(session, target)
    console.document(**{target.kind: now})
    console.note(_("Changed the skills of “{title}”.").format(title=now.title))
