"""Outline icons tinted when they are painted, so that a switch between light and dark needs only an update.

`icon("plus")` gives a QIcon for buttons, menus and actions; `pixmap` and `paint` are for code that paints by itself.
Names are the files of resources/icons without their ending. Colours are roles of `theme.Tokens`.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from portfolio.ui import theme

STROKE = 1.8  # of 24: a little finer than Lucide's own 2, closer to the weight of Inter


def icon(name: str, role: str = "text", on_role: str = "on_soft") -> QIcon:
    """An icon in the colour of `role`, in that of `on_role` while its button is checked, grey while disabled."""
    return QIcon(_Tinted(name, role, on_role))


def application_icon() -> QIcon:
    """Our own mark, in the colours of the drawing."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(mark(size, 1.0, dark=False))
    return made


@lru_cache(maxsize=64)
def mark(size: int, ratio: float, *, dark: bool) -> QPixmap:
    """Our own mark, `size` logical pixels wide and high; `dark` is the variant for dark grounds."""
    return _render(_read("laurel-dark" if dark else "laurel"), size, ratio)


@lru_cache(maxsize=512)
def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """An icon of `size` logical pixels in `colour` (`#RRGGBB`) for a screen with the device pixel ratio `ratio`."""
    drawing = _read(name).replace(b"currentColor", colour.encode())
    return _render(drawing.replace(b'stroke-width="2"', f'stroke-width="{STROKE}"'.encode()), size, ratio)


def paint(painter: QPainter, rect: QRect | QRectF, name: str, role: str) -> None:
    """Paint an icon as large as fits, in the middle of `rect`."""
    area = rect.toAlignedRect() if isinstance(rect, QRectF) else rect
    size = min(area.width(), area.height())
    if size > 0:
        picture = pixmap(name, size, theme.color(role).name(), painter.device().devicePixelRatioF())
        corner = area.center() - QPoint((size - 1) // 2, (size - 1) // 2)
        painter.drawPixmap(corner, picture)


@lru_cache(maxsize=256)
def _read(name: str) -> bytes:
    return (theme.RESOURCES / "icons" / f"{name}.svg").read_bytes()


def _render(drawing: bytes, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # not needed before the first icon is painted

    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _Tinted(QIconEngine):
    """Looks the colour up each time it is asked to paint."""

    def __init__(self, name: str, role: str, on_role: str) -> None:
        super().__init__()
        self._name, self._role, self._on_role = name, role, on_role

    def _picture(self, size: QSize, ratio: float, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        role = self._on_role if state == QIcon.State.On else self._role
        if mode == QIcon.Mode.Disabled:
            role = "disabled"
        return pixmap(self._name, max(1, min(size.width(), size.height())), theme.color(role).name(), ratio)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        picture = self._picture(rect.size(), painter.device().devicePixelRatioF(), mode, state)
        side = min(rect.width(), rect.height())
        painter.drawPixmap(rect.center() - QPoint((side - 1) // 2, (side - 1) // 2), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(size, 1.0, mode, state)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is in logical pixels, as Qt 6.11 asks for it; the picture has `scale` times as many."""
        return self._picture(size, scale, mode, state)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def key(self) -> str:
        return "laurel-tinted"

    def iconName(self) -> str:
        return self._name

    def isNull(self) -> bool:
        return False

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._role, self._on_role)
