"""Credentials and projects: added, edited, renewed, put into the trash, brought back and deleted."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from portfolio.core import fields, library, lookup
from portfolio.core.dates import PartialDate
from portfolio.core.errors import NotFoundError, PortfolioError
from portfolio.core.records import Credential, Project, Subject
from portfolio.core.store import Store

EVERYTHING: dict[str, Any] = {
    "title": " Kubernetes\nfoundations ", "kind": "Certificate", "issuer": "Acme", "platform": "Campus",
    "issued": "Nov 2026",
    "expires": "2028", "number": "AC-1", "url": "https://example.org/1", "description": "One\r\ntwo",
    "featured": "yes",
    "private": True, "outcomes": "Can", "hours": "12,5", "ects": 3, "eqf_level": "5", "assessment": "Exam",
    "supervision": "On site", "participation": "Online", "quality_assurance": "Yearly", "prerequisites": "None",
    "stackability": "Diploma", "grade": "A", "language": "en", "cost": "1 000", "currency": "EUR", "notes": "Mine",
}  # fmt: skip
PROJECT: dict[str, Any] = {
    "title": "A bridge", "role": "Engineer", "organisation": "Town", "started": "2024", "ended": "2025-02",
    "summary": "Steel",
    "outcome": "Stands", "url": "https://example.org/b", "featured": True, "private": "no", "notes": "Mine",
}  # fmt: skip


def credential(store: Store, credential_id: str) -> Credential:
    with store.read() as session:
        return lookup.credential(session, credential_id)


def project(store: Store, project_id: str) -> Project:
    with store.read() as session:
        return lookup.project(session, project_id)


def names(store: Store, prefix: str = "") -> tuple[list[str], list[str]]:
    with store.look() as db:
        return lookup.issuer_names(db, prefix), lookup.skill_names(db, prefix)


def test_every_field_of_a_credential_is_kept(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, skills=["Go", "Helm"], **EVERYTHING)
    found = credential(store, one)
    assert {field.name for field in fields.CREDENTIAL} == set(EVERYTHING)
    assert found.title == "Kubernetes foundations"
    assert found.kind == "certificate"
    assert (found.issued, found.expires) == (PartialDate(2026, 11), PartialDate(2028))
    assert (found.hours, found.ects, found.cost) == (Decimal("12.5"), Decimal(3), Decimal(1000))
    assert found.description == "One\ntwo"
    assert found.eqf_level == 5
    assert found.featured is True
    assert found.private is True
    assert [claim.skill for claim in found.claims] == ["Go", "Helm"]
    for name in ("issuer", "platform", "number", "url", "outcomes", "assessment", "supervision", "participation"):
        assert getattr(found, name) == EVERYTHING[name]


def test_every_field_of_a_project_is_kept(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_project(session, skills=["Welding"], **PROJECT)
    found = project(store, one)
    assert {field.name for field in fields.PROJECT} == set(PROJECT)
    assert (found.started, found.ended, found.private) == (PartialDate(2024), PartialDate(2025, 2), False)
    assert [claim.skill for claim in found.claims] == ["Welding"]
    for name in ("title", "role", "organisation", "summary", "outcome", "url", "featured", "notes"):
        assert getattr(found, name) == PROJECT[name]


def test_editing_changes_what_is_named_and_empties_what_is_empty(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, **EVERYTHING)
        other = library.add_project(session, **PROJECT)
    with store.write("Edit") as session:
        library.edit_credential(session, one, grade="B", hours="", issued=None, kind="", issuer="")
        library.edit_project(session, other, ended=None, role="")
    found = credential(store, one)
    assert (found.grade, found.hours, found.issued, found.kind, found.issuer) == ("B", None, None, "", "")
    assert found.title == "Kubernetes foundations"
    assert found.expires == PartialDate(2028)
    assert (project(store, other).ended, project(store, other).role) == (None, "")


@pytest.mark.parametrize(
    "values", [{}, {"title": ""}, {"title": "x", "colour": "red"}, {"title": "x", "eqf_level": "9"}]
)
def test_what_cannot_be_kept_leaves_nothing_behind(store: Store, values: dict[str, Any]) -> None:
    with pytest.raises(PortfolioError), store.write("Add") as session:
        library.add_credential(session, issuer="Acme", skills=["Go"], **values)
    with pytest.raises(PortfolioError), store.write("Add") as session:
        library.add_project(session, skills=["Go"], **values)
    assert names(store) == ([], [])
    assert store.next_undo() is None


def test_wrong_ids_and_kinds_are_said(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_project(session, title="A bridge")
    for verb, arguments in (
        (library.edit_credential, (one,)), (library.edit_project, ("nothing",)),
        (library.edit_evidence, ("\ud800",)),
        (library.remove, ("credential", one)), (library.restore, ("evidence", "")),
        (library.purge, ("project", "x" * 10_000)),
        (library.rename_skill, (one, "x")), (library.remove_skill, (one,)),
        (library.set_skills, (Subject.CREDENTIAL, one, ["x"])), (library.include, (Subject.CREDENTIAL, one, True)),
        (library.link_evidence, (one, Subject.PROJECT, one)), (library.unlink_evidence, ("x", Subject.SKILL, "x")),
        (library.arrange, ([(Subject.CREDENTIAL, one)],)), (library.arrange_evidence, (Subject.ACTIVITY, one, [])),
    ):  # fmt: skip
        with pytest.raises(NotFoundError, match="not in the library any more"), store.write("Try") as session:
            verb(session, *arguments)
    with pytest.raises(NotFoundError), store.write("Try") as session:
        library.renew_credential(session, one, issued="2026")
    with pytest.raises(PortfolioError, match="“issuer” cannot be removed"), store.write("Try") as session:
        library.remove(session, "issuer", one)
    assert store.next_undo() == "Add"


def test_dates_out_of_order_are_said_in_words(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="x", issued="2026-11")
        other = library.add_project(session, title="y", started="2026-11-23")
        library.edit_credential(session, one, expires="2026")  # it can still be the end of the year
        library.edit_credential(session, one, expires="2026-11-01")
        library.edit_project(session, other, ended="2026-11")
    cases: list[tuple[Callable[..., Any], list[str], dict[str, str], str]] = [
        (
            library.edit_credential,
            [one],
            {"expires": "2026-10-31"},
            "Expires (31 Oct 2026) lies before Issued (Nov 2026).",
        ),
        (library.edit_credential, [one], {"issued": "2027"}, "Expires (1 Nov 2026) lies before Issued (2027)."),
        (library.edit_project, [other], {"ended": "2026-10"}, "Ended (Oct 2026) lies before Started (23 Nov 2026)."),
        (
            library.add_credential,
            [],
            {"title": "z", "issued": "2026", "expires": "2025"},
            "Expires (2025) lies before Issued (2026).",
        ),
        (
            library.add_project,
            [],
            {"title": "z", "started": "2026", "ended": "2025"},
            "Ended (2025) lies before Started (2026).",
        ),
    ]
    for verb, ids, values, words in cases:
        with pytest.raises(PortfolioError) as caught, store.write("Try") as session:
            verb(session, *ids, **values)
        assert caught.value.message == words
    assert credential(store, one).expires == PartialDate(2026, 11, 1)


def test_renewals_keep_the_earlier_periods_in_order(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="First aid", issued="2020", expires="2022", number="A")
        library.renew_credential(session, one, issued="2022-01", expires="2024", number="B")
        library.renew_credential(session, one, issued="2024", number="")
    found = credential(store, one)
    assert [(str(period.issued), str(period.expires), period.number) for period in found.periods] == [
        ("2020", "2022", "A"),
        ("2022-01", "2024", "B"),
    ]
    assert (str(found.issued), found.expires, found.number) == ("2024", None, "B")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"issued": None}, "needs the date"),
        ({"issued": ""}, "needs the date"),
        ({"issued": "soon"}, "is not a date"),
        ({"issued": "2026", "expires": "2025"}, "lies before Issued"),
        ({"issued": "2019"}, "The renewal (2019) lies before the present period (2020)"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_renewals_that_cannot_be(store: Store, values: dict[str, Any], words: str) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="First aid", issued="2020")
    with pytest.raises(PortfolioError) as caught, store.write("Renew") as session:
        library.renew_credential(session, one, **values)
    assert words in caught.value.message
    assert credential(store, one).periods == ()


def test_an_issuer_is_one_as_long_as_something_names_it(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="a", issuer="Goog")
        other = library.add_credential(session, title="b", issuer="Goog")
    assert names(store, "g")[0] == ["Goog"]
    with store.write("Edit") as session:
        library.edit_credential(session, one, issuer="Google")
    assert names(store, "g")[0] == ["Goog", "Google"]
    with store.write("Edit") as session:
        library.edit_credential(session, other, issuer="Google")
    assert names(store, "g")[0] == ["Google"]
    with store.write("Remove") as session:
        library.remove(session, "credential", one)
        library.remove(session, "credential", other)
        library.purge(session, "credential", other)
    assert names(store, "g")[0] == ["Google"], "what is in the trash names it, too"
    with store.write("Purge") as session:
        library.purge(session, "credential", one)
    assert names(store) == ([], [])
    for _step in range(4):
        store.undo()
    assert names(store, "g")[0] == ["Goog"]
    assert credential(store, one).issuer == "Goog"


def test_an_issuer_of_which_something_was_said_stays(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="a", issuer="Acme")
    with store.write("Say") as session:
        from sqlalchemy import text

        session.execute(text("UPDATE issuers SET url = 'https://example.org'"))
    with store.write("Edit") as session:
        library.edit_credential(session, one, issuer="Other")
    assert names(store)[0] == ["Other", "Acme"]


def test_only_what_lies_in_the_trash_can_be_purged_and_its_own_goes_with_it(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="a", skills=["Go", "Rust"], issued="2020")
        other = library.add_project(session, title="b", skills=["Rust"])
        library.renew_credential(session, one, issued="2024")
        note = library.add_note(session, "It went well.")
        for subject, subject_id in ((Subject.CREDENTIAL, one), (Subject.PROJECT, other)):
            library.link_evidence(session, note, subject, subject_id)
            library.include(session, subject, subject_id, False)
    for kind, record_id in (("credential", one), ("project", other), ("evidence", note)):
        with pytest.raises(PortfolioError, match="not in the trash"), store.write("Purge") as session:
            library.purge(session, kind, record_id)
    with store.write("Remove") as session:
        library.remove(session, "credential", one)
        library.purge(session, "credential", one)
    with store.look() as db:
        for table in ("credentials", "periods"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert db.execute("SELECT count(*), count(project_id) FROM portfolio_items").fetchone() == (1, 1)
        assert db.execute("SELECT count(*), count(project_id) FROM evidence_uses").fetchone() == (1, 1)
    assert names(store)[1] == ["Rust"]
    with pytest.raises(NotFoundError), store.read() as session:
        lookup.credential(session, one)
    with store.read() as session:
        assert lookup.evidence(session, note).projects == (other,)
    with store.write("Purge the note") as session:
        library.remove(session, "evidence", note)
        library.purge(session, "evidence", note)
    with store.look() as db:
        assert db.execute("SELECT count(*) FROM evidence_uses").fetchone() == (0,)


def test_the_trash_takes_away_and_gives_back(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="Kubernetes", issuer="Acme", kind="badge", skills=["Go"])
        other = library.add_project(session, title="A bridge", skills=["Go"])
        note = library.add_note(session, "It went well.", title="Kubernetes note")
        library.link_evidence(session, note, Subject.CREDENTIAL, one)
    before = everything(store)
    assert before["trash"] == []
    with store.write("Remove") as session:
        for kind, record_id in (("credential", one), ("project", other), ("evidence", note)):
            library.remove(session, kind, record_id)
    after = everything(store)
    assert after["lists"] == [[], [], []]
    assert after["facets"] == ((), ())
    assert after["counts"] == {"credentials": 0, "projects": 0, "evidence": 0, "skills": 1, "trash": 3}
    assert after["portfolio"].credentials == after["portfolio"].projects == after["portfolio"].skills == ()
    assert after["skills"] == [((), ())]
    assert {(item.subject, item.id) for item in after["trash"]} == {
        ("credential", one),
        ("project", other),
        ("evidence", note),
    }
    assert after["evidence"] == after["export"] == []
    with store.write("Restore") as session:
        for kind, record_id in (("credential", one), ("project", other), ("evidence", note)):
            library.restore(session, kind, record_id)
    assert everything(store) == before


def everything(store: Store) -> dict[str, Any]:
    from datetime import date

    from portfolio.core.query import parse

    today = date(2026, 11, 23)
    with store.look() as db:
        lists = [
            lookup.credential_ids(db, parse("kub"), today=today), lookup.project_ids(db, parse(""), today=today),
            lookup.evidence_ids(db, parse("kub")),
        ]  # fmt: skip
        facets = (
            lookup.credential_facets(db, parse(""), today=today),
            lookup.project_facets(db, parse(""), today=today),
        )
        counts = lookup.counts(db)
    with store.read() as session:
        return {
            "lists": lists,
            "facets": facets,
            "counts": counts,
            "portfolio": lookup.portfolio(session),
            "skills": [(skill.credentials, skill.projects) for skill in lookup.skills(session)],
            "trash": lookup.trash(session),
            "evidence": lookup.evidence_items(session),
            "export": lookup.export_items(session),
        }


def test_evidence_in_the_trash_supports_nothing(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="a", skills=["Go"])
        skill = lookup.skills(session)[0].id
        note = library.add_note(session, "It went well.")
        library.link_evidence(session, note, Subject.CREDENTIAL, one)
        library.link_evidence(session, note, Subject.SKILL, skill)
    with store.write("Remove") as session:
        library.remove(session, "evidence", note)
    with store.read() as session:
        assert lookup.credential(session, one).evidence == ()
        assert lookup.skills(session)[0].evidence == 0
        assert lookup.evidence(session, note).deleted
    with store.look() as db:
        assert lookup.credential_rows(db, [one])[0].evidence == 0
    with store.write("Restore") as session:
        library.restore(session, "evidence", note)
    with store.read() as session:
        assert [item.id for item in lookup.credential(session, one).evidence] == [note]
        assert lookup.skills(session)[0].evidence == 1
