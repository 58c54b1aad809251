"""Lists and facets hold what a slow search over plain records finds."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from portfolio.core import fields, library, lookup
from portfolio.core.dates import PartialDate, from_iso
from portfolio.core.query import HAS, IS, STATUSES, folded, parse
from portfolio.core.records import EXPIRING_DAYS, Facet, Subject, standing
from portfolio.core.store import Store
from tests.core.lookup.model import Item, facets, in_order, wanted

TODAY = date(2026, 11, 23)
WORDS = [
    "Écriture",
    "ecrit",
    "Rust",
    "rusty",
    "São",
    "go-lang",
    "Ωmega",
    "C++",
    "ångström",
    "data",
    "base",
    "2026",
    "x",
]
ISSUERS = ["", "Acme", "ACME", "São Rafael", "Open Data", 'Ωmega\'s "best"']
SKILLS = ["Rust", "Go", "data base", "Écriture", "Ωmega"]
KINDS = ["", "badge", "course", "licence"]
DATES = [
    None,
    "2026",
    "2026-11",
    "2026-11-22",
    "2026-11-23",
    "2027-02",
    "2027-02-21",
    "2027-02-22",
    "2025",
    "2024-02-29",
]
CLOSED = (("status", STATUSES), ("has", HAS), ("is", IS))
FEW = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])

LINES = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
RECORDS = st.fixed_dictionaries(
    {
        "title": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        "kind": st.sampled_from(KINDS),
        "issuer": st.sampled_from(ISSUERS),
        "platform": LINES,
        "issued": st.sampled_from(DATES),
        "expires": st.sampled_from(DATES),
        "url": st.sampled_from(["", "https://rust.example/data"]),
        "number": st.sampled_from(["", "AC-2026"]),
        "text": LINES,
        "featured": st.booleans(),
        "private": st.booleans(),
        "skills": st.lists(st.sampled_from(SKILLS), unique=True, max_size=3),
        "evidence": st.sampled_from(["", "", "shown", "removed"]),
        "removed": st.sampled_from([False, False, False, True]),
    }
)
TERMS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: word[:2]),
    st.sampled_from(WORDS).map(lambda word: word.swapcase()),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(lambda words: f'"{" ".join(words)}"'),
    st.sampled_from([f"kind:{kind}" for kind in KINDS if kind]),
    st.sampled_from(["year:2026", "year:2025", "year:x", "expiring:2026", "expiring:2027-0"]),
    st.sampled_from([f"{name}:{one}" for name, choices in CLOSED for one in choices]),
    st.sampled_from(["issuer:acme", "issuer:sao", 'issuer:"acme"', 'issuer:"São Rafael"', "issuer:a", "issuer:%"]),
    st.sampled_from(["skill:go", "skill:ecr", 'skill:"rust"', 'skill:"DATA BASE"', "skill:_", "–", "omega", "c++"]),
)  # fmt: skip
QUERIES = st.lists(st.tuples(st.sampled_from(["", "", "", "-"]), TERMS).map("".join), max_size=4).map(" ".join)


def build(store: Store, records: list[dict[str, Any]], *, projects: bool) -> list[Item]:
    """Empty the library and record these; what is not in the trash, as the model sees it."""
    items: list[Item] = []
    with store.write("Build") as session:
        for table in ("credentials", "projects", "evidence", "skills", "issuers"):
            session.execute(text(f"DELETE FROM {table}"))
        for number, record in enumerate(records):
            values = dict(record)
            removed, evidence, skills = values.pop("removed"), values.pop("evidence"), values.pop("skills")
            issued, expires = sorted([values["issued"], values["expires"]], key=lambda one: one or "9")
            values |= {"issued": issued, "expires": expires} | ({"number": ""} if projects else {})
            subject = Subject.PROJECT if projects else Subject.CREDENTIAL
            if projects:
                one = library.add_project(
                    session, skills=skills, title=values["title"], organisation=values["issuer"], started=issued,
                    ended=expires,
                    summary=values["text"], url=values["url"], featured=values["featured"],
                    private=values["private"],
                )  # fmt: skip
            else:
                given_fields = {field.name for field in fields.CREDENTIAL} & values.keys()
                rest = {name: values[name] for name in given_fields} | {"description": values["text"]}
                one = library.add_credential(session, skills=skills, **rest)
            if evidence:
                note = library.add_note(session, f"note {number}")
                library.link_evidence(session, note, subject, one)
                if evidence == "removed":
                    library.remove(session, "evidence", note)
            if removed:
                library.remove(session, subject.value, one)
                continue
            dates = {name: from_iso(values[name]) if values[name] else None for name in ("issued", "expires")}
            items.append(
                Item(id=one, **values | dates, skills=tuple(skills), evidence=evidence == "shown", project=projects)
            )
    return items


@FEW
@given(st.lists(RECORDS, max_size=10), st.lists(QUERIES, min_size=1, max_size=12))
def test_credentials_are_those_that_a_slow_search_finds(
    store: Store, records: list[dict[str, Any]], texts: list[str]
) -> None:
    items = build(store, records, projects=False)
    with store.look() as db:
        for typed in texts:
            query = parse(typed)
            for order in ("newest", "oldest", "title", "issuer", "expires"):
                found = lookup.credential_ids(db, query, order, today=TODAY)
                assert found == in_order(wanted(items, query, TODAY), order), (typed, order)
            assert lookup.credential_ids(db, query, "nonsense", today=TODAY) == lookup.credential_ids(
                db, query, today=TODAY
            )
            assert counted(lookup.credential_facets(db, query, today=TODAY)) == facets(items, query, TODAY), typed
        rows = lookup.credential_rows(db, [item.id for item in items])
    for row, item in zip(rows, items, strict=True):
        for name in ("id", "kind", "title", "issuer", "issued", "expires", "skills", "featured", "private"):
            assert getattr(row, name) == getattr(item, name)
        assert row.evidence == int(item.evidence)


@FEW
@given(st.lists(RECORDS, max_size=8), st.lists(QUERIES, min_size=1, max_size=12))
def test_projects_are_those_that_a_slow_search_finds(
    store: Store, records: list[dict[str, Any]], texts: list[str]
) -> None:
    items = build(store, records, projects=True)
    with store.look() as db:
        for typed in texts:
            query = parse(typed)
            for order in ("newest", "oldest", "title"):
                found = lookup.project_ids(db, query, order, today=TODAY)
                assert found == in_order(wanted(items, query, TODAY), order), (typed, order)
            assert counted(lookup.project_facets(db, query, today=TODAY)) == facets(items, query, TODAY), typed
        rows = lookup.project_rows(db, [item.id for item in items])
    for row, item in zip(rows, items, strict=True):
        assert (row.id, row.title, row.started, row.ended) == (item.id, item.title, item.issued, item.expires)
        assert (row.skills, row.evidence, row.private) == (item.skills, int(item.evidence), item.private)


def counted(found: tuple[Facet, ...]) -> dict[str, Counter[str]]:
    for facet in found:
        assert [one.count for one in facet.values if one.count < 1] == []
        if facet.name not in ("status", "has"):
            assert sorted(facet.values, key=lambda one: -one.count) == list(facet.values)
    return {
        facet.name: Counter(
            {
                (one.term.partition(":")[2] if facet.name in ("status", "has") else folded(one.label)): one.count
                for one in facet.values
            }
        )
        for facet in found
    }


@FEW
@given(st.lists(RECORDS, min_size=1, max_size=8))
def test_each_value_of_a_facet_leaves_as_many_as_it_says(store: Store, records: list[dict[str, Any]]) -> None:
    build(store, records, projects=False)
    with store.look() as db:
        for typed in ("", "rust", "is:shown"):
            for facet in lookup.credential_facets(db, parse(typed), today=TODAY):
                for value in facet.values:
                    found = lookup.credential_ids(db, parse(f"{typed} {value.term}"), today=TODAY)
                    assert len(found) == value.count, value


def test_a_facet_shows_the_most_frequent_values(store: Store) -> None:
    with store.write("Add") as session:
        for number in range(20):
            for copy in range(1 + number % 3):
                library.add_credential(session, title=f"{number} {copy}", issuer=f"Issuer {number}")
    with store.look() as db:
        (issuers,) = (facet for facet in lookup.credential_facets(db, parse(""), today=TODAY) if facet.name == "issuer")
        assert [one.count for one in issuers.values] == [3] * 6 + [2] * 6
        assert issuers.values[0].term == 'issuer:"Issuer 11"'
        assert lookup.credential_facets(db, parse("nothing"), today=TODAY) == ()


# --- what expires ----------------------------------------------------------------------------------------------------

ENDS = [
    "2025", "2026", "2027", "2026-01", "2026-02", "2026-04", "2026-12", "2028-02", "2026-01-01", "2026-02-28",
    "2026-03-01", "2026-11-23", "2026-12-31", "2027-02-21", "2028-02-29", None,
]  # fmt: skip


def test_the_status_is_the_standing_of_every_day_of_a_year(store: Store) -> None:
    with store.write("Add") as session:
        ids = {library.add_credential(session, title=f"ends {end}", expires=end): end for end in ENDS}
    with store.look() as db:
        for number in range(366):
            day = date(2026, 1, 1) + timedelta(days=number)
            for status in STATUSES:
                found = lookup.credential_ids(db, parse(f"status:{status}"), today=day)
                meant = {one for one, end in ids.items() if name_of(end, day) == status}
                assert set(found) == meant, (day, status)


def name_of(end: str | None, day: date) -> str:
    return standing(from_iso(end) if end else None, day).value.replace(" ", "-")


@pytest.mark.parametrize(
    ("end", "day", "status"),
    [
        ("2026-11-23", "2026-11-23", "expiring"), ("2026-11-22", "2026-11-23", "expired"),
        ("2026-11-24", "2026-11-23", "expiring"),
        ("2026-02", "2026-02-28", "expiring"), ("2026-02", "2026-03-01", "expired"),
        ("2028-02", "2028-02-29", "expiring"),
        ("2026", "2026-12-31", "expiring"), ("2026", "2027-01-01", "expired"), ("2026", "2026-10-02", "expiring"),
        ("2026", "2026-10-01", "valid"), ("2999", "2026-11-23", "valid"), ("1900", "2026-11-23", "expired"),
    ],
)  # fmt: skip
def test_the_standing_at_its_borders(end: str, day: str, status: str) -> None:
    assert name_of(end, date.fromisoformat(day)) == status
    assert (PartialDate(2026, 12, 31).last - date(2026, 10, 2)).days == EXPIRING_DAYS


# --- many, and hostile -----------------------------------------------------------------------------------------------


@pytest.fixture
def many(store: Store) -> list[str]:
    """More credentials, projects and evidence than SQLite takes parameters."""
    ids = [f"{number:08x}-many" for number in range(1_700)]
    with closing(sqlite3.connect(store.folder / "library.sqlite")) as db, db:
        db.executemany(
            "INSERT INTO credentials (id, title, issued) VALUES (?, ?, '2026')", ((one, f"t {one}") for one in ids)
        )
        db.executemany("INSERT INTO projects (id, title) VALUES (?, ?)", ((f"p{one}", f"t {one}") for one in ids))
        db.execute("INSERT INTO skills (id, name) VALUES ('s', 'Go')")
        db.executemany(
            "INSERT INTO skill_claims (id, skill_id, credential_id) VALUES (?, 's', ?)",
            ((f"k{one}", one) for one in ids),
        )
        db.executemany("INSERT INTO evidence (id, kind, title) VALUES (?, 'note', 'n')", ((f"e{one}",) for one in ids))
        db.executemany(
            "INSERT INTO evidence_uses (id, evidence_id, credential_id) VALUES (?, ?, ?)",
            ((f"u{one}", f"e{one}", one) for one in ids),
        )
    return ids


def test_more_than_sqlite_takes_parameters(store: Store, many: list[str]) -> None:
    backwards = [*reversed(many), "gone", many[0]]
    with store.look() as db:
        assert lookup.credential_ids(db, parse("t"), today=TODAY) == many
        rows = lookup.credential_rows(db, backwards)
        assert len(lookup.project_rows(db, [f"p{one}" for one in many])) == 1_700
        assert lookup.counts(db) == {
            "credentials": 1_700,
            "projects": 1_700,
            "evidence": 1_700,
            "skills": 1,
            "trash": 0,
        }
    assert [row.id for row in rows] == [one for one in backwards if one != "gone"]
    assert {(row.skills, row.evidence) for row in rows} == {(("Go",), 1)}
    with store.read() as session:
        assert len(lookup.evidence_items(session)) == 1_700
        found = lookup.portfolio(session)
    assert [one.id for one in found.credentials] == many
    assert len(found.projects) == 1_700
    assert found.skills[0].credentials == tuple(many)


HOSTILE = [
    "' OR 1=1 --", "'; DROP TABLE credentials; --", '" OR "" = "', "issuer:\"' OR 1=1 --\"", "issuer:%",
    "issuer:_", "skill:\\", "skill:%%%",
    "kind:' OR ''='", "year:' OR 1=1", "expiring:%", "expiring:_", "title:x", "{title skills} : x", "NEAR(a b, 2)",
    "a AND OR NOT b", "^a", "a*b*",
    "*", '"*"', '"""', "()", "rank:1", "search_index", "\x00", "a\x00b", "\ud800", "issuer:\x00", "–", "\u0301",
    "a\u0301", "́ ́", "😀", "٣",
    " ".join(f"-issuer:{n}" for n in range(500)), " ".join(f"-w{n}" for n in range(500)), "a " * 5_000,
    '"' + "b " * 5_000,
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_is_anything_but_a_search(store: Store, typed: str) -> None:
    record = {
        "title": "Quite ordinary", "kind": "badge", "issuer": "Acme", "platform": "", "issued": "2024",
        "expires": None,
        "url": "", "number": "", "text": "", "featured": False, "private": False, "skills": ["Go"],
        "evidence": "shown",
        "removed": False,
    }  # fmt: skip
    items = build(store, [record], projects=False)
    with store.look() as db:
        query = parse(typed)
        assert lookup.credential_ids(db, query, today=TODAY) == in_order(wanted(items, query, TODAY), "newest")
        everything(db, typed)
        assert lookup.counts(db) == {"credentials": 1, "projects": 0, "evidence": 1, "skills": 1, "trash": 0}


