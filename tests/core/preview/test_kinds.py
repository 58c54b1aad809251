"""What a file is, by its content."""

from __future__ import annotations

import gzip
import io
import json
import os
import wave
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portfolio.core.errors import PortfolioError
from portfolio.core.preview import sniff
from tests.core.preview.foreign import archive, baked_badge, pdf_page, picture, written

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument.text"


def tone() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(800))
    return out.getvalue()


def office(part: str) -> bytes:
    return archive("[Content_Types].xml", "_rels/.rels", *(f"docProps/{n}.xml" for n in range(40)), part)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
KINDS = {
    "pdf": (pdf_page(), "application/pdf"),
    "pdf after junk": (b"junk of a mail system\r\n" + pdf_page(), "application/pdf"),
    "png": (picture("PNG"), "image/png"),
    "png with a badge in it": (baked_badge(), "image/png"),
    "jpeg": (picture("JPEG"), "image/jpeg"),
    "gif": (picture("GIF"), "image/gif"),
    "webp": (picture("WEBP"), "image/webp"),
    "tiff": (picture("TIFF"), "image/tiff"),
    "tiff of a Mac": (b"MM\x00*\x00\x00\x00\x08", "image/tiff"),
    "bmp": (picture("BMP"), "image/bmp"),
    "text that begins with BM": (b"BM is what we called the meter", "text/plain"),
    "svg": (SVG, "image/svg+xml"),
    "svg with a prologue": (b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<!DOCTYPE svg>\n' + SVG, "image/svg+xml"),
    "svg with a prefix": (b'<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
    "svg in UTF-16": (SVG.decode().encode("utf-16"), "image/svg+xml"),
    "zip": (archive("a.txt"), "application/zip"),
    "docx": (office("word/document.xml"), OOXML + "wordprocessingml.document"),
    "xlsx": (office("xl/workbook.xml"), OOXML + "spreadsheetml.sheet"),
    "pptx": (office("ppt/presentation.xml"), OOXML + "presentationml.presentation"),
    "odt": (archive("content.xml", first=("mimetype", ODF)), ODF),
    "epub": (archive("a.xhtml", first=("mimetype", "application/epub+zip")), "application/epub+zip"),
    "zip with a false mimetype": (archive("a", first=("mimetype", "text/html")), "application/zip"),
    "gzip": (gzip.compress(b"log"), "application/gzip"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"),
    "mp3 with a tag": (b"ID3\x04\x00\x00\x00\x00\x00\x00", "audio/mpeg"),
    "mp3 without": (b"\xff\xfb\x90\x64" + bytes(50), "audio/mpeg"),
    "no mp3": (b"\xff\xff\xff\xff" + bytes(50), "application/octet-stream"),
    "mp4": (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", "video/mp4"),
    "m4a": (b"\x00\x00\x00\x20ftypM4A \x00\x00\x02\x00", "audio/mp4"),
    "mov": (b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00", "video/quicktime"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image/heic"),
    "ogg": (b"OggS\x00\x02" + bytes(22) + b"\x01\x1e\x01vorbis", "audio/ogg"),
    "ogv": (b"OggS\x00\x02" + bytes(22) + b"\x01\x2a\x80theora", "video/ogg"),
    "wav": (tone(), "audio/wav"),
    "avi": (b"RIFF\x00\x00\x00\x00AVI LIST", "video/x-msvideo"),
    "unknown riff": (b"RIFF\x00\x00\x00\x00\x01\x02\x03\x04", "application/octet-stream"),
    "flac": (b"fLaC\x00\x00\x00\x22", "audio/flac"),
    "matroska": (b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska", "video/x-matroska"),
    "webm": (b"\x1a\x45\xdf\xa3\x93\x42\x82\x84webm", "video/webm"),
    "rtf": (b"{\\rtf1\\ansi hello}", "application/rtf"),
    "postscript": (b"%!PS-Adobe-3.0\n", "application/postscript"),
    "json": (b'{"name": "Zoe"}', "application/json"),
    "long json": (json.dumps([{"n": n} for n in range(2000)]).encode(), "application/json"),
    "empty json": (b" {}\n", "application/json"),
    "text in brackets": (b"[note] call the client", "text/plain"),
    "nearly json": (b'{"name": }', "text/plain"),
    "json too deep": (b'[{"a":' + b"[" * 3000, "text/plain"),
    "html": (b"<!DOCTYPE html><title>x</title>", "text/html"),
    "html of long ago": (b"<!-- x -->\n<HTML><BODY>", "text/html"),
    "xhtml": (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "text/html"),
    "xml": (b'<?xml version="1.0"?><list/>', "application/xml"),
    "calendar": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar"),
    "contact": (b"BEGIN:VCARD\r\nEND:VCARD\r\n", "text/vcard"),
    "utf-8": ("Łukasz plays čembalo".encode(), "text/plain"),
    "utf-8 with a mark": ("\ufeffŁukasz".encode(), "text/plain"),
    "utf-16": ("Grüße aus Kraków".encode("utf-16"), "text/plain"),
    "utf-16 little-endian, no mark": ("plain words".encode("utf-16-le"), "text/plain"),
    "utf-16 big-endian, no mark": ("plain words".encode("utf-16-be"), "text/plain"),
    "utf-8 cut in a character": (("x" * 4095 + "é" + "y" * 99).encode(), "text/plain"),
    "broken utf-8": (b"abc \xe9 def", "application/octet-stream"),
    "zeros": (bytes(5000), "application/octet-stream"),
    "empty": (b"", "text/plain"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(60), "application/octet-stream"),
}


@pytest.mark.parametrize("case", KINDS)
def test_kind(case: str, tmp_path: Path) -> None:
    data, kind = KINDS[case]
    assert sniff(written(tmp_path, "no extension", data)) == kind


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.csv", b"a,b\n1,2\n", "text/csv"),
        ("A.CSV", b"a,b\n1,2\n", "text/csv"),
        ("a.md", b"# Title\n", "text/markdown"),
        ("a.ics", b"nothing of a calendar", "text/calendar"),
        ("a.csv", picture("PNG"), "image/png"),
        ("a.png", b"not a picture", "text/plain"),
        ("a.pdf", bytes(range(256)), "application/octet-stream"),
        ("a.md", b'{"real": "json"}', "application/json"),
        ("a.exe", b"only words", "text/plain"),
    ],
)
def test_the_extension_only_chooses_between_texts(name: str, data: bytes, kind: str, tmp_path: Path) -> None:
    assert sniff(written(tmp_path, name, data)) == kind


def test_only_the_ends_of_a_huge_file_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "huge", b"PK\x03\x04")
    os.truncate(path, 1 << 40)
    assert sniff(path) == "application/zip"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_and_links_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(written(tmp_path, "file", b"x"))
    with pytest.raises(PortfolioError, match="not a regular file"):
        sniff(tmp_path / "pipe")
    with pytest.raises(PortfolioError, match="a link to another place"):
        sniff(tmp_path / "link")


def test_folders_devices_and_missing_files_are_refused_in_words(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone", Path(os.devnull), Path("nul\0name")):
        with pytest.raises(PortfolioError) as caught:
            sniff(path)
        assert caught.value.message.endswith(".")
        assert caught.value.hint


STARTS = [data[:40] for data, _kind in KINDS.values()] + [b"<?xml", b"<!--", b"<!DOCTYPE svg [", b"PK\x03\x04"]


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.one_of(st.binary(max_size=2000), st.text(max_size=800).map(str.encode)), first=st.integers(0, 99))
def test_20000_random_files_have_a_kind(tmp_path_factory: pytest.TempPathFactory, data: bytes, first: int) -> None:
    path = tmp_path_factory.getbasetemp() / "random.svg"
    for part in range(20):
        start = STARTS[(first + part) % len(STARTS)] if part % 2 else b""
        path.unlink(missing_ok=True)  # much faster than writing over it
        path.write_bytes(start + data[part * len(data) // 20 :])
        kind = sniff(path)
        assert kind.count("/") == 1
        assert kind.isascii()


def test_prologues_made_to_be_slow_are_not(tmp_path: Path) -> None:
    for data in (b"<!DOCTYPE svg" + b" " * 8000, b"<!--" * 2000, b"<?xml " * 1500, b"\n" * 8000, b'{"' + b"\\" * 8000):
        assert sniff(written(tmp_path, "slow", data)) != "image/svg+xml"
