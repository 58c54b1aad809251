"""Names that every file system takes, from names that people gave."""

from __future__ import annotations

import re
import unicodedata

LONGEST_BYTES = 200  # of 255, so that “ (2)” and a suffix still fit
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$", re.IGNORECASE)


def safe_name(name: str, fallback: str = "file") -> str:
    """The name without what Windows, macOS or Linux refuse, at most 200 bytes long, its extension kept."""
    cleaned = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip(" .") or fallback
    if _RESERVED.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, dot, extension = cleaned.rpartition(".")
    if not dot or len(extension) > 16:
        stem, extension = cleaned, ""
    ending = f".{extension}" if extension else ""
    room = LONGEST_BYTES - len(ending.encode())
    return _cut(stem, room) + ending


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore").rstrip(" .")
