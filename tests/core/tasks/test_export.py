"""The PDF: a whole file or none, the same for the same library, and nothing else of the user's touched."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from portfolio.core import library, lookup
from portfolio.core.errors import Cancelled, PortfolioError
from portfolio.core.paths import Paths
from portfolio.core.records import ExportOptions, Subject
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files, export, missing_glyphs, render
from tests.core.conftest import NOW
from tests.core.preview.foreign import picture
from tests.core.tasks.test_attach import room_for


@pytest.fixture
def filled(store: Store, tmp_path: Path, home: Paths) -> Store:
    """A library with a credential, a project, a photo, and a PDF among its evidence."""
    with store.write("Add") as session:
        library.edit_profile(session, name="Ada Example")
        one = library.add_credential(
            session,
            title="Kubernetes foundations",
            issuer="Acme",
            issued="2026-11",
            url="https://example.org/1",
            skills=["Go"],
        )
        other = library.add_project(session, title="A bridge", summary="Steel.")
        library.add_credential(session, title="Kept apart", private=True)
    (tmp_path / "photo.png").write_bytes(picture("PNG"))
    paper, _made = render(store, paths=home)
    (tmp_path / "certificate.pdf").write_bytes(paper)
    for to in ((Subject.PROJECT, other), (Subject.CREDENTIAL, one)):  # the same bytes as two pieces of evidence
        attach_files(store, [tmp_path / "photo.png"], [to])
    attach_files(store, [tmp_path / "certificate.pdf"], [(Subject.CREDENTIAL, one)])
    return store


def words(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*.part")]


def test_an_export_is_what_it_says(filled: Store, home: Paths, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    made = export(
        filled, tmp_path / "out.pdf", paths=home, progress=lambda done, total, label="": steps.append((done, total))
    )
    content = (tmp_path / "out.pdf").read_bytes()
    assert made.path == tmp_path / "out.pdf"
    assert (made.size, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert made.missing == ()
    assert made.notes == ()
    text = words(tmp_path / "out.pdf")
    assert "Ada Example" in text
    assert "Kubernetes foundations" in text
    assert "https://example.org/1" in text.replace("\r\n", "")
    assert "Kept apart" not in text
    known = [step for step in steps if step[1]]
    assert known[-1][0] == known[-1][1]
    assert parts(tmp_path) == []


def test_the_same_library_and_clock_give_the_same_bytes(filled: Store, home: Paths, tmp_path: Path) -> None:
    export(filled, tmp_path / "one.pdf", paths=home)
    export(filled, tmp_path / "two.pdf", paths=home, now=NOW)
    content, made = render(filled, paths=home, now=NOW)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes() == content
    assert made.path is None
    assert made.sha256 == hashlib.sha256(content).hexdigest()
    later, _made = render(filled, paths=home, now=NOW + timedelta(days=1))
    assert later != content
    letter, _made = render(filled, paths=home, options=ExportOptions(paper="Letter"))
    with filled.write("Choose") as session:
        library.edit_export(session, paper="Letter")
    assert render(filled, paths=home)[0] == letter


def test_an_export_that_was_there_is_replaced_whole(filled: Store, home: Paths, tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_text("the one before")
    (tmp_path / "out.pdf.part").write_text("another program's")
    export(filled, tmp_path / "out.pdf", paths=home)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "out.pdf.part").read_text() == "another program's"


def test_wherever_it_is_cancelled_nothing_is_left(filled: Store, home: Paths, tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_text("the one before")
    seen: list[int] = []
    export(filled, tmp_path / "whole.pdf", paths=home, progress=lambda done, total, label="": seen.append(done))
    for step in sorted({0, 1, len(seen) // 2, len(seen) - 1}):
        left = iter(range(step))

        def stop(done: int, total: int, label: str = "", left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise Cancelled

        with pytest.raises(Cancelled):
            export(filled, tmp_path / "out.pdf", paths=home, progress=stop)
        assert (tmp_path / "out.pdf").read_text() == "the one before"
        assert parts(tmp_path) == []


@pytest.mark.needs("posix")
def test_a_full_disk_is_said_and_nothing_is_left(filled: Store, home: Paths, tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_text("the one before")
    with pytest.raises(PortfolioError, match="disk is full"), room_for(2_000):
        export(filled, tmp_path / "out.pdf", paths=home)
    assert (tmp_path / "out.pdf").read_text() == "the one before"
    assert parts(tmp_path) == []


def test_places_that_cannot_be_written_are_said(filled: Store, home: Paths, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for out, wrong in (
        (tmp_path / "nowhere" / "out.pdf", "cannot be written to “out.pdf”"),
        (tmp_path / "file" / "out.pdf", "cannot be written to “out.pdf”"),
        (tmp_path / ("x" * 300 + ".pdf"), "cannot be written to “xxx"),
        (tmp_path / "folder", "“folder” is a folder"),
        (Path(), "is a folder"),
        (Path("/"), "is a folder"),
    ):
        with pytest.raises(PortfolioError, match=wrong) as caught:
            export(filled, out, paths=home)
        assert caught.value.hint
    assert parts(tmp_path) == []
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_file_that_is_gone_is_noted_and_the_rest_is_exported(filled: Store, home: Paths, tmp_path: Path) -> None:
    with filled.read() as session:
        lost = next(one for one in lookup.evidence_items(session) if one.title == "photo.png")
    filled.files.path(lost.sha256).unlink()
    made = export(filled, tmp_path / "out.pdf", paths=home)
    assert made.notes[0].startswith("photo.png: A file of the library is missing.")
    assert "A bridge" in words(tmp_path / "out.pdf")


def test_an_empty_library_is_exported_too(store: Store, home: Paths, tmp_path: Path) -> None:
    made = export(store, tmp_path / "out.pdf", paths=home)
    assert made.pages >= 1
    assert words(tmp_path / "out.pdf")


def test_characters_that_no_font_has_are_named(store: Store) -> None:
    with store.write("Add") as session:
        library.add_credential(session, title="学位 degree", issuer="Ακαδημία Ωmega Łódź")
        library.add_credential(session, title="学", private=True)
    (found,) = missing_glyphs(store)
    assert (found.item, found.characters) == ("学位 degree", "学位")


def test_nothing_that_is_typed_is_markup(store: Store, home: Paths, tmp_path: Path) -> None:
    hostile = '<b>bold</b> <para> &amp; <a href="javascript:alert(1)">x</a> %s {0}'
    with store.write("Add") as session:
        library.add_credential(session, title=hostile, issuer=hostile, description=hostile, skills=[hostile])
        library.add_project(session, title=hostile, summary=hostile, outcome="=1+1\n" * 50)
        library.edit_profile(session, name=hostile, summary="x" * 100_000)
    export(store, tmp_path / "out.pdf", paths=home)
    text = " ".join(words(tmp_path / "out.pdf").split())
    assert "<b>bold</b> <para> &amp;" in text
    assert b"/URI" not in (tmp_path / "out.pdf").read_bytes(), "no link was given, so there is none"
