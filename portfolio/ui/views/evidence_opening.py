"""Opens evidence outside: links in the browser, and a checked copy of those files that cannot run anything."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from portfolio.core.errors import PortfolioError
from portfolio.core.fields import safe_url
from portfolio.core.i18n import gettext as _
from portfolio.core.progress import Progress
from portfolio.core.records import Evidence
from portfolio.ui.desk import Desk, Offer

# Content and name must both say so: a program that is called photo.jpg, or a picture called photo.exe, is not opened.
OPENABLE = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/tiff": (".tif", ".tiff"),
    "text/plain": (".txt",),
    "text/csv": (".csv",),
    "text/markdown": (".md",),
    "audio/mpeg": (".mp3",),
    "video/mp4": (".mp4", ".m4v"),
}


def can_open(item: Evidence) -> bool:
    """Whether Laurel opens it by itself."""
    if item.kind == "file":
        return Path(item.name).suffix.lower() in OPENABLE.get(item.media_type, ())
    return item.kind in ("link", "note")


def open_item(desk: Desk, item: Evidence, window: QWidget) -> None:
    """Open a link or a copy of a file in its program, or a note in its dialog; else say why not."""
    if item.kind == "link":
        _open_link(desk, item)
    elif item.kind == "note":
        from portfolio.ui.views.evidence_dialog import EvidenceDialog

        EvidenceDialog(desk, "note", item, None, window).open()
    elif can_open(item):
        _open_copy(desk, item)
    else:
        offer = Offer(_("Save a copy …"), partial(save_copy, desk, item, window))
        desk.say(_("Files like “{name}” can run programs, so Laurel does not open them.").format(name=item.name), offer)


def _open_link(desk: Desk, item: Evidence) -> None:
    try:
        QDesktopServices.openUrl(QUrl(safe_url(item.url)))
    except PortfolioError as error:
        desk.tell(error)


def _open_copy(desk: Desk, item: Evidence) -> None:
    from portfolio.core import preview, tasks

    def work(progress: Progress) -> Path:
        copy = tasks.copy_out(desk.store, item.id, desk.copies, progress)
        found = preview.sniff(copy)
        if copy.suffix.lower() not in OPENABLE.get(found, ()):
            raise PortfolioError(
                _("“{name}” is not what its name says, so it was not opened.").format(name=item.name),
                _("Save a copy if you know what it is."),
            )
        return copy

    desk.jobs.run(_("Open “{title}”").format(title=item.title), work, then=_open_file, failed=desk.tell, owner=desk)


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def save_copy(desk: Desk, item: Evidence, window: QWidget) -> None:
    """Ask where to, and write a checked copy there."""
    from portfolio.core import tasks

    dont_ask = QFileDialog.Option.DontConfirmOverwrite  # nothing is ever overwritten
    place = str(Path.home() / Path(item.name).name)
    name, _filter = QFileDialog.getSaveFileName(window, _("Save a copy"), place, options=dont_ask)
    if not name:
        return
    desk.jobs.run(
        _("Save “{title}”").format(title=item.title),
        partial(tasks.copy_out, desk.store, item.id, Path(name)),
        then=partial(_saved, desk),
        failed=desk.tell,
        owner=desk,
    )


def _saved(desk: Desk, path: Path) -> None:
    show = partial(_open_file, path.parent)
    desk.say(_("A copy was saved as {name}.").format(name=path.name), Offer(_("Show in folder"), show))
