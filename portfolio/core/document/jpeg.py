"""JPEG files as a document takes them: the picture untouched, everything that tells about its maker taken out."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from portfolio.core.document.metadata import profile_space

_MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_EOI, _SOS, _APP0, _APP2, _APP14, _APP15, _COM = 0xD9, 0xDA, 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_FRAMES = (0xC0, 0xC1, 0xC2)
"""Baseline, extended and progressive Huffman frames: what the DCTDecode filter reads (ISO 32000-1, 7.4.8)."""
_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""A JFIF header without density and thumbnail."""
_ICC = b"ICC_PROFILE\x00"


class NotPlain(Exception):  # noqa: N818 - it says "decode it instead", not that something failed
    """This JPEG cannot go in as it is: damaged, not 8 bits, CMYK, or not a JPEG at all."""


@dataclass(frozen=True, slots=True)
class PlainJpeg:
    """A JPEG without its metadata: size in pixels as stored, 1 or 3 components, its ICC profile or nothing."""

    width: int
    height: int
    components: int
    profile: bytes
    data: bytes


def strip(data: bytes) -> PlainJpeg:
    """The file without APP1 (EXIF with its place, XMP), APP13, comments and whatever follows the picture.

    The segments are those of ITU-T T.81, annex B. Raises NotPlain for what a reader could not show as it is.
    """
    if data[:2] != b"\xff\xd8":
        raise NotPlain("no JPEG")
    return _Segments(data).plain()


class _Segments:
    """A walk over the segments of one file that keeps what draws the picture."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 2
        self.kept: list[bytes] = []
        self.frame: tuple[int, int, int] | None = None
        self.profiles: dict[int, bytes] = {}
        self.scans = 0
        self.jfif = False

    def plain(self) -> PlainJpeg:
        try:
            while (marker := self._marker()) != _EOI:
                self._segment(marker)
        except (struct.error, IndexError) as error:
            raise NotPlain("cut off") from error
        if self.frame is None or not self.scans:
            raise NotPlain("no picture")
        height, width, components = self.frame
        head = b"\xff\xd8" + (_JFIF if self.jfif else b"")
        profile = b"".join(self.profiles[number] for number in sorted(self.profiles))
        wanted = "GRAY" if components == 1 else "RGB "
        profile = profile if profile_space(profile) == wanted else b""
        return PlainJpeg(width, height, components, profile, b"".join((head, *self.kept, b"\xff\xd9")))

    def _marker(self) -> int:
        if self.data[self.at] != 0xFF:
            raise NotPlain("no marker where one must be")
        while self.data[self.at] == 0xFF:  # fill bytes
            self.at += 1
        self.at += 1
        return self.data[self.at - 1]

    def _segment(self, marker: int) -> None:
        (length,) = struct.unpack_from(">H", self.data, self.at)
        body = self.data[self.at + 2 : self.at + length]
        if len(body) != length - 2:
            raise NotPlain("cut off")
        self.at += length
        if marker in _OTHER_FRAMES:
            raise NotPlain("a frame that readers do not know")
        if marker in _FRAMES:
            self.frame = _frame(body)
        if marker == _APP0:
            self.jfif = self.jfif or body.startswith(b"JFIF\x00")
        elif marker == _APP2:
            self._profile(body)
        elif _draws(marker, body):
            self.kept.append(struct.pack(">BBH", 0xFF, marker, length) + body)
        if marker == _SOS:
            self._scan()

    def _profile(self, body: bytes) -> None:
        if body.startswith(_ICC) and len(body) > 14:
            self.profiles[body[12]] = body[14:]

    def _scan(self) -> None:
        end = _MARKER_IN_SCAN.search(self.data, self.at)
        if end is None:
            raise NotPlain("cut off")
        self.kept.append(self.data[self.at : end.start()])
        self.at = end.start()
        self.scans += 1


def _draws(marker: int, body: bytes) -> bool:
    """Whether a segment is needed for the picture: tables, frames and scans, and Adobe's note on the colours."""
    if _APP0 <= marker <= _APP15:
        return marker == _APP14 and body.startswith(b"Adobe")
    return marker != _COM


def _frame(body: bytes) -> tuple[int, int, int]:
    precision, height, width, components = struct.unpack_from(">BHHB", body)
    if precision != 8 or components not in (1, 3) or not width or not height:
        raise NotPlain("not 8 bits of grey or colour")
    return height, width, components
