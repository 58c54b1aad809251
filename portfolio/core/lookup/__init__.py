"""The questions: everything that a person can ask of a library, answered in frozen records.

Lists take a connection from `Store.look()` and need the standard library alone, since each keystroke waits for them;
whole records take a session from `Store.read()` and load SQLAlchemy when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portfolio.core.lookup.facets import credential_facets, project_facets
from portfolio.core.lookup.lists import (
    counts,
    credential_ids,
    credential_rows,
    evidence_ids,
    issuer_names,
    project_ids,
    project_rows,
    skill_names,
)

if TYPE_CHECKING:
    from portfolio.core.lookup.export import export_items, export_options, portfolio
    from portfolio.core.lookup.naming import find
    from portfolio.core.lookup.whole import credential, evidence, evidence_items, profile, project, skills, trash

__all__ = [
    "counts",
    "credential",
    "credential_facets",
    "credential_ids",
    "credential_rows",
    "evidence",
    "evidence_ids",
    "evidence_items",
    "export_items",
    "export_options",
    "find",
    "issuer_names",
    "portfolio",
    "profile",
    "project",
    "project_facets",
    "project_ids",
    "project_rows",
    "skill_names",
    "skills",
    "trash",
]

_LATER = {
    "whole": ("credential", "evidence", "evidence_items", "profile", "project", "skills", "trash"),
    "export": ("export_items", "export_options", "portfolio"),
    "naming": ("find",),
}


def __getattr__(name: str) -> Any:
    """Import what needs SQLAlchemy (0.3 s) when it is first asked for, and not with the first list."""
    from importlib import import_module

    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
