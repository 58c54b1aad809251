"""Paints cards: lengths follow the text scale, right-to-left layouts are mirrored."""

from __future__ import annotations

from functools import lru_cache, partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from portfolio.ui import icons, theme
from portfolio.ui.widgets.badge import badge_pixmap, initials
from portfolio.ui.widgets.card import TONES, Card, CardRole

_Index = QModelIndex | QPersistentModelIndex
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)


class _Ink:
    """One font at the text scale in use. It remembers what it measured: scrolling asks for the same words again."""

    def __init__(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        self.font = theme.font(size, weight)
        metrics = QFontMetrics(self.font)
        # A partial, as lru_cache reads what it wraps: the doc string of a method of Qt takes 30 ms to be made.
        self.width = lru_cache(maxsize=2048)(partial(_width, metrics))
        self.cut = lru_cache(maxsize=2048)(partial(_elided, metrics))


def _width(metrics: QFontMetrics, text: str) -> int:
    return metrics.horizontalAdvance(text)


def _elided(metrics: QFontMetrics, text: str, room: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


class _Inks:
    """The fonts of a card."""

    def __init__(self) -> None:
        self.title = _Ink(theme.STRONG, QFont.Weight.DemiBold)
        self.subtitle = _Ink(theme.BODY)
        self.status = _Ink(theme.SMALL, QFont.Weight.DemiBold)
        self.chip = _Ink(theme.SMALL, QFont.Weight.Medium)


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
        pill = inks.status.width(card.status) + theme.px(18) if card.status else 0
        beside = bool(pill) and self.end - self.start - pill >= theme.px(150)  # room for a title next to it?
        end = self.end
        if beside:
            self.status(self.end - pill, 13, pill)
            end -= pill + theme.px(10)
        self.text(inks.title, "text", card.title, 12, 22, end)
        self.text(inks.subtitle, "text_soft", card.subtitle, 34, 17, self.end)
        x, end = self.start, self.marks()
        if pill and not beside:
            pill = min(pill, end - x)
            self.status(x, 56, pill)
            x += pill + theme.px(6)
        self.chips(x, end)

    def text(self, ink: _Ink, role: str, text: str, y: int, height: int, end: int) -> None:
        width = end - self.start
        self.painter.setFont(ink.font)
        self.painter.setPen(theme.color(role))
        self.painter.drawText(self.at(self.start, y, width, height), self.align, ink.cut(text, width))

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
        self.painter.setFont(self.inks.status.font)
        room = width - theme.px(18)
        shown = self.inks.status.cut(self.card.status, room + 1)
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
        self.painter.setFont(self.inks.chip.font)
        ground = "chip_selected" if self.selected else "chip"
        ink, gap, most = self.inks.chip, theme.px(6), theme.px(190)
        for number, chip in enumerate(self.card.chips):
            shown = ink.cut(chip, most)
            width = ink.width(shown) + theme.px(16)
            left = len(self.card.chips) - number
            more = 0 if left == 1 else ink.width(f"+{left - 1}") + gap
            if x + width + more > end:
                if x + ink.width(f"+{left}") <= end:
                    self.painter.setPen(theme.color("text_soft"))
                    self.painter.drawText(self.at(x, 56, end - x, 20), self.align, f"+{left}")
                return
            self.pill(self.at(x, 56, width, 20), ground, "chip_text", shown)
            x += width + gap
