"""A list of cards: painted, never one widget a row, so that a hundred thousand scroll like ten.

A model gives one `Card` a row through `CardRole` (and `card.spoken()` through Qt's AccessibleTextRole and DisplayRole).
Rows whose card is not there yet are painted as empty cards.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from portfolio.ui.widgets.card import Card, CardRole
from portfolio.ui.widgets.card_delegate import CardDelegate

__all__ = ["Card", "CardDelegate", "CardList", "CardRole"]


class CardList(QTableView):
    """One column of cards of one height. Arrows, Page Up/Down, Home and End move; Enter or a double click opens.

    Letters typed into the list go out through `typed`, for a search field: Qt's own search would read every row.
    """

    opened = Signal(QModelIndex)
    typed = Signal(str)

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls the list."""
        super().__init__(parent)
        self.setObjectName("CardList")
        self.setAccessibleName(name)
        self._delegate = CardDelegate(self)
        self.setItemDelegate(self._delegate)
        self._behave()
        self._measure()
        self.doubleClicked.connect(self.opened)

    def _behave(self) -> None:
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def selected_rows(self) -> list[int]:
        """The rows that are selected, from top to bottom."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def select_row(self, row: int) -> None:
        """Make one row the current and only selected one, and bring it into view; -1 selects none."""
        model: QAbstractItemModel | None = self.model()
        if model is None or not 0 <= row < model.rowCount():
            self.clearSelection()
            return
        self.selectRow(row)
        self.scrollTo(model.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row: there is only one column to be at the end of."""
        model: QAbstractItemModel | None = self.model()
        move = QAbstractItemView.CursorAction
        if model is not None and action in (move.MoveHome, move.MoveEnd):
            return model.index(0 if action == move.MoveHome else model.rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_delegate"):
            self._delegate.restyle()
            self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        height = self._delegate.row_height()
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 3)
        self._widen()

    def _widen(self) -> None:
        self.horizontalHeader().setDefaultSectionSize(max(1, self.viewport().width()))
