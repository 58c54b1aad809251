"""Evidence files: any name, any size, any kind of trouble; and never a hair of the original."""

from __future__ import annotations

import errno
import hashlib
import os
import socket
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import evidence_import
from portfolio.core import library, lookup
from portfolio.core.errors import Cancelled, NotFoundError, PortfolioError
from portfolio.core.records import Subject
from portfolio.core.store import Store, files
from portfolio.core.tasks import attach as attaching
from portfolio.core.tasks import attach_files, check, copy_out
from tests.core.store import children, examined
from tests.core.store.test_doors import add

NAMES = {
    "composed": "Übungsschein é.pdf",
    "decomposed": unicodedata.normalize("NFD", "Übungsschein é.pdf"),
    "turned round": "photo\u202egpj.exe",
    "long": "ü" * 125 + ".pdf",
    "reserved": "CON",
    "reserved with an extension": "nul.txt",
    "no extension": "README",
    "hidden": ".profile",
    "two lines": "first\nsecond.txt",
    "spaces": "  a  .txt ",
    "dots": "...",
    "markup": '<b onclick="x">&amp;.html',
    "formula": "=cmd|' C calc'!A0.csv",
    "options": "--help",
    "quotes": 'it\'s "so" `called`; $HOME.txt',
    "emoji": "👩🏽‍🎓 diploma.png",
    "other scripts": "证书 شهادة תעודה Ω.pdf",
    "controls": "bell\x07 escape\x1b[31m.txt",
    "backslashes": "..\\..\\windows.ini",
}


def name_of(store: Store, evidence_id: str) -> tuple[str, str]:
    with store.read() as session:
        item = lookup.evidence(session, evidence_id)
    return item.name, item.title


def attach_one(store: Store, path: Path) -> str:
    attached = attach_files(store, [path])
    assert attached.problems == ()
    return attached.evidence[0]


