"""The left half of the credentials and projects views: search, facets and order above a list of cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from portfolio.core import query
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.ui.desk import Desk
from portfolio.ui.models.cards import CardModel
from portfolio.ui.search_terms import toggled
from portfolio.ui.views.shelf import Shelf
from portfolio.ui.widgets.button import Button, IconButton
from portfolio.ui.widgets.cards import Card, CardList
from portfolio.ui.widgets.plain_label import PlainLabel
from portfolio.ui.widgets.search_field import SearchField


class ListPane(QWidget):
    """What there is, narrowed and ordered."""

    chosen = Signal(str)  # the id of the current record, or ""
    opened = Signal(str)
    add_wanted = Signal()
    sample_wanted = Signal()
    lost = Signal(str)  # the current record is no longer in the list

    def __init__(self, shelf: Shelf, desk: Desk) -> None:
        super().__init__()
        self.shelf, self.desk = shelf, desk
        self.order = shelf.orders[0][0]
        self._holding, self._last_row = False, 0
        self._empty_page: QWidget | None = None  # what stands there without rows,
        self._empty_search = False  # and whether that is because of the search
        self.model = CardModel(self._fetch, self)
        self.search = SearchField(_(shelf.search), _("Search"))
        self.filters = IconButton("list-filter", _("Narrow the list"), "plain")
        self.add = Button(_("Add"), "plus", "primary")
        self.count = PlainLabel("", "soft")
        self.unknown = PlainLabel("", "small", wrap=True)
        self.order_button = Button("", kind="quiet")
        self.cards = CardList(_(shelf.name))
        self.pages = QStackedWidget()
        self._build()
        self._connect()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 14, 16, 0)
        top.setSpacing(8)
        for widget, stretch in ((self.search, 1), (self.filters, 0), (self.add, 0)):
            top.addWidget(widget, stretch)
        line = QHBoxLayout()
        line.setContentsMargins(18, 0, 10, 0)
        line.addWidget(self.count)
        line.addStretch()
        line.addWidget(self.order_button)
        self.unknown.setContentsMargins(18, 0, 16, 0)
        self.unknown.hide()
        self.pages.addWidget(self.cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.unknown)
        column.addLayout(line)
        column.addWidget(self.pages, 1)
        self.order_button.setMenu(self._order_menu())
        self.add.setAccessibleName(_(self.shelf.new))
        self.cards.setModel(self.model)
        self.setMinimumWidth(320)

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, label in self.shelf.orders:
            action = QAction(_(label), menu, checkable=True, checked=order == self.order)
            action.triggered.connect(partial(self.set_order, order))
            group.addAction(action)
            menu.addAction(action)
        self.order_button.setText(_(self.shelf.orders[0][1]))
        self.order_button.setProperty("menu", True)
        return menu

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._search_again())
        self.search.descended.connect(self._go_down)
        self.cards.typed.connect(self._type_into_search)
        self.cards.opened.connect(lambda index: self.opened.emit(self.model.id_at(index.row())))
        self.cards.selectionModel().currentRowChanged.connect(self._current_changed)
        self.filters.clicked.connect(self._show_facets)
        self.add.clicked.connect(self.add_wanted)

    # --- asking ------------------------------------------------------------------------------------------------

    def load(self, *, fresh: bool = False) -> None:
        """Ask again which records there are; `fresh` also fetches their cards again."""
        asked = query.parse(self.search.text())
        try:
            with self.desk.store.look() as db:
                ids = self.shelf.find(db, asked, self.order, self.desk.today)
        except PortfolioError as error:
            self.desk.tell(error)
            return
        self._renew(ids, fresh)
        self._say_unknown(asked.unknown)
        self.count.setText(self.shelf.count_words(len(ids)))
        self._show_page(searching=bool(asked.terms))

    def _renew(self, ids: Sequence[str], fresh: bool) -> None:
        """Show other rows without leaving the current record, wherever it went."""
        kept, row = self.current_id(), self.cards.currentIndex().row()
        self._holding = True
        try:
            self.model.show(ids, fresh=fresh)
            if kept and self.current_id() != kept:
                self._hold(self.model.row_of(kept))
        finally:
            self._holding = False
        if kept and self.current_id() != kept:
            self._last_row = row
            self.lost.emit(kept)

    def _hold(self, row: int) -> None:
        if row >= 0:
            index, flag = self.model.index(row, 0), QItemSelectionModel.SelectionFlag
            self.cards.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        else:
            self.select_none()

    def select_near(self) -> None:
        """Make the card current that took the place of one that went."""
        if self.model.rowCount():
            self.cards.select_row(min(max(self._last_row, 0), self.model.rowCount() - 1))
        else:
            self.chosen.emit("")

    def _fetch(self, ids: Sequence[str]) -> Mapping[str, Card]:
        try:
            with self.desk.store.look() as db:
                rows = self.shelf.rows(db, ids)
        except PortfolioError as error:
            QTimer.singleShot(0, self, partial(self.desk.tell, error))  # not while the list paints
            return {}
        return {row.id: self.shelf.card(row, self.desk.today) for row in rows}

    def _search_again(self) -> None:
        self.load()
        if self.model.rowCount() and not self.current_id():
            self.cards.select_row(0)

    def set_order(self, order: str, _checked: bool = True) -> None:
        """Order the list by one of the shelf's orders."""
        self.order = order
        self.order_button.setText(_(dict(self.shelf.orders)[order]))
        self.load()
        self.cards.scrollTo(self.cards.currentIndex())

    def search_for(self, text: str) -> None:
        """Put a search into the field and look for it."""
        self.search.set_text(text)
        self._search_again()

    def toggle(self, term: str) -> None:
        """Add a condition to the search, or take it out."""
        self.search_for(toggled(self.search.text(), term))

    # --- selection ---------------------------------------------------------------------------------------------

    def current_id(self) -> str:
        """The id of the current card, or ""."""
        return self.model.id_at(self.cards.currentIndex().row())

    def selected_ids(self) -> list[str]:
        """The ids of all selected cards."""
        return [self.model.id_at(row) for row in self.cards.selected_rows()]

    def select(self, record_id: str) -> bool:
        """Make a card current; whether it is in the list."""
        row = self.model.row_of(record_id)
        if row >= 0:
            self.cards.select_row(row)
        return row >= 0

    def select_none(self) -> None:
        """Let no card be current."""
        self.cards.clearSelection()
        self.cards.setCurrentIndex(QModelIndex())

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._holding:
            self.chosen.emit(self.model.id_at(current.row()))

    def _go_down(self) -> None:
        if self.model.rowCount():
            self.cards.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.cards.currentIndex().isValid():
                self.cards.select_row(0)

    def _type_into_search(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.insert(text)

    # --- what is shown -----------------------------------------------------------------------------------------

    def _say_unknown(self, unknown: Sequence[str]) -> None:
        parts = ", ".join(f"“{part}”" for part in unknown)
        text = _("{parts} is not a condition that Laurel knows, so it was looked for as words.").format(parts=parts)
        self.unknown.setText(text if unknown else "")
        self.unknown.setVisible(bool(unknown))

    def _show_page(self, *, searching: bool) -> None:
        empty = self.model.rowCount() == 0
        self.count.setVisible(not empty or searching)
        self.order_button.setVisible(not empty)
        self.filters.setEnabled(not empty or searching)
        self.pages.setCurrentWidget(self._page_without_rows(searching=searching) if empty else self.cards)

    def _page_without_rows(self, *, searching: bool) -> QWidget:
        """Why there is no row. Kept while the reason stays, as most keys of a search in vain would make it again."""
        if self._empty_page is not None and self._empty_search == searching:
            return self._empty_page
        from portfolio.ui.views.empty_pages import nothing_found, nothing_yet

        if self._empty_page is not None:
            self.pages.removeWidget(self._empty_page)
            self._empty_page.deleteLater()
        self._empty_page = nothing_found(self.search.clear_now) if searching else nothing_yet(self)
        self._empty_search = searching
        self.pages.addWidget(self._empty_page)
        return self._empty_page

    def _show_facets(self) -> None:
        from portfolio.ui.views.facets import FacetPopup

        FacetPopup(self).show_below(self.filters)
