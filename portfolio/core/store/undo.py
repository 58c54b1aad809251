"""Undo and redo of every change to the library, bulk SQL and cascades included, kept by SQLite triggers.

Each trigger writes the statement that would take its change back (the method of sqlite.org/undoredo.html). Undoing
runs the statements of a step from the last to the first; the triggers fire then too and so write the redo.
The log holds SQL that will be run: it is emptied whenever a library comes from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, text

KEPT_STEPS = 1000
# AUTOINCREMENT: a batch remembers the number of its step, so no other step may ever get that number.
TABLES = {
    "undo_steps": "id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0",
    "undo_log": "id INTEGER PRIMARY KEY, step INTEGER NOT NULL, tbl TEXT NOT NULL, sql TEXT NOT NULL",
    "undo_now": "step INTEGER",
}


@dataclass(frozen=True, slots=True)
class Recording:
    """A step that is being recorded, and the last entry of the log before it."""

    step: int
    after: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """A step that was taken back or made again: its label and the tables that changed."""

    label: str
    tables: frozenset[str]


def install(conn: Connection, metadata: MetaData) -> None:
    """Make the undo tables and the triggers of every table anew. To be called whenever the schema changed.

    Nothing before now can be undone then: old steps name tables and columns that may be gone.
    """
    for name, columns in TABLES.items():
        conn.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
        conn.exec_driver_sql(f"CREATE TABLE {name} ({columns})")
    conn.exec_driver_sql("CREATE INDEX ix_undo_log_step ON undo_log (step)")
    conn.exec_driver_sql("INSERT INTO undo_now VALUES (NULL)")
    for table in metadata.tables.values():
        for event, body in _inverses(table).items():
            name = f"undo_{table.name}_{event.lower()}"
            when = "BEFORE" if event == "DELETE" else "AFTER"
            conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            conn.exec_driver_sql(
                f"CREATE TRIGGER {name} {when} {event} ON {table.name} "
                "WHEN (SELECT step FROM undo_now) IS NOT NULL "
                f"BEGIN INSERT INTO undo_log (step, tbl, sql) SELECT step, '{table.name}', {body}; END"
            )


def _inverses(table: Table) -> dict[str, str]:
    """For each event the SQL that selects the statement that takes it back."""
    columns = [column.name for column in table.columns]
    where = " || ' AND ' || ".join(f"'{key.name}=' || quote(NEW.{key.name})" for key in table.primary_key)
    # Only what changed: an autosaved title must not log every long text beside it.
    changes = " || ".join(f"CASE WHEN OLD.{c} IS NEW.{c} THEN '' ELSE ',{c}=' || quote(OLD.{c}) END" for c in columns)
    values = " || ',' || ".join(f"quote(OLD.{c})" for c in columns)
    return {
        "INSERT": f"'DELETE FROM {table.name} WHERE ' || {where} FROM undo_now",
        "UPDATE": f"'UPDATE {table.name} SET ' || substr(changes, 2) || ' WHERE ' || {where}"
        f" FROM (SELECT step, {changes} AS changes FROM undo_now) WHERE changes <> ''",
        "DELETE": f"'INSERT INTO {table.name} ({','.join(columns)}) VALUES (' || {values} || ')' FROM undo_now",
    }


def begin_step(conn: Connection, label: str, step: int | None = None) -> Recording:
    """Start recording. `step` goes on with an earlier one (a batch) when no other was made since: otherwise the two
    could not be taken back one after the other.
    """
    newest = conn.scalar(text("SELECT max(id) FROM undo_steps WHERE undone = 0"))
    if step is None or step != newest:
        insert = text("INSERT INTO undo_steps (label) VALUES (:label) RETURNING id")
        step = int(conn.execute(insert, {"label": label}).scalar_one())
    return _record(conn, step)


def end_step(conn: Connection, recording: Recording) -> frozenset[str]:
    """Stop recording; the names of the tables that changed. What changed nothing leaves no trace; what changed
    something drops what could be made again.
    """
    touched = _stop(conn, recording)
    if touched:
        conn.exec_driver_sql("DELETE FROM undo_log WHERE step IN (SELECT id FROM undo_steps WHERE undone)")
        conn.exec_driver_sql("DELETE FROM undo_steps WHERE undone")
        _prune(conn)
    else:
        conn.execute(
            text("DELETE FROM undo_steps WHERE id = :step AND NOT EXISTS (SELECT 1 FROM undo_log WHERE step = :step)"),
            {"step": recording.step},
        )
    return touched


def replay(conn: Connection, *, redo: bool) -> Replayed | None:
    """Take the last step back, or make the last undone one again."""
    following = _next(conn, redo=redo)
    if following is None:
        return None
    step, name = following
    # A row can come back before the row that it refers to; the keys are checked at COMMIT.
    conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    rows = conn.execute(text("SELECT sql FROM undo_log WHERE step = :step ORDER BY id DESC"), {"step": step})
    statements = list(rows.scalars())
    conn.execute(text("DELETE FROM undo_log WHERE step = :step"), {"step": step})
    recording = _record(conn, step)
    for statement in statements:
        conn.exec_driver_sql(statement)
    conn.execute(text("UPDATE undo_steps SET undone = :u WHERE id = :step"), {"u": int(not redo), "step": step})
    return Replayed(name, _stop(conn, recording))


def _next(conn: Connection, *, redo: bool) -> tuple[int, str] | None:
    order = "ASC" if redo else "DESC"
    row = conn.execute(
        text(f"SELECT id, label FROM undo_steps WHERE undone = :u ORDER BY id {order} LIMIT 1"), {"u": int(redo)}
    ).first()
    return None if row is None else (int(row.id), str(row.label))


def _record(conn: Connection, step: int) -> Recording:
    conn.execute(text("UPDATE undo_now SET step = :step"), {"step": step})
    return Recording(step, int(conn.scalar(text("SELECT coalesce(max(id), 0) FROM undo_log")) or 0))


def _stop(conn: Connection, recording: Recording) -> frozenset[str]:
    conn.exec_driver_sql("UPDATE undo_now SET step = NULL")
    rows = conn.execute(text("SELECT DISTINCT tbl FROM undo_log WHERE id > :after"), {"after": recording.after})
    return frozenset(rows.scalars())


def _prune(conn: Connection) -> None:
    row = conn.execute(text("SELECT id FROM undo_steps ORDER BY id DESC LIMIT 1 OFFSET :kept"), {"kept": KEPT_STEPS})
    oldest = row.scalar()
    if oldest is not None:
        conn.execute(text("DELETE FROM undo_log WHERE step <= :oldest"), {"oldest": oldest})
        conn.execute(text("DELETE FROM undo_steps WHERE id <= :oldest"), {"oldest": oldest})
