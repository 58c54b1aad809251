"""Lists as ids in order, and the rows of a few ids: for tables of any length, at each keystroke.

Plain SQL over the standard library's sqlite3: SQLAlchemy's import alone costs more than the window's first paint.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, filterfalse

from portfolio.core import dates
from portfolio.core.dates import PartialDate
from portfolio.core.lookup.conditions import CREDENTIALS, EVIDENCE, PROJECTS, where
from portfolio.core.lookup.words import with_words
from portfolio.core.query import Query, folded
from portfolio.core.rows import CredentialRow, ProjectRow
from portfolio.core.store.connection import Reader

_BY_TITLE = "d.title COLLATE NOCASE, d.id"
_AS_READ = f"folded(d.title), {_BY_TITLE}"  # É beside E: dearer, and so not among the newest
_CREDENTIAL_ORDERS = {
    # NULL, the least of all values, comes last: this is the order of the index ix_credentials_list.
    "newest": f"d.issued DESC, {_BY_TITLE}",
    "oldest": f"d.issued IS NULL, d.issued, {_BY_TITLE}",
    "title": _AS_READ,
    "issuer": f"(SELECT folded(name) FROM issuers WHERE id = d.issuer_id) NULLS LAST, {_AS_READ}",
    "expires": f"d.expires IS NULL, d.expires, {_BY_TITLE}",
}
_PROJECT_ORDERS = {
    # What goes on comes first among the newest.
    "newest": f"d.started IS NULL, coalesce(d.ended, '9999') DESC, d.started DESC, {_BY_TITLE}",
    "oldest": f"d.started IS NULL, d.started, {_BY_TITLE}",
    "title": _AS_READ,
}
_MOST_PARAMETERS = 500


def credential_ids(db: sqlite3.Connection, query: Query, order: str = "newest", *, today: date) -> list[str]:
    """The ids of the credentials that the query wants. An unknown order is "newest"."""
    return chosen_ids(db, CREDENTIALS, query, today, order=_CREDENTIAL_ORDERS.get(order, _CREDENTIAL_ORDERS["newest"]))


def project_ids(db: sqlite3.Connection, query: Query, order: str = "newest", *, today: date) -> list[str]:
    """The ids of the projects that the query wants. An unknown order is "newest"."""
    return chosen_ids(db, PROJECTS, query, today, order=_PROJECT_ORDERS.get(order, _PROJECT_ORDERS["newest"]))


def evidence_ids(db: sqlite3.Connection, query: Query, *, today: date = date.max) -> list[str]:
    """The ids of the evidence that the query wants, by title."""
    return chosen_ids(db, EVIDENCE, query, min(today, date(9000, 1, 1)), order=_AS_READ)


def credential_rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[CredentialRow]:
    """The rows of these ids, in their order; ids that are gone are left out."""
    found = {
        row[0]: row
        for row in _fetch(
            db,
            "SELECT d.id, d.kind, d.title, coalesce(i.name, ''), d.issued, d.expires, d.featured, d.private"
            " FROM credentials d LEFT JOIN issuers i ON i.id = d.issuer_id WHERE d.id IN ({})",
            ids,
        )
    }
    skills, evidence = _skills(db, "credential_id", ids), _evidence(db, "credential_id", ids)
    return [
        CredentialRow(
            id=row[0],
            kind=row[1],
            title=row[2],
            issuer=row[3],
            issued=_date(row[4]),
            expires=_date(row[5]),
            skills=skills.get(row[0], ()),
            evidence=evidence.get(row[0], 0),
            featured=bool(row[6]),
            private=bool(row[7]),
        )
        for row in (found[one] for one in ids if one in found)
    ]


def project_rows(db: sqlite3.Connection, ids: Sequence[str]) -> list[ProjectRow]:
    """The rows of these ids, in their order; ids that are gone are left out."""
    found = {
        row[0]: row
        for row in _fetch(
            db,
            "SELECT d.id, d.title, d.role, d.started, d.ended, d.featured, d.private"
            " FROM projects d WHERE d.id IN ({})",
            ids,
        )
    }
    skills, evidence = _skills(db, "project_id", ids), _evidence(db, "project_id", ids)
    return [
        ProjectRow(
            id=row[0],
            title=row[1],
            role=row[2],
            started=_date(row[3]),
            ended=_date(row[4]),
            skills=skills.get(row[0], ()),
            evidence=evidence.get(row[0], 0),
            featured=bool(row[5]),
            private=bool(row[6]),
        )
        for row in (found[one] for one in ids if one in found)
    ]


def skill_names(db: sqlite3.Connection, prefix: str, limit: int = 12) -> list[str]:
    """Skills to complete what was typed: those that begin with it, then those that hold it; the most used first."""
    return _names(db, "skills", "(SELECT count(*) FROM skill_claims k WHERE k.skill_id = n.id)", prefix, limit)


def issuer_names(db: sqlite3.Connection, prefix: str, limit: int = 12) -> list[str]:
    """Issuers to complete what was typed; the most used first."""
    return _names(db, "issuers", "(SELECT count(*) FROM credentials c WHERE c.issuer_id = n.id)", prefix, limit)


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many credentials, projects, evidence items and skills there are outside the trash, and how many in it."""
    tables = (CREDENTIALS, PROJECTS, EVIDENCE)
    found = {
        table: int(db.execute(f"SELECT count(*) FROM {table} WHERE deleted IS NULL").fetchone()[0]) for table in tables
    }
    found["skills"] = int(db.execute("SELECT count(*) FROM skills").fetchone()[0])
    removed = " + ".join(f"(SELECT count(*) FROM {table} WHERE deleted IS NOT NULL)" for table in tables)
    found["trash"] = int(db.execute(f"SELECT {removed}").fetchone()[0])
    return found


