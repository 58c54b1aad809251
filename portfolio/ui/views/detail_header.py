"""The head of the detail pane: badge, title, what it is and whether it is valid, and its buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from portfolio.core.errors import PortfolioError
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _
from portfolio.ui import theme
from portfolio.ui.views.editors import Editor, FlagEditor
from portfolio.ui.views.field_row import QuietFrame, complaint_label, show_complaint
from portfolio.ui.views.text_editor import TextEditor
from portfolio.ui.widgets.badge import Badge
from portfolio.ui.widgets.button import Button, IconButton
from portfolio.ui.widgets.chip import Chip
from portfolio.ui.widgets.flow import FlowLayout
from portfolio.ui.widgets.plain_label import PlainLabel


class TitleRow(QWidget):
    """The title, typed where it stands."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._text = TextEditor(one_line=True)
        self.editor: Editor = self._text
        self._text.setObjectName(field.name)
        self._text.setAccessibleName(_(field.label))
        self._text.setPlaceholderText(_(field.hint) or _(field.label))
        self._text.setProperty("look", "title-edit")
        self.frame = QuietFrame(self._text)
        self.complaint = complaint_label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.frame)
        column.addWidget(self.complaint)
        self.setFocusProxy(self._text)
        self._restyle()

    def complain(self, error: PortfolioError | None) -> None:
        """Show what is wrong with the title, or that nothing is."""
        show_complaint(self.complaint, error)
        self.frame.set_wrong(error is not None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event) and hasattr(self, "_text"):
            self._restyle()

    def _restyle(self) -> None:
        sheet = (
            "QPlainTextEdit { background: transparent; border: none; padding: 0;"
            f" font-size: {theme.px(theme.TITLE)}px; font-weight: 700; }}"
        )
        if self._text.styleSheet() != sheet:
            self._text.setStyleSheet(sheet)
            font = theme.font(theme.TITLE, QFont.Weight.Bold)
            self._text.setFont(font)
            self._text.document().setDefaultFont(font)
            self._text.fit()


class FlagRow:
    """A flag among the buttons of the head."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.button = FlagEditor(field)
        self.editor: Editor = self.button
        self.button.setObjectName(field.name)

    def complain(self, error: PortfolioError | None) -> None:
        """A flag is always in order; what kept it from being saved is said in its tip."""
        self.button.setToolTip(str(error) if error else _(self.field.hint))


class Header(QWidget):
    """Rows for the title and the flags, the line and the pill below the title, and the buttons."""

    remove_wanted = Signal()
    link_wanted = Signal()

    def __init__(self, fields: tuple[Field, ...]) -> None:
        super().__init__()
        table = {field.name: field for field in fields}
        self.badge = Badge("", 64)
        self.title = TitleRow(table["title"])
        self.flags = [FlagRow(table[name]) for name in ("featured", "private")]
        self.line = PlainLabel("", "soft", wrap=True)
        self.pill = Chip("")
        self.link = Button(_("Open link"), "external-link")
        self.link.clicked.connect(self.link_wanted)
        self.trash = IconButton("trash-2", _("Delete"), "quiet")
        self.trash.clicked.connect(self.remove_wanted)
        self._build()

    def _build(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(3)
        beside.addWidget(self.title)
        under = QHBoxLayout()
        under.setContentsMargins(10, 0, 0, 0)
        inner = QVBoxLayout()
        inner.setSpacing(6)
        inner.addWidget(self.line)
        inner.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignLeading)
        under.addLayout(inner)
        beside.addLayout(under)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(beside, 1)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        for widget in (*(flag.button for flag in self.flags), self.link, self.trash):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(buttons)

    def describe(self, seed: str, line: str, status: tuple[str, str], *, has_link: bool) -> None:
        """Show what the record is."""
        self.badge.set_seed(seed)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.pill.set_text(*status)
        self.pill.setVisible(bool(status[0]))
        self.link.setVisible(has_link)
