"""What tests need that no Python package brings: how to find it, what it is for, and how to get it.

A test says `@pytest.mark.needs("qpdf")`; everything under tests/ui needs "qt" without saying so. Standard library only.
"""

from __future__ import annotations

import functools
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portfolio import preflight

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Need:
    """Something outside Python: `found` says whether it is here, `debian` which packages bring it there.

    Without `required` even `--all` only counts what was left out: nobody can install it by a command.
    """

    name: str
    purpose: str
    found: Callable[[], bool]
    debian: str = ""
    other: str = ""
    required: bool = True

    @functools.cached_property
    def absent(self) -> bool:
        """Whether it is missing here; looked up once."""
        return not self.found()

    def how_to_get(self) -> str:
        """The command or the words that help."""
        if self.name == "qt":
            return preflight.install_command(preflight.check_offscreen().missing) or preflight.check_offscreen().remedy
        if self.debian and shutil.which("apt-get"):
            return f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install -y {self.debian}"
        return self.other or f"install {self.name} by your system's package manager"


def _command(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


_ALL = (
    Need("qt", "the window's tests draw into memory", lambda: preflight.check_offscreen().ok),
    Need("xvfb", "the window on a real X display", _command("Xvfb"), "xvfb"),
    Need("qpdf", "checks the structure of exported PDFs", _command("qpdf"), "qpdf"),
    Need("pdftotext", "reads the text of exported PDFs in order", _command("pdftotext"), "poppler-utils"),
    Need("mutool", "reads exported PDFs by a third engine", _command("mutool"), "mupdf-tools"),
    Need("zbarimg", "reads printed QR codes by a second decoder", _command("zbarimg"), "zbar-tools"),
    Need("java", "runs veraPDF on exported PDFs", _command("java"), "default-jre-headless"),
    Need("chromium", "shows exported web pages", _command("chromium", "chromium-browser", "google-chrome"), "chromium"),
    Need(
        "corpus",
        "checks against files collected beside the project",
        (ROOT.parent / "shared" / "corpus").is_dir,
        other="a folder ../shared/corpus beside the project; not part of it",
        required=False,
    ),
    Need("posix", "permissions, signals and file names as POSIX has them", lambda: sys.platform != "win32",
         other="run the tests on Linux or macOS", required=False),
)  # fmt: skip
NEEDS = {need.name: need for need in _ALL}


def report(left_out: dict[str, int], *, whole_folders: dict[str, str] | None = None) -> list[str]:
    """The lines that tell what was left out: how many tests for each need, or which folder, and how to run them."""
    lines = []
    for name, folder in (whole_folders or {}).items():
        lines.append(f"{folder}: {NEEDS[name].purpose}; not possible here: {preflight.check_offscreen().reason}")
        lines.append(f"    to run it: {NEEDS[name].how_to_get()}")
    for name, count in left_out.items():
        need = NEEDS[name]
        lines.append(f"{count} test{'s' * (count != 1)} for want of {name} ({need.purpose})")
        lines.append(f"    to run {'them' if count != 1 else 'it'}: {need.how_to_get()}")
    return lines
