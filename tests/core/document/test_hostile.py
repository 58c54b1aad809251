"""Any text in any field is printed as text or left out; nothing of it is ever read as anything else."""

from __future__ import annotations

import io
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.core import document
from portfolio.core.dates import PartialDate
from portfolio.core.errors import Cancelled, PortfolioError
from portfolio.core.records import (
    Claim,
    Credential,
    Evidence,
    ExportOptions,
    Identity,
    Period,
    Portfolio,
    Profile,
    Project,
    Skill,
)
from tests.core.document import people, reading

HOSTILE = [
    "<b>bold</b> & <font size=99>big</font> <img src=x onerror=alert(1)>",
    "(unbalanced ( \\ ) ) % comment \\",
    ") Tj ET Q /Im1 Do BT (",
    "EMC BDC endstream endobj trailer <<>> %%EOF",
    '=HYPERLINK("http://evil.example","x")',
    "{0} {name} %s %(x)s {page} {pages} {url}",
    "\x00\x01\x1b[31m\x7f\x9b",
    "\u202eevil\u202c \u2066x\u2069 \u200f",
    "مرحبا שלום नमस्ते 你好 🎓👩‍🔬🇩🇪",
    "\ud800 lone \udfff",
    "\ufffe\uffff\ufffd\ue000\U000f0000\U0010ffff",
    "a\u0301\u0302\u0303\u0304" * 50,
    "Zalgo" + "\u0335" * 300,
    "\n\n\n\t \u00a0\u2003 \u2028\u2029",
    " ",
    "x" * 3_000,
    "w " * 2_000,
    "line\n" * 150,
    "../../../etc/passwd",
    "https://example.org/\r\n/Injected (x)",
]  # fmt: skip


def everywhere(text: str) -> Portfolio:
    """A portfolio in which every text that there can be is this one."""

    def filled(kind: type, /, **fixed: Any) -> Any:
        texts = {one.name: text for one in dataclass_fields(kind) if one.type == "str" and one.name not in fixed}
        return kind(**texts, **fixed)

    claim = filled(Claim, skill_id="s", claimed=None)
    file = filled(Evidence, id="e", kind="file", media_type="application/pdf", sha256="", happened=PartialDate(2024))
    link, note = replace(file, id="l", kind="link"), replace(file, id="n", kind="note")
    credential = filled(
        Credential, id="c", featured=True, claims=(claim,), evidence=(file, link, note),
        periods=(Period("p", None, None, text),), issued=PartialDate(2020),
    )  # fmt: skip
    project = filled(Project, id="p", featured=True, claims=(claim,), evidence=(file,))
    identities = tuple(Identity(kind, kind, text) for kind in ("email", "phone", "website", "profile", "did", "other"))
    return Portfolio(
        filled(Profile, identities=identities), (credential,), (project,), (Skill("s", text, credentials=("c",)),)
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    pdf, exported = people.export(everywhere(text))
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    assert len(reader.pages) == exported.pages
    assert reading.decoded(pdf, 72) == []
    allowed = ("http://", "https://", "mailto:", "tel:")
    assert all(target.startswith(allowed) for target in reading.link_targets(pdf))
    printed = "".join(reading.pypdf_text(pdf).split())
    known = document.missing_glyphs(everywhere(text))
    if len(text) < 100 and text.isascii() and text.isprintable() and text.strip():
        assert known == ()
        assert printed.count("".join(text.split())) > 10


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_makes_a_sound_file(text: str) -> None:
    pdf, exported = people.export(everywhere(text))
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    assert len(reader.pages) == exported.pages
    assert exported.missing == document.missing_glyphs(everywhere(text))


def test_a_field_of_a_hundred_thousand_letters_goes_over_pages() -> None:
    long = Credential("c", "T", description="a" * 100_000, outcomes="word " * 20_000)
    pdf, exported = people.export(Portfolio(Profile(name="A"), (long,)))
    assert exported.pages > 30
    assert "".join(reading.pdfium_text(pdf).split()).count("a") >= 100_000


def test_many_proofs_of_one_skill_go_over_pages() -> None:
    held = tuple(Credential(f"c{n}", f"Certificate of Attendance {n}", claims=(Claim("s", "SQL"),)) for n in range(900))
    pdf, _exported = people.export(Portfolio(Profile(name="A"), held, (), (Skill("s", "SQL"),)))
    said = reading.flat(reading.pdfium_text(pdf))
    assert said.count("Certificate of Attendance 899") == 2


def test_an_unknown_paper_is_refused_in_words() -> None:
    with pytest.raises(PortfolioError) as raised:
        people.export(Portfolio(Profile()), paper="A3")
    assert "A3" in raised.value.message
    assert "A4" in raised.value.hint


def test_stopping_stops() -> None:
    def stop(done: int, total: int, label: str = "") -> None:
        assert 0 <= done <= total
        if done > 200:
            raise Cancelled

    held = tuple(Credential(f"c{n}", f"T{n}") for n in range(50))
    with pytest.raises(Cancelled):
        document.export(Portfolio(Profile(), held), ExportOptions(), io.BytesIO(), now=people.NOW, progress=stop)


def test_progress_goes_from_nothing_to_all() -> None:
    seen: list[int] = []
    held = tuple(Credential(f"c{n}", f"T{n}") for n in range(50))
    document.export(
        Portfolio(Profile(), held), ExportOptions(), io.BytesIO(), now=people.NOW,
        progress=lambda done, total, label="": seen.append(done),
    )  # fmt: skip
    assert seen == sorted(seen)
    assert seen[-1] == 1000


def test_a_full_disk_is_the_caller_s_to_hear_of() -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        document.export(Portfolio(Profile()), ExportOptions(), Full(), now=people.NOW)


def test_a_time_without_a_zone_counts_as_utc() -> None:
    out, naive = io.BytesIO(), io.BytesIO()
    document.export(Portfolio(Profile()), ExportOptions(), out, now=people.NOW)
    document.export(Portfolio(Profile()), ExportOptions(), naive, now=datetime(2026, 11, 23, 12))  # noqa: DTZ001
    assert out.getvalue() == naive.getvalue()
