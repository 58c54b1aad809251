"""Makes the PDF: what goes in and how at the left, the real pages at the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from portfolio.core import lookup
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.progress import Progress
from portfolio.core.records import ORDERS, PAPERS, Exported, ExportOptions, ItemChoice, MissingGlyphs
from portfolio.ui import theme, words
from portfolio.ui.desk import Desk
from portfolio.ui.jobs import Job
from portfolio.ui.views.export_items import ExportItems
from portfolio.ui.views.exporting import Exporting
from portfolio.ui.views.page_frame import leading
from portfolio.ui.views.preview_pane import PreviewPane
from portfolio.ui.views.view import View
from portfolio.ui.widgets.banner import Banner
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.plain_label import PlainLabel
from portfolio.ui.widgets.section import Section
from portfolio.ui.widgets.segmented import Segmented

PAUSE = 400  # milliseconds after a change before the preview is made anew
_ORDER_WORDS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "title": "By title",
    "issuer": "By issuer",
    "own": "In my own order",
}


class ExportView(View):
    """Every choice is kept in the library and can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.options = ExportOptions()
        self._stale = True
        self._running: Job | None = None
        self.items = ExportItems(desk)
        self.paper = Segmented(_("Paper"), [(paper, paper, "") for paper in PAPERS])
        self.order = QComboBox()
        self.order.setAccessibleName(_("Order"))
        self.skills = QCheckBox(_("Page of skills"))
        self.evidence = QCheckBox(_("Annex with the evidence"))
        self.button = Button(_("Export PDF …"), "file-down", "primary")
        self.state = PlainLabel("", "soft", wrap=True)
        self.preview = PreviewPane(desk)
        self.exporting = Exporting(desk)
        self._warnings = QVBoxLayout()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._render)
        self._build()
        self._connect()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 18, 16, 16)
        column.setSpacing(14)
        column.addWidget(PlainLabel(_("Export"), "title"))
        column.addWidget(self.items, 1)
        for order in ORDERS:
            self.order.addItem(_(_ORDER_WORDS[order]), order)
        how = Section()
        how.add_field(_("Order"), leading(self.order))
        how.add_field(_("Paper"), leading(self.paper))
        how.add(self.skills)
        how.add(self.evidence)
        column.addWidget(how)
        column.addLayout(self._warnings)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.button)
        row.addWidget(self.state, 1)
        column.addLayout(row)
        column.addWidget(self.exporting)
        self._left = left
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.preview)
        splitter.setSizes([400, 640])
        splitter.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event) and hasattr(self, "_left"):
            self._restyle()

    def _restyle(self) -> None:
        self._left.setMinimumWidth(min(theme.px(340), 600))

    def _connect(self) -> None:
        self.order.activated.connect(lambda _index: self._set(order=str(self.order.currentData())))
        self.paper.chosen.connect(lambda paper: self._set(paper=paper))
        self.skills.clicked.connect(lambda on: self._set(skills=on))
        self.evidence.clicked.connect(lambda on: self._set(evidence=on))
        self.button.clicked.connect(self.export)
        self.desk.changed.connect(self._on_change)
        for control in (self.order, self.paper, self.skills, self.evidence):
            control.setEnabled(self.desk.can_write)

    # --- what is shown -----------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            QTimer.singleShot(0, self, self.refresh)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pause.stop()

    def _on_change(self, _tables: frozenset[str]) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Ask again what is chosen, and make the preview anew a moment later."""
        if self.desk.closed:
            return
        try:
            options, items = self.desk.ask(_question)
        except PortfolioError as error:
            self.desk.tell(error)
            return
        self.options = options
        self.items.show_items(items)
        self.order.setCurrentIndex(self.order.findData(options.order))
        self.paper.choose(options.paper)
        self.skills.setChecked(options.skills)
        self.evidence.setChecked(options.evidence)
        self._pause.start()

    def _set(self, **options: Any) -> None:
        def verb(session: Any) -> None:
            from portfolio.core import library

            library.edit_export(session, **options)

        if not self.desk.change(_("Change the export"), verb):
            self.refresh()

    def _render(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self._stale = False
        self.state.setText(_("Making the preview …"))

        def work(progress: Progress) -> tuple[bytes, Exported]:
            from portfolio.core import tasks

            return tasks.render(self.desk.store, paths=self.desk.paths, progress=progress)

        self._running = self.desk.quiet.run("", work, then=self._rendered, failed=self._failed, owner=self)

    def _rendered(self, made: tuple[bytes, Exported]) -> None:
        self._running = None
        pdf, exported = made
        self.preview.show_pdf(pdf, exported.pages, self.options.paper)
        self.state.setText(words.joined(words.pages(exported.pages), words.size(exported.size)))
        self._warn(exported)

    def _failed(self, error: Exception) -> None:
        self._running = None
        self.state.setText("")
        self.desk.tell(error)

    def _warn(self, exported: Exported) -> None:
        while (entry := self._warnings.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        if exported.missing:
            lines = [_missing_line(one) for one in exported.missing]
            count = sum(len(one.characters) for one in exported.missing)
            head = ngettext("{n} character cannot be printed.", "{n} characters cannot be printed.", count)
            self._warnings.addWidget(Banner(head.format(n=count), lines[0], "warn", "\n".join(lines)))
        for note in exported.notes:
            self._warnings.addWidget(Banner(note, "", "warn"))

    # --- exporting ---------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask where to, and write the PDF."""
        folder = self.desk.settings.last_export_folder or str(Path.home())
        place = str(Path(folder) / self.exporting.file_name())
        name, _filter = QFileDialog.getSaveFileName(self.window(), _("Export as PDF"), place, "PDF (*.pdf)")
        if name:
            self.exporting.export(Path(name) if Path(name).suffix else Path(f"{name}.pdf"))


def _question(session: Any) -> tuple[ExportOptions, list[ItemChoice]]:
    return lookup.export_options(session), lookup.export_items(session)


def _missing_line(missing: MissingGlyphs) -> str:
    return _("“{item}”, {field}: {characters}").format(
        item=missing.item, field=missing.field, characters=" ".join(missing.characters)
    )
