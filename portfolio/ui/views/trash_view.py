"""The trash: what was deleted, to be taken out again or deleted for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from portfolio.core import lookup
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.core.records import ItemChoice
from portfolio.ui import icons, words
from portfolio.ui.desk import Desk
from portfolio.ui.views.view import View
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.empty import EmptyState
from portfolio.ui.widgets.plain_label import PlainLabel

TABLES = frozenset({"credentials", "projects", "evidence"})
_ICONS = {"credential": "award", "project": "folder-kanban", "evidence": "paperclip"}
_KINDS = {"credential": "Credential", "project": "Project", "evidence": "Evidence"}
_ITEM = Qt.ItemDataRole.UserRole


class TrashView(View):
    """Several can be chosen at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.list = QListWidget()
        self.list.setAccessibleName(_("Trash"))
        self.list.setIconSize(QSize(16, 16))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.restore = Button(_("Restore"), "archive-restore", "primary")
        self.purge = Button(_("Delete for good"), "trash-2", "danger")
        self.empty = Button(_("Empty the trash"), "", "quiet")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        nothing = _("What you delete waits here until you delete it for good.")
        self.pages.addWidget(EmptyState("trash-2", _("The trash is empty"), nothing))
        self._build()
        desk.changed.connect(self._on_change)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(_("Trash"), "title"), 1)
        for button in (self.empty, self.purge, self.restore):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        self.restore.clicked.connect(self.restore_chosen)
        self.purge.clicked.connect(self.purge_chosen)
        self.empty.clicked.connect(self._empty)
        self.list.itemSelectionChanged.connect(self._enable)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.refresh)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.purge_chosen()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Ask again what lies in the trash."""
        if self.desk.closed:
            return
        try:
            items = self.desk.ask(lookup.trash)
        except PortfolioError as error:
            self.desk.tell(error)
            return
        row = self.list.currentRow()
        self.list.clear()
        for item in items:
            self.list.addItem(_entry(item))
        self.pages.setCurrentIndex(0 if items else 1)
        if items:
            self.list.setCurrentRow(min(max(row, 0), len(items) - 1))
        self._enable()

    def chosen(self) -> list[ItemChoice]:
        """What is selected."""
        return [entry.data(_ITEM) for entry in self.list.selectedItems()]

    def restore_chosen(self) -> None:
        """Take what is selected out of the trash."""
        chosen = self.chosen()

        def verb(session: Any) -> None:
            from portfolio.core import library

            for item in chosen:
                library.restore(session, item.subject, item.id)

        if chosen:
            count = len(chosen)
            done = ngettext("{n} item is back.", "{n} items are back.", count).format(n=words.number(count))
            self.desk.change(_("Restore from the trash"), verb, done=done)

    def purge_chosen(self) -> None:
        """Delete what is selected for good."""
        self._purge(self.chosen())

    def _empty(self) -> None:
        self._purge([self.list.item(row).data(_ITEM) for row in range(self.list.count())])

    def _purge(self, items: Sequence[ItemChoice]) -> None:
        def verb(session: Any) -> None:
            from portfolio.core import library

            for item in items:
                library.purge(session, item.subject, item.id)

        if items and self.desk.can_write:
            count = len(items)
            done = ngettext("{n} item was deleted for good.", "{n} items were deleted for good.", count)
            self.desk.change(_("Delete for good"), verb, done=done.format(n=words.number(count)))

    def _enable(self) -> None:
        chosen = bool(self.list.selectedItems()) and self.desk.can_write
        self.restore.setEnabled(chosen)
        self.purge.setEnabled(chosen)
        self.empty.setEnabled(self.list.count() > 0 and self.desk.can_write)

    def _on_change(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self.isVisible():
            self.refresh()


def _entry(item: ItemChoice) -> QListWidgetItem:
    entry = QListWidgetItem(words.joined(item.title or _("Untitled"), _(_KINDS[item.subject])))
    entry.setIcon(icons.icon(_ICONS[item.subject], "text_soft"))
    entry.setData(_ITEM, item)
    return entry
