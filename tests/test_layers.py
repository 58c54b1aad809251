"""The rule of who may import whom: kept by the code as it is, and broken, contract by contract, by one wrong line."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.needs import ROOT

CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS: dict[str, str] = {contract["id"]: contract["name"] for contract in CONFIGURATION["contracts"]}
RUN = "import sys; from importlinter.cli import lint_imports_command as run; sys.argv[0] = 'lint-imports'; run()"

# The contract, the module that gets the line, the line.
TRESPASSES = [
    ("house", "portfolio/core/query.py", "import portfolio.ui"),
    ("house", "portfolio/core/query.py", "import portfolio.cli"),
    ("house", "portfolio/ui/trespasser.py", "import portfolio.cli"),
    ("house", "portfolio/cli/trespasser.py", "import portfolio.ui"),
    ("house", "portfolio/preflight.py", "from portfolio.core import errors"),
    ("house", "portfolio/somewhere.py", ""),
    ("core", "portfolio/core/errors.py", "from portfolio.core import records"),
    ("core", "portfolio/core/records.py", "from portfolio.core import store"),
    ("core", "portfolio/core/store/trespasser.py", "from portfolio.core import library"),
    ("core", "portfolio/core/library/trespasser.py", "from portfolio.core import tasks"),
    ("core", "portfolio/core/document/trespasser.py", "from portfolio.core import verify"),
    ("core", "portfolio/core/intake/trespasser.py", "from portfolio.core import library"),
    ("core", "portfolio/core/utils.py", ""),
    *(
        ("rooms", f"portfolio/core/{room}/trespasser.py", "from portfolio.core import store")
        for room in ("verify", "intake", "skills", "quality", "document", "publish", "preview")
    ),
    ("qt", "portfolio/core/query.py", "from PySide6.QtCore import QObject"),
    ("qt", "portfolio/cli/trespasser.py", "import PySide6.QtWidgets"),
    ("qt", "portfolio/__main__.py", "import shiboken6"),
    ("argparse", "portfolio/core/query.py", "import argparse"),
    ("argparse", "portfolio/ui/trespasser.py", "from argparse import ArgumentParser"),
    ("database", "portfolio/ui/trespasser.py", "import sqlite3"),
    ("database", "portfolio/ui/trespasser.py", "from sqlalchemy.orm import Session"),
    ("database", "portfolio/cli/trespasser.py", "import sqlalchemy"),
    *(
        ("database", f"portfolio/core/{room}/trespasser.py", "import sqlalchemy")
        for room in ("verify", "intake", "skills", "quality", "document", "publish", "preview")
    ),
    ("database", "portfolio/core/records.py", "import alembic"),
    ("reportlab", "portfolio/ui/trespasser.py", "from reportlab.pdfgen import canvas"),
    ("reportlab", "portfolio/core/library/trespasser.py", "import reportlab"),
]
# Allowed, though a line like it is a trespass elsewhere.
PERMITTED = [
    ("portfolio/ui/trespasser.py", "from PySide6.QtCore import QObject"),
    ("portfolio/cli/trespasser.py", "import argparse"),
    ("portfolio/core/store/trespasser.py", "import sqlalchemy, sqlite3, alembic"),
    ("portfolio/core/library/trespasser.py", "from portfolio.core import lookup, store"),
    ("portfolio/core/document/trespasser.py", "import reportlab"),
    ("portfolio/ui/trespasser.py", "from portfolio.core import tasks, library, records"),
]


def _copy(folder: Path) -> Path:
    """The package and its contracts, with an empty package in the place of every room that is not built yet."""
    shutil.copytree(ROOT / "portfolio", folder / "portfolio", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    layers = [contract for contract in CONFIGURATION["contracts"] if contract["type"] == "layers"]
    for name in _modules(layers):
        place = folder.joinpath(*name.split("."))
        if not place.with_suffix(".py").exists():
            place.mkdir(parents=True, exist_ok=True)
            (place / "__init__.py").touch()
    return folder


def _modules(contracts: list[dict[str, Any]]) -> list[str]:
    """Every module that the layers name, in full."""
    return [
        f"{container}.{tail.strip(' ()')}"
        for contract in contracts
        for container in contract["containers"]
        for layer in contract["layers"]
        for tail in layer.replace("|", ":").split(":")
        if tail.strip(" ()") != "__main__"
    ]


def _write(root: Path, module: str, line: str) -> None:
    """Adds the line to the module. A room that is one module (library.py) is entered by that module."""
    path = root / module
    if not path.parent.is_dir() and path.parent.with_suffix(".py").exists():
        path = path.parent.with_suffix(".py")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def _lint(root: Path) -> tuple[int, set[str], str]:
    """The exit status, the ids of the broken contracts, and all that was said."""
    command = [sys.executable, "-c", RUN, "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={"COLUMNS": "200"})
    broken = {key for key, name in CONTRACTS.items() if f"{name} BROKEN" in done.stdout}
    return done.returncode, broken, done.stdout + done.stderr


def test_the_code_keeps_every_contract() -> None:
    status, broken, told = _lint(ROOT)
    assert (status, broken) == (0, set()), told
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in told


def test_what_is_permitted_breaks_nothing(tmp_path: Path) -> None:
    root = _copy(tmp_path)
    for module, line in PERMITTED:
        _write(root, module, line)
    status, broken, told = _lint(root)
    assert (status, broken) == (0, set()), told


@pytest.mark.parametrize(("contract", "module", "line"), TRESPASSES)
def test_a_trespass_breaks_its_contract(contract: str, module: str, line: str, tmp_path: Path) -> None:
    root = _copy(tmp_path)
    _write(root, module, line)
    status, broken, told = _lint(root)
    assert status == 1
    assert contract in broken, told


def test_every_contract_is_tried() -> None:
    assert {contract for contract, _, _ in TRESPASSES} == set(CONTRACTS)
