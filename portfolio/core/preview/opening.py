"""Opens foreign files so that only a regular file is ever read: no pipe can block, no link can lead elsewhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from portfolio.core.errors import PortfolioError
from portfolio.core.i18n import gettext as _

_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


def open_regular(path: Path) -> BinaryIO:
    """The file opened for reading, unbuffered. PortfolioError for folders, pipes, devices, links, and no permission."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise PortfolioError(
            _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=_reason(path, error)),
            _("Choose a regular file that you may open."),
        ) from error
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb", buffering=0)
    os.close(descriptor)
    raise PortfolioError(
        _("“{name}” is not a regular file.").format(name=path.name),
        _("Folders, pipes and devices cannot be evidence; choose the files in them."),
    )


def _reason(path: Path, error: Exception) -> str:
    try:
        if path.is_symlink():
            return _("it is a link to another place")
        if path.is_dir():
            return _("it is a folder")
    except (OSError, ValueError):
        pass
    return (getattr(error, "strerror", None) or str(error)).lower()
