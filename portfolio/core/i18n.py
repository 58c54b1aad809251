"""Words for people: one gettext catalogue for the application, one for each exported document."""

from __future__ import annotations

import gettext as _gettext
import re
import struct
from pathlib import Path

DOMAIN = "laurel"
_TAG = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_application: _gettext.NullTranslations = _gettext.NullTranslations()


def is_language(tag: str) -> bool:
    """Whether the text has the form of a language tag (RFC 5646, section 2.1): `de`, `pt-BR`, `sr_Latn`."""
    return _TAG.fullmatch(tag) is not None


def use_language(language: str, folder: Path) -> None:
    """Speak `language` (a BCP 47 tag such as `de` or `pt-BR`) from now on; English where it has no words."""
    global _application
    _application = catalogue(language, folder)


def catalogue(language: str, folder: Path) -> _gettext.NullTranslations:
    """The catalogue of one language, for a document whose language is not the window's. Without one: English."""
    if not is_language(language):  # it names a folder, so it must not be a path
        return _gettext.NullTranslations()
    try:
        return _gettext.translation(DOMAIN, folder, [language.replace("-", "_")], fallback=True)
    except (OSError, ValueError, LookupError, struct.error):  # a catalogue that is damaged
        return _gettext.NullTranslations()


def gettext(message: str) -> str:
    """The message in the application's language."""
    return _application.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the form that the application's language uses for `number`."""
    return _application.ngettext(singular, plural, number)
