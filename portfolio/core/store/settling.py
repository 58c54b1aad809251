"""What is done once before the first change of a session: the seal is looked at, what a crash left is cleared away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from portfolio.core.errors import DamagedLibraryError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import connection, seal
from portfolio.core.store import folder as layout
from portfolio.core.store.files import Files
from portfolio.core.store.seal import SealState


def settle(folder: Path, files: Files) -> SealState:
    """Make ready for changes; what the seal said. Raises DamagedLibraryError, and then nothing was touched."""
    with closing(connection.reader(folder / layout.DATABASE)) as db:  # one of its own: lists must not wait
        return _settle(folder, files, db)


def _settle(folder: Path, files: Files, db: sqlite3.Connection) -> SealState:
    found = seal.state(folder)
    if found is not SealState.INTACT:
        _must_be_sound(db)
    layout.prepare(folder)
    seal.remove(folder)
    files.empty_staging()
    if found is not SealState.INTACT:
        for (sha256,) in db.execute("SELECT sha256 FROM files").fetchall():
            files.bring_back(str(sha256))
    if found is not SealState.BROKEN:  # an older database put in place does not know the newest files
        files.collect(_mentioned(folder, db))
    return found


def _must_be_sound(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise DamagedLibraryError(
            _("The library's database is damaged."),
            _("It can be read, but is not changed any more. Restore a copy from the folder “backups”."),
        )


def _mentioned(folder: Path, db: sqlite3.Connection) -> set[str]:
    """The hashes that any row, any step that can be undone or made again, or any snapshot speaks of."""
    found = {str(row[0]) for row in db.execute("SELECT sha256 FROM files").fetchall()}
    for (sql,) in db.execute("SELECT sql FROM undo_log WHERE tbl = 'files'").fetchall():
        found.update(part for part in str(sql).split("'") if len(part) == 64)
    return found.union(*_of_snapshots(folder))


def _of_snapshots(folder: Path) -> Iterator[set[str]]:
    for path in (folder / layout.BACKUPS).glob("*.sqlite"):
        try:
            with closing(connection.reader(path)) as db:
                yield {str(row[0]) for row in db.execute("SELECT sha256 FROM files").fetchall()}
        except sqlite3.Error:
            continue  # a snapshot that cannot be read keeps nothing alive
