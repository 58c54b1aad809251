"""The command `demo`: the sample library made afresh, and its portfolio as a PDF."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from portfolio.cli.console import Console
from portfolio.cli.exporting import checked, tell
from portfolio.cli.folders import paths_of
from portfolio.cli.waiting import progress
from portfolio.core import store, tasks
from portfolio.core.errors import LibraryBusyError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import Store


def demo(args: Namespace, console: Console) -> int:
    """`portfolio demo`: the path of the PDF on standard output."""
    out = checked(args.out, force=True)
    paths = paths_of(args)
    with _sample(paths.sample, console) as opened, progress(console) as waiting:
        made = tasks.export(opened, out.absolute(), paths=paths, progress=waiting)
    console.document(library=paths.sample, export=made)
    tell(made, console)
    console.note(_("The sample library is in {folder}.").format(folder=paths.sample))
    return 0


def _sample(folder: Path, console: Console) -> Store:
    """The sample library: new, or as it is where a window has it open."""
    try:
        if store.exists(folder):
            _must_be_free(folder)
    except LibraryBusyError as error:
        console.note(f"{error.message} " + _("The sample is exported as it is there."))
        return Store.open(folder, read_only=True)
    with progress(console) as waiting:
        return tasks.make_sample(folder, now=datetime.now(UTC), progress=waiting)


def _must_be_free(folder: Path) -> None:
    """Raises LibraryBusyError when the library is open; a damaged or newer one is only a sample and is replaced."""
    try:
        Store.open(folder).close()
    except LibraryBusyError:
        raise
    except PortfolioError:
        return
