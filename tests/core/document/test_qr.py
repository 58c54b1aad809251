"""Every code of a document is read back and says what the library says, at the sizes that the layout promises."""

from __future__ import annotations

import io
import random
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from portfolio.core.document import qr
from portfolio.core.document.style import MM
from portfolio.core.records import Credential, Portfolio, Project
from tests.core.document import people, reading

LENGTHS = (12, 14, 15, 40, 63, 100, 152, 180, 300, qr.LONGEST)


def address(length: int) -> str:
    return ("https://example.org/" + "Ab3-_.~%20/" * 60)[:length]


def picture(matrix: qr.Matrix, scale: int = 4) -> Image.Image:
    """The matrix as a picture with its white zone."""
    side = matrix.size + 2 * qr.QUIET
    image = Image.new("L", (side, side), 255)
    for y, bits in enumerate(matrix.rows):
        for x in range(matrix.size):
            if bits >> (matrix.size - 1 - x) & 1:
                image.putpixel((x + qr.QUIET, y + qr.QUIET), 0)
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


@pytest.mark.parametrize("length", LENGTHS)
def test_a_code_says_its_text_and_keeps_its_sizes(length: int) -> None:
    matrix = qr.encode(address(length))
    (found,) = zxingcpp.read_barcodes(picture(matrix))
    assert found.text == address(length)
    assert matrix.module >= 0.40 * MM
    assert 40 < matrix.side <= 92
    assert matrix.quiet <= 8.9


def scanned(matrix: qr.Matrix, seed: int) -> Image.Image:
    """The code at 0.40 mm a module as a poor scanner at 150 dpi sees it: grey ink, turned, blurred, noisy, JPEG."""
    pixels = round((matrix.size + 2 * qr.QUIET) * 0.40 / 25.4 * 150)
    image = (
        picture(matrix, 16).resize((pixels, pixels), Image.Resampling.BOX).point(lambda value: int(35 + value * 0.8))
    )
    image = image.rotate(2.3, Image.Resampling.BICUBIC, expand=True, fillcolor=239)
    image = image.filter(ImageFilter.GaussianBlur(0.35))
    noise = random.Random(seed)
    grain = bytes(min(255, max(0, value + round(noise.gauss(0, 10)))) for value in image.tobytes())
    image = Image.frombytes("L", image.size, grain)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return Image.open(out).convert("L")


def test_a_poor_scan_of_the_least_module_is_read() -> None:
    """The mask is fixed, so the readability that the search would have bought is measured here."""
    for seed in range(40):
        text = f"https://verify.example.org/credentials/{random.Random(seed).getrandbits(96):024x}"
        found = zxingcpp.read_barcodes(scanned(qr.encode(text), seed))
        assert [code.text for code in found] == [text]


def test_text_beyond_ascii_comes_back() -> None:
    url = "https://exämple.org/Λευκωσία?q=Łódź"
    (found,) = zxingcpp.read_barcodes(picture(qr.encode(url)))
    assert found.text == url


def test_a_longer_text_gets_no_code() -> None:
    assert qr.fits("x" * qr.LONGEST)
    assert not qr.fits("x" * (qr.LONGEST + 1))
    assert not qr.fits("ä" * (qr.LONGEST // 2 + 1))


def test_equal_texts_are_encoded_once() -> None:
    assert qr.encode("https://example.org/same") is qr.encode("https://example.org/same")


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    """Links of every length, among what people have."""
    made = people.person(tmp_path_factory.mktemp("qr"), 40, 3)
    changed = [
        replace(item, url=address(length)) for item, length in zip(made.credentials, LENGTHS, strict=False) if item.url
    ]
    return replace(made, credentials=(*changed, *made.credentials[len(LENGTHS) :]))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("dpi", [150, 300])
def test_every_code_on_full_pages_is_read(portfolio: Portfolio, paper: str, dpi: int) -> None:
    pdf, _exported = people.export(portfolio, paper=paper)
    owners: list[Credential | Project] = [*portfolio.credentials, *portfolio.projects]
    evidence = {one.id: one for item in owners for one in item.evidence}
    wanted = [portfolio.profile.website]
    wanted += [item.url for item in owners if item.url]
    wanted += [item.url for item in evidence.values() if item.url]
    assert len(wanted) > 40
    assert sorted(reading.decoded(pdf, dpi)) == sorted(wanted)
    assert len(reading.drawn_codes(pdf)) == len(wanted)
    targets = reading.link_targets(pdf)
    assert all(url in targets for url in wanted)
    printed = "".join(reading.pdfium_text(pdf).split())
    assert all(url in printed for url in wanted)


@pytest.mark.needs("zbarimg")
def test_another_reader_reads_them_too(portfolio: Portfolio, tmp_path: Path) -> None:

    pdf, _exported = people.export(portfolio)
    found: list[str] = []
    for number, image in enumerate(reading.images(pdf, 150)):
        path = tmp_path / f"{number}.png"
        image.save(path)
        command = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(path)]
        found += subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    assert sorted(found) == sorted(reading.decoded(pdf, 150))


def test_the_white_zone_is_white_and_modules_are_large_enough(portfolio: Portfolio) -> None:
    pdf, _exported = people.export(portfolio)
    pages = list(reading.images(pdf, 300))
    codes = reading.drawn_codes(pdf)
    assert len({code.size for code in codes}) > 5
    for code in codes:
        assert code.module >= 0.40 * MM - 1e-3
        zone = qr.QUIET * code.module
        page = pages[code.page]
        scale = 300 / 72
        top = page.height / scale
        box = [code.x - zone, top - code.y - code.side - zone, code.x + code.side + zone, top - code.y + zone]
        assert box[0] >= 0
        assert box[2] * scale <= page.width
        around = page.crop(tuple(round(edge * scale) for edge in box))  # type: ignore[arg-type]
        inner = round(zone * scale) - 1
        around.paste(255, (inner, inner, around.width - inner, around.height - inner))
        assert around.getextrema() == (255, 255)
