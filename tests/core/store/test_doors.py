"""read(), write() and look(): what each lets through, who hears of a change, and how threads share them."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portfolio.core import library
from portfolio.core.errors import NotFoundError, PortfolioError, ReadOnlyError
from portfolio.core.records import Subject
from portfolio.core.store import SCHEMA, Batch, Store, connection, tables, undo
from portfolio.core.store.tables import CredentialTable
from tests.core.store import children, examined


def titles(store: Store) -> list[str]:
    with store.look() as db:
        return [row[0] for row in db.execute("SELECT title FROM credentials ORDER BY title").fetchall()]


def add(store: Store, title: str, **fields: Any) -> str:
    with store.write(f"Add {title}") as session:
        return library.add_credential(session, title=title, **fields)


@pytest.mark.parametrize("error", [KeyError("x"), KeyboardInterrupt(), PortfolioError("no", "no")])
def test_nothing_is_kept_when_the_block_raises(store: Store, folder: Path, error: BaseException) -> None:
    add(store, "kept")
    before = examined.dump(folder)
    heard: list[frozenset[str]] = []
    store.on_change(heard.append)

    def break_off() -> None:
        with store.write("half") as session:
            library.add_credential(session, title="half", skills=["x"])
            session.flush()
            raise error

    with pytest.raises(type(error)):
        break_off()
    assert examined.dump(folder) == before
    assert heard == []
    assert store.next_undo() == "Add kept"
    assert examined.search_problems(folder) == []


def test_an_error_at_the_end_of_the_block_keeps_nothing(store: Store, folder: Path) -> None:
    before = examined.dump(folder)

    def lead_nowhere() -> None:
        with store.write("loose") as session:
            library.add_credential(session, title="one")
            session.execute(text("PRAGMA defer_foreign_keys = ON"))
            session.execute(text("INSERT INTO periods (id, credential_id) VALUES ('p', 'nowhere')"))

    with pytest.raises(IntegrityError):
        lead_nowhere()
    assert examined.dump(folder) == before
    assert store.next_undo() is None


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM credentials",
        "INSERT INTO tags (id, name) VALUES ('a', 'b')",
        "CREATE TABLE x (a)",
        "PRAGMA user_version = 9",
    ],
)
def test_look_and_read_cannot_write(store: Store, folder: Path, sql: str) -> None:
    add(store, "kept")
    before = examined.dump(folder)
    with pytest.raises(ReadOnlyError), store.look() as db:
        db.execute(sql)
    with pytest.raises(ReadOnlyError), store.read() as session:
        session.execute(text(sql))
    assert examined.dump(folder) == before
    add(store, "writes go on")
    assert titles(store) == ["kept", "writes go on"]


def test_each_write_says_which_tables_it_touched(store: Store) -> None:
    heard: list[frozenset[str]] = []
    end = store.on_change(heard.append)
    one = add(store, "one", issuer="Acme", skills=["a"])
    with store.write("edit") as session:
        library.edit_credential(session, one, title="two")
    with store.write("nothing") as session:
        library.edit_credential(session, one, title="two")
    store.undo()
    store.redo()
    with store.write("cascade") as session:
        session.execute(text("DELETE FROM credentials"))
    end()
    end()  # twice is once
    add(store, "unheard")
    assert heard == [
        {"credentials", "issuers", "skills", "skill_claims"},
        {"credentials"},
        {"credentials"},
        {"credentials"},
        {"credentials", "skill_claims"},
    ]


def test_a_batch_says_only_what_each_of_its_writes_touched(store: Store) -> None:
    batch = Batch()
    with store.write("batch", batch) as session:
        library.add_project(session, title="p", skills=["a"])
    heard: list[frozenset[str]] = []
    store.on_change(heard.append)
    with store.write("batch", batch) as session:
        library.add_note(session, "n")
    assert heard == [{"evidence"}]


def test_listeners_run_in_the_thread_that_wrote_when_all_is_on_the_disk(store: Store, folder: Path) -> None:
    seen: list[tuple[str, int]] = []
    store.on_change(
        lambda _tables: seen.append((threading.current_thread().name, len(examined.dump(folder)["credentials"])))
    )
    add(store, "here")
    thread = threading.Thread(target=add, args=(store, "there"), name="worker")
    thread.start()
    thread.join()
    assert seen == [(threading.current_thread().name, 1), ("worker", 2)]


def test_a_listener_may_ask_and_write(store: Store) -> None:
    def once(_tables: frozenset[str]) -> None:
        end()
        add(store, "from the listener")

    end = store.on_change(once)
    add(store, "first")
    assert titles(store) == ["first", "from the listener"]


def test_readers_go_on_during_a_write_and_see_what_was_committed(store: Store) -> None:
    add(store, "before")
    with store.write("long") as session:
        library.add_credential(session, title="new")
        session.flush()
        assert titles(store) == ["before"]
        with store.read() as reading:
            assert list(reading.scalars(select(CredentialTable.title))) == ["before"]
    assert titles(store) == ["before", "new"]


def test_threads_that_write_and_read_at_once_lose_nothing(store: Store, folder: Path) -> None:
    problems: list[Exception] = []

    def attempt(work: Any, *args: Any) -> None:
        try:
            for number in range(12):
                work(number, *args)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must fail
            problems.append(error)

    threads = [
        threading.Thread(target=attempt, args=(lambda number, name: add(store, f"{name}{number}"), name))
        for name in "ab"
    ]
    threads += [threading.Thread(target=attempt, args=(lambda _number: titles(store),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert titles(store) == sorted(f"{name}{number}" for name in "ab" for number in range(12))
    for _ in range(24):
        assert store.undo() is not None
    assert titles(store) == []
    assert examined.loose_ends(folder) == []


def test_labels_of_undo_and_redo_follow(store: Store) -> None:
    assert (store.next_undo(), store.next_redo(), store.undo(), store.redo()) == (None, None, None, None)
    add(store, "a")
    add(store, "b “<b>” 100%")
    assert store.undo() == "Add b “<b>” 100%"
    assert (store.next_undo(), store.next_redo()) == ("Add a", "Add b “<b>” 100%")
    assert store.undo() == "Add a"
    assert (store.next_undo(), store.next_redo()) == (None, "Add a")
    assert store.redo() == "Add a"
    assert store.next_redo() == "Add b “<b>” 100%"
    add(store, "c")
    assert store.next_redo() is None


def test_a_write_that_changes_nothing_leaves_undo_and_redo_as_they_were(store: Store) -> None:
    one = add(store, "a")
    add(store, "b")
    store.undo()
    with store.write("same") as session:
        library.edit_credential(session, one, title="a")
        session.execute(text("UPDATE credentials SET title = title"))
    assert (store.next_undo(), store.next_redo()) == ("Add a", "Add b")


def test_a_batch_is_one_step_until_something_comes_between(store: Store) -> None:
    one = add(store, "a")
    typing = Batch()
    for title in ("ab", "abc"):
        with store.write("Title", typing) as session:
            library.edit_credential(session, one, title=title)
    add(store, "other")
    with store.write("Title", typing) as session:
        library.edit_credential(session, one, title="abcd")
    assert store.undo() == "Title"
    assert titles(store) == ["abc", "other"]
    assert store.undo() == "Add other"
    assert store.undo() == "Title"
    assert titles(store) == ["a"]


def test_a_batch_that_was_undone_never_joins_the_step_of_another(store: Store) -> None:
    typing = Batch()
    with store.write("Typing", typing) as session:
        one = library.add_credential(session, title="a")
    store.undo()
    other = add(store, "other")
    with store.write("Typing", typing) as session:
        library.edit_credential(session, other, title="changed")
    assert store.undo() == "Typing"
    assert titles(store) == ["other"]
    assert one != other


def test_old_steps_are_dropped_one_by_one(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "KEPT_STEPS", 5)
    one = add(store, "0")
    for number in range(1, 9):
        with store.write("nothing"):
            pass  # leaves a gap in the numbers, not in what can be undone
        with store.write(f"Step {number}") as session:
            library.edit_credential(session, one, title=str(number))
    labels = [store.undo() for _ in range(6)]
    assert labels == ["Step 8", "Step 7", "Step 6", "Step 5", "Step 4", None]
    assert titles(store) == ["3"]
    with examined.database(folder) as db:
        assert db.execute("SELECT count(*) FROM undo_log WHERE step NOT IN (SELECT id FROM undo_steps)").fetchone() == (
            0,
        )


def test_huge_texts_and_every_character_come_back(store: Store, folder: Path) -> None:
    hostile = "'\"%:s?{}--;\\ \u202e 😀 Ω </b> \t\n" * 1000
    one = add(store, "t", description=hostile * 2, outcomes="😀" * 100_000, notes="'" * 100_000)
    before = examined.dump(folder)
    with store.write("empty") as session:
        session.execute(text("DELETE FROM credentials"))
    store.undo()
    assert examined.dump(folder) == before
    with store.read() as session:
        row = session.get(CredentialTable, one)
        assert row is not None
        assert row.notes == "'" * 100_000


def test_rows_are_stamped_by_the_clock_of_the_store(folder: Path) -> None:
    moments = iter(datetime(2026, 1, day, 12, tzinfo=UTC) for day in range(1, 29))
    with Store.create(folder, clock=lambda: next(moments)) as store:
        one = add(store, "a")
        with store.write("edit") as session:
            library.edit_credential(session, one, title="b")
        with store.look() as db:
            created, updated = db.execute("SELECT created, updated FROM credentials").fetchone()
    assert created < updated
    assert created.endswith("+00:00")


def test_every_connection_is_durable_and_checked(store: Store) -> None:
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "cell_size_check": 1,
        "secure_delete": 1,
        "fullfsync": 1,
        "busy_timeout": connection.BUSY_MILLISECONDS,
        "temp_store": 2,
    }
    with store.read() as one, store.read() as two, store.write("w") as three:
        for session in (one, two, three):
            found = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
            assert found == wanted
        assert [session.execute(text("PRAGMA query_only")).scalar() for session in (one, three)] == [1, 0]
    with store.look() as db:
        assert db.execute("PRAGMA query_only").fetchone() == (1,)
        assert db.execute("PRAGMA busy_timeout").fetchone() == (connection.BUSY_MILLISECONDS,)


def test_the_versions_agree(store: Store) -> None:
    from portfolio.core.store.migrations import newest

    with store.look() as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert db.execute("PRAGMA application_id").fetchone() == (connection.APPLICATION_ID,)
    assert newest() == connection.SCHEMA == SCHEMA
    assert not hasattr(tables, "SCHEMA")  # one constant, not two


def test_no_column_holds_binary_fractions(store: Store) -> None:
    with store.look() as db:
        for name in examined.tables(db):
            kinds = {str(row[2]).upper() for row in db.execute(f"PRAGMA table_info({name})").fetchall()}
            assert kinds <= {"TEXT", "INTEGER", "BOOLEAN"}, name


OPEN_AND_LIST = """
import sys
from datetime import date
from pathlib import Path
from portfolio.core import lookup
from portfolio.core.query import parse
from portfolio.core.store import Store
with Store.open(Path(sys.argv[1])) as store:
    with store.look() as db:
        ids = lookup.credential_ids(db, parse("first"), today=date(2026, 11, 23))
        rows = lookup.credential_rows(db, ids)
    store.next_undo()
    assert [row.title for row in rows] == ["first"], rows
    print(sorted({name.partition(".")[0] for name in sys.modules} & {"sqlalchemy", "alembic", "reportlab", "PIL"}))
    with store.read():
        pass
    print("sqlalchemy" in sys.modules, "alembic" in sys.modules)
