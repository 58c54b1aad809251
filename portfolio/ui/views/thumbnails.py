"""Small pictures of evidence, drawn off the UI thread in a lane of their own and kept on disk."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap

from portfolio.core.preview import Previewer, ThumbnailCache, can_draw
from portfolio.core.progress import Progress
from portfolio.core.records import Evidence
from portfolio.ui.desk import Desk

LONGEST = 384  # pixels: twice what a tile shows, for screens with fine pixels
KEPT = 200  # pictures in memory
Show = Callable[[QPixmap | None], object]


class Thumbnails(QObject):
    """`ask(item, show, owner)` answers at once if the picture is known, or later; None means there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._previewer = Previewer()
        self._cache = ThumbnailCache(desk.paths.thumbnails, self._previewer)
        self._known: OrderedDict[str, QPixmap | None] = OrderedDict()

    def ask(self, item: Evidence, show: Show, owner: QObject) -> None:
        """Call `show` with the picture of a file, as long as `owner` lives."""
        if item.kind != "file" or not can_draw(item.media_type):
            show(None)
        elif item.sha256 in self._known:
            show(self._known[item.sha256])
        else:
            self._draw(item, show, owner)

    def _draw(self, item: Evidence, show: Show, owner: QObject) -> None:
        source = self._desk.store.files.path(item.sha256)

        def work(_progress: Progress) -> Path | None:
            return self._cache.get(item.sha256, source, item.media_type, LONGEST)

        def then(place: Path | None) -> None:
            picture = QPixmap(str(place)) if place else QPixmap()
            self._keep(item.sha256, None if picture.isNull() else picture)
            show(self._known[item.sha256])

        self._desk.quiet.run("", work, then=then, failed=lambda _error: show(None), owner=owner)

    def _keep(self, sha256: str, picture: QPixmap | None) -> None:
        self._known[sha256] = picture
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def close(self) -> None:
        """End the process that draws."""
        self._previewer.close()
