"""Credentials or projects: the list, and beside it the detail pane of the current record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.core.i18n import ngettext
from portfolio.ui import words
from portfolio.ui.desk import Desk
from portfolio.ui.views.list_pane import ListPane
from portfolio.ui.views.shelf import Shelf
from portfolio.ui.views.view import View

if TYPE_CHECKING:
    from portfolio.ui.views.detail import DetailPane

SOON = 150  # milliseconds that a card is current before its detail is read: arrows and search go on meanwhile


class ListView(View):
    """One shelf of the library. `finish()` makes the detail pane, which the first paint does not wait for."""

    sample_wanted = Signal()
    current_changed = Signal()

    def __init__(self, shelf: Shelf, desk: Desk) -> None:
        super().__init__()
        self.shelf, self.desk = shelf, desk
        self.pane = ListPane(shelf, desk)
        self.detail: DetailPane | None = None
        self._stale = True
        self._right = QStackedWidget()
        self._ground = QWidget()  # a QStackedWidget is transparent in the style sheet
        self._ground.setProperty("ground", "surface")
        self._ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ground.setMinimumWidth(340)
        inside = QVBoxLayout(self._ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._right)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._show_current)
        self._build()
        desk.changed.connect(self._on_change)

    def _build(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.pane)
        self.splitter.addWidget(self._ground)
        self.splitter.setSizes([560, 500])
        kept = QByteArray.fromBase64(self.desk.settings.splitter.encode("ascii", "ignore"))
        if not kept.isEmpty():
            self.splitter.restoreState(kept)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.pane.chosen.connect(lambda _id: self._soon.start())
        self.pane.opened.connect(self._open)
        self.pane.lost.connect(self._lost)
        self.pane.add_wanted.connect(self.add)
        self.pane.sample_wanted.connect(self.sample_wanted)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.detail is not None:  # at the start the window says when
            QTimer.singleShot(0, self, self.catch_up)

    def catch_up(self) -> None:
        """Ask for the rows, if that was put off while nobody saw them."""
        if self._stale and not self.desk.closed:
            self._stale = False
            self.pane.load(fresh=True)
            if self.detail is not None:
                self.detail.refresh()

    def show_rows(self) -> None:
        """Show the rows now, for the start: what follows takes longer and must not come before them."""
        self.catch_up()
        self.pane.cards.viewport().repaint()

    def saved_splitter(self) -> str:
        """Where the border between list and detail is, for the settings."""
        return bytes(self.splitter.saveState().toBase64().data()).decode("ascii")

    def finish(self) -> DetailPane:
        """Make the detail pane if it is not there yet, and show the first record in it."""
        if self.detail is None:
            from portfolio.ui.views.detail import DetailPane
            from portfolio.ui.views.empty_pages import nothing_chosen

            self.detail = DetailPane(self.shelf, self.desk)
            self.detail.created.connect(self._created)
            self.detail.remove_wanted.connect(self.remove)
            self.detail.dropped_draft.connect(self._show_current)
            self._right.addWidget(self.detail)
            self._right.addWidget(nothing_chosen(self.shelf))
            self.catch_up()
            if not self.pane.current_id() and self.pane.model.rowCount():
                self.pane.cards.select_row(0)
            self._show_current()
        return self.detail

    # --- what is current ---------------------------------------------------------------------------------------

    def _show_current(self) -> None:
        self._soon.stop()
        if self.detail is None:
            return
        record_id = self.pane.current_id()
        if not record_id and self.detail.is_draft():
            return
        found = self.detail.show_record(record_id) if record_id else self.detail.clear()
        self._right.setCurrentIndex(0 if found else 1)
        self.current_changed.emit()

    def show_record(self, record_id: str) -> None:
        """Make a record current, also one that the search leaves out."""
        detail = self.finish()
        if not self.pane.select(record_id):
            self.pane.search_for("")
            self.pane.select(record_id)
        self._show_current()
        detail.setFocus()

    def _open(self, record_id: str) -> None:
        detail = self.finish()
        self._show_current()
        detail.edit_title()

    def _lost(self, record_id: str) -> None:
        """The current record left the list: it went to the trash, or it no longer fits the search."""
        # Whether somebody types there is asked first: at most keys nobody does, and then nothing need be read.
        if self.detail is None or not self.detail.busy() or not self.detail.still_there(record_id):
            self.pane.select_near()

    def _created(self, record_id: str) -> None:
        self.pane.search.set_text("")
        self.pane.load(fresh=True)
        self.pane.select(record_id)

    def _on_change(self, tables: frozenset[str]) -> None:
        if not tables & self.shelf.tables:
            return
        if not self.isVisible():
            self._stale = True
            return
        self.pane.load(fresh=True)
        if self.detail is not None:
            self.detail.refresh()

    # --- what people do ----------------------------------------------------------------------------------------

    def add(self) -> None:
        """Begin a new record in the detail pane."""
        if not self.desk.can_write:
            return
        detail = self.finish()
        self._soon.stop()
        detail.flush()
        self.pane.select_none()
        self._soon.stop()
        detail.start_draft()
        self._right.setCurrentIndex(0)
        detail.edit_title()

    def remove(self) -> None:
        """Put the selected records into the trash, with an offer to take that back."""
        chosen = self.pane.selected_ids()
        if self.detail is not None:
            self.detail.flush()
            if self.detail.is_draft():
                self.detail.drop_draft()
                return
            if not chosen and self.detail.record_id:
                chosen = [self.detail.record_id]
        if chosen and self.desk.can_write:
            self._remove(chosen)

    def _remove(self, chosen: Sequence[str]) -> None:
        subject = self.shelf.subject.value
        titles = [card.title for row in self.pane.cards.selected_rows() if (card := self.pane.model.card(row))]

        def verb(session: Any) -> None:
            from portfolio.core import library

            for record_id in chosen:
                library.remove(session, subject, record_id)

        if len(chosen) == 1:
            done = self.shelf.removed_words(titles[0] if titles else "")
        else:
            done = ngettext("{n} item is in the trash.", "{n} items are in the trash.", len(chosen))
            done = done.format(n=words.number(len(chosen)))
        self.desk.change(_("Delete {count}").format(count=self.shelf.count_words(len(chosen))), verb, done=done)

    def add_evidence(self, kind: str) -> None:
        """Ask for a link or a note for the current record."""
        self.finish().evidence.add_wanted.emit(kind)

    def attach(self, paths: Sequence[Path], record_id: str = "") -> None:
        """Attach files to one record: that of the card they were dropped on, or the current one."""
        detail = self.finish()
        if record_id and record_id != detail.record_id:
            self.pane.select(record_id)
            self._show_current()
        detail.attach(paths)

    def begin_search(self) -> None:
        """Put the cursor into the search field."""
        self.pane.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.pane.search.selectAll()

    def has_record(self) -> bool:
        """Whether a record is shown, or a draft."""
        return self.detail is not None and self.detail.record is not None

    def flush(self) -> None:
        """Save what is being typed."""
        if self.detail is not None:
            self.detail.flush()
