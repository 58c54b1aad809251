"""A choice of two to five, all in sight: one is taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from portfolio.ui import icons, theme

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Segment(QAbstractButton):
    """One of the choices."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = icon

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font(theme.BODY, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        return QSize(text + theme.px(26) + (theme.px(22) if self._icon else 0), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "disabled" if not self.isEnabled() else "text" if self.isChecked() or self.underMouse() else "text_soft"
        if self.isChecked():
            painter.setPen(QPen(theme.color("border_input"), 1))
            painter.setBrush(theme.color("card"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(theme.font(theme.BODY, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium))
        painter.setPen(theme.color(ink))
        wide = painter.fontMetrics().horizontalAdvance(self.text()) + 2
        before = theme.px(22) if self._icon else 0
        start = (self.width() - wide - before) // 2
        content = QRect(start, 0, wide + before, self.height())
        leading = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        if self._icon:
            x = content.left() if leading else content.right() - theme.px(16)
            icons.paint(painter, QRect(x, 0, theme.px(16), self.height()), self._icon, ink)
        words = content.adjusted(before, 0, 0, 0) if leading else content.adjusted(0, 0, -before, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), self.text())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()


class Segmented(QWidget):
    """`choices` are (key, text, icon name or ""). One tab stop; Left and Right choose.

    `chosen(key)` comes when the user chooses, never from `choose`.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: list[tuple[str, str, str]], *, parent: QWidget | None = None) -> None:
        """`name` is what a screen reader calls the choice. The first one is taken."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(3, 3, 3, 3)
        layout.setSpacing(2)
        for key, text, icon in choices:
            segment = _Segment(text, icon)
            segment.setAccessibleDescription(name)
            segment.installEventFilter(self)
            self._group.addButton(segment, len(self._keys))
            self._keys.append(key)
            layout.addWidget(segment)
        self._group.idClicked.connect(self._on_clicked)
        self.choose(self._keys[0])

    def choice(self) -> str:
        """The key of the choice that is taken."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: str) -> None:
        """Take a choice. Emits nothing. Raises ValueError for a key that is not there."""
        self._group.button(self._keys.index(key)).setChecked(True)
        for segment in self._group.buttons():
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if segment.isChecked() else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys choose: QAbstractButton would use them to move the focus alone."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _STEPS:
            return False
        self._step(event)
        return True

    def _step(self, event: QKeyEvent) -> None:
        step = _STEPS[Qt.Key(event.key())]
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if sideways and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        button = self._group.button((self._group.checkedId() + step) % len(self._keys))
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        button.click()

    def _on_clicked(self, number: int) -> None:
        self.choose(self._keys[number])
        self.chosen.emit(self._keys[number])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
