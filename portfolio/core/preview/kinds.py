"""Says what a file is by its first bytes; a name can lie, so the extension only chooses between kinds of text."""

from __future__ import annotations

import codecs
import json
import os
import re
from pathlib import Path
from typing import BinaryIO

from portfolio.core.preview.opening import open_regular

HEAD, TAIL = 4096, 4096
UNKNOWN = "application/octet-stream"

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_ISO_MEDIA = {
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
}
_OOXML = "application/vnd.openxmlformats-officedocument."
_OFFICE = (
    (b"word/document", _OOXML + "wordprocessingml.document"),
    (b"xl/workbook", _OOXML + "spreadsheetml.sheet"),
    (b"ppt/presentation", _OOXML + "presentationml.presentation"),
)
_BMP_HEADERS = (12, 40, 52, 56, 64, 108, 124)
_BY_EXTENSION = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".py": "text/x-python",
    ".js": "text/javascript",
    ".css": "text/css",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".toml": "application/toml",
}
_PDF_LATER = re.compile(rb"(?:^|[\r\n])%PDF-\d")  # readers accept it anywhere in the first 1,024 bytes
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<!DOCTYPE\s+svg[^>\[]*(?:\[[^\]]*\]\s*)?>|\s+)*", re.S | re.I)
_ODF_TYPE = re.compile(rb"application/(?:vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip)")
_JSON_BEGINS = re.compile(r'\s*(?:\{\s*"(?:[^"\\\n]|\\.)*"\s*:|\[\s*(?:\{\s*"|\[|"|-?\d+\s*[,\]]))')
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def sniff(path: Path) -> str:
    """The media type (RFC 6838) of the file's content; it reads at most 8 KB.

    `application/octet-stream` when the content is of no known kind; PortfolioError when it is no readable regular file.
    """
    with open_regular(path) as file:
        head = _read(file, HEAD)
        if head.startswith(b"PK\x03\x04"):
            return _zip_kind(head + _tail(file))
    return _binary_kind(head) or _text_kind(head, path.suffix.lower()) or UNKNOWN


def _read(file: BinaryIO, size: int) -> bytes:
    parts = []
    while size > 0 and (part := file.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _tail(file: BinaryIO) -> bytes:
    """The end of the file, where a zip archive keeps its list of names."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    return _read(file, TAIL)


def _binary_kind(head: bytes) -> str:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return _container_kind(head) or _sound_or_bitmap(head)


def _container_kind(head: bytes) -> str:
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _ISO_MEDIA.get(head[8:12], "video/mp4")
    if head.startswith(b"OggS"):
        video = b"\x80theora" in head[:256]
        return "video/ogg" if video else "audio/ogg"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    return ""


def _sound_or_bitmap(head: bytes) -> str:
    if head.startswith(b"BM") and len(head) >= 26 and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:
        return "image/bmp"
    if len(head) >= 4 and head[:2] != codecs.BOM_UTF16_LE and head[0] == 0xFF and _is_mpeg_audio(head[1], head[2]):
        return "audio/mpeg"
    return ""


def _is_mpeg_audio(second: int, third: int) -> bool:
    """Whether an MPEG audio frame header goes on so (ISO/IEC 11172-3, 2.4.2.3): layer and rates are legal."""
    sync, version, layer = second >> 5 == 7, second >> 3 & 3, second >> 1 & 3
    return sync and version != 1 and layer != 0 and third >> 4 not in (0, 15) and third >> 2 & 3 != 3


def _zip_kind(ends: bytes) -> str:
    """OpenDocument and EPUB say their type in a first, uncompressed entry; Office files are known by their parts."""
    if ends[30:38] == b"mimetype" and (named := _ODF_TYPE.match(ends, 38)):
        return named[0].decode("ascii")
    for part, kind in _OFFICE:
        if part in ends:
            return kind
    return "application/zip"


def _text_kind(head: bytes, extension: str) -> str:
    if _PDF_LATER.search(head[:1024]):
        return "application/pdf"
    text = decoded(head, whole=len(head) < HEAD)
    if text is None:
        return ""
    found = _markup_kind(text) or _notation(text, whole=len(head) < HEAD)
    return found or _BY_EXTENSION.get(extension, "text/plain")


def decoded(data: bytes, *, whole: bool) -> str | None:
    """The text in UTF-8 or UTF-16, or None when it is neither. Unless `whole`, its last character may be cut off."""
    encoding = _encoding(data)
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
    except UnicodeDecodeError:
        return None
    return None if _NOT_TEXT.search(text) else text.removeprefix("\ufeff")


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = len(data) // 2
    if pairs >= 4 and data[1::2].count(0) >= pairs * 0.9:
        return "utf-16-le"
    if pairs >= 4 and data[0::2].count(0) >= pairs * 0.9:
        return "utf-16-be"
    return "utf-8"


def _markup_kind(text: str) -> str:
    prologue = _PROLOGUE.match(text)
    start = text[prologue.end() if prologue else 0 :][:15].lower()
    if re.match(r"<(?:[\w-]+:)?svg[\s>/]", start):
        return "image/svg+xml"
    if re.match(r"<(?:!doctype html|html|head|body)[\s>]", start):
        return "text/html"
    return "application/xml" if text.lstrip()[:5].lower() == "<?xml" else ""


def _notation(text: str, *, whole: bool) -> str:
    if text.startswith("BEGIN:VCALENDAR"):
        return "text/calendar"
    if text.startswith("BEGIN:VCARD"):
        return "text/vcard"
    if not _JSON_BEGINS.match(text) and text.strip() not in ("{}", "[]"):
        return ""
    return "application/json" if not whole or _parses(text) else ""


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
