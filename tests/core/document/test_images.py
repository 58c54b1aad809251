"""One picture for each thing that pictures do wrong; what cannot be shown never stops an export."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from portfolio.core.document import images, jpeg
from portfolio.core.document.images import Encoded, Unreadable
from portfolio.core.document.jpeg import NotPlain
from portfolio.core.document.metadata import srgb
from portfolio.core.records import Portfolio, Project
from tests.core.document import people

RED, GREEN, BLUE, WHITE = (220, 40, 40), (40, 180, 60), (50, 60, 210), (255, 255, 255)


def quarters(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """Red and green above, blue and white below: shows every way to turn it wrongly."""
    image = Image.new("RGB", size, WHITE)
    width, height = size
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def portfolio_with(path: Path, media_type: str = "image/png") -> Portfolio:
    item = people.file_evidence(path, 1, media_type)
    return Portfolio(people.profile(), projects=(Project("p", "P", evidence=(item,)),), files={item.sha256: path})


def shown(path: Path) -> Image.Image:
    """The picture as a reader shows it on the page of its project."""
    pdf, exported = people.export(portfolio_with(path), evidence=False)
    assert exported.notes == ()
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[1]
        (found,) = (thing for thing in page.get_objects() if thing.type == 3)  # FPDF_PAGEOBJ_IMAGE
        left, bottom, right, top = found.get_bounds()
        picture: Image.Image = page.render(scale=2).to_pil().convert("RGB")
        height = page.get_height()
        return picture.crop(
            (round(left * 2), round((height - top) * 2), round(right * 2), round((height - bottom) * 2))
        )
    finally:
        document.close()


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters: upper left, upper right, lower left, lower right."""
    width, height = image.size
    places = ((1, 1), (3, 1), (1, 3), (3, 3))
    return [image.getpixel((width * x // 4, height * y // 4)) for x, y in places]  # type: ignore[misc]


def near(found: list[tuple[int, ...]], wanted: list[tuple[int, ...]], by: int = 14) -> bool:
    return all(
        abs(a - b) <= by for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True)
    )


_STORED = {1: (), 2: (0,), 3: (3,), 4: (1,), 5: (5,), 6: (2,), 7: (6,), 8: (4,)}
"""By orientation: the Pillow transposition that makes the stored picture from the upright one."""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_stand_upright_and_tell_no_place(tmp_path: Path, orientation: int) -> None:
    stored = quarters()
    for turn in _STORED[orientation]:
        stored = stored.transpose(Image.Transpose(turn))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    exif.get_ifd(0x8825)[1] = "N"
    path = saved(tmp_path / "photo.jpg", stored, exif=exif, quality=95, comment=b"SecretComment")
    assert b"SecretCamera" in path.read_bytes()
    assert images.shape(path) == (120, 80)
    assert near(corners(shown(path)), [RED, GREEN, BLUE, WHITE])
    pdf, _exported = people.export(portfolio_with(path, "image/jpeg"))
    assert not any(secret in pdf for secret in (b"SecretCamera", b"SecretComment", b"Exif\x00"))
    encoded = images.load(path)
    assert Image.open(io.BytesIO(encoded.data)).tobytes() == Image.open(path).tobytes()  # not one pixel was changed


def test_what_follows_a_jpeg_does_not_travel(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo.jpg", quarters(), progressive=True, quality=90)
    path.write_bytes(path.read_bytes() + b"TRAILER with a second picture \xff\xd8\xff\xd9")
    plain = jpeg.strip(path.read_bytes())
    assert b"TRAILER" not in plain.data
    assert plain.data.endswith(b"\xff\xd9")
    assert Image.open(io.BytesIO(plain.data)).tobytes() == Image.open(path).tobytes()


def test_a_thumbnail_in_the_jfif_header_does_not_travel(tmp_path: Path) -> None:
    data = saved(tmp_path / "photo.jpg", quarters()).read_bytes()
    assert data[2:4] == b"\xff\xe0"
    length = struct.unpack(">H", data[4:6])[0]
    thumbnail = b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x02\x02" + b"SECRETSECRET"
    changed = data[:2] + struct.pack(">HH", 0xFFE0, len(thumbnail) + 2) + thumbnail + data[4 + length :]
    assert b"SECRET" in changed
    assert b"SECRET" not in jpeg.strip(changed).data
    assert b"JFIF" in jpeg.strip(changed).data


def test_cmyk_gets_its_colours(tmp_path: Path) -> None:
    path = saved(tmp_path / "print.jpg", quarters().convert("CMYK"), quality=95)
    with pytest.raises(NotPlain):
        jpeg.strip(path.read_bytes())
    assert near(corners(shown(path)), [RED, GREEN, BLUE, WHITE], 20)


def test_sixteen_bit_grey_keeps_its_tones(tmp_path: Path) -> None:
    values = [0, 16_000, 40_000, 65_535]
    rows = [struct.pack("<HH", *values[half : half + 2]) for half in (0, 2)]
    data = b"".join((row[:2] * 40 + row[2:] * 40) * 40 for row in rows)
    image = Image.frombytes("I;16", (80, 80), data)
    for name in ("scan.png", "scan.tif"):
        found = [pixel[0] for pixel in corners(shown(saved(tmp_path / name, image)))]
        assert all(abs(tone - value / 257) <= 3 for tone, value in zip(found, values, strict=True))


@pytest.mark.parametrize(
    ("mode", "values"),
    [("I", [0, 60, 120, 250]), ("I", [0, 10_000_000, 20_000_000, 40_000_000]), ("F", [0.0, 60.0, 120.0, 250.0])],
)
def test_wide_grey_is_scaled(tmp_path: Path, mode: str, values: list[float]) -> None:
    image = Image.new(mode, (80, 80))
    for index, value in enumerate(values):
        image.paste(value, (index % 2 * 40, index // 2 * 40, index % 2 * 40 + 40, index // 2 * 40 + 40))
    found = [pixel[0] for pixel in corners(shown(saved(tmp_path / "wide.tif", image)))]
    assert found == sorted(found)
    assert len(set(found)) == 4


def test_sixteen_bit_colour_keeps_its_tones(tmp_path: Path) -> None:
    rows = b"".join(b"\x00" + struct.pack(">3H", 65_535, 32_768, 0) * 40 for _ in range(40))
    path = tmp_path / "deep.png"
    path.write_bytes(png(40, 40, 16, 2, rows))
    assert near(corners(shown(path)), [(255, 128, 0)] * 4, 3)


def png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    """A PNG file of raw rows (ISO/IEC 15948)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_is_white(tmp_path: Path, mode: str) -> None:
    image = quarters().convert("RGBA")
    image.paste((0, 0, 0, 0), (60, 40, 120, 80))
    image.paste((220, 40, 40, 128), (0, 0, 60, 40))
    found = corners(shown(saved(tmp_path / "logo.png", image.convert(mode))))
    assert found[3] == WHITE
    if mode == "RGBA":
        assert near(found[:3], [(238, 148, 148), GREEN, BLUE], 3)


def test_palettes_keep_their_colours_with_and_without_a_clear_one(tmp_path: Path) -> None:
    image = quarters().quantize(8)
    assert near(corners(shown(saved(tmp_path / "a.png", image))), [RED, GREEN, BLUE, WHITE], 3)
    clear = image.getpixel((10, 10))
    found = corners(shown(saved(tmp_path / "b.png", image, transparency=clear)))
    assert near(found, [WHITE, GREEN, BLUE, WHITE], 3)
    assert near(corners(shown(saved(tmp_path / "c.gif", quarters()))), [RED, GREEN, BLUE, WHITE], 12)


@pytest.mark.parametrize("name", ["x.webp", "x.tif", "x.bmp", "x.jp2", "x.avif", "x.png"])
def test_other_formats_are_shown(tmp_path: Path, name: str) -> None:
    assert near(corners(shown(saved(tmp_path / name, quarters()))), [RED, GREEN, BLUE, WHITE], 16)


def test_black_and_white_is_shown(tmp_path: Path) -> None:
    image = Image.new("1", (40, 40), 1)
    image.paste(0, (0, 0, 20, 20))
    assert corners(shown(saved(tmp_path / "fax.tif", image))) == [(0, 0, 0), WHITE, WHITE, WHITE]


def test_drawings_stay_lossless_and_photographs_do_not(tmp_path: Path) -> None:
    drawing = images.load(saved(tmp_path / "a.png", quarters()))
    assert b"FlateDecode" in drawing.entries
    noise = Image.frombytes("RGB", (200, 200), random.Random(1).randbytes(120_000))
    photograph = images.load(saved(tmp_path / "b.png", noise))
    assert b"DCTDecode" in photograph.entries
    grey = images.load(saved(tmp_path / "c.png", quarters().convert("L")))
    assert (grey.components, drawing.components, photograph.components) == (1, 3, 3)


def test_a_large_drawing_is_brought_to_the_width_of_a_page(tmp_path: Path) -> None:
    encoded = images.load(saved(tmp_path / "a.png", quarters((4800, 1000))))
    assert b"/Width 2400/Height 500" in encoded.entries


def test_a_thumbnail_is_small_and_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    path = saved(tmp_path / "a.jpg", quarters((1200, 800)).transpose(Image.Transpose.ROTATE_90), exif=exif, quality=95)
    encoded = images.load(path, 300)
    thumbnail = Image.open(io.BytesIO(encoded.data))
    assert (thumbnail.size, encoded.orientation) == ((300, 200), 1)
    assert near(corners(thumbnail), [RED, GREEN, BLUE, WHITE])


def adobe_like_profile() -> bytes:
    """A valid profile that is not sRGB: its red and green primaries are exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"tXYZ", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"tXYZ", b"gXYZ", 1)


def test_the_profile_of_a_photo_goes_along(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", quarters(), icc_profile=adobe_like_profile(), quality=95)
    encoded = images.load(path)
    assert encoded.profile == adobe_like_profile()
    assert b"ICC_PROFILE" not in encoded.data
    pdf, _exported = people.export(portfolio_with(path, "image/jpeg"))
    xobjects = pypdf.PdfReader(io.BytesIO(pdf)).pages[1]["/Resources"]["/XObject"]  # type: ignore[index]
    (space,) = {str(one.get_object()["/ColorSpace"][0]) for one in xobjects.values()}
    assert space == "/ICCBased"


def test_the_profile_of_a_drawing_is_applied(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", quarters(), icc_profile=adobe_like_profile())
    (red, green, *_more) = corners(shown(path))
    assert red[1] > red[0]
    assert green[0] > green[1]


@pytest.mark.parametrize(
    "profile",
    [b"nonsense", b"\x00" * 200, srgb()[:128] + b"\xff" * 40, b"GRAY".join((srgb()[:16], srgb()[20:]))],
    ids=["text", "zeros", "cut", "grey"],
)
def test_a_broken_profile_is_left_out(tmp_path: Path, profile: bytes) -> None:
    for name in ("a.jpg", "a.png"):
        path = saved(tmp_path / name, quarters(), icc_profile=profile)
        assert images.load(path).profile == b""
        assert near(corners(shown(path)), [RED, GREEN, BLUE, WHITE], 16)


def _truncated(path: Path) -> None:
    data = saved(path, quarters((600, 400)), format="JPEG", quality=95).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _truncated_png(path: Path) -> None:
    noise = Image.frombytes("RGB", (200, 200), random.Random(1).randbytes(120_000))
    data = saved(path, noise, format="PNG").read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _bomb(path: Path) -> None:
    path.write_bytes(png(60_000, 60_000, 8, 0, b"\x00" * 1000))


def _large(path: Path) -> None:
    path.write_bytes(png(8_000, 8_000, 1, 0, (b"\x00" + b"\xff" * 1000) * 8_000))


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("not a picture")


def _postscript(path: Path) -> None:
    path.write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n")


def _damaged_rows(path: Path) -> None:
    path.write_bytes(png(50, 50, 8, 2, b"\x00" * 10))


def _missing(path: Path) -> None:
    path.unlink(missing_ok=True)


HOSTILE = [_truncated, _truncated_png, _bomb, _large, _nothing, _text, _postscript, _damaged_rows, _missing]


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__.strip("_"))
@pytest.mark.parametrize("options", [{"evidence": False}, {}])
def test_what_cannot_be_shown_gets_a_note(
    tmp_path: Path, make: Callable[[Path], None], options: dict[str, bool]
) -> None:
    path = saved(tmp_path / "picture.png", quarters())
    portfolio = portfolio_with(path)
    make(path)
    pdf, exported = people.export(portfolio, **options)
    (note,) = exported.notes
    assert "picture" in note
    assert "could not be read" in note
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert (
        "This picture cannot be read." in pages[1].extract_text().replace("\n", " ") or make is _bomb or options == {}
    )
    assert not any("/XObject" in page["/Resources"] for page in pages)  # type: ignore[operator]
    with pytest.raises(Unreadable):
        images.load(path)


def test_broken_exif_does_not_hide_a_photo(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", quarters(), exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff garbage", quality=95)
    assert images.shape(path) == (120, 80)
    assert images.load(path).orientation == 1
    exif = Image.Exif()
    exif[0x0112] = 77
    assert images.load(saved(tmp_path / "b.jpg", quarters(), exif=exif)).orientation == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\x89PNG",
        lambda data: data[:2] + b"\x00" + data[3:],
        lambda data: data[:30],
        lambda data: data[:2] + b"\xff\xd9",
        lambda data: data.replace(b"\xff\xc0", b"\xff\xc9", 1),
        lambda data: data.replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c", 1),
        lambda data: data[:-2],
        lambda data: data[:2] + b"\xff",
    ],
    ids=["not JPEG", "no marker", "cut header", "no picture", "arithmetic", "12 bits", "no end", "only fill"],
)
def test_only_sound_jpegs_go_in_as_they_are(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    data = saved(tmp_path / "a.jpg", quarters()).read_bytes()
    assert jpeg.strip(data).components == 3
    with pytest.raises(NotPlain):
        jpeg.strip(change(data))


def test_fill_bytes_before_a_marker_are_allowed(tmp_path: Path) -> None:
    data = saved(tmp_path / "a.jpg", quarters()).read_bytes()
    assert jpeg.strip(data[:2] + b"\xff\xff" + data[2:]).data == jpeg.strip(data).data


@given(st.data())
def test_a_damaged_picture_is_shown_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.getbasetemp()
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "TIFF", "WEBP"]))
    out = io.BytesIO()
    quarters((40, 30)).save(out, kind)
    whole = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "damaged"
    path.write_bytes(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
    for ask in (lambda: images.shape(path), lambda: images.load(path), lambda: images.load(path, 20)):
        try:
            found = ask()
        except Unreadable:
            continue
        assert isinstance(found, Encoded | tuple)


def test_the_same_picture_is_in_the_file_once(tmp_path: Path) -> None:
    path = people.photo(tmp_path / "a.jpg", (800, 500), 1)
    portfolio = portfolio_with(path, "image/jpeg")
    again = replace(portfolio.projects[0], id="q", title="Q")
    pdf, _exported = people.export(replace(portfolio, projects=(portfolio.projects[0], again)))
    assert pdf.count(b"/Subtype/Image") == 1


def test_a_preview_stands_for_a_file_that_is_no_picture(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.4 not shown")
    item = people.file_evidence(file, 1, "application/pdf")
    preview = saved(tmp_path / "preview.png", quarters())
    portfolio = Portfolio(
        people.profile(), projects=(Project("p", "P", evidence=(item,)),), files={item.sha256: file},
        previews={item.sha256: preview},
    )  # fmt: skip
    pdf, exported = people.export(portfolio)
    assert exported.notes == ()
    assert pdf.count(b"/Subtype/Image") == 1
