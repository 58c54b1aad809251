"""One open library. `read()` and `write()` are the only doors to its database; `look()` is the fast one for lists.

SQLAlchemy takes 0.3 s to import, so nothing here imports it before the first read() or write(): the first list of
the window and every search as you type go through look(), a read-only connection of the standard library.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from portfolio.core.errors import PortfolioError
from portfolio.core.store import connection, failures, opening
from portfolio.core.store import folder as layout
from portfolio.core.store.connection import SCHEMA
from portfolio.core.store.failures import in_words
from portfolio.core.store.folder import exists
from portfolio.core.store.lock import SessionLock

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

    from portfolio.core.store.files import Files
    from portfolio.core.store.seal import SealState

__all__ = ["SCHEMA", "Batch", "Clock", "Store", "exists", "utc_now"]

Clock = Callable[[], datetime]
Listener = Callable[[frozenset[str]], None]


def utc_now() -> datetime:
    """The clock of everyday use."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Batch:
    """Several writes that are one step in the Undo menu, as long as no other write comes between them."""

    step: int | None = None


class Store:
    """A library that is open. Safe on several threads: readers run beside each other, writers one after another."""

    def __init__(
        self, folder: Path, *, clock: Clock = utc_now, read_only: bool = False, lock: SessionLock | None = None
    ) -> None:
        """Not to be called from outside: create() and open() take the lock and say what is wrong with a folder."""
        self.folder = folder.absolute()
        self.read_only = read_only
        self.clock = clock
        self.settled_seal: SealState | None = None
        self._listeners: list[Listener] = []
        self._writing, self._looking, self._making = threading.RLock(), threading.Lock(), threading.Lock()
        self._open = True
        self._made_engine: Engine | None = None
        self._lock = lock
        with in_words():
            opening.clear_away(self.folder, read_only=read_only)
            self._reader = connection.reader(self.folder / layout.DATABASE)
            try:
                self.uuid, self._place = self._examine()
            except BaseException:
                self._reader.close()
                raise

    @classmethod
    def create(cls, folder: Path, *, clock: Clock = utc_now) -> Store:
        """Make a new, empty library in the folder, which is made too. It may hold nothing but what a crash left."""
        from portfolio.core.store import creation

        creation.refuse_foreign(folder)
        with in_words():
            layout.prepare(folder)
        with _released_on_failure(opening.take_lock(folder, clock())) as lock:
            if exists(folder):  # another process was faster
                raise creation.already_there()
            with in_words():
                creation.make_database(folder)
            return cls(folder, clock=clock, lock=lock)

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = utc_now, read_only: bool = False) -> Store:
        """Open the library in the folder.

        Raises NotFoundError, LibraryBusyError (it names the holder), ReadOnlyError, DamagedLibraryError, or
        PortfolioError for a library that a newer Laurel made.
        """
        opening.must_exist(folder)
        if read_only:
            return cls(folder, clock=clock, read_only=True)
        with _released_on_failure(opening.take_lock(folder, clock())) as lock:
            return cls(folder, clock=clock, lock=lock)

    # --- the doors ---------------------------------------------------------------------------------------------

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """A connection that can only read, for lists. Fetch all at once: an open cursor would block writers."""
        with in_words(), self._looking:
            self._must_be_open()
            yield self._reader

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to ask questions in. Nothing that it loaded leaves core; nothing yields from inside it."""
        from sqlalchemy.orm import Session

        with in_words(), Session(self._engine()) as session:
            yield session

    @contextmanager
    def write(self, label: str, batch: Batch | None = None) -> Iterator[Session]:
        """One transaction, one undo step, one notification. Nothing is kept if the block raises.

        When the block has ended the change is on the disk. Writes that share a `batch` are undone together.
        """
        from sqlalchemy.orm import Session

        from portfolio.core.store import undo, unused

        with self._writing, in_words():
            self.settle()
            with Session(self._engine().execution_options(write=True)) as session, session.begin():
                session.info["now"] = self._now()
                conn = session.connection()
                recording = undo.begin_step(conn, label, batch.step if batch else None)
                yield session
                session.flush()
                unused.drop_file_rows(conn, recording)
                touched = undo.end_step(conn, recording)
            if batch:
                batch.step = recording.step
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

        with self._writing, in_words(), failures.replay_in_words():
            self.settle()
            with self._engine().execution_options(write=True).begin() as conn:
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

        def end() -> None:
            with contextlib.suppress(ValueError):  # ended before
                self._listeners.remove(listener)

        return end

    def _announce(self, tables: frozenset[str]) -> None:
        for listener in list(self._listeners) if tables else ():
            listener(tables)

    # --- opening and closing -----------------------------------------------------------------------------------

    def settle(self) -> SealState | None:
        """What must be done once before the first change of a session; other programs' changes are noticed here.

        write() does it by itself. A window calls it in the background, so that the first change is not slow.
        Returns what the seal said, or None when all this was done before.
        """
        from portfolio.core.store import settling

        with self._writing, in_words():
            self._must_be_open()
            if self.read_only:
                raise failures.read_only()
            opening.must_be_in_place(self.folder, self._place)
            if self.settled_seal is not None:
                return None
            self.settled_seal = settling.settle(self.folder, self.files)
            return self.settled_seal

    def close(self) -> None:
        """Close the library and seal it, when what is being written is written. It was on the disk already."""
        with self._writing, self._looking:
            if not self._open:
                return
            self._open = False
            self._reader.close()
            if "files" in self.__dict__:
                self.files.close()
            if self._made_engine is not None:
                self._made_engine.dispose()
            if self.settled_seal is not None:
                from portfolio.core.store import seal

                # Without a seal the next opening checks the database instead: closing must not fail.
                with contextlib.suppress(OSError, PortfolioError):
                    opening.must_be_in_place(self.folder, self._place)
                    seal.write(self.folder)
            if self._lock:
                self._lock.release()

    @cached_property
    def files(self) -> Files:
        """The files of the library; made when first asked for, since the first list needs none of it."""
        from portfolio.core.store.files import Files

        return Files(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _examine(self) -> tuple[str, tuple[int, int]]:
        """Look whether this is a library that we can work with; bring an older one up to date."""
        found = opening.version(self._reader)
        opening.bring_up_to_date(self.folder, found, self.clock(), read_only=self.read_only)
        uuid = opening.uuid(self._reader)
        if not self.read_only and not (self.folder / layout.MARKER).exists():
            layout.write_marker(self.folder, uuid, SCHEMA)
        return uuid, opening.place(self.folder)

    def _engine(self) -> Engine:
        with self._making:
            self._must_be_open()
            if self._made_engine is None:
                from portfolio.core.store import session_times

                session_times.listen()
                self._made_engine = connection.engine(self.folder / layout.DATABASE, read_only=self.read_only)
            return self._made_engine

    def _must_be_open(self) -> None:
        if not self._open:
            raise failures.closed()

    def _now(self) -> str:
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")


@contextmanager
def _released_on_failure(lock: SessionLock) -> Iterator[SessionLock]:
    try:
        yield lock
    except BaseException:
        lock.release()
        raise
