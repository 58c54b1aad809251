"""The library on disk: which files it has, how they are made durable, and the marker that says what the folder is."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import time
from pathlib import Path

import portfolio

DATABASE, LOCK, SEAL, MARKER = "library.sqlite", "library.lock", "seal.json", "library.json"
BLOBS, STAGING, TRASH, BACKUPS = "blobs", "staging", "trash", "backups"
FORMAT = "laurel-library"
RENAME_TRIES, RENAME_WAIT = 8, 0.01
_NOTE = (
    "This folder is a Laurel library: credentials, evidence files and projects. Keep it together. "
    "library.sqlite is an SQLite database; blobs/ holds the files, each named by the SHA-256 of its content."
)


def exists(folder: Path) -> bool:
    """Whether there is a library in the folder; not, when one may not look."""
    try:
        return (folder / DATABASE).is_file()
    except OSError:
        return False


def prepare(folder: Path) -> None:
    """Make the folder and its parts where they are missing, for their owner alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    missing = [folder / part for part in (BLOBS, STAGING, TRASH, BACKUPS) if not (folder / part).is_dir()]
    for part in missing:
        part.mkdir(mode=0o700)
    if missing:
        sync_folder(folder)


def write_marker(folder: Path, uuid: str, schema: int) -> None:
    """Write library.json. It repeats what the database knows, for people and programs that find the folder."""
    content = {"format": FORMAT, "schema": schema, "uuid": uuid, "written_by": portfolio.__version__, "note": _NOTE}
    replace_text(folder / MARKER, json.dumps(content, indent=2) + "\n")


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that after a crash either the old or the new content is there, whole."""
    part = path.with_name(path.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        sync_file(file.fileno())
    rename(part, path)
    sync_folder(path.parent)


def sync_file(descriptor: int) -> None:
    """Make a file's content durable. macOS needs F_FULLFSYNC: fsync(2) there does not empty the drive's cache."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows cannot and need not."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rename(source: Path, target: Path) -> None:
    """Path.replace, tried again for about 2.5 s where Windows refuses because a scanner holds the file."""
    for attempt in range(RENAME_TRIES):
        try:
            source.replace(target)
            return
        except PermissionError as error:
            if os.name != "nt" or attempt == RENAME_TRIES - 1 or error.errno != errno.EACCES:
                raise
            time.sleep(RENAME_WAIT * 2**attempt)
