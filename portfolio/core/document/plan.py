"""What a document says about a portfolio: records in, blocks out. No place, font or file is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeVar

from portfolio.core.dates import PartialDate
from portfolio.core.document import wording
from portfolio.core.document.blocks import (
    Content,
    Cover,
    CoverLabels,
    Entry,
    Highlight,
    Item,
    Labelled,
    Link,
    Part,
    Picture,
    Plan,
    Proof,
    Section,
    SkillRow,
)
from portfolio.core.document.characters import clean
from portfolio.core.document.wording import Wording
from portfolio.core.records import Claim, Credential, Evidence, ExportOptions, Portfolio, Project, Skill

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MOST_HIGHLIGHTS = 8
MOST_LISTED = 6
"""What shows a skill stands in lines of its own up to this many, and in running text above."""

_CODES = frozenset(("id", "kind", "url", "skill_id", "sha256", "media_type", "source", "uri"))
"""Texts that are not printed as they are."""

Owner = Credential | Project
Record = TypeVar("Record", bound="DataclassInstance")


def make(portfolio: Portfolio, options: ExportOptions, words: Wording) -> Plan:
    """The plan of a document. What is private or in the trash is left out here once more."""
    return _Planner(_cleaned(portfolio), options, words).plan()


def _cleaned(record: Record) -> Record:
    """The record with every text as it will be printed, so that what would leave no trace on paper counts as empty."""
    changes: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str) and field.name not in _CODES:
            changes[field.name] = clean(value).strip()
        elif is_dataclass(value) and not isinstance(value, type):
            changes[field.name] = _cleaned(value)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            changes[field.name] = tuple(map(_cleaned, value))
    return replace(record, **changes)


def _shown(items: Sequence[Evidence]) -> list[Evidence]:
    return [item for item in items if not item.private and not item.deleted]


def _paragraphs(*texts: str) -> tuple[str, ...]:
    """The paragraphs of texts: what empty lines part."""
    pieces = (piece.strip("\n") for text in texts for piece in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(piece for piece in pieces if piece.strip())


class _Planner:
    """Holds what several parts need: which items are in, and the numbers of the evidence."""

    def __init__(self, portfolio: Portfolio, options: ExportOptions, words: Wording) -> None:
        self.portfolio, self.options, self.words = portfolio, options, words
        self.credentials: list[Credential] = [
            item for item in portfolio.credentials if not item.private and not item.deleted
        ]
        self.projects: list[Project] = [item for item in portfolio.projects if not item.private and not item.deleted]
        self.evidence: dict[str, Evidence] = {}
        self.owners: dict[str, list[str]] = {}
        self.entries: list[Owner] = [*self.credentials, *self.projects]
        for owner in self.entries:
            for item in _shown(owner.evidence):
                self.evidence.setdefault(item.id, item)
                self.owners.setdefault(item.id, []).append(owner.title)
        annex = self.evidence if options.evidence else {}
        self.numbers = {evidence_id: f"E{number}" for number, evidence_id in enumerate(annex, 1)}

    def plan(self) -> Plan:
        _ = self.words.gettext
        sections = tuple(section for section in self._sections() if section.blocks)
        name = self.portfolio.profile.name
        title = _("Portfolio of {name}").format(name=name) if name else _("Portfolio")
        return Plan(
            title=title,
            author=name or _("Portfolio"),
            subject=self.portfolio.profile.headline or _("Portfolio"),
            language=self.options.language.replace("_", "-"),
            cover=self._cover(sections),
            sections=sections,
            cover_title=_("Profile"),
            page=_("Page {page} of {pages}"),
            inside=_("{text}, page {page}"),
            code_alt=_("QR code that opens {url}"),
            unreadable=_("This picture cannot be read."),
        )

    def _sections(self) -> list[Section]:
        _ = self.words.gettext
        credentials, projects = map(self._credential, self.credentials), map(self._project, self.projects)
        sections = [
            Section(Part.CREDENTIALS, _("Credentials"), tuple(credentials)),
            Section(Part.PROJECTS, _("Projects"), tuple(projects)),
        ]
        if self.options.skills:
            rows = tuple(map(self._skill, self.portfolio.skills))
            sections.append(Section(Part.SKILLS, _("Skills"), rows, (_("Skill"), _("Shown by"), _("Evidence"))))
        if self.options.evidence:
            items = tuple(self._item(item) for item in self.evidence.values())
            sections.append(Section(Part.EVIDENCE, _("Evidence"), items))
        return sections

    def _cover(self, sections: Sequence[Section]) -> Cover:
        _ = self.words.gettext
        profile = self.portfolio.profile
        contacts = self._contacts()
        code = next((link.url for link in contacts if self.words.proof(link.url).coded), "")
        nothing = not sections and not contacts and not profile.headline and not profile.summary
        return Cover(
            name=profile.name or _("Portfolio"),
            headline=profile.headline,
            summary=profile.summary,
            labels=CoverLabels(_("Contact"), _("Highlights"), _("Inside")),
            contacts=contacts,
            code=code,
            highlights=self._highlights(),
            contents=tuple(self._content(section) for section in sections),
            note=self._note(nothing),
        )

    def _note(self, nothing: bool) -> str:
        _ = self.words.gettext
        today = self.words.today
        as_of = _("As of {date}").format(date=self.words.day(PartialDate(today.year, today.month, today.day)))
        return _("This portfolio is empty so far.") + " " + as_of + "." if nothing else as_of

    def _contacts(self) -> tuple[Link, ...]:
        profile = self.portfolio.profile
        links = [
            wording.email(profile.email),
            wording.phone(profile.phone),
            Link(profile.location),
            Link(profile.website, wording.web_address(profile.website)),
        ]
        links += [wording.identity(item) for item in profile.identities if item.shown]
        return tuple({link.text: link for link in links if link.text}.values())

    def _highlights(self) -> tuple[Highlight, ...]:
        found = [
            Highlight(item.title, ", ".join(filter(None, (item.issuer, self.words.day(item.issued)))))
            for item in self.credentials
            if item.featured
        ]
        found += [
            Highlight(item.title, ", ".join(filter(None, (item.role, self.words.span(item)))))
            for item in self.projects
            if item.featured
        ]
        return tuple(found[:MOST_HIGHLIGHTS])

    def _content(self, section: Section) -> Content:
        several, number = self.words.ngettext, len(section.blocks)
        phrases = {
            Part.CREDENTIALS: several("{n} credential", "{n} credentials", number),
            Part.PROJECTS: several("{n} project", "{n} projects", number),
            Part.SKILLS: several("{n} skill with what shows it", "{n} skills with what shows them", number),
            Part.EVIDENCE: several("{n} piece of evidence", "{n} pieces of evidence", number),
        }
        return Content(phrases[section.part].format(n=number), section.part)

    def _credential(self, item: Credential) -> Entry:
        _ = self.words.gettext
        details = [*self.words.further(item), *self._common(item.claims, item.evidence)]
        if learning := self.words.learning(item):
            details.insert(0, Labelled("", learning))
        if earlier := "; ".join(filter(None, map(self.words.period, item.periods))):
            details.append(Labelled(_("Held before"), earlier))
        return Entry(
            title=item.title,
            dates=tuple(filter(None, (self.words.day(item.issued), self.words.validity(item.expires)))),
            byline=item.issuer,
            facts=self.words.credential_facts(item),
            body=_paragraphs(item.description),
            details=tuple(details),
            proof=self.words.credential_proof(item, self._first_file(item)),
        )

    def _project(self, item: Project) -> Entry:
        _ = self.words.gettext
        outcome = item.outcome
        pictures = (self._picture(evidence) for evidence in _shown(item.evidence) if _is_image(evidence))
        return Entry(
            title=item.title,
            dates=tuple(filter(None, (self.words.span(item),))),
            byline=", ".join(filter(None, (item.role, item.organisation))),
            body=_paragraphs(item.summary),
            outcome=Labelled(_("Outcome"), outcome) if outcome else None,
            details=tuple(self._common(item.claims, item.evidence)),
            pictures=tuple(picture for picture in pictures if picture),
            proof=self.words.proof(item.url),
        )

    def _common(self, claims: Sequence[Claim], evidence: Sequence[Evidence]) -> list[Labelled]:
        """The lines that credentials and projects share: skills, and where the evidence stands."""
        _ = self.words.gettext
        skills = ", ".join(dict.fromkeys(claim.skill for claim in claims if claim.skill))
        numbers = ", ".join(self.numbers[item.id] for item in _shown(evidence) if item.id in self.numbers)
        pairs = ((_("Skills"), skills), (_("Evidence"), numbers))
        return [Labelled(label, text) for label, text in pairs if text]

    def _first_file(self, item: Credential) -> str:
        files = (one for one in _shown(item.evidence) if one.kind == "file" and one.id in self.numbers)
        return next((self.numbers[one.id] for one in files), "")

    def _skill(self, skill: Skill) -> SkillRow:
        _ = self.words.gettext
        proofs: list[str] = []
        behind: dict[str, None] = {}
        named = {*skill.credentials, *skill.projects}
        for owner in self.entries:
            claim = next((one for one in owner.claims if one.skill_id == skill.id), None)
            if claim or owner.id in named:
                proofs.append(self.words.claim(owner.title, claim))
                behind |= dict.fromkeys(item.id for item in _shown(owner.evidence))
        shown_by = tuple(dict.fromkeys(proofs)) or (_("Own statement"),)
        if len(shown_by) > MOST_LISTED:
            shown_by = (" \u00b7 ".join(shown_by),)
        return SkillRow(skill.name, shown_by, self.words.evidence_count(len(behind)))

    def _item(self, item: Evidence) -> Item:
        _ = self.words.gettext
        owners = ", ".join(dict.fromkeys(self.owners[item.id]))
        facts = (self.words.file_facts(item), _("For: {titles}").format(titles=owners))
        return Item(
            number=self.numbers[item.id],
            title=item.title,
            badge=_badge(item, self.words),
            date=self.words.day(item.happened),
            facts=tuple(filter(None, facts)),
            body=_paragraphs(item.shows, item.text),
            picture=self._picture(item),
            proof=self.words.proof(item.url) if item.url else Proof(),
        )

    def _picture(self, item: Evidence) -> Picture | None:
        """What shows a file: the file itself if it is an image, else the preview of its first page."""
        source = self.portfolio.files if _is_image(item) else self.portfolio.previews
        path = source.get(item.sha256) if item.sha256 else None
        if path is None:
            return None
        key = item.sha256 if _is_image(item) else f"{item.sha256} preview"
        said = item.shows or item.title
        return Picture(key, path, caption=_caption(item), alt=said)


def _caption(item: Evidence) -> str:
    """The title, then what the picture shows: as one sentence after the other when both are there."""
    shows = " ".join(item.shows.split())
    if not shows or shows == item.title:
        return item.title
    return f"{item.title}. {shows}" if item.title and item.title[-1] not in ".!?" else f"{item.title} {shows}"


def _is_image(item: Evidence) -> bool:
    return item.kind == "file" and item.media_type.startswith("image/") and item.media_type != "image/svg+xml"


def _badge(item: Evidence, words: Wording) -> str:
    _ = words.gettext
    if item.kind == "file":
        return PurePath(item.name).suffix[1:6].upper() or _("File")
    return _("Link") if item.kind == "link" else _("Note")
