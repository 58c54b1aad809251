"""What a library holds, read behind the store's back: every row, the search index, the files, the traces of undo."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portfolio.core.store import Store, search

DERIVED = ("undo_", "search_", "sqlite_")  # the log of undo, and what is written anew from other tables
_TEXTS = "title, issuer, skills, body"
Dump = dict[str, list[tuple[object, ...]]]


def ticking(start: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)) -> Callable[[], datetime]:
    """A clock that is a second later each time that it is asked."""
    moments = (start + timedelta(seconds=number) for number in range(10**9))
    return lambda: next(moments)


@contextmanager
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    """The library's database as any program would open it."""
    uri = (folder / "library.sqlite").absolute().as_uri()
    with closing(sqlite3.connect(f"{uri}?mode=rw", uri=True, isolation_level=None)) as db:
        db.execute("PRAGMA busy_timeout=3000")
        yield db


def tables(db: sqlite3.Connection) -> list[str]:
    """The tables that hold what people recorded."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [name for (name,) in rows if not name.startswith(DERIVED)]


def dump(folder: Path) -> Dump:
    """Every column of every row, times included."""
    with database(folder) as db:
        return {
            name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=lambda row: tuple(map(repr, row)))
            for name in tables(db)
        }


def search_problems(folder: Path) -> list[str]:
    """Where the search documents or their index differ from what would be written anew; nothing when all is well."""
    found = []
    with database(folder) as db:
        kept = set(db.execute("SELECT kind, subject, title, issuer, skills, body FROM search_docs").fetchall())
        anew = {row for documents in search.DOCUMENTS.values() for row in db.execute(documents).fetchall()}
        found += [f"document {'left over' if row in kept else 'missing'}: {row}" for row in kept ^ anew]
        narrow = set(db.execute("SELECT id, kind, subject FROM search_subjects").fetchall())
        whole = set(db.execute("SELECT id, kind, subject FROM search_docs").fetchall())
        found += [f"subject: {row}" for row in narrow ^ whole]
        try:
            db.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            found.append(f"index: {error}")
        found += index_problems(db)
    return found


def index_problems(db: sqlite3.Connection) -> list[str]:
    """Compares each word in the index, and where it stands, with an index built anew over the same documents."""
    db.execute(f"CREATE VIRTUAL TABLE temp.anew USING fts5({_TEXTS}, tokenize='{search.TOKENIZER}')")
    db.execute(f"INSERT INTO temp.anew (rowid, {_TEXTS}) SELECT id, {_TEXTS} FROM search_docs")
    differing = _words(db, "main", "search_index") ^ _words(db, "temp", "anew")
    db.execute("DROP TABLE temp.anew")
    return [f"word: {one}" for one in differing]


def _words(db: sqlite3.Connection, schema: str, index: str) -> set[tuple[object, ...]]:
    db.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('{schema}', '{index}', 'instance')")
    found = set(db.execute("SELECT * FROM temp.words").fetchall())
    db.execute("DROP TABLE temp.words")
    return found


def found(store: Store, word: str) -> set[str]:
    """The ids of what the full-text search finds."""
    with store.look() as db:
        rows = db.execute(
            "SELECT d.subject FROM search_index i JOIN search_docs d ON d.id = i.rowid WHERE search_index MATCH ?",
            (word,),
        ).fetchall()
    return {subject for (subject,) in rows}


def loose_ends(folder: Path) -> list[str]:
    """What must never be: damage, a reference or a row that leads nowhere, a file that is not what its name says."""
    with database(folder) as db:
        problems = [f"damage: {row[0]}" for row in db.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        problems += [f"reference: {row}" for row in db.execute("PRAGMA foreign_key_check").fetchall()]
        for sha256, size in db.execute("SELECT sha256, size FROM files").fetchall():
            path = folder / "blobs" / sha256[:2] / sha256
            if not path.is_file():
                problems.append(f"row without file: {sha256}")
            elif path.stat().st_size != size or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                problems.append(f"changed file: {sha256}")
    return problems


def blobs(folder: Path) -> set[str]:
    """The names of the files that the library keeps."""
    return {path.name for path in (folder / "blobs").glob("??/*")}


def strays(folder: Path) -> set[str]:
    """Files that neither a row nor a step that can be undone or redone mentions, and what is left in staging."""
    with database(folder) as db:
        kept = {sha256 for (sha256,) in db.execute("SELECT sha256 FROM files").fetchall()}
        log = "\n".join(sql for (sql,) in db.execute("SELECT sql FROM undo_log WHERE tbl = 'files'").fetchall())
    return {name for name in blobs(folder) - kept if name not in log} | {p.name for p in (folder / "staging").iterdir()}
