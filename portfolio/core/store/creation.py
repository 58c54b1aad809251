"""Makes a new library: only where nothing of anybody's is, and whole or not at all."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import connection
from portfolio.core.store import folder as layout

_NEW = f"{layout.DATABASE}.new"
# What an earlier creation that was interrupted can have left. The folders must hold nothing: they would be files of
# a library whose database is gone.
_LEFT_FILES = {layout.LOCK, _NEW, f"{_NEW}-journal"}
_LEFT_FOLDERS = {layout.BLOBS, layout.STAGING, layout.TRASH, layout.BACKUPS}


def refuse_foreign(folder: Path) -> None:
    """Raise PortfolioError if the folder is no place for a new library."""
    if layout.exists(folder):
        raise already_there()
    try:
        others = {path.name for path in folder.iterdir() if not _left_over(path)}
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise PortfolioError(
            _("The folder cannot be used for a library."), _("Choose a folder that you may write to.")
        ) from error
    if others & {layout.MARKER, layout.SEAL, *_LEFT_FOLDERS}:
        raise PortfolioError(
            _("In this folder are parts of a library whose database is missing, so no new one was made in it."),
            _("Put library.sqlite back, for example from the folder “backups”, or choose another folder."),
        )
    if others:
        raise PortfolioError(
            _("The folder is not empty, so no library was made in it."), _("Choose an empty or a new folder.")
        )


def already_there() -> PortfolioError:
    return PortfolioError(_("There is a library in this folder already."), _("Open it, or choose another folder."))


def make_database(folder: Path) -> None:
    """Make the database under another name and rename it: it appears whole or not at all."""
    new = folder / _NEW
    for left in (new, new.with_name(f"{_NEW}-journal")):
        left.unlink(missing_ok=True)
    uuid = str(uuid4())
    _fill(new, uuid)
    layout.rename(new, folder / layout.DATABASE)
    layout.write_marker(folder, uuid, connection.SCHEMA)
    layout.sync_folder(folder)
    layout.sync_folder(folder.absolute().parent)


def _left_over(path: Path) -> bool:
    if path.name in _LEFT_FOLDERS:
        return path.name == layout.STAGING or not any(path.iterdir())
    return path.name in _LEFT_FILES


def _fill(path: Path, uuid: str) -> None:
    from portfolio.core.store import schema

    path.touch(0o600)
    engine = connection.engine(path, read_only=False)
    try:
        with engine.execution_options(write=True).begin() as conn:
            schema.create(conn, uuid)
    finally:
        engine.dispose()
