"""Which characters of a text are printed, and what stands for those that no font has."""

from __future__ import annotations

import re
import unicodedata

PLACEHOLDER = "\u25a1"
"""What stands for a character that no font has: a white square, which can be seen and be copied."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_FIXED_SPACES = dict.fromkeys((0x2007, 0x202F), "\u00a0")


def clean(text: str) -> str:
    """The text composed (Unicode NFC), without format and control characters, which cannot be seen; \\n ends lines."""
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text.translate(_LIGATURES).translate(_FIXED_SPACES))


def missing(text: str, characters: frozenset[int]) -> str:
    """The characters of `text` that `characters` lacks, each once, in the order in which they come."""
    return "".join(dict.fromkeys(char for char in clean(text) if ord(char) not in characters and not char.isspace()))