@FEW
@given(st.text(max_size=30) | QUERIES)
def test_no_text_is_an_error(store: Store, typed: str) -> None:
    with store.look() as db:
        everything(db, typed)


def everything(db: sqlite3.Connection, typed: str) -> None:
    query = parse(typed)
    for order in ("newest", "issuer", "' --"):
        lookup.credential_ids(db, query, order, today=TODAY)
        lookup.project_ids(db, query, order, today=TODAY)
    lookup.evidence_ids(db, query)
    lookup.credential_facets(db, query, today=TODAY)
    lookup.project_facets(db, query, today=TODAY)
    clean = typed.encode("utf-8", "ignore").decode()
    lookup.skill_names(db, clean)
    lookup.issuer_names(db, clean)
    assert lookup.credential_rows(db, [clean, ""]) == []
    assert lookup.project_rows(db, [clean, ""]) == []


# --- names and evidence ----------------------------------------------------------------------------------------------


def test_names_that_begin_come_first_then_the_most_used(store: Store) -> None:
    with store.write("Add") as session:
        for number, skills in enumerate((["Rust", "Écriture"], ["Trust", "Rusty"], ["Rusty", "écru"], ["Äcru"])):
            library.add_credential(
                session, title=f"{number}", skills=skills, issuer="100% Öko_logisch" if number else "Oko"
            )
    with store.look() as db:
        assert lookup.skill_names(db, "RUST") == ["Rusty", "Rust", "Trust"]
        assert lookup.skill_names(db, " ecr ") == ["Écriture", "écru"]
        assert lookup.skill_names(db, "cru") == ["Äcru", "écru"]
        assert lookup.skill_names(db, "", limit=2) == ["Rusty", "Äcru"]
        assert lookup.skill_names(db, "x") == lookup.skill_names(db, "%") == []
        assert lookup.issuer_names(db, "oko") == ["Oko", "100% Öko_logisch"]
        assert lookup.issuer_names(db, "%") == ["100% Öko_logisch"]


