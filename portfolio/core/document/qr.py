"""QR codes (ISO/IEC 18004) as vectors: which links get one, how large it is, and its modules as runs.

A printed module is never under 0.40 mm, at which every phone and scanner that was tried reads it from a 150 dpi print,
and four modules around the code stay white. Both are rules of the layout, not of the encoder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import qrcode

from portfolio.core.document.style import MM

MODULE = 0.40 * MM
"""The least side of a module, in points."""
MODULE_MOST = 2.2
"""The largest: short links would otherwise get a white zone that reaches into the neighbours."""
SIDE = 56.0
"""The side of a code, in points, unless its content needs more."""
QUIET = 4
"""The white zone around a code, in modules (section 6.3.8)."""
LONGEST = 450
"""The most bytes that get a code: version 16 at level M, 81 modules, 32 mm."""

_MASK = 2
"""The data mask. The search for the best of the eight takes 80 % of the encoder's time and buys nothing that a decoder
notices; this one breaks up the byte patterns of links well. The tests decode every code that is drawn."""
_DARK = re.compile("1+")


@dataclass(frozen=True, slots=True)
class Matrix:
    """A code: `size` modules a side, `rows` from the top, one bit a module with the leftmost highest."""

    size: int
    rows: tuple[int, ...]

    @property
    def module(self) -> float:
        """The side of a printed module, in points."""
        return min(MODULE_MOST, max(MODULE, SIDE / self.size))

    @property
    def side(self) -> float:
        """The side of the printed code without its white zone, in points."""
        return self.size * self.module

    @property
    def quiet(self) -> float:
        """The width of the white zone, in points."""
        return QUIET * self.module

    def operators(self, x: float, y: float) -> str:
        """One filled path of horizontal runs, in module units; (x, y) is the lower left corner of the code."""
        runs = []
        for row, bits in enumerate(self.rows):
            line = f"{bits:0{self.size}b}"
            below = self.size - 1 - row
            runs += [f"{run.start()} {below} {run.end() - run.start()} 1 re" for run in _DARK.finditer(line)]
        matrix = f"{self.module:.4f} 0 0 {self.module:.4f} {x:.3f} {y:.3f}"
        return f"q 0 g {matrix} cm\n" + "\n".join(runs) + "\nf Q"


def fits(text: str) -> bool:
    """Whether a code of this text stays small enough for the page."""
    return len(text.encode("utf-8", "replace")) <= LONGEST


@lru_cache(maxsize=4096)
def encode(text: str) -> Matrix:
    """The code of a text that `fits`, at error correction level M. Kept: encoding is what an export costs most."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=_MASK, border=0)
    code.add_data(text)
    code.make(fit=True)
    rows = tuple(int("".join("1" if dark else "0" for dark in row), 2) for row in code.modules)
    return Matrix(len(rows), rows)
