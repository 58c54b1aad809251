"""What a document says about itself: XMP metadata and the colour space that its colours are meant in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from xml.sax.saxutils import escape

from PIL import ImageCms

import portfolio

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"{declarations}>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>{claims}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """Title, author and the like of a document; `made` is aware or counts as UTC."""

    title: str
    author: str
    subject: str
    language: str
    made: datetime

    @property
    def stamp(self) -> datetime:
        """When it was made, in UTC and whole seconds: Info and XMP must say the same."""
        made = self.made if self.made.tzinfo else self.made.replace(tzinfo=UTC)
        return made.astimezone(UTC).replace(microsecond=0)


def producer() -> str:
    """Who wrote the file."""
    return f"Laurel {portfolio.__version__}"


def xmp(about: About) -> bytes:
    """The XMP packet (ISO 16684-1). Standards that the file meets would be claimed in `declarations` and `claims`."""
    words = {
        "title": about.title,
        "author": about.author,
        "subject": about.subject,
        "language": about.language,
        "stamp": about.stamp.isoformat(),
        "producer": producer(),
    }
    safe = {name: escape(text) for name, text in words.items()}
    return _PACKET.format(declarations="", claims="", **safe).encode()


@lru_cache(maxsize=1)
def srgb() -> bytes:
    """The sRGB profile (IEC 61966-2.1), without the time at which it was made: bytes 24 to 35 of its header."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + bytes((0x07, 0xEA, 0, 1, 0, 1)) + bytes(6) + made[36:]


def profile_space(profile: bytes) -> str:
    """The colour space ("RGB ", "GRAY", ...) of an ICC profile that a PDF may hold, or "" (ISO 19005-3, 6.2.4.2)."""
    if len(profile) < 132 or profile[36:40] != b"acsp" or profile[8] > 4:
        return ""
    if profile[12:16] not in (b"mntr", b"scnr", b"spac", b"prtr"):
        return ""
    try:
        ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (OSError, ImageCms.PyCMSError):
        return ""
    return profile[16:20].decode("latin-1")
