"""Reads a PDF back with other people's tools, for the tests."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
import pypdfium2
import zxingcpp
from pdfminer.high_level import extract_text
from PIL import Image

_CODE = re.compile(rb"q 0 g ([\d.]+) 0 0 [\d.]+ ([\d.]+) ([\d.]+) cm\n((?:\d+ \d+ \d+ 1 re\n)+)f Q")
_RUN = re.compile(rb"(\d+) (\d+) (\d+) 1 re")
_FONT_SIZE = re.compile(rb"/\S+ ([\d.]+) Tf")


@dataclass(frozen=True)
class DrawnCode:
    """A QR code as it stands in a file: page index, lower left corner and module in points, modules a side."""

    page: int
    x: float
    y: float
    module: float
    size: int

    @property
    def side(self) -> float:
        return self.size * self.module


def pypdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def pdfminer_text(pdf: bytes) -> str:
    return extract_text(io.BytesIO(pdf))


def pdfium_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


EXTRACTORS = {"pypdf": pypdf_text, "pdfminer.six": pdfminer_text, "PDFium": pdfium_text}


def flat(text: str) -> str:
    """The text with its line ends and runs of spaces as single spaces."""
    return " ".join(text.split())


def images(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """The pages as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()


def decoded(pdf: bytes, dpi: int) -> list[str]:
    """What every code on every page says."""
    return [
        found.text
        for image in images(pdf, dpi)
        for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    ]


def contents(pdf: bytes) -> list[bytes]:
    """The content streams of the pages."""
    streams = (page.get_contents() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return [stream.get_data() for stream in streams if stream is not None]


def drawn_codes(pdf: bytes) -> list[DrawnCode]:
    """The codes as the content streams draw them; the size is that of the finder patterns' square."""
    codes = []
    for number, content in enumerate(contents(pdf)):
        for match in _CODE.finditer(content):
            module, x, y = (float(part) for part in match.groups()[:3])
            runs = [(int(a), int(b), int(c)) for a, b, c in _RUN.findall(match[4])]
            size = max(start + length for start, _row, length in runs)
            assert size == max(row for _start, row, _length in runs) + 1
            codes.append(DrawnCode(number, x, y, module, size))
    return codes


def font_sizes(pdf: bytes) -> set[float]:
    """All font sizes that are used."""
    return {float(size) for content in contents(pdf) for size in _FONT_SIZE.findall(content)}


def text_boxes(pdf: bytes) -> Iterator[tuple[int, tuple[float, float, float, float], str]]:
    """Page index, (left, bottom, right, top) and text of each run of text."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for index in range(text.count_rects()):
                box = text.get_rect(index)
                yield number, box, text.get_text_bounded(*box)
    finally:
        document.close()


def link_targets(pdf: bytes) -> list[str]:
    """The addresses of all link annotations that have one."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for annotation in page.get("/Annots") or ():
            action = annotation.get_object().get("/A")
            if action is not None:
                found.append(str(action["/URI"]))
    return found
