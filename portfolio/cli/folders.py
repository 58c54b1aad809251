"""Where Laurel keeps its things for this command: the folders of the system, or all below `--data-dir`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from portfolio.cli.parser import option
from portfolio.core import paths
from portfolio.core.paths import Paths


def paths_of(args: Namespace) -> Paths:
    """The folders of Laurel: those of the system, or all below `--data-dir`."""
    below: Path | None = option(args, "data_dir")
    return paths.system() if below is None else paths.under(below)
