"""Makes the sample's files that are neither picture nor paper: readings, notes, a log, a calendar, an archive …"""

from __future__ import annotations

import csv
import io
import random
import wave
import zipfile
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import pi, sin

_RATE = 8_000  # samples a second


@dataclass(frozen=True, slots=True)
class Source:
    """What the files are made from: the texts of sample.toml, the day, and renewals as (title, day)."""

    texts: Mapping[str, str]
    today: date
    renewals: tuple[tuple[str, date], ...]


def readings(source: Source) -> bytes:
    """Electrical test readings of 44 circuits as CSV (RFC 4180)."""
    chance = random.Random(44)  # noqa: S311 - always the same on purpose
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["house", "circuit", "loop impedance (Ω)", "insulation (MΩ)", "RCD trips after (ms)", "result"])
    for house in range(1, 12):
        for circuit in ("heat pump", "sockets", "light", "kitchen"):
            loop, insulation = chance.uniform(0.21, 0.84), chance.choice((500, 500, 500, 420, 310))
            table.writerow([house, circuit, f"{loop:.2f}", insulation, chance.randrange(16, 25), "passed"])
    return out.getvalue().encode()


def notes(source: Source) -> bytes:
    """A note in Markdown."""
    return source.texts["notes"].lstrip().encode()


def log(source: Source) -> bytes:
    """A log of the inverter."""
    return source.texts["log"].lstrip().encode()


def calendar(source: Source) -> bytes:
    """The renewals as an iCalendar file (RFC 5545), one event of a whole day each."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Laurel//Sample//EN"]
    for number, (title, day) in enumerate(source.renewals, 1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:renewal-{number}@zupancic.example.org",
            f"DTSTAMP:{source.today:%Y%m%d}T080000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:Renew: {title}".replace(",", "\\,"),
            "END:VEVENT",
        ]
    return "".join(f"{line}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def pack(source: Source) -> bytes:
    """A zip archive with the readings and two lists."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (
            ("read me.txt", source.texts["pack"].lstrip().encode()),
            ("test readings.csv", readings(source)),
            ("settings.txt", source.texts["settings"].lstrip().encode()),
            ("maintenance.txt", source.texts["maintenance"].lstrip().encode()),
        ):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, data)
    return out.getvalue()


def tone(source: Source) -> bytes:
    """Three seconds of a humming compressor: 47 Hz, its overtones and a slow beat, as a mono WAV of 16 bits."""
    samples = array("h")
    length = 3 * _RATE
    for step in range(length):
        second = step / _RATE
        swell = min(1.0, second * 4, (3 - second) * 4) * (0.8 + 0.2 * sin(2 * pi * 1.3 * second))
        hum = sum(sin(2 * pi * 47 * part * second) / part**1.4 for part in (1, 2, 3, 5))
        samples.append(round(9000 * swell * hum))
    if samples.itemsize == 2 and array("h", [1]).tobytes() != b"\x01\x00":
        samples.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes(samples.tobytes())
    return out.getvalue()


def label(source: Source) -> bytes:
    """The label of a fault switch as SVG 1.1."""
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="160" viewBox="0 0 320 160">\n'
        b'  <rect x="4" y="4" width="312" height="152" rx="16" fill="#fff" stroke="#0f766e" stroke-width="6"/>\n'
        b'  <circle cx="76" cy="80" r="44" fill="#c4583a"/>\n'
        b'  <path d="M84 44 L56 88 H74 L66 116 L98 72 H79 Z" fill="#fff"/>\n'
        b'  <text x="140" y="72" font-family="Inter, sans-serif" font-size="26" font-weight="600" fill="#1e2933">'
        b"Fault 3</text>\n"
        b'  <text x="140" y="106" font-family="Inter, sans-serif" font-size="20" fill="#586775">open wire</text>\n'
        b"</svg>\n"
    )


WRITINGS: dict[str, Callable[[Source], bytes]] = {
    "calendar": calendar,
    "label": label,
    "log": log,
    "notes": notes,
    "pack": pack,
    "readings": readings,
    "tone": tone,
}
