"""What SQLite and the file system say when they fail, in words that help."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from portfolio.core.errors import DamagedLibraryError, LibraryBusyError, PortfolioError, ReadOnlyError
from portfolio.core.i18n import gettext as _

FULL_ERRNOS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def in_words() -> Iterator[None]:
    """Raise a PortfolioError in place of an expected SQLite or OS error; other exceptions pass."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sqlite(error) from error
    except OSError as error:
        raise file_failure(error) from error
    except Exception as error:
        original = getattr(error, "orig", None)  # SQLAlchemy wraps the driver's error; not imported here for speed
        if isinstance(original, sqlite3.Error) and not isinstance(original, sqlite3.IntegrityError):
            raise _sqlite(original) from error
        raise


def _sqlite(error: sqlite3.Error) -> PortfolioError:
    code = getattr(error, "sqlite_errorcode", 0)
    if code in (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY, sqlite3.SQLITE_READONLY_CANTINIT):
        return ReadOnlyError(
            _("The library was not closed properly, and cannot be put in order while it is read-only."),
            _("Open it once where it can be written."),
        )
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return disk_full()
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return read_only()
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryBusyError(
                _("The library is busy: another program is writing to it."), _("Try again in a moment.")
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DamagedLibraryError(
                _("The library's database is damaged."),
                _("Nothing was changed. Restore a copy from the folder “backups”, or a backup of your own."),
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            return PortfolioError(
                _("The library's database could not be read or written."),
                _("Look whether you may read it, the disk is full, or the folder was moved or its drive removed."),
            )
    return PortfolioError(
        _("The library's database refused the step ({reason}).").format(reason=type(error).__name__),
        _("Nothing was changed. “portfolio check” looks for damage."),
    )


def file_failure(error: OSError) -> PortfolioError:
    """The words for an error of the file system. File names stay out: they may be personal, and logs keep this."""
    if error.errno in FULL_ERRNOS:
        return disk_full()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return read_only()
    if error.errno == errno.ENOENT:
        return PortfolioError(
            _("A file or folder of the library is gone."), _("Was the library moved, or its drive removed?")
        )
    return PortfolioError(
        _("The disk refused: {reason}.").format(reason=error.strerror or type(error).__name__),
        _("Nothing was changed. Look whether the drive is there and healthy."),
    )


def disk_full() -> PortfolioError:
    """There is no room for what is to be written."""
    return PortfolioError(
        _("The disk is full, so the change was not saved."), _("Free some space and try again; nothing was lost.")
    )


def closed() -> PortfolioError:
    """Something is asked of a library after it was closed."""
    return PortfolioError(_("The library is closed."), _("Open it again."))


def read_only() -> ReadOnlyError:
    """Something is to be changed where nothing can be written."""
    return ReadOnlyError(
        _("The library cannot be changed: its folder or file is read-only."),
        _("Allow writing to the folder, or copy the library to a place where you may write."),
    )


@contextmanager
def replay_in_words() -> Iterator[None]:
    """Raise a PortfolioError when a step does not fit the library that it was recorded in."""
    try:
        yield
    except Exception as error:
        if isinstance(getattr(error, "orig", error), sqlite3.IntegrityError):
            raise PortfolioError(
                _("This step can no longer be undone or made again: the library was changed in another way."),
                _("Nothing was changed. “portfolio check” looks for damage."),
            ) from error
        raise
