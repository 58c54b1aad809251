"""Looks whether a library is whole: its database, its references, and the hash of every file."""

from __future__ import annotations

from portfolio.core import lookup
from portfolio.core.errors import DamagedLibraryError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.progress import Progress, part, silent
from portfolio.core.records import LibraryInfo, Problem
from portfolio.core.store import SCHEMA, Store, seal
from portfolio.core.store.failures import in_words


def check(store: Store, *, progress: Progress = silent) -> list[Problem]:
    """Read everything and compare; what was found, in words. Nothing is changed or repaired."""
    found: list[Problem] = []
    try:
        found += _database(store)
        found += _sealed(store)
        found += _files(store, progress)
    except PortfolioError as error:  # the database cannot be read at all
        found.append(Problem(error.message, "library.sqlite", error.hint))
    return found


def info(store: Store) -> LibraryInfo:
    """What the library holds."""
    with store.look() as db:
        counts = lookup.counts(db)
        files, size = db.execute("SELECT count(*), coalesce(sum(size), 0) FROM files").fetchone()
    return LibraryInfo(path=store.folder, uuid=store.uuid, schema=SCHEMA, files=int(files), bytes=int(size), **counts)


def _database(store: Store) -> list[Problem]:
    restore = _("Restore a copy from the folder “backups”, or a backup of your own.")
    with store.look() as db:
        damage = [row[0] for row in db.execute("PRAGMA integrity_check(5)").fetchall() if row[0] != "ok"]
        loose = db.execute("PRAGMA foreign_key_check").fetchall()
    found = [
        Problem(_("The database is damaged: {detail}.").format(detail=one), "library.sqlite", restore) for one in damage
    ]
    return found + [
        Problem(_("A reference in the database leads nowhere."), str(table), restore)
        for table in sorted({row[0] for row in loose})
    ]


def _sealed(store: Store) -> list[Problem]:
    with in_words():
        found = seal.state(store.folder)
    if seal.SealState.BROKEN not in (found, store.settled_seal):
        return []
    return [
        Problem(
            _("Another program changed the database since it was last closed."),
            "library.sqlite",
            _("If you keep the library in a synchronised folder, move it to a local one."),
        )
    ]


def _files(store: Store, progress: Progress) -> list[Problem]:
    with store.look() as db:
        rows = db.execute("SELECT sha256, size FROM files ORDER BY sha256").fetchall()
        names = dict(db.execute("SELECT file_sha256, title FROM evidence WHERE file_sha256 IS NOT NULL").fetchall())
    found: list[Problem] = []
    total, done = sum(int(row[1]) for row in rows), 0
    for sha256, size in rows:
        try:
            store.files.verified(sha256, part(progress, done, int(size), total))
        except DamagedLibraryError as error:
            found.append(Problem(error.message, str(names.get(sha256, sha256)), error.hint))
        done += int(size)
    progress(total, total)
    return found
