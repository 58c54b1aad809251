"""The popup that narrows a list: the values that there are, with how many rows each would leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QStyle, QVBoxLayout, QWidget

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


class FacetChip(QAbstractButton):
    """One value: a pill that stays down, with the number of rows that it leaves."""

    def __init__(self, label: str, count: str) -> None:
        super().__init__()
        self.label, self.count = label, count
        self.setText(label)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _fonts(self) -> tuple[QFont, QFont]:
        return theme.font(theme.SMALL, QFont.Weight.Medium), theme.font(theme.CAPTION)

    def _widths(self) -> tuple[int, int]:
        label, count = (QFontMetrics(font) for font in self._fonts())
        most = theme.px(WIDTH - 90)
        return min(label.horizontalAdvance(self.label) + 1, most), count.horizontalAdvance(self.count)

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + theme.px(26), theme.px(25))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else "chip"
        edge = "focus" if self.hasFocus() else "accent" if self.isChecked() else ""
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        start = theme.px(10)
        ink = "on_soft" if self.isChecked() else "chip_text"
        for text, font, width in zip((self.label, self.count), self._fonts(), self._widths(), strict=True):
            painter.setFont(font)
            painter.setPen(theme.color(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            place = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(start, 0, width, self.height()))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), shown)
            start += width + theme.px(6)


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
        first = self.findChild(FacetChip)
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

    def _button(self, facet: Facet, value: FacetValue, focused: str) -> FacetChip:
        label, count = words.facet_value(facet.name, value.label), words.number(value.count)
        button = FacetChip(label, count)
        button.setChecked(has_term(self._pane.search.text(), value.term))
        button.setAccessibleName(f"{_(facet.label)}: {label}, {count}")
        button.setToolTip(plain_tip(label) if len(label) > LONGEST else "")
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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.color("border_input"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
