"""What the rest of the application sees of the library: plain, frozen, safe on any thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from portfolio.core.dates import PartialDate
from portfolio.core.rows import EXPIRING_DAYS as EXPIRING_DAYS
from portfolio.core.rows import CredentialRow as CredentialRow
from portfolio.core.rows import Facet as Facet
from portfolio.core.rows import FacetValue as FacetValue
from portfolio.core.rows import ProjectRow as ProjectRow
from portfolio.core.rows import Standing as Standing
from portfolio.core.rows import Subject as Subject
from portfolio.core.rows import standing as standing


@dataclass(frozen=True, slots=True)
class Claim:
    """That a credential or a project shows a skill: at what level, by whom, when."""

    skill_id: str
    skill: str
    level: str = ""
    source: str = ""
    claimed: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file, a link or a note that shows something. File fields are empty for the other kinds; `size` is in bytes."""

    id: str
    kind: str
    title: str
    shows: str = ""
    happened: PartialDate | None = None
    private: bool = False
    url: str = ""
    text: str = ""
    sha256: str = ""
    name: str = ""
    media_type: str = ""
    size: int = 0
    credentials: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """One earlier span of validity of a credential that was renewed since."""

    id: str
    issued: PartialDate | None
    expires: PartialDate | None
    number: str


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential whole. Field meanings are in fields.CREDENTIAL; `periods` runs from the oldest."""

    id: str
    title: str
    kind: str = ""
    issuer: str = ""
    platform: str = ""
    issued: PartialDate | None = None
    expires: PartialDate | None = None
    number: str = ""
    url: str = ""
    description: str = ""
    featured: bool = False
    private: bool = False
    outcomes: str = ""
    hours: Decimal | None = None
    ects: Decimal | None = None
    eqf_level: int | None = None
    assessment: str = ""
    supervision: str = ""
    participation: str = ""
    quality_assurance: str = ""
    prerequisites: str = ""
    stackability: str = ""
    grade: str = ""
    language: str = ""
    cost: Decimal | None = None
    currency: str = ""
    notes: str = ""
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    periods: tuple[Period, ...] = ()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Project:
    """A project whole. Field meanings are in fields.PROJECT."""

    id: str
    title: str
    role: str = ""
    organisation: str = ""
    started: PartialDate | None = None
    ended: PartialDate | None = None
    summary: str = ""
    outcome: str = ""
    url: str = ""
    featured: bool = False
    private: bool = False
    notes: str = ""
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill with what proves it. `framework` and `uri` are empty for one's own words."""

    id: str
    name: str
    framework: str = ""
    uri: str = ""
    credentials: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class Identity:
    """A further e-mail, DID or profile by which others know the owner."""

    id: str
    kind: str
    value: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose library it is. Everything may be empty."""

    name: str = ""
    headline: str = ""
    location: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    summary: str = ""
    identities: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """One credential, project or evidence item that an export names, and whether it goes in."""

    subject: str
    id: str
    title: str
    included: bool
    private: bool


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What an export says, in order: already chosen, with nothing private in it.

    `files` maps the SHA-256 of each shown evidence file to where its bytes are; `previews` maps it to a PNG or JPEG
    picture of its first page, for what is not an image itself and could be drawn.
    """

    profile: Profile
    credentials: tuple[Credential, ...] = ()
    projects: tuple[Project, ...] = ()
    skills: tuple[Skill, ...] = ()
    files: dict[str, Path] = field(default_factory=dict)
    previews: dict[str, Path] = field(default_factory=dict)


PAPERS = ("A4", "Letter")
ORDERS = ("newest", "oldest", "title", "issuer", "own")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How an export is made up: `paper` from PAPERS, `order` from ORDERS, which parts it has, its language (BCP 47)."""

    paper: str = "A4"
    order: str = "newest"
    skills: bool = True
    evidence: bool = True
    language: str = "en"


@dataclass(frozen=True, slots=True)
class MissingGlyphs:
    """Characters of one field of one item that no font of the document has."""

    item: str
    field: str
    characters: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished export: where it is (None when it was kept in memory), its pages, bytes and SHA-256, what to know."""

    path: Path | None
    pages: int
    size: int
    sha256: str
    missing: tuple[MissingGlyphs, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What a library holds: the counts of what is not in the trash, and the bytes of its files."""

    path: Path
    uuid: str
    schema: int
    credentials: int
    projects: int
    evidence: int
    skills: int
    files: int
    bytes: int
    trash: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a check of the library found: what, where, and what to do."""

    what: str
    where: str
    hint: str
