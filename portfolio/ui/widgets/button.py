"""Buttons in the looks of the style sheet, with icons that follow theme and text scale."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QToolButton, QWidget

from portfolio.ui import icons, theme
from portfolio.ui.widgets.plain_label import plain_tip

Kind = Literal["plain", "primary", "quiet", "danger", "link"]
_INK: dict[str, str] = {"primary": "accent_text", "danger": "bad", "link": "link"}
_GAP = "\u2002"  # an en space: what lies between icon and text


class Button(QPushButton):
    """A push button with a text and perhaps an icon. `&` in the text marks its access key, as in Qt."""

    def __init__(self, text: str, icon: str = "", kind: Kind = "plain", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)  # Enter in a field must not press whatever button comes first
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._kind = kind
        if icon:
            self.set_icon(icon)

    def set_icon(self, name: str) -> None:
        """Show another icon, in the ink of this kind of button."""
        self.setIcon(icons.icon(name, _INK.get(self._kind, "text")))

    def _has_gap(self) -> bool:
        return bool(self.text()) and not self.icon().isNull()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._has_gap():
            hint.setWidth(hint.width() + self.fontMetrics().horizontalAdvance(_GAP))
        return hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        if self._has_gap():
            option.text = _GAP + option.text
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class IconButton(QToolButton):
    """A square button with an icon alone: `name` is its tool tip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        name: str,
        kind: Literal["plain", "quiet"] = "quiet",
        *,
        small: bool = False,
        role: str = "text_soft",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self._small, self._role = small, role
        self.set_icon(icon)
        self.set_name(name)
        self._fit()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self.setIcon(icons.icon(icon, self._role) if icon else QIcon())

    def set_name(self, name: str) -> None:
        """Say something else in the tool tip and to screen readers."""
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        side = theme.px(16 if self._small else 18)
        if self.iconSize().width() != side:
            self.setIconSize(QSize(side, side))
