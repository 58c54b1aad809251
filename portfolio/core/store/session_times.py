"""Stamps each row with when it was made and last changed, by the clock of the store that writes it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session


@cache
def listen() -> None:
    """Begin to stamp, once for the process."""
    event.listen(Session, "before_flush", _stamp)


def _stamp(session: Session, _context: Any, _instances: Any) -> None:
    now = session.info.get("now")
    if now is None:
        return
    for row in session.new:
        for column in ("created", "updated"):
            if hasattr(row, column):
                setattr(row, column, now)
    for row in session.dirty:
        if hasattr(row, "updated") and session.is_modified(row):
            row.updated = now
