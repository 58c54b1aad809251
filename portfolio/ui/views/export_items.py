"""The list of what goes into an export: ticks, order by dragging, by buttons or by Alt with an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.core.records import ItemChoice, Subject
from portfolio.ui.desk import Desk
from portfolio.ui.models.choices import ChoiceModel
from portfolio.ui.widgets.button import Button, IconButton


class ChoiceList(QListView):
    """Alt with an arrow moves the current row."""

    move_wanted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(step)
        else:
            super().keyPressEvent(event)


class ExportItems(QWidget):
    """Writes what is wanted at once; the preview follows by the change notification."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = ChoiceModel(self)
        self.list = ChoiceList()
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("What goes in"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setIconSize(QSize(16, 16))
        self.list.setMinimumHeight(120)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.all = Button(_("All"), "", "quiet")
        self.none = Button(_("None"), "", "quiet")
        self.up = IconButton("arrow-up", _("Move up"))
        self.down = IconButton("arrow-down", _("Move down"))
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget in (self.all, self.none):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.up)
        row.addWidget(self.down)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self._connect()

    def _connect(self) -> None:
        self.model.ticked.connect(self.include)
        self.model.arranged.connect(self.arrange)
        self.list.move_wanted.connect(self.move_current)
        self.up.clicked.connect(lambda: self.move_current(-1))
        self.down.clicked.connect(lambda: self.move_current(1))
        self.all.clicked.connect(lambda: self._include_all(True))
        self.none.clicked.connect(lambda: self._include_all(False))

    def show_items(self, items: Sequence[ItemChoice]) -> None:
        """Show these, and stay at the current one."""
        current = self.model.item(self.list.currentIndex().row())
        self.model.show(items)
        if current is not None and (row := self.model.row_of(current.id)) >= 0:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(self.model.index(row), flag)
        writable = self.desk.can_write and bool(items)
        for button in (self.all, self.none, self.up, self.down):
            button.setEnabled(writable)

    def include(self, items: Sequence[ItemChoice], included: bool) -> None:
        """Let items in or keep them out."""

        def verb(session: Any) -> None:
            from portfolio.core import library

            for item in items:
                library.include(session, Subject(item.subject), item.id, included)

        self.desk.change(_("Choose what is exported"), verb)

    def _include_all(self, included: bool) -> None:
        items = [item for item in self.model.items() if not item.private and item.included != included]
        if items:
            self.include(items, included)

    def arrange(self, order: Sequence[ItemChoice]) -> None:
        """Put everything into this order, which becomes the user's own."""

        def verb(session: Any) -> None:
            from portfolio.core import library

            library.arrange(session, [(Subject(item.subject), item.id) for item in order])

        self.desk.change(_("Arrange the export"), verb)

    def move_current(self, step: int) -> None:
        """Move the current row up (-1) or down (1)."""
        if self.desk.can_write:
            self.model.move(self.list.currentIndex().row(), step)
