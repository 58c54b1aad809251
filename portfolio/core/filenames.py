"""Names that every file system takes, from names that people gave."""

from __future__ import annotations

import re
import unicodedata

LONGEST_BYTES = 200  # of 255, so that “ (2)” and a suffix still fit
LONGEST_EXTENSION = 16
_REFUSED = frozenset('<>:"/\\|?*')
_CONTROLS = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNS_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?$", re.IGNORECASE)


def safe_name(name: str, fallback: str = "file") -> str:
    """The name without what Windows, macOS or Linux refuse, at most 200 bytes long, its extension kept."""
    cleaned = "".join("_" if _forbidden(mark) else mark for mark in unicodedata.normalize("NFC", name)).strip(" .")
    stem, dot, extension = cleaned.rpartition(".")
    if not dot or len(extension) > LONGEST_EXTENSION:
        stem, extension = cleaned, ""
    ending = f".{extension}" if extension else ""
    whole = _cut(stem, LONGEST_BYTES - len(ending.encode()) - 1) + ending or fallback
    return f"_{whole}" if _RESERVED.match(whole) else whole


def _forbidden(mark: str) -> bool:
    return mark in _REFUSED or mark in _TURNS_DIRECTION or unicodedata.category(mark) in _CONTROLS


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore").rstrip(" .")
