"""Whose library it is."""

from __future__ import annotations

import pytest

from portfolio.core import library, lookup
from portfolio.core.errors import PortfolioError
from portfolio.core.records import Profile
from portfolio.core.store import Store


def profile(store: Store) -> Profile:
    with store.read() as session:
        return lookup.profile(session)


def test_the_profile_is_empty_until_something_is_said(store: Store) -> None:
    assert profile(store) == Profile()
    with store.write("Say") as session:
        library.edit_profile(session, name=" Ada\nExample ", website="https://example.org", summary="One\ntwo")
        library.edit_profile(session, headline="Engineer")
    assert profile(store) == Profile("Ada Example", "Engineer", website="https://example.org", summary="One\ntwo")
    with pytest.raises(PortfolioError, match=r"^Website: "), store.write("Say") as session:
        library.edit_profile(session, website="example.org")
    with store.look() as db:
        assert db.execute("SELECT count(*) FROM profile").fetchone() == (1,)


def test_identities_stand_in_their_order_and_empty_ones_are_left_out(store: Store) -> None:
    with store.write("Say") as session:
        library.set_identities(session, [("email", "old@example.org", True)])
        library.set_identities(
            session,
            [("Email", " ada@example.org ", True), ("nonsense", " \x00", True), ("did", "did:example:1", False)],
        )
    found = profile(store).identities
    assert [(one.kind, one.value, one.shown) for one in found] == [
        ("email", "ada@example.org", True),
        ("did", "did:example:1", False),
    ]
    for wrong in (("fax", "1", True), ("", "x", True), ("email", "x" * 1_001, True)):
        with pytest.raises(PortfolioError), store.write("Say") as session:
            library.set_identities(session, [wrong])
    assert profile(store).identities == found
    with store.write("Say") as session:
        library.set_identities(session, ())
    assert profile(store).identities == ()
    store.undo()
    assert profile(store).identities == found