@pytest.mark.needs("posix")
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_of_any_name(store: Store, folder: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_bytes(name.encode())
    one = attach_one(store, source)
    kept, title = name_of(store, one)
    visible = " ".join(part for part in name.replace("\n", " ").split(" ")).strip()
    assert kept == title == "".join(c for c in visible if c >= " ")
    assert store.files.verified(hashlib.sha256(name.encode()).hexdigest()).read_bytes() == name.encode()
    out = tmp_path / "out"
    out.mkdir()
    copy = copy_out(store, one, out)
    assert copy.parent == out
    assert copy.read_bytes() == name.encode()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert examined.blobs(folder) == {hashlib.sha256(name.encode()).hexdigest()}


@pytest.mark.needs("posix")
def test_a_name_that_is_no_text(store: Store, tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"caf\xe9 \xff.txt")
    source.write_bytes(b"bytes")
    missing = source.with_name(os.fsdecode(b"gone \xff\n.txt"))
    labels: list[str] = []
    attached = attach_files(store, [source, missing], progress=lambda done, total, label="": labels.append(label))
    assert name_of(store, attached.evidence[0])[0] == "caf .txt"
    (problem,) = attached.problems
    assert (problem.what, problem.where) == ("“gone  .txt” does not exist.", "gone  .txt")
    for text in (*labels, problem.what, problem.where):
        text.encode()
        assert "\n" not in text


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"]), min_size=1, max_size=60))
def test_any_name_that_a_disk_takes(store: Store, tmp_path: Path, name: str) -> None:
    place = tmp_path / "names"
    place.mkdir(exist_ok=True)
    if name in (".", ".."):
        return
    source = place / name
    try:
        source.write_bytes(b"x")
    except OSError:
        return  # not this disk
    kept, title = name_of(store, attach_one(store, source))
    assert kept
    assert title
    assert "\n" not in kept + title
    source.unlink()


def test_an_empty_file(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "empty"
    source.touch()
    one = attach_one(store, source)
    with store.read() as session:
        assert lookup.evidence(session, one).size == 0
    assert store.files.verified(hashlib.sha256(b"").hexdigest()).read_bytes() == b""
    assert check(store) == []


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "link": (lambda path: path.symlink_to(path.with_name("real")), "only a link"),
    "link that leads nowhere": (lambda path: path.symlink_to("nowhere"), "only a link"),
    "pipe": (os.mkfifo, "is not a file"),
    "folder": (lambda path: path.mkdir(), "is not a file"),
    "nothing": (lambda _path: None, "does not exist"),
}


@pytest.mark.needs("posix")
@pytest.mark.parametrize(("make", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_file_is_refused_and_the_rest_goes_on(
    store: Store, folder: Path, tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    real, odd, good = tmp_path / "real", tmp_path / "odd one", tmp_path / "good"
    real.write_text("real")
    good.write_text("good")
    make(odd)
    attached = attach_files(store, [real, odd, good])
    assert len(attached.evidence) == 2
    (problem,) = attached.problems
    assert words in problem.what
    assert problem.where == "odd one"
    assert problem.hint
    assert examined.strays(folder) == set()


@pytest.mark.needs("posix")
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/dev/zero", "is not a file"),
        ("/dev/null", "is not a file"),
        ("/nowhere/x", "does not exist"),
        ("/dev/null/x", "does not exist"),
        ("a\0b", "cannot be read"),
        ("n" * 300, "cannot be read"),
        ("", "is not a file"),
    ],
)
def test_odd_paths(store: Store, path: str, words: str) -> None:
    (problem,) = attach_files(store, [Path(path)]).problems
    assert words in problem.what
    assert problem.hint.endswith(".") or problem.hint.endswith("?") or "again" in problem.hint


@pytest.mark.needs("posix")
def test_a_socket(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may have only 108 characters
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        (problem,) = attach_files(store, [tmp_path / "socket"]).problems
    assert "is not a file" in problem.what


@pytest.mark.needs("posix")
def test_a_file_that_may_not_be_read(store: Store, folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "secret"
    source.write_text("secret")
    source.chmod(0)
    store.close()
    code = """
import sys
from pathlib import Path
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files
with Store.open(Path(sys.argv[1])) as store:
    for one in attach_files(store, [Path(sys.argv[2])]).problems:
        print(one.what, one.hint)
"""
    assert (
        children.run(code, folder, source, bound=True) == "“secret” may not be read. Allow reading it, and try again."
    )
    assert examined.strays(folder) == set()


def test_a_file_that_grows_while_it_is_copied(store: Store, folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "log"
    source.write_bytes(b"x" * (files.CHUNK + 5))

    def append(done: int, total: int, label: str = "") -> None:
        if label:
            with source.open("ab") as file:
                file.write(b"y" * files.CHUNK * 2)

    seen: list[int] = []
    attached = attach_files(store, [source], progress=append)
    assert attached.evidence == ()
    assert "changed while it was copied" in attached.problems[0].what
    assert examined.strays(folder) == set()
    attached = attach_files(store, [source], progress=lambda done, total, label="": seen.append(done))
    assert len(attached.evidence) == 1
    assert seen == sorted(seen)


@pytest.mark.parametrize("deed", ["shrink", "rewrite"])
def test_a_file_that_changes_while_it_is_copied(store: Store, folder: Path, tmp_path: Path, deed: str) -> None:
    source = tmp_path / "draft"
    source.write_bytes(b"x" * files.CHUNK * 3)
    os.utime(source, (1, 1))

    def change(done: int, total: int, label: str = "") -> None:
        if done == files.CHUNK:
            with source.open("rb+") as file:
                if deed == "shrink":
                    file.truncate(files.CHUNK * 2)
                else:
                    file.write(b"y" * files.CHUNK * 3)

    attached = attach_files(store, [source], progress=change)
    assert "changed while it was copied" in attached.problems[0].what
    assert examined.blobs(folder) == set()
    assert examined.strays(folder) == set()


@pytest.mark.needs("posix")
def test_a_file_that_vanishes_while_it_is_copied_is_still_whole(store: Store, tmp_path: Path) -> None:
    content = os.urandom(files.CHUNK * 2 + 1)
    source = tmp_path / "passing"
    source.write_bytes(content)
    attached = attach_files(store, [source], progress=lambda done, total, label="": source.unlink(missing_ok=True))
    assert attached.problems == ()
    assert store.files.verified(hashlib.sha256(content).hexdigest()).read_bytes() == content


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="a file of /proc has content and no size")
def test_a_file_without_a_size(store: Store) -> None:
    (problem,) = attach_files(store, [Path("/proc/self/status")]).problems
    assert "changed while it was copied" in problem.what


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reading the memory of a process from 0 fails")
def test_a_file_that_cannot_be_read_to_its_end(store: Store, folder: Path) -> None:
    (problem,) = attach_files(store, [Path("/proc/self/mem")]).problems
    assert "could not be read to its end" in problem.what
    assert examined.strays(folder) == set()


def test_the_same_content_is_kept_once(store: Store, folder: Path, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one", "two")]
    for path in paths:
        path.write_text("same")
    one, two = attach_files(store, paths).evidence
    assert len(examined.blobs(folder)) == 1
    with store.write("Purge") as session:
        library.remove(session, "evidence", one)
        library.purge(session, "evidence", one)
    assert name_of(store, two)[0] == "two"
    (name,) = examined.blobs(folder)
    assert store.files.verified(name).read_text() == "same"
    with store.write("Purge") as session:
        library.remove(session, "evidence", two)
        library.purge(session, "evidence", two)
    assert examined.dump(folder)["files"] == []
    three = attach_one(store, paths[0])
    assert name_of(store, three)[0] == "one"
    assert check(store) == []


def test_a_half_written_file_of_the_same_name_is_replaced(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("whole")
    name = hashlib.sha256(b"whole").hexdigest()
    for left in ("who", "WHOLE"):
        store.files.path(name).parent.mkdir(exist_ok=True)
        store.files.path(name).write_text(left)
        attach_one(store, source)
        assert store.files.verified(name).read_text() == "whole"


def test_the_original_is_not_touched(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "original"
    source.write_text("original")
    source.chmod(0o640)
    os.utime(source, ns=(1_000_000_001, 2_000_000_002))
    before = source.stat()
    one = attach_one(store, source)
    with store.write("Purge") as session:
        library.remove(session, "evidence", one)
        library.purge(session, "evidence", one)
    after = source.stat()
    assert source.read_text() == "original"
    for what in ("st_mtime_ns", "st_ino", "st_mode", "st_nlink", "st_size", "st_uid"):
        assert getattr(before, what) == getattr(after, what)
    store.files.path(hashlib.sha256(b"original").hexdigest()).write_text("changed")
    assert source.read_text() == "original"  # a copy, not another name of the same bytes


def test_progress_goes_forward_to_the_end(store: Store, tmp_path: Path) -> None:
    paths = [tmp_path / f"f{number}" for number in range(5)]
    for number, path in enumerate(paths[:-1]):
        path.write_bytes(os.urandom(number * files.CHUNK))
    seen: list[tuple[int, int]] = []
    attach_files(store, paths, progress=lambda done, total, label="": seen.append((done, total)))
    total = 6 * files.CHUNK
    assert {of for done, of in seen} == {total}
    assert [done for done, _of in seen] == sorted(done for done, _of in seen)
    assert seen[0][0] == 0
    assert seen[-1][0] == total
    assert len({done for done, _of in seen}) == 7  # once a mebibyte


def test_cancelled_at_any_point_leaves_nothing(store: Store, folder: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"f{number}" for number in range(3)]
    for path in paths:
        path.write_bytes(os.urandom(files.CHUNK * 2))
    calls = 0

    def count(done: int, total: int, label: str = "") -> None:
        nonlocal calls
        calls += 1

    attach_files(store, paths, progress=count)
    store.undo()
    before, kept = examined.dump(folder), examined.blobs(folder)
    left = 0

    def stop(done: int, total: int, label: str = "") -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Cancelled

    for last in range(1, calls):  # the very last call comes when all is kept
        left = last
        with pytest.raises(Cancelled):
            attach_files(store, paths, progress=stop)
        assert examined.dump(folder) == before
        assert examined.blobs(folder) == kept
        assert list((folder / "staging").iterdir()) == []
    assert store.next_redo() is not None


def test_cancelled_after_the_end_is_done(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"a")

    def stop(done: int, total: int, label: str = "") -> None:
        if done == total and not label:
            raise Cancelled

    assert len(attach_files(store, [source], progress=stop).evidence) == 1


def test_finished_batches_are_kept_and_are_one_step(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "BATCH_FILES", 3)
    paths = [tmp_path / f"f{number}" for number in range(8)]
    for number, path in enumerate(paths):
        path.write_text(str(number))

    def stop(done: int, total: int, label: str = "") -> None:
        if label == "f7":
            raise Cancelled

    with pytest.raises(Cancelled):
        attach_files(store, paths, progress=stop)
    assert len(examined.dump(folder)["evidence"]) == 6
    assert examined.strays(folder) == set()
    assert store.undo() == "Attach 8 files"
    assert examined.dump(folder)["evidence"] == []
    assert store.next_undo() is None


def test_a_subject_that_is_gone_is_told_before_anything_is_copied(store: Store, folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_text("a")
    one = add(store, "gone")
    store.undo()
    with pytest.raises(NotFoundError):
        attach_files(store, [source], [(Subject.CREDENTIAL, one)])
    assert examined.blobs(folder) == set()


def test_a_copy_that_breaks_off_leaves_nothing(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(os.urandom(files.CHUNK * 3))
    one = attach_one(store, source)

    def stop(done: int, total: int, label: str = "") -> None:
        if done:
            raise Cancelled

    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Cancelled):
        copy_out(store, one, out, stop)
    assert list(out.iterdir()) == []
    assert copy_out(store, one, out).name == "a"
    assert copy_out(store, one, out).name == "a (2)"
    with pytest.raises(PortfolioError, match="exists already"):
        copy_out(store, one, out / "a")
    with pytest.raises(PortfolioError, match="cannot be written"):
        copy_out(store, one, out / "nowhere" / "a")
    with store.write("Note") as session:
        note = library.add_note(session, "words")
    with pytest.raises(PortfolioError, match="not a file"):
        copy_out(store, note, out)


def test_the_library_is_closed_while_files_are_copied(store: Store, folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"a" * files.CHUNK * 2)

    def close(done: int, total: int, label: str = "") -> None:
        if done:
            store.close()

    attached = attach_files(store, [source, source], progress=close)
    assert attached.evidence == ()
    assert {problem.what for problem in attached.problems} == {"The library is closed."}
    assert list((folder / "staging").iterdir()) == []
    with pytest.raises(PortfolioError, match="closed"):
        store.files.stage_bytes(b"late")
    assert list((folder / "staging").iterdir()) == []


def test_an_fsync_that_fails_acknowledges_nothing(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a"
    source.write_text("a")
    before = examined.dump(folder)
    real, left = os.fsync, 0

    def sync(descriptor: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    for failing in range(1, 4):  # the file, its folder, the folder of folders
        left = failing
        monkeypatch.setattr(os, "fsync", sync)
        with pytest.raises(PortfolioError, match="The disk refused"):
            attach_files(store, [source])
        monkeypatch.setattr(os, "fsync", real)
        assert examined.dump(folder) == before
        assert list((folder / "staging").iterdir()) == []
    attach_one(store, source)
    assert check(store) == []


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in KiB on Linux alone")
def test_a_large_file_takes_no_memory(tmp_path: Path) -> None:
    """`python -m bench.evidence_import large` does it with 2 GiB."""
    seconds, memory = evidence_import.large(tmp_path, 300 << 20)
    print(f"{seconds:.1f} s, {memory:.0f} MiB more memory")
    assert memory < 80
    (sha256,) = examined.blobs(tmp_path / "Library") - {hashlib.sha256(b"tiny").hexdigest()}
    assert (tmp_path / "Library" / "blobs" / sha256[:2] / sha256).stat().st_size == 300 << 20
