"""A dialog with a text to read and copy, such as the details of a failure. It blocks nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from portfolio.core.i18n import gettext as _
from portfolio.ui import theme
from portfolio.ui.widgets.button import Button
from portfolio.ui.widgets.picture import Picture
from portfolio.ui.widgets.plain_label import PlainLabel


class ReportDialog(QDialog):
    """`headline` and `sentence` are for reading, `text` for copying."""

    def __init__(
        self, headline: str, sentence: str, text: str, *, icon: str = "info", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(headline)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Report"))
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self.text.setStyleSheet(f'font-family: "{mono.family()}";')
        self.copy_button = Button(_("&Copy"), "copy")
        self.copy_button.clicked.connect(self._copy)
        self.close_button = Button(_("C&lose"), "", "primary")
        self.close_button.clicked.connect(self.close)
        self._lay_out(headline, sentence, icon)
        self.resize(theme.px(560), theme.px(400))
        self.close_button.setFocus()

    def add_text(self, text: str) -> None:
        """Put more below the report."""
        self.text.appendPlainText(text)

    def _lay_out(self, headline: str, sentence: str, icon: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Picture(icon, 24, "bad" if icon == "circle-alert" else "accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(PlainLabel(headline, "heading", wrap=True))
        words.addWidget(PlainLabel(sentence, "soft", wrap=True))
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.copy_button)
        foot.addWidget(self.close_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(16)
        outer.addLayout(head)
        outer.addWidget(self.text, 1)
        outer.addLayout(foot)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText(_("Copied"))
        self.copy_button.set_icon("check")
