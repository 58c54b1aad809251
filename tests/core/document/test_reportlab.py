"""What ReportLab does that an archivable, accessible file must not have, and that ours does not: one test each.

Each test first shows the fault in plain ReportLab. When a new version mends it, the test fails and our change can go.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from portfolio.core import paths
from portfolio.core.document import canvas as our_canvas
from portfolio.core.document import fonts
from portfolio.core.document.canvas import TaggedCanvas
from portfolio.core.document.metadata import About, srgb, xmp
from portfolio.core.document.pdffile import StreamedDocument
from portfolio.core.document.structure import Node
from portfolio.core.document.style import LEDGER, PAPERS, Weight
from portfolio.core.document.text import Typesetter

REGULAR = paths.resources() / "fonts" / LEDGER.fonts[Weight.REGULAR]
ABOUT = About("Title & <x>", "Author", "Subject", "en", datetime(2026, 11, 23, 12, tzinfo=UTC))


def plain(text: str = "Hé (x)") -> bytes:
    """A page by ReportLab alone, with an embedded font."""
    pdfmetrics.registerFont(TTFont("Plain", str(REGULAR)))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0)
    canvas.setFont("Plain", 12)
    canvas.drawString(50, 50, text)
    canvas.save()
    pdfmetrics.getFont("Plain").unregister()  # type: ignore[attr-defined]
    return out.getvalue()


def ours(text: str = "Hé (x)") -> bytes:
    """The same page by our canvas."""
    out = io.BytesIO()
    canvas = TaggedCanvas(out, PAPERS["A4"], ABOUT)
    setter = Typesetter(LEDGER, {weight: fonts.load(REGULAR) for weight in Weight}, canvas.document)
    lines = setter.lines([(text, LEDGER.body)], 400)
    with canvas.marked(Node("P", canvas.root)):
        canvas.operators(setter.operators(lines, LEDGER.body, 50, 50, "0 0 0"))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_streams_end_with_a_line_end() -> None:
    assert re.search(rb"[^\r\n]endstream", plain())
    assert not re.search(rb"[^\r\n]endstream", ours())


def test_the_length_of_every_stream_is_right() -> None:
    for match in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", data := ours()):
        end = match.end() + int(match[1])
        assert data[end : end + 10] == b"\nendstream"


def test_code_zero_and_characters_beyond_the_basic_plane_are_mapped_rightly() -> None:
    subset = [0, 0x41, 0x1F393]
    stock = ttfonts.makeToUnicodeCMap("F", subset)
    assert "<00> <0000>" in stock
    assert "<1F393>" in stock
    mended = fonts.to_unicode("F", subset)
    assert "<0000>" not in mended
    assert "<02> <d83cdf93>" in mended
    assert "2 beginbfchar" in mended


def test_a_mapping_has_no_more_than_a_hundred_entries_a_block() -> None:
    subset = [0, *range(0x100, 0x1FF)]
    assert "256 beginbfchar" in ttfonts.makeToUnicodeCMap("F", subset)
    counts = [int(count) for count in re.findall(r"(\d+) beginbfchar", fonts.to_unicode("F", subset))]
    assert counts == [100, 100, 55]


def test_every_font_is_embedded_and_symbolic_ones_have_no_encoding() -> None:
    assert b"/Helvetica" in plain()
    reader: Any = pypdf.PdfReader(io.BytesIO(ours("Hé Ω Ж")))
    used = reader.pages[0]["/Resources"]["/Font"]
    assert used
    for font in (one.get_object() for one in used.values()):
        assert font["/FontDescriptor"]["/FontFile2"].get_data()
        assert "/Encoding" not in font
        assert font["/ToUnicode"].get_data()


def test_pages_and_the_catalogue_keep_the_keys_of_tagged_files() -> None:
    assert "StructParents" not in pdfdoc.PDFPage.__NoDefault__
    assert "OutputIntents" not in pdfdoc.PDFCatalog.__NoDefault__
    reader: Any = pypdf.PdfReader(io.BytesIO(ours()))
    assert reader.pages[0]["/StructParents"] == 0
    assert reader.pages[0]["/Tabs"] == "/S"
    assert reader.trailer["/Root"]["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert "StructParents" not in pdfdoc.PDFPage.__NoDefault__  # changed on the page, not for everybody


def test_content_streams_are_ascii() -> None:
    assert not plain("Hé Ω").isascii()
    reader: Any = pypdf.PdfReader(io.BytesIO(ours("Hé (x) Ω Ж \\")))
    assert reader.pages[0].get_contents().get_data().isascii()


def test_photographs_would_grow_by_a_quarter() -> None:
    """ReportLab writes binary data as ASCII 85 unless told otherwise for the whole process; ours never does."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    canvas.drawString(10, 10, "x")
    canvas.save()
    assert b"ASCII85Decode" in out.getvalue()
    assert b"ASCII85Decode" not in ours()


