"""Makes foreign files for the preview tests: ordinary ones of every kind, and hostile ones."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def picture(name: str, size: tuple[int, int] = (120, 80), mode: str = "RGB", **options: object) -> bytes:
    """A red rectangle with a blue upper left quarter in the Pillow format `name`."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (0, 0, size[0] // 2, size[1] // 2))
    out = BytesIO()
    image.convert(mode).save(out, name, **options)
    return out.getvalue()


def baked_badge() -> bytes:
    """A PNG with an Open Badges iTXt chunk."""
    info = PngInfo()
    info.add_itxt("openbadgecredential", '{"type": ["VerifiableCredential"]}', zip=True)
    return picture("PNG", pnginfo=info)


def png_bomb(side: int) -> bytes:
    """A valid black PNG of `side` squared pixels, 1 bit each, well packed: one deflate block repeated."""
    row_bytes = 1 + (side + 7) // 8
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(row_bytes * 100)) + packer.flush(zlib.Z_FULL_FLUSH)
    total = row_bytes * side
    checksum = struct.pack(">HH", total % 65521, 1)
    packed = b"\x78\xda" + block * (side // 100) + b"\x03\x00" + checksum
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def chunk(name: bytes, data: bytes) -> bytes:
    """One PNG chunk with its length and checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pdf(*objects: bytes) -> bytes:
    """A PDF of the numbered objects; the first one is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def pdf_page(content: bytes = b"1 0 0 rg 0 0 100 400 re f", box: bytes = b"0 0 200 400", packed: bytes = b"") -> bytes:
    """A PDF of one page with the given content stream and MediaBox; `packed` is a stream compressed already."""
    body = packed or content
    entries = b"<</Length %d%s>>" % (len(body), b"/Filter/FlateDecode" if packed else b"")
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<>>>>" % box,
        entries + b"stream\n" + body + b"\nendstream",
    )


def endless_pdf() -> bytes:
    """About 300 kB that cost a PDF engine minutes: one long dashed path, stroked millions of times."""
    packer = zlib.compressobj(9)
    once = b"0 0 m 190 390 l 10 390 l 190 10 l S\n" * 10_000
    parts = [packer.compress(b"[0.01 0.01] 0 d\n")]
    parts += [packer.compress(once) for _ in range(300)]
    return pdf_page(packed=b"".join(parts) + packer.flush())


def archive(*names: str, first: tuple[str, str] | None = None) -> bytes:
    """A zip archive with entries of some text; `first` is a stored entry (name, content) before them."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        if first:
            file.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name in names:
            file.writestr(name, f"the content of {name} " * 300)
    return out.getvalue()


def written(folder: Path, name: str, data: bytes) -> Path:
    """The path of a new file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path
