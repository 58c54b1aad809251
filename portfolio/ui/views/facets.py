"""The popup that narrows a list: the values that there are, with how many rows each would leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from portfolio.core import query
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.records import Facet, FacetValue
from portfolio.ui import theme, words
from portfolio.ui.search_terms import has_term
from portfolio.ui.widgets.flow import FlowLayout
from portfolio.ui.widgets.plain_label import PlainLabel, plain_tip

if TYPE_CHECKING:
    from portfolio.ui.views.list_pane import ListPane

WIDTH, TALLEST, LONGEST = 360, 520, 34


class FacetPopup(QFrame):
    """Stays open while values are chosen; Escape or a click elsewhere closes it. Choosing changes the search text."""

    def __init__(self, pane: ListPane) -> None:
        super().__init__(pane, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("Facets")
        self.setAccessibleName(_("Narrow the list"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._pane = pane
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._scroll)
        self._fill("")

    def show_below(self, button: QWidget) -> None:
        """Open below a button, its end aligned with the button's."""
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        area = button.screen().availableGeometry()
        self.move(max(area.left(), min(corner.x(), area.right() - self.width())), corner.y())
        self.show()
        first = self.findChild(QPushButton)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, focused: str) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        for facet in self._facets():
            column.addWidget(PlainLabel(_(facet.label).upper(), "caption"))
            column.addWidget(self._values(facet, focused))
            column.addSpacing(6)
        if column.count() == 0:
            column.addWidget(PlainLabel(_("There is nothing to narrow yet."), "soft"))
        column.addStretch()
        self._scroll.setWidget(body)
        width = theme.px(WIDTH)
        body.setFixedWidth(width)
        height = column.heightForWidth(width) if column.hasHeightForWidth() else column.sizeHint().height()
        self.setFixedSize(width + 10 + 14, min(theme.px(TALLEST), height + 12))

    def _facets(self) -> tuple[Facet, ...]:
        asked = query.parse(self._pane.search.text())
        try:
            with self._pane.desk.store.look() as db:
                return self._pane.shelf.facets(db, asked, today=self._pane.desk.today)
        except PortfolioError as error:
            self._pane.desk.tell(error)
            return ()

    def _values(self, facet: Facet, focused: str) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=6)
        for value in facet.values:
            flow.addWidget(self._button(facet, value, focused))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        return box

    def _button(self, facet: Facet, value: FacetValue, focused: str) -> QPushButton:
        label = words.facet_value(facet.name, value.label)
        short = label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
        button = QPushButton(f"{short}  {words.number(value.count)}".replace("&", "&&"))
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        button.setChecked(has_term(self._pane.search.text(), value.term))
        button.setAutoDefault(False)
        button.setAccessibleName(f"{_(facet.label)}: {label}, {words.number(value.count)}")
        button.setToolTip(plain_tip(label) if short != label else "")
        button.clicked.connect(partial(self._toggle, value.term))
        if value.term == focused:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button

    def _toggle(self, term: str) -> None:
        self._pane.toggle(term)
        place = self._scroll.verticalScrollBar().value()
        self._fill(term)
        self._scroll.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.update()
