"""Undo and redo of every change to the library, bulk SQL and cascades included, kept by SQLite triggers.

Each trigger writes the statement that would take its change back (the method of sqlite.org/undoredo.html). Undoing
runs the statements of a step from the last to the first; the triggers fire then too and so write the redo.
The log holds SQL that will be run: it is emptied whenever a library comes from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, text

KEPT_STEPS = 1000
TABLES = """
CREATE TABLE IF NOT EXISTS undo_steps (id INTEGER PRIMARY KEY, label TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS undo_log (
  id INTEGER PRIMARY KEY, step INTEGER NOT NULL, tbl TEXT NOT NULL, sql TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS ix_undo_log_step ON undo_log (step);
CREATE TABLE IF NOT EXISTS undo_now (step INTEGER);
INSERT INTO undo_now SELECT NULL WHERE NOT EXISTS (SELECT 1 FROM undo_now)
"""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A step that was taken back or made again: its label and the tables that changed."""

    label: str
    tables: frozenset[str]


def install(conn: Connection, metadata: MetaData) -> None:
    """Make the undo tables, and the triggers of every table anew. To be called whenever the schema changed."""
    for statement in TABLES.split(";"):
        conn.exec_driver_sql(statement)
    for table in metadata.tables.values():
        for event, body in _inverses(table).items():
            name = f"undo_{table.name}_{event.lower()}"
            when = "BEFORE" if event == "DELETE" else "AFTER"
            conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            conn.exec_driver_sql(
                f"CREATE TRIGGER {name} {when} {event} ON {table.name} "
                "WHEN (SELECT step FROM undo_now) IS NOT NULL "
                f"BEGIN INSERT INTO undo_log (step, tbl, sql) SELECT step, '{table.name}', {body} FROM undo_now; END"
            )


def _inverses(table: Table) -> dict[str, str]:
    """For each event the SQL expression whose value is the statement that takes it back."""
    columns = [column.name for column in table.columns]
    where = " || ' AND ' || ".join(f"'{key.name}=' || quote(NEW.{key.name})" for key in table.primary_key)
    # Only what changed: an autosaved title must not log every long text beside it.
    changes = " || ".join(f"CASE WHEN OLD.{c} IS NEW.{c} THEN '' ELSE ',{c}=' || quote(OLD.{c}) END" for c in columns)
    values = " || ',' || ".join(f"quote(OLD.{c})" for c in columns)
    key = table.primary_key.columns.values()[0].name
    return {
        "INSERT": f"'DELETE FROM {table.name} WHERE ' || {where}",
        "UPDATE": f"'UPDATE {table.name} SET ' || coalesce(nullif(substr({changes}, 2), ''), '{key}={key}')"
        f" || ' WHERE ' || {where}",
        "DELETE": f"'INSERT INTO {table.name} ({','.join(columns)}) VALUES (' || {values} || ')'",
    }


def begin_step(conn: Connection, label: str, step: int | None = None) -> int:
    """Start recording. A new change drops what could be redone; `step` goes on with an earlier one (a batch)."""
    conn.exec_driver_sql("DELETE FROM undo_log WHERE step IN (SELECT id FROM undo_steps WHERE undone)")
    conn.exec_driver_sql("DELETE FROM undo_steps WHERE undone")
    if step is None:
        insert = text("INSERT INTO undo_steps (label) VALUES (:label) RETURNING id")
        step = int(conn.execute(insert, {"label": label}).scalar_one())
    else:
        conn.execute(
            text("INSERT OR IGNORE INTO undo_steps (id, label) VALUES (:step, :label)"), {"step": step, "label": label}
        )
    _record(conn, step)
    return step


def end_step(conn: Connection, step: int) -> frozenset[str]:
    """Stop recording; the names of the tables that the step changed. One that changed nothing leaves no trace."""
    touched = _touched(conn, step)
    _record(conn, None)
    conn.execute(
        text("DELETE FROM undo_steps WHERE id = :step AND NOT EXISTS (SELECT 1 FROM undo_log WHERE step = :step)"),
        {"step": step},
    )
    _prune(conn)
    return touched


def label(conn: Connection, *, redo: bool) -> str | None:
    """What would be undone or redone next."""
    step = _next(conn, redo=redo)
    return None if step is None else step[1]


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
    _record(conn, step)
    for statement in statements:
        conn.exec_driver_sql(statement)
    _record(conn, None)
    conn.execute(text("UPDATE undo_steps SET undone = :u WHERE id = :step"), {"u": int(not redo), "step": step})
    return Replayed(name, _touched(conn, step))


def forget(conn: Connection) -> None:
    """Empty the log: nothing before now can be undone."""
    conn.exec_driver_sql("DELETE FROM undo_log")
    conn.exec_driver_sql("DELETE FROM undo_steps")
    _record(conn, None)


def _next(conn: Connection, *, redo: bool) -> tuple[int, str] | None:
    order = "ASC" if redo else "DESC"
    row = conn.execute(
        text(f"SELECT id, label FROM undo_steps WHERE undone = :u ORDER BY id {order} LIMIT 1"), {"u": int(redo)}
    ).first()
    return None if row is None else (int(row.id), str(row.label))


def _record(conn: Connection, step: int | None) -> None:
    conn.execute(text("UPDATE undo_now SET step = :step"), {"step": step})


def _touched(conn: Connection, step: int) -> frozenset[str]:
    rows = conn.execute(text("SELECT DISTINCT tbl FROM undo_log WHERE step = :step"), {"step": step})
    return frozenset(rows.scalars())


def _prune(conn: Connection) -> None:
    oldest = "(SELECT max(id) FROM undo_steps) - :kept"
    conn.execute(text(f"DELETE FROM undo_log WHERE step <= {oldest}"), {"kept": KEPT_STEPS})
    conn.execute(text(f"DELETE FROM undo_steps WHERE id <= {oldest}"), {"kept": KEPT_STEPS})
