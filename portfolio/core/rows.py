"""What lists show: rows, facets and the standing of a credential. Apart from the whole records, since lists come first.

Making a dataclass takes as long as reading a page of rows; the window's first list waits for these few alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portfolio.core.dates import PartialDate


class Subject(StrEnum):
    """What evidence, skills and portfolio items can belong to."""

    CREDENTIAL = "credential"
    PROJECT = "project"
    SKILL = "skill"
    ACTIVITY = "activity"


class Standing(StrEnum):
    """Whether a credential can still be relied on, on a given day, by its dates alone."""

    NO_EXPIRY = "no expiry"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"


EXPIRING_DAYS = 90


def standing(expires: PartialDate | None, today: date) -> Standing:
    """The standing on `today` of something that expires at the end of the partial date `expires`."""
    if expires is None:
        return Standing.NO_EXPIRY
    days = (expires.last - today).days
    if days < 0:
        return Standing.EXPIRED
    return Standing.EXPIRING if days <= EXPIRING_DAYS else Standing.VALID


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A credential as a list shows it."""

    id: str
    kind: str
    title: str
    issuer: str
    issued: PartialDate | None
    expires: PartialDate | None
    skills: tuple[str, ...]
    evidence: int
    featured: bool
    private: bool


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project as a list shows it."""

    id: str
    title: str
    role: str
    started: PartialDate | None
    ended: PartialDate | None
    skills: tuple[str, ...]
    evidence: int
    featured: bool
    private: bool


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value by which a list can be narrowed: the query term it stands for, its label, how many rows have it."""

    term: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list, with its most frequent values."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
