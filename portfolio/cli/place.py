"""Which library a command works on, and how it is opened."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portfolio.cli.console import Console
from portfolio.cli.folders import paths_of
from portfolio.cli.parser import option
from portfolio.core import settings, store
from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import Store

VARIABLE = "LAUREL_LIBRARY"


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a library, and whether somebody named it (then it is never made on the way)."""

    folder: Path
    named: bool


def place_of(args: Namespace) -> Place:
    """`--library`, else LAUREL_LIBRARY, else the one that the settings name, else the default one."""
    named: Path | None = option(args, "library")
    if named is None and (variable := os.environ.get(VARIABLE, "").strip()):
        named = Path(variable).expanduser()
    folders = paths_of(args)
    if named is None and (kept := settings.load(folders.settings).library):
        named = Path(kept)
    return Place(folders.library.absolute(), False) if named is None else Place(named.absolute(), True)


@contextmanager
def reading(args: Namespace) -> Iterator[Store]:
    """The library, to be read: that works also while a window has it open."""
    place = place_of(args)
    if not store.exists(place.folder):
        raise _no_library(place)
    yield from _closing(Store.open(place.folder, read_only=True))


@contextmanager
def writing(args: Namespace, console: Console, *, create: bool = False) -> Iterator[Store]:
    """The library, to be changed. `create` makes the default one on its first use."""
    place = place_of(args)
    if store.exists(place.folder):
        yield from _closing(Store.open(place.folder))
    elif create and not place.named:
        opened = Store.create(place.folder)
        console.note(_("Made your library in {folder}.").format(folder=place.folder))
        yield from _closing(opened)
    else:
        raise _no_library(place)


def _closing(opened: Store) -> Iterator[Store]:
    try:
        yield opened
    finally:
        opened.close()


def _no_library(place: Place) -> PortfolioError:
    command = f"portfolio init {shlex.quote(str(place.folder))}" if place.named else "portfolio init"
    return NotFoundError(
        _("There is no library in {folder}.").format(folder=place.folder),
        _("Make one with: {command}").format(command=command)
        if place.named
        else _("Make one with: {command} – or add a credential: portfolio add TITLE").format(command=command),
    )
