"""Chooses credentials and projects that a piece of evidence belongs to."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from portfolio.core import lookup, query
from portfolio.core.i18n import gettext as _
from portfolio.core.records import CredentialRow, Evidence, ProjectRow, Subject
from portfolio.ui import icons, theme, words
from portfolio.ui.desk import Desk
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.plain_label import ElidedLabel, PlainLabel
from portfolio.ui.widgets.search_field import SearchField

MOST = 200  # rows shown; who has more searches
_KEY = Qt.ItemDataRole.UserRole


class Picker(QDialog):
    """A tick links the evidence at once on OK, taking a tick away unlinks it; both are one step to undo."""

    def __init__(self, desk: Desk, item: Evidence, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.item = desk, item
        self.setWindowTitle(_("What does this evidence belong to?"))
        self._before = {(Subject.CREDENTIAL, one) for one in item.credentials}
        self._before |= {(Subject.PROJECT, one) for one in item.projects}
        self.chosen = set(self._before)
        self.search = SearchField(_("Search credentials and projects …"), _("Search"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Credentials and projects"))
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(16, 16))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._build()
        self._load("")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.windowTitle(), "heading"))
        column.addWidget(ElidedLabel(self.item.title, "soft"))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        cancel, done = Button(_("Cancel")), Button(_("Done"), kind="primary")
        done.setDefault(True)
        cancel.clicked.connect(self.reject)
        done.clicked.connect(self.accept)
        buttons.addWidget(cancel)
        buttons.addWidget(done)
        column.addLayout(buttons)
        self.search.searched.connect(self._load)
        self.search.descended.connect(self.list.setFocus)
        self.list.itemChanged.connect(self._ticked)
        self.resize(theme.px(520), theme.px(520))

    def _load(self, text: str) -> None:
        asked, today = query.parse(text), self.desk.today
        with self.desk.store.look() as db:
            credentials = lookup.credential_rows(db, lookup.credential_ids(db, asked, "title", today=today)[:MOST])
            projects = lookup.project_rows(db, lookup.project_ids(db, asked, "title", today=today)[:MOST])
        self.list.blockSignals(True)
        self.list.clear()
        found: list[CredentialRow | ProjectRow] = [*credentials, *projects]
        for row in found:
            self.list.addItem(self._entry(row))
        self.list.blockSignals(False)

    def _entry(self, row: CredentialRow | ProjectRow) -> QListWidgetItem:
        is_credential = isinstance(row, CredentialRow)
        subject = Subject.CREDENTIAL if is_credential else Subject.PROJECT
        more = row.issuer if isinstance(row, CredentialRow) else row.role
        entry = QListWidgetItem(words.joined(row.title, more))
        entry.setIcon(icons.icon("award" if is_credential else "folder-kanban", "text_soft"))
        entry.setData(_KEY, (subject, row.id))
        entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = (subject, row.id) in self.chosen
        entry.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return entry

    def _ticked(self, entry: QListWidgetItem) -> None:
        key = tuple(entry.data(_KEY))
        if entry.checkState() == Qt.CheckState.Checked:
            self.chosen.add(key)
        else:
            self.chosen.discard(key)

    def accept(self) -> None:
        """Link and unlink what was ticked and unticked."""
        added, removed = self.chosen - self._before, self._before - self.chosen
        if not added and not removed:
            super().accept()
            return
        evidence_id = self.item.id

        def verb(session: Any) -> None:
            from portfolio.core import library

            for subject, subject_id in sorted(added):
                library.link_evidence(session, evidence_id, subject, subject_id)
            for subject, subject_id in sorted(removed):
                library.unlink_evidence(session, evidence_id, subject, subject_id)

        if self.desk.change(_("Link evidence"), verb):
            super().accept()
