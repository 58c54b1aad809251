"""The settings: how the window looks, which library is open, and how exports begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

import portfolio
from portfolio.core import lookup
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.records import PAPERS
from portfolio.core.settings import TEXT_SCALES
from portfolio.ui.views.page_frame import Box, PageFrame, leading
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.plain_label import ElidedLabel, PlainLabel
from portfolio.ui.widgets.section import Section
from portfolio.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from portfolio.ui.window import Window


class SettingsView(PageFrame):
    """Every change applies at once and is kept."""

    def __init__(self, window: Window) -> None:
        super().__init__(_("Settings"), _("Everything applies at once. Nothing here changes your records."))
        self._window = window
        self.desk = window.desk
        schemes = [("system", _("System"), "monitor"), ("light", _("Light"), "sun"), ("dark", _("Dark"), "moon")]
        self.scheme = Segmented(_("Appearance"), schemes)
        self.scale = QComboBox()
        self.paper = Segmented(_("Paper"), [(paper, paper, "") for paper in PAPERS])
        self.folder = ElidedLabel("", mode=Qt.TextElideMode.ElideMiddle)
        for heading, make in (
            (_("Appearance"), self._appearance),
            (_("Library"), self._library),
            (_("Exports"), self._exports),
            (_("About"), self._about),
        ):
            box, section = Box(), Section(heading.upper())
            make(section)
            box.column.addWidget(section)
            self.column.addWidget(box)
        self.desk.settings_changed.connect(self.refresh)

    def _appearance(self, section: Section) -> None:
        section.add_field(_("Theme"), leading(self.scheme))
        for scale in TEXT_SCALES:
            self.scale.addItem(f"{scale} %", scale)
        self.scale.setAccessibleName(_("Text size"))
        self.scale.setMaximumWidth(220)
        section.add_field(_("Text size"), leading(self.scale))
        self.scheme.chosen.connect(lambda key: self._set(scheme=key))
        self.scale.activated.connect(lambda _index: self._set(text_scale=int(self.scale.currentData())))

    def _library(self, section: Section) -> None:
        section.add_field(_("Folder"), self.folder)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for name, text, icon in (
            ("open-library", _("Open another …"), "folder-open"),
            ("show-library", _("Show the folder"), "folder"),
            ("check", _("Check it"), "shield-check"),
        ):
            button = Button(text, icon)
            button.clicked.connect(self._window.actions_[name].trigger)
            line.addWidget(button)
        line.addStretch()
        section.add(row)

    def _exports(self, section: Section) -> None:
        section.add_field(_("Paper"), leading(self.paper))
        self.paper.chosen.connect(self._set_paper)
        self.paper.setEnabled(self.desk.can_write)

    def _about(self, section: Section) -> None:
        line = _("Laurel {version}. It works offline: no account, no telemetry.").format(version=portfolio.__version__)
        section.add(PlainLabel(line, "soft", wrap=True))
        about = Button(_("Licences and versions"), "info")
        about.clicked.connect(self._window.actions_["about"].trigger)
        section.add(about)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.refresh)

    def refresh(self) -> None:
        """Show what is set."""
        settings = self.desk.settings
        self.scheme.choose(settings.scheme)
        nearest = min(TEXT_SCALES, key=lambda scale: abs(scale - settings.text_scale))
        self.scale.setCurrentIndex(self.scale.findData(nearest))
        self.folder.setText(str(self.desk.store.folder))
        if not self.isVisible() or self.desk.closed:
            return
        try:
            self.paper.choose(self.desk.ask(lookup.export_options).paper)
        except PortfolioError as error:
            self.desk.tell(error)

    def _set(self, **values: Any) -> None:
        self.desk.remember(**values)
        self._window.restyled.emit()

    def _set_paper(self, paper: str) -> None:
        def verb(session: Any) -> None:
            from portfolio.core import library

            library.edit_export(session, paper=paper)

        self.desk.change(_("Change paper"), verb)
