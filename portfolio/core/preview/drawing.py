"""Draws small pictures of images, PDFs and texts. Runs in the child process only: every input here is a stranger's."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import pypdfium2
from PIL import Image, ImageCms, ImageDraw, ImageFont, ImageOps

from portfolio.core.paths import resources
from portfolio.core.preview.kinds import decoded
from portfolio.core.preview.opening import open_regular
from portfolio.core.preview.process import is_text

PIXELS = 50_000_000  # an image with more is refused unread
JPEG_PIXELS = 250_000_000  # a JPEG is decoded at a fraction of its size
PROFILE_LIMIT = 1 << 20  # bytes of a colour profile
TEXT_BYTES, TEXT_LINES, TEXT_COLUMNS = 16_384, 34, 110
PAPER, INK, FAINT = (255, 255, 255), (38, 44, 52), (226, 229, 234)
_FORMATS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/bmp": "BMP",
    "image/avif": "AVIF",
}

Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded
warnings.simplefilter("ignore")


def draw(source: Path, media_type: str, longest: int) -> bytes | None:
    """A PNG at most `longest` pixels a side, or None. May raise anything that a decoder raises for a damaged file."""
    with open_regular(source) as file:
        if media_type == "application/pdf":
            picture = _pdf_page(file, longest)
        elif media_type in _FORMATS:
            picture = _image(file, _FORMATS[media_type], longest)
        elif is_text(media_type):
            picture = _text_page(file.read(TEXT_BYTES), longest)
        else:
            picture = None
        return _png(picture) if picture else None


def _image(file: BinaryIO, name: str, longest: int) -> Image.Image | None:
    with Image.open(file, formats=[name]) as image:
        width, height = image.size
        if width * height > (JPEG_PIXELS if name == "JPEG" else PIXELS):
            return None
        image.draft("RGB", (longest, longest))
        picture: Image.Image = image
        if image.mode in ("P", "PA", "LA", "La", "RGBa"):
            picture = image.convert("RGBA")
        elif image.mode.startswith(("I", "F")):
            picture = _eight_bits(image)
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _in_srgb(ImageOps.exif_transpose(picture))


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The colours as a screen without colour management shows them; a broken profile is as good as none."""
    profile = picture.info.get("icc_profile") or b""
    if picture.mode in ("RGB", "CMYK") and 0 < len(profile) <= PROFILE_LIMIT:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            picture = ImageCms.profileToProfile(picture, own, target, outputMode="RGB") or picture
        except (ImageCms.PyCMSError, OSError):
            pass
    return picture if picture.mode in ("L", "RGB", "RGBA") else picture.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits stretched from black to white: its range says nothing about its meaning."""
    grey = picture.convert("F")
    low, high = cast("tuple[float, float]", grey.getextrema())
    scale = 255.0 / (high - low) if high > low else 0.0
    return grey.point(lambda value: value * scale - low * scale).convert("L")


def _pdf_page(file: BinaryIO, longest: int) -> Image.Image | None:
    document = pypdfium2.PdfDocument(file)
    try:
        page = document[0]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return None
        scale = longest / max(width, height)
        if min(width, height) * scale < 1:
            return None
        bitmap = page.render(scale=scale, fill_color=(255, 255, 255, 255))
        return cast("Image.Image", bitmap.to_pil()).convert("RGB")
    finally:
        document.close()


def _text_page(data: bytes, longest: int) -> Image.Image | None:
    text = decoded(data, whole=len(data) < TEXT_BYTES)
    if text is None:
        return None
    page = _lines_on_paper(text.expandtabs(4).splitlines(), longest * (3 if longest <= 1000 else 1))
    return page.resize((max(1, round(longest * 210 / 297)), longest), Image.Resampling.LANCZOS)


def _lines_on_paper(lines: list[str], height: int) -> Image.Image:
    """An A4 page, drawn larger than it will be: small letters stay even when the page is scaled down."""
    width = round(height * 210 / 297)
    margin = height * 0.05
    step = (height - 2 * margin) / TEXT_LINES
    page = Image.new("RGB", (width, height), PAPER)
    pen = ImageDraw.Draw(page)
    font = _font(step * 0.74)
    for number, line in enumerate(lines[:TEXT_LINES]):
        pen.text((margin, margin + number * step), line[:TEXT_COLUMNS], INK, font)
    pen.rectangle((width - margin, 0, width, height), fill=PAPER)
    pen.rectangle((0, 0, width - 1, height - 1), outline=FAINT, width=max(1, height // 256))
    return page


def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    file = resources() / "fonts" / "Inter-Regular.ttf"
    return ImageFont.truetype(file, size) if file.is_file() else ImageFont.load_default(size)


def _png(picture: Image.Image) -> bytes:
    """The pixels and nothing else: no date, place or device that the original told."""
    picture.info.clear()
    out = BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()
