"""Evidence files by the SHA-256 of their bytes: copied in, made durable, checked when opened, collected when unused.

The order is what makes it safe: temporary file, fsync, rename, fsync of the folder, and only then the COMMIT of the
row that names the file; deletion goes the other way round (docs/library-format.md). A crash can leave a file without
a row, which the next start collects; never a row without its file.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from portfolio.core.errors import DamagedLibraryError, PortfolioError
from portfolio.core.fields import one_line
from portfolio.core.i18n import gettext as _
from portfolio.core.progress import Progress, silent
from portfolio.core.store import failures
from portfolio.core.store import folder as layout
from portfolio.core.store.failures import disk_full, in_words

CHUNK = 1 << 18  # larger ones leave the processor's cache between read, hash and write
RESERVE = 64 << 20  # bytes that must stay free, so that the database can always be written
TRASH_SECONDS = 30 * 24 * 3600
_HEX = frozenset("0123456789abcdef")
_BINARY = getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that was copied into the library's staging folder and not yet published."""

    part: Path
    sha256: str
    size: int
    synced: Future[None]  # its bytes are on the disk when this is done


class Files:
    """The files of one library."""

    def __init__(self, library: Path) -> None:
        self._blobs = library / layout.BLOBS
        self._staging = library / layout.STAGING
        self._trash = library / layout.TRASH
        self._syncing = ThreadPoolExecutor(max_workers=4, thread_name_prefix="fsync")

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie. They may be gone: see verified()."""
        if len(sha256) != 64 or not _HEX.issuperset(sha256):
            raise DamagedLibraryError(
                _("The library names a file by something that is no SHA-256."), _("Restore the library from a backup.")
            )
        return self._blobs / sha256[:2] / sha256

    def verified(self, sha256: str, progress: Progress = silent) -> Path:
        """The path of the file after reading it and comparing its hash. Raises DamagedLibraryError in words."""
        path = self.path(sha256)
        try:
            with os.fdopen(_open_regular(path), "rb", buffering=0) as file:
                found = _hash(file.fileno(), os.fstat(file.fileno()).st_size, progress)
        except FileNotFoundError as error:
            raise DamagedLibraryError(
                _("A file of the library is missing."),
                _("It was deleted or moved outside Laurel. Put it back from a backup, or attach it again."),
            ) from error
        except OSError as error:
            raise DamagedLibraryError(
                _("A file of the library cannot be read."), _("Check the drive, or restore it from a backup.")
            ) from error
        if found != sha256:
            raise DamagedLibraryError(
                _("A file of the library was changed or damaged since it was added."),
                _("It is not opened. Restore it from a backup, or attach the original again."),
            )
        return path

    def stage(self, source: Path, progress: Progress = silent) -> Staged:
        """Copy a file into staging, hashing on the way. `progress` counts bytes. The original is only read.

        Raises PortfolioError for what is no regular file, cannot be read or does not fit; Cancelled passes.
        """
        reading = _open_source(source)
        part = self._staging / f"{uuid4().hex}.part"
        try:
            before = os.fstat(reading)
            with in_words():
                self._room_for(before.st_size)
                writing = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
            try:
                sha256, copied = _copy(reading, writing, before.st_size, shown(source), progress)
            finally:
                os.close(writing)
            after = os.fstat(reading)
            if (copied, after.st_size, after.st_mtime_ns) != (before.st_size, before.st_size, before.st_mtime_ns):
                raise _changed(source)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        finally:
            os.close(reading)
        return self._staged(part, sha256, copied)

    def stage_bytes(self, content: bytes) -> Staged:
        """Put bytes into staging, for what the application made itself."""
        part = self._staging / f"{uuid4().hex}.part"
        with in_words():
            self._room_for(len(content))
            part.touch(0o600, exist_ok=False)
            try:
                part.write_bytes(content)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        return self._staged(part, hashlib.sha256(content).hexdigest(), len(content))

    def publish(self, staged: Sequence[Staged]) -> None:
        """Make the files durable under their final names. After this, and not before, their rows may be committed."""
        with in_words():
            for one in staged:
                one.synced.result()
            folders: set[Path] = set()
            for one in staged:
                folders |= self._move_in(one)
            for touched in sorted(folders):
                layout.sync_folder(touched)

    def discard(self, staged: Iterable[Staged]) -> None:
        """Remove what was staged and will not be published."""
        for one in staged:
            if not one.synced.cancel():
                wait([one.synced])  # Windows cannot remove what is open
            one.part.unlink(missing_ok=True)

    def stored(self) -> Iterator[tuple[str, int]]:
        """The SHA-256 and the size of every file that is here."""
        for two in sorted(self._blobs.iterdir()) if self._blobs.is_dir() else ():
            if two.is_dir():
                for path in sorted(two.iterdir()):
                    if len(path.name) == 64 and set(path.name) <= _HEX:
                        yield path.name, path.stat().st_size

    def empty_staging(self) -> None:
        """Remove what a crash left half copied. Staging holds nothing that was acknowledged."""
        for left in self._staging.iterdir():
            with contextlib.suppress(OSError):
                left.unlink()

    def collect(self, wanted: set[str]) -> list[str]:
        """Move every file that nothing mentions to the library's trash, and empty that of what is 30 days old."""
        strays = [sha256 for sha256, _size in self.stored() if sha256 not in wanted]
        for sha256 in strays:
            target = self._trash / sha256
            layout.rename(self.path(sha256), target)
            os.utime(target)
        self._empty_trash()
        return strays

    def bring_back(self, sha256: str) -> bool:
        """Fetch a file from the trash, when an undo wants it again. Whether it is there afterwards."""
        path, trashed = self.path(sha256), self._trash / sha256
        if not path.exists() and trashed.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            layout.rename(trashed, path)
            layout.sync_folder(path.parent)
        return path.exists()

    def close(self) -> None:
        """End the threads that wait for the disk."""
        self._syncing.shutdown()

    def _staged(self, part: Path, sha256: str, size: int) -> Staged:
        # From here on the disk works while the next files are copied.
        try:
            return Staged(part, sha256, size, self._syncing.submit(_sync, part))
        except RuntimeError as error:  # its threads have ended
            part.unlink(missing_ok=True)
            raise failures.closed() from error

    def _empty_trash(self) -> None:
        oldest = time.time() - TRASH_SECONDS
        for path in self._trash.iterdir():
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _room_for(self, size: int) -> None:
        if shutil.disk_usage(self._staging).free < size + RESERVE:
            raise disk_full()

    def _move_in(self, one: Staged) -> set[Path]:
        target = self.path(one.sha256)
        target.parent.mkdir(mode=0o700, exist_ok=True)
        # Also over a file of that name: the bytes are the same, or else it was damaged and is whole again now.
        layout.rename(one.part, target)
        return {target.parent, self._blobs}


