"""The two streams of the command line: results go to standard output, everything said beside them to the other."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from portfolio.cli.plain import safe, safe_json
from portfolio.cli.shape import plain_data
from portfolio.cli.table import Cell, Column, aligned, tab_separated
from portfolio.core.i18n import gettext as _

# SGR parameters (ECMA-48, section 8.3.117) from the eight colours that every terminal lets its owner choose
_TONES = {"heading": "1", "good": "32", "warning": "33", "bad": "31", "quiet": "2"}


@dataclass(frozen=True, slots=True)
class Console:
    """Where to write and how: `json` replaces all results by one document, `quiet` leaves out what is said beside."""

    out: TextIO
    err: TextIO
    json: bool = False
    quiet: bool = False

    @classmethod
    def standard(cls, *, as_json: bool, quiet: bool) -> Console:
        """The console of this process."""
        return cls(sys.stdout, sys.stderr, as_json, quiet)

    @property
    def for_people(self) -> bool:
        """Whether standard output is a terminal."""
        return self.out.isatty()

    def write(self, text: str) -> None:
        """One result, made safe for a terminal. Nothing with `--json`."""
        if not self.json:
            self.out.write(safe(text) + "\n")

    def document(self, **parts: Any) -> None:
        """The one JSON document. Nothing without `--json`."""
        if self.json:
            encodes_all = (self.out.encoding or "utf-8").lower().startswith("utf")
            text = json.dumps(plain_data(parts), ensure_ascii=not encodes_all, indent=2, allow_nan=False)
            self.out.write(safe_json(text) + "\n")

    def note(self, text: str) -> None:
        """A sentence beside the results."""
        if not self.quiet:
            self.err.write(safe(text) + "\n")

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Rows in columns, or tab-separated where no person looks. Nothing with `--json`."""
        if self.json or not rows:
            return
        lines: Iterable[str] = tab_separated(rows)
        if self.for_people:
            lines = aligned(columns, rows, self.columns(), self.paint)
        self.out.writelines(line + "\n" for line in lines)

    def columns(self) -> int:
        """How wide the terminal is, in columns."""
        return shutil.get_terminal_size().columns

    def paint(self, text: str, tone: str) -> str:
        """The text in the colour of its tone where colours are wanted (no-color.org)."""
        return f"\x1b[{_TONES[tone]}m{text}\x1b[0m" if tone and text and self._colours() else text

    def lines(self, texts: Iterable[tuple[str, str]]) -> None:
        """Results as (text, tone), made safe and then coloured. Nothing with `--json`."""
        if not self.json:
            self.out.writelines(self.paint(safe(text), tone) + "\n" for text, tone in texts)

    def fail(self, message: str, hint: str = "", **more: Any) -> None:
        """A failure in words: on the error stream, or as the JSON document."""
        if self.json:
            self.document(error={"message": message, "hint": hint, **more})
            return
        self.err.write(safe(_("portfolio: {message}").format(message=message)) + "\n")
        if hint:
            self.err.write(safe(hint) + "\n")

    def _colours(self) -> bool:
        return self.for_people and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
