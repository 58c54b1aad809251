"""Makes today's schema in an empty database: the tables, the undo log, the search index, the library's own row."""

from __future__ import annotations

from sqlalchemy import Connection, text

from portfolio.core.store import connection, search, undo
from portfolio.core.store.tables import Base

LIBRARY_TABLE = "CREATE TABLE library (uuid TEXT NOT NULL)"


def create(conn: Connection, uuid: str) -> None:
    """Fill the database inside the transaction that is open; application_id and user_version come with it."""
    conn.exec_driver_sql(f"PRAGMA application_id = {connection.APPLICATION_ID}")
    conn.exec_driver_sql(f"PRAGMA user_version = {connection.SCHEMA}")
    conn.exec_driver_sql(LIBRARY_TABLE)
    conn.execute(text("INSERT INTO library (uuid) VALUES (:uuid)"), {"uuid": uuid})
    Base.metadata.create_all(conn)
    undo.install(conn, Base.metadata)
    search.install(conn)
