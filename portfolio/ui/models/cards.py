"""The rows of a list of cards: an array of ids, and a window of cards fetched a page at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from portfolio.ui.widgets.cards import Card, CardRole

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[str]], Mapping[str, Card]]

PAGE = 50  # rows fetched at once: a few screens, as a key waits for them
KEPT = 1_000  # cards kept in memory
SMALL_CHANGE = 64  # rows that are taken out or put in one by one, so that the view keeps its place
IdRole = int(Qt.ItemDataRole.UserRole) + 40


class CardModel(QAbstractTableModel):
    """One column. `fetch(ids)` gives the cards of those of the ids that still exist."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: list[str] = []
        self._cards: OrderedDict[str, Card] = OrderedDict()

    @property
    def ids(self) -> Sequence[str]:
        """The ids in the order of the rows."""
        return self._ids

    def row_of(self, record_id: str) -> int:
        """The row of an id, or -1."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def id_at(self, row: int) -> str:
        """The id in a row, or "" outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else ""

    def show(self, ids: Sequence[str], *, fresh: bool = False) -> None:
        """Show these rows. `fresh` says that the cards may have changed, too, and are fetched again."""
        new = list(ids)
        if fresh:
            self._cards.clear()
        if new != self._ids:
            self._replace(new)
        if fresh and self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def _replace(self, new: list[str]) -> None:
        first, end_old, end_new = _difference(self._ids, new)
        if end_old - first > SMALL_CHANGE or end_new - first > SMALL_CHANGE:
            self.beginResetModel()
            self._ids = new
            self.endResetModel()
            return
        if end_old > first:
            self.beginRemoveRows(QModelIndex(), first, end_old - 1)
            del self._ids[first:end_old]
            self.endRemoveRows()
        if end_new > first:
            self.beginInsertRows(QModelIndex(), first, end_new - 1)
            self._ids[first:first] = new[first:end_new]
            self.endInsertRows()

    def card(self, row: int) -> Card | None:
        """The card of a row; None when its record went away since the ids were asked for."""
        record_id = self._ids[row]
        if record_id not in self._cards:
            self._load(row // PAGE)
        return self._cards.get(record_id)

    def _load(self, page: int) -> None:
        wanted = [record_id for record_id in self._ids[page * PAGE : (page + 1) * PAGE] if record_id not in self._cards]
        self._cards.update(self._fetch(wanted))
        while len(self._cards) > KEPT:
            self._cards.popitem(last=False)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - the signature that Qt has
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == IdRole:
            return self._ids[index.row()]
        if role == CardRole:
            return self.card(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            card = self.card(index.row())
            return card.spoken() if card else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = super().flags(index)
        return base | Qt.ItemFlag.ItemIsDropEnabled if index.isValid() else base

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasUrls() and parent.isValid()


def _difference(old: list[str], new: list[str]) -> tuple[int, int, int]:
    """Where two lists begin to differ, and the ends of the differing part in each."""
    first, most = 0, min(len(old), len(new))
    while first < most and old[first] == new[first]:
        first += 1
    end_old, end_new = len(old), len(new)
    while end_old > first and end_new > first and old[end_old - 1] == new[end_new - 1]:
        end_old, end_new = end_old - 1, end_new - 1
    return first, end_old, end_new
