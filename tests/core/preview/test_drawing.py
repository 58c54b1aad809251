"""What the pictures show, drawn in the tests' own process; what keeps strangers' files in check is tested apart."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from portfolio.core.preview.drawing import draw
from tests.core.preview.foreign import pdf_page, picture, png_bomb, written

RED, BLUE = (200, 30, 30), (30, 30, 200)
Pixel = tuple[int, ...]


def drawn(path: Path, kind: str, longest: int = 60) -> Image.Image:
    data = draw(path, kind, longest)
    assert data is not None
    assert data.startswith(b"\x89PNG")
    image = Image.open(BytesIO(data))
    image.load()
    assert max(image.size) <= longest
    return image


def near(image: Image.Image, place: tuple[int, int], colour: Pixel) -> bool:
    found = image.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return all(abs(a - b) < 30 for a, b in zip(found, colour, strict=True))


@pytest.mark.parametrize("name", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"])
def test_images_of_every_format(name: str, tmp_path: Path) -> None:
    image = drawn(written(tmp_path, "x", picture(name)), f"image/{name.lower()}")
    assert image.size == (60, 40)
    assert near(image, (5, 5), BLUE)
    assert near(image, (50, 30), RED)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_images_of_every_depth(mode: str, tmp_path: Path) -> None:
    image = drawn(written(tmp_path, "x", picture("PNG", mode=mode)), "image/png")
    assert image.mode in ("L", "RGB", "RGBA")
    assert image.size == (60, 40)


def test_deep_grey_is_stretched(tmp_path: Path) -> None:
    out = BytesIO()
    Image.linear_gradient("L").convert("I;16").save(out, "PNG")
    image = drawn(written(tmp_path, "x", out.getvalue()), "image/png")
    shades = [shade for shade, count in enumerate(image.convert("L").histogram()) if count]
    assert shades[0] < 10
    assert shades[-1] > 245


def test_flat_deep_grey_is_drawn(tmp_path: Path) -> None:
    out = BytesIO()
    Image.new("I;16", (8, 8), 300).save(out, "PNG")
    assert drawn(written(tmp_path, "x", out.getvalue()), "image/png").size == (8, 8)


def test_a_printers_jpeg_is_drawn(tmp_path: Path) -> None:
    assert near(drawn(written(tmp_path, "x", picture("JPEG", mode="CMYK")), "image/jpeg"), (50, 30), RED)


def test_orientation_is_applied_and_what_the_camera_noted_is_gone(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010E] = "somewhere private"
    image = drawn(written(tmp_path, "x", picture("JPEG", exif=exif)), "image/jpeg")
    assert image.size == (40, 60)
    assert near(image, (35, 5), BLUE)
    assert not image.getexif()
    assert not image.info.get("exif")


def test_colours_are_turned_into_those_of_the_screen(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = drawn(written(tmp_path, "x", picture("PNG", icc_profile=profile)), "image/png")
    assert near(image, (50, 30), RED)
    assert "icc_profile" not in image.info


def test_a_broken_colour_profile_is_as_good_as_none(tmp_path: Path) -> None:
    assert near(drawn(written(tmp_path, "x", picture("JPEG", icc_profile=b"nonsense")), "image/jpeg"), (50, 30), RED)


def test_small_images_are_not_blown_up(tmp_path: Path) -> None:
    assert drawn(written(tmp_path, "x", picture("PNG", (20, 10))), "image/png").size == (20, 10)


def test_the_first_page_of_a_pdf(tmp_path: Path) -> None:
    image = drawn(written(tmp_path, "x", pdf_page()), "application/pdf", 100)
    assert image.size == (50, 100)
    assert near(image, (10, 50), (255, 0, 0))
    assert near(image, (40, 50), (255, 255, 255))


def test_a_page_larger_than_any_paper_is_scaled_and_a_thread_is_no_page(tmp_path: Path) -> None:
    assert drawn(written(tmp_path, "a", pdf_page(box=b"0 0 200000 200000")), "application/pdf").size == (60, 60)
    assert draw(written(tmp_path, "b", pdf_page(box=b"0 0 1 200000")), "application/pdf", 60) is None


def test_texts_in_utf8_and_utf16_look_the_same(tmp_path: Path) -> None:
    text = "Gauge,Reading\nUntermühlbach,\t42\n" * 30
    one = draw(written(tmp_path, "a", text.encode()), "text/csv", 300)
    two = draw(written(tmp_path, "b", text.encode("utf-16")), "text/plain", 300)
    assert one == two
    page = drawn(tmp_path / "a", "text/csv", 300)
    assert page.size == (212, 300)
    dark = sum(page.convert("L").histogram()[:200])
    assert 300 < dark < page.width * page.height / 4


def test_what_is_no_text_after_all_has_no_picture(tmp_path: Path) -> None:
    assert draw(written(tmp_path, "x", bytes(range(256))), "text/plain", 100) is None


def test_other_kinds_have_no_picture(tmp_path: Path) -> None:
    for kind in ("image/svg+xml", "application/zip", "audio/wav", "application/octet-stream"):
        assert draw(written(tmp_path, "x", b"<svg/>"), kind, 100) is None


@pytest.mark.parametrize("side", [20_000, 60_000])
def test_bombs_are_refused_unread(side: int, tmp_path: Path) -> None:
    assert draw(written(tmp_path, "x", png_bomb(side)), "image/png", 100) is None


def test_a_large_honest_picture_is_drawn(tmp_path: Path) -> None:
    assert drawn(written(tmp_path, "x", png_bomb(5_000)), "image/png", 100).size == (100, 100)
