"""The hexagon that stands for an issuer or a project: its initials on a colour that its name decides."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from portfolio.ui import theme

_BRIGHTEST = 0.18  # relative luminance (WCAG 2.2) behind the initials: white keeps 4.5:1 there
_DISC = 26  # how much white, of 255, lies on the ground behind the initials


def initials(name: str) -> str:
    """One or two capitals that stand for a name; words in small letters (of, de, und) count only if there is no other.

    >>> initials("Universitat de València")
    'UV'
    """
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    proud = [word for word in words if not word[0].islower()] or words
    found = "".join(word[0] for word in proud[:2]).upper()[:2]
    wide = any(ord(character) >= 0x2E80 for character in found)
    return found[:1] if wide else found


@lru_cache(maxsize=256)
def gradient(seed: str) -> tuple[QColor, QColor]:
    """Two neighbouring colours, always the same for the same seed, dark enough for white text."""
    hue = crc32(seed.casefold().encode("utf-8", "replace")) % 360
    return _at_luminance(hue, 165, _BRIGHTEST), _at_luminance((hue + 34) % 360, 180, _BRIGHTEST * 0.62)


def _at_luminance(hue: int, saturation: int, most: float) -> QColor:
    """The lightest colour, from 200 of 255 down, that is dark enough; luminance grows with lightness."""

    def dark_enough(steps: int) -> bool:
        return luminance(behind_initials(QColor.fromHsl(hue, saturation, 200 - 2 * steps))) <= most

    return QColor.fromHsl(hue, saturation, 200 - 2 * bisect_left(range(101), True, key=dark_enough))


def behind_initials(ground: QColor) -> QColor:
    """A colour of the gradient with the lighter disc upon it."""
    red, green, blue = (
        round(part + (255 - part) * _DISC / 255) for part in (ground.red(), ground.green(), ground.blue())
    )
    return QColor(red, green, blue)


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    return 0.2126 * _linear(colour.redF()) + 0.7152 * _linear(colour.greenF()) + 0.0722 * _linear(colour.blueF())


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


@lru_cache(maxsize=128)
def badge_pixmap(seed: str, text: str, size: int, ratio: float) -> QPixmap:
    """The hexagon, `size` logical pixels wide, for a screen with the device pixel ratio `ratio`."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0, 0, size, size)
    ground = QLinearGradient(rect.topLeft(), rect.bottomRight())
    first, second = gradient(seed)
    ground.setColorAt(0, first)
    ground.setColorAt(1, second)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawPath(_hexagon(rect))
    painter.setBrush(QColor(255, 255, 255, _DISC))
    painter.drawEllipse(rect.center(), size * 0.31, size * 0.31)
    letters = theme.font(theme.BODY, QFont.Weight.Bold)
    letters.setPixelSize(max(6, round(size * 0.32)))
    painter.setFont(letters)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), text)
    painter.end()
    return picture


def _hexagon(rect: QRectF) -> QPainterPath:
    """A regular hexagon that stands on a corner, its corners rounded."""
    radius, centre = rect.width() / 2, rect.center()
    angles = [math.pi / 6 + index * math.tau / 6 for index in range(6)]
    corners = [centre + QPointF(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
    path = QPainterPath()
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % 6]
        start, end = corner + (before - corner) * 0.18, corner + (after - corner) * 0.18
        if index == 0:
            path.moveTo(start)
        else:
            path.lineTo(start)
        path.quadTo(corner, end)
    path.closeSubpath()
    return path


class Badge(QWidget):
    """The hexagon as a widget, `size` pixels at a text scale of 100 %. Screen readers pass it by."""

    def __init__(self, seed: str = "", size: int = 64, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seed, self._size = seed, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_seed(self, seed: str) -> None:
        """Stand for another name."""
        self._seed = seed
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.is_restyle(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        picture = badge_pixmap(self._seed, initials(self._seed), side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, picture)
