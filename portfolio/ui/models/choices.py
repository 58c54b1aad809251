"""What goes into an export: two groups of rows with ticks, in an order that can be changed by dragging."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from portfolio.core.i18n import gettext as _
from portfolio.core.records import ItemChoice
from portfolio.ui import icons, theme

Index = QModelIndex | QPersistentModelIndex
ItemRole = int(Qt.ItemDataRole.UserRole) + 41
MIME = "application/x-laurel-choice"
GROUPS = (("credential", "Credentials", "award"), ("project", "Projects", "folder-kanban"))
_ROLE = Qt.ItemDataRole


class ChoiceModel(QAbstractListModel):
    """Rows are ItemChoices below a heading each for credentials and projects; a heading is a plain string.

    `ticked(list of ItemChoice, bool)` and `arranged(list of ItemChoice)` say what the user wants; nothing changes here
    before `show` is called with what came of it.
    """

    ticked = Signal(object, bool)
    arranged = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ItemChoice | str] = []

    def show(self, items: Sequence[ItemChoice]) -> None:
        """Show these items."""
        rows: list[ItemChoice | str] = []
        for subject, heading, _icon in GROUPS:
            group = [item for item in items if item.subject == subject]
            if group:
                chosen = sum(item.included for item in group)
                counted = _("{heading}: {chosen} of {all}").format(heading=_(heading), chosen=chosen, all=len(group))
                rows += [counted, *group]
        if [_key(row) for row in rows] == [_key(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def item(self, row: int) -> ItemChoice | None:
        """The item in a row; None for headings and outside the list."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, ItemChoice) else None

    def row_of(self, item_id: str) -> int:
        """The row of an item, or -1."""
        return next((row for row, found in enumerate(self._rows) if _key(found) == item_id), -1)

    def items(self) -> list[ItemChoice]:
        """All items in their order."""
        return [row for row in self._rows if isinstance(row, ItemChoice)]

    def move(self, row: int, step: int) -> bool:
        """Ask for an item to go up (-1) or down (1) within its group; whether it can."""
        moved, other = self.item(row), self.item(row + step)
        if moved is None or other is None or moved.subject != other.subject:
            return False
        order = self.items()
        here = order.index(moved)
        order[here], order[here + step] = order[here + step], order[here]
        self.arranged.emit(order)
        return True

    # --- what Qt asks ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature that Qt has
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        return _heading_data(row, role) if isinstance(row, str) else _item_data(row, role)

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        item = self.item(index.row())
        if role != _ROLE.CheckStateRole or item is None or item.private:
            return False
        self.ticked.emit([item], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        item = self.item(index.row()) if index.isValid() else None
        if item is None:
            return flag.ItemIsDropEnabled if not index.isValid() else flag.ItemIsEnabled
        if item.private:
            return flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return (
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsUserCheckable
            | flag.ItemIsDragEnabled
            | flag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        rows = sorted(index.row() for index in indexes)
        data.setData(MIME, QByteArray(json.dumps(rows).encode()))
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(MIME) and row > 0

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the dragged items before `row`. Always False, or the view would take the dragged rows out itself."""
        if data.hasFormat(MIME) and row > 0:
            rows = [int(number) for number in json.loads(bytes(data.data(MIME).data()))]
            dragged = [item for number in rows if (item := self.item(number))]
            before = [found for found in self._rows[:row] if isinstance(found, ItemChoice) and found not in dragged]
            after = [found for found in self._rows[row:] if isinstance(found, ItemChoice) and found not in dragged]
            self.arranged.emit([*before, *dragged, *after])
        return False


def _key(row: ItemChoice | str) -> str:
    return row.id if isinstance(row, ItemChoice) else row


def _heading_data(heading: str, role: int) -> Any:
    if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole):
        return heading.upper()
    if role == _ROLE.FontRole:
        return theme.font(theme.CAPTION, QFont.Weight.DemiBold)
    return theme.color("text_faint") if role == _ROLE.ForegroundRole else None


def _item_data(item: ItemChoice, role: int) -> Any:
    private = _("Private: it never leaves this library.")
    if role == ItemRole:
        return item
    if role == _ROLE.DisplayRole:
        return f"{item.title} – {_('private')}" if item.private else item.title
    if role == _ROLE.CheckStateRole:
        return Qt.CheckState.Checked if item.included else Qt.CheckState.Unchecked
    if role == _ROLE.DecorationRole and item.private:
        return icons.icon("eye-off", "text_faint")
    if role == _ROLE.ForegroundRole and item.private:
        return theme.color("text_faint")
    if role == _ROLE.AccessibleTextRole:
        return f"{item.title}, {private if item.private else _('goes in') if item.included else _('stays out')}"
    if role == _ROLE.AccessibleDescriptionRole and item.private:
        return private
    return None
