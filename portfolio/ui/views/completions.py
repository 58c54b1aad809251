"""What could be meant by what somebody begins to type."""

from __future__ import annotations

from portfolio.core import lookup
from portfolio.core.store import Store


def issuers(store: Store, typed: str) -> list[str]:
    """Issuers that the library knows."""
    with store.look() as db:
        return lookup.issuer_names(db, typed)


def skills(store: Store, typed: str) -> list[str]:
    """Skills that the library knows."""
    with store.look() as db:
        return lookup.skill_names(db, typed)
