"""What stands where there is nothing: a picture, why it is empty, and at most two next steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from portfolio.ui import icons, theme
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.flow import FlowLayout
from portfolio.ui.widgets.plain_label import PlainLabel

Action = tuple[str, str, Callable[[], object]]  # text, icon name or "", what it does
WIDEST = 380


class _Medallion(QWidget):
    """The picture on a soft disc."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(72), theme.px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawEllipse(QRectF(self.rect()))
        inset = self.width() * 5 // 16
        icons.paint(painter, self.rect().adjusted(inset, inset, -inset, -inset), self._icon, "on_soft")


class EmptyState(QWidget):
    """The first action is the one that most people want: it stands out."""

    def __init__(
        self, icon: str, headline: str, sentence: str, actions: Sequence[Action] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(sentence)
        self.headline = PlainLabel(headline, "heading", wrap=True)
        self.sentence = PlainLabel(sentence, "soft", wrap=True)
        self.buttons = [self._button(number, action) for number, action in enumerate(actions)]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.setSpacing(0)
        outer.addStretch(2)
        outer.addWidget(_Medallion(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(16)
        for label, gap in ((self.headline, 6), (self.sentence, 20)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            outer.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            outer.addSpacing(gap)
        if self.buttons:
            outer.addWidget(self._row(), 0)
        outer.addStretch(3)
        self._fit()

    def _button(self, number: int, action: Action) -> Button:
        text, icon, do = action
        button = Button(text, icon, "plain" if number else "primary")
        button.clicked.connect(lambda: do())  # noqa: PLW0108 - without the signal's `checked`
        return button

    def _row(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        flow.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for button in self.buttons:
            flow.addWidget(button)
        return row

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "buttons"):
            self._fit()

    def _fit(self) -> None:
        for label in (self.headline, self.sentence):
            label.ensurePolished()  # or it would be measured in the font that it had before the style sheet
            wide = label.fontMetrics().horizontalAdvance(label.text()) + theme.px(8)
            label.setMinimumWidth(min(wide, theme.px(200)))
            label.setFixedWidth(min(wide, theme.px(WIDEST)))
