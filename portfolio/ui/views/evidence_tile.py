"""One piece of evidence in the strip: its picture, its name, and whether it is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle

from portfolio.core.i18n import gettext as _
from portfolio.core.records import Evidence
from portfolio.ui import icons, theme, words
from portfolio.ui.widgets.plain_label import plain_tip

_ICONS = {"link": "link", "note": "sticky-note"}
_FILE_ICONS = (
    ("image/", "file-image"),
    ("video/", "video"),
    ("audio/", "music"),
    ("application/zip", "file-archive"),
    ("message/", "mail"),
    ("text/csv", "file-spreadsheet"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml", "file-spreadsheet"),
    ("text/", "file-text"),
    ("application/pdf", "file-text"),
)
WIDTH, PICTURE = 148, 104  # pixels at 100 %


def icon_of(item: Evidence) -> str:
    """The icon that stands for a piece of evidence without a picture."""
    if item.kind in _ICONS:
        return _ICONS[item.kind]
    return next((icon for start, icon in _FILE_ICONS if item.media_type.startswith(start)), "file")


class EvidenceTile(QAbstractButton):
    """Click or Enter opens it; the context menu has the rest; Alt with an arrow moves it."""

    menu_wanted = Signal(object)  # QPoint on the screen
    move_wanted = Signal(int)  # -1 or 1
    remove_wanted = Signal()
    step_wanted = Signal(int)

    def __init__(self, item: Evidence) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_item(item)

    def show_item(self, item: Evidence) -> None:
        """Stand for this item."""
        self.item = item
        kind = words.evidence_line(item)
        seen = _("private") if item.private else _("shown")
        self.setText(item.title)
        self.setAccessibleName(f"{item.title}, {kind}, {seen}")
        self.setAccessibleDescription(_("Enter opens it, the context menu key shows what can be done with it."))
        told = "\n".join(part for part in (item.title, kind, item.shows) if part)
        self.setToolTip(plain_tip(told))
        self.update()

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show the picture of the file, or the icon of its kind."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(PICTURE + 56))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self.updateGeometry()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(key), 0)
        if (
            step
            and self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            step = -step
        if step:
            (self.move_wanted if alt else self.step_wanted).emit(step)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = "focus" if self.hasFocus() else "border_input" if self.underMouse() else "border"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(box, 10, 10)
        picture = QRect(8, 8, self.width() - 16, theme.px(PICTURE) - 8)
        if self._picture is not None:
            self._paint_picture(painter, picture, self._picture)
        else:
            self._paint_kind(painter, picture)
        if self.item.private:
            self._paint_mark(painter, picture)
        self._paint_words(painter, theme.px(PICTURE) + 6)

    def _paint_picture(self, painter: QPainter, place: QRect, picture: QPixmap) -> None:
        shown = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QStyle.alignedRect(self.layoutDirection(), Qt.AlignmentFlag.AlignCenter, shown, place)
        path = QPainterPath()
        path.addRoundedRect(QRectF(rect), 4, 4)
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(rect, picture)
        painter.restore()
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5), 4, 4)

    def _paint_kind(self, painter: QPainter, place: QRect) -> None:
        if self.item.kind == "note":
            self._paint_note(painter, place)
            return
        side = theme.px(34)
        centre = QRect(0, 0, side, side)
        centre.moveCenter(place.center())
        icons.paint(painter, centre, icon_of(self.item), "text_faint")

    def _paint_note(self, painter: QPainter, place: QRect) -> None:
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(theme.color("text_soft"))
        inside = place.adjusted(4, 2, -4, -2)
        painter.save()
        painter.setClipRect(inside)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere
        flags |= Qt.TextFlag.TextWordWrap
        painter.drawText(inside, int(flags), self.item.text[:240])
        painter.restore()

    def _paint_mark(self, painter: QPainter, place: QRect) -> None:
        side = theme.px(22)
        spot = QRect(place.right() - side, place.top() + 2, side, side)
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("warn_soft"))
        painter.drawEllipse(spot)
        inset = theme.px(4)
        icons.paint(painter, spot.adjusted(inset, inset, -inset, -inset), "eye-off", "warn")

    def _paint_words(self, painter: QPainter, top: int) -> None:
        title, line = theme.font(theme.SMALL, QFont.Weight.DemiBold), theme.font(theme.CAPTION)
        width = self.width() - 20
        align = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        is_name = self.item.title == self.item.name  # the end of a file name says what it is
        cut = Qt.TextElideMode.ElideMiddle if is_name else Qt.TextElideMode.ElideRight
        rows = ((title, "text", self.item.title, 20), (line, "text_soft", words.evidence_line(self.item), 18))
        for font, role, text, height in rows:
            painter.setFont(font)
            painter.setPen(theme.color(role))
            shown = QFontMetrics(font).elidedText(" ".join(text.split()), cut, width)
            painter.drawText(QRect(10, top, width, theme.px(height)), align, shown)
            top += theme.px(height)
