"""A check finds what is wrong with a library, says it, and changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from portfolio.core import lookup
from portfolio.core.errors import Cancelled
from portfolio.core.library import add_credential, add_note, add_project, remove
from portfolio.core.records import LibraryInfo
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files, check, info


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    """A library with two files, a note, a credential, and a project in the trash."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name * 100)
    attach_files(store, [tmp_path / "a.txt", tmp_path / "b.txt"])
    with store.write("Add") as session:
        add_note(session, "x")
        add_credential(session, title="x", skills=["Go"], issuer="Acme")
        remove(session, "project", add_project(session, title="y"))
    return store


def blob(store: Store, title: str) -> Path:
    with store.read() as session:
        return store.files.path(next(one.sha256 for one in lookup.evidence_items(session) if one.title == title))


def outside(store: Store, sql: str) -> None:
    """Change the database as another program would."""
    with closing(sqlite3.connect(store.folder / "library.sqlite")) as db, db:
        db.execute(sql)


def test_a_sound_library_has_no_problems(filled: Store) -> None:
    steps: list[tuple[int, int]] = []
    assert check(filled, progress=lambda done, total, label="": steps.append((done, total))) == []
    assert steps[-1] == (1_000, 1_000)
    assert steps == sorted(steps)


def test_info_counts(filled: Store, tmp_path: Path) -> None:
    assert info(filled) == LibraryInfo(
        path=tmp_path / "Library", uuid=filled.uuid, schema=1, credentials=1, projects=0, evidence=3, skills=1,
        files=2,
        bytes=1_000, trash=1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("damage", "words"),
    [(Path.unlink, "is missing"), (lambda path: path.write_text("b.txt" * 99 + "c.txt"), "was changed or damaged")],
    ids=["deleted", "changed"],
)
def test_a_file_that_is_gone_or_changed_is_named(filled: Store, damage: Callable[[Path], object], words: str) -> None:
    damage(blob(filled, "b.txt"))
    (problem,) = check(filled)
    assert words in problem.what
    assert problem.where == "b.txt"
    assert problem.hint


def test_a_file_that_a_folder_has_replaced(filled: Store) -> None:
    path = blob(filled, "a.txt")
    path.unlink()
    path.mkdir()
    (problem,) = check(filled)
    assert problem.where == "a.txt"


def test_a_file_whose_evidence_is_gone_is_named_by_its_hash(filled: Store) -> None:
    outside(filled, "INSERT INTO files (sha256, size) VALUES ('" + "ab" * 32 + "', 7)")
    assert [problem.where for problem in check(filled)] == ["ab" * 32]


def test_a_loose_reference_is_named_by_its_table(filled: Store) -> None:
    outside(filled, "DELETE FROM issuers")
    outside(filled, "INSERT INTO skill_claims (id, skill_id) VALUES ('x', 'nothing')")
    assert {(problem.what, problem.where) for problem in check(filled)} == {
        ("A reference in the database leads nowhere.", "credentials"),
        ("A reference in the database leads nowhere.", "skill_claims"),
    }


def test_a_seal_that_was_broken_is_told_before_and_after_the_first_change(filled: Store) -> None:
    folder = filled.folder
    filled.close()
    with Store.open(folder) as again:
        assert check(again) == []
    with closing(sqlite3.connect(folder / "library.sqlite")) as db, db:
        db.execute("UPDATE credentials SET title = 'changed by another program'")
    with Store.open(folder) as again:
        (before,) = check(again)
        again.settle()
        (after,) = check(again)
    assert before == after
    assert before.what.startswith("Another program changed the database")


@pytest.mark.parametrize("size", [100, 8_192, 60_000])
def test_a_torn_database_is_told_and_not_an_error(filled: Store, size: int) -> None:
    folder = filled.folder
    filled.close()
    with Store.open(folder, read_only=True) as again:
        content = (folder / "library.sqlite").read_bytes()
        (folder / "library.sqlite").write_bytes(content[:size])
        found = check(again)
        (folder / "library.sqlite").write_bytes(content)
    assert found
    assert {problem.where for problem in found} <= {"library.sqlite"}


def test_pages_that_were_overwritten_are_found(filled: Store) -> None:
    content = bytearray((filled.folder / "library.sqlite").read_bytes())
    for page in range(20, len(content) // 4096, 7):
        content[page * 4096 : page * 4096 + 60] = b"\xff" * 60
    (filled.folder / "library.sqlite").write_bytes(content)
    found = check(filled)
    assert any("damaged" in problem.what for problem in found)


def test_a_database_that_is_gone_is_told(filled: Store) -> None:
    folder = filled.folder
    filled.close()
    with Store.open(folder, read_only=True) as again:
        (folder / "library.sqlite").rename(folder / "elsewhere")
        assert check(again)
        (folder / "elsewhere").rename(folder / "library.sqlite")


def test_a_check_can_be_stopped(filled: Store) -> None:
    def stop(done: int, total: int, label: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check(filled, progress=stop)
