"""Libraries that earlier versions of Laurel wrote are opened with every row and every file as it was."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portfolio.core import library, lookup
from portfolio.core.query import parse
from portfolio.core.store import SCHEMA, Store
from portfolio.core.tasks import check
from tests.core.store import children, examined

LIBRARIES = children.ROOT / "tests" / "libraries"
VERSIONS = sorted(LIBRARIES.glob("v*"))


@pytest.fixture(params=VERSIONS, ids=lambda path: str(path.name))
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A copy of a frozen library, and what it must hold."""
    with zipfile.ZipFile(request.param / "library.zip") as file:
        file.extractall(tmp_path / "Library")
    return tmp_path / "Library", json.loads((request.param / "expected.json").read_text("utf-8"))


def rows(store: Store, expected: dict[str, Any]) -> dict[str, Any]:
    found = {}
    with store.look() as db:
        for name, table in expected["tables"].items():
            select = f"SELECT {', '.join(table['columns'])} FROM {name} ORDER BY 1, 2"
            found[name] = {"columns": table["columns"], "rows": [list(row) for row in db.execute(select).fetchall()]}
    return found


def test_every_released_schema_has_its_library() -> None:
    assert [path.name for path in VERSIONS] == [f"v{number}" for number in range(1, SCHEMA + 1)]
    for path in VERSIONS:
        assert sum(file.stat().st_size for file in path.iterdir()) < 300_000


def test_every_row_and_every_file_is_there(frozen: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = frozen
    with Store.open(folder) as store:
        assert store.uuid == expected["uuid"]
        assert rows(store, expected) == expected["tables"]
        assert dict(store.files.stored()) == expected["files"]
        assert check(store) == []
        store.settle()
        assert dict(store.files.stored()) == expected["files"]
        for sha256 in expected["files"]:
            assert hashlib.sha256(store.files.verified(sha256).read_bytes()).hexdigest() == sha256
        with store.read() as session:
            assert lookup.profile(session).name == "Iñaki Ångström-Ωlsen"
            assert lookup.portfolio(session).credentials
        with store.look() as db:
            assert len(lookup.credential_ids(db, parse("ünicode"), today=date(2026, 11, 23))) == 3
        assert examined.found(store, "schweißen")
    assert examined.search_problems(folder) == []
    assert all(table["rows"] for table in expected["tables"].values())


def test_work_goes_on_in_it(frozen: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = frozen
    with Store.open(folder) as store:
        before = examined.dump(folder)
        with store.write("Go on") as session:
            library.add_credential(session, title="new", skills=["Schweißen"])
        assert store.undo() == "Go on"
        assert examined.dump(folder) == before
        assert rows(store, expected) == expected["tables"]


def test_its_history_can_be_undone_and_made_again(frozen: tuple[Path, dict[str, Any]]) -> None:
    folder, expected = frozen
    if expected["schema"] != SCHEMA:
        return  # a migration begins a new history
    with Store.open(folder) as store:
        done = [store.undo() for _ in expected["undo"]]
        assert (done[::-1], store.undo()) == (expected["undo"], None)
        empty = {name for name, table in rows(store, expected).items() if not table["rows"]}
        assert empty == expected["tables"].keys()
        again = [store.redo() for _ in (*expected["undo"], *expected["redo"])]
        assert again == [*expected["undo"], *expected["redo"]]
        for _ in expected["redo"]:
            store.undo()
        assert rows(store, expected) == expected["tables"]
    assert examined.loose_ends(folder) == []
    assert examined.search_problems(folder) == []


def test_the_newest_is_what_a_new_library_is(frozen: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    """Otherwise the schema was changed: a released one never may be; before the release, freeze it anew."""
    folder, expected = frozen
    Store.open(folder).close()
    Store.create(tmp_path / "New").close()

    def schema(path: Path) -> set[tuple[str, ...]]:
        with examined.database(path) as db:
            return set(
                db.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
            )

    assert schema(folder) == schema(tmp_path / "New")
    if expected["schema"] == SCHEMA:
        subprocess.run([sys.executable, children.ROOT / "tools" / "freeze_library.py", tmp_path / "again"], check=True)
        again = json.loads((tmp_path / "again" / "expected.json").read_text("utf-8"))
        assert again == expected
