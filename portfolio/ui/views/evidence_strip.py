"""The evidence of one record: tiles in order, and the buttons that add a file, a link or a note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.core.records import Evidence, Subject
from portfolio.ui.desk import Desk
from portfolio.ui.views.evidence_tile import EvidenceTile
from portfolio.ui.widgets.flow import FlowLayout
from portfolio.ui.widgets.plain_label import PlainLabel
from portfolio.ui.widgets.section import Section


class EvidenceStrip(QWidget):
    """`attach_wanted(list of Path)` comes when files were chosen for the record that is shown."""

    attach_wanted = Signal(list)
    add_wanted = Signal(str)  # "link" or "note"

    def __init__(self, desk: Desk, subject: Subject) -> None:
        super().__init__()
        self.desk, self.subject, self.record_id = desk, subject, ""
        self.tiles: dict[str, EvidenceTile] = {}
        self._section = Section(_("Evidence").upper())
        self.add_file = self._section.add_button("paperclip", _("Attach files …"))
        self.add_link = self._section.add_button("link", _("Add a link …"))
        self.add_note = self._section.add_button("sticky-note", _("Write a note …"))
        self.hint = PlainLabel(_("Drop certificates, photos or reports here to attach them."), "soft", wrap=True)
        self._box = QWidget()
        self._flow = FlowLayout(self._box, gap=10)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._box.setSizePolicy(policy)
        self._section.add(self._box)
        self._section.add(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._section)
        self.add_file.clicked.connect(self.choose_files)
        self.add_link.clicked.connect(lambda: self.add_wanted.emit("link"))
        self.add_note.clicked.connect(lambda: self.add_wanted.emit("note"))

    def show_items(self, record_id: str, items: Sequence[Evidence]) -> None:
        """Show this evidence, in this order."""
        if record_id != self.record_id:
            self._clear()
        self.record_id = record_id
        wanted = [item.id for item in items]
        for evidence_id in [known for known in self.tiles if known not in wanted]:
            self._drop(evidence_id)
        if list(self.tiles) != wanted[: len(self.tiles)]:
            self._clear()
        for item in items:
            if item.id in self.tiles:
                self.tiles[item.id].show_item(item)
            else:
                self._append(item)
        self._box.setVisible(bool(items))
        self.hint.setVisible(not items and self.desk.can_write)
        for button in (self.add_file, self.add_link, self.add_note):
            button.setEnabled(self.desk.can_write)
        self._flow.invalidate()
        self._box.updateGeometry()

    def _append(self, item: Evidence) -> None:
        tile = EvidenceTile(item)
        tile.setEnabled(True)
        tile.clicked.connect(partial(self._open, tile))
        tile.menu_wanted.connect(partial(self._menu, tile))
        tile.move_wanted.connect(partial(self.move_item, tile))
        tile.step_wanted.connect(partial(self._step, tile))
        tile.remove_wanted.connect(partial(self._unlink, tile))
        self.tiles[item.id] = tile
        self._flow.addWidget(tile)
        tile.show()
        self.desk.thumbnails.ask(item, tile.show_picture, tile)

    def _drop(self, evidence_id: str) -> None:
        tile = self.tiles.pop(evidence_id)
        self._flow.removeWidget(tile)
        tile.hide()
        tile.deleteLater()

    def _clear(self) -> None:
        for evidence_id in list(self.tiles):
            self._drop(evidence_id)

    # --- what people do ----------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for files and attach them."""
        names, _filter = QFileDialog.getOpenFileNames(self.window(), _("Attach files"))
        if names:
            self.attach_wanted.emit([Path(name) for name in names])

    def add(self, kind: str) -> None:
        """Ask for a link or a note and add it to the record."""
        from portfolio.ui.views.evidence_dialog import EvidenceDialog

        EvidenceDialog(self.desk, kind, None, (self.subject, self.record_id), self.window()).open()

    def move_item(self, tile: EvidenceTile, step: int) -> None:
        """Move one tile towards the start (-1) or the end (1)."""
        order = list(self.tiles)
        place = order.index(tile.item.id)
        if not 0 <= place + step < len(order):
            return
        order[place], order[place + step] = order[place + step], order[place]
        subject, record_id, moved = self.subject, self.record_id, tile.item.id

        def verb(session: Any) -> None:
            from portfolio.core import library

            library.arrange_evidence(session, subject, record_id, order)

        if self.desk.change(_("Move evidence"), verb):
            self._reorder(order)
            self.tiles[moved].setFocus(Qt.FocusReason.OtherFocusReason)

    def _reorder(self, order: Sequence[str]) -> None:
        self.tiles = {evidence_id: self.tiles[evidence_id] for evidence_id in order}
        for tile in self.tiles.values():
            self._flow.removeWidget(tile)
            self._flow.addWidget(tile)

    def _step(self, tile: EvidenceTile, step: int) -> None:
        order = list(self.tiles.values())
        place = order.index(tile) + step
        if 0 <= place < len(order):
            order[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, tile: EvidenceTile) -> None:
        from portfolio.ui.views.evidence_opening import open_item

        open_item(self.desk, tile.item, self.window())

    def _menu(self, tile: EvidenceTile, place: QPoint) -> None:
        from portfolio.ui.views.evidence_menu import EvidenceMenu

        EvidenceMenu(self, tile).popup(place)

    def _unlink(self, tile: EvidenceTile) -> None:
        from portfolio.ui.views.evidence_menu import unlink

        unlink(self, tile.item)
