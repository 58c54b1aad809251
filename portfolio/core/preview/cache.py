"""Keeps thumbnails on disk by what they show and how large they are; everything in it can be deleted at any time."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from threading import Lock

from portfolio.core.errors import PortfolioError
from portfolio.core.preview.process import Previewer, can_draw

VERSION = 1  # of the drawing: raise it and everything is drawn anew
CAP = 256 << 20  # bytes
_HASH = re.compile(r"[0-9a-f]{64}")
_PNG = b"\x89PNG\r\n\x1a\n"


class ThumbnailCache:
    """Thumbnails in `folder` (made when needed), at most `cap` bytes of them: the least recently used go first."""

    def __init__(self, folder: Path, previewer: Previewer, cap: int = CAP) -> None:
        """`previewer` stays the caller's to close."""
        self._folder = folder / f"v{VERSION}"
        self._previewer = previewer
        self._cap = cap
        self._lock = Lock()
        self._size: int | None = None

    def get(self, sha256: str, source: Path, media_type: str, longest: int) -> Path | None:
        """The PNG of the file with this SHA-256 (64 hex digits), drawn now if need be; None when it has no picture.

        That there is none is remembered, too; but not when no child could be asked or the disk takes no file.
        """
        if not _HASH.fullmatch(sha256):
            raise ValueError("not a SHA-256 in hexadecimal")
        if not can_draw(media_type):
            return None
        place = self._folder / sha256[:2] / f"{sha256}-{longest}.png"
        if _use(place):
            return place
        nothing = place.with_suffix(".none")
        if _use(nothing):
            return None
        try:
            picture = self._previewer.thumbnail(source, media_type, longest)
            return self._keep(place, picture) if picture else self._keep(nothing, b"")
        except (PortfolioError, OSError):
            return None

    def forget(self, sha256: str) -> None:
        """Delete what is kept of the file with this SHA-256, at every size."""
        if not _HASH.fullmatch(sha256):
            raise ValueError("not a SHA-256 in hexadecimal")
        with self._lock:
            for path in (self._folder / sha256[:2]).glob(f"{sha256}-*"):
                with suppress(OSError):
                    path.unlink()
            self._size = None

    def _keep(self, place: Path, data: bytes) -> Path | None:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{secrets.token_hex(8)}.part")
        try:
            part.write_bytes(data)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        with self._lock:
            self._grown(len(data))
        return place if data else None

    def _grown(self, size: int) -> None:
        if self._size is None:
            self._size = sum(entry.size for entry in self._entries())
        else:
            self._size += size
        if self._size > self._cap:
            self._clean_up()

    def _clean_up(self) -> None:
        """Down to four fifths of the cap, so that not every new picture makes room for itself alone."""
        entries = sorted(self._entries(), key=lambda entry: entry.used)
        self._size = sum(entry.size for entry in entries)
        for entry in entries[:-1]:
            if self._size <= self._cap * 4 // 5:
                return
            try:
                entry.path.unlink(missing_ok=True)
            except OSError:  # open in another process on Windows
                continue
            self._size -= entry.size

    def _entries(self) -> list[_Entry]:
        found = []
        for path in self._folder.glob("*/*"):
            try:
                facts = path.stat()
            except OSError:
                continue
            found.append(_Entry(path, facts.st_size, facts.st_mtime_ns))
        return found


class _Entry:
    """One file of the cache: its size in bytes, and when it was last used in nanoseconds since 1970."""

    __slots__ = ("path", "size", "used")

    def __init__(self, path: Path, size: int, used: int) -> None:
        self.path, self.size, self.used = path, size, used


def _use(place: Path) -> bool:
    """Whether a whole entry is there; then it counts as used now. Half of a PNG, left by a power cut, is none."""
    try:
        with place.open("rb") as file:
            whole = place.suffix == ".none" or file.read(len(_PNG)) == _PNG
        if whole:
            os.utime(place)
        return whole
    except OSError:
        return False
