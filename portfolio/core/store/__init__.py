"""One open library. `read()` and `write()` are the only doors to its database; `look()` is the fast one for lists.

SQLAlchemy takes 0.3 s to import, so nothing here imports it before the first read() or write(): the first list of
the window and every search as you type go through look(), a read-only connection of the standard library.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from portfolio.core.errors import DamagedLibraryError, NotFoundError, PortfolioError, ReadOnlyError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import connection, failures, seal
from portfolio.core.store import folder as layout
from portfolio.core.store.failures import in_words
from portfolio.core.store.files import Files
from portfolio.core.store.folder import exists
from portfolio.core.store.lock import SessionLock

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

__all__ = ["SCHEMA", "Batch", "Clock", "Files", "Store", "exists", "utc_now"]

SCHEMA = 1  # the same as tables.SCHEMA, which costs SQLAlchemy to import; a test compares them
Clock = Callable[[], datetime]
Listener = Callable[[frozenset[str]], None]


def utc_now() -> datetime:
    """The clock of everyday use."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Batch:
    """Several writes that are one step in the Undo menu."""

    step: int | None = None


class Store:
    """A library that is open. Safe on several threads: readers run beside each other, writers one after another."""

    def __init__(self, folder: Path, *, clock: Clock = utc_now, read_only: bool = False) -> None:
        self.folder = folder.absolute()
        self.read_only = read_only
        self.files = Files(self.folder)
        self.clock = clock
        self._listeners: list[Listener] = []
        self._writing = threading.RLock()
        self._looking = threading.Lock()
        self._settled = False
        self.settled_seal: seal.SealState | None = None
        self._lock = None if read_only else self._take_lock()
        try:
            self.uuid, self._identity = self._examine()
        except BaseException:
            self._release()
            raise

    @classmethod
    def create(cls, folder: Path, *, clock: Clock = utc_now) -> Store:
        """Make a new, empty library in the folder, which is made too. It may hold nothing but what a crash left."""
        if exists(folder):
            raise PortfolioError(
                _("There is a library in this folder already."), _("Open it, or choose another folder.")
            )
        _refuse_foreign(folder)
        with in_words():
            layout.prepare(folder)
            _make_database(folder)
        return cls(folder, clock=clock)

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = utc_now, read_only: bool = False) -> Store:
        """Open the library in the folder.

        Raises NotFoundError, LibraryBusyError (it names the holder), ReadOnlyError, DamagedLibraryError, or
        PortfolioError for a library that a newer Laurel made.
        """
        if not exists(folder):
            raise NotFoundError(
                _("There is no library in this folder."),
                _("Was it moved, or is its drive not connected? Nothing was made in its place."),
            )
        return cls(folder, clock=clock, read_only=read_only)

    # --- the doors ---------------------------------------------------------------------------------------------

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """A connection that can only read, for lists. Fetch all at once: an open cursor would block writers."""
        with in_words(), self._looking:
            yield self._reader

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to ask questions in. Nothing that it loaded leaves core; nothing yields from inside it."""
        from sqlalchemy.orm import Session

        with in_words(), Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self, label: str, batch: Batch | None = None) -> Iterator[Session]:
        """One transaction, one undo step, one notification. Nothing is kept if the block raises.

        When the block has ended the change is on the disk. Writes that share a `batch` are undone together.
        """
        from sqlalchemy.orm import Session

        from portfolio.core.store import undo

        self._must_be_writable()
        with self._writing, in_words():
            self.settle()
            with Session(self._engine.execution_options(write=True)) as session, session.begin():
                session.info["now"] = self._now()
                conn = session.connection()
                step = undo.begin_step(conn, label, batch.step if batch else None)
                yield session
                session.flush()
                touched = undo.end_step(conn, step)
            if batch:
                batch.step = step
        self._announce(touched)

    # --- undo --------------------------------------------------------------------------------------------------

    def undo(self) -> str | None:
        """Take the last step back; its label, or None when there is nothing to undo."""
        return self._replay(redo=False)

    def redo(self) -> str | None:
        """Make the last undone step again; its label, or None when there is none."""
        return self._replay(redo=True)

    def next_undo(self) -> str | None:
        """What undo() would take back."""
        return self._next_step("undone = 0 ORDER BY id DESC")

    def next_redo(self) -> str | None:
        """What redo() would make again."""
        return self._next_step("undone = 1 ORDER BY id")

    def _next_step(self, which: str) -> str | None:
        with self.look() as db:
            row = db.execute(f"SELECT label FROM undo_steps WHERE {which} LIMIT 1").fetchone()
        return None if row is None else str(row[0])

    def _replay(self, *, redo: bool) -> str | None:
        from portfolio.core.store import undo

        self._must_be_writable()
        with self._writing, in_words():
            self.settle()
            with self._engine.execution_options(write=True).begin() as conn:
                replayed = undo.replay(conn, redo=redo)
                if replayed and "files" in replayed.tables:
                    self._bring_back_files(conn)
        if replayed is None:
            return None
        self._announce(replayed.tables)
        return replayed.label

    def _bring_back_files(self, conn: Connection) -> None:
        for (sha256,) in conn.exec_driver_sql("SELECT sha256 FROM files").all():
            self.files.bring_back(sha256)

    # --- notification ------------------------------------------------------------------------------------------

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call the listener with the names of the changed tables after each commit, in the writer's thread.

        Returns the function that ends this.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _announce(self, tables: frozenset[str]) -> None:
        for listener in list(self._listeners) if tables else ():
            listener(tables)

    # --- opening and closing -----------------------------------------------------------------------------------

    def settle(self) -> seal.SealState | None:
        """What must be done once before the first change of a session; other programs' changes are noticed here.

        write() does it by itself. A window calls it in the background, so that the first change is not slow.
        Returns what the seal said, or None when all this was done before.
        """
        self._must_be_writable()
        with self._writing, in_words():
            self._must_be_in_place()
            if self._settled:
                return None
            layout.prepare(self.folder)
            found = seal.state(self.folder)
            if found is not seal.SealState.INTACT:
                self._must_be_sound()
            seal.remove(self.folder)
            self.files.empty_staging()
            self.files.collect(self._mentioned_files())
            self._settled = True
            self.settled_seal = found
            return found

    def close(self) -> None:
        """Close the library and seal it. What was written is on the disk already."""
        if "_reader" in self.__dict__:
            self._reader.close()
        if "_engine" in self.__dict__:
            self._engine.dispose()
        if self._settled:
            # Without a seal the next opening checks the database instead: closing must not fail.
            with contextlib.suppress(OSError), self._writing:
                seal.write(self.folder)
            self._settled = False
        self._release()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take_lock(self) -> SessionLock:
        try:
            return SessionLock(self.folder / layout.LOCK, self.clock())
        except OSError as error:
            raise failures.file_failure(error) from error

    def _examine(self) -> tuple[str, tuple[int, int]]:
        """Look whether this is a library that we can work with; bring an older one up to date."""
        version = self._version()
        if version > SCHEMA:
            raise PortfolioError(
                _("This library was made by a newer version of Laurel."), _("Update Laurel to open it.")
            )
        if version < SCHEMA:
            self._bring_up_to_date()
        with in_words():
            row = self._reader.execute("SELECT uuid FROM library").fetchone()
            about = (self.folder / layout.DATABASE).stat()
        if not self.read_only and not (self.folder / layout.MARKER).exists():
            with in_words():
                layout.write_marker(self.folder, str(row[0]), SCHEMA)
        return str(row[0]), (about.st_dev, about.st_ino)

    def _version(self) -> int:
        with in_words():
            application = self._reader.execute("PRAGMA application_id").fetchone()[0]
            version = int(self._reader.execute("PRAGMA user_version").fetchone()[0])
        if application != connection.APPLICATION_ID:
            raise DamagedLibraryError(
                _("The file library.sqlite in this folder is not a database of Laurel."),
                _("Choose another folder, or restore the file from a backup."),
            )
        return version

    def _bring_up_to_date(self) -> None:
        if self.read_only:
            raise ReadOnlyError(
                _("This library was made by an older version of Laurel and must be brought up to date first."),
                _("Open it once where it can be written."),
            )
        from portfolio.core.store.migrations import migrate

        migrate(self.folder, self.clock())

    @cached_property
    def _reader(self) -> sqlite3.Connection:
        return connection.reader(self.folder / layout.DATABASE)

    @cached_property
    def _engine(self) -> Engine:
        from portfolio.core.store import session_times

        session_times.listen()
        return connection.engine(self.folder / layout.DATABASE, read_only=self.read_only)

    def _must_be_writable(self) -> None:
        if self.read_only:
            raise failures.read_only()

    def _must_be_in_place(self) -> None:
        try:
            about = (self.folder / layout.DATABASE).stat()
            found = (about.st_dev, about.st_ino)
        except OSError:
            found = (0, 0)
        if found != self._identity:
            raise PortfolioError(
                _("The library was moved, renamed or replaced while it was open, so the change was not saved."),
                _("Close this window and open the library at its new place."),
            )

    def _must_be_sound(self) -> None:
        with self.look() as db:
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise DamagedLibraryError(
                    _("The library's database is damaged."),
                    _("It can be read, but is not changed any more. Restore a copy from the folder “backups”."),
                )

    def _mentioned_files(self) -> set[str]:
        """The hashes that any row or any undo step speaks of."""
        with self.look() as db:
            rows = {str(row[0]) for row in db.execute("SELECT sha256 FROM files").fetchall()}
            steps = db.execute("SELECT sql FROM undo_log WHERE tbl = 'files'").fetchall()
        for (sql,) in steps:
            rows.update(part for part in str(sql).split("'") if len(part) == 64)
        return rows

    def _now(self) -> str:
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")


def _refuse_foreign(folder: Path) -> None:
    ours = {layout.LOCK, layout.MARKER, layout.SEAL, layout.BLOBS, layout.STAGING, layout.TRASH, layout.BACKUPS}
    ours |= {f"{layout.DATABASE}.new", f"{layout.DATABASE}.new-journal"}
    try:
        others = [path.name for path in folder.iterdir() if path.name not in ours] if folder.exists() else []
    except OSError as error:
        raise PortfolioError(
            _("The folder cannot be used for a library."), _("Choose a folder that you may write to.")
        ) from error
    if others:
        raise PortfolioError(
            _("The folder is not empty, so no library was made in it."), _("Choose an empty or a new folder.")
        )


def _make_database(folder: Path) -> None:
    """Make the database under another name and rename it: it appears whole or not at all."""
    new = folder / f"{layout.DATABASE}.new"
    for left in (new, new.with_name(new.name + "-journal")):
        left.unlink(missing_ok=True)
    uuid = str(uuid4())
    _fill_database(new, uuid)
    layout.rename(new, folder / layout.DATABASE)
    layout.write_marker(folder, uuid, SCHEMA)
    layout.sync_folder(folder.absolute().parent)


def _fill_database(path: Path, uuid: str) -> None:
    from portfolio.core.store import schema

    with closing(sqlite3.connect(path)):
        path.touch(0o600)
    path.chmod(0o600)
    engine = connection.engine(path, read_only=False)
    try:
        with engine.execution_options(write=True).begin() as conn:
            schema.create(conn, uuid)
    finally:
        engine.dispose()
