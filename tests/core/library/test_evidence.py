"""Evidence: files, links and notes, and what they support."""

from __future__ import annotations

from typing import Any

import pytest

from portfolio.core import library, lookup
from portfolio.core.dates import PartialDate
from portfolio.core.errors import PortfolioError
from portfolio.core.records import Evidence, Subject
from portfolio.core.store import Store

SHA = "ab" * 32


def evidence(store: Store, evidence_id: str) -> Evidence:
    with store.read() as session:
        return lookup.evidence(session, evidence_id)


def test_a_file_is_kept_under_what_the_user_called_it(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_file(session, SHA, 12, name="Größe\n.pdf", media_type="application/pdf", private=True)
        other = library.add_file(
            session, SHA, 12, name="\udcff\x00", media_type="", title="Named", shows="It", happened="2026"
        )
        long = library.add_file(session, SHA, 12, name="x" * 300 + ".pdf", media_type="")
    found = evidence(store, one)
    assert found == Evidence(
        one, "file", "Größe .pdf", private=True, sha256=SHA, name="Größe .pdf", media_type="application/pdf", size=12
    )
    assert (evidence(store, other).title, evidence(store, other).name) == ("Named", "Unnamed file")
    assert (evidence(store, other).shows, evidence(store, other).happened) == ("It", PartialDate(2026))
    assert evidence(store, long).title == "x" * 255
    with store.look() as db:
        assert db.execute("SELECT count(*) FROM files").fetchone() == (1,)


@pytest.mark.parametrize("title", ["", "  ", "\x00", None])
def test_what_has_no_title_gets_one(store: Store, title: Any) -> None:
    with store.write("Add") as session:
        link = library.add_link(session, " https://example.org/a?b ", title=title, shows="  ")
        note = library.add_note(
            session, "First line of a note that is longer than any title should be.\nSecond", title=title
        )
    assert (evidence(store, link).title, evidence(store, link).url) == ("example.org", "https://example.org/a?b")
    assert evidence(store, note).title == "First line of a note that is longer than any title should be"
    assert evidence(store, note).text.endswith("be.\nSecond")


def test_links_and_notes_of_nothing_are_said(store: Store) -> None:
    for wrong in ("", "  ", "\x00"):
        with pytest.raises(PortfolioError, match="The link is empty"), store.write("Add") as session:
            library.add_link(session, wrong)
        with pytest.raises(PortfolioError, match="The note is empty"), store.write("Add") as session:
            library.add_note(session, wrong)
    for wrong in ("javascript:alert(1)", "https://u:p@example.org", "https://example.org/" + "x" * 2_000):
        with pytest.raises(PortfolioError), store.write("Add") as session:
            library.add_link(session, wrong)
    with pytest.raises(PortfolioError, match="100,001 characters"), store.write("Add") as session:
        library.add_note(session, "x" * 100_001)
    with pytest.raises(PortfolioError, match="no field “colour”"), store.write("Add") as session:
        library.add_note(session, "x", colour="red")
    with store.look() as db:
        assert lookup.counts(db)["evidence"] == 0


def test_editing_keeps_a_link_a_link(store: Store) -> None:
    with store.write("Add") as session:
        link, note = library.add_link(session, "https://example.org"), library.add_note(session, "x")
        library.edit_evidence(
            session, link, title="Page", url="https://example.org/2", private="yes", happened="Nov 2026"
        )
        library.edit_evidence(session, note, text="<b>y</b>", url="")
    assert (evidence(store, link).url, evidence(store, link).private) == ("https://example.org/2", True)
    assert evidence(store, note).text == "<b>y</b>"
    for evidence_id, values in (
        (link, {"url": " "}),
        (link, {"title": ""}),
        (note, {"url": "x"}),
    ):
        with pytest.raises(PortfolioError), store.write("Edit") as session:
            library.edit_evidence(session, evidence_id, **values)
    assert evidence(store, link).url == "https://example.org/2"
    with store.write("Begin anew") as session:
        library.edit_evidence(session, note, text="")
    assert evidence(store, note).text == ""


def test_evidence_supports_any_number_of_things_each_once(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="a", skills=["Go"])
        other = library.add_project(session, title="b")
        skill = lookup.skills(session)[0].id
        notes = [library.add_note(session, text) for text in ("first", "second", "third")]
        for note in notes:
            for _twice in range(2):
                library.link_evidence(session, note, Subject.CREDENTIAL, one)
        library.link_evidence(session, notes[0], Subject.PROJECT, other)
        library.link_evidence(session, notes[0], Subject.SKILL, skill)
    assert (evidence(store, notes[0]).credentials, evidence(store, notes[0]).projects) == ((one,), (other,))
    assert shown(store, one) == notes
    with store.write("Arrange") as session:
        library.arrange_evidence(session, Subject.CREDENTIAL, one, [notes[2], "unknown", notes[2]])
    assert shown(store, one) == [notes[2], notes[0], notes[1]]
    with store.write("Unlink") as session:
        library.unlink_evidence(session, notes[0], Subject.CREDENTIAL, one)
        library.unlink_evidence(session, notes[0], Subject.CREDENTIAL, one)
        library.link_evidence(session, notes[0], Subject.CREDENTIAL, one)
    assert shown(store, one) == [notes[2], notes[1], notes[0]]
    with pytest.raises(PortfolioError, match="cannot be done with a “portfolio”"), store.write("Link") as session:
        library.link_evidence(session, notes[0], "portfolio", one)  # type: ignore[arg-type]


def shown(store: Store, credential_id: str) -> list[str]:
    with store.read() as session:
        return [item.id for item in lookup.credential(session, credential_id).evidence]