"""


def test_opening_and_listing_import_no_orm(store: Store, folder: Path) -> None:
    add(store, "first")
    store.close()
    assert children.run(OPEN_AND_LIST, folder).splitlines() == ["[]", "True False"]


def test_a_closed_library_refuses_in_words(store: Store) -> None:
    add(store, "a")
    store.close()
    store.close()
    for attempt in (store.undo, store.next_undo, store.settle, lambda: add(store, "b"), lambda: titles(store)):
        with pytest.raises(PortfolioError, match="closed"):
            attempt()
    with pytest.raises(PortfolioError, match="closed"), store.read():
        pass


def test_closing_waits_for_the_change_that_is_being_made(store: Store, folder: Path) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with store.write("slow") as session:
            library.add_credential(session, title="slow")
            begun.set()
            may_end.wait(10)

    writer = threading.Thread(target=slow)
    writer.start()
    begun.wait(10)
    closer = threading.Thread(target=store.close)
    closer.start()
    closer.join(0.2)
    assert closer.is_alive()
    may_end.set()
    writer.join()
    closer.join()
    with Store.open(folder) as again:
        assert titles(again) == ["slow"]


def test_a_busy_database_is_a_sentence(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PRAGMAS", (*connection.PRAGMAS, "busy_timeout=50"))
    with examined.database(folder) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(PortfolioError, match="busy"):
            add(store, "a")
        db.execute("ROLLBACK")
    add(store, "a")


def test_verbs_about_what_is_gone_say_so(store: Store) -> None:
    with pytest.raises(NotFoundError), store.write("x") as session:
        library.link_evidence(session, "nothing", Subject.CREDENTIAL, "nothing")


def test_an_undo_that_no_longer_fits_is_a_sentence(store: Store, folder: Path) -> None:
    with store.write("note") as session:
        one = library.add_note(session, "a note")
    with store.write("purge") as session:
        session.execute(text("DELETE FROM evidence"))
    with examined.database(folder) as db:  # behind the store's back, so that undo_log does not know
        db.execute("INSERT INTO evidence (id, kind, title) VALUES (?, 'note', 'other')", (one,))
    with pytest.raises(PortfolioError, match="no longer"):
        store.undo()
    assert store.next_undo() == "purge"


def test_an_undo_log_that_is_no_sql_is_a_sentence(store: Store, folder: Path) -> None:
    add(store, "a")
    with examined.database(folder) as db:
        db.execute("UPDATE undo_log SET sql = 'nonsense'")
    with pytest.raises(PortfolioError, match="refused"):
        store.undo()
    assert titles(store) == ["a"]


def test_readers_do_not_see_python_objects_of_others(store: Store) -> None:
    """A row that was read stays as it was read; the session of a reader holds nothing open when it ends."""
    one = add(store, "a")
    with store.read() as session:
        row = session.get(CredentialTable, one)
        assert row is not None
        title = row.title
    with store.write("edit") as session:
        library.edit_credential(session, one, title="b")
    assert (title, titles(store)) == ("a", ["b"])
    with store.look() as db, pytest.raises(sqlite3.ProgrammingError):
        db.execute("SELECT title FROM credentials WHERE id = ?", ())
