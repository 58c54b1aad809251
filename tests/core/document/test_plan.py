"""What a document says: every sentence from records alone, without a page."""

from __future__ import annotations

import gettext
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portfolio.core.dates import PartialDate
from portfolio.core.document import blocks, plan, wording
from portfolio.core.document.blocks import Entry, Item, Labelled, Link, Part, Proof, SkillRow
from portfolio.core.document.wording import Wording
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

TODAY = date(2026, 11, 23)
WORDS = Wording(gettext.NullTranslations(), TODAY)


def made(options: ExportOptions | None = None, **parts: Any) -> blocks.Plan:
    profile = parts.pop("profile", Profile(name="Aino Čapek"))
    return plan.make(Portfolio(profile, **parts), options or ExportOptions(), WORDS)


def entry(item: Credential | Project) -> Entry:
    key = "credentials" if isinstance(item, Credential) else "projects"
    parts: dict[str, Any] = {key: (item,)}
    block = made(**parts).sections[0].blocks[0]
    assert isinstance(block, Entry)
    return block


def document_file(number: int, **fields: Any) -> Evidence:
    values = {
        "title": f"File {number}",
        "name": f"file{number}.pdf",
        "sha256": f"{number:064x}",
        "size": 1234,
        **fields,
    }
    return Evidence(f"e{number}", "file", media_type="application/pdf", **values)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (PartialDate(2026), "2026"),
        (PartialDate(2026, 11), "Nov\u00a02026"),
        (PartialDate(2026, 11, 3), "3\u00a0Nov\u00a02026"),
        (None, ""),
    ],
)
def test_dates_have_the_precision_that_they_came_with(when: PartialDate | None, said: str) -> None:
    assert WORDS.day(when) == said


@pytest.mark.parametrize(
    ("expires", "said"),
    [
        (None, ""),
        (PartialDate(2026, 10), "Expired Oct\u00a02026"),
        (PartialDate(2026, 11), "Valid to Nov\u00a02026"),
        (PartialDate(2026), "Valid to 2026"),
        (PartialDate(2026, 11, 22), "Expired 22\u00a0Nov\u00a02026"),
    ],
)
def test_what_is_over_is_said_in_words(expires: PartialDate | None, said: str) -> None:
    assert WORDS.validity(expires) == said


@pytest.mark.parametrize(
    ("started", "ended", "said"),
    [
        (PartialDate(2024), None, "2024 \u2013 today"),
        (PartialDate(2022, 3), PartialDate(2024), "Mar\u00a02022 \u2013 2024"),
        (PartialDate(2024), PartialDate(2024), "2024"),
        (None, PartialDate(2024, 5), "May\u00a02024"),
        (None, None, ""),
    ],
)
def test_the_span_of_a_project(started: PartialDate | None, ended: PartialDate | None, said: str) -> None:
    assert WORDS.span(Project("p", "P", started=started, ended=ended)) == said


def test_a_credential_says_what_it_is() -> None:
    item = Credential(
        "c", "Title", kind="micro-credential", issuer="Issuer", platform="Learnhall", number="N-1",
        issued=PartialDate(2024, 2), expires=PartialDate(2025), description="One.\n\nTwo\nlines.",
        hours=Decimal("25.00"), ects=Decimal("1.50"), eqf_level=5, grade="A", assessment="Exam", outcomes="Can do.",
        language="Finnish",
        supervision="On site", participation="Blended", prerequisites="None", stackability="More",
        quality_assurance="ISO", claims=(Claim("s", "SQL"), Claim("t", "Python"), Claim("s", "SQL")),
        notes="never", cost=Decimal(9), currency="EUR",
        periods=(Period("p", PartialDate(2020), PartialDate(2022), "OLD"), Period("q", None, None, "")),
    )  # fmt: skip
    block = entry(item)
    assert block.dates == ("Feb\u00a02024", "Expired 2025")
    assert block.byline == "Issuer"
    assert block.facts == "Micro-credential \u00b7 on Learnhall \u00b7 No. N-1"
    assert block.body == ("One.", "Two\nlines.")
    learning = "25 hours \u00b7 1.5 ECTS \u00b7 EQF level 5 \u00b7 Grade A \u00b7 Assessment: Exam \u00b7 "
    learning += "Supervision: On site \u00b7 Participation: Blended \u00b7 Language: Finnish"
    assert block.details == (
        Labelled("", learning),
        Labelled("Learning outcomes", "Can do."),
        Labelled("Prerequisites", "None"),
        Labelled("Stacks into", "More"),
        Labelled("Quality assurance", "ISO"),
        Labelled("Skills", "SQL, Python"),
        Labelled("Held before", "2020 \u2013 2022, No. OLD"),
    )
    assert "never" not in repr(block)
    assert "EUR" not in repr(block)


