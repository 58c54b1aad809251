"""The text engine: cleans, kerns, measures and breaks text, and writes it as PDF operators. It knows no markup.

Words are the unit: each is shaped once a document and kept with its width and its encoded pieces, so that a second
occurrence costs a look-up. Of OpenType only `kern` is applied: with ligatures on, text cannot be searched in some
readers (one glyph, no letters).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import uharfbuzz

from portfolio.core.document.characters import PLACEHOLDER, clean
from portfolio.core.document.fonts import FontFile
from portfolio.core.document.style import TextStyle, Theme, Weight

_OFF = ("liga", "clig", "dlig", "rlig", "calt", "ccmp", "locl", "mark", "mkmk")
_FEATURES = dict.fromkeys(_OFF, False) | {"kern": True}
_SPACES = re.compile("[^\\S\u00a0\u2007\u202f]+")
_BREAK_AFTER = frozenset("/?&=-_.,;:+#")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is printed: its width in thousandths of the font size, and pieces of (font subset, TJ operand)."""

    text: str
    width: float
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line, and the width of all with their spaces, in points."""

    words: tuple[Word, ...]
    width: float


class Face:
    """A font file in one document: shapes words and remembers them."""

    def __init__(self, font: FontFile, document: Any) -> None:
        self._font, self._document = font, document
        self._words: dict[str, Word] = {}
        self.space = self.word(" ").width  # also makes ReportLab begin its state for this document
        self.base: str = font.ttf.getSubsetInternalName(0, document)

    def word(self, text: str) -> Word:
        """The word shaped; `text` is clean and has no space but fixed ones."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = self._shape(self._printable(text))
        return found

    def _printable(self, text: str) -> str:
        known = self._font.characters
        if all(ord(char) in known for char in text):
            return text
        return "".join(char if ord(char) in known else PLACEHOLDER for char in text)

    def _shape(self, text: str) -> Word:
        widths, default = self._font.widths, self._font.default_width
        plain = [widths.get(ord(char), default) for char in text]
        kerns = self._kerns(text, plain) if len(text) > 1 else {}
        return Word(text, sum(plain) - sum(kerns.values()), tuple(self._encode(text, kerns)))

    def _kerns(self, text: str, plain: Sequence[float]) -> dict[int, int]:
        """By how much to close the gap after the n-th character, in thousandths; nothing where glyphs were merged."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.language = "en"  # the locale of the machine must not decide
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        uharfbuzz.shape(self._font.shaper, buffer, _FEATURES)
        positions = buffer.glyph_positions
        if len(positions) != len(text):
            return {}
        scale = self._font.per_mille
        closer = (round(width - place.x_advance * scale) for width, place in zip(plain, positions, strict=True))
        return {number: by for number, by in enumerate(closer) if by and number < len(text) - 1}

    def _encode(self, text: str, kerns: dict[int, int]) -> Iterator[tuple[str, str]]:
        number = 0
        for subset, codes in self._font.ttf.splitString(text, self._document):
            operand = []
            for code in codes:
                operand.append(_ESCAPED[code])
                if number in kerns:
                    operand.append(f"){kerns[number]}(")
                number += 1
            yield self._font.ttf.getSubsetInternalName(subset, self._document), "".join(operand)

    def words(self, text: str) -> list[Word]:
        """The words of one line of clean text."""
        return [self.word(part) for part in _SPACES.split(text) if part]

    def broken(self, word: Word, limit: float) -> list[Word]:
        """The word in parts no wider than `limit` thousandths, broken after / and the like where that is possible."""
        parts, start, width, seam = [], 0, 0.0, 0
        widths, default, text = self._font.widths, self._font.default_width, word.text
        for index, char in enumerate(text):
            wide = widths.get(ord(char), default)
            if width + wide > limit and index > start:
                end = seam if 2 * (seam - start) > index - start else index
                parts.append(self._shape(text[start:end]))
                start = end
                width = sum(widths.get(ord(c), default) for c in text[start:index])
            width += wide
            if char in _BREAK_AFTER:
                seam = index + 1
        parts.append(self._shape(text[start:]))
        return parts


_ESCAPED = [chr(code) if 32 <= code <= 126 and chr(code) not in "()\\" else f"\\{code:03o}" for code in range(256)]
"""Codes as they stand in a content stream, which stays ASCII (ReportLab would encode the others as text)."""


class Typesetter:
    """The faces of a theme in one document, and what sets text with them."""

    def __init__(self, theme: Theme, fonts: dict[Weight, FontFile], document: Any) -> None:
        self.theme = theme
        self.faces = {weight: Face(font, document) for weight, font in fonts.items()}

    def lines(self, runs: Iterable[tuple[str, TextStyle]], width: float) -> list[Line]:
        """Text broken to `width` points. Runs join on one line with a space; they may differ in weight, not in size."""
        lines: list[Line] = []
        pending: list[Word] = []
        face, size = self.faces[Weight.REGULAR], 1.0
        for text, style in runs:
            face, size = self.faces[style.weight], style.size
            first, *more = clean(text).split("\n")
            pending.extend(face.words(first))
            for paragraph in more:
                lines.extend(_broken(pending, face, size, width))
                pending = face.words(paragraph)
        lines.extend(_broken(pending, face, size, width))
        while lines and not lines[-1].words:
            lines.pop()
        return lines

    def width(self, text: str, style: TextStyle) -> float:
        """The width of one line, in points."""
        face = self.faces[style.weight]
        words = face.words(clean(text))
        return (sum(word.width for word in words) + face.space * max(0, len(words) - 1)) * style.size / 1000

    def shortened(self, text: str, style: TextStyle, width: float) -> Line:
        """The text on one line, cut with an ellipsis where it is wider than `width`."""
        text = " ".join(clean(text[:400]).split())
        lines = self.lines([(text, style)], width)
        cut = len(text)
        while len(lines) > 1:
            cut = min(cut - 1, int(cut * 0.9))
            lines = self.lines([(text[:cut].rstrip() + "\u2026", style)], width)
        return lines[0] if lines else Line((), 0.0)

    def operators(self, lines: Sequence[Line], style: TextStyle, x: float, baseline: float, colour: str) -> str:
        """The text object of these lines; `baseline` is that of the first, `colour` the operands of rg."""
        base = current = self.faces[style.weight].base
        size = f"{style.size:g}"
        out = [f"BT {colour} rg {base} {size} Tf {style.leading:g} TL 1 0 0 1 {x:.2f} {baseline:.2f} Tm"]
        for number, line in enumerate(lines):
            if number:
                out.append("T*")
            operand: list[str] = []
            for index, word in enumerate(line.words):
                if index:
                    operand.append(" ")
                for font, piece in word.pieces:
                    if font != current:
                        if operand:
                            out.append(f"[({''.join(operand)})]TJ")
                            operand = []
                        out.append(f"{font} {size} Tf")
                        current = font
                    operand.append(piece)
            if operand:
                out.append(f"[({''.join(operand)})]TJ")
        out.append("ET")
        return "\n".join(out)


def _broken(words: list[Word], face: Face, size: float, width: float) -> Iterator[Line]:
    """Greedy line breaking; a line without words stands for an empty one."""
    limit = width * 1000 / size
    current: list[Word] = []
    filled = 0.0
    for word in _fitting(words, face, limit):
        needed = filled + face.space + word.width if current else word.width
        if current and needed > limit:
            yield Line(tuple(current), filled * size / 1000)
            current, needed = [], word.width
        current.append(word)
        filled = needed
    yield Line(tuple(current), filled * size / 1000)


def _fitting(words: list[Word], face: Face, limit: float) -> Iterator[Word]:
    for word in words:
        if word.width > limit:
            yield from face.broken(word, limit)
        else:
            yield word
