"""Whether what was acknowledged outlives a kill -9: a real process works in a library and is killed at random points.

`python -m bench.store_kills [KILLS]` (200) goes on in one library all the time. The worker attaches files, adds and
edits credentials, purges, undoes and redoes; it says what it is about to do and, when the call has returned, what the
library holds now. After each kill the library is opened and checked: it holds what was last acknowledged, or that and
the whole of what was under way; every file has its hash; nothing lies about; attaching again works.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text

from portfolio.core import library
from portfolio.core.records import Subject
from portfolio.core.store import Store
from portfolio.core.tasks import attach_files, check

ROOT = Path(__file__).resolve().parents[1]
SOURCES, MOST_EVIDENCE = 40, 60
State = dict[str, dict[str, str]]


def state(store: Store) -> State:
    """What the library holds: the hash of each piece of evidence, the title of each credential."""
    with store.look() as db:
        evidence = dict(db.execute("SELECT id, coalesce(file_sha256, '') FROM evidence").fetchall())
        return {"evidence": evidence, "credentials": dict(db.execute("SELECT id, title FROM credentials").fetchall())}


# --- the process that is killed --------------------------------------------------------------------------------------


class Worker:
    """Changes a library for ever, and says so."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.choose = random.Random(seed)
        self.sources = sorted((folder / "sources").iterdir())
        self.store = Store.open(folder / "Library")
        self.past: list[State] = []
        self.future: list[State] = []

    def run(self) -> None:
        """Never returns."""
        self.say("now", state(self.store))
        deeds = [self.attach, self.attach, self.add, self.edit, self.edit, self.purge, self.undo, self.undo, self.redo]
        while True:
            before = state(self.store)
            self.choose.choice(deeds)(before)
            self.say("now", state(self.store))

    def say(self, what: str, content: Any) -> None:
        os.write(1, (json.dumps([what, content]) + "\n").encode())

    def done(self, before: State) -> None:
        """A step that can be undone."""
        if state(self.store) != before:
            self.past.append(before)
            self.future.clear()

    def attach(self, before: State) -> None:
        paths = self.choose.sample(self.sources, self.choose.choice([1, 1, 3, 12]))
        for path in paths:
            if self.choose.random() < 0.7:  # what the library has already would be no test
                path.write_bytes(content(self.choose))
        self.say("attach", [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths])
        one = next(iter(before["credentials"]), None)
        attach_files(self.store, paths, [(Subject.CREDENTIAL, one)] if one else [])
        self.done(before)

    def add(self, before: State) -> None:
        title = f"t{self.choose.random()}"
        self.say("add", title)
        with self.store.write("Add") as session:
            library.add_credential(session, title=title, issuer="Acme", skills=["a", title])
        self.done(before)

    def edit(self, before: State) -> None:
        if before["credentials"]:
            one, title = self.choose.choice(sorted(before["credentials"])), f"e{self.choose.random()}"
            self.say("edit", [one, title])
            with self.store.write("Edit") as session:
                library.edit_credential(session, one, title=title, description=title * 500)
            self.done(before)

    def purge(self, before: State) -> None:
        """For good, in one transaction; with all that was ever undone when the library has grown."""
        evidence = sorted(before["evidence"])
        ids = self.choose.sample(evidence, len(evidence) // 2 if len(evidence) > MOST_EVIDENCE else len(evidence) // 8)
        self.say("purge", ids)
        with self.store.write("Purge") as session:
            for one in ids:
                library.remove(session, "evidence", one)
                library.purge(session, "evidence", one)
        self.done(before)
        if len(evidence) > MOST_EVIDENCE:
            with self.store.write("Forget") as session:  # so that their files are collected at the next opening
                session.execute(text("DELETE FROM undo_log"))
                session.execute(text("DELETE FROM undo_steps"))
            self.past.clear()
            self.future.clear()

    def undo(self, before: State) -> None:
        if self.past:
            self.say("exactly", self.past[-1])
            self.store.undo()
            self.past.pop()
            self.future.append(before)

    def redo(self, before: State) -> None:
        if self.future:
            self.say("exactly", self.future[-1])
            self.store.redo()
            self.future.pop()
            self.past.append(before)


# --- who kills it, and looks -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Result:
    """What was seen: how many kills, what was under way when they came, what was acknowledged, what was wrong."""

    kills: int = 0
    acknowledged: int = 0
    under_way: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def run(folder: Path, kills: int, seed: int) -> Result:
    """Kill a worker so many times in the same library, which is made in the folder."""
    choose, result = random.Random(seed), Result()
    make_sources(folder / "sources", choose)
    with Store.create(folder / "Library") as store:
        known = state(store)
    for number in range(kills):
        said = _killed(folder, seed * 1000 + number, choose)
        last = next((content for what, content in reversed(said) if what == "now"), known)
        result.kills += 1
        result.acknowledged += max(0, sum(what == "now" for what, _content in said) - 1)
        doing = said[-1] if said and said[-1][0] != "now" else ["nothing", None]
        result.under_way[str(doing[0])] += 1
        try:
            known, problems = _examined(folder, last, doing, choose)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            known, problems = last, [f"{type(error).__name__}: {error}"]
        result.problems += [f"kill {number} of seed {seed}, during {doing[0]}: {problem}" for problem in problems]
    return result


def make_sources(folder: Path, choose: random.Random) -> None:
    """Files to attach; some with the same content."""
    folder.mkdir()
    for number in range(SOURCES):
        (folder / f"{number}.bin").write_bytes(content(choose))
        if number % 10 == 0:
            (folder / f"{number} again.bin").write_bytes((folder / f"{number}.bin").read_bytes())


def content(choose: random.Random) -> bytes:
    """100 bytes to 3 MB, log-uniform."""
    return choose.randbytes(int(100 * 30_000 ** choose.random()))


def _killed(folder: Path, seed: int, choose: random.Random) -> list[Any]:
    """What a worker said before it was killed: now and then while it starts, mostly in the midst of a change."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.store_kills", "--work", str(folder), str(seed)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")},
    )
    lines: list[bytes] = []
    heard = threading.Semaphore(0)

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            heard.release()

    listening = threading.Thread(target=listen)
    listening.start()
    if choose.random() < 0.1:
        time.sleep(choose.uniform(0, 0.7))
    else:
        for _ in range(choose.randint(2, 30)):
            heard.acquire(timeout=60)
        time.sleep(choose.uniform(0, 0.025))
    process.send_signal(signal.SIGKILL)
    if process.wait() != -signal.SIGKILL:
        raise RuntimeError("the worker ended by itself")
    listening.join()
    if process.stdout is not None:
        process.stdout.close()
    return [json.loads(line) for line in lines if line.endswith(b"\n")]  # the last may be cut off


def _examined(folder: Path, last: State, doing: list[Any], choose: random.Random) -> tuple[State, list[str]]:
    with Store.open(folder / "Library") as store:
        found = state(store)
        problems = [] if _allowed(last, found, doing) else [f"lost or invented: {_difference(last, found)}"]
        store.settle()
        problems += [f"{one.what} {one.where}" for one in check(store)]
        problems += [f"stray: {name}" for name in _strays(store)]
        again = choose.choice(sorted((folder / "sources").iterdir()))
        attached = attach_files(store, [again])  # a retry
        sha256 = hashlib.sha256(again.read_bytes()).hexdigest()
        if attached.problems or store.files.verified(sha256).read_bytes() != again.read_bytes():
            problems.append(f"attaching again: {attached.problems}")
        return state(store), problems


def _allowed(last: State, found: State, doing: list[Any]) -> bool:
    """Whether the library holds what was acknowledged, or that and the whole of what was under way."""
    what, content = doing
    if found == last:
        return True
    if what == "exactly":
        return bool(found == content)
    evidence, credentials = dict(last["evidence"]), dict(last["credentials"])
    if what == "attach":
        new = [found["evidence"][one] for one in found["evidence"].keys() - evidence.keys()]
        kept = {one: found["evidence"].get(one) for one in evidence}
        return found["credentials"] == credentials and kept == evidence and sorted(new) == sorted(content)
    if what == "add":
        new = [found["credentials"].pop(one) for one in list(found["credentials"]) if one not in credentials]
        return new == [content] and found == last
    if what == "edit":
        return found == {"evidence": evidence, "credentials": credentials | {content[0]: content[1]}}
    if what == "purge":
        return found == last | {"evidence": {one: sha for one, sha in evidence.items() if one not in content}}
    return False


def _difference(last: State, found: State) -> dict[str, list[Any]]:
    return {name: sorted(set(last[name].items()) ^ set(found[name].items())) for name in last}


def _strays(store: Store) -> list[str]:
    """Files in the library that no row and no step mentions, and what is left in staging."""
    with store.look() as db:
        rows = {str(row[0]) for row in db.execute("SELECT sha256 FROM files").fetchall()}
        log = " ".join(str(row[0]) for row in db.execute("SELECT sql FROM undo_log WHERE tbl = 'files'").fetchall())
    left = [path.name for path in (store.folder / "staging").iterdir()]
    return left + [name for name, _size in store.files.stored() if name not in rows and name not in log]


def main(arguments: list[str]) -> int:
    """Print what was seen; 1 when anything was wrong."""
    if arguments[:1] == ["--work"]:
        Worker(Path(arguments[1]), int(arguments[2])).run()
    kills, seed = int(arguments[0]) if arguments else 200, random.SystemRandom().randrange(10**6)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="laurel-kills-") as name:
        result = run(Path(name), kills, seed)
    print(f"seed {seed}: {result.kills} kills in {time.monotonic() - began:.0f} s")
    print(f"acknowledged changes: {result.acknowledged}; under way at the kill: {dict(result.under_way)}")
    print(f"problems: {len(result.problems)}", *result.problems, sep="\n  ")
    return 1 if result.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
