"""Pages of a finished PDF as pictures, for the preview."""

from __future__ import annotations

import threading

import pypdfium2

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _

_PDFIUM = threading.Lock()
"""PDFium keeps global state and must not be entered twice."""


def count(pdf: bytes) -> int:
    """How many pages a PDF has. Raises PortfolioError when it is none."""
    with _PDFIUM:
        document = _opened(pdf)
        try:
            return len(document)
        finally:
            document.close()


def render(pdf: bytes, page: int, width: int) -> tuple[int, int, bytes]:
    """A page, counted from 0, as (width, height, RGB bytes by rows), `width` pixels wide.

    Raises PortfolioError for what is no PDF and for a page that there is not.
    """
    with _PDFIUM:
        document = _opened(pdf)
        try:
            return _rendered(document, page, width)
        finally:
            document.close()


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise PortfolioError(_("This is not a PDF that can be shown."), _("Please make the export anew.")) from error


def _rendered(document: pypdfium2.PdfDocument, number: int, width: int) -> tuple[int, int, bytes]:
    if not 0 <= number < len(document):
        raise PortfolioError(
            _("There is no page {page}.").format(page=number + 1),
            _("It has {pages} pages.").format(pages=len(document)),
        )
    page = document[number]
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
    picture = bitmap.to_pil().convert("RGB")
    return picture.width, picture.height, picture.tobytes()
