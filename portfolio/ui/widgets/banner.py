"""Messages at the top of the window that stay until they are closed and keep nobody from working on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.ui import theme
from portfolio.ui.widgets.announce import announce
from portfolio.ui.widgets.button import Button, IconButton
from portfolio.ui.widgets.picture import Picture
from portfolio.ui.widgets.plain_label import PlainLabel
from portfolio.ui.widgets.report_dialog import ReportDialog

ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "info": "info", "ok": "circle-check"}
MOST = 3  # banners at once; the oldest makes room


class Banner(QFrame):
    """What was wrong, what to do about it, perhaps details to copy. `tone` is "bad", "warn", "info" or "ok"."""

    closed = Signal()

    def __init__(
        self, message: str, hint: str = "", tone: str = "bad", details: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "banner")
        self.setProperty("tone", tone)
        self.setAccessibleName(message)
        self.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.message, self.hint, self._details = message, hint, details
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 9, 8, 9)
        self._row.setSpacing(10)
        self._row.addWidget(Picture(ICONS[tone], 18, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._words(), 1)
        if details:
            self.add_button(_("Details")).clicked.connect(self.open_details)
        self.close_button = IconButton("x", _("Close this message"), small=True)
        self.close_button.clicked.connect(self.close_now)
        self._row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _words(self) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainLabel(self.message, "strong", wrap=True, selectable=True))
        if self.hint:
            words.addWidget(PlainLabel(self.hint, "soft", wrap=True, selectable=True))
        return words

    def add_button(self, text: str) -> Button:
        """Put a button before the one that closes, and return it."""
        button = Button(text, "", "quiet")
        before_close = self._row.indexOf(self.close_button) if hasattr(self, "close_button") else -1
        self._row.insertWidget(before_close, button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def open_details(self) -> ReportDialog:
        """Show the details in a dialog of their own, to copy."""
        dialog = ReportDialog(self.message, self.hint, self._details, parent=self.window())
        dialog.open()
        return dialog

    def close_now(self) -> None:
        """Take the message away."""
        self.hide()
        self.closed.emit()
        self.deleteLater()


class Banners(QWidget):
    """The place at the top of the window. Takes no room while there is nothing to say."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Messages"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 2)
        self._column.setSpacing(theme.GRID)
        self._shown: list[Banner] = []
        self.hide()

    def say(self, message: str, hint: str = "", tone: str = "bad", details: str = "") -> Banner:
        """Show a message. The same one again takes the place of the first; of too many, the oldest goes."""
        for banner in [shown for shown in self._shown if (shown.message, shown.hint) == (message, hint)]:
            banner.close_now()
        while len(self._shown) >= MOST:
            self._shown[0].close_now()
        banner = Banner(message, hint, tone, details)
        banner.closed.connect(lambda: self._forget(banner))
        self._shown.append(banner)
        self._column.addWidget(banner)
        self.show()
        announce(banner, f"{message} {hint}".strip(), urgent=tone == "bad")
        return banner

    def banners(self) -> list[Banner]:
        """What is shown, the oldest first."""
        return list(self._shown)

    def clear(self) -> None:
        """Take all messages away."""
        for banner in self.banners():
            banner.close_now()

    def _forget(self, banner: Banner) -> None:
        self._shown.remove(banner)
        self._column.removeWidget(banner)
        self.setVisible(bool(self._shown))
