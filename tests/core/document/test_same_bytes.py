"""The same portfolio, options and time give the same bytes, in any process; another time gives others."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from portfolio.core import document
from portfolio.core.records import ExportOptions
from tests.core.document import people

_SCRIPT = """
import hashlib, pathlib, sys
from tests.core.document import people
pdf, exported = people.export(people.person(pathlib.Path(sys.argv[1]), 12, 3, ((800, 500), (400, 600))))
assert hashlib.sha256(pdf).hexdigest() == exported.sha256
print(exported.sha256, exported.size, exported.pages)
"""


def _in_a_process(folder: Path, seed: str, locale: str) -> list[str]:
    folder.mkdir()
    environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "Asia/Tokyo" if seed == "2" else "UTC"}
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-c", _SCRIPT, str(folder)]
    return subprocess.run(command, env=environment, cwd=root, capture_output=True, text=True, check=True).stdout.split()


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    first = _in_a_process(tmp_path / "a", "1", "C.UTF-8")
    second = _in_a_process(tmp_path / "b", "2", "tr_TR.UTF-8")
    assert first == second
    pdf, exported = people.export(people.person(tmp_path, 12, 3, ((800, 500), (400, 600))))
    assert [exported.sha256, str(len(pdf)), str(exported.pages)] == first


def test_the_report_says_what_was_written(tmp_path: Path) -> None:
    pdf, exported = people.export(people.person(tmp_path, 3, 1))
    assert exported.path is None
    assert exported.size == len(pdf)
    assert exported.sha256 == hashlib.sha256(pdf).hexdigest()


def test_another_time_gives_another_file(tmp_path: Path) -> None:
    portfolio = people.person(tmp_path, 1, 0)
    pdf, _exported = people.export(portfolio)
    out = io.BytesIO()
    document.export(portfolio, ExportOptions(), out, now=people.NOW + timedelta(seconds=1))
    assert out.getvalue() != pdf


def test_the_file_goes_out_as_it_is_made(tmp_path: Path) -> None:
    class Watched(io.BytesIO):
        sizes: list[int] = []

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.sizes.append(len(data))
            return super().write(data)

    out = Watched()
    document.export(people.person(tmp_path, 12, 3), ExportOptions(), out, now=people.NOW)
    assert len(out.sizes) > 100
    assert max(out.sizes) < len(out.getvalue()) / 3
    assert not out.closed
