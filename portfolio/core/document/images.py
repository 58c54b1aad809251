"""Pictures as a document takes them: upright, in grey or RGB of 8 bits, without what they tell about their maker.

Any file can be broken or made to harm: what cannot be shown raises Unreadable, and nothing else is raised.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from portfolio.core.document import jpeg
from portfolio.core.document.jpeg import NotPlain, PlainJpeg

MOST_PIXELS = 50_000_000
"""What is decoded at most; 150 MB of memory."""
MOST_BYTES = 200_000_000
LONGEST_SIDE = 2400
"""Pixels that a decoded picture keeps on its longer side: 300 dpi over the whole width of a page."""
QUALITY = 88

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF", "JPEG2000", "MPO")
"""What Pillow may try. It would hand EPS to a PostScript interpreter."""
_PHOTO_BYTES_PER_PIXEL = 0.9
"""A lossless picture that needs more than this is a photograph, and JPEG does it better."""
_ORIENTATION = 0x0112

_UPRIGHT = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""By EXIF orientation: the matrix that turns the unit square so that the stored picture stands upright."""


class Unreadable(Exception):  # noqa: N818 - expected, answered with a placeholder and a note
    """A picture that cannot be shown."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture ready to be written: the entries of its dictionary but for the colour space, and its data.

    `components` is 1 or 3, `profile` an ICC profile or nothing, `orientation` the EXIF value that is still to apply.
    """

    entries: bytes
    data: bytes
    components: int
    profile: bytes = b""
    orientation: int = 1


def matrix(
    orientation: int, x: float, y: float, width: float, height: float
) -> tuple[float, float, float, float, float, float]:
    """The matrix that draws a stored picture upright into the box whose lower left corner is (x, y)."""
    a, b, c, d, e, f = _UPRIGHT[orientation]
    return a * width, b * height, c * width, d * height, x + e * width, y + f * height


@contextmanager
def _guarded() -> Iterator[None]:
    """Whatever a decoder says about a hostile file becomes Unreadable; Pillow's size warning counts as refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except Unreadable:
        raise
    except Exception as error:  # decoders of hostile files raise anything
        raise Unreadable(type(error).__name__) from error


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable("too large")
    with Image.open(path, formats=_FORMATS) as image:
        yield image


def shape(path: Path) -> tuple[int, int]:
    """Width and height of a picture as it is seen, in pixels, from its header. Raises Unreadable."""
    with _guarded(), _opened(path) as image:
        width, height = image.size
        if not width or not height:
            raise Unreadable("empty")
        if image.format not in ("JPEG", "MPO") and width * height > MOST_PIXELS:
            raise Unreadable("too large")
        return (height, width) if _orientation(image) >= 5 else (width, height)


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 when there is none or it cannot be read."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - broken EXIF is common and says nothing about the picture
        return 1
    return value if isinstance(value, int) and value in _UPRIGHT else 1


def load(path: Path, longest: int = 0) -> Encoded:
    """The picture ready to be written. Raises Unreadable.

    With `longest`, no side has more pixels than that. Without, a JPEG goes in bit by bit as it is, and anything else is
    decoded and at most LONGEST_SIDE.
    """
    with _guarded(), _opened(path) as image:
        if image.format in ("JPEG", "MPO") and not longest:
            try:
                return _as_it_is(jpeg.strip(path.read_bytes()), _orientation(image))
            except NotPlain:
                pass
        return _decoded(image, longest or LONGEST_SIDE)


def _as_it_is(plain: PlainJpeg, orientation: int) -> Encoded:
    entries = b"/Width %d/Height %d/BitsPerComponent 8/Filter/DCTDecode" % (plain.width, plain.height)
    return Encoded(entries, plain.data, plain.components, plain.profile, orientation)


def _decoded(image: Image.Image, longest: int) -> Encoded:
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB" if image.mode == "YCbCr" else image.mode, (longest, longest))
    if image.size[0] * image.size[1] > MOST_PIXELS:
        raise Unreadable("too large")
    plain = _coloured(ImageOps.exif_transpose(image))
    plain.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _jpeg(plain) if image.format in ("JPEG", "MPO") else _best(plain)


def _coloured(image: Image.Image) -> Image.Image:
    """The picture in mode L or RGB, what is transparent laid on white, colours in sRGB."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        return _grey(image)
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        return _in_srgb(Image.alpha_composite(white, layer).convert("RGB"), image.info.get("icc_profile"))
    return _in_srgb(image, image.info.get("icc_profile"))


def _grey(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits scaled to 8; Pillow's own conversion would cut it off at 255."""
    values = image.convert("F")
    extrema: Any = values.getextrema()
    highest = float(extrema[1])
    top = 65535.0 if image.mode != "F" and 255 < highest <= 65535 else max(highest, 255.0)
    return values.point(lambda value: value * (255.0 / top)).convert("L")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return turned if turned is not None else image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: the colours as they are
    return image if image.mode == "L" else image.convert("L" if image.mode == "1" else "RGB")


def _best(image: Image.Image) -> Encoded:
    """Lossless when that is small (drawings, screenshots), JPEG when the picture turns out to be a photograph."""
    lossless = _png(image)
    pixels = image.size[0] * image.size[1]
    return lossless if len(lossless.data) < _PHOTO_BYTES_PER_PIXEL * pixels else _jpeg(image)


def _jpeg(image: Image.Image) -> Encoded:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return _as_it_is(jpeg.strip(out.getvalue()), 1)


def _png(image: Image.Image) -> Encoded:
    """The compressed rows of a PNG file, which PDF's Flate filter reads as they are (ISO 32000-1, 7.4.4.4)."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    components = 1 if image.mode == "L" else 3
    entries = b"/Width %d/Height %d/BitsPerComponent 8/Filter/FlateDecode" % image.size
    entries += b"/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent 8/Columns %d>>" % (components, image.size[0])
    return Encoded(entries, b"".join(_chunks(out.getvalue(), b"IDAT")), components)


def _chunks(png: bytes, wanted: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        if name == wanted:
            yield png[at + 8 : at + 8 + length]
        at += 12 + length