def test_evidence_is_found_by_its_words_and_its_kind(store: Store) -> None:
    with store.write("Add") as session:
        ids = [
            library.add_note(session, "It went well.", title="Zebra"),
            library.add_link(session, "https://example.org/zebra", happened="2026-03"),
            library.add_file(session, "ab" * 32, 1, name="Écho zebra.pdf", media_type="", private=True),
        ]
        gone = library.add_note(session, "zebra")
        library.remove(session, "evidence", gone)
    wanted_ids = {
        "zebra": [ids[2], ids[1], ids[0]], "": [ids[2], ids[1], ids[0]], "kind:note": [ids[0]],
        "-kind:note zeb": [ids[2], ids[1]],
        "year:2026": [ids[1]], "has:link": [ids[1]], "is:private": [ids[2]], "is:shown well": [ids[0]],
        "is:featured": [], "skill:x": [],
        "has:skills": [], "issuer:x": [], "status:valid": [], "-status:valid -year:2026 echo": [ids[2]],
        "expiring:2026": [],
    }  # fmt: skip
    with store.look() as db:
        for typed, found in wanted_ids.items():
            assert lookup.evidence_ids(db, parse(typed)) == found, typed


def test_one_name_in_two_frameworks_counts_once(store: Store) -> None:
    with store.write("Add") as session:
        one = library.add_credential(session, title="a", skills=["Go"])
        session.execute(text("INSERT INTO skills (id, name, framework) VALUES ('f', 'Go', 'ESCO')"))
        session.execute(
            text("INSERT INTO skill_claims (id, skill_id, credential_id) VALUES ('k', 'f', :one)"), {"one": one}
        )
    with store.look() as db:
        (skills,) = (facet for facet in lookup.credential_facets(db, parse(""), today=TODAY) if facet.name == "skill")
        assert [(value.label, value.count) for value in skills.values] == [("Go", 1)]
        assert lookup.skill_names(db, "g") == ["Go"]
