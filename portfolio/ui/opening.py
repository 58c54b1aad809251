"""Opens the library that is wanted, or says why that cannot be done and what can."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from portfolio.core.errors import LibraryBusyError, NotFoundError, PortfolioError, ReadOnlyError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import Store, exists

AGAIN, READ, OTHER, NEW, FOLDER, QUIT = "again", "read", "other", "new", "folder", "quit"


@dataclass(frozen=True)
class Wanted:
    """Which library to open: `fresh` says that it may be made if it is not there."""

    folder: Path
    fresh: bool = False
    read_only: bool = False


def open_store(wanted: Wanted, parent: QWidget | None = None) -> Store | None:
    """The open library; asks what to do as long as it cannot be opened. None when the user gave up."""
    while True:
        try:
            return _open(wanted)
        except PortfolioError as error:
            chosen = _ask(error, wanted, parent)
            if chosen is None:
                return None
            wanted = chosen


def _open(wanted: Wanted) -> Store:
    if wanted.fresh and not exists(wanted.folder):
        return Store.create(wanted.folder)
    return Store.open(wanted.folder, read_only=wanted.read_only)


def _ask(error: PortfolioError, wanted: Wanted, parent: QWidget | None) -> Wanted | None:
    from portfolio.ui.trouble import TroubleDialog  # its widgets are not needed when all goes well

    ways = _ways(error, wanted)
    dialog = TroubleDialog(error, wanted.folder, ways, parent)
    dialog.exec()
    match dialog.choice:
        case "again":
            return wanted
        case "read":
            return Wanted(wanted.folder, read_only=True)
        case "new":
            return Wanted(wanted.folder, fresh=True)
        case "other":
            return _choose(wanted, parent)
        case "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(wanted.folder)))
            return wanted
    return None


def _ways(error: PortfolioError, wanted: Wanted) -> list[tuple[str, str]]:
    ways: list[tuple[str, str]] = []
    if isinstance(error, LibraryBusyError | ReadOnlyError) and not wanted.read_only:
        ways.append((READ, _("Open for reading")))
    if isinstance(error, LibraryBusyError | NotFoundError | ReadOnlyError):
        ways.append((AGAIN, _("Try again")))
    if isinstance(error, NotFoundError):
        ways.append((NEW, _("Start an empty library here")))
    ways.append((OTHER, _("Open another …")))
    if wanted.folder.exists() and not isinstance(error, LibraryBusyError):
        ways.append((FOLDER, _("Show the folder")))
    ways.append((QUIT, _("Quit")))
    return ways


def _choose(wanted: Wanted, parent: QWidget | None) -> Wanted:
    """Another folder; the same again when none was chosen."""
    name = QFileDialog.getExistingDirectory(parent, _("Open a library"), str(wanted.folder.parent))
    return Wanted(Path(name)) if name else wanted
