"""One writer a library: an operating-system lock for the whole session, and the name of who holds it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from datetime import datetime
from pathlib import Path

from portfolio.core.errors import LibraryBusyError
from portfolio.core.i18n import gettext as _

# The lock is on a byte far behind the text, so that others can read who holds it, on Windows too.
_LOCKED_BYTE = 1 << 20
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class SessionLock:
    """The lock of an open library. It goes with the process, however that ends."""

    def __init__(self, path: Path, now: datetime) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            if error.errno in _HELD:
                raise _busy(path) from error
            raise  # the drive knows no locks
        with contextlib.suppress(OSError):  # a full disk must not keep anyone from opening: the name is a courtesy
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, _holder(now))

    def release(self) -> None:
        """Give the lock back."""
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def _holder(now: datetime) -> bytes:
    # Not getpass and socket: they take as long to import as the rest of opening a library takes.
    user = next((os.environ[name] for name in ("LOGNAME", "USER", "USERNAME") if os.environ.get(name)), "")
    host = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return json.dumps(
        {"pid": os.getpid(), "host": host, "user": user, "started": now.isoformat(timespec="seconds")}
    ).encode()


def _busy(path: Path) -> LibraryBusyError:
    hint = _("Close the other window, or wait until its work is done. It can be opened for reading meanwhile.")
    try:
        holder = json.loads(path.read_text("utf-8"))
        return LibraryBusyError(
            _("This library is already open (process {pid} of {user} on {host}, since {started}).").format(**holder),
            hint,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return LibraryBusyError(_("This library is already open in another window."), hint)
