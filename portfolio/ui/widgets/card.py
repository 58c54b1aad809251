"""What a card shows, and the colours of its tones: plain data that models give and painters take."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

CardRole = Qt.ItemDataRole.UserRole + 1

TONES = {
    "ok": ("ok", "ok_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("bad", "bad_soft"),
    "info": ("info", "info_soft"),
    "none": ("chip_text", "chip"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """What one row shows.

    `seed` decides colour and initials of the badge (an issuer's name); `tone` is "ok", "warn", "bad", "info" or
    "none" and colours `status`; `marks` are names of icons, such as "eye-off", "star", "paperclip".
    """

    seed: str
    title: str
    subtitle: str = ""
    chips: tuple[str, ...] = ()
    status: str = ""
    tone: str = "none"
    marks: tuple[str, ...] = ()

    def spoken(self) -> str:
        """The card in one line for screen readers."""
        return ", ".join(part for part in (self.title, self.subtitle, self.status, *self.chips) if part)
