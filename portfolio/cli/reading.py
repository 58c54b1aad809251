"""The commands that only look: `show`, `profile`, `info`, `check`, `copy`, `init`."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from portfolio.cli import details, wording
from portfolio.cli.console import Console
from portfolio.cli.naming import RECORDS, Found, find, record
from portfolio.cli.parser import UsageError, option
from portfolio.cli.place import place_of, reading
from portfolio.cli.waiting import progress
from portfolio.core import lookup, tasks
from portfolio.core.errors import AmbiguousError, DamagedLibraryError, NotFoundError
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.records import Evidence, LibraryInfo, Problem, Skill
from portfolio.core.store import Store

FOUND_PROBLEMS = 6


def show(args: Namespace, console: Console) -> int:
    """`portfolio show ID|TITLE`, also `project show` and `skill show`."""
    with reading(args) as store:
        with store.read() as session:
            found = _meant(session, args)
            shown = skill_of(session, found.id) if found.kind == "skill" else record(session, found)
        titles = _titles(store, shown)
    console.document(**{found.kind: shown})
    details.show(console, shown, titles)
    return 0


def _meant(session: Any, args: Namespace) -> Found:
    """The record that is to be shown; a skill only where no credential, project or evidence is called so."""
    try:
        return find(session, args.record, args.kinds or RECORDS)
    except AmbiguousError:
        raise
    except NotFoundError as error:
        try:
            return find(session, args.record, args.kinds or ("skill",))
        except NotFoundError as none:
            raise none if isinstance(none, AmbiguousError) else error from None


def _titles(store: Store, shown: object) -> dict[str, str]:
    """How the credentials and projects are called that evidence or a skill names by their ids."""
    if not isinstance(shown, Evidence | Skill):
        return {}
    with store.look() as db:
        titles = {row.id: row.title for row in lookup.credential_rows(db, shown.credentials)}
        return titles | {row.id: row.title for row in lookup.project_rows(db, shown.projects)}


def skill_of(session: Any, skill_id: str) -> Skill:
    """The skill with this id."""
    for skill in lookup.skills(session):
        if skill.id == skill_id:
            return skill
    raise NotFoundError(_("This skill is not in the library any more."), _("It may have been removed or undone."))


def profile(args: Namespace, console: Console) -> int:
    """`portfolio profile`."""
    with reading(args) as store, store.read() as session:
        shown = lookup.profile(session)
    console.document(profile=shown)
    details.show(console, shown)
    if not (shown.name or console.json):
        console.note(_("The profile has no name yet. Give it one with: portfolio profile edit --name NAME"))
    return 0


def info(args: Namespace, console: Console) -> int:
    """`portfolio info`."""
    with reading(args) as store:
        found = tasks.info(store)
    _tell_library(found, console)
    return 0


def _tell_library(found: LibraryInfo, console: Console) -> None:
    console.document(library=found)
    counts = {
        _("Library"): str(found.path),
        _("Credentials"): str(found.credentials),
        _("Projects"): str(found.projects),
        _("Evidence"): str(found.evidence),
        _("Skills"): str(found.skills),
        _("Files"): f"{found.files} ({wording.size(found.bytes)})",
        _("In the trash"): str(found.trash),
        _("Format"): str(found.schema),
        _("Id"): found.uuid,
    }
    margin = max(map(len, counts)) + 2 if console.for_people else 0
    for label, value in counts.items():
        console.write(f"{label.ljust(margin)}{value}" if margin else f"{label}\t{value}")


def check(args: Namespace, console: Console) -> int:
    """`portfolio check`: exit code 6 when something is wrong."""
    try:
        with reading(args) as store, progress(console) as waiting:
            problems = list(tasks.check(store, progress=waiting))
    except DamagedLibraryError as error:
        problems = [Problem(error.message, str(place_of(args).folder), error.hint)]
    console.document(problems=problems)
    for problem in problems:
        where = f" ({problem.where})" if problem.where else ""
        console.write(f"{problem.what}{where}")
        console.write(f"  {problem.hint}")
    if problems:
        count = len(problems)
        console.note(ngettext("{count} problem.", "{count} problems.", count).format(count=count))
        return FOUND_PROBLEMS
    console.note(_("The library is in order: database, links and the hash of every file."))
    return 0


def copy(args: Namespace, console: Console) -> int:
    """`portfolio copy EVIDENCE DEST`."""
    with reading(args) as store:
        with store.read() as session:
            found = find(session, args.evidence, ("evidence",))
        with progress(console) as waiting:
            made = tasks.copy_out(store, found.id, args.dest, progress=waiting)
    console.document(copied=made)
    console.write(str(made))
    return 0


def init(args: Namespace, console: Console) -> int:
    """`portfolio init [DIR]`: make an empty library."""
    named = option(args, "library")
    if args.dir is not None and named is not None and args.dir.absolute() != named.absolute():
        raise UsageError(_("the folder is given twice, as DIR and as --library"))
    folder = args.dir.absolute() if args.dir is not None else place_of(args).folder
    with Store.create(folder) as store:
        made = tasks.info(store)
    console.document(library=made)
    console.write(str(made.path))
    console.note(_("Made an empty library."))
    return 0
