"""What was acknowledged outlives a kill -9 at any point. `python -m bench.store_kills` does it 200 times."""

from __future__ import annotations

import random
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from bench import store_kills
from portfolio.core import library
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files
from tests.core.store import children, examined

KILLS = 20


@pytest.mark.needs("posix")
def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")
    result = store_kills.run(tmp_path, KILLS, seed)
    print(result)
    assert result.problems == []
    assert result.kills == KILLS
    assert result.acknowledged > KILLS  # it was at work


def test_the_check_notices_what_is_lost(tmp_path: Path) -> None:
    """The comparison itself: what is lost or invented is seen, and only the whole of what was under way is allowed."""
    last = {"evidence": {"a": "1", "b": "2"}, "credentials": {"c": "t"}}
    lost = {"evidence": {"a": "1"}, "credentials": {"c": "t"}}
    more = {"evidence": {"a": "1", "b": "2", "d": "3"}, "credentials": {"c": "t"}}
    edited = {"evidence": {"a": "1", "b": "2"}, "credentials": {"c": "new"}}
    added = {"evidence": {"a": "1", "b": "2"}, "credentials": {"c": "t", "e": "new"}}
    for found in (lost, more, edited, added):
        assert not store_kills._allowed(last, dict(found), ["nothing", None])
    assert store_kills._allowed(last, dict(last), ["attach", ["3"]])
    assert store_kills._allowed(last, more, ["attach", ["3"]])
    assert not store_kills._allowed(last, more, ["attach", ["3", "4"]])  # half of it
    assert store_kills._allowed(last, lost, ["purge", ["b"]])
    assert not store_kills._allowed(last, lost, ["purge", ["b", "a"]])
    assert store_kills._allowed(last, edited, ["edit", ["c", "new"]])
    assert store_kills._allowed(last, {key: dict(rows) for key, rows in added.items()}, ["add", "new"])
    assert not store_kills._allowed(last, {key: dict(rows) for key, rows in added.items()}, ["add", "other"])
    assert store_kills._allowed(last, lost, ["exactly", lost])
    assert not store_kills._allowed(last, lost, ["exactly", more])


LIFE = """
folder, *sources = arguments
DEADLY -= {"execute", "close"}  # within a transaction one is like another
def work():
    with Store.open(folder) as store:
        acknowledge("opened")
        attach_files(store, sources)
        acknowledge("attached")
        with store.look() as db:
            (one,) = db.execute("SELECT id FROM evidence WHERE title = 'one'").fetchone()
        with store.write("Purge") as session:
            library.remove(session, "evidence", one)
            library.purge(session, "evidence", one)
        acknowledge("purged")
        store.undo()
        acknowledge("undone")
        store.redo()
        acknowledge("redone")
    acknowledge("closed")
"""
HELD = {"": [], "opened": [], "attached": ["one", "two"], "purged": ["two"], "undone": ["one", "two"]}
HELD |= {"redone": ["two"], "closed": ["two"]}
NEXT = dict(pairwise(HELD))


@pytest.mark.needs("posix")
def test_killed_before_each_call_nothing_acknowledged_is_lost(store: Store, tmp_path: Path) -> None:
    """Not at random: right before each open, write, fsync, rename, unlink and COMMIT of a short life."""
    with store.write("Add") as session:
        library.add_credential(session, title="kept")
    store.close()
    folder, pristine = store.folder, tmp_path / "pristine"
    sources = [tmp_path / "one", tmp_path / "two"]
    for path in sources:
        path.write_text(path.name)
    shutil.copytree(folder, pristine)
    with children.mortal(LIFE, folder, *sources) as die:
        *_said, count, _survived = die(0)
        assert titles_of(folder) == HELD["closed"]
        assert 50 < int(count) < 250
        for point in range(1, int(count) + 1, 3):
            shutil.rmtree(folder)
            shutil.copytree(pristine, folder)
            *said, killed = die(point)
            assert killed == "killed", point
            last = said[-1] if said else ""
            with Store.open(folder) as again:
                again.settle()
                assert titles_of(folder) in (HELD[last], HELD[NEXT.get(last, last)]), (point, last)
                assert examined.loose_ends(folder) == [], (point, last)
                assert examined.strays(folder) == set(), (point, last)
                assert not attach_files(again, sources).problems


def titles_of(folder: Path) -> list[object]:
    with examined.database(folder) as db:
        return [title for (title,) in db.execute("SELECT title FROM evidence ORDER BY title").fetchall()]
