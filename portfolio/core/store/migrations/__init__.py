"""Brings an older library to today's schema with Alembic: a verified backup first, all steps in one transaction.

Loaded only when a library is behind. The version is SQLite's user_version, set in the same transaction as the
schema; Alembic's own version table is not used. SQLite's DDL is transactional once BEGIN is explicit, so that a
migration killed at any point leaves the old schema whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from portfolio.core.errors import DamagedLibraryError, PortfolioError
from portfolio.core.i18n import gettext as _
from portfolio.core.store import backup, connection, seal, search, undo
from portfolio.core.store import folder as layout
from portfolio.core.store.failures import in_words

VERSIONS = Path(__file__).parent


def migrate(library: Path, now: datetime, *, scripts: Path = VERSIONS, metadata: MetaData | None = None) -> None:
    """Bring the library in the folder to the newest version in `scripts`; `metadata` says which tables undo covers."""
    before = _version(library)
    backup.snapshot(library, f"before-migration-{before}", now)
    with in_words():
        seal.remove(library)  # it would say that another program changed the database
        with _failures_in_words():
            _run(library, _steps(scripts, before), metadata)


def newest(scripts: Path = VERSIONS) -> int:
    """The number of the newest migration."""
    return max(int(script.revision) for script in ScriptDirectory(str(scripts)).walk_revisions())


def upgrade(conn: Connection, steps: Sequence[tuple[int, ModuleType]], metadata: MetaData | None) -> None:
    """Run the steps in the transaction that is open, and set the version."""
    # A table that is rebuilt is away for a moment, and SQLite then refuses any trigger that speaks of it.
    for (trigger,) in conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
        conn.exec_driver_sql(f"DROP TRIGGER {trigger}")
    with Operations.context(MigrationContext.configure(conn)):
        for number, module in steps:
            module.upgrade()
            conn.exec_driver_sql(f"PRAGMA user_version = {number}")
    conn.exec_driver_sql(f"PRAGMA application_id = {connection.APPLICATION_ID}")
    undo.install(conn, metadata if metadata is not None else _today())
    search.install(conn)


@contextmanager
def _failures_in_words() -> Iterator[None]:
    """A step that fails is our mistake, but its user must know that the library is as it was."""
    try:
        yield
    except (PortfolioError, sqlite3.Error, OSError):
        raise
    except Exception as error:
        original = getattr(error, "orig", None)
        if isinstance(original, sqlite3.Error) and not isinstance(original, sqlite3.IntegrityError):
            raise
        raise DamagedLibraryError(
            _("The library could not be brought to the new version ({reason}).").format(reason=type(error).__name__),
            _("Nothing was changed. Keep using the version of Laurel that you had, and tell us."),
        ) from error


def _run(library: Path, steps: Sequence[tuple[int, ModuleType]], metadata: MetaData | None) -> None:
    engine = connection.engine(library / layout.DATABASE, read_only=False)
    try:
        with engine.connect().execution_options(write=True) as conn:
            # Inside a transaction this pragma does nothing, and ON would cascade while tables are rebuilt.
            raw = conn.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            raw.execute("PRAGMA foreign_keys=OFF")
            with conn.begin():
                upgrade(conn, steps, metadata)
                if conn.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise DamagedLibraryError(
                        _("The library could not be brought to the new version: a reference in it leads nowhere."),
                        _("Nothing was changed. Keep using the version of Laurel that you had, and tell us."),
                    )
    finally:
        engine.dispose()


def _steps(scripts: Path, before: int) -> list[tuple[int, ModuleType]]:
    directory = ScriptDirectory(str(scripts))
    found = [(int(script.revision), script.module) for script in directory.walk_revisions()]
    return sorted((step for step in found if step[0] > before), key=lambda step: step[0])


def _version(library: Path) -> int:
    with closing(connection.reader(library / layout.DATABASE)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def _today() -> MetaData:
    from portfolio.core.store.tables import Base

    return Base.metadata
