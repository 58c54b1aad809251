"""How long a keystroke in the search field takes the core: from the typed text to the ids and the first page of rows.

`python -m bench.search [COUNT]` builds a library of COUNT (10,000) invented credentials in a temporary folder, types
about 30 queries letter by letter, and compares each answer with the least that any list must cost: SQLite reading the
ids of the same table in the same order, and the columns of one page, with no search, no skills and no records.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from portfolio.core import lookup
from portfolio.core.fields import KINDS
from portfolio.core.query import parse
from portfolio.core.store import Store

TODAY = date(2026, 11, 23)
PAGE, PAUSES = 100, 3
TOPICS = [
    "Kubernetes", "Docker", "Linux", "Python", "Rust", "Statistik", "Mathematik", "Écriture", "Typography", "Geodesy",
    "Botany", "Beekeeping", "Welding", "Surveying", "Hydraulics", "Acoustics", "Bookkeeping", "Taxation", "Nursing",
    "Contract-Law", "Anatomy", "Pharmacology", "Radiology", "Physiotherapy", "Photography", "Ceramics", "Joinery",
    "Masonry", "Sailing", "Navigation", "Meteorology", "Seismology", "Astronomy", "Optics", "Robotics", "Databases",
    "Networking", "Security", "Cryptography", "Compilers", "Testing", "Accessibility", "Usability", "Illustration",
]  # fmt: skip
FORMS = [
    "Foundations", "Principles", "Practice", "Engineer", "Associate", "Professional", "Safety", "Analysis", "Design",
]  # fmt: skip
WORDS = [
    "learners", "design", "measure", "explain", "and", "repair", "small", "systems", "under", "supervision", "with",
    "written", "reports", "in", "the", "field", "using", "models", "data", "protocols", "checklists", "workshops",
    "exams", "teams", "budgets", "deadlines", "sources", "methods", "limits", "results",
]  # fmt: skip
TYPED = (
    "kubernetes", "python", "ecriture", "foundations", "safety analysis", "beekeeping practice", "rust engineer",
    "acme", "institute 7", '"applied acoustics"', "nursing -safety", "statistik", "learners design", "zzz", "e",
    "2026", "certificate", "issuer:institute", "issuer:acme kubernetes", "skill:python", "skill:ceramics sailing",
    "kind:licence", "year:2024", "status:expired", "status:expiring robotics", "status:valid design",
    "has:link optics", "is:featured", "-python systems", "expiring:2027",
)  # fmt: skip


def fill(folder: Path, count: int) -> None:
    """Make a library of `count` varied credentials by plain SQL; the triggers write the search index."""
    Store.create(folder).close()
    choose = random.Random(count)
    db = sqlite3.connect(folder / "library.sqlite")
    with db:
        issuers = [
            (f"i{n}", f"{choose.choice(('Acme', 'Northern', 'Open', 'São Rafael'))} Institute {n}") for n in range(150)
        ]
        db.executemany("INSERT INTO issuers (id, name) VALUES (?, ?)", issuers)
        skills = [
            (f"s{n}", f"{topic}{' ' + choose.choice(FORMS) if n >= len(TOPICS) else ''} {n}")
            for n, topic in enumerate(TOPICS * 12)
        ]
        db.executemany("INSERT INTO skills (id, name) VALUES (?, ?)", skills)
        db.executemany(
            "INSERT INTO credentials (id, kind, title, description, issuer_id, issued, expires, number, url, featured,"
            " private, deleted, outcomes, notes, platform) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (_credential(choose, n, len(issuers)) for n in range(count)),
        )
        db.executemany(
            "INSERT INTO skill_claims (id, skill_id, credential_id, position) VALUES (?, ?, ?, ?)",
            (
                (f"k{n}-{place}", f"s{skill}", _id(n), place)
                for n in range(count)
                for place, skill in enumerate(choose.sample(range(len(skills)), choose.randrange(6)))
            ),
        )
        db.execute("INSERT INTO evidence (id, kind, title) VALUES ('e', 'note', 'A note')")
        db.executemany(
            "INSERT INTO evidence_uses (id, evidence_id, credential_id) VALUES (?, 'e', ?)",
            ((f"u{n}", _id(n)) for n in range(0, count, 3)),
        )
    db.close()


def _id(number: int) -> str:
    return f"{number * 2654435761 % (1 << 32):08x}-0000-4000-8000-{number:012x}"


def _credential(choose: random.Random, number: int, issuers: int) -> tuple[object, ...]:
    issued = date(2012, 1, 1) + timedelta(days=choose.randrange(5400))
    expires = issued + timedelta(days=choose.randrange(200, 3000))
    text = " ".join(choose.choices(WORDS, k=choose.randrange(12, 60)))
    return (
        _id(number),
        choose.choice(KINDS),
        " ".join(
            [choose.choice(TOPICS), choose.choice(FORMS), *(["applied", choose.choice(TOPICS)] * choose.randrange(2))]
        ),
        text.capitalize() + ".",
        f"i{choose.randrange(issuers)}" if choose.random() < 0.95 else None,
        str(issued)[: choose.choice((4, 7, 10, 10, 10))] if choose.random() < 0.97 else None,
        str(expires)[: choose.choice((7, 10, 10))] if choose.random() < 0.5 else None,
        f"AC-{number:06d}" if choose.random() < 0.6 else "",
        f"https://check.example.org/{number}" if choose.random() < 0.7 else "",
        choose.random() < 0.02,
        choose.random() < 0.05,
        "2026-01-01T00:00:00+00:00" if choose.random() < 0.02 else None,
        " ".join(choose.choices(WORDS, k=20)),
        " ".join(choose.choices(TOPICS, k=6)) if choose.random() < 0.3 else "",
        "Campus" if choose.random() < 0.2 else "",
    )


def keystrokes() -> Iterator[str]:
    """What stands in the field after each key."""
    for text in TYPED:
        for end in range(1, len(text) + 1):
            yield text[:end]


def answer(store: Store, text: str) -> int:
    """What one key asks of the core: the ids that the text wants, and the rows of the first page."""
    query = parse(text)
    with store.look() as db:
        ids = lookup.credential_ids(db, query, today=TODAY)
        lookup.credential_rows(db, ids[:PAGE])
    return len(ids)


def narrow(store: Store, text: str) -> int:
    """What opening the list of facets asks of the core."""
    with store.look() as db:
        return len(lookup.credential_facets(db, parse(text), today=TODAY))


def floor(store: Store, _text: str) -> int:
    """The least that a list of everything must do."""
    with store.look() as db:
        ids = [row[0] for row in db.execute("SELECT id FROM credentials ORDER BY issued DESC").fetchall()]
        page = ids[:PAGE]
        marks = ",".join("?" * len(page))
        db.execute(f"SELECT id, kind, title, issued, expires FROM credentials WHERE id IN ({marks})", page).fetchall()
    return len(ids)


def timed(what: Callable[[Store, str], int], store: Store, texts: list[str]) -> list[float]:
    """Milliseconds for each text, the best of a few passes."""
    passes = []
    for _pass in range(PAUSES):
        times = []
        for text in texts:
            began = time.perf_counter()
            what(store, text)
            times.append((time.perf_counter() - began) * 1000)
        passes.append(times)
    return [min(one) for one in zip(*passes, strict=True)]


def percentile(times: list[float], percent: int) -> float:
    """The time that `percent` of a hundred do not exceed."""
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def peak() -> float:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def measure(library: Path, count: int) -> None:
    """Type everything in a library that is there, and print what it took."""
    with Store.open(library) as store:
        texts = list(keystrokes())
        least = timed(floor, store, [""] * 60)
        before = peak()
        empty = timed(answer, store, [""] * 60)
        times = timed(answer, store, texts)
        grown = peak() - before
        facets = timed(narrow, store, [text for text in TYPED if text])
    slow = sorted(zip(times, texts, strict=True), reverse=True)[:8]
    print(f"{count:,} credentials, {len(texts)} keystrokes of {len(TYPED)} queries; milliseconds")
    for name, found in (
        ("floor: all ids, one page", least),
        ("no query: ids and rows", empty),
        ("key to ids and rows", times),
        ("facets, when asked for", facets),
    ):
        print(f"  {name:26} p50 {percentile(found, 50):6.2f}   p95 {percentile(found, 95):6.2f}")
    print(f"  p95 of a key is {percentile(times, 95) / percentile(least, 95):.2f} x the floor's")
    print(f"  memory that searching added: {grown:.1f} MB")
    print("  slowest keys: " + ", ".join(f"{text!r} {ms:.1f}" for ms, text in slow))


def main(count: int = 10_000) -> None:
    """Build in a process of its own, so that its memory is not counted; then measure."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "Library"
        building = multiprocessing.get_context("spawn").Process(target=fill, args=(library, count))
        building.start()
        building.join()
        measure(library, count)


if __name__ == "__main__":
    main(*(int(argument.replace(",", "")) for argument in sys.argv[1:2]))