def test_nothing_is_kept_until_the_end() -> None:
    class Counting(io.BytesIO):
        pass

    stock, mended = Counting(), Counting()
    canvas = Canvas(stock)
    canvas.drawString(10, 10, "x")
    canvas.showPage()
    assert stock.tell() == 0
    tagged = TaggedCanvas(mended, PAPERS["A4"], ABOUT)
    tagged.add_picture("p", b"/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\x00" * 5_000)
    assert mended.tell() > 5_000
    assert not [thing for thing in tagged.document.idToObject.values() if getattr(thing, "content", None)]


def test_modules_of_reportlab_are_left_alone() -> None:
    before = (pdfdoc.PDFFile, pdfdoc.PDFPage, pdfdoc.PDFCatalog, pdfdoc.PDFStream.format, ttfonts.makeToUnicodeCMap)
    names = set(pdfmetrics.getRegisteredFontNames())
    ours()
    assert before == (
        pdfdoc.PDFFile, pdfdoc.PDFPage, pdfdoc.PDFCatalog, pdfdoc.PDFStream.format, ttfonts.makeToUnicodeCMap
    )  # fmt: skip
    assert set(pdfmetrics.getRegisteredFontNames()) == names


def test_the_same_font_serves_documents_that_are_made_at_the_same_time() -> None:
    first, second = (StreamedDocument(io.BytesIO(), "en") for _ in range(2))
    font = {weight: fonts.load(REGULAR) for weight in Weight}
    one, other = Typesetter(LEDGER, font, first), Typesetter(LEDGER, font, second)
    assert one.lines([("ΩЖ", LEDGER.body)], 100)[0].words[0].pieces == (
        other.lines([("ΩЖ", LEDGER.body)], 100)[0].words[0].pieces
    )


def test_metadata_is_well_formed_and_says_the_same_as_the_title() -> None:
    assert b"Title &amp; &lt;x&gt;" in xmp(ABOUT)
    assert pypdf.PdfReader(io.BytesIO(ours())).metadata["/Title"] == "Title & <x>"  # type: ignore[index]


def test_the_colour_profile_has_no_time_in_it() -> None:
    assert srgb()[24:36] == b"\x07\xea\x00\x01\x00\x01" + bytes(6)
    assert int.from_bytes(srgb()[:4], "big") == len(srgb())


@pytest.mark.parametrize(
    ("url", "ascii_url"),
    [
        ("https://example.org/a?b=%20#c", "https://example.org/a?b=%20#c"),
        ("https://example.org/Łódź", "https://example.org/%C5%81%C3%B3d%C5%BA"),
    ],
)
def test_addresses_are_written_in_ascii(url: str, ascii_url: str) -> None:
    assert our_canvas.ascii_url(url) == ascii_url


def test_elements_without_content_are_left_out() -> None:
    root = Node("Document", None)
    Node("P", Node("Sect", root))
    kept = Node("P", root)
    kept.kids.append((0, 0, 0))
    assert root.prune()
    assert list(root.walk()) == [root, kept]
