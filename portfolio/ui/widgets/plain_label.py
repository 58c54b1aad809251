"""Labels whose text is only ever text: names and files that people bring in can never become markup here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from portfolio.ui import theme


def plain_tip(text: str) -> str:
    """`text` for setToolTip, which would read markup: the same words, shown as they are."""
    if "<" not in text:
        return text
    return f"<qt>{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</qt>"


class PlainLabel(QLabel):
    """A QLabel that never reads markup.

    `look` is a style of the sheet: "title", "heading", "strong", "soft", "faint", "small", "caption", "bad" or "".
    """

    def __init__(
        self,
        text: str = "",
        look: str = "",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setWordWrap(wrap)
        if selectable:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        self.setText(text)

    def set_look(self, look: str) -> None:
        """Change the style of the sheet that applies."""
        self.setProperty("look", look)
        self.style().polish(self)


class ElidedLabel(PlainLabel):
    """One line that ends in … where there is no room, and tells the whole in its tool tip then.

    `mode` says which end is kept: ElideRight for titles, ElideMiddle for file names.
    """

    def __init__(
        self,
        text: str = "",
        look: str = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, look, parent=parent)
        self._mode = mode

    def setText(self, text: str) -> None:
        super().setText(" ".join(text.split()))
        self._tip()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        few = self.fontMetrics().horizontalAdvance("MMM…")
        return QSize(min(few, hint.width()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), self._mode, rect.width())
        align = QStyle.visualAlignment(self.layoutDirection(), self.alignment()) | Qt.AlignmentFlag.AlignAbsolute
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, int(align), shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self._tip()

    def _tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > max(self.contentsRect().width(), 1)
        self.setToolTip(plain_tip(self.text()) if cut else "")


def inked(label: QLabel, role: str) -> None:
    """Give one label the colour of a theme role where no style of the sheet fits, such as on a toast."""
    palette = QPalette(label.palette())
    palette.setColor(QPalette.ColorRole.WindowText, theme.color(role))
    label.setPalette(palette)
