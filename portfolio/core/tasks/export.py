"""Makes the PDF of a library: gathers what was chosen, draws it, and puts the file in place whole."""

from __future__ import annotations

import contextlib
import io
import os
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from portfolio.core import document, lookup
from portfolio.core.errors import DamagedLibraryError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.lookup.export import evidence_of
from portfolio.core.paths import Paths
from portfolio.core.preview import Previewer, ThumbnailCache
from portfolio.core.progress import Progress, silent
from portfolio.core.records import Evidence, Exported, ExportOptions, MissingGlyphs, Portfolio
from portfolio.core.store import Store
from portfolio.core.store.failures import FULL_ERRNOS, disk_full

PREVIEW_PIXELS = 640
DRAWN_AS_IMAGES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp")


def export(
    store: Store,
    out: Path,
    *,
    options: ExportOptions | None = None,
    now: datetime | None = None,
    paths: Paths,
    progress: Progress = silent,
) -> Exported:
    """Write the portfolio as a PDF to `out`: a whole file or none. `progress` counts steps; Cancelled leaves nothing.

    Raises PortfolioError when the place cannot be written. `now` is the time printed in the document.
    """
    part = out.parent / f"{uuid4().hex}.part"
    try:
        if out.is_dir():
            raise PortfolioError(_("“{name}” is a folder.").format(name=out.name), _("Give the PDF a name in it."))
        with part.open("xb") as file:
            made = _draw(store, file, options, now, paths, progress)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    except OSError as error:
        if error.errno in FULL_ERRNOS:
            raise disk_full() from error
        raise PortfolioError(
            _("The PDF cannot be written to “{name}”.").format(name=out.name),
            _("Does its folder exist, and may you write to it? Is the file open in another program?"),
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return replace(made, path=out)


def render(
    store: Store,
    *,
    options: ExportOptions | None = None,
    now: datetime | None = None,
    paths: Paths,
    progress: Progress = silent,
) -> tuple[bytes, Exported]:
    """The same PDF in memory, for the live preview."""
    out = io.BytesIO()
    made = _draw(store, out, options, now, paths, progress)
    return out.getvalue(), made


def missing_glyphs(store: Store, options: ExportOptions | None = None) -> tuple[MissingGlyphs, ...]:
    """The characters of the chosen items that no font of the document has."""
    with store.read() as session:
        chosen = lookup.portfolio(session, options)
    return document.missing_glyphs(chosen)


def _draw(
    store: Store,
    out: BinaryIO,
    options: ExportOptions | None,
    now: datetime | None,
    paths: Paths,
    progress: Progress,
) -> Exported:
    with store.read() as session:
        chosen_options = options or lookup.export_options(session)
        portfolio = lookup.portfolio(session, chosen_options)
    progress(0, 0, _("Reading the evidence"))
    portfolio, notes = _with_files(store, portfolio, paths, progress)
    made = document.export(portfolio, chosen_options, out, now=now or store.clock(), progress=progress)
    return replace(made, notes=(*notes, *made.notes))


def _with_files(
    store: Store, portfolio: Portfolio, paths: Paths, progress: Progress
) -> tuple[Portfolio, tuple[str, ...]]:
    files: dict[str, Path] = {}
    previews: dict[str, Path] = {}
    notes: list[str] = []
    with closing(Previewer()) as previewer:
        cache = ThumbnailCache(paths.thumbnails, previewer)
        for item in evidence_of(portfolio):
            if item.kind != "file" or item.sha256 in files:
                continue
            try:
                path = store.files.verified(item.sha256, lambda _done, _total, label="": progress(0, 0, label))
            except DamagedLibraryError as error:
                notes.append(f"{item.title}: {error.message}")
                continue
            files[item.sha256] = path
            picture = _preview(cache, item, path)
            if picture:
                previews[item.sha256] = picture
    return replace(portfolio, files=files, previews=previews), tuple(notes)


def _preview(cache: ThumbnailCache, item: Evidence, path: Path) -> Path | None:
    if item.media_type in DRAWN_AS_IMAGES:
        return None
    return cache.get(item.sha256, path, item.media_type, PREVIEW_PIXELS)
