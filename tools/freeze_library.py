"""Freezes a populated library of today's schema in tests/libraries/, where it stays as it is for ever.

`python3 tools/freeze_library.py [FOLDER]` writes library.zip and expected.json, by default for the newest version.
Everything in it is invented, every table has rows, and each run makes the same ones. A schema that was released is
never frozen again: later versions of Laurel must open exactly what it wrote.
"""

from __future__ import annotations

import random
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from portfolio.bootstrap import ROOT, ensure

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection, Table
    from sqlalchemy.orm import Session

    from portfolio.core.store import Store

FILES = {
    "Übungsnachweis “Ω”.txt": "Zwölf Stunden an der Drehbank. Ω ≈ 3 kΩ\n".encode(),
    "photo\u202egpj.exe": b"not what its name says",
    "empty": b"",
    "证书.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>证书</text></svg>'.encode(),
    "a copy of empty": b"",
    "table.csv": b"=1+1;2026\r\n" * 200,
}


def main(arguments: list[str]) -> int:
    """Writes the frozen library, and what it must hold."""
    import json
    import tempfile

    choose = random.Random("frozen")
    uuid.uuid4 = lambda: uuid.UUID(int=choose.getrandbits(128), version=4)  # before anybody takes it by its name
    from portfolio.core.store import SCHEMA

    folder = Path(arguments[0]) if arguments else ROOT / "tests" / "libraries" / f"v{SCHEMA}"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        expected = make(Path(name))
        pack(Path(name) / "Library", folder / "library.zip")
    text = json.dumps(expected, indent=1, ensure_ascii=False)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{folder}: {(folder / 'library.zip').stat().st_size // 1024} KiB")
    return 0


def make(home: Path) -> dict[str, Any]:
    """Makes the library in home/Library by the verbs that people use; gives what it must hold."""
    from datetime import UTC, datetime, timedelta

    from portfolio.core.store import Store

    moments = (datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(minutes=number) for number in range(10**6))
    with Store.create(home / "Library", clock=lambda: next(moments)) as store:
        record(store)
        attach(store, home)
        with store.write("Fill what has no screen yet") as session:
            fill(session)
        change(store)
    with Store.open(home / "Library", read_only=True) as store, store.look() as db:
        return contents(store, db)


def record(store: Store) -> None:
    """Credentials, projects, skills and the profile: partial dates, several scripts, hostile texts, long ones."""
    from portfolio.core import library
    from portfolio.core.records import Subject

    with store.write("Record") as session:
        library.edit_profile(
            session, name="Iñaki Ångström-Ωlsen", headline="Werkstoffe & “Prüfung”", email="i@example.org"
        )
        library.set_identities(session, [("did", "did:example:abc", True), ("phone", "+34 000 000", False)])
        one = ""
        for number, issued in enumerate(["1998", "2019-07", "2024-02-29", None, "2026-11-22"]):
            one = library.add_credential(
                session,
                title=f"Schweißen {number} <b>ünicode</b> שלום",
                kind="certificate",
                issuer=["Acme Institut", "Übung & Söhne"][number % 2],
                issued=issued,
                expires="2027" if number == 1 else None,
                number=f"N-{number}",
                url="https://example.org/verify?id=1&x=%20",
                description='It\'s 100% "quoted"\nand has two lines; -- 😀',
                hours="12.50",
                cost="0.10",
                skills=["Schweißen", "O'Reilly", f"skill {number}"],
            )
        library.renew_credential(session, one, issued="2026-12", expires="2031-12", number="N-4b")
        project = library.add_project(
            session, title="Brücke · γέφυρα", started="2025", ended="2025-06", skills=["Schweißen"]
        )
        note = library.add_note(session, "Was ich gelernt habe: " + "ä" * 5000, title="Notiz")
        library.link_evidence(session, note, Subject.PROJECT, project)
        library.include(session, Subject.CREDENTIAL, one, False)
        library.remove(session, "credential", one)


def attach(store: Store, home: Path) -> None:
    """Evidence files; one of them in the trash, one purged, so that only a step of undo speaks of it."""
    from portfolio.core import library
    from portfolio.core.records import Subject
    from portfolio.core.tasks import attach_files

    with store.look() as db:
        (one,) = db.execute("SELECT id FROM credentials WHERE number = 'N-0'").fetchone()
    paths = []
    for number, (name, content) in enumerate(FILES.items()):
        paths.append(home / str(number) / name)
        paths[-1].parent.mkdir()
        paths[-1].write_bytes(content)
    attached = attach_files(store, paths, [(Subject.CREDENTIAL, one)])
    if attached.problems:
        raise SystemExit(attached.problems)
    with store.write("Remove a file") as session:
        library.remove(session, "evidence", attached.evidence[1])
    with store.write("Purge a file") as session:
        library.remove(session, "evidence", attached.evidence[5])
        library.purge(session, "evidence", attached.evidence[5])


def fill(session: Session) -> None:
    """One row in each table that has none, so that no table is migrated empty."""
    from portfolio.core.store.tables import Base

    conn = session.connection()
    for table in Base.metadata.sorted_tables:
        if conn.exec_driver_sql(f"SELECT 1 FROM {table.name}").first() is None:
            conn.execute(table.insert().values(row_for(conn, table)))


def row_for(conn: Connection, table: Table) -> dict[str, Any]:
    """A value for each column; of several references that exclude each other the first."""
    from decimal import Decimal

    from portfolio.core import dates

    made: dict[str, Any] = {"id": f"{table.name}-ü"}
    exclusive = any("IS NOT NULL" in str(getattr(check, "sqltext", "")) for check in table.constraints)
    for column in table.columns:
        if column.foreign_keys:
            (key,) = column.foreign_keys
            chosen = [name for name in made if name.endswith("_id") and table.columns[name].nullable]
            if not (exclusive and column.nullable and chosen):
                target = f"SELECT min({key.column.name}) FROM {key.column.table.name}"
                made[column.name] = conn.exec_driver_sql(target).scalar()
        elif column.name not in made and column.default is None:
            kind = column.type.python_type if not hasattr(column.type, "impl") else type(column.type).__name__
            values = {
                "PlainText": f"{column.name} Ω'",
                "Partial": dates.parse("2026-11"),
                "Hundredths": Decimal("1.25"),
            }
            made[column.name] = values.get(str(kind), 1)
    return made


def change(store: Store) -> None:
    """Steps to undo, and two that were undone."""
    from portfolio.core import library

    with store.look() as db:
        (one,) = db.execute("SELECT id FROM credentials WHERE number = 'N-1'").fetchone()
    for number in range(4):
        with store.write(f"Edit {number}") as session:
            library.edit_credential(session, one, title=f"edited {number}", notes="n" * number)
    store.undo()
    store.undo()


def contents(store: Store, db: sqlite3.Connection) -> dict[str, Any]:
    """Every row and every hash, as JSON keeps them."""
    from portfolio.core.store.tables import Base

    tables = {}
    for name in sorted(Base.metadata.tables):
        columns = [str(row[1]) for row in db.execute(f"PRAGMA table_info({name})").fetchall()]
        rows = db.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1, 2").fetchall()
        tables[name] = {"columns": columns, "rows": [list(row) for row in rows]}
    labels = {
        undone: [row[0] for row in db.execute("SELECT label FROM undo_steps WHERE undone = ? ORDER BY id", (undone,))]
        for undone in (0, 1)
    }
    return {
        "uuid": store.uuid,
        "schema": int(db.execute("PRAGMA user_version").fetchone()[0]),
        "tables": tables,
        "files": dict(store.files.stored()),
        "undo": labels[0],
        "redo": labels[1],
    }


def pack(library: Path, target: Path) -> None:
    """Writes the folder as a zip file that depends on nothing but its content."""
    import zipfile

    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path in sorted(library.rglob("*")):
            if path.is_file() and path.name != "library.lock":
                entry = zipfile.ZipInfo(path.relative_to(library).as_posix(), (2026, 11, 23, 9, 0, 0))
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
                file.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    ensure("run", "dev")
    sys.exit(main(sys.argv[1:]))
