"""A canvas that tags what it draws: structure, links and artifacts over ReportLab's pages, fonts and outline.

The drawing layer is written so that PDF/A-3a and PDF/UA-1 need nothing but their claims in the metadata. What is
changed in ReportLab is changed on instances and in subclasses only, never in its modules; each change has a test.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from urllib.parse import quote

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from portfolio.core.document import metadata, structure
from portfolio.core.document.metadata import About
from portfolio.core.document.pdffile import StreamedDocument
from portfolio.core.document.structure import LINK_KID, MARK_KID, Node, text_string
from portfolio.core.document.style import Paper

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""
_URL_CHARACTERS = "".join(map(chr, range(0x21, 0x7F)))


def ascii_url(url: str) -> str:
    """The address with all beyond ASCII percent-encoded as UTF-8 (RFC 3987, section 3.1)."""
    return quote(url, safe=_URL_CHARACTERS)


def _annotation(box: Box, action: bytes, contents: str, key: int) -> bytes:
    """A link annotation that is printed, described and part of the structure (ISO 14289-1, 7.18)."""
    rect = b" ".join(b"%.2f" % edge for edge in box)
    return b"<</Type/Annot/Subtype/Link/Rect[%s]/Border[0 0 0]/F 4/Contents %s%s/StructParent %d>>" % (
        rect,
        text_string(contents),
        action,
        key,
    )


class TaggedCanvas(Canvas):
    """Pages on which every mark belongs to an element of `root`, or is an artifact. Coordinates are ReportLab's."""

    _code: list[str]
    _annotationrefs: list[Any]
    _destinations: dict[str, Any]

    def __init__(self, out: BinaryIO, paper: Paper, about: About) -> None:
        super().__init__(out, pagesize=(paper.width, paper.height), invariant=1, pageCompression=1)
        self.document = self._doc = StreamedDocument(out, about.language)
        self.about = about
        self.root = Node("Document", None)
        self.page = 0
        self._parents: list[list[Node] | Node] = []
        self._jumps: list[tuple[int, int, Box, int, str]] = []
        self._pictures: dict[str, int] = {}
        self._begin_page()
        self._describe()

    def _describe(self) -> None:
        self.setTitle(self.about.title)
        self.setAuthor(self.about.author)
        self.setSubject(self.about.subject)
        self.setCreator(metadata.producer())
        self.setProducer(metadata.producer())
        stamp = self.about.stamp.strftime("D:%Y%m%d%H%M%S+00'00'")
        self.setDateFormatter(lambda *_moment: stamp)

    @contextmanager
    def marked(self, node: Node | None) -> Iterator[None]:
        """What is drawn inside belongs to `node`, or is an artifact of the layout when there is none."""
        if node is None:
            self._code.append("/Artifact BMC")
        else:
            self._code.append(f"/{node.tag}<</MCID {len(self._marks)}>>BDC")
            node.kids.append((MARK_KID, self.page, len(self._marks)))
            self._marks.append(node)
        yield
        self._code.append("EMC")

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """What is drawn inside is repeated on every page and is not read aloud (ISO 32000-1, 14.8.2.2)."""
        self._code.append("/Artifact<</Type/Pagination>>BDC")
        yield
        self._code.append("EMC")

    def operators(self, code: str) -> None:
        """Add content stream operators; ASCII only."""
        self._code.append(code)

    def link(self, node: Node, box: Box, url: str, contents: str) -> None:
        """Make `box` (left, bottom, right, top) open `url`; `node` is the Link element that holds its text."""
        action = b"/A<</S/URI/URI %s>>" % text_string(ascii_url(url))
        number = self._place_link(node)
        self.document.write_object(_annotation(box, action, contents, len(self._parents) - 1), number)

    def jump(self, node: Node, box: Box, page: int, contents: str) -> None:
        """Make `box` lead to a page, by its index, which need not be there yet."""
        self._jumps.append((self._place_link(node), len(self._parents) - 1, box, page, contents))

    def _place_link(self, node: Node) -> int:
        """Reserve a link of this page that belongs to `node`; returns its object number."""
        number = self.document.reserve()
        self._annotationrefs.append(self.document.reference(number))
        node.kids.append((LINK_KID, self.page, number))
        self._parents.append(node)
        return number

    def picture(self, name: str) -> int | None:
        """The object number of a picture that is in the file already."""
        return self._pictures.get(name)

    def add_picture(self, name: str, entries: bytes, data: bytes) -> int:
        """Write an image XObject; returns its object number and remembers it under `name`."""
        number = self.document.write_stream(b"/Type/XObject/Subtype/Image" + entries, data)
        self._pictures[name] = number
        return number

    def draw_picture(self, number: int, matrix: tuple[float, float, float, float, float, float]) -> None:
        """Draw the unit square of a picture through a matrix."""
        self._used[f"P{number}"] = self.document.reference(number)
        self._code.append("q " + " ".join(f"{value:.3f}" for value in matrix) + f" cm /P{number} Do Q")

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An outline entry that leads to the height `top` of this page."""
        key = f"o{len(self._destinations)}"
        self.bookmarkHorizontalAbsolute(key, top)
        self.addOutlineEntry(title, key, level, closed=level == 0)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Finish the page: its content goes to the file now."""
        super().showPage()
        page: Any = self.document.idToObject[f"Page{self.page + 1}"]
        page.Contents = self.document.reference(self.document.write_text_stream(b"", page.stream.encode("ascii")))
        page.stream = None
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]  # keys that PDFPage does not know
        page.StructParents, page.Tabs = self._page_key, pdfdoc.PDFName("S")
        self.page += 1
        self._begin_page()

    def _begin_page(self) -> None:
        self._marks: list[Node] = []
        self._page_key = len(self._parents)
        self._parents.append(self._marks)

    def save(self) -> None:
        """Write what is left of the file. The canvas cannot be used any more; the stream stays open."""
        self._parents = self._parents[: self._page_key]
        catalog = self.document.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]  # a key that PDFCatalog does not know
        catalog.StructTreeRoot = self.document.reference(self._write_structure())
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.OutputIntents = self.document.reference(self._write_intent())
        packet = metadata.xmp(self.about)
        catalog.Metadata = self.document.reference(
            self.document.write_stream(b"/Type/Metadata/Subtype/XML", packet)  # readable without inflating
        )
        self.document.GetPDFData(self)

    def _write_intent(self) -> int:
        profile = self.document.write_text_stream(b"/N 3", metadata.srgb())
        return self.document.write_object(
            b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
            b"/DestOutputProfile %d 0 R>>]" % profile
        )

    def _write_structure(self) -> int:
        self.root.prune()
        pages = [self.document.number_of(page) for page in self.document.Pages.pages]
        for number, key, box, page, contents in self._jumps:
            action = b"/Dest[%d 0 R/Fit]" % pages[page]
            self.document.write_object(_annotation(box, action, contents, key), number)
        nodes = list(self.root.walk())
        for node in nodes:
            node.number = self.document.reserve()
        top = self.document.reserve()
        for node in nodes:
            self.document.write_object(structure.element(node, top, pages), node.number)
        parents = self.document.write_object(structure.parent_tree(self._parents))
        return self.document.write_object(
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (self.root.number, parents, len(self._parents)),
            top,
        )

    # What follows replaces private steps of ReportLab's canvas.

    def _make_preamble(self) -> None:
        """ReportLab begins every page with a font that is not embedded (ISO 19005-3, 6.2.11.4); this one with none."""
        self._preamble = ""

    def _restartAccumulators(self) -> None:  # noqa: N802 - ReportLab's name
        super()._restartAccumulators()  # type: ignore[misc]
        self._used: dict[str, Any] = {}

    def _setXObjects(self, thing: Any) -> None:  # noqa: N802 - ReportLab's name
        thing.XObjects = pdfdoc.PDFDictionary(self._used) if self._used else None
