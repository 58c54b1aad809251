"""Short news at the bottom of the window that goes away by itself, perhaps with one thing to do, such as Undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.ui import theme
from portfolio.ui.widgets.announce import announce
from portfolio.ui.widgets.button import IconButton
from portfolio.ui.widgets.picture import Picture
from portfolio.ui.widgets.plain_label import PlainLabel

SECONDS = 6.0
MOST = 3
MARGIN, GAP = 20, 8
_LOOKS = {"ok": ("check", "toast_ok"), "bad": ("circle-alert", "toast_bad"), "info": ("info", "toast_action")}


class Toast(QFrame):
    """One piece of news. It stays while the mouse is over it or the focus is inside."""

    gone = Signal()

    def __init__(self, host: QWidget, text: str, tone: str, action: str, seconds: float) -> None:
        super().__init__(host)
        self.setObjectName("Toast")
        self.setAccessibleName(text)
        self.text = text
        self.button: QPushButton | None = None
        self._clock = QTimer(self, singleShot=True, interval=round(seconds * 1000))
        self._clock.timeout.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(Picture(_LOOKS[tone][0], 18, _LOOKS[tone][1]))
        self._label = PlainLabel(text, wrap=False)
        row.addWidget(self._label, 1)
        if action:
            self.button = QPushButton(action)
            self.button.setAutoDefault(False)
            row.addWidget(self.button)
        self.close_button = IconButton("x", _("Close"), small=True, role="toast_text")
        self.close_button.clicked.connect(self.leave)
        row.addWidget(self.close_button)
        self._clock.start()

    def fit(self, most: int) -> None:
        """Be at most `most` pixels wide, on as many lines as that takes."""
        self._label.setWordWrap(False)
        if self.sizeHint().width() > most:
            self._label.setWordWrap(True)
            others = self.sizeHint().width() - self._label.sizeHint().width()
            self._label.setFixedWidth(max(most - others, theme.px(120)))
        self.resize(self.sizeHint())

    def leave(self) -> None:
        """Go away now."""
        self._clock.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._clock.start()

    def is_waiting(self) -> bool:
        """Whether its time runs."""
        return self._clock.isActive()


class Toasts(QObject):
    """Shows toasts in the lower trailing corner of `host`, the newest lowest, and keeps them there on a resize."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._shown: list[Toast] = []
        host.installEventFilter(self)

    def show(
        self,
        text: str,
        action: str = "",
        do: Callable[[], object] | None = None,
        *,
        tone: str = "ok",
        seconds: float = SECONDS,
    ) -> Toast:
        """Say `text`; `action` is the words of a button that calls `do` and closes. `tone` is "ok", "bad" or "info".

        The same words again take the place of the first; of more than three the oldest goes.
        """
        for old in [shown for shown in self._shown if shown.text == text]:
            old.leave()
        while len(self._shown) >= MOST:
            self._shown[0].leave()
        toast = Toast(self._host, text, tone, action, seconds)
        toast.gone.connect(lambda: self._forget(toast))
        if toast.button is not None:
            toast.button.clicked.connect(lambda: self._take(toast, do))
        self._shown.append(toast)
        toast.show()
        self._arrange()
        announce(toast, f"{text} {action}".strip())
        return toast

    def toasts(self) -> list[Toast]:
        """What is shown, the oldest first."""
        return list(self._shown)

    def clear(self) -> None:
        """Take all toasts away."""
        for toast in self.toasts():
            toast.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._arrange()
        return False

    def _take(self, toast: Toast, do: Callable[[], object] | None) -> None:
        toast.leave()
        if do is not None:
            do()

    def _forget(self, toast: Toast) -> None:
        self._shown.remove(toast)
        self._arrange()

    def _arrange(self) -> None:
        bottom = self._host.height() - MARGIN
        for toast in reversed(self._shown):
            toast.fit(self._host.width() - 2 * MARGIN)
            leading = self._host.layoutDirection() == Qt.LayoutDirection.LeftToRight
            x = self._host.width() - toast.width() - MARGIN if leading else MARGIN
            bottom -= toast.height()
            toast.move(max(MARGIN, x), bottom)
            toast.raise_()
            bottom -= GAP
