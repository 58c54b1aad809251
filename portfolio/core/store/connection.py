"""How every connection to the library's database is made: durable, checked, with transactions begun by us.

DELETE journal with synchronous=EXTRA is the only pair that lost no acknowledged commit in simulated and real power
cuts (docs/library-format.md); the pragmas are per connection.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.query import folded

if TYPE_CHECKING:
    from sqlalchemy import Engine

APPLICATION_ID = 0x4C52454C  # "LREL"
SCHEMA = 1  # the version of the schema that this program reads and writes
BUSY_MILLISECONDS = 3000
READER_KIB = 8192  # what a search over 10,000 credentials reads stays in memory between two keys
PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "fullfsync=1",
    "foreign_keys=ON",
    "recursive_triggers=ON",  # so that REPLACE fires the delete triggers that undo and search live by
    "cell_size_check=ON",
    "secure_delete=ON",
    f"busy_timeout={BUSY_MILLISECONDS}",
    "temp_store=MEMORY",
)


def uri(database: Path, *, read_only: bool) -> str:
    """The database as an SQLite URI that never creates a file."""
    return f"{database.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"


class Reader(sqlite3.Connection):
    """A connection that remembers the last list that was asked of it: the question, and the ids of the answer."""

    answered: tuple[object, list[str]] | None = None


def reader(database: Path) -> sqlite3.Connection:
    """A connection that can only read, for the lists. Needs nothing but the standard library."""
    return _connect(database, _set_up_reader, read_only=True, kind=Reader)


def writer(database: Path) -> sqlite3.Connection:
    """A connection that can write, durably and checked. Raises PortfolioError where that cannot be had."""
    return _connect(database, _set_up_writer, read_only=False)


def _connect(
    database: Path,
    set_up: Callable[[sqlite3.Connection], None],
    *,
    read_only: bool,
    kind: type[sqlite3.Connection] = sqlite3.Connection,
) -> sqlite3.Connection:
    where = uri(database, read_only=read_only)
    db = sqlite3.connect(where, uri=True, isolation_level=None, check_same_thread=False, factory=kind)
    try:
        set_up(db)
    except BaseException:
        db.close()
        raise
    return db


def _set_up_reader(db: sqlite3.Connection) -> None:
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "query_only=ON", f"cache_size=-{READER_KIB}"):
        db.execute(f"PRAGMA {pragma}")
    db.create_function("folded", 1, folded, deterministic=True)  # how lists compare names; core.lookup uses it


def _set_up_writer(db: sqlite3.Connection) -> None:
    """Set the pragmas, and read back those that can stay unchanged without an error."""
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}").fetchall()
    journal = db.execute("PRAGMA journal_mode").fetchone()[0]
    keys = db.execute("PRAGMA foreign_keys").fetchone()[0]
    if journal != "delete" or keys != 1:
        raise PortfolioError(
            _("The library's database cannot be opened safely: another program uses it."),
            _("Close the program that has library.sqlite open, and try again."),
        )


def engine(database: Path, *, read_only: bool) -> Engine:
    """The SQLAlchemy engine of the database; writers ask for `execution_options(write=True)`."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    made = create_engine(
        "sqlite://",
        creator=lambda: reader(database) if read_only else writer(database),
        poolclass=QueuePool,
    )

    @event.listens_for(made, "begin")
    def _begin(conn: Any) -> None:
        write = conn.get_execution_options().get("write", False)
        conn.exec_driver_sql(f"PRAGMA query_only={'OFF' if write else 'ON'}")
        conn.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return made
