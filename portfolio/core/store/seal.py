"""The seal of a library that was closed cleanly: the SHA-256 of its database, to notice what changed it since.

SQLite's own integrity_check finds 16 % of single flipped bits; the seal finds all of them between two sessions, and
a sync client that put another version of the file in place, too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from portfolio.core.store import folder as layout


class SealState(Enum):
    """What the seal says at opening."""

    INTACT = "intact"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Seal:
    size: int
    sha256: str


def write(library: Path) -> None:
    """Seal the database; to be called when the last connection is closed."""
    seal = _of(library / layout.DATABASE)
    layout.replace_text(library / layout.SEAL, json.dumps({"size": seal.size, "sha256": seal.sha256}) + "\n")


def state(library: Path) -> SealState:
    """Whether the database is the one that was sealed."""
    try:
        kept = json.loads((library / layout.SEAL).read_text("utf-8"))
        seal = Seal(kept["size"], kept["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return SealState.MISSING
    return SealState.INTACT if seal == _of(library / layout.DATABASE) else SealState.BROKEN


def remove(library: Path) -> None:
    """Break the seal before the first change of a session."""
    (library / layout.SEAL).unlink(missing_ok=True)
    layout.sync_folder(library)


def _of(database: Path) -> Seal:
    with database.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return Seal(database.stat().st_size, digest.hexdigest())
