"""The frame of a page that is read from top to bottom: a heading, a sentence, and what follows, in one column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from portfolio.ui import theme
from portfolio.ui.views.view import View
from portfolio.ui.widgets.plain_label import PlainLabel

WIDEST = 720  # pixels at 100 %


class PageFrame(View):
    """Put widgets into `column`."""

    def __init__(self, heading: str, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(20)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(PlainLabel(heading, "title"))
        head.addWidget(PlainLabel(sentence, "soft", wrap=True))
        self.column.addLayout(head)
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.addWidget(self._body, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event) and hasattr(self, "_row"):
            self._restyle()

    def _restyle(self) -> None:
        side = theme.px(28)
        self._row.setContentsMargins(side, side, side, side)
        self._body.setMaximumWidth(theme.px(WIDEST))
        self._row.setStretchFactor(self._body, 1000)


def leading(widget: QWidget) -> QWidget:
    """The widget at its own size, at the leading edge of the room that there is."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch()
    return box


class Box(QFrame):
    """A quiet card around a group of fields, with room inside."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 18)
        self.column.setSpacing(12)
