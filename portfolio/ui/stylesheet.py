"""Fills resources/themes/laurel.qss with the colours of a theme and lengths that fit the text scale."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import lru_cache

from PySide6.QtCore import QDir

from portfolio.ui.theme import RESOURCES, Tokens

_LENGTH = re.compile(r"\b(\d+)sp(?:\+(\d+)px)?\b")
_ROLE = re.compile(r"@([a-z_]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def stylesheet(tokens: Tokens, scale: int) -> str:
    """The style sheet for one theme and one text scale in per cent. Raises KeyError for a role that no theme has."""
    QDir.setSearchPaths("theme", [str(RESOURCES / "themes")])
    values = asdict(tokens)
    filled = _ROLE.sub(lambda match: str(values[match[1]]), _source())
    return _LENGTH.sub(lambda match: f"{round(int(match[1]) * scale / 100) + int(match[2] or 0)}px", filled)


@lru_cache(maxsize=1)
def _source() -> str:
    return _COMMENT.sub("", (RESOURCES / "themes" / "laurel.qss").read_text(encoding="utf-8"))
