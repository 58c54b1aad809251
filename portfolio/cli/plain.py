"""Text that is safe to write to a terminal, and how wide it is there.

A terminal obeys what it is sent: escape sequences (ECMA-48) can retitle it, hide text or answer as if typed, and the
bidirectional controls of UAX #9 can show a line in an order that it does not have. Both are shown, not sent.
"""

from __future__ import annotations

import re
import unicodedata

# C0 but tab and line feed, DEL, C1; line and paragraph separators; embeddings, overrides, isolates; surrogates
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile(r"[\n\t]")
_ASCII_LAST = 0x7E


def safe(text: str) -> str:
    r"""The text with what a terminal would obey written out, such as `\x1b`. Line breaks and tabs stay."""
    return _UNSAFE.sub(_written_out, text)


def safe_line(text: str) -> str:
    r"""The same on one line: line breaks and tabs become `\n` and `\t`."""
    return _BREAKS.sub(lambda match: "\\n" if match.group() == "\n" else "\\t", safe(text))


def safe_json(document: str) -> str:
    r"""A JSON document with the same characters as `\uXXXX`, which is the same document (RFC 8259, section 7)."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", document)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def width(text: str) -> int:
    """Columns that the text takes (UAX #11): two for wide characters, none for marks that sit on the one before."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def clip(text: str, columns: int) -> str:
    """The text in at most `columns` columns, with an ellipsis where it was cut."""
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for character in text:
        used += _columns(character)
        if used > columns - 1:
            break
        kept.append(character)
    return "".join(kept).rstrip() + "…" if columns > 0 else ""


def _columns(character: str) -> int:
    if ord(character) <= _ASCII_LAST:
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
