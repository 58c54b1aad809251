"""Where things lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portfolio.core import paths


def test_everything_lies_below_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = paths.under(Path("home"))
    everything = [found.data, found.config, found.cache, found.logs, found.library, found.sample, found.settings]
    everything += [found.thumbnails, found.log]
    assert len(set(everything)) == len(everything)
    for one in everything:
        assert one.is_absolute()
        assert one.is_relative_to(tmp_path / "home")
    assert not (tmp_path / "home").exists(), "nothing is made by asking"


@pytest.mark.needs("posix")
def test_the_system_names_the_folders() -> None:
    found = paths.system()
    assert {path.name for path in (found.data, found.config, found.cache)} <= {"Laurel", "Caches"}
    if "XDG_DATA_HOME" in os.environ and os.uname().sysname == "Linux":
        assert found.data == Path(os.environ["XDG_DATA_HOME"]) / "Laurel"


def test_the_resources_are_there() -> None:
    assert (paths.resources() / "themes").is_dir()
    assert (paths.resources() / "fonts").is_dir()
