"""A verified copy of the database inside the library, made before anything risky."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from portfolio.core.errors import DamagedLibraryError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import connection
from portfolio.core.store import folder as layout
from portfolio.core.store.failures import in_words


def snapshot(library: Path, reason: str, now: datetime) -> Path:
    """Copy the database with VACUUM INTO, check the copy, and keep it as backups/<time>-<reason>.sqlite."""
    name = f"{now:%Y%m%dT%H%M%S%f}-{reason}.sqlite"
    part, target = library / layout.STAGING / f"{name}.part", library / layout.BACKUPS / name
    with in_words():
        layout.prepare(library)
        part.unlink(missing_ok=True)
        part.touch(0o600)
        with closing(_plain(library / layout.DATABASE)) as db, closing(_plain(part)) as copy:
            db.execute("VACUUM INTO ?", (str(part),))
            _check(copy)
            if _contents(copy) != _contents(db):
                raise _damaged()
        with part.open("rb+") as file:
            layout.sync_file(file.fileno())
        layout.rename(part, target)
        layout.sync_folder(target.parent)
    return target


def _plain(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(connection.uri(path, read_only=False), uri=True, isolation_level=None)
    db.execute("PRAGMA trusted_schema=OFF")
    return db


def _check(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise _damaged()


def _contents(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The version of the schema, what it consists of, and how many rows each table has."""
    rows: list[tuple[object, ...]] = [db.execute("PRAGMA user_version").fetchone()]
    rows += db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    for kind, name, sql in rows[1:]:
        if kind == "table" and not str(sql).startswith("CREATE VIRTUAL"):
            rows += db.execute(f"SELECT '{name}', count(*) FROM \"{name}\"").fetchall()
    return rows


def _damaged() -> DamagedLibraryError:
    return DamagedLibraryError(
        _("The library's database is damaged, so no backup of it was kept."),
        _("Restore an earlier copy from the folder “backups”."),
    )