def test_a_platform_that_is_the_issuer_is_not_said_twice() -> None:
    assert entry(Credential("c", "T", issuer="Acme", platform="ACME")).facts == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"number": "7", "issuer": "Acme"}, "To check: ask Acme about number 7."),
        ({"number": "7"}, "To check: ask the holder for the original."),
        ({"issuer": "Acme"}, "To check: ask Acme, or the holder for the original."),
        ({"evidence": (document_file(1),)}, "To check: ask the holder for the original (E1 in the annex)."),
        (
            {"url": "ftp://example.org/x", "issuer": "Acme"},
            "Link as given: ftp://example.org/x To check: ask Acme, or the holder for the original.",
        ),
    ],
)
def test_without_a_link_it_is_said_how_to_check(fields: dict[str, object], said: str) -> None:
    proof = entry(Credential("c", "T", **fields)).proof  # type: ignore[arg-type]
    assert proof == Proof(words=said)


def test_an_original_is_named_only_when_the_annex_is_there() -> None:
    item = Credential("c", "T", evidence=(document_file(1),))
    without = made(ExportOptions(evidence=False), credentials=(item,))
    block = without.sections[0].blocks[0]
    assert isinstance(block, Entry)
    assert block.proof.words == "To check: ask the holder for the original."
    assert block.details == ()
    assert [section.part for section in without.sections] == [Part.CREDENTIALS]


def test_a_link_has_a_code_unless_it_is_too_long() -> None:
    assert entry(Credential("c", "T", url="https://example.org/c")).proof == Proof("https://example.org/c", coded=True)
    long = "https://example.org/" + "x" * 600
    proof = entry(Credential("c", "T", url=long)).proof
    assert proof.link == long
    assert not proof.coded
    assert "too long for a code" in proof.words


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://a:b@c.org", "x"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    proof = entry(Project("p", "P", url=url)).proof
    assert proof.link == ""
    assert not proof.coded
    assert url in proof.words


def test_contacts_are_links_where_they_can_be() -> None:
    shown = (
        Identity("1", "email", "second@example.org"),
        Identity("2", "phone", "030 5550"),
        Identity("3", "profile", "https://social.example.org/@a"),
        Identity("4", "did", "did:web:example.org"),
        Identity("5", "email", "secret@example.org", shown=False),
        Identity("6", "website", "javascript:alert(1)"),
    )
    profile = Profile("A", "H", "Town", "a@example.org", "+49 (30) 1", "https://a.example.org", "S", shown)
    cover = made(profile=profile).cover
    assert cover.contacts == (
        Link("a@example.org", "mailto:a@example.org"),
        Link("+49 (30) 1", "tel:+49301"),
        Link("Town"),
        Link("https://a.example.org", "https://a.example.org"),
        Link("second@example.org", "mailto:second@example.org"),
        Link("030 5550", "tel:0305550"),
        Link("https://social.example.org/@a", "https://social.example.org/@a"),
        Link("did:web:example.org"),
        Link("javascript:alert(1)"),
    )
    assert cover.code == "https://a.example.org"


