"""A list of cards: painted, never one widget a row, so that a hundred thousand scroll like ten.

A model gives one `Card` a row through `CardRole` (and `card.spoken()` through Qt's AccessibleTextRole and DisplayRole).
Rows whose card is not there yet are painted as empty cards.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from portfolio.ui import icons, theme
from portfolio.ui.widgets.badge import badge_pixmap, initials

CardRole = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex

TONES = {
    "ok": ("ok", "ok_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("bad", "bad_soft"),
    "info": ("info", "info_soft"),
    "none": ("chip_text", "chip"),
}
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)


@dataclass(frozen=True, slots=True)
class Card:
    """What one row shows.

    `seed` decides colour and initials of the badge (an issuer's name); `tone` is "ok", "warn", "bad", "info" or
    "none" and colours `status`; `marks` are names of icons, such as "eye-off", "star", "paperclip".
    """

    seed: str
    title: str
    subtitle: str = ""
    chips: tuple[str, ...] = ()
    status: str = ""
    tone: str = "none"
    marks: tuple[str, ...] = ()

    def spoken(self) -> str:
        """The card in one line for screen readers."""
        return ", ".join(part for part in (self.title, self.subtitle, self.status, *self.chips) if part)


class _Inks:
    """Fonts and their metrics at the text scale in use; made once, not once a row."""

    def __init__(self) -> None:
        self.title = theme.font(theme.STRONG, QFont.Weight.DemiBold)
        self.subtitle = theme.font(theme.BODY)
        self.status = theme.font(theme.SMALL, QFont.Weight.DemiBold)
        self.chip = theme.font(theme.SMALL, QFont.Weight.Medium)
        self.title_size, self.subtitle_size = QFontMetrics(self.title), QFontMetrics(self.subtitle)
        self.status_size, self.chip_size = QFontMetrics(self.status), QFontMetrics(self.chip)


class CardDelegate(QStyledItemDelegate):
    """Paints a Card. Lengths follow the text scale; right-to-left layouts are mirrored."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._inks = _Inks()

    def restyle(self) -> None:
        """Measure anew, after theme or text scale changed."""
        self._inks = _Inks()

    def row_height(self) -> int:
        """Logical pixels that each row takes, its share of the gap between cards included."""
        return theme.px(83) + 9

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(theme.px(240), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(16.5, 4.5, -16.5, -4.5)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_box(painter, box, option.state)
        card = index.data(CardRole)
        if isinstance(card, Card):
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each text in its own direction
            _CardPainter(painter, box, card, self._inks, selected, option.direction).paint()
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        edge = "focus" if focused else "accent" if selected else "border_input" if hovered else "border"
        painter.setPen(QPen(theme.color(edge), 2 if focused else 1))
        painter.setBrush(theme.color("card_selected" if selected else "card"))
        painter.drawRoundedRect(box, theme.CARD_RADIUS, theme.CARD_RADIUS)


class _CardPainter:
    """One card being painted: where things go, from the leading edge on."""

    def __init__(
        self, painter: QPainter, box: QRectF, card: Card, inks: _Inks, selected: bool, direction: Qt.LayoutDirection
    ) -> None:
        self.painter, self.card, self.inks, self.selected = painter, card, inks, selected
        self.box, self.direction = box.toRect(), direction
        edge = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
        self.align = int(_LEADING | edge | Qt.AlignmentFlag.AlignAbsolute)
        narrow = self.box.width() < theme.px(300)  # as with large text beside a wide detail pane
        self.side = theme.px(36 if narrow else 52)
        self.start = self.box.left() + self.side + theme.px(24 if narrow else 30)
        self.end = self.box.right() - theme.px(14)

    def at(self, x: int, y: int, width: int, height: int) -> QRect:
        """A rectangle given from the leading edge; `y` from the top of the card in pixels at 100 %."""
        rect = QRect(x, self.box.top() + theme.px(y), width, theme.px(height))
        return QStyle.visualRect(self.direction, self.box, rect)

    def paint(self) -> None:
        card, inks = self.card, self.inks
        picture = badge_pixmap(card.seed, initials(card.seed), self.side, self.painter.device().devicePixelRatioF())
        self.painter.drawPixmap(self.at(self.box.left() + theme.px(14), 15, self.side, 52).topLeft(), picture)
        pill = inks.status_size.horizontalAdvance(card.status) + theme.px(18) if card.status else 0
        beside = bool(pill) and self.end - self.start - pill >= theme.px(150)  # room for a title next to it?
        end = self.end
        if beside:
            self.status(self.end - pill, 13, pill)
            end -= pill + theme.px(10)
        self.text(inks.title, inks.title_size, "text", card.title, 12, 22, end)
        self.text(inks.subtitle, inks.subtitle_size, "text_soft", card.subtitle, 34, 17, self.end)
        x, end = self.start, self.marks()
        if pill and not beside:
            pill = min(pill, end - x)
            self.status(x, 56, pill)
            x += pill + theme.px(6)
        self.chips(x, end)

    def text(self, font: QFont, size: QFontMetrics, role: str, text: str, y: int, height: int, end: int) -> None:
        width = end - self.start
        self.painter.setFont(font)
        self.painter.setPen(theme.color(role))
        shown = size.elidedText(text, Qt.TextElideMode.ElideRight, width)
        self.painter.drawText(self.at(self.start, y, width, height), self.align, shown)

    def pill(self, rect: QRect, ground: str, ink: str, text: str) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(theme.color(ground))
        self.painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        self.painter.setPen(theme.color(ink))
        self.painter.drawText(rect, _CENTRE, text)

    def status(self, x: int, y: int, width: int) -> None:
        ink, ground = TONES.get(self.card.tone, TONES["none"])
        if ground == "chip" and self.selected:
            ground = "chip_selected"
        self.painter.setFont(self.inks.status)
        room = width - theme.px(18)
        shown = self.inks.status_size.elidedText(self.card.status, Qt.TextElideMode.ElideRight, room + 1)
        self.pill(self.at(x, y, width, 20), ground, ink, shown)

    def marks(self) -> int:
        """Paint the marks at the trailing edge and return where what stands before them has to end."""
        x = self.end
        for name in reversed(self.card.marks):
            x -= theme.px(16)
            icons.paint(self.painter, self.at(x, 58, theme.px(16), 16), name, "text_faint")
            x -= theme.px(6)
        return x

    def chips(self, x: int, end: int) -> None:
        """Paint as many chips as fit, then how many more there are."""
        self.painter.setFont(self.inks.chip)
        ground = "chip_selected" if self.selected else "chip"
        size, gap, most = self.inks.chip_size, theme.px(6), theme.px(190)
        for number, chip in enumerate(self.card.chips):
            shown = size.elidedText(chip, Qt.TextElideMode.ElideRight, most)
            width = size.horizontalAdvance(shown) + theme.px(16)
            left = len(self.card.chips) - number
            more = 0 if left == 1 else size.horizontalAdvance(f"+{left - 1}") + gap
            if x + width + more > end:
                if x + size.horizontalAdvance(f"+{left}") <= end:
                    self.painter.setPen(theme.color("text_soft"))
                    self.painter.drawText(self.at(x, 56, end - x, 20), self.align, f"+{left}")
                return
            self.pill(self.at(x, 56, width, 20), ground, "chip_text", shown)
            x += width + gap


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
