"""A command line to call in this process, on a library below the test's own folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from portfolio.cli import main


@dataclass(frozen=True)
class Ended:
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[list[str]]:
        """Standard output as rows of tab-separated values."""
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def id(self) -> str:
        """The only id that was written."""
        (line,) = self.out.split()
        assert len(line) == 36
        return line


class Portfolio:
    """`portfolio --data-dir FOLDER ...`."""

    def __init__(self, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data_dir = data_dir
        self.library = data_dir / "data" / "Library"
        self._capsys = capsys

    def __call__(self, *arguments: str | Path, code: int = 0) -> Ended:
        """Run a command and expect its exit code."""
        return self.ends(*arguments, codes=(code,))

    def ends(self, *arguments: str | Path, codes: Sequence[int]) -> Ended:
        """Run a command and expect one of the exit codes, and that it met nothing that nobody expected."""
        self._capsys.readouterr()
        found = main(["--data-dir", str(self.data_dir), *map(str, arguments)])
        written = self._capsys.readouterr()
        ended = Ended(found, written.out, written.err)
        assert found in codes, (arguments, ended)
        assert "Traceback" not in ended.err
        assert not (self.data_dir / "logs").exists(), ended
        return ended

    def json(self, *arguments: str | Path, code: int = 0) -> dict[str, Any]:
        """Run a command with `--json`; its one document."""
        document = json.loads(self("--json", *arguments, code=code).out)
        assert isinstance(document, dict)
        return document

    def refused(self, *arguments: str | Path, code: int = 1) -> str:
        """Run a command that must fail in words; all that it said, which is the same with `--json`."""
        ended = self(*arguments, code=code)
        assert ended.err.startswith(("portfolio: ", "usage: "))
        assert ended.out == ""
        told = self.json(*arguments, code=code)["error"]
        assert set(told) <= {"message", "hint", "missing"}
        assert told["message"]
        return ended.err


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Portfolio:
    """The command line on an own, empty data folder, started in an own, empty current folder."""
    monkeypatch.delenv("LAUREL_LIBRARY", raising=False)
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return Portfolio(tmp_path / "laurel", capsys)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to attach."""
    path = tmp_path / "certificate.txt"
    path.write_text("This is to certify that Maya Lindqvist …\n", encoding="utf-8")
    return path
