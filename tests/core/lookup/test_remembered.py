"""The list that a connection remembers is never older than the last change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from portfolio.core import library, lookup
from portfolio.core.query import parse
from portfolio.core.store import Store

TODAY = date(2026, 11, 23)


def titles(store: Store, text: str, order: str = "title") -> list[str]:
    with store.look() as db:
        ids = lookup.credential_ids(db, parse(text), order, today=TODAY)
        return [row.title for row in lookup.credential_rows(db, ids)]


def test_a_change_between_two_keys_is_seen(tmp_path: Path) -> None:
    with Store.create(tmp_path / "Library") as store:
        with store.write("Add") as session:
            first = library.add_credential(session, title="Alpha")
            library.add_credential(session, title="Beta", kind="badge")
        assert titles(store, "") == titles(store, "") == ["Alpha", "Beta"]
        assert titles(store, "a") == ["Alpha"]
        assert titles(store, "kind:badge") == ["Beta"]
        with store.write("Rename") as session:
            library.edit_credential(session, first, title="Zeta")
        assert titles(store, "") == ["Beta", "Zeta"]
        assert titles(store, "z") == ["Zeta"]
        store.undo()
        assert titles(store, "") == ["Alpha", "Beta"]
        with store.write("Remove") as session:
            library.remove(session, "credential", first)
        assert titles(store, "") == ["Beta"]
        assert titles(store, "", "newest") == ["Beta"]


def test_what_a_caller_does_to_a_list_stays_with_the_caller(tmp_path: Path) -> None:
    with Store.create(tmp_path / "Library") as store:
        with store.write("Add") as session:
            library.add_credential(session, title="Alpha")
        with store.look() as db:
            lookup.credential_ids(db, parse(""), today=TODAY).clear()
        assert titles(store, "", "newest") == ["Alpha"]
