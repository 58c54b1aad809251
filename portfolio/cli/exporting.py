"""The command `export`: the portfolio as a PDF."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from portfolio.cli import wording
from portfolio.cli.console import Console
from portfolio.cli.folders import paths_of
from portfolio.cli.naming import SUBJECTS, find
from portfolio.cli.parser import UsageError
from portfolio.cli.place import reading, writing
from portfolio.cli.waiting import progress
from portfolio.core import library, lookup, tasks
from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.records import Exported, ExportOptions, MissingGlyphs
from portfolio.core.store import Store

DEFAULT_NAME = "portfolio.pdf"
STANDARD_OUTPUT = "-"


def export(args: Namespace, console: Console) -> int:
    """`portfolio export`: the path on standard output, or the PDF itself with `--out -`."""
    out = _out(args, console)
    choosing = bool(args.include or args.exclude)
    with writing(args, console) if choosing else reading(args) as store:
        if choosing:
            _choose(store, args.include, args.exclude)
        options = _options(store, args)
        missing = tasks.missing_glyphs(store, options)
        if missing and not args.allow_missing:
            return refuse_missing(missing, console)
        made = _write(store, out, options, args, console)
    console.document(export=made)
    tell(made, console)
    return 0


def _out(args: Namespace, console: Console) -> Path | None:
    if str(args.out) == STANDARD_OUTPUT:
        if console.json or console.for_people:
            raise UsageError(_("a PDF is written to standard output only for another program, and not with --json"))
        return None
    out: Path = args.out
    return checked(out / DEFAULT_NAME if out.is_dir() else out, force=args.force)


def checked(out: Path, *, force: bool) -> Path:
    """The path, when a file may be written there. Raises PortfolioError, or NotFoundError for its folder."""
    if not out.parent.is_dir():
        raise NotFoundError(
            _("There is no folder {folder}.").format(folder=out.parent), _("Make it, or choose another place.")
        )
    if out.is_dir():
        raise PortfolioError(_("{path} is a folder.").format(path=out), _("Name a file in it."))
    if out.exists() and not force:
        raise PortfolioError(
            _("{path} exists already.").format(path=out), _("Choose another name, or replace it with --force.")
        )
    return out


def _choose(store: Store, included: Sequence[str], excluded: Sequence[str]) -> None:
    with store.read() as session:
        chosen = [(find(session, text, SUBJECTS), True) for text in included]
        chosen += [(find(session, text, SUBJECTS), False) for text in excluded]
    with store.write(_("Choose what is exported")) as session:
        for found, wanted in chosen:
            library.include(session, *found.subject, wanted)


def _options(store: Store, args: Namespace) -> ExportOptions:
    with store.read() as session:
        kept = lookup.export_options(session)
    said = {
        name: value
        for name in ("paper", "order", "skills", "evidence")
        if (value := getattr(args, f"export_{name}")) is not None
    }
    return replace(kept, **said)


def _write(store: Store, out: Path | None, options: ExportOptions, args: Namespace, console: Console) -> Exported:
    with progress(console) as waiting:
        if out is not None:
            return tasks.export(store, out, options=options, paths=paths_of(args), progress=waiting)
        pdf, made = tasks.render(store, options=options, paths=paths_of(args), progress=waiting)
    console.out.flush()
    console.out.buffer.write(pdf)
    return made


def refuse_missing(missing: Sequence[MissingGlyphs], console: Console) -> int:
    """Say which characters of which field no font has. The export is not made."""
    hint = _("Change the text, or export with --allow-missing; each such character is then a box.")
    message = _("The document's fonts do not have every character.")
    if console.json:
        console.fail(message, hint, missing=list(missing))
        return 1
    listed = "\n".join(f"  {one.item}, {one.field}: {_named(one.characters)}" for one in missing)
    console.fail(f"{message}\n{listed}", hint)
    return 1


def _named(characters: str) -> str:
    return ", ".join(f"{character} (U+{ord(character):04X})" for character in characters)


def tell(made: Exported, console: Console) -> None:
    """The path on standard output; pages, size and what to know beside it."""
    if made.path is not None:
        console.write(str(made.path))
    pages = ngettext("{count} page", "{count} pages", made.pages).format(count=made.pages)
    console.note(f"{pages}, {wording.size(made.size)}.")
    for note in made.notes:
        console.note(note)
    if made.missing:
        console.note(_("Some characters are boxes: no font has them."))
