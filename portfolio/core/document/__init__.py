"""Records in, a PDF out: `plan` says what, `style` how it looks, `layout` where it stands, and `draw` draws it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import BinaryIO

from portfolio.core import i18n, paths
from portfolio.core.document import fonts, glyphs, images, plan
from portfolio.core.document.blocks import Entry, Item, Picture, Plan
from portfolio.core.document.canvas import TaggedCanvas
from portfolio.core.document.draw import Artist
from portfolio.core.document.fonts import FontFile
from portfolio.core.document.images import Unreadable
from portfolio.core.document.layout import lay_out
from portfolio.core.document.metadata import About
from portfolio.core.document.style import LEDGER, PAPERS, Grid, Theme, Weight
from portfolio.core.document.text import Typesetter
from portfolio.core.document.wording import Wording
from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.progress import Progress, silent
from portfolio.core.records import Exported, ExportOptions, MissingGlyphs, Portfolio

__all__ = ["export", "missing_glyphs"]

_LAYOUT_SHARE = 0.4
"""How much of the work is layout; the rest is drawing."""


def export(
    portfolio: Portfolio, options: ExportOptions, out: BinaryIO, *, now: datetime, progress: Progress = silent
) -> Exported:
    """Write the portfolio as a tagged PDF to `out`, which stays open. The same input gives the same bytes.

    Pages go out as they are finished and pictures are read one by one, so that memory does not grow with them. What
    could not be shown as it should is in `missing` and `notes`. Raises PortfolioError for a paper that there is not;
    what `out` and `progress` raise goes through.
    """
    if options.paper not in PAPERS:
        raise PortfolioError(
            _("There is no paper “{paper}”.").format(paper=options.paper),
            _("Choose from: {choices}.").format(choices=", ".join(PAPERS)),
        )
    catalogue = i18n.catalogue(options.language, paths.resources() / "locale")
    said = plan.make(portfolio, options, Wording(catalogue, now.date()))
    grid, theme = Grid(PAPERS[options.paper]), LEDGER
    canvas = TaggedCanvas(out, grid.paper, About(said.title, said.author, said.subject, said.language, now))
    setter = Typesetter(theme, _fonts(theme), canvas.document)
    shapes = _Shapes()
    laid = lay_out(said, grid, setter, canvas.root, shapes, partial(_share, progress, 0, _LAYOUT_SHARE))
    count = len(laid.pages)
    artist = Artist(canvas, said, grid, setter)
    artist.draw(laid, partial(_share, progress, _LAYOUT_SHARE, 1 - _LAYOUT_SHARE))
    canvas.save()
    written = canvas.document.output
    notes = _notes({**shapes.unreadable, **artist.unreadable}, said)
    progress(1000, 1000)
    return Exported(None, count, written.size, written.sha256, missing_glyphs(portfolio), notes)


def _share(progress: Progress, start: float, share: float, done: int, total: int, label: str = "") -> None:
    """Report a part of the work as thousandths of the whole."""
    progress(round(1000 * (start + share * done / max(total, 1))), 1000, label)


def _fonts(theme: Theme) -> dict[Weight, FontFile]:
    return {weight: fonts.load(paths.resources() / "fonts" / name) for weight, name in theme.fonts.items()}


class _Shapes:
    """The shapes of pictures, read from their headers once a document."""

    def __init__(self) -> None:
        self._known: dict[str, float | None] = {}
        self.unreadable: dict[str, Picture] = {}

    def __call__(self, picture: Picture) -> float | None:
        if picture.key not in self._known:
            try:
                width, height = images.shape(picture.path)
                self._known[picture.key] = width / height
            except Unreadable:
                self._known[picture.key] = None
                self.unreadable[picture.key] = picture
        return self._known[picture.key]


def _notes(unreadable: dict[str, Picture], said: Plan) -> tuple[str, ...]:
    notes = [
        _("The picture “{title}” could not be read; a note stands in its place.").format(title=picture.caption)
        for picture in unreadable.values()
    ]
    blocks = (block for section in said.sections for block in section.blocks)
    proven = [block for block in blocks if isinstance(block, Entry | Item)]
    long = [block.title for block in proven if block.proof.link and not block.proof.coded]
    notes += [
        _("The link of “{title}” is too long for a code; it is printed only.").format(title=title) for title in long
    ]
    return tuple(notes)


def missing_glyphs(portfolio: Portfolio) -> tuple[MissingGlyphs, ...]:
    """The characters that an export would print as a white square, by item and field, in the order of the document."""
    return glyphs.lacking(portfolio, _fonts(LEDGER)[Weight.REGULAR].characters)
