"""Writes the PDF off the UI thread, and shows afterwards where it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from portfolio.core import lookup
from portfolio.core.errors import PortfolioError
from portfolio.core.filenames import safe_name
from portfolio.core.i18n import gettext as _
from portfolio.core.progress import Progress
from portfolio.core.records import Exported
from portfolio.ui import words
from portfolio.ui.desk import Desk, Offer
from portfolio.ui.widgets.button import Button, IconButton
from portfolio.ui.widgets.picture import Picture
from portfolio.ui.widgets.plain_label import ElidedLabel, PlainLabel


class Exporting(QFrame):
    """Hidden until something was exported; then the last file, to open or to find."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.path: Path | None = None
        self.setProperty("ground", "card")
        self.name = ElidedLabel("", "strong", mode=Qt.TextElideMode.ElideMiddle)
        self.about = PlainLabel("", "small")
        self.open = Button(_("Open"), "", "quiet")
        self.folder = IconButton("folder-open", _("Show in folder"))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.name)
        texts.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(Picture("circle-check", 18, "ok"))
        row.addLayout(texts, 1)
        row.addWidget(self.open)
        row.addWidget(self.folder)
        self.open.clicked.connect(self._open_file)
        self.folder.clicked.connect(self._open_folder)
        self.hide()

    def file_name(self) -> str:
        """A name for the file, after the owner."""
        try:
            name = self.desk.ask(lookup.profile).name
        except PortfolioError:
            name = ""
        return safe_name(f"{name} – {_('Portfolio')}.pdf" if name else f"{_('Portfolio')}.pdf")

    def export(self, path: Path) -> None:
        """Write the PDF there."""
        self.desk.remember(last_export_folder=str(path.parent))

        def work(progress: Progress) -> Exported:
            from portfolio.core import tasks

            return tasks.export(self.desk.store, path, paths=self.desk.paths, progress=progress)

        label = _("Exporting {name}").format(name=path.name)
        self.desk.jobs.run(label, work, then=partial(self._done, path), failed=self.desk.tell, owner=self)

    def _done(self, path: Path, exported: Exported) -> None:
        self.path = path
        self.name.setText(path.name)
        self.about.setText(words.joined(words.pages(exported.pages), words.size(exported.size)))
        self.show()
        self.desk.say(_("Portfolio exported to {name}").format(name=path.name), Offer(_("Open"), self._open_file))

    def _open_file(self) -> None:
        if self.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path)))

    def _open_folder(self) -> None:
        if self.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))