def shown(source: Path) -> str:
    """The name of a file as it can be shown on one line, whatever characters it has."""
    return one_line(source.name) or _("Unnamed file")


def _open_regular(path: Path) -> int:
    """Open for reading, but neither follow a link, nor wait for a pipe, nor touch a device. Raises OSError."""
    if path.is_symlink():  # O_NOFOLLOW again, for systems that have none
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    descriptor = os.open(path, _READ)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
    return descriptor


def _open_source(source: Path) -> int:
    try:
        return _open_regular(source)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason, hint = _unreadable(getattr(error, "errno", None))
        raise PortfolioError(reason.format(name=shown(source)), hint) from error


def _unreadable(code: int | None) -> tuple[str, str]:
    match code:
        case errno.ENOENT | errno.ENOTDIR:
            return _("“{name}” does not exist."), _("Was it moved or renamed? Choose it again.")
        case errno.ELOOP:
            return _("“{name}” is only a link to a file."), _("Choose the file itself and try again.")
        case errno.EACCES | errno.EPERM:
            return _("“{name}” may not be read."), _("Allow reading it, and try again.")
        case errno.ENODEV | errno.ENXIO | errno.EISDIR:
            return _("“{name}” is not a file."), _("Folders and devices cannot be attached.")
    return _("“{name}” cannot be read."), _("Check its name and the drive that it is on.")


def _changed(source: Path) -> PortfolioError:
    return PortfolioError(
        _("“{name}” changed while it was copied.").format(name=shown(source)),
        _("Wait until the program that writes it has finished, and try again."),
    )


def _copy(reading: int, writing: int, size: int, name: str, progress: Progress) -> tuple[str, int]:
    digest, done, buffer = hashlib.sha256(), 0, bytearray(CHUNK)
    view = memoryview(buffer)
    while True:
        progress(done, size, name)
        try:
            got = os.readv(reading, [buffer]) if hasattr(os, "readv") else _read_into(reading, view)
        except OSError as error:
            raise PortfolioError(
                _("“{name}” could not be read to its end.").format(name=name), _("Check the drive that it is on.")
            ) from error
        if not got or done > size:  # a file that grows might never end
            return digest.hexdigest(), done
        digest.update(view[:got])
        with in_words():
            _write_all(writing, view[:got])
        done += got


def _read_into(reading: int, view: memoryview) -> int:
    chunk = os.read(reading, len(view))
    view[: len(chunk)] = chunk
    return len(chunk)


def _write_all(writing: int, view: memoryview) -> None:
    while view:
        view = view[os.write(writing, view) :]


def _sync(part: Path) -> None:
    descriptor = os.open(part, os.O_RDWR)
    try:
        layout.sync_file(descriptor)
    finally:
        os.close(descriptor)


def _hash(reading: int, size: int, progress: Progress) -> str:
    digest, done = hashlib.sha256(), 0
    while chunk := os.read(reading, CHUNK):
        progress(done, size)
        digest.update(chunk)
        done += len(chunk)
    return digest.hexdigest()
