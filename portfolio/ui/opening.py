"""Opens the library that is wanted, or says why that cannot be done and what can."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from portfolio.core.errors import LibraryBusyError, NotFoundError, PortfolioError, ReadOnlyError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import Store, exists
from portfolio.ui import theme
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.flow import FlowLayout
from portfolio.ui.widgets.picture import Picture
from portfolio.ui.widgets.plain_label import ElidedLabel, PlainLabel

AGAIN, READ, OTHER, NEW, FOLDER, QUIT = "again", "read", "other", "new", "folder", "quit"


@dataclass(frozen=True)
class Wanted:
    """Which library to open: `fresh` says that it may be made if it is not there."""

    folder: Path
    fresh: bool = False
    read_only: bool = False


class TroubleDialog(QDialog):
    """Why a library could not be opened, and the ways on. `choice` is the way that was taken."""

    def __init__(
        self, error: PortfolioError, folder: Path, ways: list[tuple[str, str]], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Laurel")
        self.choice = QUIT
        self.buttons: dict[str, Button] = {}
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Picture("triangle-alert", 28, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        sentences = QVBoxLayout()
        sentences.setSpacing(6)
        sentences.addWidget(PlainLabel(error.message, "heading", wrap=True))
        sentences.addWidget(PlainLabel(error.hint, "soft", wrap=True))
        place = ElidedLabel(str(folder), "small", mode=Qt.TextElideMode.ElideMiddle)
        sentences.addWidget(place)
        head.addLayout(sentences, 1)
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        for number, (key, text) in enumerate(ways):
            button = Button(text, "", "plain" if number else "primary")
            button.clicked.connect(lambda _checked=False, key=key: self._take(key))
            self.buttons[key] = button
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(20)
        column.addLayout(head)
        column.addWidget(row)
        self.setMinimumWidth(theme.px(500))
        next(iter(self.buttons.values())).setDefault(True)

    def _take(self, key: str) -> None:
        self.choice = key
        self.accept()


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
