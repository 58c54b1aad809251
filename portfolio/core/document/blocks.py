"""What a document says, as a tree of plain data: no fonts, no places, no library. `plan` makes it, `layout` sets it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Link:
    """A line that opens an address; a plain line when `url` is empty."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """How a reader can check something: an address with a code, or words.

    `coded` tells whether `link` also gets a QR code; `words` stand where there is no link, or explain a missing code.
    """

    link: str = ""
    coded: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the library: `key` names its bytes (their SHA-256), `alt` says what it is for who cannot see it."""

    key: str
    path: Path
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A quiet line with a word before it that says what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A credential or a project."""

    title: str
    dates: tuple[str, ...] = ()
    byline: str = ""
    facts: str = ""
    body: tuple[str, ...] = ()
    outcome: Labelled | None = None
    details: tuple[Labelled, ...] = ()
    pictures: tuple[Picture, ...] = ()
    proof: Proof = Proof()


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill, the titles of what proves it, and how much evidence stands behind that."""

    name: str
    proofs: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Item:
    """An evidence item of the annex; `badge` stands in its tile when there is no picture."""

    number: str
    title: str
    badge: str
    date: str
    facts: tuple[str, ...]
    body: tuple[str, ...]
    picture: Picture | None
    proof: Proof = Proof()


class Part(StrEnum):
    """The parts that a document can have, in order."""

    CREDENTIALS = "credentials"
    PROJECTS = "projects"
    SKILLS = "skills"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its heading and what stands under it."""

    part: Part
    title: str
    blocks: tuple[Entry | SkillRow | Item, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """A featured credential or project on the cover."""

    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Content:
    """A line of "what is inside": what, and in which part."""

    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class CoverLabels:
    """The words beside the rows of the cover."""

    contact: str
    highlights: str
    inside: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    name: str
    headline: str
    summary: str
    labels: CoverLabels
    contacts: tuple[Link, ...]
    code: str
    """The address of the code beside the contacts; empty for none."""
    highlights: tuple[Highlight, ...]
    contents: tuple[Content, ...]
    note: str
    """What there is to know of the document itself: when it was made, or that it is empty."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole document."""

    title: str
    author: str
    subject: str
    language: str
    cover: Cover
    sections: tuple[Section, ...]
    cover_title: str
    page: str
    """The footer: "Page {page} of {pages}" in the document's language."""
    inside: str
    """A line of "what is inside" with {text} and {page}."""
    code_alt: str
    """What a code is for who cannot see it, with {url}."""
    unreadable: str
    """What stands in the place of a picture that cannot be read."""
