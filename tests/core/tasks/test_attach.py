"""Files taken in for what they show, and verified copies given out."""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portfolio.core import lookup
from portfolio.core.errors import Cancelled, DamagedLibraryError, NotFoundError, PortfolioError
from portfolio.core.library import add_credential, add_link, add_project
from portfolio.core.records import Subject
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files, copy_out
from tests.core.preview.foreign import picture


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes, which is what a full disk looks like."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A text file."""
    path = tmp_path / "Größe: a plan?.txt"
    path.write_text("A plan. " * 1_000, "utf-8")
    return path


def test_what_is_attached_supports_every_subject(store: Store, tmp_path: Path, note: Path) -> None:
    photo = tmp_path / "photo.txt"
    photo.write_bytes(picture("PNG"))
    with store.write("Add") as session:
        one, other = add_credential(session, title="a", skills=["Go"]), add_project(session, title="b")
        skill = lookup.skills(session)[0].id
    to = [(Subject.CREDENTIAL, one), (Subject.PROJECT, other), (Subject.SKILL, skill)]
    found = attach_files(store, [photo, note, photo], to, private=True)
    assert found.problems == ()
    with store.read() as session:
        items = [lookup.evidence(session, evidence_id) for evidence_id in found.evidence]
        assert [item.media_type for item in items] == ["image/png", "text/plain", "image/png"]
        assert [item.title for item in items] == ["photo.txt", "Größe: a plan?.txt", "photo.txt"]
        assert {(item.credentials, item.projects, item.private) for item in items} == {((one,), (other,), True)}
        assert [item.id for item in lookup.credential(session, one).evidence] == list(found.evidence)
        assert lookup.skills(session)[0].evidence == 3
    assert store.undo() == "Attach 3 files"
    with store.look() as db:
        assert lookup.counts(db)["evidence"] == 0


def test_nothing_to_attach_is_no_step(store: Store) -> None:
    assert attach_files(store, []).evidence == ()
    assert store.next_undo() is None


@pytest.fixture
def kept(store: Store, note: Path) -> str:
    """The text file as evidence."""
    return attach_files(store, [note]).evidence[0]


def test_a_copy_is_the_users_own_and_cannot_be_run(store: Store, kept: str, note: Path, tmp_path: Path) -> None:
    note.chmod(0o777)
    (tmp_path / "out").mkdir()
    steps: list[tuple[int, int]] = []
    names = [copy_out(store, kept, tmp_path / "out").name for _copy in range(3)]
    assert names == ["Größe_ a plan_.txt", "Größe_ a plan_ (2).txt", "Größe_ a plan_ (3).txt"]
    copy = copy_out(
        store, kept, tmp_path / "out" / "mine.dat", lambda done, total, label="": steps.append((done, total))
    )
    assert copy.read_bytes() == note.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert steps == sorted(steps)
    assert {total for _done, total in steps} == {2 * note.stat().st_size}


def test_a_file_is_never_overwritten(store: Store, kept: str, tmp_path: Path) -> None:
    for target in (tmp_path / "there.txt", tmp_path / "link.txt"):
        if target.name == "link.txt":
            target.symlink_to(tmp_path / "nowhere")
        else:
            target.write_text("mine")
        with pytest.raises(PortfolioError, match="exists already"):
            copy_out(store, kept, target)
    assert (tmp_path / "there.txt").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_what_cannot_be_copied_out_is_said(store: Store, kept: str, tmp_path: Path) -> None:
    with store.write("Add") as session:
        link = add_link(session, "https://example.org")
    with pytest.raises(PortfolioError, match=r"“example.org” is not a file"):
        copy_out(store, link, tmp_path)
    with pytest.raises(NotFoundError):
        copy_out(store, "nothing", tmp_path)
    for target in (tmp_path / "no" / "folder.txt", tmp_path / "Größe: a plan?.txt" / "x", tmp_path / ("x" * 300)):
        with pytest.raises(PortfolioError, match="cannot be written"):
            copy_out(store, kept, target)


@pytest.mark.parametrize("damage", [b"", b"B plan. " * 1_000, None])
def test_what_was_changed_or_deleted_is_not_given_out(
    store: Store, kept: str, tmp_path: Path, damage: bytes | None
) -> None:
    with store.read() as session:
        blob = store.files.path(lookup.evidence(session, kept).sha256)
    blob.unlink() if damage is None else blob.write_bytes(damage)
    with pytest.raises(DamagedLibraryError):
        copy_out(store, kept, tmp_path / "copy.txt")
    assert not (tmp_path / "copy.txt").exists()


@pytest.mark.needs("posix")
def test_a_copy_that_does_not_fit_or_is_cancelled_leaves_nothing(store: Store, kept: str, tmp_path: Path) -> None:
    def stop(done: int, _total: int, label: str = "") -> None:
        if done > 8_000:
            raise Cancelled

    with pytest.raises(PortfolioError, match="disk is full"), room_for(4_000):
        copy_out(store, kept, tmp_path / "copy.txt")
    for _again in range(2):
        with pytest.raises(Cancelled):
            copy_out(store, kept, tmp_path / "copy.txt", lambda done, total, label="": stop(done + 1, total))
    assert not (tmp_path / "copy.txt").exists()
