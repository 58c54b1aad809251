"""A surface to draw the sample's pictures on: twice as large and scaled down, so that edges are smooth."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import cos, radians, sin

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from portfolio.core.paths import resources

Colour = tuple[int, int, int]
Point = tuple[float, float]
SCALE = 2
_TILE = 512  # pixels of the square of grain that is laid side by side

INK, SLATE, GREY, MIST, WHITE = (30, 41, 51), (88, 103, 117), (150, 162, 173), (228, 233, 237), (255, 255, 255)
TEAL, LEAF, AMBER, RUST, SKY, NIGHT = (
    (15, 118, 110),
    (84, 150, 90),
    (232, 163, 61),
    (196, 88, 58),
    (96, 165, 206),
    (22, 36, 50),
)


def mixed(one: Colour, other: Colour, part: float) -> Colour:
    """The colour at `part` (0 to 1) of the way from one to the other."""
    return tuple(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


@lru_cache(maxsize=64)
def font(size: float, weight: str) -> ImageFont.FreeTypeFont:
    """Inter in Regular, Medium, SemiBold or Bold; `size` in pixels of the finished picture."""
    file = resources() / "fonts" / f"Inter-{weight}.ttf"
    return ImageFont.truetype(file, size * SCALE, layout_engine=ImageFont.Layout.BASIC)


class Sheet:
    """A picture in the making. All lengths are pixels of the finished picture, from the upper left corner."""

    def __init__(self, width: int, height: int, colour: Colour = WHITE) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), colour)
        self.pen = ImageDraw.Draw(self.image)

    def line(self, points: Sequence[Point], colour: Colour = INK, width: float = 2) -> None:
        """A polyline with rounded joints and ends."""
        thick = max(1, round(width * SCALE))
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, colour, thick, joint="curve")
        if thick > 3:
            for x, y in (scaled[0], scaled[-1]):
                self.pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2 - 1, y + thick / 2 - 1), colour)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | None = None,
        outline: Colour | None = None,
        line: float = 2,
        radius: float = 0,
    ) -> None:
        """A rectangle, with round corners if `radius` is given."""
        corners = (x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1)
        thick = max(1, round(line * SCALE)) if outline else 0
        self.pen.rounded_rectangle(corners, radius * SCALE, fill, outline, thick)

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        fill: Colour | None = None,
        outline: Colour | None = None,
        line: float = 2,
    ) -> None:
        """A circle around a point."""
        corners = tuple(value * SCALE for value in (x - radius, y - radius, x + radius, y + radius))
        self.pen.ellipse(corners, fill, outline, max(1, round(line * SCALE)) if outline else 0)

    def arc(
        self, x: float, y: float, radius: float, start: float, end: float, colour: Colour = INK, width: float = 2
    ) -> None:
        """A part of a circle, clockwise from `start` to `end` in degrees, 0 at three o'clock."""
        corners = tuple(value * SCALE for value in (x - radius, y - radius, x + radius, y + radius))
        self.pen.arc(corners, start, end, colour, max(1, round(width * SCALE)))

    def shape(self, points: Sequence[Point], fill: Colour, outline: Colour | None = None) -> None:
        """A filled polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill, outline)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 18,
        colour: Colour = INK,
        weight: str = "Regular",
        anchor: str = "ls",
    ) -> None:
        """Words whose anchor (Pillow's two letters; “ls” is the left end of the base line) is at the point."""
        self.pen.text((x * SCALE, y * SCALE), words, colour, font(size, weight), anchor=anchor)

    def slope(self, x: float, y: float, width: float, height: float, top: Colour, bottom: Colour) -> None:
        """A rectangle whose colour runs from the top to the bottom."""
        size = (max(1, round(width * SCALE)), max(1, round(height * SCALE)))
        column = Image.new("RGB", (1, 256), top)
        column.paste(Image.new("RGB", (1, 256), bottom), mask=Image.linear_gradient("L").resize((1, 256)))
        run = column.resize((1, size[1]), Image.Resampling.BILINEAR).resize(size, Image.Resampling.NEAREST)
        self.image.paste(run, (round(x * SCALE), round(y * SCALE)))

    def shadow(self, x: float, y: float, width: float, height: float, depth: float = 12, dark: int = 70) -> None:
        """A soft shadow below a rectangle that is drawn afterwards."""
        reach = depth * 2
        area = (round((width + 2 * reach) * SCALE / 4), round((height + 2 * reach) * SCALE / 4))
        mask = Image.new("L", area, 0)
        inset = reach * SCALE / 4
        ImageDraw.Draw(mask).rectangle((inset, inset, area[0] - inset, area[1] - inset), fill=dark)
        mask = mask.filter(ImageFilter.GaussianBlur(depth * SCALE / 8))
        mask = mask.resize((round((width + 2 * reach) * SCALE), round((height + 2 * reach) * SCALE)))
        place = (round((x - reach) * SCALE), round((y - reach + depth / 2) * SCALE))
        self.image.paste(Image.new("RGB", mask.size, (10, 16, 22)), place, mask)

    def png(self) -> bytes:
        """The finished picture as a PNG."""
        out = BytesIO()
        self._finished().save(out, "PNG", compress_level=4)
        return out.getvalue()

    def photo(self, seed: int, turned: bool = False) -> bytes:
        """The finished picture as a JPEG that looks taken with a camera: darker corners, a little grain.

        `turned` stores it lying on its side with the orientation noted in EXIF, as telephones do.
        """
        picture = _grain(_corners(self._finished()), seed)
        exif = Image.Exif()
        exif[0x010E] = "Sample picture, drawn by Laurel"
        if turned:
            picture = picture.transpose(Image.Transpose.ROTATE_90)
            exif[0x0112] = 6
        out = BytesIO()
        picture.save(out, "JPEG", quality=88, exif=exif)
        return out.getvalue()

    def _finished(self) -> Image.Image:
        return self.image.reduce(SCALE)


def _corners(picture: Image.Image) -> Image.Image:
    mask = Image.radial_gradient("L").resize(picture.size, Image.Resampling.BILINEAR)
    mask = mask.point(lambda value: max(0, int((value - 105) * 0.32)))
    return Image.composite(Image.new("RGB", picture.size, (12, 14, 18)), picture, mask)


def _grain(picture: Image.Image, seed: int) -> Image.Image:
    chance = random.Random(seed)  # noqa: S311 - always the same on purpose
    tile = Image.frombytes("L", (_TILE, _TILE), chance.randbytes(_TILE * _TILE))
    tile = tile.filter(ImageFilter.GaussianBlur(0.6))
    noise = Image.new("L", picture.size)
    for x in range(0, picture.width, _TILE):
        for y in range(0, picture.height, _TILE):
            noise.paste(tile, (x, y))
    return Image.blend(picture, ImageChops.soft_light(picture, Image.merge("RGB", [noise] * 3)), 0.16)


def on_circle(x: float, y: float, radius: float, angle: float) -> Point:
    """The point on a circle at an angle in degrees, clockwise from three o'clock."""
    return x + radius * cos(radians(angle)), y + radius * sin(radians(angle))