def chosen_ids(
    db: sqlite3.Connection, table: str, query: Query, today: date, *, order: str = "", without: str = ""
) -> list[str]:
    """The ids that a query wants of one table. `order` is SQL over the alias `d`; `without` leaves one field out."""
    wanted, unwanted = with_words(db, table, query)
    if wanted is not None and not wanted:
        return []
    condition = where(table, query, today, without=without)
    ordered = f" ORDER BY {order}" if order else ""
    sql = f"SELECT d.id FROM {table} d WHERE {condition.sql}{ordered}"
    ids: Iterator[str] = iter(_remembered(db, sql, condition.values))
    if wanted is not None:
        ids = filter(wanted.__contains__, ids)
    return list(filterfalse(unwanted.__contains__, ids) if unwanted else ids)


def _remembered(db: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> list[str]:
    """The ids that a statement gives. While words are typed, only they change: the last answer is kept for as long as
    no other connection changed the database (sqlite.org/pragma.html#pragma_data_version)."""
    if not isinstance(db, Reader):
        return list(chain.from_iterable(db.execute(sql, values)))
    question = (db.execute("PRAGMA data_version").fetchone()[0], sql, values)
    if db.answered is None or db.answered[0] != question:
        db.answered = (question, list(chain.from_iterable(db.execute(sql, values))))
    return db.answered[1]


def _fetch(db: sqlite3.Connection, sql: str, ids: Sequence[str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for start in range(0, len(ids), _MOST_PARAMETERS):
        part = ids[start : start + _MOST_PARAMETERS]
        found += db.execute(sql.format(",".join("?" * len(part))), part).fetchall()
    return found


def _skills(db: sqlite3.Connection, column: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    sql = (
        f"SELECT k.{column}, s.name FROM skill_claims k JOIN skills s ON s.id = k.skill_id"
        f" WHERE k.{column} IN ({{}}) ORDER BY k.position, s.name"
    )
    found: dict[str, tuple[str, ...]] = {}
    for subject, name in _fetch(db, sql, ids):
        found[subject] = (*found.get(subject, ()), name)
    return found


def _evidence(db: sqlite3.Connection, column: str, ids: Sequence[str]) -> dict[str, int]:
    sql = (
        f"SELECT u.{column}, count(*) FROM evidence_uses u JOIN evidence e ON e.id = u.evidence_id"
        f" WHERE e.deleted IS NULL AND u.{column} IN ({{}}) GROUP BY 1"
    )
    return {subject: int(count) for subject, count in _fetch(db, sql, ids)}


def _names(db: sqlite3.Connection, table: str, used: str, prefix: str, limit: int) -> list[str]:
    rows = db.execute(
        f"SELECT n.name FROM {table} n WHERE instr(folded(n.name), ?1) GROUP BY n.name"
        f" ORDER BY min(instr(folded(n.name), ?1), 2), sum({used}) DESC, folded(n.name), n.name LIMIT ?2",
        (folded(prefix), limit),
    )
    return [row[0] for row in rows.fetchall()]


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else dates.from_iso(text)
