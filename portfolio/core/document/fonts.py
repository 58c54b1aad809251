"""The typefaces of a document: TrueType files loaded once a process, subset and embedded once a document."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /{name} def\n/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_CMAP_BLOCK = 100
"""Most entries of one bfchar block (Adobe Technical Note 5014, section 4.5)."""


def to_unicode(name: str, subset: list[int]) -> str:
    """The CMap that gives text back: `subset[code]` is the character that `code` draws (ISO 32000-1, 9.10.3).

    ReportLab's own maps code 0 to U+0000, which PDF/A forbids, writes characters above U+FFFF wrongly and puts all
    256 entries into one block.
    """
    entries = [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex()}>" for code, char in enumerate(subset) if char]
    parts = [_CMAP_HEAD.format(name=name)]
    for start in range(0, len(entries), _CMAP_BLOCK):
        block = entries[start : start + _CMAP_BLOCK]
        parts.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n")
    return "".join(parts) + _CMAP_TAIL


class EmbeddedFont(TTFont):
    """ReportLab's TrueType font, embedded with the CMap above."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write the subsets that were used; called by ReportLab when the document is saved."""
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            fonts[internal] = self._subset_dictionary(doc, number, subset, internal)
        del self.state[doc]

    def _subset_dictionary(self, doc: Any, number: int, subset: list[int], internal: str) -> Any:
        base = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("latin-1")
        font: Any = pdfdoc.PDFTrueTypeFont()
        font.Name, font.BaseFont = internal, base
        font.FirstChar, font.LastChar = 0, len(subset) - 1
        face: Any = self.face
        font.Widths = pdfdoc.PDFArray([face.getCharWidth(char) for char in subset])
        cmap = pdfdoc.PDFStream(content=to_unicode(base, subset), filters=[pdfdoc.PDFZCompress])
        font.ToUnicode = doc.Reference(cmap, "toUnicodeCMap:" + base)
        font.FontDescriptor = face.addSubsetObjects(doc, base, subset)
        doc.Reference(font, internal)
        return font


class FontFile:
    """One font file: `ttf` for embedding, `shaper` for kerning, `characters` that it can print."""

    def __init__(self, path: Path) -> None:
        self.ttf = EmbeddedFont(path.stem, str(path))
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self.shaper = uharfbuzz.Font(face)
        self.per_mille = 1000.0 / face.upem
        self.characters = frozenset(char for char in self.ttf.face.charToGlyph if not _is_private(char))
        self.widths: dict[int, float] = self.ttf.face.charWidths
        self.default_width: float = self.ttf.face.defaultWidth


def _is_private(char: int) -> bool:
    """Private use characters mean nothing to anyone who copies the text (Unicode 16, section 23.5)."""
    return 0xE000 <= char <= 0xF8FF or char >= 0xF0000


@lru_cache(maxsize=16)
def load(path: Path) -> FontFile:
    """The font of `path`; parsed once a process, since that takes 10 ms."""
    return FontFile(path)
