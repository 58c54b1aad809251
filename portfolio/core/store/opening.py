"""Looks at a library before it is opened: what a crash or another program left, whose it is, and its version."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from portfolio.core.errors import DamagedLibraryError, NotFoundError, PortfolioError, ReadOnlyError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import connection, failures
from portfolio.core.store import folder as layout
from portfolio.core.store.lock import SessionLock

_WRITE_VERSION = 18  # where the header of an SQLite file says how it is written: 1 by a journal, 2 by a WAL


def must_exist(folder: Path) -> None:
    """Raise NotFoundError, or PortfolioError when the folder cannot be looked into."""
    try:
        found = (folder / layout.DATABASE).is_file()
    except OSError as error:
        raise PortfolioError(
            _("The folder cannot be looked into."), _("Check that you may read it and that its drive is connected.")
        ) from error
    if not found:
        raise NotFoundError(
            _("There is no library in this folder."),
            _("Was it moved, or is its drive not connected? Nothing was made in its place."),
        )


def take_lock(folder: Path, now: datetime) -> SessionLock:
    """The lock of the whole session. Raises LibraryBusyError, or ReadOnlyError where the folder cannot be written."""
    try:
        return SessionLock(folder / layout.LOCK, now)
    except OSError as error:
        raise failures.file_failure(error) from error


def clear_away(folder: Path, *, read_only: bool) -> None:
    """Deal with what lies beside the database, before SQLite would read it.

    A library that was closed cleanly has no journal, and none ever has a WAL: such files belong to another database
    and would damage this one. They are set aside in the trash. The journal of a crash is rolled back.
    """
    journal, *write_ahead = (folder / f"{layout.DATABASE}{ending}" for ending in ("-journal", "-wal", "-shm"))
    foreign = [path for path in write_ahead if path.exists() and not _uses_wal(folder / layout.DATABASE)]
    if journal.exists() and (folder / layout.SEAL).exists():
        foreign.append(journal)
    if foreign and read_only:
        raise PortfolioError(
            _("Beside the library's database lies a file of another one: {name}.").format(name=foreign[0].name),
            _("Open the library once where it can be written, or move that file away."),
        )
    for path in foreign:
        _set_aside(path, folder / layout.TRASH)
    if not read_only and (journal.exists() or _uses_wal(folder / layout.DATABASE)):
        with closing(connection.writer(folder / layout.DATABASE)) as db:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()


def version(db: sqlite3.Connection) -> int:
    """The version of the library's schema. Raises DamagedLibraryError for a database that is not ours."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if application != connection.APPLICATION_ID:
        raise DamagedLibraryError(
            _("The file library.sqlite in this folder is not a database of Laurel."),
            _("Choose another folder, or restore the file from a backup."),
        )
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(folder: Path, found: int, now: datetime, *, read_only: bool) -> None:
    """Migrate a library of an older version; refuse one of a newer."""
    if found == connection.SCHEMA:
        return
    if found > connection.SCHEMA:
        raise PortfolioError(_("This library was made by a newer version of Laurel."), _("Update Laurel to open it."))
    if read_only:
        raise ReadOnlyError(
            _("This library was made by an older version of Laurel and must be brought up to date first."),
            _("Open it once where it can be written."),
        )
    from portfolio.core.store.migrations import migrate

    migrate(folder, now)


def uuid(db: sqlite3.Connection) -> str:
    """The library's own name for itself."""
    with contextlib.suppress(sqlite3.OperationalError):  # no such table
        row = db.execute("SELECT uuid FROM library").fetchone()
        if row is not None:
            return str(row[0])
    raise DamagedLibraryError(
        _("The library's database is incomplete."),
        _("Nothing was changed. Restore a copy from the folder “backups”, or a backup of your own."),
    )


def place(folder: Path) -> tuple[int, int]:
    """Which file the database is: device and inode, whatever it is called."""
    about = (folder / layout.DATABASE).stat()
    return about.st_dev, about.st_ino


def must_be_in_place(folder: Path, known: tuple[int, int]) -> None:
    """Raise PortfolioError if the database in the folder is not the one that was opened."""
    try:
        found = place(folder)
    except OSError:
        found = (0, 0)
    if found != known:
        raise PortfolioError(
            _("The library was moved, renamed, replaced or deleted while it was open, so the change was not saved."),
            _("Close this window and open the library at its new place."),
        )


def _uses_wal(database: Path) -> bool:
    with database.open("rb") as file:
        return file.read(_WRITE_VERSION + 1)[_WRITE_VERSION:] == b"\x02"


def _set_aside(path: Path, trash: Path) -> None:
    trash.mkdir(mode=0o700, exist_ok=True)
    from uuid import uuid4  # takes 3 ms to import, and is hardly ever needed here

    target = trash / f"{path.name}.{uuid4().hex}"
    layout.rename(path, target)
    os.utime(target)
    layout.sync_folder(path.parent)