@pytest.mark.parametrize("address", ["a@b", "a b@example.org", "a@example.org?cc=b@example.org", "nobody", ""])
def test_what_is_no_address_opens_no_message(address: str) -> None:
    assert wording.email(address).url == ""


def test_what_is_no_number_calls_nobody() -> None:
    assert wording.phone("call me").url == ""


def test_the_cover_shows_highlights_and_what_is_inside() -> None:
    credentials = tuple(
        Credential(f"c{n}", f"C{n}", issuer="Acme", issued=PartialDate(2020), featured=n < 6) for n in range(9)
    )
    projects = tuple(Project(f"p{n}", f"P{n}", role="Lead", started=PartialDate(2021), featured=True) for n in range(4))
    cover = made(credentials=credentials, projects=projects, skills=(Skill("s", "SQL"),)).cover
    assert [highlight.title for highlight in cover.highlights] == ["C0", "C1", "C2", "C3", "C4", "C5", "P0", "P1"]
    assert cover.highlights[0].line == "Acme, 2020"
    assert cover.highlights[-1].line == "Lead, 2021 \u2013 today"
    assert [content.text for content in cover.contents] == [
        "9 credentials", "4 projects", "1 skill with what shows it",
    ]  # fmt: skip
    assert cover.note == "As of 23\u00a0Nov\u00a02026"


def test_an_empty_portfolio_says_so() -> None:
    empty = made(profile=Profile())
    assert empty.cover.name == "Portfolio"
    assert empty.cover.note.startswith("This portfolio is empty so far.")
    assert empty.sections == ()
    assert (empty.title, empty.author, empty.subject) == ("Portfolio", "Portfolio", "Portfolio")


def test_the_title_names_the_person() -> None:
    said = made(ExportOptions(language="pt_BR"))
    assert (said.title, said.author, said.language) == ("Portfolio of Aino Čapek", "Aino Čapek", "pt-BR")


def test_nothing_private_gets_in_even_if_it_is_handed_over() -> None:
    secret = Evidence("x", "note", "secret evidence", private=True)
    gone = Evidence("y", "note", "gone evidence", deleted=True)
    said = made(
        credentials=(
            Credential("a", "open", evidence=(secret, gone)),
            Credential("b", "secret credential", private=True),
            Credential("c", "gone credential", deleted=True),
        ),
        projects=(Project("d", "secret project", private=True, featured=True), Project("e", "gone", deleted=True)),
        skills=(Skill("s", "SQL", credentials=("b",), projects=("d",)),),
    )
    assert "secret" not in repr(said)
    assert "gone" not in repr(said)
    assert [section.part for section in said.sections] == [Part.CREDENTIALS, Part.SKILLS]


def test_skills_say_what_shows_them() -> None:
    file = document_file(1)
    said = made(
        credentials=(
            Credential("c1", "Course", claims=(Claim("s1", "SQL", "B2", "tested"),), evidence=(file,)),
            Credential("c2", "Badge", claims=(Claim("s1", "SQL"),)),
        ),
        projects=(Project("p1", "Map", claims=(Claim("s1", "SQL", source="supervised"),), evidence=(file,)),),
        skills=(Skill("s1", "SQL"), Skill("s2", "Go", credentials=("c2", "unknown")), Skill("s3", "Rust")),
    )
    section = next(section for section in said.sections if section.part is Part.SKILLS)
    assert section.blocks == (
        SkillRow("SQL", ("Course (B2, tested)", "Badge", "Map (supervised)"), "1 item"),
        SkillRow("Go", ("Badge",), "\u2013"),
        SkillRow("Rust", ("Own statement",), "\u2013"),
    )
    assert made(ExportOptions(skills=False), skills=(Skill("s", "SQL"),)).sections == ()


def test_many_proofs_run_on() -> None:
    credentials = tuple(Credential(f"c{n}", f"C{n}", claims=(Claim("s", "SQL"),)) for n in range(8))
    section = made(credentials=credentials, skills=(Skill("s", "SQL"),)).sections[1]
    row = section.blocks[0]
    assert isinstance(row, SkillRow)
    assert row.proofs == (" \u00b7 ".join(f"C{n}" for n in range(8)),)


