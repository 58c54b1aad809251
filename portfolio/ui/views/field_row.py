"""One field in a form: its label, a quiet frame around its editor, and the sentence that says what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from portfolio.core.errors import PortfolioError
from portfolio.core.fields import Field
from portfolio.core.i18n import gettext as _
from portfolio.ui import theme
from portfolio.ui.views.editors import Editor, FlagEditor, make_editor
from portfolio.ui.widgets.plain_label import PlainLabel

LABEL_WIDTH = 124
NARROW = 400  # below this width the label stands above its editor


class QuietFrame(QWidget):
    """Shows where an editor is: nothing at rest, a line under the mouse, the accent with the focus, red when wrong."""

    def __init__(self, editor: Editor, *, at_rest: bool = False) -> None:
        """`at_rest` shows a line at rest, too: in dialogs, where everything is there to be filled in."""
        super().__init__()
        self.editor, self._at_rest = editor, at_rest
        self._active = self._hover = self.wrong = False
        self.inside = QHBoxLayout(self)
        self.inside.setContentsMargins(8, 4, 8, 4)
        self.inside.addWidget(editor)
        if isinstance(editor, FlagEditor):
            self.inside.addStretch()
        self.setFocusProxy(editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(editor.cursor())
        editor.focused.connect(self._focused)

    def set_at_rest(self, at_rest: bool) -> None:
        """Whether there is a line at rest."""
        self._at_rest = at_rest
        self.update()

    def set_wrong(self, wrong: bool) -> None:
        """Whether the frame is red."""
        self.wrong = wrong
        self.update()

    def _focused(self, active: bool) -> None:
        self._active = active
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        role = (
            "bad" if self.wrong else "focus" if self._active else "border_input" if self._hover or self._at_rest else ""
        )
        if not role or not self.isEnabled():
            return
        width = 2 if self._active else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(role), width))
        painter.setBrush(theme.color("surface"))
        edge = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), theme.RADIUS, theme.RADIUS)


class FieldRow(QWidget):
    """A field in its form."""

    def __init__(self, field: Field, *, at_rest: bool = False) -> None:
        super().__init__()
        self.field = field
        self.editor = make_editor(field)
        self.frame = QuietFrame(self.editor, at_rest=at_rest)
        self.label = PlainLabel(_(field.label), "soft", wrap=True)
        self.label.setBuddy(self.editor)
        self.complaint = complaint_label()
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.frame)
        right.addWidget(self.complaint)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(right, 1)
        self._arrange()

    def complain(self, error: PortfolioError | None) -> None:
        """Show under the editor what is wrong with its text, or that nothing is."""
        show_complaint(self.complaint, error)
        self.frame.set_wrong(error is not None)
        self.editor.setAccessibleDescription(str(error) if error else _(self.field.hint))

    def _arrange(self) -> None:
        narrow = self.width() < theme.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(direction)
        self.label.setFixedWidth(theme.px(LABEL_WIDTH)) if not narrow else self.label.setMaximumWidth(16_777_215)
        self.label.setContentsMargins(8 if narrow else 0, 0 if narrow else theme.px(6), 0, 0)
        self._row.setSpacing(0 if narrow else 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self._arrange()


def complaint_label() -> QLabel:
    """A hidden label for what is wrong with a field."""
    label = PlainLabel("", "bad", wrap=True)
    label.setContentsMargins(8, 0, 8, 2)
    label.hide()
    return label


def show_complaint(label: QLabel, error: PortfolioError | None) -> None:
    """Show or hide a sentence under a field. The name of the field is left out: it stands beside it."""
    label.setText(str(error) if error else "")
    label.setVisible(error is not None)
