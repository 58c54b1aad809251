"""The column at the edge of the window: our mark, the pages, and at its foot what is used now and then."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QStyle, QVBoxLayout, QWidget

from portfolio.ui import icons, theme
from portfolio.ui.widgets.plain_label import PlainLabel, plain_tip

LEAST_WIDTH = 214  # logical pixels, at any text scale
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NavButton(QAbstractButton):
    """One page or action of the sidebar: icon, label and perhaps a count."""

    def __init__(self, label: str, icon: str, *, checkable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(label)
        self.setAccessibleName(label)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._icon, self._count, self.compact = icon, "", False

    def set_count(self, count: int | None) -> None:
        """Show how many things are behind it; None shows nothing."""
        self._count = "" if count is None else QLocale().toString(count)
        self.setAccessibleName(f"{self.text()}, {self._count}" if self._count else self.text())
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, and the label as a tool tip."""
        self.compact = compact
        self.setToolTip(plain_tip(self.text()) if compact else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = theme.px(32)
        if self.compact:
            return QSize(theme.px(38), height)
        label = QFontMetrics(theme.font(theme.BODY, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        count = QFontMetrics(theme.font()).horizontalAdvance(self._count)
        return QSize(label + theme.px(39 + 10) + (count + theme.px(12) if count else 0), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(38), theme.px(32))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        icons.paint(painter, self._place(theme.px(10), theme.px(18)), self._icon, ink)
        if self.compact:
            return
        end = self.width() - theme.px(10)
        if self._count:
            painter.setFont(theme.font())
            painter.setPen(theme.color(ink if self.isChecked() else "text_soft"))
            wide = painter.fontMetrics().horizontalAdvance(self._count)
            painter.drawText(self._place(end - wide, wide), int(Qt.AlignmentFlag.AlignCenter), self._count)
            end -= wide + theme.px(8)
        self._paint_label(painter, end, ink)

    def _paint_ground(self, painter: QPainter) -> str:
        rect = self.rect().toRectF().adjusted(1, 1, -1, -1)
        hovered = self.underMouse() and self.isEnabled()
        painter.setPen(QPen(theme.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            painter.setBrush(theme.color("accent_soft"))
        elif hovered or self.isDown():
            painter.setBrush(theme.color("pressed"))
        painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        if not self.isEnabled():
            return "disabled"
        return "on_soft" if self.isChecked() else "text" if hovered else "text_soft"

    def _paint_label(self, painter: QPainter, end: int, ink: str) -> None:
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium
        painter.setFont(theme.font(theme.BODY, weight))
        painter.setPen(theme.color(ink))
        start = theme.px(39)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, end - start)
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        align = leading | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self._place(start, end - start), int(align), shown)

    def _place(self, x: int, width: int) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(x, 0, width, self.height()))


class _Brand(QWidget):
    """Our mark and the name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self.compact = name, False
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(38), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(24)
        top = (self.height() - side) // 2
        picture = icons.mark(side, self.devicePixelRatioF(), dark=theme.tokens().dark)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(theme.px(7), top, side, side))
        painter.drawPixmap(place.topLeft(), picture)
        if not self.compact:
            painter.setFont(theme.font(theme.STRONG + 1, QFont.Weight.Bold))
            painter.setPen(theme.color("text"))
            text = QRect(theme.px(39), 0, self.width() - theme.px(39), self.height())
            align = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QStyle.visualRect(self.layoutDirection(), self.rect(), text), align, self._name)


class Sidebar(QFrame):
    """One page is current; Up and Down move along all buttons, Tab goes past them.

    `chosen(key)` comes when the user chooses another page, `triggered(key)` when they press an action of the foot.
    """

    chosen = Signal(str)
    triggered = Signal(str)

    def __init__(self, brand: str, name: str, *, parent: QWidget | None = None) -> None:
        """`brand` stands beside the mark; `name` is what a screen reader calls the sidebar."""
        super().__init__(parent)
        self.setObjectName("Sidebar")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._buttons: dict[str, NavButton] = {}
        self._headings: list[PlainLabel] = []
        self._current, self._compact = "", False
        self._brand = _Brand(brand)
        self._pages, self._foot = QVBoxLayout(), QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.addWidget(self._brand)
        outer.addSpacing(10)
        for column in (self._pages, self._foot):
            column.setSpacing(2)
            outer.addLayout(column)
            if column is self._pages:
                outer.addStretch()

    def add_page(self, key: str, label: str, icon: str, *, foot: bool = False) -> None:
        """Add a page that can be current. The first one added is, until another is chosen."""
        button = self._add(key, label, icon, foot, checkable=True)
        button.clicked.connect(lambda: self._choose(key))
        if not self._current:
            self.set_current(key)

    def add_action(self, key: str, label: str, icon: str) -> None:
        """Add a button at the foot that does something at once."""
        self._add(key, label, icon, True, checkable=False).clicked.connect(lambda: self.triggered.emit(key))

    def add_heading(self, text: str) -> None:
        """Add a quiet heading above the pages that follow."""
        heading = PlainLabel(text, "caption")
        heading.setContentsMargins(theme.px(10), theme.px(14), 0, theme.px(4))
        self._pages.addWidget(heading)
        self._headings.append(heading)

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many things a page holds; None shows nothing."""
        self._buttons[key].set_count(count)

    def set_current(self, key: str) -> None:
        """Mark a page as current. Emits nothing."""
        self._current = key
        for name, button in self._buttons.items():
            if button.isCheckable():
                button.setChecked(name == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def current(self) -> str:
        """The key of the current page."""
        return self._current

    def button(self, key: str) -> NavButton:
        """The button of a page or action, for tests and tours."""
        return self._buttons[key]

    def set_compact(self, compact: bool) -> None:
        """Show icons alone, for narrow windows."""
        self._compact = self._brand.compact = compact
        for button in self._buttons.values():
            button.set_compact(compact)
        for heading in self._headings:
            heading.setVisible(not compact)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(theme.px(38) + 24 if self._compact else max(hint.width(), LEAST_WIDTH), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()), 0)
        buttons = [button for button in self._buttons.values() if button.isEnabled()]
        focused = self.focusWidget()
        if step and isinstance(focused, NavButton) and focused in buttons:
            buttons[(buttons.index(focused) + step) % len(buttons)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _add(self, key: str, label: str, icon: str, foot: bool, *, checkable: bool) -> NavButton:
        button = NavButton(label, icon, checkable=checkable)
        button.set_compact(self._compact)
        (self._foot if foot else self._pages).addWidget(button)
        self._buttons[key] = button
        button.installEventFilter(self)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys belong to the sidebar: QAbstractButton would use them to look for neighbours by itself."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            self.keyPressEvent(event)
            return True
        return False

    def _choose(self, key: str) -> None:
        changed = key != self._current
        self.set_current(key)  # also when it was current: a click must not uncheck it
        if changed:
            self.chosen.emit(key)