def test_evidence_is_numbered_once_and_names_its_owners() -> None:
    shared = document_file(1, happened=PartialDate(2024, 3), shows="Signed.")
    link = Evidence("l", "link", "Register", url="https://register.example.org/1")
    bad = Evidence("m", "link", "Old", url="gopher://x")
    note = Evidence("n", "note", "Talk", text="We spoke.")
    bare = document_file(2, name="README", sha256="", size=0)
    said = made(
        credentials=(Credential("c", "Course", evidence=(shared, link)),),
        projects=(Project("p", "Map", evidence=(shared, note, bare, bad)),),
    )
    items = [item for item in said.sections[-1].blocks if isinstance(item, Item)]
    assert [item.number for item in items] == ["E1", "E2", "E3", "E4", "E5"]
    assert [item.badge for item in items] == ["PDF", "Link", "Note", "File", "Link"]
    assert items[0].facts == (f"file1.pdf \u00b7 1.2\u00a0kB \u00b7 SHA-256 {'0' * 8} {'0' * 8}", "For: Course, Map")
    assert items[0].date == "Mar\u00a02024"
    assert items[0].body == ("Signed.",)
    assert items[1].proof == Proof("https://register.example.org/1", coded=True)
    assert items[2].body == ("We spoke.",)
    assert items[3].facts == ("README", "For: Map")
    assert items[4].proof == Proof(words="Link as given: gopher://x")
    project = said.sections[1].blocks[0]
    assert isinstance(project, Entry)
    assert Labelled("Evidence", "E1, E3, E4, E5") in project.details


def test_pictures_of_projects_have_captions_and_words() -> None:
    photo = replace(document_file(1, title="Day one", shows="The wall."), media_type="image/jpeg")
    plain = replace(document_file(2, title="Day two"), media_type="image/png")
    asked = replace(document_file(3, title="Done?", shows="Yes."), media_type="image/png")
    drawing = replace(document_file(4), media_type="image/svg+xml")
    gone = replace(document_file(5), media_type="image/png")
    evidence = (photo, plain, asked, drawing, gone, document_file(6))
    files = {item.sha256: Path(item.name) for item in evidence if item is not gone}
    previews = {evidence[5].sha256: Path("preview.png")}
    said = made(projects=(Project("p", "P", outcome="Came of it.", evidence=evidence),), files=files, previews=previews)
    block = said.sections[0].blocks[0]
    assert isinstance(block, Entry)
    assert [(one.caption, one.alt) for one in block.pictures] == [
        ("Day one. The wall.", "The wall."),
        ("Day two", "Day two"),
        ("Done? Yes.", "Yes."),
    ]
    assert block.outcome == Labelled("Outcome", "Came of it.")
    items = [item for item in said.sections[-1].blocks if isinstance(item, Item)]
    assert [item.picture.path.name if item.picture else None for item in items] == [
        "file1.pdf", "file2.pdf", "file3.pdf", None, None, "preview.png",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (999_600, "1.0 MB"),
        (12_345_678, "12 MB"),
        (5_000_000_000_000, "5000 GB"),
    ],
)
def test_sizes_are_in_the_unit_that_people_read(count: int, said: str) -> None:
    assert wording.size(count) == said.replace(" ", "\u00a0")


def test_the_words_come_from_the_document_s_own_catalogue() -> None:
    class German(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Valid to {date}": "Gültig bis {date}", "Dec": "Dez", "Credentials": "Nachweise"}.get(
                message, message
            )

    words = Wording(German(), TODAY)
    assert words.validity(PartialDate(2027, 12)) == "Gültig bis Dez\u00a02027"
    said = plan.make(Portfolio(Profile(), (Credential("c", "T"),)), ExportOptions(), words)
    assert said.sections[0].title == "Nachweise"
