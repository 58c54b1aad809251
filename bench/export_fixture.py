"""Invented portfolios for the export bench: people, credentials and photographs from a seeded generator."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from portfolio.core.dates import PartialDate
from portfolio.core.records import Claim, Credential, Evidence, Portfolio, Profile, Project, Skill

SKILLS = (
    "Python", "SQL", "Accessibility", "Statistics", "Leadership", "Security", "Networking", "Testing", "Welding",
    "Translation", "Bookkeeping", "Fire safety", "Public speaking", "Project management", "Data visualisation",
)  # fmt: skip
ISSUERS = ("Hochschule Nordlicht", "Open Bridge Academy", "Northern Cloud Guild", "Instituto Verde", "Kaunas Chamber")
PROSE = (
    "Designed and delivered a reporting service that processes two million events a day, cut the median waiting time "
    "from 900 ms to 140 ms, and wrote the handbook that the team on call now uses. Worked with three groups to agree "
    "the data contract, added tests of properties and kept the move reversible at every step. The office workflow was "
    "difficult to measure, so I built a small viewer for its traces first."
)
PHOTO = (1600, 1000)


def photo(path: Path, seed: int) -> None:
    """A photograph of about 250 kB: soft colours, shapes, grain."""
    draw_from = random.Random(seed)
    small = Image.frombytes("RGB", (16, 10), draw_from.randbytes(480))
    picture = small.resize(PHOTO, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(PHOTO, 10).convert("RGB")  # not seeded: only its size matters here
    picture = ImageChops.add(picture, grain, scale=1, offset=-128)
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = draw_from.randrange(PHOTO[0]), draw_from.randrange(PHOTO[1])
        box = (x, y, x + draw_from.randrange(20, 300), y + draw_from.randrange(10, 160))
        draw.rectangle(box, fill=tuple(draw_from.randbytes(3)))
    picture.save(path, quality=85)


def _address(draw_from: random.Random, kind: str) -> str:
    return f"https://verify.example.org/{kind}/{draw_from.getrandbits(96):024x}"


def _claims(draw_from: random.Random, count: int) -> tuple[Claim, ...]:
    return tuple(Claim(f"s{SKILLS.index(name)}", name) for name in draw_from.sample(SKILLS, count))


def _photo_evidence(folder: Path, key: str, seed: int) -> tuple[Evidence, Path]:
    path = folder / f"{key}.jpg"
    photo(path, seed)
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    shows = "What it looked like on the day." if seed % 2 else ""
    title = f"Photo {key}"
    return Evidence(
        key, "file", title, shows, sha256=digest, name=path.name, media_type="image/jpeg", size=len(data)
    ), path


def portfolio(folder: Path, credentials: int, projects: int) -> Portfolio:
    """So many credentials and projects, all with links, two photos a project, and a link for every project's record."""
    draw_from = random.Random(credentials)
    held, done, files = [], [], {}
    for number in range(credentials):
        issued = PartialDate(draw_from.randint(2015, 2026), draw_from.randint(1, 12))
        held.append(
            Credential(
                f"c{number}", f"Certified {draw_from.choice(SKILLS)} practitioner {number}", kind="certificate",
                issuer=draw_from.choice(ISSUERS), issued=issued, number=f"N-{number}", url=_address(draw_from, "c"),
                description=PROSE[: draw_from.randint(90, 220)], claims=_claims(draw_from, draw_from.randint(3, 7)),
                featured=number < 4,
            )
        )  # fmt: skip
    for number in range(projects):
        evidence = [Evidence(f"l{number}", "link", f"Record {number}", url=_address(draw_from, "e"))]
        for index in range(2):
            item, path = _photo_evidence(folder, f"p{number}-{index}", 2 * number + index)
            files[item.sha256] = path
            evidence.append(item)
        done.append(
            Project(
                f"p{number}", f"Project {number}: {draw_from.choice(SKILLS)} service", role="Lead engineer",
                started=PartialDate(2019), ended=PartialDate(2024), summary=PROSE + "\n\n" + PROSE[60:],
                outcome=PROSE[:90], url=_address(draw_from, "p"), claims=_claims(draw_from, 5),
                evidence=tuple(evidence),
            )
        )  # fmt: skip
    profile = Profile("Zoë Łukasz-O’Brien", "Data steward and trainer", "Lindhafen", "zoe@example.org", summary=PROSE)
    skills = tuple(Skill(f"s{number}", name) for number, name in enumerate(SKILLS))
    return Portfolio(profile, tuple(held), tuple(done), skills, files)
