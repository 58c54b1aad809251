"""Drops the rows of files that nothing refers to any more, as a part of the step that removed the last reference.

The bytes stay as long as a step that could be undone speaks of them; a later start collects them (settling.py).
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Connection, text

from portfolio.core.store.tables import Base
from portfolio.core.store.undo import Recording


def drop_file_rows(conn: Connection, recording: Recording) -> None:
    """Look for such rows if the step that is being recorded can have made any."""
    tables = ", ".join(f"'{table}'" for table, _column in _references())
    columns = " OR ".join(f"sql LIKE '%{column}=%'" for column in sorted({column for _table, column in _references()}))
    # What takes a deletion back is an INSERT.
    lost = text(
        "SELECT 1 FROM undo_log WHERE id > :after"
        f" AND tbl IN ({tables}) AND (sql LIKE 'INSERT INTO%' OR {columns}) LIMIT 1"
    )
    if conn.scalar(lost, {"after": recording.after}) is not None:
        unused = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} WHERE {column} = files.sha256)" for table, column in _references()
        )
        conn.exec_driver_sql(f"DELETE FROM files WHERE {unused}")


@cache
def _references() -> tuple[tuple[str, str], ...]:
    """The tables and columns that name a file."""
    return tuple(
        (table.name, key.parent.name)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "files"
    )
