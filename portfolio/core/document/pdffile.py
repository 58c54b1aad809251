"""A ReportLab document that writes every object to the file as soon as it is finished, and keeps none in memory."""

from __future__ import annotations

import hashlib
import zlib
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

COMPRESSION = 6


class Output:
    """Where the bytes go, and what is known of them: how many, and their SHA-256."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Write, and return the offset at which the data begins."""
        offset = self.size
        self._out.write(data)
        self._digest.update(data)
        self.size += len(data)
        return offset

    @property
    def sha256(self) -> str:
        """Of all that was written so far, in hexadecimal."""
        return self._digest.hexdigest()


class Finished(pdfdoc.PDFObject):
    """Stands in ReportLab's tables for an object that is in the file already."""


FINISHED = Finished()


class StreamedDocument(pdfdoc.PDFDocument):
    """PDFDocument joins the whole file in memory (366 MB for a file of 104 MB); this one does not.

    Two rules of PDF/A are kept on the way: a comment of four bytes above 127 after the header (ISO 19005-3, 6.1.2)
    and an end of line before `endstream` (6.1.7.1), which ReportLab leaves out.
    """

    Catalog: Any
    Pages: Any
    info: Any

    def __init__(self, out: BinaryIO, language: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7), lang=language)
        self.output = Output(out)
        self.output.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """A number for an object that is going to be written later."""
        self.objectcounter: int = self.objectcounter + 1
        name = f"N{self.objectcounter}"
        self.idToObjectNumberAndVersion[name] = (self.objectcounter, 0)
        self.numberToId[self.objectcounter] = name
        self.idToObject[name] = FINISHED
        return self.objectcounter

    def write_object(self, body: bytes, number: int = 0) -> int:
        """Write an object with a new or a reserved number; returns the number."""
        number = number or self.reserve()
        offset = self.output.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
        self.idToOffset[self.numberToId[number]] = offset
        return number

    def write_stream(self, entries: bytes, data: bytes) -> int:
        """Write a stream whose dictionary holds `entries` and the length; the data is encoded as they say."""
        number = self.reserve()
        head = b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, entries, len(data))
        self.idToOffset[self.numberToId[number]] = self.output.write(head)
        self.output.write(data)  # apart, so that a photo of 10 MB is not copied
        self.output.write(b"\nendstream\nendobj\n")
        return number

    def write_text_stream(self, entries: bytes, data: bytes) -> int:
        """The same for data that shrinks: compressed here."""
        return self.write_stream(entries + b"/Filter/FlateDecode", zlib.compress(data, COMPRESSION))

    def reference(self, number: int) -> Any:
        """What stands in ReportLab's dictionaries for the object of this number."""
        return pdfdoc.PDFObjectReference(self.numberToId[number])

    def number_of(self, thing: Any) -> int:
        """The object number of something that ReportLab keeps."""
        untyped: Any = self
        number: int = self.idToObjectNumberAndVersion[untyped.Reference(thing).name][0]
        return number

    def format(self) -> bytes:
        """Write what is left, the cross-reference table and the trailer. ReportLab calls it for the file's bytes."""
        number = 0
        while (number := number + 1) in self.numberToId:  # formatting an object can register further ones
            name = self.numberToId[number]
            if name not in self.idToOffset:
                self.write_object(self._body(self.idToObject[name]), number)
        self._write_end(number)
        return b""

    def _body(self, thing: Any) -> bytes:
        if isinstance(thing, pdfdoc.PDFStream):
            return self._stream_body(thing)
        formatted: bytes = pdfdoc.format(thing, self, toplevel=1)
        return formatted.rstrip(b"\n")

    def _stream_body(self, stream: Any) -> bytes:
        entries = dict(stream.dictionary.dict)
        data = stream.content.encode("latin-1") if isinstance(stream.content, str) else stream.content
        data = zlib.compress(data, COMPRESSION)
        entries |= {"Filter": "/FlateDecode", "Length": len(data)}
        head: bytes = pdfdoc.format(pdfdoc.PDFDictionary(entries), self)
        return head + b"\nstream\n" + data + b"\nendstream"

    def _write_end(self, count: int) -> None:
        rows = [b"xref\n0 %d\n0000000000 65535 f \n" % count]
        rows += [b"%010d 00000 n \n" % self.idToOffset[self.numberToId[number]] for number in range(1, count)]
        root, info = self.number_of(self.Catalog), self.number_of(self.info)
        identity = self.output.sha256[:32].encode()
        start = self.output.write(b"".join(rows))
        self.output.write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (count, root, info, identity, identity, start)
        )
