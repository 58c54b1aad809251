"""Marks a library as the sample, and takes away a folder that is one: that folder alone, and all of it."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from pathlib import Path
from typing import Any

from portfolio.core.errors import DamagedLibraryError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.preview import ThumbnailCache
from portfolio.core.store import Store, exists
from portfolio.core.store import folder as layout

_SIGN = "sample"
_PARTS = (layout.BLOBS, layout.STAGING, layout.TRASH, layout.BACKUPS)
_ENDINGS = ("", ".part", ".new", ".new-journal", "-journal")
_FILES = {name + ending for name in (layout.DATABASE, layout.LOCK, layout.SEAL, layout.MARKER) for ending in _ENDINGS}


def mark(folder: Path, uuid: str) -> None:
    """Write into library.json that the library with this uuid is a sample."""
    content = _marker(folder) | {_SIGN: uuid}
    layout.replace_text(folder / layout.MARKER, json.dumps(content, indent=2) + "\n")


def is_sample(folder: Path) -> bool:
    """Whether the folder holds a library that `build` made, by what its library.json says."""
    content = _marker(folder)
    uuid = content.get("uuid")
    return content.get("format") == layout.FORMAT and isinstance(uuid, str) and content.get(_SIGN) == uuid


def remove(folder: Path, thumbnails: ThumbnailCache | None = None) -> None:
    """Delete the sample library in the folder, the folder itself, and its pictures in `thumbnails`.

    A folder that does not exist is no error. PortfolioError, and nothing is touched, when the folder is anything but a
    sample library, holds files that Laurel did not put there, or is open in another window.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    _must_be_ours(folder)
    if exists(folder):
        _must_be_the_same_library(folder)
    if thumbnails is not None:
        for blob in (folder / layout.BLOBS).glob("*/*"):
            thumbnails.forget(blob.name)
    try:
        _delete(folder)
    except OSError as error:
        raise PortfolioError(
            _("The sample library could not be removed whole: {reason}.").format(reason=error.strerror or error),
            _("Close other programs that use its files, and try again."),
        ) from error


def _must_be_ours(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir() or not is_sample(folder):
        raise PortfolioError(
            _("“{name}” is not the sample library, so nothing was removed.").format(name=folder.name),
            _("Only the sample can be removed here. Remove a library of your own in your file manager."),
        )
    foreign = sorted(entry.name for entry in folder.iterdir() if not _is_part(entry))
    if foreign:
        raise PortfolioError(
            _("The folder of the sample holds other files, so nothing was removed: {names}.").format(
                names=", ".join(foreign[:5])
            ),
            _("Move them somewhere else, and try again."),
        )


def _is_part(entry: Path) -> bool:
    if entry.is_symlink():
        return False
    return entry.name in _PARTS if entry.is_dir() else entry.name in _FILES


def _must_be_the_same_library(folder: Path) -> None:
    """Open it for a moment: that takes the lock, and compares the marker with the database."""
    try:
        with Store.open(folder) as store:
            uuid = store.uuid
    except DamagedLibraryError:
        return  # what cannot be read any more can still be removed
    if uuid != _marker(folder)[_SIGN]:
        raise PortfolioError(
            _("The library in “{name}” is not the one that its library.json speaks of.").format(name=folder.name),
            _("Nothing was removed. Remove it in your file manager if you do not need it."),
        )


def _delete(folder: Path) -> None:
    """The database first and library.json last: a removal that was cut short can be taken up again."""
    for name in (layout.DATABASE, *_PARTS):
        _delete_tree(folder / name)
    for name in sorted(_FILES - {layout.MARKER}):
        _delete_tree(folder / name)
    _delete_tree(folder / layout.MARKER)
    folder.rmdir()


def _delete_tree(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for entry in path.iterdir():
            _delete_tree(entry)
        path.rmdir()
        return
    if os.name == "nt":  # a read-only file cannot be deleted there
        with contextlib.suppress(OSError):
            path.chmod(stat.S_IWRITE)
    path.unlink(missing_ok=True)


def _marker(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / layout.MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
