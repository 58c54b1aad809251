"""The commands that tie evidence to what it shows: `attach`, `detach`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from portfolio.cli.console import Console
from portfolio.cli.naming import SUBJECTS, Found, find
from portfolio.cli.parser import UsageError, given_fields
from portfolio.cli.place import writing
from portfolio.cli.waiting import progress
from portfolio.core import fields, library, lookup, tasks
from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Evidence, Problem
from portfolio.core.store import Batch, Store

_TARGETS = (*SUBJECTS, "skill")
_COMMAND = "portfolio attach"


def attach(args: Namespace, console: Console) -> int:
    """`portfolio attach FILE... --to ID`, or `--link URL`, `--note TEXT`, `--evidence ID` in place of files."""
    values = _evidence_fields(args)
    files = existing(args.files)
    with writing(args, console, create=not args.to and args.evidence is None) as store:
        with store.read() as session:
            targets = [find(session, text, _TARGETS) for text in args.to]
            known = None if args.evidence is None else find(session, args.evidence, ("evidence",)).id
        problems: Sequence[Problem] = ()
        if files:
            ids, problems = _files(store, files, targets, values, console)
        else:
            ids = [_one(store, args, known, targets, values)]
        with store.read() as session:
            made = [lookup.evidence(session, one) for one in ids]
    console.document(evidence=made, problems=problems)
    for one in made:
        console.write(one.id)
        console.note(_attached(one))
    return 1 if problems else 0


def _evidence_fields(args: Namespace) -> dict[str, Any]:
    sources = [args.files or None, args.link, args.note, args.evidence]
    if sum(source is not None for source in sources) != 1:
        raise UsageError(_("say what to attach: files, or one of --link, --note and --evidence"), command=_COMMAND)
    values = given_fields(args)
    if len(args.files) > 1 and "title" in values:
        raise UsageError(_("--title is for one file; each file has a name of its own"), command=_COMMAND)
    if args.evidence is not None and (values or not args.to):
        raise UsageError(_("--evidence needs --to and nothing else; change it with: portfolio edit"), command=_COMMAND)
    return fields.clean(fields.EVIDENCE, values)


def existing(paths: Sequence[Path]) -> list[Path]:
    """The files, once each. Raises PortfolioError for what is none, so that nothing is done by halves."""
    for path in paths:
        if not path.exists():
            raise NotFoundError(_("There is no file “{path}”.").format(path=path), _("Nothing was attached."))
        if not path.is_file():
            raise PortfolioError(
                _("“{path}” is not a file.").format(path=path), _("Folders and devices cannot be attached.")
            )
    return list(dict.fromkeys(path.absolute() for path in paths))


def attach_to(
    store: Store, files: Sequence[Path], targets: Sequence[Found], console: Console, batch: Batch
) -> tuple[Problem, ...]:
    """Attach files to what was just made, in the same step to undo. What went wrong is said and returned."""
    with progress(console) as waiting:
        done = tasks.attach_files(store, files, [one.subject for one in targets], batch=batch, progress=waiting)
    _complain(done.problems, console)
    return done.problems


def _files(
    store: Store, files: Sequence[Path], targets: Sequence[Found], values: dict[str, Any], console: Console
) -> tuple[list[str], tuple[Problem, ...]]:
    private, batch = bool(values.pop("private", False)), Batch()
    subjects = [one.subject for one in targets]
    with progress(console) as waiting:
        done = tasks.attach_files(store, files, subjects, private=private, batch=batch, progress=waiting)
    if values and done.evidence:
        with store.write(_("Describe files"), batch) as session:
            for one in done.evidence:
                library.edit_evidence(session, one, **values)
    _complain(done.problems, console)
    return list(done.evidence), done.problems


def _one(store: Store, args: Namespace, known: str | None, targets: Sequence[Found], values: dict[str, Any]) -> str:
    with store.write(_("Attach evidence")) as session:
        if known is not None:
            made = known
        elif args.link is not None:
            made = library.add_link(session, args.link, **values)
        else:
            made = library.add_note(session, args.note, **values)
        for target in targets:
            library.link_evidence(session, made, *target.subject)
    return made


def detach(args: Namespace, console: Console) -> int:
    """`portfolio detach EVIDENCE --from ID`: the evidence itself stays."""
    with writing(args, console) as store:
        with store.read() as session:
            evidence = find(session, args.evidence, ("evidence",))
            sources = [find(session, text, _TARGETS) for text in args.sources]
        with store.write(_("Detach evidence")) as session:
            for source in sources:
                library.unlink_evidence(session, evidence.id, *source.subject)
        with store.read() as session:
            now = lookup.evidence(session, evidence.id)
    console.document(evidence=now)
    console.note(_("Detached “{title}”; it stays in the library.").format(title=now.title))
    return 0


def _complain(problems: Sequence[Problem], console: Console) -> None:
    if console.json:
        return
    for problem in problems:
        console.fail(f"{problem.where}: {problem.what}" if problem.where else problem.what, problem.hint)


def _attached(one: Evidence) -> str:
    if one.credentials or one.projects:
        return _("Attached “{title}”.").format(title=one.title)
    return _("Took in “{title}”; it is not attached to anything yet.").format(title=one.title)
