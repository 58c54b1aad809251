"""Invented people and their portfolios, of any size, for the tests of the document."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from portfolio.core import document
from portfolio.core.dates import PartialDate
from portfolio.core.records import (
    Claim,
    Credential,
    Evidence,
    Exported,
    ExportOptions,
    Identity,
    Period,
    Portfolio,
    Profile,
    Project,
    Skill,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SKILLS = (
    "Data visualisation", "Python", "SQL", "Accessibility audits", "Project management", "Statistics", "Welding",
    "Fire safety", "Pharmacology", "Public speaking", "Kubernetes", "Translation", "Bookkeeping", "Beekeeping",
)  # fmt: skip
ISSUERS = (
    "Hochschule Nordlicht", "Open Bridge Academy", "Northern Cloud Guild", "Πανεπιστήμιο Κεραμεικού",
    "Ålesund Maritime Institute", "Instituto Verde", "Kaunas Craft Chamber",
)  # fmt: skip
TITLES = (
    "Certified Data Steward", "Foundations of Applied Statistics", "Safe Work at Height", "Advanced Office Bookkeeping",
    "Professional Cloud Practitioner", "Hygiene for Difficult Workflows", "Accessible Documents in Practice",
    "Vocational Trainer Aptitude", "Introduction to Affine Geometry", "Conversational Finnish B1",
)  # fmt: skip
ROLES = ("Lead engineer", "Designer", "Volunteer co-ordinator", "Researcher")
SENTENCES = (
    "Designed and delivered a reporting service that the whole office now uses every morning.",
    "Cut the waiting time from nine days to two by sorting the difficult files first.",
    "Trained eleven colleagues and wrote the handbook that they still open.",
    "Agreed the data contract with three teams and kept every step reversible.",
    "Measured the effect for six months before and after.",
)


def photo(path: Path, size: tuple[int, int], seed: int, **save: Any) -> Path:
    """A made-up photograph: soft gradients with some noise, so that it compresses like one."""
    draw_from = random.Random(seed)
    small = Image.new("RGB", (9, 7))
    base = [draw_from.randrange(40, 216) for _ in range(3)]
    small.putdata([tuple(min(255, max(0, c + draw_from.randrange(-40, 41))) for c in base) for _ in range(63)])
    picture = small.resize(size, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    for _ in range(6):
        x, y, r = draw_from.randrange(size[0]), draw_from.randrange(size[1]), draw_from.randrange(20, 120)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(draw_from.randrange(256) for _ in range(3)))
    draw.text((20, 20), f"{size[0]} x {size[1]}", fill="white", font=ImageFont.load_default(60))
    picture.save(path, **save)
    return path


def file_evidence(path: Path, number: int, media_type: str, **fields: Any) -> Evidence:
    """A file as evidence."""
    data = path.read_bytes()
    named = {"id": f"ev{number}", "kind": "file", "title": path.stem, "name": path.name, **fields}
    return Evidence(media_type=media_type, size=len(data), sha256=hashlib.sha256(data).hexdigest(), **named)


def credential(number: int, draw_from: random.Random, evidence: Sequence[Evidence] = ()) -> Credential:
    """A credential that looks like one that people have."""
    names = draw_from.sample(SKILLS, draw_from.randint(1, 5))
    issued = PartialDate(draw_from.randint(2012, 2026), draw_from.randint(1, 10), draw_from.choice([None, 3, 17]))
    lasting = draw_from.choice([None, None, 2, 3, 10])
    return Credential(
        id=f"c{number}",
        title=f"{draw_from.choice(TITLES)} {number}",
        kind=draw_from.choice(["badge", "certificate", "micro-credential", "licence", "course", ""]),
        issuer=draw_from.choice(ISSUERS),
        platform=draw_from.choice(["", "", "Learnhall"]),
        issued=issued,
        expires=PartialDate(issued.year + lasting, issued.month) if lasting else None,
        number=draw_from.choice(["", f"NC-{number:04d}-7Q"]),
        url="" if number % 7 == 3 else f"https://verify.example.org/credentials/{draw_from.getrandbits(96):024x}",
        description=" ".join(draw_from.sample(SENTENCES, draw_from.randint(0, 3))),
        featured=number < 3,
        hours=Decimal("25.00") if number % 4 == 0 else None,
        ects=Decimal("1.00") if number % 4 == 0 else None,
        grade="1.3" if number % 5 == 0 else "",
        assessment="supervised exam" if number % 4 == 0 else "",
        outcomes="Plans, carries out and documents an audit of a public service." if number % 6 == 0 else "",
        claims=tuple(Claim(f"s{SKILLS.index(name)}", name, source=draw_from.choice(["", "tested"])) for name in names),
        periods=(Period(f"p{number}", PartialDate(2010), PartialDate(2012, 6), "OLD-1"),) if number % 9 == 5 else (),
        evidence=tuple(evidence),
    )


def project(number: int, draw_from: random.Random, evidence: Sequence[Evidence] = ()) -> Project:
    """A project with as much to say as people have."""
    names = draw_from.sample(SKILLS, 3)
    started = PartialDate(draw_from.randint(2015, 2023), draw_from.choice([None, 4]))
    return Project(
        id=f"p{number}",
        title=f"{draw_from.choice(['Harbour air map', 'Archive of small voices', 'Night bus planner'])} {number}",
        role=draw_from.choice(ROLES),
        organisation=draw_from.choice(["City of Lindhafen", "", "Verein Offene Werkstatt"]),
        started=started,
        ended=draw_from.choice([None, PartialDate(2024, 9)]),
        summary=" ".join(draw_from.sample(SENTENCES, 4)) + "\n\n" + " ".join(draw_from.sample(SENTENCES, 2)),
        outcome=draw_from.choice(SENTENCES),
        url=f"https://portfolio.example.org/p/{draw_from.getrandbits(64):016x}",
        featured=number == 0,
        claims=tuple(Claim(f"s{SKILLS.index(name)}", name, source="supervised") for name in names),
        evidence=tuple(evidence),
    )


def profile() -> Profile:
    """An invented person with letters that are often lost."""
    return Profile(
        name="Zoë Łukasz-O’Brien",
        headline="Data steward and office-hours trainer",
        location="Lindhafen, Germany",
        email="zoe@example.org",
        phone="+49 30 5550 0123",
        website="https://zoe.example.org",
        summary=" ".join(SENTENCES[:4]),
        identities=(
            Identity("i1", "profile", "https://social.example.org/@zoe"),
            Identity("i2", "did", "did:web:zoe.example.org"),
            Identity("i3", "email", "hidden@example.org", shown=False),
        ),
    )


def person(
    folder: Path, credentials: int, projects: int, sizes: Sequence[tuple[int, int]] = ((1600, 1000),)
) -> Portfolio:
    """A whole portfolio; each project gets a photo of each of `sizes`, some credentials a file, a link or a note."""
    draw_from = random.Random(credentials * 1000 + projects)
    files: dict[str, Path] = {}
    held = [credential(n, draw_from, _proofs(folder, n, files)) for n in range(credentials)]
    done = [project(n, draw_from, _photos(folder, n, sizes, files)) for n in range(projects)]
    skills = tuple(
        Skill(
            f"s{number}", name,
            credentials=tuple(c.id for c in held if any(claim.skill == name for claim in c.claims)),
            projects=tuple(p.id for p in done if any(claim.skill == name for claim in p.claims)),
        )
        for number, name in enumerate(SKILLS)
    )  # fmt: skip
    return Portfolio(profile(), tuple(held), tuple(done), skills if held or done else (), files)


def _proofs(folder: Path, number: int, files: dict[str, Path]) -> list[Evidence]:
    if number % 3:
        return []
    if number % 2:
        note = f"Spoke with the examiner about task {number}."
        return [Evidence(f"n{number}", "note", f"Conversation {number}", text=note, happened=PartialDate(2025, 3, 4))]
    path = folder / f"certificate-{number}.pdf"
    path.write_bytes(b"%PDF-1.4 invented " + str(number).encode())
    item = file_evidence(
        path, 1000 + number, "application/pdf", happened=PartialDate(2024), shows="The signed original."
    )
    files[item.sha256] = path
    link = Evidence(f"l{number}", "link", f"Public register {number}", url=f"https://register.example.org/{number}")
    return [item, link]


def _photos(folder: Path, number: int, sizes: Sequence[tuple[int, int]], files: dict[str, Path]) -> list[Evidence]:
    items = []
    for index, size in enumerate(sizes):
        key = number * 10 + index
        path = photo(folder / f"photo-{key}.jpg", size, key, quality=85)
        item = file_evidence(
            path, key, "image/jpeg", title=f"Workshop day {index + 1}", happened=PartialDate(2023, 5, 2),
            shows="The first version on the wall, with the notes of everyone who tried it." if index % 2 == 0 else "",
        )  # fmt: skip
        files[item.sha256] = path
        items.append(item)
    return items


def export(portfolio: Portfolio, **options: object) -> tuple[bytes, Exported]:
    """The PDF in memory."""
    out = BytesIO()
    exported = document.export(portfolio, ExportOptions(**options), out, now=NOW)  # type: ignore[arg-type]
    return out.getvalue(), exported
