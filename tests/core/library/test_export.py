"""What an export says: chosen, in order, and with nothing private in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from portfolio.core import library, lookup
from portfolio.core.errors import PortfolioError
from portfolio.core.lookup.export import evidence_of
from portfolio.core.records import ExportOptions, Subject
from portfolio.core.store import Store


def options(store: Store) -> ExportOptions:
    with store.read() as session:
        return lookup.export_options(session)


def titles(store: Store, order: str | None = None) -> list[str]:
    with store.read() as session:
        found = lookup.export_items(session, ExportOptions(order=order) if order else None)
    return [f"{item.title}{'' if item.included else ' (out)'}" for item in found]


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    """Four credentials and two projects by title."""
    with store.write("Add") as session:
        made = {
            title: library.add_credential(session, title=title, issuer=issuer, issued=issued)
            for title, issuer, issued in (
                ("b", "Zeta", "2024"),
                ("É", "alpha", "2026"),
                ("a", "", None),
                ("F", "Ängel", "2026-03"),
            )
        }
        made |= {
            title: library.add_project(session, title=title, organisation=to, started=started)
            for title, to, started in (("q", "Town", "2020"), ("p", "", "2025"))
        }
    return made


def test_options_are_the_defaults_until_they_are_chosen(store: Store) -> None:
    assert options(store) == ExportOptions()
    with store.write("Choose") as session:
        library.edit_export(session, paper="LETTER", order="Title", skills=False, evidence="no", language="pt-BR")
    assert options(store) == ExportOptions("Letter", "title", skills=False, evidence=False, language="pt-BR")
    with store.write("Choose") as session:
        library.edit_export(session, evidence=True)
    assert options(store) == ExportOptions("Letter", "title", skills=False, evidence=True, language="pt-BR")
    assert store.undo() == "Choose"
    assert store.undo() == "Choose"
    assert options(store) == ExportOptions()


@pytest.mark.parametrize(
    "wrong",
    [
        {"paper": "A3"}, {"paper": ""}, {"order": "random"}, {"skills": "some"}, {"language": ""},
        {"language": "../de"},
        {"size": 1},
    ],
    ids=repr,
)  # fmt: skip
def test_options_that_do_not_exist_are_said(store: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(PortfolioError), store.write("Choose") as session:
        library.edit_export(session, **wrong)
    assert options(store) == ExportOptions()


def test_the_orders(store: Store, ids: dict[str, str]) -> None:
    assert titles(store) == titles(store, "newest") == ["F", "É", "b", "a", "p", "q"]
    assert titles(store, "oldest") == ["b", "É", "F", "a", "q", "p"]
    assert titles(store, "title") == ["a", "b", "É", "F", "p", "q"]
    assert titles(store, "issuer") == ["É", "F", "b", "a", "q", "p"]
    assert titles(store, "own") == titles(store, "newest"), "nothing was arranged yet"
    assert ids


def test_an_order_of_ones_own(store: Store, ids: dict[str, str]) -> None:
    with store.write("Arrange") as session:
        library.include(session, Subject.CREDENTIAL, ids["a"], False)
        library.arrange(
            session, [(Subject.CREDENTIAL, ids["b"]), (Subject.PROJECT, ids["q"]), (Subject.CREDENTIAL, ids["F"])]
        )
    assert options(store).order == "own"
    assert titles(store) == ["b", "F", "É", "a (out)", "q", "p"], "what has no place comes after, the newest first"
    with store.write("Arrange") as session:
        library.arrange(session, [(Subject.CREDENTIAL, ids["É"]), (Subject.CREDENTIAL, ids["É"])])
    assert titles(store) == ["É", "b", "F", "a (out)", "q", "p"]
    with store.write("Add") as session:
        library.add_credential(session, title="new", issued="2026-11")
    assert titles(store) == ["É", "b", "F", "new", "a (out)", "q", "p"]
    for wrong in (Subject.SKILL, Subject.ACTIVITY, "evidence"):
        with pytest.raises(PortfolioError, match="cannot be done with a"), store.write("Arrange") as session:
            library.arrange(session, [(wrong, ids["b"])])  # type: ignore[list-item]
        with pytest.raises(PortfolioError, match="cannot be done with a"), store.write("Arrange") as session:
            library.include(session, wrong, ids["b"], True)  # type: ignore[arg-type]


def test_only_what_is_included_and_not_private_is_exported(store: Store, ids: dict[str, str]) -> None:
    with store.write("Choose") as session:
        library.include(session, Subject.CREDENTIAL, ids["b"], False)
        library.include(session, Subject.PROJECT, ids["q"], False)
        library.include(session, Subject.PROJECT, ids["q"], True)
        library.edit_credential(session, ids["F"], private=True)
        library.include(session, Subject.CREDENTIAL, ids["F"], True)
    with store.read() as session:
        found = lookup.portfolio(session)
    assert [one.title for one in found.credentials] == ["É", "a"]
    assert [one.title for one in found.projects] == ["p", "q"]
    assert titles(store)[0] == "F (out)"


SECRET = "canary"
TEXTS = ("description", "outcomes", "number", "platform", "issuer", "grade", "notes")
FLAGS = st.booleans()


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, Any]:
    """What is private, removed or left out of a small library."""
    return {
        "credentials": draw(
            st.lists(st.tuples(FLAGS, FLAGS, FLAGS), min_size=1, max_size=3)
        ),  # private, trash, left out
        "projects": draw(st.lists(st.tuples(FLAGS, FLAGS, FLAGS), max_size=2)),
        "evidence": draw(st.lists(st.tuples(FLAGS, FLAGS), max_size=3)),  # private, trash
        "identities": draw(st.lists(FLAGS, max_size=2)),
        "order": draw(st.sampled_from(["newest", "own", "issuer"])),
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(libraries())
def test_nothing_private_is_anywhere_in_what_is_exported(store: Store, drawn: dict[str, Any]) -> None:
    _empty(store)
    said = _fill(store, drawn)
    with store.read() as session:
        found = lookup.portfolio(session)
        shown = {one.id for one in found.credentials} | {one.id for one in found.projects}
    everything = repr(found)
    assert SECRET not in everything
    assert "4711" not in everything, "what was paid is nobody's business"
    for word, wanted in said.items():
        assert (word in everything) == wanted, word
    for item in evidence_of(found):
        assert {*item.credentials, *item.projects} <= shown
    for skill in found.skills:
        assert {*skill.credentials, *skill.projects} <= shown
        assert skill.evidence == 0


def _empty(store: Store) -> None:
    with store.write("Empty") as session:
        for table in ("credentials", "projects", "evidence", "skills", "identities", "issuers", "portfolios"):
            session.execute(text(f"DELETE FROM {table}"))


def _fill(store: Store, drawn: dict[str, Any]) -> dict[str, bool]:
    """Records with words of their own; canaries wherever something is private. Which words are to be seen."""
    said: dict[str, bool] = {}
    with store.write("Fill") as session:
        subjects = [
            _add(session, subject, number, drawn_one, said)
            for subject, kind in ((Subject.CREDENTIAL, "credentials"), (Subject.PROJECT, "projects"))
            for number, drawn_one in enumerate(drawn[kind])
        ]
        for number, (private, trash) in enumerate(drawn["evidence"]):
            hidden = private or trash or all(gone for _subject, _id, gone in subjects)
            word = f"{SECRET if hidden else 'seen'} evidence {number}"
            note = library.add_note(session, word, title=word, shows=word, private=private)
            links = [(subject, one) for subject, one, _gone in subjects]
            links += [(Subject.SKILL, skill.id) for skill in lookup.skills(session) if private]
            for subject, one in links:
                library.link_evidence(session, note, subject, one)
            if trash:
                library.remove(session, "evidence", note)
            said |= {} if hidden else {word: True}
        library.set_identities(
            session,
            [
                ("email", f"{'seen' if shown else SECRET}{number}@x.org", shown)
                for number, shown in enumerate(drawn["identities"])
            ],
        )
        library.edit_export(session, order=drawn["order"])
    return said


def _add(
    session: Session, subject: Subject, number: int, drawn: tuple[bool, bool, bool], said: dict[str, bool]
) -> tuple[Subject, str, bool]:
    private, trash, out = drawn
    word = f"{SECRET if any(drawn) else 'seen'} {subject} {number}"
    values: dict[str, Any] = {"title": word, "private": private, "notes": SECRET, "skills": [f"{word} skill"]}
    if subject is Subject.CREDENTIAL:
        values |= {name: word for name in TEXTS if name != "notes"} | {"cost": 4711, "issued": 2000 + number}
        one = library.add_credential(session, **values)
    else:
        one = library.add_project(session, **values, summary=word, outcome=word, organisation=word)
    library.include(session, subject, one, not out)
    if trash:
        library.remove(session, subject.value, one)
    if not any(drawn):
        said[word] = True
    return subject, one, any(drawn)
