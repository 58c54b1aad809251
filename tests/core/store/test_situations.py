"""What happens to libraries in real life: each time a sentence that helps, and no damage."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from portfolio.core import library
from portfolio.core.errors import (
    DamagedLibraryError,
    LibraryBusyError,
    NotFoundError,
    PortfolioError,
    ReadOnlyError,
)
from portfolio.core.store import Store, exists, seal
from portfolio.core.store.seal import SealState
from portfolio.core.tasks import attach_files, check
from tests.core.store import children, examined
from tests.core.store.test_doors import add, titles

HOLD = """
import sys
from pathlib import Path
from portfolio.core.store import Store
store = Store.open(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def closed(store: Store, folder: Path, tmp_path: Path) -> Path:
    """A library with a credential and a file, closed and sealed."""
    source = tmp_path / "proof.txt"
    source.write_text("proof")
    add(store, "kept")
    attach_files(store, [source])
    store.close()
    return folder


def in_words(caught: pytest.ExceptionInfo[PortfolioError]) -> bool:
    """Whether a failure is told in whole sentences."""
    return all(text.endswith((".", "?")) and len(text) > 10 for text in (caught.value.message, caught.value.hint))


def pages(folder: Path) -> bytes:
    return (folder / "library.sqlite").read_bytes()


# --- who is there already --------------------------------------------------------------------------------------------


def test_a_second_window_is_told_who_holds_the_library(closed: Path) -> None:
    holder = subprocess.Popen(
        children.command(HOLD, closed),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=children.environment(doomed=True),
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(LibraryBusyError, match=f"process {holder.pid} of ") as caught:
        Store.open(closed)
    assert in_words(caught)
    with Store.open(closed, read_only=True) as reading:  # meanwhile it can be read
        assert titles(reading) == ["kept"]
    holder.kill()
    holder.communicate()
    with Store.open(closed) as store:
        add(store, "after")


@pytest.mark.parametrize("holder", ["", "{", "[]", '{"pid": 1}', "\udcff"])
def test_a_lock_that_does_not_say_who_holds_it_is_a_sentence_too(store: Store, folder: Path, holder: str) -> None:
    (folder / "library.lock").write_bytes(holder.encode("utf-8", "surrogateescape"))
    with pytest.raises(LibraryBusyError, match="in another window"):
        Store.open(folder)


def test_two_creators_do_not_make_two_libraries(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from portfolio.core.errors import PortfolioError
from portfolio.core.store import Store, schema
sys.stdin.readline()
try:
    print(Store.create(Path(sys.argv[1])).uuid, flush=True)
    sys.stdin.readline()
except PortfolioError as error:
    print("refused:", error)
"""
    rivals = [
        subprocess.Popen(
            children.command(code, tmp_path / "new"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=children.environment(),
        )
        for _ in range(3)
    ]
    for rival in rivals:
        assert rival.stdin is not None
        rival.stdin.write("go\n")
        rival.stdin.flush()
    said = [rival.stdout.readline().strip() for rival in rivals if rival.stdout is not None]
    for rival in rivals:
        rival.communicate("end\n")
    made = [line for line in said if not line.startswith("refused:")]
    assert len(made) == 1, said
    with Store.open(tmp_path / "new") as store:
        assert store.uuid == made[0]
    assert examined.loose_ends(tmp_path / "new") == []


# --- where nothing can be written ------------------------------------------------------------------------------------

ATTEMPTS = """
import json, os, sys
from pathlib import Path
from portfolio.core import library
from portfolio.core.errors import PortfolioError
from portfolio.core.store import Store
folder, said = Path(sys.argv[1]), {}
def attempt(name, work):
    try:
        said[name] = [work(), ""]
    except PortfolioError as error:
        said[name] = [error.message, error.hint, type(error).__name__]
def opened(**options):
    with Store.open(folder, **options) as store, store.look() as db:
        return db.execute("SELECT count(*) FROM credentials").fetchone()[0]
def write():
    with Store.open(folder) as store, store.write("w") as session:
        return bool(library.add_credential(session, title="new"))
def write_reading():
    with Store.open(folder, read_only=True) as store:
        with store.read():
            pass
        with store.write("w") as session:
            return library.add_credential(session, title="new")
attempt("open", opened)
attempt("read", lambda: opened(read_only=True))
attempt("write", write)
attempt("write reading", write_reading)
attempt("create", lambda: Store.create(folder / "below").close())
print(json.dumps(said))
"""


@pytest.fixture
def bound(closed: Path) -> Iterator[Callable[[], dict[str, list[str]]]]:
    """Tries everything in a process for which permissions hold, root or not; then gives the rights back."""

    def attempt() -> dict[str, list[str]]:
        return dict(json.loads(children.run(ATTEMPTS, closed, bound=True)))

    yield attempt
    for path in (closed, *closed.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.mark.needs("posix")
def test_a_read_only_folder(closed: Path, bound: Callable[[], dict[str, list[str]]]) -> None:
    before = pages(closed)
    for path in (*closed.rglob("*"), closed):
        path.chmod(0o500 if path.is_dir() else 0o400)
    said = bound()
    assert said["read"] == [1, ""]
    for name in ("open", "write", "write reading"):
        assert said[name][2] == "ReadOnlyError"
        assert "read-only" in said[name][0]
    assert "folder" in said["create"][0] or "read-only" in said["create"][0]
    assert pages(closed) == before


@pytest.mark.needs("posix")
def test_a_read_only_database_in_a_folder_that_can_be_written(
    closed: Path, bound: Callable[[], dict[str, list[str]]]
) -> None:
    (closed / "library.sqlite").chmod(0o400)
    said = bound()
    assert said["read"] == [1, ""]
    assert said["write"][2] == "ReadOnlyError"
    assert titles_of(closed) == ["kept"]


@pytest.mark.needs("posix")
def test_a_folder_and_a_file_that_may_not_even_be_read(closed: Path, bound: Callable[[], dict[str, list[str]]]) -> None:
    (closed / "library.sqlite").chmod(0)
    said = bound()
    assert "could not be read" in said["read"][0]
    assert "may read it" in said["read"][1]
    closed.chmod(0)
    said = bound()
    assert "looked into" in said["open"][0]
    assert "looked into" in said["read"][0]
    assert said["create"][1]


@pytest.mark.needs("posix")
def test_an_unwritable_parent(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from portfolio.core.errors import PortfolioError
from portfolio.core.store import Store
try:
    Store.create(Path(sys.argv[1]))
except PortfolioError as error:
    print(error)
"""
    parent = tmp_path / "closed"
    parent.mkdir(0o500)
    assert "read-only" in children.run(code, parent / "new", bound=True)
    assert list(parent.iterdir()) == []


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own: 72 MB, of which a file takes what a test does not want free."""
    place = tmp_path / "volume"
    place.mkdir()
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("mounting a small disk takes root on Linux; the tests with a limited file size run everywhere")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=72m", "tmpfs", place], check=False).returncode:
        pytest.skip("mounting is not allowed here; the tests with a limited file size run everywhere")
    yield place
    if subprocess.run(["umount", place], check=False).returncode:
        subprocess.run(["umount", "--lazy", place], check=True)
        pytest.fail("something in the library was still open")


@pytest.mark.needs("posix")
def test_a_read_only_volume_can_be_read(closed: Path, volume: Path) -> None:
    shutil.copytree(closed, volume / "Library")
    subprocess.run(["mount", "-o", "remount,ro", volume], check=True)
    with pytest.raises(ReadOnlyError) as caught:
        Store.open(volume / "Library")
    assert in_words(caught)
    with Store.open(volume / "Library", read_only=True) as store:
        assert titles(store) == ["kept"]
        assert check(store) == []
        with pytest.raises(ReadOnlyError):
            store.undo()


def test_an_interrupted_library_on_a_read_only_volume_says_what_to_do(closed: Path, volume: Path) -> None:
    interrupt(closed)
    shutil.copytree(closed, volume / "Library")
    subprocess.run(["mount", "-o", "remount,ro", volume], check=True)
    with pytest.raises(PortfolioError) as caught:
        Store.open(volume / "Library", read_only=True)
    assert in_words(caught)
    assert "Open it once where it can be written" in caught.value.hint


# --- a full disk -----------------------------------------------------------------------------------------------------


def fill(volume: Path, free: int) -> None:
    """Leave so many bytes free."""
    (volume / "ballast").unlink(missing_ok=True)
    size = shutil.disk_usage(volume).free - free
    with (volume / "ballast").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, size)


def test_a_full_disk_keeps_what_was_there_and_lets_work_go_on(closed: Path, volume: Path, tmp_path: Path) -> None:
    folder = volume / "Library"
    shutil.copytree(closed, folder)
    source = tmp_path / "photo"
    source.write_bytes(os.urandom(200_000))
    refusals = set()
    for free in range(0, 200_000, 9000):
        fill(volume, free)
        with Store.open(folder) as store:
            before = examined.dump(folder)
            try:
                add(store, f"t{free}", description="x" * 20_000)
            except PortfolioError as error:
                refusals.add(error.message)
                if examined.dump(folder) != before:
                    refusals.add("kept something")
            assert attach_files(store, [source]).problems[0].what.startswith("The disk is full")
            assert "kept" in titles(store)
    assert refusals == {"The disk is full, so the change was not saved."}
    assert len(examined.dump(folder)["credentials"]) > 1
    (volume / "ballast").unlink()
    assert examined.loose_ends(folder) == []
    with Store.open(folder) as store:
        add(store, "with space")
        assert not attach_files(store, [source]).problems
        assert check(store) == []


LIMITED = """
import resource, sys
from pathlib import Path
from portfolio.core import library
from portfolio.core.errors import PortfolioError
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files
folder, source = Path(sys.argv[1]), Path(sys.argv[2])
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
size, said = (folder / "library.sqlite").stat().st_size, set()
for number, limit in enumerate([*range(0, 60_000, 3000), *range(size - 8192, size + 60_000, 4096)]):
    acknowledged = []
    store = Store.open(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        try:
            with store.write("w") as session:
                acknowledged.append(library.add_credential(session, title=f"t{number}", description="x" * 9000))
        except PortfolioError as error:
            acknowledged.clear()
            said.add(str(error))
        said.update(f"{one.what} {one.hint}" for one in attach_files(store, [source]).problems)
    except PortfolioError as error:
        said.add(str(error))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    store.close()
    with Store.open(folder) as again, again.look() as db:
        for one in acknowledged:
            assert db.execute("SELECT 1 FROM credentials WHERE id = ?", (one,)).fetchone(), (limit, one)
for one in sorted(said):
    print(one)
"""


@pytest.mark.needs("posix")
def test_files_that_may_not_grow(closed: Path, tmp_path: Path) -> None:
    """RLIMIT_FSIZE fails each write beyond a size, the journal's and the database's too."""
    source = tmp_path / "photo"
    source.write_bytes(os.urandom(40_000))
    said = children.run(LIMITED, closed, source).splitlines()
    assert said
    for sentence in said:
        assert any(word in sentence for word in ("full", "could not be read or written")), sentence
    assert examined.loose_ends(closed) == []
    with Store.open(closed) as store:
        store.settle()
        assert examined.strays(closed) == set()
        assert check(store) == []


def test_what_the_application_makes_itself_leaves_nothing_when_it_does_not_fit(store: Store, folder: Path) -> None:
    staged = store.files.stage_bytes(b"made")
    store.files.publish([staged])
    assert store.files.path(staged.sha256).read_bytes() == b"made"
    code = """
import resource, sys
from pathlib import Path
from portfolio.core.errors import PortfolioError
from portfolio.core.store.files import Files
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
try:
    Files(Path(sys.argv[1])).stage_bytes(b"x" * 5000)
except PortfolioError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
"""
    assert "full" in children.run(code, folder)
    assert list((folder / "staging").iterdir()) == []


# --- moved, replaced, deleted while open -----------------------------------------------------------------------------


def test_a_library_that_is_moved_while_it_is_open(store: Store, folder: Path) -> None:
    add(store, "kept")
    folder.rename(folder.with_name("Elsewhere"))
    for attempt in (lambda: add(store, "lost?"), store.undo, store.settle):
        with pytest.raises(PortfolioError, match="moved") as caught:
            attempt()
        assert in_words(caught)
    assert titles(store) == ["kept"]
    assert not folder.exists()
    store.close()
    assert not folder.exists()
    with Store.open(folder.with_name("Elsewhere")) as moved:
        assert titles(moved) == ["kept"]


def test_a_library_that_is_replaced_while_it_is_open(store: Store, folder: Path, tmp_path: Path) -> None:
    add(store, "kept")
    with Store.create(tmp_path / "other") as other:
        add(other, "other")
    folder.rename(folder.with_name("Elsewhere"))
    (tmp_path / "other").rename(folder)
    with pytest.raises(PortfolioError, match="replaced"):
        add(store, "lost?")
    store.close()
    assert titles_of(folder) == ["other"]
    assert titles_of(folder.with_name("Elsewhere")) == ["kept"]
    assert seal.state(folder) is SealState.INTACT  # its own, not one of ours over it


@pytest.mark.needs("posix")
def test_a_library_that_is_deleted_while_it_is_open(store: Store, folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_text("a")
    add(store, "gone")
    shutil.rmtree(folder)
    for attempt in (lambda: add(store, "lost?"), store.undo, lambda: attach_files(store, [source])):
        with pytest.raises(PortfolioError) as caught:
            attempt()
        assert in_words(caught)
    store.close()
    assert not folder.exists()
    with pytest.raises(NotFoundError) as missing:
        Store.open(folder)
    assert in_words(missing)
    assert not exists(folder)


# --- changed by hand -------------------------------------------------------------------------------------------------


def blob(folder: Path) -> Path:
    (name,) = examined.blobs(folder)
    return folder / "blobs" / name[:2] / name


def put_in_place(path: Path, make: Callable[[Path], None]) -> None:
    path.rename(f"{path}.away")
    make(path)


@pytest.mark.parametrize(
    ("deed", "word"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_text("proog"), "changed"),
        (lambda path: path.write_text(""), "changed"),
        (lambda path: put_in_place(path, Path.mkdir), "cannot be read"),
        (lambda path: put_in_place(path, os.mkfifo), "cannot be read"),
        (lambda path: put_in_place(path, lambda place: place.symlink_to(f"{place}.away")), "cannot be read"),
    ],
    ids=["deleted", "changed", "emptied", "folder", "pipe", "link"],
)
@pytest.mark.needs("posix")
def test_a_file_that_was_changed_by_hand(
    closed: Path, tmp_path: Path, deed: Callable[[Path], object], word: str
) -> None:
    path = blob(closed)
    deed(path)
    with Store.open(closed) as store:
        add(store, "work goes on")
        with pytest.raises(DamagedLibraryError, match=word) as caught:
            store.files.verified(path.name)
        assert in_words(caught)
        (problem,) = check(store)
        assert (problem.what, problem.where) == (caught.value.message, "proof.txt")
        if path.is_dir():
            path.rmdir()
        attached = attach_files(store, [tmp_path / "proof.txt"])  # as the hint says
        assert not attached.problems
        assert store.files.verified(path.name).read_text() == "proof"
        assert check(store) == []


@pytest.mark.parametrize("name", ["", "a" * 63, "../" * 21 + "x", "A" * 64, "é" * 64, "\0" * 64])
def test_a_name_that_is_no_hash_leads_nowhere(store: Store, name: str) -> None:
    for ask in (store.files.path, store.files.verified, store.files.bring_back):
        with pytest.raises(DamagedLibraryError):
            ask(name)


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"garbage " * 1000, b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5000],
    ids=["empty", "one byte", "garbage", "head alone", "head and garbage"],
)
def test_a_database_that_is_none(closed: Path, content: bytes) -> None:
    (closed / "library.sqlite").write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(DamagedLibraryError) as caught:
            Store.open(closed, read_only=read_only)
        assert in_words(caught)
        assert pages(closed) == content
    assert len(examined.blobs(closed)) == 1


@pytest.mark.parametrize("size", [100, 512, 4096, 8192, 100_000])
def test_a_database_that_was_cut_off(closed: Path, size: int) -> None:
    (closed / "library.sqlite").write_bytes(pages(closed)[:size])
    before = pages(closed)
    with pytest.raises(DamagedLibraryError) as caught, Store.open(closed) as store:
        add(store, "not saved")
    assert in_words(caught)
    assert pages(closed) == before
    assert len(examined.blobs(closed)) == 1


def test_a_database_of_another_program(closed: Path) -> None:
    (closed / "library.sqlite").unlink()
    with closing(sqlite3.connect(closed / "library.sqlite")) as db:
        db.execute("CREATE TABLE theirs (a)")
    with pytest.raises(DamagedLibraryError, match="not a database of Laurel"):
        Store.open(closed)


@pytest.mark.parametrize("sql", ["DELETE FROM library", "DROP TABLE library"])
def test_a_database_of_ours_that_lost_its_name(closed: Path, sql: str) -> None:
    with examined.database(closed) as db:
        db.execute(sql)
    with pytest.raises(DamagedLibraryError, match="incomplete") as caught:
        Store.open(closed)
    assert in_words(caught)


def test_a_folder_with_the_name_of_a_database(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").mkdir()
    with pytest.raises(NotFoundError):
        Store.open(tmp_path)
    with pytest.raises(PortfolioError, match="not empty"):
        Store.create(tmp_path)


def titles_of(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        return titles(store)


def stale_wal(beside: Path, tmp_path: Path) -> None:
    """Puts beside the library the WAL of another database, which SQLite would play into it."""
    code = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode=WAL")
db.execute("CREATE TABLE t (a)")
db.executemany("INSERT INTO t VALUES (?)", [("x" * 3000,)] * 50)
os.kill(os.getpid(), 9)
"""
    other = tmp_path / "other.sqlite"
    subprocess.run(children.command(code, other), check=False, env=children.environment(doomed=True))
    shutil.copy(f"{other}-wal", beside / "library.sqlite-wal")
    shutil.copy(f"{other}-shm", beside / "library.sqlite-shm")


@pytest.mark.needs("posix")
def test_the_wal_of_another_database_is_set_aside(closed: Path, tmp_path: Path) -> None:
    stale_wal(closed, tmp_path)
    before = examined_without_wal(closed)
    with pytest.raises(PortfolioError, match=r"library\.sqlite-wal") as caught:
        Store.open(closed, read_only=True)
    assert in_words(caught)
    with Store.open(closed) as store:
        assert titles(store) == ["kept"]
        assert store.settle() is SealState.INTACT
    assert examined.dump(closed) == before
    assert len([path for path in (closed / "trash").iterdir() if "-wal" in path.name or "-shm" in path.name]) == 2


def examined_without_wal(folder: Path) -> examined.Dump:
    with closing(sqlite3.connect(f"{(folder / 'library.sqlite').as_uri()}?immutable=1", uri=True)) as db:
        return {
            name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=lambda row: tuple(map(repr, row)))
            for name in examined.tables(db)
        }


def interrupt(folder: Path) -> None:
    """Leaves the library as a process does that is killed while it commits: half changed, with a hot journal."""
    code = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size=5")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE credentials SET title = 'half', notes = hex(zeroblob(200000))")
db.execute("DELETE FROM files WHERE 0")
db.execute("PRAGMA cache_spill=1")
for number in range(200):
    db.execute("INSERT INTO tags (id, name) VALUES (?, ?)", (f"{number}", "x" * 3000 + str(number)))
assert os.path.exists(sys.argv[1] + "-journal")
os.kill(os.getpid(), 9)
"""
    (folder / "seal.json").unlink()  # as the first change of a session does
    subprocess.run(
        children.command(code, folder / "library.sqlite"), check=False, env=children.environment(doomed=True)
    )
    assert (folder / "library.sqlite-journal").stat().st_size > 512


@pytest.mark.needs("posix")
def test_a_commit_that_was_interrupted_is_rolled_back_at_opening(closed: Path) -> None:
    before = examined.dump(closed)
    interrupt(closed)
    with Store.open(closed) as store:
        assert titles(store) == ["kept"]
        assert store.settle() is SealState.MISSING
        assert not (closed / "library.sqlite-journal").exists()
    assert examined.dump(closed) == before


@pytest.mark.needs("posix")
def test_the_journal_of_another_database_is_set_aside(closed: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "other") as other:
        add(other, "other")
    interrupt(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "library.sqlite-journal", closed / "library.sqlite-journal")
    with pytest.raises(PortfolioError, match=r"library\.sqlite-journal"):
        Store.open(closed, read_only=True)
    with Store.open(closed) as store:
        assert store.settle() is SealState.INTACT
        assert titles(store) == ["kept"]
    assert examined.loose_ends(closed) == []


def test_a_database_that_another_program_turned_to_wal_is_turned_back(closed: Path) -> None:
    with examined.database(closed) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("UPDATE credentials SET notes = 'theirs'")
        with pytest.raises(PortfolioError, match="another program") as caught:
            Store.open(closed)
        assert in_words(caught)
    with Store.open(closed) as store:
        add(store, "works")
        assert store.settled_seal is SealState.BROKEN
    assert pages(closed)[18] == 1
    assert not (closed / "library.sqlite-wal").exists()


# --- the seal --------------------------------------------------------------------------------------------------------


def test_a_library_that_was_closed_cleanly_is_sealed(closed: Path) -> None:
    with Store.open(closed) as store:
        assert store.settle() is SealState.INTACT
        assert store.settle() is None
        assert check(store) == []
        assert not (closed / "seal.json").exists()
    assert seal.state(closed) is SealState.INTACT


def test_a_changed_byte_breaks_the_seal(closed: Path) -> None:
    content = bytearray(pages(closed))
    place = content.rindex(b"kept")
    content[place] ^= 1
    (closed / "library.sqlite").write_bytes(content)
    with Store.open(closed) as store:
        assert any("Another program" in problem.what for problem in check(store))
        assert store.settle() is SealState.BROKEN
        assert any("Another program" in problem.what for problem in check(store))
    assert seal.state(closed) is SealState.INTACT


def test_an_older_copy_put_in_place_costs_no_file(closed: Path, tmp_path: Path) -> None:
    older = pages(closed)
    source = tmp_path / "newer"
    source.write_text("newer")
    with Store.open(closed) as store:
        attach_files(store, [source])
    newer = pages(closed)
    (closed / "library.sqlite").write_bytes(older)
    with Store.open(closed) as store:
        assert store.settle() is SealState.BROKEN
        assert len(examined.blobs(closed)) == 2
    with Store.open(closed) as store:  # now sealed as it is: the file goes to the trash, for 30 days
        assert store.settle() is SealState.INTACT
        assert len(examined.blobs(closed)) == 1
    (closed / "library.sqlite").write_bytes(newer)
    with Store.open(closed) as store:
        store.settle()
        assert check(store)[0].where == "library.sqlite"
        assert examined.loose_ends(closed) == []


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"size": "x", "sha256": 1}'])
def test_a_seal_that_cannot_be_read_is_none(closed: Path, content: str) -> None:
    (closed / "seal.json").write_text(content)
    with Store.open(closed) as store:
        assert store.settle() in (SealState.MISSING, SealState.BROKEN)
        assert titles(store) == ["kept"]


def test_damage_is_noticed_before_the_first_change_and_nothing_is_touched(closed: Path) -> None:
    content = bytearray(pages(closed))
    with examined.database(closed) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_undo_log_step'").fetchone()
    content[(root - 1) * 4096 : (root - 1) * 4096 + 200] = b"\xff" * 200
    (closed / "library.sqlite").write_bytes(content)
    with Store.open(closed) as store:
        assert titles(store) == ["kept"]
        with pytest.raises(DamagedLibraryError) as caught:
            add(store, "not saved")
        assert in_words(caught)
        assert (closed / "seal.json").exists()
        assert any("damaged" in problem.what for problem in check(store))
    assert pages(closed) == bytes(content)


# --- what is missing or left over ------------------------------------------------------------------------------------


def test_folders_and_marker_that_are_missing_are_made_again(closed: Path, tmp_path: Path) -> None:
    (closed / "library.json").unlink()
    shutil.rmtree(closed / "staging")
    shutil.rmtree(closed / "trash")
    shutil.rmtree(closed / "backups")
    shutil.move(closed / "blobs", tmp_path / "blobs")
    source = tmp_path / "again"
    source.write_text("again")
    with Store.open(closed) as store:
        assert json.loads((closed / "library.json").read_text())["uuid"] == store.uuid
        assert len(check(store)) == 1
        assert not attach_files(store, [source]).problems
    assert {path.name for path in closed.iterdir() if path.is_dir()} == {"blobs", "staging", "trash", "backups"}
    assert closed.stat().st_mode & 0o777 == (closed / "blobs").stat().st_mode & 0o777 == 0o700
    assert (closed / "library.sqlite").stat().st_mode & 0o777 == 0o600


def test_blobs_and_staging_that_vanish_while_the_library_is_open(store: Store, folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_text("a")
    store.settle()
    for name in ("staging", "blobs"):
        shutil.rmtree(folder / name)
        try:
            problems = [f"{one.what} {one.hint}" for one in attach_files(store, [source]).problems]
        except PortfolioError as error:
            problems = [str(error)]
        assert problems == ["A file or folder of the library is gone. Was the library moved, or its drive removed?"]
        (folder / name).mkdir()
    assert not attach_files(store, [source]).problems
    assert examined.loose_ends(folder) == []


def test_what_a_crash_left_is_collected_at_the_next_change(closed: Path) -> None:
    (closed / "staging" / "half.part").write_text("half")
    (closed / "staging" / "folder").mkdir()
    stray = "ab" * 32
    (closed / "blobs" / "ab").mkdir(exist_ok=True)
    (closed / "blobs" / "ab" / stray).write_text("stray")
    (closed / "blobs" / "ab" / "Thumbs.db").write_text("theirs")
    (closed / "blobs" / ".DS_Store").write_text("theirs")
    with Store.open(closed) as store:
        store.settle()
        assert stray not in examined.blobs(closed)
        assert not (closed / "staging" / "half.part").exists()
        assert (closed / "trash" / stray).read_text() == "stray"
        assert (closed / "blobs" / "ab" / "Thumbs.db").exists()
        assert store.files.bring_back(stray)
        assert not store.files.bring_back("cd" * 32)
        os.utime(store.files.path(stray), (0, 0))
    with Store.open(closed) as store:  # the 30 days count from when it came into the trash
        store.settle()
        assert (closed / "trash" / stray).exists()
    os.utime(closed / "trash" / stray, (0, 0))
    with Store.open(closed) as store:
        store.settle()
        assert not (closed / "trash" / stray).exists()


def test_files_of_a_snapshot_are_kept(closed: Path) -> None:
    from datetime import UTC, datetime

    from portfolio.core.store import backup

    snapshot = backup.snapshot(closed, "kept", datetime.now(UTC))
    (closed / "backups" / "damaged.sqlite").write_text("no database")
    name = blob(closed).name
    with examined.database(closed) as db:
        for table in ("evidence", "files", "undo_log"):
            db.execute(f"DELETE FROM {table}")
    for _ in range(2):  # the first opening finds the seal broken
        with Store.open(closed) as store:
            store.settle()
    assert examined.blobs(closed) == {name}
    snapshot.unlink()
    with Store.open(closed) as store:
        store.settle()
    assert examined.blobs(closed) == set()


def test_purge_frees_the_file_only_when_nothing_can_bring_it_back(closed: Path) -> None:
    name = blob(closed).name
    with Store.open(closed) as store:
        with store.look() as db:
            (one,) = db.execute("SELECT id FROM evidence").fetchone()
        with store.write("Purge") as session:
            library.remove(session, "evidence", one)
            library.purge(session, "evidence", one)
        assert examined.dump(closed)["files"] == []
    with Store.open(closed) as store:
        store.settle()
        assert examined.blobs(closed) == {name}
        store.undo()
        assert store.files.verified(name).read_text() == "proof"
        store.redo()
    with examined.database(closed) as db:
        db.execute("DELETE FROM undo_log")
    for _ in range(2):
        with Store.open(closed) as store:
            store.settle()
    assert examined.blobs(closed) == set()
    assert (closed / "trash" / name).exists()


# --- new libraries ---------------------------------------------------------------------------------------------------


def test_nothing_is_made_where_a_library_was(closed: Path) -> None:
    with pytest.raises(PortfolioError, match="already"):
        Store.create(closed)
    (closed / "library.sqlite").unlink()
    with pytest.raises(PortfolioError, match="parts of a library") as caught:
        Store.create(closed)
    assert in_words(caught)
    assert len(examined.blobs(closed)) == 1


@pytest.mark.parametrize("kind", ["file in it", "file", "below a file"])
def test_nothing_is_made_where_something_else_is(tmp_path: Path, kind: str) -> None:
    (tmp_path / "theirs").write_text("theirs")
    place = {"file in it": tmp_path, "file": tmp_path / "theirs", "below a file": tmp_path / "theirs" / "new"}[kind]
    with pytest.raises(PortfolioError) as caught:
        Store.create(place)
    assert in_words(caught)
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]


def test_a_creation_that_was_interrupted_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    for name in ("blobs", "staging", "trash", "backups"):
        (folder / name).mkdir(parents=True)
    (folder / "library.lock").touch()
    (folder / "library.sqlite.new").write_bytes(b"half")
    (folder / "library.sqlite.new-journal").write_bytes(b"half")
    with Store.create(folder) as store:
        add(store, "first")
    assert not list(folder.glob("*.new*"))


@pytest.mark.parametrize(
    "name",
    [
        "Über & Söhne",
        "what? #1 100% %41 ;a=b&mode=memory",
        "e\u0301 – Ω 📁",
        "'quoted\" \\ back",
        " lead and trail ",
        "-",
    ],
)
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "Library"
    source = tmp_path / "a"
    source.write_text("a")
    with Store.create(folder) as store:
        add(store, "first")
        attach_files(store, [source])
        store.undo()
    assert titles_of(folder) == ["first"]
    with Store.open(folder, read_only=True) as store:
        assert titles(store) == ["first"]
    assert [path.name for path in tmp_path.iterdir() if path != source] == [name]


@pytest.mark.parametrize("name", ["n" * 300, "a\0b"])
def test_a_folder_that_cannot_be(tmp_path: Path, name: str) -> None:
    for attempt in (Store.open, Store.create):
        with pytest.raises(PortfolioError) as caught:
            attempt(tmp_path / name)
        assert in_words(caught)
    assert list(tmp_path.iterdir()) == []


def test_a_relative_folder_stays_the_same_one(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Store.create(Path(folder.name)) as store:
        monkeypatch.chdir("/")
        add(store, "first")
        assert store.folder == folder
