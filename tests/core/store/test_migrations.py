"""An older library is brought up to date whole or not at all, with a copy of it kept first."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, MetaData, Table, Text, text

from portfolio.core import library
from portfolio.core.errors import DamagedLibraryError, PortfolioError, ReadOnlyError
from portfolio.core.records import Subject
from portfolio.core.store import SCHEMA, Store, backup, connection, migrations, undo
from portfolio.core.store.tables import Base
from tests.core.store import children, examined

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = '''"""Rebuilds a table that others refer to, adds one, and fills both."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0002", "0001"

def upgrade():
    with op.batch_alter_table("credentials") as table:
        table.add_column(sa.Column("mark", sa.Text(), nullable=False, server_default=""))
        table.alter_column("kind", existing_type=sa.Text(), type_=sa.String(50))
    op.create_table("seals", sa.Column("id", sa.Text(), primary_key=True), sa.Column("about", sa.Text()))
    op.execute("UPDATE credentials SET mark = upper(title)")
    op.execute("INSERT INTO seals (id, about) SELECT id, title FROM credentials")
'''
BREAKING = {
    "an error of ours": "raise KeyError('mark')",
    "no such table": "op.execute('DELETE FROM nowhere')",
    "a value that is refused": "op.execute('INSERT INTO skills (id, name) VALUES (NULL, NULL)')",
    "a reference that leads nowhere": "op.execute(\"UPDATE evidence_uses SET evidence_id = 'nowhere'\")",
}


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """Migrations as a later Laurel would have them: ours, and a second one."""
    folder = tmp_path / "scripts"
    shutil.copytree(migrations.VERSIONS / "versions", folder / "versions", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_second.py").write_text(SECOND)
    return folder


@pytest.fixture
def later() -> MetaData:
    """The tables as they are after the second migration."""
    metadata = MetaData()
    for table in Base.metadata.tables.values():
        table.to_metadata(metadata)
    metadata.tables["credentials"].append_column(Column("mark", Text))
    Table("seals", metadata, Column("id", Text, primary_key=True), Column("about", Text))
    return metadata


@pytest.fixture
def old(store: Store, folder: Path) -> Path:
    """A library of the first schema, closed, with rows that refer to each other and steps to undo."""
    with store.write("Fill") as session:
        for number in range(30):
            one = library.add_credential(
                session, title=f"t{number}", issuer="Übung & Söhne", skills=["a", f"s{number}"]
            )
            note = library.add_note(session, f"note {number}")
            library.link_evidence(session, note, Subject.CREDENTIAL, one)
            if number % 10 == 9:
                library.remove(session, "credential", one)
    store.close()
    return folder


def schema(path: Path) -> dict[tuple[str, str], str]:
    """Everything that the database consists of; the order of a table's parts makes no difference."""
    with closing(sqlite3.connect(path)) as db:
        rows = db.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(kind, name): _normal(kind, sql) for kind, name, sql in rows}


def _normal(kind: str, sql: str) -> str:
    flat = re.sub(r"\s+", " ", sql.replace('"', "")).replace("( ", "(").replace(" )", ")")
    if kind != "table" or "VIRTUAL" in flat:
        return flat
    head, _paren, body = flat.partition("(")
    return head.strip() + " | " + " | ".join(sorted(part.strip(" )") for part in re.split(r",(?![^(]*\))", body)))


def version(folder: Path) -> int:
    with examined.database(folder) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def test_the_migrations_make_the_schema_of_a_new_library(store: Store, folder: Path, tmp_path: Path) -> None:
    migrated = tmp_path / "migrated"
    migrated.mkdir()
    with closing(sqlite3.connect(migrated / "library.sqlite")) as db:
        db.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
    with Store.open(migrated, clock=lambda: NOW) as opened:
        with opened.write("works") as session:
            library.add_credential(session, title="first", skills=["a"])
        assert opened.undo() == "works"
        assert len(opened.uuid) == len(store.uuid)
    found, wanted = schema(migrated / "library.sqlite"), schema(folder / "library.sqlite")
    assert found.keys() == wanted.keys()
    assert {key: (found[key], wanted[key]) for key in wanted if found[key] != wanted[key]} == {}
    assert {kind for kind, _name in wanted} == {"table", "index", "trigger"}
    assert version(migrated) == SCHEMA


def test_every_table_of_ours_is_covered_by_undo(store: Store, folder: Path) -> None:
    names = {name for kind, name in schema(folder / "library.sqlite") if kind == "trigger"}
    for table in Base.metadata.tables:
        assert {f"undo_{table}_{event}" for event in ("insert", "update", "delete")} <= names


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_library_is_refused_and_left_alone(old: Path, read_only: bool) -> None:
    with examined.database(old) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = (old / "library.sqlite").read_bytes()
    with pytest.raises(PortfolioError, match="newer version") as caught:
        Store.open(old, read_only=read_only)
    assert "Update" in caught.value.hint
    assert (old / "library.sqlite").read_bytes() == before
    assert list((old / "backups").iterdir()) == []


def test_an_older_library_cannot_be_brought_up_to_date_where_it_is_only_read(old: Path) -> None:
    with examined.database(old) as db:
        db.execute("PRAGMA user_version = 0")
    with pytest.raises(ReadOnlyError, match="older version"):
        Store.open(old, read_only=True)
    assert version(old) == 0


def test_an_older_library_is_migrated_and_a_copy_kept(old: Path, scripts: Path, later: MetaData) -> None:
    before, whole = examined.dump(old), (old / "library.sqlite").read_bytes()
    migrations.migrate(old, NOW, scripts=scripts, metadata=later)
    assert version(old) == 2 == migrations.newest(scripts)
    after = examined.dump(old)
    assert {row[-1] for row in after["credentials"]} == {f"T{number}" for number in range(30)}
    assert len(after["seals"]) == 30
    for table in before.keys() - {"credentials"}:  # nothing went with the table that was rebuilt
        assert after[table] == before[table], table
    assert examined.loose_ends(old) == []
    assert examined.search_problems(old) == []
    (copy,) = (old / "backups").iterdir()
    assert copy.name == "20261123T120000000000-before-migration-1.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    kept = old.parent / "kept"
    kept.mkdir()
    shutil.copy(copy, kept / "library.sqlite")
    assert examined.dump(kept) == before
    assert whole
    with Store.open(kept) as restored:  # the copy is a library that works
        assert restored.next_undo() == "Fill"


def test_undo_starts_afresh_and_covers_the_new_tables(old: Path, scripts: Path, later: MetaData) -> None:
    migrations.migrate(old, NOW, scripts=scripts, metadata=later)
    engine = connection.engine(old / "library.sqlite", read_only=False)
    with engine.execution_options(write=True).begin() as conn:
        assert undo.replay(conn, redo=False) is None
        recording = undo.begin_step(conn, "Clear")
        conn.execute(text("DELETE FROM credentials"))
        conn.execute(text("UPDATE seals SET about = 'x'"))
        assert undo.end_step(conn, recording) >= {"credentials", "seals", "evidence_uses", "skill_claims"}
    before = examined.dump(old)
    assert before["credentials"] == []
    with engine.execution_options(write=True).begin() as conn:
        assert undo.replay(conn, redo=False) is not None
    engine.dispose()
    after = examined.dump(old)
    assert {row[-1] for row in after["credentials"]} == {f"T{number}" for number in range(30)}
    assert examined.search_problems(old) == []


def test_the_seal_does_not_call_a_migration_foreign(old: Path, scripts: Path, later: MetaData) -> None:
    with Store.open(old) as store:
        store.settle()
    assert (old / "seal.json").exists()
    migrations.migrate(old, NOW, scripts=scripts, metadata=later)
    assert not (old / "seal.json").exists()


@pytest.mark.parametrize("step", BREAKING.values(), ids=BREAKING)
def test_a_migration_that_fails_changes_nothing(old: Path, scripts: Path, later: MetaData, step: str) -> None:
    path = scripts / "versions" / "0002_second.py"
    path.write_text(path.read_text() + f"    {step}\n")
    before, made_of = examined.dump(old), schema(old / "library.sqlite")
    with pytest.raises(PortfolioError) as caught:
        migrations.migrate(old, NOW, scripts=scripts, metadata=later)
    assert caught.value.hint
    assert (version(old), examined.dump(old), schema(old / "library.sqlite")) == (1, before, made_of)
    with Store.open(old) as store:
        assert store.undo() == "Fill"


def test_without_a_copy_there_is_no_migration(old: Path, scripts: Path, later: MetaData) -> None:
    (old / "backups").rmdir()
    (old / "backups").write_text("in the way")
    before = (old / "library.sqlite").read_bytes()
    with pytest.raises(PortfolioError):
        migrations.migrate(old, NOW, scripts=scripts, metadata=later)
    assert (old / "library.sqlite").read_bytes() == before


def test_a_damaged_library_is_not_copied_over_good_copies(old: Path) -> None:
    database = old / "library.sqlite"
    content = bytearray(database.read_bytes())
    for page in range(2, len(content) // 4096, 2):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    database.write_bytes(content)
    with pytest.raises(DamagedLibraryError):
        backup.snapshot(old, "damaged", NOW)
    assert list((old / "backups").iterdir()) == []


def test_a_snapshot_holds_everything(old: Path, tmp_path: Path) -> None:
    made = backup.snapshot(old, "now", NOW)
    kept = tmp_path / "kept"
    kept.mkdir()
    shutil.copy(made, kept / "library.sqlite")
    assert examined.dump(kept) == examined.dump(old)
    assert list((old / "staging").iterdir()) == []


MIGRATE = """
from datetime import UTC, datetime
from portfolio.core.store import migrations
from portfolio.core.store.tables import Base
folder, scripts = arguments
migrations.newest(scripts)
def work():
    migrations.migrate(folder, datetime.now(UTC), scripts=scripts, metadata=Base.metadata)
"""


@pytest.mark.needs("posix")
def test_a_migration_that_is_killed_leaves_the_old_library_or_the_new(old: Path, scripts: Path, tmp_path: Path) -> None:
    pristine = tmp_path / "pristine"
    shutil.copytree(old, pristine)
    before, made_of = examined.dump(old), schema(old / "library.sqlite")
    with children.mortal(MIGRATE, old, scripts) as die:
        last = int(die(0)[0])
        after, new_schema = examined.dump(old), schema(old / "library.sqlite")
        assert version(old) == 2
        assert after != before
        outcomes = set()
        for point in sorted({*range(1, last, max(1, last // 9)), *range(last - 5, last + 1)}):
            shutil.rmtree(old)
            shutil.copytree(pristine, old)
            assert die(point) == ["killed"], point
            with Store.open(old) if version(old) == 1 else examined.database(old):
                pass  # opening rolls back what the crash left
            outcomes.add(version(old))
            if version(old) == 1:
                assert (examined.dump(old), schema(old / "library.sqlite")) == (before, made_of), point
                assert die(10**9) == ["survived"]
            assert (examined.dump(old), schema(old / "library.sqlite")) == (after, new_schema), point
            assert examined.loose_ends(old) == []
            assert examined.search_problems(old) == []
            for copy in (old / "backups").iterdir():
                with closing(sqlite3.connect(copy)) as db:
                    assert db.execute("SELECT count(*) FROM credentials").fetchone() == (30,), point
    assert outcomes == {1, 2}
